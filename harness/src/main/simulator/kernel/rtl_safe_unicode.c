// ntstrsafe.h: counted strings. What does not fit is cut and reported by STATUS_BUFFER_OVERFLOW; no
// zero is added.
#include <ntstrsafe.h>

#include "internal.h"
#include "rtl.h"

static bool is_valid(PCUNICODE_STRING string) {
    if (string == NULL) return true;
    return string->Length % sizeof(WCHAR) == 0 && string->MaximumLength % sizeof(WCHAR) == 0 &&
           string->Length <= string->MaximumLength &&
           (string->Buffer != NULL || (string->Length == 0 && string->MaximumLength == 0));
}

static size_t length_of(NTSTRSAFE_PCWSTR text, size_t limit) {
    size_t length = 0;
    while (length < limit && text[length] != 0) length++;
    return length;
}

// Puts characters behind the first `used` of the target.
static NTSTATUS put(PUNICODE_STRING target, size_t used, const WCHAR *source, size_t count) {
    size_t room = target->MaximumLength / sizeof(WCHAR) - used;
    size_t taken = count < room ? count : room;
    if (count > 0 && room == 0) return STATUS_INVALID_PARAMETER; // full, or none at all
    if (taken != 0) memmove(target->Buffer + used, source, taken * sizeof(WCHAR));
    target->Length = (USHORT)((used + taken) * sizeof(WCHAR));
    return count > room ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

static NTSTATUS put_string(PUNICODE_STRING target, PCUNICODE_STRING source, size_t limit,
                           bool behind) {
    if (target == NULL || !is_valid(target) || !is_valid(source)) return STATUS_INVALID_PARAMETER;
    size_t count = source != NULL ? source->Length / sizeof(WCHAR) : 0;
    return put(target, behind ? target->Length / sizeof(WCHAR) : 0,
               source != NULL ? source->Buffer : NULL, count < limit ? count : limit);
}

static NTSTATUS put_text(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source, size_t limit,
                         bool behind) {
    if (target == NULL || !is_valid(target) || source == NULL) return STATUS_INVALID_PARAMETER;
    return put(target, behind ? target->Length / sizeof(WCHAR) : 0, source,
               length_of(source, limit));
}

NTSTATUS RtlUnicodeStringInit(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source) {
    SIM_CALL(RtlUnicodeStringInit);
    size_t length = source != NULL ? length_of(source, NTSTRSAFE_UNICODE_STRING_MAX_CCH) : 0;
    *target = (UNICODE_STRING){0, 0, NULL};
    if (source == NULL) return STATUS_SUCCESS;
    if (length == NTSTRSAFE_UNICODE_STRING_MAX_CCH) return STATUS_INVALID_PARAMETER;
    target->Length = (USHORT)(length * sizeof(WCHAR));
    target->MaximumLength = (USHORT)((length + 1) * sizeof(WCHAR));
    target->Buffer = (PWCH)source;
    return STATUS_SUCCESS;
}

NTSTATUS RtlUnicodeStringValidate(PCUNICODE_STRING string) {
    SIM_CALL(RtlUnicodeStringValidate);
    return string != NULL && is_valid(string) ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

NTSTATUS RtlUnicodeStringCopy(PUNICODE_STRING target, PCUNICODE_STRING source) {
    SIM_CALL(RtlUnicodeStringCopy);
    SIM_FAULT(RtlUnicodeStringCopy);
    return put_string(target, source, SIZE_MAX, false);
}

NTSTATUS RtlUnicodeStringCopyString(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source) {
    SIM_CALL(RtlUnicodeStringCopyString);
    return put_text(target, source, SIZE_MAX, false);
}

NTSTATUS RtlUnicodeStringCbCopyN(PUNICODE_STRING target, PCUNICODE_STRING source, size_t size) {
    SIM_CALL(RtlUnicodeStringCbCopyN);
    return put_string(target, source, size / sizeof(WCHAR), false);
}

NTSTATUS RtlUnicodeStringCchCopyN(PUNICODE_STRING target, PCUNICODE_STRING source, size_t count) {
    SIM_CALL(RtlUnicodeStringCchCopyN);
    return put_string(target, source, count, false);
}

NTSTATUS RtlUnicodeStringCbCopyStringN(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source,
                                       size_t size) {
    SIM_CALL(RtlUnicodeStringCbCopyStringN);
    return put_text(target, source, size / sizeof(WCHAR), false);
}

NTSTATUS RtlUnicodeStringCchCopyStringN(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source,
                                        size_t count) {
    SIM_CALL(RtlUnicodeStringCchCopyStringN);
    return put_text(target, source, count, false);
}

NTSTATUS RtlUnicodeStringCat(PUNICODE_STRING target, PCUNICODE_STRING source) {
    SIM_CALL(RtlUnicodeStringCat);
    return put_string(target, source, SIZE_MAX, true);
}

NTSTATUS RtlUnicodeStringCatString(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source) {
    SIM_CALL(RtlUnicodeStringCatString);
    return put_text(target, source, SIZE_MAX, true);
}

NTSTATUS RtlUnicodeStringCbCatN(PUNICODE_STRING target, PCUNICODE_STRING source, size_t size) {
    SIM_CALL(RtlUnicodeStringCbCatN);
    return put_string(target, source, size / sizeof(WCHAR), true);
}

NTSTATUS RtlUnicodeStringCchCatN(PUNICODE_STRING target, PCUNICODE_STRING source, size_t count) {
    SIM_CALL(RtlUnicodeStringCchCatN);
    return put_string(target, source, count, true);
}

NTSTATUS RtlUnicodeStringCbCatStringN(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source,
                                      size_t size) {
    SIM_CALL(RtlUnicodeStringCbCatStringN);
    return put_text(target, source, size / sizeof(WCHAR), true);
}

NTSTATUS RtlUnicodeStringCchCatStringN(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source,
                                       size_t count) {
    SIM_CALL(RtlUnicodeStringCchCatStringN);
    return put_text(target, source, count, true);
}

// With a zero at the end; `size` in characters.
static NTSTATUS copy_out(NTSTRSAFE_PWSTR target, size_t size, PCUNICODE_STRING source) {
    if (target == NULL || size == 0 || size > NTSTRSAFE_MAX_CCH || source == NULL ||
        !is_valid(source)) {
        return STATUS_INVALID_PARAMETER;
    }
    size_t count = source->Length / sizeof(WCHAR), taken = count < size ? count : size - 1;
    if (taken != 0) memcpy(target, source->Buffer, taken * sizeof(WCHAR));
    target[taken] = 0;
    return taken < count ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

NTSTATUS RtlStringCchCopyUnicodeString(NTSTRSAFE_PWSTR target, size_t size,
                                       PCUNICODE_STRING source) {
    SIM_CALL(RtlStringCchCopyUnicodeString);
    return copy_out(target, size, source);
}

NTSTATUS RtlStringCbCopyUnicodeString(NTSTRSAFE_PWSTR target, size_t size,
                                      PCUNICODE_STRING source) {
    SIM_CALL(RtlStringCbCopyUnicodeString);
    return copy_out(target, size / sizeof(WCHAR), source);
}

static NTSTATUS print(PUNICODE_STRING target, NTSTRSAFE_PCWSTR format, va_list arguments) {
    if (target == NULL || !is_valid(target) || format == NULL) return STATUS_INVALID_PARAMETER;
    size_t length = rtl_format_wide(NULL, 0, format, arguments);
    WCHAR *text = sim_alloc((length + 1) * sizeof(WCHAR));
    rtl_format_wide(text, length + 1, format, arguments);
    NTSTATUS status = put(target, 0, text, length);
    sim_free(text);
    return status;
}

NTSTATUS RtlUnicodeStringVPrintf(PUNICODE_STRING target, NTSTRSAFE_PCWSTR format,
                                 va_list arguments) {
    SIM_CALL(RtlUnicodeStringVPrintf);
    return print(target, format, arguments);
}

NTSTATUS RtlUnicodeStringPrintf(PUNICODE_STRING target, NTSTRSAFE_PCWSTR format, ...) {
    SIM_CALL(RtlUnicodeStringPrintf);
    SIM_FAULT(RtlUnicodeStringPrintf);
    va_list arguments;
    va_start(arguments, format);
    NTSTATUS status = print(target, format, arguments);
    va_end(arguments);
    return status;
}
