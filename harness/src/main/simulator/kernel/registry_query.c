// RtlQueryRegistryValues and its like: wdm/nf-wdm-rtlqueryregistryvalues.
#include "internal.h"
#include "registry.h"
#include "rtl.h"

#define STRING_TAG 0x67727453u // "Strg"
#define MACHINE L"\\Registry\\Machine\\"

static UNICODE_STRING text(PCWSTR source) {
    size_t length = 0;
    while (source[length] != 0) length++;
    return (UNICODE_STRING){(USHORT)(length * sizeof(WCHAR)), (USHORT)(length * sizeof(WCHAR)),
                            (PWCH)source};
}

static NTSTATUS start_of(ULONG relative_to, PCWSTR path, registry_node **node) {
    static const PCWSTR starts[] = {
        [RTL_REGISTRY_SERVICES] = MACHINE L"System\\CurrentControlSet\\Services",
        [RTL_REGISTRY_CONTROL] = MACHINE L"System\\CurrentControlSet\\Control",
        [RTL_REGISTRY_WINDOWS_NT] = MACHINE L"Software\\Microsoft\\Windows NT\\CurrentVersion",
        [RTL_REGISTRY_DEVICEMAP] = MACHINE L"Hardware\\DeviceMap",
        [RTL_REGISTRY_USER] = L"\\Registry\\User\\.Default",
    };
    *node = NULL;
    if (relative_to & RTL_REGISTRY_HANDLE) return registry_from_handle((HANDLE)path, node);
    relative_to &= ~(ULONG)RTL_REGISTRY_OPTIONAL;
    if (relative_to >= RTL_REGISTRY_MAXIMUM) return STATUS_INVALID_PARAMETER;
    if (relative_to != RTL_REGISTRY_ABSOLUTE) {
        UNICODE_STRING start = text(starts[relative_to]);
        *node = registry_find(NULL, &start);
        if (*node == NULL) return STATUS_OBJECT_NAME_NOT_FOUND;
    }
    if (path == NULL) return *node != NULL ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
    UNICODE_STRING rest = text(path);
    *node = registry_find(*node, &rest);
    return *node != NULL ? STATUS_SUCCESS : STATUS_OBJECT_NAME_NOT_FOUND;
}

// --- Direct --------------------------------------------------------------------------------------

static bool is_string(ULONG type) {
    return type == REG_SZ || type == REG_EXPAND_SZ || type == REG_MULTI_SZ;
}

static NTSTATUS store_string(PUNICODE_STRING target, const uint8_t *data, ULONG size) {
    ULONG length = size;
    if (length >= sizeof(WCHAR) && ((const WCHAR *)data)[length / sizeof(WCHAR) - 1] == 0) {
        length -= sizeof(WCHAR);
    }
    if (length > UNICODE_STRING_MAX_BYTES - sizeof(WCHAR)) return STATUS_BUFFER_TOO_SMALL;
    if (target->Buffer == NULL) {
        target->MaximumLength = (USHORT)(length + sizeof(WCHAR));
        target->Buffer = ex_pool_allocate(SIM_PAGED, target->MaximumLength, STRING_TAG,
                                          "string from the registry");
    } else if (length + sizeof(WCHAR) > target->MaximumLength) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    memcpy(target->Buffer, data, length);
    target->Buffer[length / sizeof(WCHAR)] = 0;
    target->Length = (USHORT)length;
    return STATUS_SUCCESS;
}

// The buffer begins with its size; a negative one wants the data alone.
static NTSTATUS store_sized(PLONG target, ULONG type, const uint8_t *data, ULONG size) {
    LONG given = *target;
    if (given < 0) {
        if ((ULONG)-given < size) return STATUS_BUFFER_TOO_SMALL;
        memcpy(target, data, size);
        return STATUS_SUCCESS;
    }
    if ((ULONG)given < size + 2 * sizeof(ULONG)) return STATUS_BUFFER_TOO_SMALL;
    target[0] = (LONG)size;
    target[1] = (LONG)type;
    memcpy(target + 2, data, size);
    return STATUS_SUCCESS;
}

static NTSTATUS store(const RTL_QUERY_REGISTRY_TABLE *entry, ULONG type, const uint8_t *data,
                      ULONG size) {
    if (is_string(type)) return store_string(entry->EntryContext, data, size);
    if (size > sizeof(ULONG)) return store_sized(entry->EntryContext, type, data, size);
    memcpy(entry->EntryContext, data, size);
    return STATUS_SUCCESS;
}

// --- Through a routine ---------------------------------------------------------------------------

