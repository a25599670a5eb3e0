// The services on keys: open, create, delete, enumerate.
#include "internal.h"
#include "registry.h"

static POBJECT_TYPE key_type = &ob_key_type;
POBJECT_TYPE *CmKeyObjectType = &key_type;

typedef struct key_body {
    registry_node *node;
} key_body;

NTSTATUS registry_from_handle(HANDLE handle, registry_node **node) {
    key_body *body = ob_from_handle(handle);
    if (body == NULL) return STATUS_INVALID_HANDLE;
    if (!ob_is(body, &ob_key_type)) return STATUS_OBJECT_TYPE_MISMATCH;
    *node = body->node;
    return body->node->deleted ? STATUS_KEY_DELETED : STATUS_SUCCESS;
}

HANDLE registry_open_handle(registry_node *node, ACCESS_MASK access, bool kernel) {
    key_body *body = ob_create(&ob_key_type, sizeof *body, NULL);
    body->node = node;
    HANDLE handle = ob_grant_handle(body, access, kernel);
    ob_dereference(body);
    return handle;
}

static NTSTATUS start_of(POBJECT_ATTRIBUTES attributes, registry_node **start) {
    *start = NULL;
    if (attributes->ObjectName == NULL) return STATUS_OBJECT_PATH_SYNTAX_BAD;
    if (attributes->RootDirectory != NULL) {
        return registry_from_handle(attributes->RootDirectory, start);
    }
    const UNICODE_STRING *name = attributes->ObjectName;
    bool absolute = name->Length != 0 && name->Buffer[0] == '\\';
    return absolute ? STATUS_SUCCESS : STATUS_OBJECT_PATH_SYNTAX_BAD;
}

