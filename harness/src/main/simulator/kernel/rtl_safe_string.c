// ntstrsafe.h: strings with a terminating zero, in characters or bytes, wide or narrow. What does
// not fit is cut and reported by STATUS_BUFFER_OVERFLOW; a size of zero or beyond NTSTRSAFE_MAX_CCH
// is an invalid parameter.
#include <ntstrsafe.h>

#include "internal.h"
#include "rtl.h"


// The routines of one width; sizes here are in characters.
#define SAFE_STRINGS(width, type, formatter)                                                       \
    static size_t length_##width(const type *text, size_t limit) {                                 \
        size_t length = 0;                                                                         \
        while (length < limit && text[length] != 0) length++;                                      \
        return length;                                                                             \
    }                                                                                              \
    static bool bad_##width(size_t size) { return size == 0 || size > NTSTRSAFE_MAX_CCH; }         \
    static NTSTATUS put_##width(type *target, size_t size, size_t used, const type *source,        \
                                size_t count, size_t *end) {                                       \
        size_t room = size - used - 1, length = length_##width(source, count);                     \
        size_t taken = length < room ? length : room;                                              \
        memcpy(target + used, source, taken * sizeof(type));                                       \
        target[used + taken] = 0;                                                                  \
        *end = used + taken;                                                                       \
        return length > room ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;                            \
    }                                                                                              \
    static NTSTATUS copy_##width(type *target, size_t size, const type *source, size_t count,      \
                                 size_t *end) {                                                    \
        *end = 0;                                                                                  \
        if (bad_##width(size) || target == NULL) return STATUS_INVALID_PARAMETER;                  \
        if (source == NULL || (count > NTSTRSAFE_MAX_LENGTH && count != SIZE_MAX)) {               \
            target[0] = 0;                                                                         \
            return STATUS_INVALID_PARAMETER;                                                       \
        }                                                                                          \
        return put_##width(target, size, 0, source, count, end);                                   \
    }                                                                                              \
    static NTSTATUS cat_##width(type *target, size_t size, const type *source, size_t count,       \
                                size_t *end) {                                                     \
        *end = 0;                                                                                  \
        if (bad_##width(size) || target == NULL || source == NULL) {                               \
            return STATUS_INVALID_PARAMETER;                                                       \
        }                                                                                          \
        size_t used = length_##width(target, size);                                                \
        bool full = used + 1 >= size && (used == size || (source[0] != 0 && count != 0));          \
        if (full || (count > NTSTRSAFE_MAX_LENGTH && count != SIZE_MAX)) {                 \
            return STATUS_INVALID_PARAMETER;                                                       \
        }                                                                                          \
        return put_##width(target, size, used, source, count, end);                                \
    }                                                                                              \
    static NTSTATUS print_##width(type *target, size_t size, const type *format,                   \
                                  va_list arguments, size_t *end) {                                \
        *end = 0;                                                                                  \
        if (bad_##width(size) || target == NULL || format == NULL) {                               \
            return STATUS_INVALID_PARAMETER;                                                       \
        }                                                                                          \
        size_t length = formatter(target, size, format, arguments);                                \
        *end = length < size ? length : size - 1;                                                  \
        return length < size ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;                            \
    }                                                                                              \
    /* What STRSAFE_… flags do when a call is over. */                                             \
    static NTSTATUS finish_##width(NTSTATUS status, type *target, size_t size, size_t end,         \
                                   ULONG flags, type **end_pointer, size_t *rest) {                \
        if (NT_SUCCESS(status) && (flags & STRSAFE_FILL_BEHIND_NULL)) {                            \
            memset(target + end + 1, (int)(flags & 0xFF), (size - end - 1) * sizeof(type));        \
        }                                                                                          \
        if (!NT_SUCCESS(status) && !bad_##width(size)) {                                           \
            if (flags & STRSAFE_FILL_ON_FAILURE) {                                                 \
                memset(target, (int)(flags & 0xFF), size * sizeof(type));                          \
                end = (flags & 0xFF) != 0 ? size - 1 : 0;                                          \
                target[end] = 0;                                                                   \
            }                                                                                      \
            if (flags & (STRSAFE_NULL_ON_FAILURE | STRSAFE_NO_TRUNCATION)) target[end = 0] = 0;    \
        }                                                                                          \
        if (end_pointer != NULL) *end_pointer = target + end;                                      \
        if (rest != NULL) *rest = size - end;                                                      \
        return status;                                                                             \
    }

SAFE_STRINGS(W, wchar_t, rtl_format_wide)
SAFE_STRINGS(A, char, rtl_format)

