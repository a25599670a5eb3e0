// Conversions between UTF-8 and UTF-16.
#include "internal.h"
#include "pool.h"
#include "rtl.h"

#define STRING_TAG 0x67727453u // "Strg"
#define NOT_MAPPED 0xFFFDu

// With no target, only counts. `mapped` tells whether the source was valid.
static bool to_utf8(uint8_t *target, size_t size, size_t *length, const WCHAR *source, size_t count,
                    bool *mapped) {
    const WCHAR *at = source, *end = source + count;
    *length = 0;
    *mapped = true;
    while (at < end) {
        uint8_t bytes[4];
        bool real = *at == NOT_MAPPED;
        uint32_t character = rtl_utf16_next(&at, end);
        size_t more = rtl_utf8_put(character, bytes);
        if (character == NOT_MAPPED && !real) *mapped = false;
        if (target != NULL) {
            if (*length + more > size) return false;
            memcpy(target + *length, bytes, more);
        }
        *length += more;
    }
    return true;
}

static bool to_utf16(WCHAR *target, size_t size, size_t *length, const uint8_t *source,
                     size_t count, bool *mapped) {
    const uint8_t *at = source, *end = source + count;
    *length = 0;
    *mapped = true;
    while (at < end) {
        const uint8_t *before = at;
        uint32_t character = rtl_utf8_next(&at, end);
        size_t more = character >= 0x10000 ? 2 : 1;
        if (character == NOT_MAPPED && (at - before != 3 || *before != 0xEF)) *mapped = false;
        if (target != NULL) {
            if (*length + more > size) return false;
            if (more == 2) {
                target[*length] = (WCHAR)(0xD7C0 + (character >> 10));
                character = 0xDC00 + (character & 0x3FF);
            }
            target[*length + more - 1] = (WCHAR)character;
        }
        *length += more;
    }
    return true;
}

// wdm/nf-wdm-rtlunicodetoutf8n
NTSTATUS RtlUnicodeToUTF8N(PCHAR destination, ULONG size, PULONG length, PCWCH source,
                           ULONG source_length) {
    SIM_CALL(RtlUnicodeToUTF8N);
    SIM_FAULT(RtlUnicodeToUTF8N);
    size_t count;
    bool mapped;
    if (source == NULL) return STATUS_INVALID_PARAMETER_4;
    if (destination == NULL && length == NULL) return STATUS_INVALID_PARAMETER;
    bool fits = to_utf8((uint8_t *)destination, size, &count, source, source_length / sizeof(WCHAR),
                        &mapped);
    if (length != NULL) *length = (ULONG)count;
    if (!fits) return STATUS_BUFFER_TOO_SMALL;
    return mapped ? STATUS_SUCCESS : STATUS_SOME_NOT_MAPPED;
}

// wdm/nf-wdm-rtlutf8tounicoden
NTSTATUS RtlUTF8ToUnicodeN(PWSTR destination, ULONG size, PULONG length, PCCH source,
                           ULONG source_length) {
    SIM_CALL(RtlUTF8ToUnicodeN);
    SIM_FAULT(RtlUTF8ToUnicodeN);
    size_t count;
    bool mapped;
    if (source == NULL) return STATUS_INVALID_PARAMETER_4;
    if (destination == NULL && length == NULL) return STATUS_INVALID_PARAMETER;
    bool fits = to_utf16(destination, size / sizeof(WCHAR), &count, (const uint8_t *)source,
                         source_length, &mapped);
    if (length != NULL) *length = (ULONG)(count * sizeof(WCHAR));
    if (!fits) return STATUS_BUFFER_TOO_SMALL;
    return mapped ? STATUS_SUCCESS : STATUS_SOME_NOT_MAPPED;
}

// wdm/nf-wdm-rtlunicodestringtoutf8string
NTSTATUS RtlUnicodeStringToUTF8String(PUTF8_STRING destination, PCUNICODE_STRING source,
                                      BOOLEAN allocate) {
    SIM_CALL(RtlUnicodeStringToUTF8String);
    SIM_FAULT(RtlUnicodeStringToUTF8String);
    size_t length;
    bool mapped;
    to_utf8(NULL, 0, &length, source->Buffer, source->Length / sizeof(WCHAR), &mapped);
    if (length + 1 > MAXUSHORT) return STATUS_INVALID_PARAMETER_2;
    if (allocate) {
        destination->MaximumLength = (USHORT)(length + 1);
        destination->Buffer =
            ex_pool_allocate(SIM_PAGED, length + 1, STRING_TAG, "string converted to UTF-8");
    } else if (length >= destination->MaximumLength) {
        return STATUS_BUFFER_OVERFLOW;
    }
    to_utf8((uint8_t *)destination->Buffer, length, &length, source->Buffer,
            source->Length / sizeof(WCHAR), &mapped);
    destination->Buffer[length] = 0;
    destination->Length = (USHORT)length;
    return mapped ? STATUS_SUCCESS : STATUS_SOME_NOT_MAPPED;
}

// wdm/nf-wdm-rtlutf8stringtounicodestring
NTSTATUS RtlUTF8StringToUnicodeString(PUNICODE_STRING destination, PUTF8_STRING source,
                                      BOOLEAN allocate) {
    SIM_CALL(RtlUTF8StringToUnicodeString);
    SIM_FAULT(RtlUTF8StringToUnicodeString);
    size_t length, size;
    bool mapped;
    to_utf16(NULL, 0, &length, (const uint8_t *)source->Buffer, source->Length, &mapped);
    size = (length + 1) * sizeof(WCHAR);
    if (size > MAXUSHORT) return STATUS_INVALID_PARAMETER_2;
    if (allocate) {
        destination->MaximumLength = (USHORT)size;
        destination->Buffer =
            ex_pool_allocate(SIM_PAGED, size, STRING_TAG, "string converted from UTF-8");
    } else if (size > destination->MaximumLength) {
        return STATUS_BUFFER_OVERFLOW;
    }
    to_utf16(destination->Buffer, length, &length, (const uint8_t *)source->Buffer, source->Length,
             &mapped);
    destination->Buffer[length] = 0;
    destination->Length = (USHORT)(length * sizeof(WCHAR));
    return mapped ? STATUS_SUCCESS : STATUS_SOME_NOT_MAPPED;
}

VOID RtlFreeUTF8String(PUTF8_STRING string) {
    SIM_CALL(RtlFreeUTF8String);
    if (string->Buffer == NULL) return;
    ex_pool_release("RtlFreeUTF8String", string->Buffer, 0, false);
    *string = (UTF8_STRING){0, 0, NULL};
}
