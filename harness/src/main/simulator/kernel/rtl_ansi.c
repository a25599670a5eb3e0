// ANSI_STRING, and conversions between it and UNICODE_STRING.
#include "internal.h"
#include "pool.h"
#include "rtl.h"

#define STRING_TAG 0x67727453u // "Strg"

static void initialize(PSTRING string, PCSZ source) {
    size_t length = source != NULL ? strlen(source) : 0;
    if (length > MAXUSHORT - 1) length = MAXUSHORT - 1;
    string->Length = (USHORT)length;
    string->MaximumLength = source != NULL ? (USHORT)(length + 1) : 0;
    string->Buffer = (PCHAR)source;
}

VOID RtlInitString(PSTRING string, PCSZ source) {
    SIM_CALL(RtlInitString);
    initialize(string, source);
}

VOID RtlInitAnsiString(PANSI_STRING string, PCSZ source) {
    SIM_CALL(RtlInitAnsiString);
    initialize(string, source);
}

NTSTATUS RtlInitAnsiStringEx(PANSI_STRING string, PCSZ source) {
    SIM_CALL(RtlInitAnsiStringEx);
    if (source != NULL && strlen(source) >= MAXUSHORT) return STATUS_NAME_TOO_LONG;
    initialize(string, source);
    return STATUS_SUCCESS;
}

VOID RtlCopyString(PSTRING destination, const STRING *source) {
    SIM_CALL(RtlCopyString);
    destination->Length = 0;
    if (source == NULL) return;
    USHORT length = source->Length < destination->MaximumLength ? source->Length
                                                                : destination->MaximumLength;
    memmove(destination->Buffer, source->Buffer, length);
    destination->Length = length;
}

CHAR RtlUpperChar(CHAR character) {
    SIM_CALL(RtlUpperChar);
    return (CHAR)rtl_to_ansi(rtl_upcase(rtl_from_ansi((uint8_t)character)));
}

static int upper(char c) { return rtl_upcase(rtl_from_ansi((uint8_t)c)); }

static LONG compare(const char *left, size_t left_length, const char *right, size_t right_length,
                    bool ignore_case) {
    for (size_t i = 0; i < left_length && i < right_length; i++) {
        int difference = ignore_case ? upper(left[i]) - upper(right[i])
                                     : (uint8_t)left[i] - (uint8_t)right[i];
        if (difference != 0) return difference;
    }
    return (LONG)left_length - (LONG)right_length;
}

LONG RtlCompareString(const STRING *left, const STRING *right, BOOLEAN ignore_case) {
    SIM_CALL(RtlCompareString);
    return compare(left->Buffer, left->Length, right->Buffer, right->Length, ignore_case);
}

BOOLEAN RtlEqualString(const STRING *left, const STRING *right, BOOLEAN ignore_case) {
    SIM_CALL(RtlEqualString);
    return left->Length == right->Length &&
           compare(left->Buffer, left->Length, right->Buffer, right->Length, ignore_case) == 0;
}

BOOLEAN RtlPrefixString(const STRING *prefix, const STRING *string, BOOLEAN ignore_case) {
    SIM_CALL(RtlPrefixString);
    return prefix->Length <= string->Length &&
           compare(prefix->Buffer, prefix->Length, string->Buffer, prefix->Length,
                   ignore_case) == 0;
}

VOID RtlUpperString(PSTRING destination, const STRING *source) {
    SIM_CALL(RtlUpperString);
    USHORT length = source->Length < destination->MaximumLength ? source->Length
                                                                : destination->MaximumLength;
    for (USHORT i = 0; i < length; i++) {
        destination->Buffer[i] = (CHAR)rtl_to_ansi((WCHAR)upper(source->Buffer[i]));
    }
    destination->Length = length;
}

VOID RtlFreeAnsiString(PANSI_STRING string) {
    SIM_CALL(RtlFreeAnsiString);
    if (string->Buffer == NULL) return;
    ex_pool_release("RtlFreeAnsiString", string->Buffer, 0, false);
    *string = (ANSI_STRING){0, 0, NULL};
}

// --- Conversions ---------------------------------------------------------------------------------

ULONG RtlxAnsiStringToUnicodeSize(PCANSI_STRING string) {
    SIM_CALL(RtlxAnsiStringToUnicodeSize);
    return (string->Length + 1u) * (ULONG)sizeof(WCHAR);
}

ULONG RtlxUnicodeStringToAnsiSize(PCUNICODE_STRING string) {
    SIM_CALL(RtlxUnicodeStringToAnsiSize);
    return string->Length / (ULONG)sizeof(WCHAR) + 1;
}