// The documented routines of one width and one unit; `per` is how many units a character has.
#define SAFE_ROUTINES(unit, width, type, per)                                                      \
    NTSTATUS RtlString##unit##Copy##width(type *target, size_t size, const type *source) {         \
        SIM_CALL(RtlString##unit##Copy##width);                                                    \
        size_t end;                                                                                \
        return copy_##width(target, size / (per), source, SIZE_MAX, &end);                         \
    }                                                                                              \
    NTSTATUS RtlString##unit##CopyN##width(type *target, size_t size, const type *source,          \
                                           size_t count) {                                         \
        SIM_CALL(RtlString##unit##CopyN##width);                                                   \
        size_t end;                                                                                \
        return copy_##width(target, size / (per), source, count / (per), &end);                    \
    }                                                                                              \
    NTSTATUS RtlString##unit##CopyEx##width(type *target, size_t size, const type *source,         \
                                            type **end_pointer, size_t *rest, ULONG flags) {       \
        SIM_CALL(RtlString##unit##CopyEx##width);                                                  \
        size_t end;                                                                                \
        const type *from = source == NULL && (flags & STRSAFE_IGNORE_NULLS) ? (const type[1]){0}   \
                                                                            : source;              \
        NTSTATUS status = copy_##width(target, size / (per), from, SIZE_MAX, &end);                \
        status = finish_##width(status, target, size / (per), end, flags, end_pointer, rest);      \
        if (rest != NULL) *rest = *rest * (per) + size % (per);                                    \
        return status;                                                                             \
    }                                                                                              \
    NTSTATUS RtlString##unit##Cat##width(type *target, size_t size, const type *source) {          \
        SIM_CALL(RtlString##unit##Cat##width);                                                     \
        size_t end;                                                                                \
        return cat_##width(target, size / (per), source, SIZE_MAX, &end);                          \
    }                                                                                              \
    NTSTATUS RtlString##unit##CatN##width(type *target, size_t size, const type *source,           \
                                          size_t count) {                                          \
        SIM_CALL(RtlString##unit##CatN##width);                                                    \
        size_t end;                                                                                \
        return cat_##width(target, size / (per), source, count / (per), &end);                     \
    }                                                                                              \
    NTSTATUS RtlString##unit##CatEx##width(type *target, size_t size, const type *source,          \
                                           type **end_pointer, size_t *rest, ULONG flags) {        \
        SIM_CALL(RtlString##unit##CatEx##width);                                                   \
        size_t end;                                                                                \
        const type *from = source == NULL && (flags & STRSAFE_IGNORE_NULLS) ? (const type[1]){0}   \
                                                                            : source;              \
        NTSTATUS status = cat_##width(target, size / (per), from, SIZE_MAX, &end);                 \
        status = finish_##width(status, target, size / (per), end, flags, end_pointer, rest);      \
        if (rest != NULL) *rest = *rest * (per) + size % (per);                                    \
        return status;                                                                             \
    }                                                                                              \
    NTSTATUS RtlString##unit##VPrintf##width(type *target, size_t size, const type *format,        \
                                             va_list arguments) {                                  \
        SIM_CALL(RtlString##unit##VPrintf##width);                                                 \
        size_t end;                                                                                \
        return print_##width(target, size / (per), format, arguments, &end);                       \
    }                                                                                              \
    NTSTATUS RtlString##unit##Printf##width(type *target, size_t size, const type *format, ...) {  \
        SIM_CALL(RtlString##unit##Printf##width);                                                  \
        SIM_FAULT(RtlString##unit##Printf##width);                                                 \
        size_t end;                                                                                \
        va_list arguments;                                                                         \
        va_start(arguments, format);                                                               \
        NTSTATUS status = print_##width(target, size / (per), format, arguments, &end);            \
        va_end(arguments);                                                                         \
        return status;                                                                             \
    }                                                                                              \
    NTSTATUS RtlString##unit##PrintfEx##width(type *target, size_t size, type **end_pointer,       \
                                              size_t *rest, ULONG flags, const type *format,       \
                                              ...) {                                               \
        SIM_CALL(RtlString##unit##PrintfEx##width);                                                \
        size_t end;                                                                                \
        va_list arguments;                                                                         \
        va_start(arguments, format);                                                               \
        NTSTATUS status = print_##width(target, size / (per), format, arguments, &end);            \
        va_end(arguments);                                                                         \
        status = finish_##width(status, target, size / (per), end, flags, end_pointer, rest);      \
        if (rest != NULL) *rest = *rest * (per) + size % (per);                                    \
        return status;                                                                             \
    }                                                                                              \
    NTSTATUS RtlString##unit##Length##width(const type *text, size_t size, size_t *length) {       \
        SIM_CALL(RtlString##unit##Length##width);                                                  \
        size_t limit = size / (per), count;                                                        \
        if (length != NULL) *length = 0;                                                           \
        if (text == NULL || limit > NTSTRSAFE_MAX_CCH) return STATUS_INVALID_PARAMETER;            \
        count = length_##width(text, limit);                                                       \
        if (count == limit) return STATUS_INVALID_PARAMETER;                                       \
        if (length != NULL) *length = count * (per);                                               \
        return STATUS_SUCCESS;                                                                     \
    }

SAFE_ROUTINES(Cch, W, wchar_t, 1)
SAFE_ROUTINES(Cb, W, wchar_t, sizeof(wchar_t))
SAFE_ROUTINES(Cch, A, char, 1)
SAFE_ROUTINES(Cb, A, char, 1)
