// The narrow strings and the formats of the C run-time that differ from the host's.
#include "crt/routines.h"

#include "internal.h"
#include "rtl.h"

#define ERROR_INVALID 22 // EINVAL
#define ERROR_RANGE 34   // ERANGE
#define TRUNCATE ((size_t)-1)

static int lower(uint8_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

int crt_strnicmp(const char *left, const char *right, size_t count) {
    for (; count > 0; left++, right++, count--) {
        int difference = lower((uint8_t)*left) - lower((uint8_t)*right);
        if (difference != 0 || *left == 0) return difference;
    }
    return 0;
}

int crt_stricmp(const char *left, const char *right) {
    return crt_strnicmp(left, right, SIZE_MAX);
}

char *crt_strupr(char *text) {
    for (char *at = text; *at != 0; at++) {
        if (*at >= 'a' && *at <= 'z') *at -= 32;
    }
    return text;
}

char *crt_strlwr(char *text) {
    for (char *at = text; *at != 0; at++) *at = (char)lower((uint8_t)*at);
    return text;
}

static int append(char *target, size_t size, size_t used, const char *source, size_t count) {
    if (target == NULL || size == 0) return ERROR_INVALID;
    if (source == NULL || used == size) {
        target[0] = 0;
        return ERROR_INVALID;
    }
    bool truncate = count == TRUNCATE;
    size_t length = strnlen(source, truncate ? size - used : count);
    if (length >= size - used) {
        if (!truncate) {
            target[0] = 0;
            return ERROR_RANGE;
        }
        length = size - used - 1;
    }
    memcpy(target + used, source, length);
    target[used + length] = 0;
    return 0;
}

int crt_strcpy_s(char *target, size_t size, const char *source) {
    return append(target, size, 0, source, source != NULL ? strlen(source) : 0);
}

int crt_strncpy_s(char *target, size_t size, const char *source, size_t count) {
    return append(target, size, 0, source, count);
}

int crt_strcat_s(char *target, size_t size, const char *source) {
    size_t used = target != NULL ? strnlen(target, size) : 0;
    return append(target, size, used, source, source != NULL ? strlen(source) : 0);
}

int crt_memmove_s(void *target, size_t size, const void *source, size_t count) {
    if (count == 0) return 0;
    if (target == NULL || source == NULL) return ERROR_INVALID;
    if (count > size) return ERROR_RANGE;
    memmove(target, source, count);
    return 0;
}

int crt_memcpy_s(void *target, size_t size, const void *source, size_t count) {
    int error = target != NULL && (source == NULL || count > size) ? 1 : 0;
    if (error) memset(target, 0, size);
    return crt_memmove_s(target, size, source, count);
}

// --- Formats -------------------------------------------------------------------------------------

// Without a terminating zero where the text fills the buffer, and -1 where it does not fit.
int crt_vsnwprintf(wchar_t *target, size_t count, const wchar_t *format, va_list arguments) {
    size_t length = rtl_format_wide(NULL, 0, format, arguments);
    wchar_t last;
    if (count == 0) return length == 0 ? 0 : -1;
    rtl_format_wide(target, count, format, arguments);
    if (length < count) return (int)length;
    // One character more than rtl_format_wide leaves room for.
    wchar_t *whole = sim_alloc((length + 1) * sizeof(wchar_t));
    rtl_format_wide(whole, length + 1, format, arguments);
    last = whole[count - 1];
    sim_free(whole);
    target[count - 1] = last;
    return length == count ? (int)length : -1;
}

int crt_snwprintf(wchar_t *target, size_t count, const wchar_t *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = crt_vsnwprintf(target, count, format, arguments);
    va_end(arguments);
    return length;
}

int crt_swprintf(wchar_t *target, const wchar_t *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    size_t length = rtl_format_wide(target, SIZE_MAX / sizeof(wchar_t), format, arguments);
    va_end(arguments);
    return (int)length;
}

int crt_swprintf_s(wchar_t *target, size_t size, const wchar_t *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    size_t length = rtl_format_wide(target, size, format, arguments);
    va_end(arguments);
    if (length < size) return (int)length;
    if (size > 0) target[0] = 0;
    return -1;
}

int crt_vsnprintf(char *target, size_t count, const char *format, va_list arguments) {
    size_t length = rtl_format(NULL, 0, format, arguments);
    if (count == 0) return length == 0 ? 0 : -1;
    rtl_format(target, count, format, arguments);
    if (length < count) return (int)length;
    char *whole = sim_alloc(length + 1);
    rtl_format(whole, length + 1, format, arguments);
    target[count - 1] = whole[count - 1];
    sim_free(whole);
    return length == count ? (int)length : -1;
}

int crt_snprintf(char *target, size_t count, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = crt_vsnprintf(target, count, format, arguments);
    va_end(arguments);
    return length;
}

int crt_sprintf(char *target, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    size_t length = rtl_format(target, SIZE_MAX, format, arguments);
    va_end(arguments);
    return (int)length;
}

int crt_sprintf_s(char *target, size_t size, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    size_t length = rtl_format(target, size, format, arguments);
    va_end(arguments);
    if (length < size) return (int)length;
    if (size > 0) target[0] = 0;
    return -1;
}