static NTSTATUS call(const RTL_QUERY_REGISTRY_TABLE *entry, PWSTR name, ULONG type, void *data,
                     ULONG size, void *context) {
    NTSTATUS status = entry->QueryRoutine(name, type, data, size, context, entry->EntryContext);
    return status == STATUS_BUFFER_TOO_SMALL ? STATUS_SUCCESS : status;
}

// Each string of a REG_MULTI_SZ by itself.
static NTSTATUS call_each(const RTL_QUERY_REGISTRY_TABLE *entry, PWSTR name, WCHAR *data,
                          ULONG size, void *context) {
    WCHAR *end = data + size / sizeof(WCHAR);
    NTSTATUS status = STATUS_SUCCESS;
    while (data < end && *data != 0 && NT_SUCCESS(status)) {
        WCHAR *next = data;
        while (next < end && *next++ != 0) continue;
        ULONG length = (ULONG)((uint8_t *)next - (uint8_t *)data);
        status = call(entry, name, REG_SZ, data, length, context);
        data = next;
    }
    return status;
}

static NTSTATUS report(const RTL_QUERY_REGISTRY_TABLE *entry, PWSTR name, ULONG type, void *data,
                       ULONG size, void *context) {
    if (entry->Flags & RTL_QUERY_REGISTRY_DIRECT) return store(entry, type, data, size);
    if (entry->QueryRoutine == NULL) return STATUS_SUCCESS;
    bool expand = !(entry->Flags & RTL_QUERY_REGISTRY_NOEXPAND);
    if (type == REG_MULTI_SZ && expand) return call_each(entry, name, data, size, context);
    // There is no environment to expand from: a REG_EXPAND_SZ stays as it is.
    return call(entry, name, type == REG_EXPAND_SZ && expand ? REG_SZ : type, data, size, context);
}

static NTSTATUS report_value(const RTL_QUERY_REGISTRY_TABLE *entry, const registry_value *value,
                             void *context) {
    ULONG expected = entry->DefaultType >> RTL_QUERY_REGISTRY_TYPECHECK_SHIFT;
    if ((entry->Flags & RTL_QUERY_REGISTRY_TYPECHECK) && expected != value->type) {
        return STATUS_OBJECT_TYPE_MISMATCH;
    }
    // copy_name leaves a zero behind the name.
    return report(entry, value->name.Buffer, value->type, value->data, value->size, context);
}

static NTSTATUS report_default(const RTL_QUERY_REGISTRY_TABLE *entry, void *context) {
    ULONG type = entry->DefaultType & 0xFF, size = entry->DefaultLength;
    if (type == REG_NONE) {
        return entry->Flags & RTL_QUERY_REGISTRY_REQUIRED ? STATUS_OBJECT_NAME_NOT_FOUND
                                                          : STATUS_SUCCESS;
    }
    if (entry->Flags & RTL_QUERY_REGISTRY_REQUIRED) return STATUS_OBJECT_NAME_NOT_FOUND;
    if (size == 0 && (type == REG_SZ || type == REG_EXPAND_SZ)) {
        size = text(entry->DefaultData).Length + (ULONG)sizeof(WCHAR);
    } else if (size == 0 && type == REG_MULTI_SZ) {
        const WCHAR *at = entry->DefaultData;
        while (at[0] != 0 || at[1] != 0) at++;
        size = (ULONG)((const uint8_t *)(at + 2) - (const uint8_t *)entry->DefaultData);
    }
    return report(entry, entry->Name, type, entry->DefaultData, size, context);
}

static NTSTATUS report_all(const RTL_QUERY_REGISTRY_TABLE *entry, registry_node *node,
                           void *context) {
    NTSTATUS status = STATUS_SUCCESS;
    if (node->values == NULL && (entry->Flags & RTL_QUERY_REGISTRY_REQUIRED)) {
        return STATUS_OBJECT_NAME_NOT_FOUND;
    }
    for (registry_value *at = node->values, *next; at != NULL && NT_SUCCESS(status); at = next) {
        next = at->next;
        status = report_value(entry, at, context);
        if (NT_SUCCESS(status) && (entry->Flags & RTL_QUERY_REGISTRY_DELETE)) {
            registry_remove(node, &at->name);
        }
    }
    return status;
}

