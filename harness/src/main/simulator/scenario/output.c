// Text that is put together for whoever drives the simulator.
#include "output.h"

#include <stdlib.h>
#include <string.h>

static const char digits[] = "0123456789abcdef";

static char *room(output *out, size_t size) {
    if (out->used + size > out->capacity) {
        out->capacity = (out->used + size) * 2;
        out->text = realloc(out->text, out->capacity);
        if (out->text == NULL) abort();
    }
    char *place = out->text + out->used;
    out->used += size;
    return place;
}

void output_text(output *out, const char *text) {
    size_t length = strlen(text);
    memcpy(room(out, length), text, length);
}

void output_char(output *out, char c) { *room(out, 1) = c; }

static void output_based(output *out, uint64_t number, unsigned base) {
    char reversed[20];
    size_t length = 0;
    do reversed[length++] = digits[number % base];
    while ((number /= base) != 0);
    char *place = room(out, length);
    while (length > 0) *place++ = reversed[--length];
}

void output_number(output *out, uint64_t number) { output_based(out, number, 10); }

void output_hex(output *out, uint64_t number) { output_based(out, number, 16); }

void output_bytes(output *out, const void *bytes, size_t size) {
    const uint8_t *from = bytes;
    char *place = room(out, size * 2);
    for (size_t i = 0; i < size; i++) {
        *place++ = digits[from[i] >> 4];
        *place++ = digits[from[i] & 15];
    }
}