static NTSTATUS open_key(PHANDLE key, ACCESS_MASK access, POBJECT_ATTRIBUTES attributes) {
    registry_node *start, *node;
    NTSTATUS status = start_of(attributes, &start);
    if (!NT_SUCCESS(status)) return status;
    node = registry_find(start, attributes->ObjectName);
    if (node == NULL) return STATUS_OBJECT_NAME_NOT_FOUND;
    *key = registry_open_handle(node, access, attributes->Attributes & OBJ_KERNEL_HANDLE);
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-zwopenkey
NTSTATUS ZwOpenKey(PHANDLE key, ACCESS_MASK access, POBJECT_ATTRIBUTES attributes) {
    SIM_CALL(ZwOpenKey);
    SIM_FAULT(ZwOpenKey);
    return open_key(key, access, attributes);
}

NTSTATUS ZwOpenKeyEx(PHANDLE key, ACCESS_MASK access, POBJECT_ATTRIBUTES attributes,
                     ULONG options) {
    SIM_CALL(ZwOpenKeyEx);
    SIM_FAULT(ZwOpenKeyEx);
    return open_key(key, access, attributes);
}

// wdm/nf-wdm-zwcreatekey
NTSTATUS ZwCreateKey(PHANDLE key, ACCESS_MASK access, POBJECT_ATTRIBUTES attributes,
                     ULONG title_index, PUNICODE_STRING key_class, ULONG options,
                     PULONG disposition) {
    SIM_CALL(ZwCreateKey);
    SIM_FAULT(ZwCreateKey);
    registry_node *start;
    bool created;
    NTSTATUS status = start_of(attributes, &start);
    if (!NT_SUCCESS(status)) return status;
    registry_node *node = registry_make(start, attributes->ObjectName, &created);
    if (node == NULL) return STATUS_OBJECT_NAME_NOT_FOUND;
    *key = registry_open_handle(node, access, attributes->Attributes & OBJ_KERNEL_HANDLE);
    if (disposition != NULL) {
        *disposition = created ? REG_CREATED_NEW_KEY : REG_OPENED_EXISTING_KEY;
    }
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-zwdeletekey: a key with subkeys stays.
NTSTATUS ZwDeleteKey(HANDLE key) {
    SIM_CALL(ZwDeleteKey);
    SIM_FAULT(ZwDeleteKey);
    registry_node *node;
    NTSTATUS status = registry_from_handle(key, &node);
    if (!NT_SUCCESS(status)) return status;
    if (node->children != NULL || node->parent == NULL) return STATUS_CANNOT_DELETE;
    registry_delete(node);
    return STATUS_SUCCESS;
}

NTSTATUS ZwFlushKey(HANDLE key) {
    SIM_CALL(ZwFlushKey);
    SIM_FAULT(ZwFlushKey);
    registry_node *node;
    return registry_from_handle(key, &node); // there is nothing behind the memory
}

// Copies what fits behind the structure's fixed part.
static NTSTATUS answer(const void *fixed, ULONG fixed_size, const void *text, ULONG text_size,
                       void *information, ULONG length, PULONG needed) {
    *needed = fixed_size + text_size;
    if (length < fixed_size) return STATUS_BUFFER_TOO_SMALL;
    ULONG room = length - fixed_size;
    memcpy(information, fixed, fixed_size);
    memcpy((uint8_t *)information + fixed_size, text, text_size < room ? text_size : room);
    return text_size <= room ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
}

static KEY_FULL_INFORMATION full_information(const registry_node *node) {
    KEY_FULL_INFORMATION full = {.LastWriteTime.QuadPart = (LONGLONG)node->written,
                                 .ClassOffset = FIELD_OFFSET(KEY_FULL_INFORMATION, Class)};
    for (registry_node *child = node->children; child != NULL; child = child->next) {
        full.SubKeys++;
        if (child->name.Length > full.MaxNameLen) full.MaxNameLen = child->name.Length;
    }
    for (registry_value *value = node->values; value != NULL; value = value->next) {
        full.Values++;
        if (value->name.Length > full.MaxValueNameLen) full.MaxValueNameLen = value->name.Length;
        if (value->size > full.MaxValueDataLen) full.MaxValueDataLen = value->size;
    }
    return full;
}

static NTSTATUS answer_name(const registry_node *node, void *information, ULONG length,
                            PULONG needed) {
    WCHAR path[1024];
    size_t start = sizeof path / sizeof(WCHAR);
    for (; node->parent != NULL; node = node->parent) {
        size_t count = node->name.Length / sizeof(WCHAR);
        if (count + 1 > start) return STATUS_NAME_TOO_LONG;
        start -= count;
        memcpy(path + start, node->name.Buffer, node->name.Length);
        path[--start] = '\\';
    }
    ULONG size = (ULONG)(sizeof path - start * sizeof(WCHAR));
    KEY_NAME_INFORMATION name = {size, {0}};
    return answer(&name, FIELD_OFFSET(KEY_NAME_INFORMATION, Name), path + start, size, information,
                  length, needed);
}

static NTSTATUS query(const registry_node *node, KEY_INFORMATION_CLASS information_class,
                      void *information, ULONG length, PULONG needed) {
    switch (information_class) {
    case KeyBasicInformation: {
        KEY_BASIC_INFORMATION basic = {.LastWriteTime.QuadPart = (LONGLONG)node->written,
                                       .NameLength = node->name.Length};
        return answer(&basic, FIELD_OFFSET(KEY_BASIC_INFORMATION, Name), node->name.Buffer,
                      node->name.Length, information, length, needed);
    }
    case KeyNodeInformation: {
        KEY_NODE_INFORMATION whole = {.LastWriteTime.QuadPart = (LONGLONG)node->written,
                                      .ClassOffset = MAXULONG,
                                      .NameLength = node->name.Length};
        return answer(&whole, FIELD_OFFSET(KEY_NODE_INFORMATION, Name), node->name.Buffer,
                      node->name.Length, information, length, needed);
    }
    case KeyFullInformation: {
        KEY_FULL_INFORMATION full = full_information(node);
        return answer(&full, FIELD_OFFSET(KEY_FULL_INFORMATION, Class), L"", 0, information, length,
                      needed);
    }
    case KeyNameInformation: return answer_name(node, information, length, needed);
    default: return STATUS_INVALID_PARAMETER;
    }
}

// wdm/nf-wdm-zwquerykey
NTSTATUS ZwQueryKey(HANDLE key, KEY_INFORMATION_CLASS information_class, PVOID information,
                    ULONG length, PULONG needed) {
    SIM_CALL(ZwQueryKey);
    SIM_FAULT(ZwQueryKey);
    registry_node *node;
    NTSTATUS status = registry_from_handle(key, &node);
    return NT_SUCCESS(status) ? query(node, information_class, information, length, needed)
                              : status;
}

// wdm/nf-wdm-zwenumeratekey
NTSTATUS ZwEnumerateKey(HANDLE key, ULONG index, KEY_INFORMATION_CLASS information_class,
                        PVOID information, ULONG length, PULONG needed) {
    SIM_CALL(ZwEnumerateKey);
    SIM_FAULT(ZwEnumerateKey);
    registry_node *node;
    NTSTATUS status = registry_from_handle(key, &node);
    if (!NT_SUCCESS(status)) return status;
    registry_node *child = registry_child(node, index);
    if (child == NULL) return STATUS_NO_MORE_ENTRIES;
    return query(child, information_class, information, length, needed);
}

// wdm/nf-wdm-ioopendriverregistrykey
NTSTATUS IoOpenDriverRegistryKey(PDRIVER_OBJECT driver, DRIVER_REGKEY_TYPE type, ACCESS_MASK access,
                                 ULONG flags, PHANDLE key) {
    SIM_CALL(IoOpenDriverRegistryKey);
    SIM_FAULT(IoOpenDriverRegistryKey);
    static WCHAR services[] = L"\\Registry\\Machine\\System\\CurrentControlSet\\Services";
    static WCHAR parameters[] = L"Parameters";
    if (type != DriverRegKeyParameters || flags != 0) return STATUS_INVALID_PARAMETER;
    UNICODE_STRING name = driver->DriverExtension->ServiceKeyName;
    if (name.Length == 0) name = driver->DriverName;
    USHORT start = name.Length / sizeof(WCHAR);
    while (start > 0 && name.Buffer[start - 1] != '\\') start--;
    name.Buffer += start;
    name.Length -= start * sizeof(WCHAR);

    UNICODE_STRING path = {sizeof services - sizeof(WCHAR), sizeof services, services};
    UNICODE_STRING last = {sizeof parameters - sizeof(WCHAR), sizeof parameters, parameters};
    registry_node *node = registry_find(NULL, &path);
    if (node != NULL) node = registry_find(node, &name);
    if (node == NULL) return STATUS_OBJECT_NAME_NOT_FOUND;
    bool created;
    *key = registry_open_handle(registry_make(node, &last, &created), access, true);
    return STATUS_SUCCESS;
}
