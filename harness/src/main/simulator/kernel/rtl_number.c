// Numbers and GUIDs as text.
#include "internal.h"
#include "rtl.h"

#define GUID_TAG 0x64697547u // "Guid"

static bool is_space(WCHAR c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static int digit(WCHAR c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 99;
}

// wdm/nf-wdm-rtlunicodestringtointeger: what is no number is zero.
static NTSTATUS read_number(PCUNICODE_STRING string, ULONG base, uint64_t *value,
                            const WCHAR **stopped) {
    const WCHAR *at = string->Buffer, *end = at + string->Length / sizeof(WCHAR);
    if (at == end) return STATUS_INVALID_PARAMETER;
    while (at < end && is_space(*at)) at++;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    if (base == 0) {
        WCHAR prefix = end - at > 1 && at[0] == '0' ? at[1] : 0;
        base = prefix == 'x' ? 16 : prefix == 'o' ? 8 : prefix == 'b' ? 2 : 10;
        if (base != 10) at += 2;
    } else if (base != 2 && base != 8 && base != 10 && base != 16) {
        return STATUS_INVALID_PARAMETER;
    }
    *value = 0;
    while (at < end && digit(*at) < (int)base) *value = *value * base + (unsigned)digit(*at++);
    if (negative) *value = 0 - *value;
    *stopped = at;
    return STATUS_SUCCESS;
}

NTSTATUS RtlUnicodeStringToInteger(PCUNICODE_STRING string, ULONG base, PULONG value) {
    SIM_CALL(RtlUnicodeStringToInteger);
    SIM_FAULT(RtlUnicodeStringToInteger);
    uint64_t number;
    const WCHAR *stopped;
    NTSTATUS status = read_number(string, base, &number, &stopped);
    if (NT_SUCCESS(status)) *value = (ULONG)number;
    return status;
}

NTSTATUS RtlUnicodeStringToInt64(PCUNICODE_STRING string, ULONG base, PLONG64 value, PWSTR *end) {
    SIM_CALL(RtlUnicodeStringToInt64);
    SIM_FAULT(RtlUnicodeStringToInt64);
    uint64_t number;
    const WCHAR *stopped;
    NTSTATUS status = read_number(string, base, &number, &stopped);
    if (!NT_SUCCESS(status)) return status;
    *value = (LONG64)number;
    if (end != NULL) *end = (PWSTR)stopped;
    return status;
}

static NTSTATUS write_number(uint64_t value, ULONG base, PUNICODE_STRING string) {
    WCHAR digits[64];
    size_t count = 0;
    if (base == 0) base = 10;
    if (base != 2 && base != 8 && base != 10 && base != 16) return STATUS_INVALID_PARAMETER;
    do {
        digits[sizeof digits / sizeof(WCHAR) - ++count] = L"0123456789ABCDEF"[value % base];
        value /= base;
    } while (value != 0);
    if (count * sizeof(WCHAR) > string->MaximumLength) return STATUS_BUFFER_OVERFLOW;
    memcpy(string->Buffer, digits + sizeof digits / sizeof(WCHAR) - count, count * sizeof(WCHAR));
    string->Length = (USHORT)(count * sizeof(WCHAR));
    if (string->Length + sizeof(WCHAR) <= string->MaximumLength) string->Buffer[count] = 0;
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-rtlintegertounicodestring
NTSTATUS RtlIntegerToUnicodeString(ULONG value, ULONG base, PUNICODE_STRING string) {
    SIM_CALL(RtlIntegerToUnicodeString);
    SIM_FAULT(RtlIntegerToUnicodeString);
    return write_number(value, base, string);
}

NTSTATUS RtlInt64ToUnicodeString(ULONGLONG value, ULONG base, PUNICODE_STRING string) {
    SIM_CALL(RtlInt64ToUnicodeString);
    SIM_FAULT(RtlInt64ToUnicodeString);
    return write_number(value, base, string);
}

static WCHAR *put_hex(WCHAR *at, uint64_t value, int digits) {
    while (digits-- > 0) *at++ = L"0123456789ABCDEF"[value >> (4 * digits) & 15];
    return at;
}

// wdm/nf-wdm-rtlstringfromguid
NTSTATUS RtlStringFromGUID(REFGUID guid, PUNICODE_STRING string) {
    SIM_CALL(RtlStringFromGUID);
    SIM_FAULT(RtlStringFromGUID);
    size_t size = (RTL_GUID_STRING_SIZE + 1) * sizeof(WCHAR);
    WCHAR *at = ex_pool_allocate(SIM_PAGED, size, GUID_TAG, "text of a GUID");
    *string = (UNICODE_STRING){(USHORT)(size - sizeof(WCHAR)), (USHORT)size, at};
    *at++ = '{';
    at = put_hex(at, guid->Data1, 8);
    *at++ = '-';
    at = put_hex(at, guid->Data2, 4);
    *at++ = '-';
    at = put_hex(at, guid->Data3, 4);
    *at++ = '-';
    for (int i = 0; i < 8; i++) {
        if (i == 2) *at++ = '-';
        at = put_hex(at, guid->Data4[i], 2);
    }
    *at++ = '}';
    *at = 0;
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-rtlguidfromstring
NTSTATUS RtlGUIDFromString(PCUNICODE_STRING string, GUID *guid) {
    SIM_CALL(RtlGUIDFromString);
    SIM_FAULT(RtlGUIDFromString);
    static const char form[] = "{00000000-0000-0000-0000-000000000000}";
    uint8_t bytes[16];
    int nibbles = 0;
    if (string->Length != RTL_GUID_STRING_SIZE * sizeof(WCHAR)) return STATUS_INVALID_PARAMETER;
    for (int i = 0; i < RTL_GUID_STRING_SIZE; i++) {
        WCHAR c = string->Buffer[i];
        if (form[i] != '0') {
            if (c != (WCHAR)form[i]) return STATUS_INVALID_PARAMETER;
            continue;
        }
        if (digit(c) > 15) return STATUS_INVALID_PARAMETER;
        uint8_t *byte = &bytes[nibbles / 2];
        *byte = (uint8_t)(nibbles % 2 == 0 ? digit(c) << 4 : *byte | digit(c));
        nibbles++;
    }
    guid->Data1 = (ULONG)bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
    guid->Data2 = (USHORT)(bytes[4] << 8 | bytes[5]);
    guid->Data3 = (USHORT)(bytes[6] << 8 | bytes[7]);
    memcpy(guid->Data4, bytes + 8, 8);
    return STATUS_SUCCESS;
}

// ntddk/nf-ntddk-exuuidcreate: the same in each run.
NTSTATUS ExUuidCreate(GUID *uuid) {
    SIM_CALL(ExUuidCreate);
    SIM_FAULT(ExUuidCreate);
    SIM_STATE static uint64_t created;
    created++;
    *uuid = (GUID){(ULONG)created, 0x5053, 0x4000, {0x80, 0, 'p', 'e', 'r', 's', 't', 'r'}};
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-rtlrandomex: at most MAXLONG - 1, and from the seed alone.
ULONG RtlRandomEx(PULONG seed) {
    SIM_CALL(RtlRandomEx);
    *seed = (ULONG)(((uint64_t)*seed * 48271u + 11u) % MAXLONG);
    return *seed;
}
