// The run-time library, as the simulator's own parts use it: no check, no scheduling point, no
// fault.
#ifndef PERSTREAM_RTL_INTERNAL_H
#define PERSTREAM_RTL_INTERNAL_H

#include "kernel.h"

WCHAR rtl_upcase(WCHAR character);
WCHAR rtl_downcase(WCHAR character);
// Less than, equal to or greater than zero, by the characters' values.
LONG rtl_compare(const WCHAR *left, size_t left_length, const WCHAR *right, size_t right_length,
                 bool ignore_case);
bool rtl_equal(const UNICODE_STRING *left, const UNICODE_STRING *right, bool ignore_case);

// Formats as the kernel's printf does; returns the number of characters that the text has, whether
// or not they fit, and ends it with a zero if `size` is not zero. Wide and narrow formats differ in
// what %s, %c and %S mean.
size_t rtl_format_wide(WCHAR *target, size_t size, const WCHAR *format, va_list arguments);
size_t rtl_format(char *target, size_t size, const char *format, va_list arguments);

// One byte each way; '?' for what the code page does not have.
WCHAR rtl_from_ansi(uint8_t byte);
WCHAR rtl_from_oem(uint8_t byte);
uint8_t rtl_to_ansi(WCHAR character);
uint8_t rtl_to_oem(WCHAR character);

// The next character of a UTF-8 text, 0xFFFD for what is none; moves `at` on.
uint32_t rtl_utf8_next(const uint8_t **at, const uint8_t *end);
// Writes up to four bytes; returns their number.
size_t rtl_utf8_put(uint32_t character, uint8_t bytes[4]);
// The next character of a UTF-16 text, 0xFFFD for half a surrogate pair.
uint32_t rtl_utf16_next(const WCHAR **at, const WCHAR *end);

#endif
