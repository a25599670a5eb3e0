// Text that is put together for whoever drives the simulator.
#ifndef PERSTREAM_OUTPUT_H
#define PERSTREAM_OUTPUT_H

#include <stddef.h>
#include <stdint.h>

typedef struct output {
    char *text; // of the host's
    size_t used, capacity;
} output;

void output_text(output *out, const char *text);
void output_char(output *out, char c);
void output_number(output *out, uint64_t number);
void output_hex(output *out, uint64_t number);             // without leading zeros
void output_bytes(output *out, const void *bytes, size_t size); // two digits each

// observe.c: the line that `observe` answers with.
void scenario_observe(output *out);

#endif