// wdm/nf-wdm-rtlansistringtounicodestring: the result ends with a zero, which its length does not
// count.
NTSTATUS RtlAnsiStringToUnicodeString(PUNICODE_STRING destination, PCANSI_STRING source,
                                      BOOLEAN allocate) {
    SIM_CALL(RtlAnsiStringToUnicodeString);
    SIM_FAULT(RtlAnsiStringToUnicodeString);
    size_t size = (source->Length + 1u) * sizeof(WCHAR);
    if (size > MAXUSHORT) return STATUS_INVALID_PARAMETER_2;
    if (allocate) {
        destination->MaximumLength = (USHORT)size;
        destination->Buffer =
            ex_pool_allocate(SIM_PAGED, size, STRING_TAG, "string converted to Unicode");
    } else if (size > destination->MaximumLength) {
        return STATUS_BUFFER_OVERFLOW;
    }
    for (USHORT i = 0; i < source->Length; i++) {
        destination->Buffer[i] = rtl_from_ansi((uint8_t)source->Buffer[i]);
    }
    destination->Buffer[source->Length] = 0;
    destination->Length = (USHORT)(size - sizeof(WCHAR));
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-rtlunicodestringtoansistring
NTSTATUS RtlUnicodeStringToAnsiString(PANSI_STRING destination, PCUNICODE_STRING source,
                                      BOOLEAN allocate) {
    SIM_CALL(RtlUnicodeStringToAnsiString);
    SIM_FAULT(RtlUnicodeStringToAnsiString);
    USHORT length = source->Length / sizeof(WCHAR);
    NTSTATUS status = STATUS_SUCCESS;
    if (allocate) {
        destination->MaximumLength = length + 1;
        destination->Buffer =
            ex_pool_allocate(SIM_PAGED, length + 1u, STRING_TAG, "string converted to ANSI");
    } else if (length >= destination->MaximumLength) {
        if (destination->MaximumLength == 0) return STATUS_BUFFER_OVERFLOW;
        length = destination->MaximumLength - 1;
        status = STATUS_BUFFER_OVERFLOW;
    }
    for (USHORT i = 0; i < length; i++) {
        destination->Buffer[i] = (CHAR)rtl_to_ansi(source->Buffer[i]);
    }
    destination->Buffer[length] = 0;
    destination->Length = length;
    return status;
}

// --- Short names ---------------------------------------------------------------------------------

static bool is_short_name_character(WCHAR c) {
    static const char illegal[] = "\"*+,/:;<=>?[\\]|";
    return c >= 0x20 && (c >= 0x80 || strchr(illegal, (char)c) == NULL) &&
           (c < 0x80 || rtl_to_oem(rtl_upcase(c)) != '?');
}

// One dot at most, up to eight characters before it and one to three behind it; "." and ".." are
// legal.
static bool is_short_name(PCUNICODE_STRING name, bool *spaces) {
    size_t length = name->Length / sizeof(WCHAR), base = 0, extension = 0, dots = 0;
    *spaces = false;
    if (length == 0 || length > 12) return false;
    if (name->Buffer[0] == '.' && (length == 1 || (length == 2 && name->Buffer[1] == '.'))) {
        return true;
    }
    for (size_t i = 0; i < length; i++) {
        WCHAR c = name->Buffer[i];
        bool ends = i + 1 == length || name->Buffer[i + 1] == '.';
        if (!is_short_name_character(c) || (c == ' ' && ends)) return false;
        *spaces |= c == ' ';
        if (c == '.') dots++;
        else if (dots == 0) base++;
        else extension++;
    }
    return base >= 1 && base <= 8 && extension <= 3 && dots <= 1 && (dots == 0) == (extension == 0);
}

// ntifs/nf-ntifs-rtlisnamelegaldos8dot3
BOOLEAN RtlIsNameLegalDOS8Dot3(PCUNICODE_STRING name, POEM_STRING oem_name,
                               PBOOLEAN contains_spaces) {
    SIM_CALL(RtlIsNameLegalDOS8Dot3);
    bool spaces;
    if (!is_short_name(name, &spaces)) return FALSE;
    size_t length = name->Length / sizeof(WCHAR);
    if (oem_name != NULL) {
        if (length > oem_name->MaximumLength) return FALSE;
        for (size_t i = 0; i < length; i++) {
            oem_name->Buffer[i] = (CHAR)rtl_to_oem(rtl_upcase(name->Buffer[i]));
        }
        oem_name->Length = (USHORT)length;
    }
    if (contains_spaces != NULL) *contains_spaces = spaces;
    return TRUE;
}