static NTSTATUS perform(const RTL_QUERY_REGISTRY_TABLE *entry, registry_node *node, void *context) {
    if ((entry->Flags & RTL_QUERY_REGISTRY_DIRECT) &&
        (entry->Name == NULL || entry->QueryRoutine != NULL)) {
        return STATUS_INVALID_PARAMETER;
    }
    if (entry->Name == NULL || (entry->Flags & RTL_QUERY_REGISTRY_SUBKEY)) {
        if (entry->QueryRoutine == NULL) return STATUS_SUCCESS;
        if (entry->Flags & RTL_QUERY_REGISTRY_NOVALUE) {
            return call(entry, NULL, REG_NONE, NULL, 0, context);
        }
        return report_all(entry, node, context);
    }
    UNICODE_STRING name = text(entry->Name);
    registry_value *value = registry_get(node, &name);
    if (value == NULL) return report_default(entry, context);
    NTSTATUS status = report_value(entry, value, context);
    if (NT_SUCCESS(status) && (entry->Flags & RTL_QUERY_REGISTRY_DELETE)) {
        registry_remove(node, &name);
    }
    return status;
}

NTSTATUS RtlQueryRegistryValues(ULONG relative_to, PCWSTR path, PRTL_QUERY_REGISTRY_TABLE table,
                                PVOID context, PVOID environment) {
    SIM_CALL(RtlQueryRegistryValues);
    SIM_FAULT(RtlQueryRegistryValues);
    registry_node *top, *node;
    NTSTATUS status = start_of(relative_to, path, &top);
    node = top;
    for (; NT_SUCCESS(status) && (table->QueryRoutine != NULL || table->Name != NULL); table++) {
        if (table->Flags & (RTL_QUERY_REGISTRY_TOPKEY | RTL_QUERY_REGISTRY_SUBKEY)) node = top;
        if (table->Flags & RTL_QUERY_REGISTRY_SUBKEY) {
            if (table->Name == NULL) return STATUS_INVALID_PARAMETER;
            UNICODE_STRING subkey = text(table->Name);
            node = registry_find(top, &subkey);
            if (node == NULL) return STATUS_OBJECT_NAME_NOT_FOUND;
        }
        status = perform(table, node, context);
    }
    return status;
}

// --- One value -----------------------------------------------------------------------------------

// wdm/nf-wdm-rtlwriteregistryvalue: a key that is missing is made.
NTSTATUS RtlWriteRegistryValue(ULONG relative_to, PCWSTR path, PCWSTR name, ULONG type, PVOID data,
                               ULONG size) {
    SIM_CALL(RtlWriteRegistryValue);
    SIM_FAULT(RtlWriteRegistryValue);
    registry_node *node;
    NTSTATUS status = start_of(relative_to, path, &node);
    if (status == STATUS_OBJECT_NAME_NOT_FOUND && !(relative_to & RTL_REGISTRY_HANDLE) &&
        NT_SUCCESS(RtlCreateRegistryKey(relative_to, (PWSTR)path))) {
        status = start_of(relative_to, path, &node);
    }
    if (!NT_SUCCESS(status)) return status;
    UNICODE_STRING value = text(name);
    registry_put(node, &value, type, data, size);
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-rtldeleteregistryvalue
NTSTATUS RtlDeleteRegistryValue(ULONG relative_to, PCWSTR path, PCWSTR name) {
    SIM_CALL(RtlDeleteRegistryValue);
    SIM_FAULT(RtlDeleteRegistryValue);
    registry_node *node;
    NTSTATUS status = start_of(relative_to, path, &node);
    if (!NT_SUCCESS(status)) return status;
    UNICODE_STRING value = text(name);
    return registry_remove(node, &value) ? STATUS_SUCCESS : STATUS_OBJECT_NAME_NOT_FOUND;
}

// wdm/nf-wdm-rtlcheckregistrykey
NTSTATUS RtlCheckRegistryKey(ULONG relative_to, PWSTR path) {
    SIM_CALL(RtlCheckRegistryKey);
    SIM_FAULT(RtlCheckRegistryKey);
    registry_node *node;
    return start_of(relative_to, path, &node);
}

// wdm/nf-wdm-rtlcreateregistrykey
NTSTATUS RtlCreateRegistryKey(ULONG relative_to, PWSTR path) {
    SIM_CALL(RtlCreateRegistryKey);
    SIM_FAULT(RtlCreateRegistryKey);
    registry_node *start = NULL;
    bool absolute = (relative_to & ~(ULONG)RTL_REGISTRY_OPTIONAL) == RTL_REGISTRY_ABSOLUTE, created;
    if (!absolute) {
        NTSTATUS status = start_of(relative_to, NULL, &start);
        if (!NT_SUCCESS(status)) return status;
    }
    if (path == NULL) return absolute ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
    UNICODE_STRING rest = text(path);
    return registry_make(start, &rest, &created) != NULL ? STATUS_SUCCESS
                                                         : STATUS_OBJECT_NAME_NOT_FOUND;
}
