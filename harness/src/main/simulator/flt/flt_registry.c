// What the registry says of a minifilter's instances.
#include <string.h>

#include "flt_internal.h"

#define LONGEST 512 // WCHARs

typedef struct text {
    WCHAR buffer[LONGEST];
    UNICODE_STRING string;
} text;

static void clear(text *to) {
    to->string = (UNICODE_STRING){0, sizeof to->buffer, to->buffer};
}

static void append(text *to, const UNICODE_STRING *from) {
    RtlAppendUnicodeStringToString(&to->string, from);
}

static void append_literal(text *to, const WCHAR *from) {
    RtlAppendUnicodeToString(&to->string, from);
}

UNICODE_STRING flt_copy_string(const UNICODE_STRING *string) {
    UNICODE_STRING copy = {string->Length, string->Length, sim_alloc(string->Length + 2u)};
    memcpy(copy.Buffer, string->Buffer, string->Length);
    return copy;
}

UNICODE_STRING flt_service_name(PDRIVER_OBJECT driver) {
    const UNICODE_STRING *key = &driver->DriverExtension->ServiceKeyName;
    const UNICODE_STRING *from = key->Length != 0 ? key : &driver->DriverName;
    USHORT length = from->Length / sizeof(WCHAR), start = length;
    while (start > 0 && from->Buffer[start - 1] != L'\\') start--;
    UNICODE_STRING name = {(USHORT)((length - start) * sizeof(WCHAR)), 0, from->Buffer + start};
    return flt_copy_string(&name);
}

static bool open_key(const text *path, HANDLE *key) {
    OBJECT_ATTRIBUTES attributes;
    InitializeObjectAttributes(&attributes, (PUNICODE_STRING)&path->string,
                               OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, NULL);
    return NT_SUCCESS(ZwOpenKey(key, KEY_READ, &attributes));
}

// A value's data: the caller's buffer holds it behind the header.
static bool read_value(HANDLE key, const WCHAR *name, ULONG type, void *data, ULONG capacity,
                       ULONG *length) {
    union {
        KEY_VALUE_PARTIAL_INFORMATION information;
        uint8_t bytes[sizeof(KEY_VALUE_PARTIAL_INFORMATION) + LONGEST * sizeof(WCHAR)];
    } buffer;
    UNICODE_STRING value;
    ULONG needed;
    RtlInitUnicodeString(&value, name);
    NTSTATUS status = ZwQueryValueKey(key, &value, KeyValuePartialInformation, &buffer,
                                      sizeof buffer, &needed);
    if (!NT_SUCCESS(status) || buffer.information.Type != type ||
        buffer.information.DataLength > capacity) {
        return false;
    }
    memcpy(data, buffer.information.Data, buffer.information.DataLength);
    *length = buffer.information.DataLength;
    return true;
}

static bool read_string(HANDLE key, const WCHAR *name, text *to) {
    ULONG length;
    clear(to);
    if (!read_value(key, name, REG_SZ, to->buffer, sizeof to->buffer, &length)) return false;
    while (length >= sizeof(WCHAR) && to->buffer[length / sizeof(WCHAR) - 1] == 0) {
        length -= sizeof(WCHAR);
    }
    to->string.Length = (USHORT)length;
    return true;
}

// "…\Services\<service>\Instances", below "Parameters" from Windows 11 24H2 on.
static bool open_instances(PFLT_FILTER filter, text *path, HANDLE *key) {
    for (int parameters = 1; parameters >= 0; parameters--) {
        clear(path);
        append_literal(path, L"\\Registry\\Machine\\System\\CurrentControlSet\\Services\\");
        append(path, &filter->name);
        append_literal(path, parameters ? L"\\Parameters\\Instances" : L"\\Instances");
        if (open_key(path, key)) return true;
    }
    return false;
}

static bool read_settings(text *path, const UNICODE_STRING *name, flt_instance_settings *settings) {
    text altitude;
    HANDLE key;
    ULONG length;
    append_literal(path, L"\\");
    append(path, name);
    if (!open_key(path, &key)) return false;
    bool found = read_string(key, L"Altitude", &altitude);
    if (found) {
        settings->name = flt_copy_string(name);
        settings->altitude = flt_copy_string(&altitude.string);
        read_value(key, L"Flags", REG_DWORD, &settings->flags, sizeof settings->flags, &length);
    }
    ZwClose(key);
    return found;
}

// Each filter has an altitude of its own: the first registered is the highest.
static void make_up(PFLT_FILTER filter, const UNICODE_STRING *name,
                    flt_instance_settings *settings) {
    static const UNICODE_STRING ending = RTL_CONSTANT_STRING(L" Instance");
    uint32_t rank = 0;
    for (LIST_ENTRY *at = flt_globals.filters.Flink; at != &flt_globals.filters; at = at->Flink) {
        if (CONTAINING_RECORD(at, struct _FLT_FILTER, links) == filter) break;
        rank++;
    }
    text made;
    clear(&made);
    append(&made, &filter->name);
    append(&made, &ending);
    settings->name = flt_copy_string(name != NULL ? name : &made.string);
    WCHAR digits[6];
    uint32_t number = 370030 - 10 * rank;
    for (int i = 5; i >= 0; i--, number /= 10) digits[i] = (WCHAR)(L'0' + number % 10);
    UNICODE_STRING altitude = {sizeof digits, sizeof digits, digits};
    settings->altitude = flt_copy_string(&altitude);
}

bool flt_read_instance(PFLT_FILTER filter, const UNICODE_STRING *name,
                       flt_instance_settings *settings) {
    text path, chosen;
    HANDLE key;
    memset(settings, 0, sizeof *settings);
    if (!open_instances(filter, &path, &key)) {
        make_up(filter, name, settings);
        return true;
    }
    bool found = name != NULL;
    clear(&chosen);
    if (found) append(&chosen, name);
    else found = read_string(key, L"DefaultInstance", &chosen);
    ZwClose(key);
    return found && read_settings(&path, &chosen.string, settings);
}
