// The services on values.
#include "internal.h"
#include "registry.h"

static NTSTATUS answer_basic(const registry_value *value, void *information, ULONG length,
                             PULONG needed) {
    KEY_VALUE_BASIC_INFORMATION *basic = information;
    ULONG fixed = FIELD_OFFSET(KEY_VALUE_BASIC_INFORMATION, Name);
    *needed = fixed + value->name.Length;
    if (length < fixed) return STATUS_BUFFER_TOO_SMALL;
    basic->TitleIndex = 0;
    basic->Type = value->type;
    basic->NameLength = value->name.Length;
    ULONG room = length - fixed;
    memcpy(basic->Name, value->name.Buffer, value->name.Length < room ? value->name.Length : room);
    return *needed <= length ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
}

// The data lies behind the name, aligned to four bytes.
static NTSTATUS answer_full(const registry_value *value, void *information, ULONG length,
                            PULONG needed) {
    KEY_VALUE_FULL_INFORMATION *full = information;
    ULONG fixed = FIELD_OFFSET(KEY_VALUE_FULL_INFORMATION, Name);
    ULONG data = (fixed + value->name.Length + 3) & ~3u;
    *needed = data + value->size;
    if (length < fixed) return STATUS_BUFFER_TOO_SMALL;
    full->TitleIndex = 0;
    full->Type = value->type;
    full->DataOffset = data;
    full->DataLength = value->size;
    full->NameLength = value->name.Length;
    ULONG room = length - fixed;
    memcpy(full->Name, value->name.Buffer, value->name.Length < room ? value->name.Length : room);
    if (*needed > length) return STATUS_BUFFER_OVERFLOW;
    memcpy((uint8_t *)information + data, value->data, value->size);
    return STATUS_SUCCESS;
}

static NTSTATUS answer_partial(const registry_value *value, void *information, ULONG length,
                               PULONG needed) {
    KEY_VALUE_PARTIAL_INFORMATION *partial = information;
    ULONG fixed = FIELD_OFFSET(KEY_VALUE_PARTIAL_INFORMATION, Data);
    *needed = fixed + value->size;
    if (length < fixed) return STATUS_BUFFER_TOO_SMALL;
    partial->TitleIndex = 0;
    partial->Type = value->type;
    partial->DataLength = value->size;
    ULONG room = length - fixed;
    memcpy(partial->Data, value->data, value->size < room ? value->size : room);
    return *needed <= length ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
}

static NTSTATUS answer(const registry_value *value, KEY_VALUE_INFORMATION_CLASS information_class,
                       void *information, ULONG length, PULONG needed) {
    switch (information_class) {
    case KeyValueBasicInformation: return answer_basic(value, information, length, needed);
    case KeyValueFullInformation: return answer_full(value, information, length, needed);
    case KeyValuePartialInformation: return answer_partial(value, information, length, needed);
    default: return STATUS_INVALID_PARAMETER;
    }
}

// wdm/nf-wdm-zwqueryvaluekey
NTSTATUS ZwQueryValueKey(HANDLE key, PUNICODE_STRING name,
                         KEY_VALUE_INFORMATION_CLASS information_class, PVOID information,
                         ULONG length, PULONG needed) {
    SIM_CALL(ZwQueryValueKey);
    SIM_FAULT(ZwQueryValueKey);
    registry_node *node;
    NTSTATUS status = registry_from_handle(key, &node);
    if (!NT_SUCCESS(status)) return status;
    const registry_value *value = registry_get(node, name);
    if (value == NULL) return STATUS_OBJECT_NAME_NOT_FOUND;
    return answer(value, information_class, information, length, needed);
}

// wdm/nf-wdm-zwenumeratevaluekey
NTSTATUS ZwEnumerateValueKey(HANDLE key, ULONG index, KEY_VALUE_INFORMATION_CLASS information_class,
                             PVOID information, ULONG length, PULONG needed) {
    SIM_CALL(ZwEnumerateValueKey);
    SIM_FAULT(ZwEnumerateValueKey);
    registry_node *node;
    NTSTATUS status = registry_from_handle(key, &node);
    if (!NT_SUCCESS(status)) return status;
    const registry_value *value = node->values;
    while (value != NULL && index-- > 0) value = value->next;
    if (value == NULL) return STATUS_NO_MORE_ENTRIES;
    return answer(value, information_class, information, length, needed);
}

// wdm/nf-wdm-zwsetvaluekey
NTSTATUS ZwSetValueKey(HANDLE key, PUNICODE_STRING name, ULONG title_index, ULONG type, PVOID data,
                       ULONG size) {
    SIM_CALL(ZwSetValueKey);
    SIM_FAULT(ZwSetValueKey);
    registry_node *node;
    NTSTATUS status = registry_from_handle(key, &node);
    if (!NT_SUCCESS(status)) return status;
    registry_put(node, name, type, data, size);
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-zwdeletevaluekey
NTSTATUS ZwDeleteValueKey(HANDLE key, PUNICODE_STRING name) {
    SIM_CALL(ZwDeleteValueKey);
    SIM_FAULT(ZwDeleteValueKey);
    registry_node *node;
    NTSTATUS status = registry_from_handle(key, &node);
    if (!NT_SUCCESS(status)) return status;
    return registry_remove(node, name) ? STATUS_SUCCESS : STATUS_OBJECT_NAME_NOT_FOUND;
}
