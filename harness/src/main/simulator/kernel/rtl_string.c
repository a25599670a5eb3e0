// UNICODE_STRING: initialise, copy, append, compare, change case, hash.
#include "internal.h"
#include "pool.h"
#include "rtl.h"

#define STRING_TAG 0x67727453u // "Strg"

static size_t characters(PCUNICODE_STRING string) { return string->Length / sizeof(WCHAR); }

// A string's lengths are bytes, even, and the first is not above the second (A10).
static void check(PCUNICODE_STRING string, const char *routine) {
    if (string->Length <= string->MaximumLength && string->Length % sizeof(WCHAR) == 0 &&
        (string->Length == 0 || string->Buffer != NULL)) {
        return;
    }
    sim_stop(RULE_A10, ke_subject(string), SIM_NO_BUGCHECK,
             "%s is given a string with Length %u, MaximumLength %u and buffer %p", routine,
             string->Length, string->MaximumLength, string->Buffer);
}

// What a routine does to a driver's strings, the driver does.
static void reads(PCUNICODE_STRING string, void *caller) {
    race_touch(string, offsetof(UNICODE_STRING, MaximumLength) + sizeof(USHORT), false, caller);
    race_touch(&string->Buffer, sizeof string->Buffer, false, caller);
    race_touch(string->Buffer, string->Length, false, caller);
}

// All but the first `kept` bytes of the text are new.
static void writes(PCUNICODE_STRING string, size_t kept, void *caller) {
    race_touch(&string->Length, sizeof string->Length, true, caller);
    race_touch(&string->Buffer, sizeof string->Buffer, false, caller);
    race_touch((const char *)string->Buffer + kept, string->Length - kept, true, caller);
}

#define READS(string)                                                                              \
    do {                                                                                           \
        if (race_on) reads(string, CALLER);                                                        \
    } while (0)
#define WRITES(string, kept)                                                                       \
    do {                                                                                           \
        if (race_on) writes(string, kept, CALLER);                                                 \
    } while (0)

VOID RtlInitUnicodeString(PUNICODE_STRING string, PCWSTR source) {
    SIM_CALL(RtlInitUnicodeString);
    size_t length = 0;
    while (source != NULL && source[length] != 0 && length < UNICODE_STRING_MAX_CHARS - 1) length++;
    string->Length = (USHORT)(length * sizeof(WCHAR));
    string->MaximumLength = source != NULL ? (USHORT)(string->Length + sizeof(WCHAR)) : 0;
    string->Buffer = (PWCH)source;
}

