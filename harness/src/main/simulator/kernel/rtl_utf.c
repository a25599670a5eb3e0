// UTF-8 and UTF-16.
#include "rtl.h"

#define NO_CHARACTER 0xFFFDu

uint32_t rtl_utf8_next(const uint8_t **at, const uint8_t *end) {
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    uint8_t first = *(*at)++;
    if (first < 0x80) return first;
    int more = first >= 0xF0 && first < 0xF8 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC0 || first >= 0xF8) return NO_CHARACTER;
    uint32_t character = first & (0x3Fu >> more);
    for (int i = 0; i < more; i++) {
        if (*at == end || (**at & 0xC0) != 0x80) return NO_CHARACTER;
        character = character << 6 | (*(*at)++ & 0x3Fu);
    }
    bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    return character < least[more] || character > 0x10FFFF || surrogate ? NO_CHARACTER : character;
}

size_t rtl_utf8_put(uint32_t character, uint8_t bytes[4]) {
    if (character < 0x80) {
        bytes[0] = (uint8_t)character;
        return 1;
    }
    size_t size = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--) {
        bytes[i] = (uint8_t)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    bytes[0] = (uint8_t)((0xF00u >> size & 0xFF) | character);
    return size;
}

uint32_t rtl_utf16_next(const WCHAR **at, const WCHAR *end) {
    uint32_t first = *(*at)++;
    if (first < 0xD800 || first > 0xDFFF) return first;
    if (first > 0xDBFF || *at == end || **at < 0xDC00 || **at > 0xDFFF) return NO_CHARACTER;
    return 0x10000 + ((first - 0xD800) << 10) + (*(*at)++ - 0xDC00u);
}