NTSTATUS RtlInitUnicodeStringEx(PUNICODE_STRING string, PCWSTR source) {
    SIM_CALL(RtlInitUnicodeStringEx);
    size_t length = 0;
    while (source != NULL && source[length] != 0) {
        if (++length >= UNICODE_STRING_MAX_CHARS) return STATUS_NAME_TOO_LONG;
    }
    string->Length = (USHORT)(length * sizeof(WCHAR));
    string->MaximumLength = source != NULL ? (USHORT)(string->Length + sizeof(WCHAR)) : 0;
    string->Buffer = (PWCH)source;
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-rtlcopyunicodestring: what does not fit is left out; a zero is added where there is
// room.
VOID RtlCopyUnicodeString(PUNICODE_STRING destination, PCUNICODE_STRING source) {
    SIM_CALL(RtlCopyUnicodeString);
    check(destination, "RtlCopyUnicodeString");
    if (source != NULL) check(source, "RtlCopyUnicodeString");
    if (source == NULL) {
        destination->Length = 0;
        WRITES(destination, 0);
        return;
    }
    READS(source);
    USHORT length = source->Length < destination->MaximumLength ? source->Length
                                                                : destination->MaximumLength;
    memmove(destination->Buffer, source->Buffer, length);
    destination->Length = length;
    if (length + sizeof(WCHAR) <= destination->MaximumLength) {
        destination->Buffer[length / sizeof(WCHAR)] = 0;
    }
    WRITES(destination, 0);
}

static NTSTATUS append(PUNICODE_STRING destination, const WCHAR *source, size_t length) {
    size_t needed = destination->Length + length * sizeof(WCHAR);
    if (needed > destination->MaximumLength) return STATUS_BUFFER_TOO_SMALL;
    memmove(destination->Buffer + characters(destination), source, length * sizeof(WCHAR));
    destination->Length = (USHORT)needed;
    if (needed + sizeof(WCHAR) <= destination->MaximumLength) {
        destination->Buffer[needed / sizeof(WCHAR)] = 0;
    }
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-rtlappendunicodestringtostring
NTSTATUS RtlAppendUnicodeStringToString(PUNICODE_STRING destination, PCUNICODE_STRING source) {
    SIM_CALL(RtlAppendUnicodeStringToString);
    SIM_FAULT(RtlAppendUnicodeStringToString);
    check(destination, "RtlAppendUnicodeStringToString");
    check(source, "RtlAppendUnicodeStringToString");
    READS(source);
    if (source->Length == 0) return STATUS_SUCCESS;
    USHORT kept = destination->Length;
    NTSTATUS status = append(destination, source->Buffer, characters(source));
    if (NT_SUCCESS(status)) WRITES(destination, kept);
    return status;
}

NTSTATUS RtlAppendUnicodeToString(PUNICODE_STRING destination, PCWSTR source) {
    SIM_CALL(RtlAppendUnicodeToString);
    SIM_FAULT(RtlAppendUnicodeToString);
    check(destination, "RtlAppendUnicodeToString");
    size_t length = 0;
    while (source != NULL && source[length] != 0) length++;
    if (length == 0) return STATUS_SUCCESS;
    USHORT kept = destination->Length;
    NTSTATUS status = append(destination, source, length);
    if (NT_SUCCESS(status)) WRITES(destination, kept);
    return status;
}

LONG RtlCompareUnicodeString(PCUNICODE_STRING left, PCUNICODE_STRING right, BOOLEAN ignore_case) {
    SIM_CALL(RtlCompareUnicodeString);
    check(left, "RtlCompareUnicodeString");
    check(right, "RtlCompareUnicodeString");
    READS(left);
    READS(right);
    return rtl_compare(left->Buffer, characters(left), right->Buffer, characters(right),
                       ignore_case);
}

BOOLEAN RtlEqualUnicodeString(PCUNICODE_STRING left, PCUNICODE_STRING right, BOOLEAN ignore_case) {
    SIM_CALL(RtlEqualUnicodeString);
    check(left, "RtlEqualUnicodeString");
    check(right, "RtlEqualUnicodeString");
    READS(left);
    READS(right);
    return rtl_equal(left, right, ignore_case);
}

BOOLEAN RtlPrefixUnicodeString(PCUNICODE_STRING prefix, PCUNICODE_STRING string,
                               BOOLEAN ignore_case) {
    SIM_CALL(RtlPrefixUnicodeString);
    READS(prefix);
    READS(string);
    return prefix->Length <= string->Length &&
           rtl_compare(prefix->Buffer, characters(prefix), string->Buffer, characters(prefix),
                       ignore_case) == 0;
}

BOOLEAN RtlSuffixUnicodeString(PCUNICODE_STRING suffix, PCUNICODE_STRING string,
                               BOOLEAN ignore_case) {
    SIM_CALL(RtlSuffixUnicodeString);
    READS(suffix);
    READS(string);
    if (suffix->Length > string->Length) return FALSE;
    const WCHAR *end = string->Buffer + characters(string) - characters(suffix);
    return rtl_compare(suffix->Buffer, characters(suffix), end, characters(suffix), ignore_case) ==
           0;
}

WCHAR RtlUpcaseUnicodeChar(WCHAR character) {
    SIM_CALL(RtlUpcaseUnicodeChar);
    return rtl_upcase(character);
}

WCHAR RtlDowncaseUnicodeChar(WCHAR character) {
    SIM_CALL(RtlDowncaseUnicodeChar);
    return rtl_downcase(character);
}

static NTSTATUS change_case(PUNICODE_STRING destination, PCUNICODE_STRING source, BOOLEAN allocate,
                            WCHAR (*change)(WCHAR character)) {
    if (allocate) {
        destination->MaximumLength = source->Length;
        destination->Buffer =
            ex_pool_allocate(SIM_PAGED, source->Length != 0 ? source->Length : sizeof(WCHAR),
                             STRING_TAG, "string in another case");
    } else if (source->Length > destination->MaximumLength) {
        return STATUS_BUFFER_OVERFLOW;
    }
    for (size_t i = 0; i < characters(source); i++) {
        destination->Buffer[i] = change(source->Buffer[i]);
    }
    destination->Length = source->Length;
    return STATUS_SUCCESS;
}

// ntddk/nf-ntddk-rtlupcaseunicodestring
NTSTATUS RtlUpcaseUnicodeString(PUNICODE_STRING destination, PCUNICODE_STRING source,
                                BOOLEAN allocate) {
    SIM_CALL(RtlUpcaseUnicodeString);
    SIM_FAULT(RtlUpcaseUnicodeString);
    READS(source);
    NTSTATUS status = change_case(destination, source, allocate, rtl_upcase);
    if (NT_SUCCESS(status)) WRITES(destination, 0);
    return status;
}

NTSTATUS RtlDowncaseUnicodeString(PUNICODE_STRING destination, PCUNICODE_STRING source,
                                  BOOLEAN allocate) {
    SIM_CALL(RtlDowncaseUnicodeString);
    SIM_FAULT(RtlDowncaseUnicodeString);
    READS(source);
    NTSTATUS status = change_case(destination, source, allocate, rtl_downcase);
    if (NT_SUCCESS(status)) WRITES(destination, 0);
    return status;
}

// wdm/nf-wdm-rtlhashunicodestring
NTSTATUS RtlHashUnicodeString(PCUNICODE_STRING string, BOOLEAN ignore_case, ULONG algorithm,
                              PULONG hash) {
    SIM_CALL(RtlHashUnicodeString);
    SIM_FAULT(RtlHashUnicodeString);
    if (string == NULL || hash == NULL || algorithm > HASH_STRING_ALGORITHM_X65599) {
        return STATUS_INVALID_PARAMETER;
    }
    READS(string);
    ULONG value = 0;
    for (size_t i = 0; i < characters(string); i++) {
        WCHAR character = ignore_case ? rtl_upcase(string->Buffer[i]) : string->Buffer[i];
        value = value * 65599u + character;
    }
    *hash = value;
    return STATUS_SUCCESS;
}

VOID RtlFreeUnicodeString(PUNICODE_STRING string) {
    SIM_CALL(RtlFreeUnicodeString);
    if (string->Buffer == NULL) return;
    ex_pool_release("RtlFreeUnicodeString", string->Buffer, 0, false);
    *string = (UNICODE_STRING){0, 0, NULL};
}
