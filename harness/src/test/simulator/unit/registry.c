// The registry: what a scenario puts there, read and changed by the documented routines.
#include "kernel/registry.h"
#include "unit.h"

#define SERVICE "\\Registry\\Machine\\System\\CurrentControlSet\\Services\\Audit"

static UNICODE_STRING of(const WCHAR *text)
{
    UNICODE_STRING string;

    RtlInitUnicodeString(&string, text);
    return string;
}

static NTSTATUS open_key(HANDLE root, const WCHAR *path, HANDLE *key)
{
    UNICODE_STRING name = of(path);
    OBJECT_ATTRIBUTES attributes;

    InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE, root, NULL);
    return ZwOpenKey(key, KEY_READ, &attributes);
}

static void keys(void)
{
    HANDLE service, parameters, none;
    UNICODE_STRING name = of(L"New");
    OBJECT_ATTRIBUTES attributes;
    ULONG needed, disposition;
    union {
        KEY_BASIC_INFORMATION basic;
        KEY_FULL_INFORMATION full;
        WCHAR text[100];
    } information;

    CHECK_STATUS(open_key(NULL, L"" SERVICE, &service), STATUS_SUCCESS);
    CHECK_STATUS(open_key(NULL, L"\\REGISTRY\\machine\\SYSTEM\\currentcontrolset\\services\\AUDIT",
                          &none),
                 STATUS_SUCCESS);
    CHECK_STATUS(ZwClose(none), STATUS_SUCCESS);
    CHECK_STATUS(open_key(NULL, L"" SERVICE "2", &none), STATUS_OBJECT_NAME_NOT_FOUND);
    CHECK_STATUS(open_key(NULL, L"Registry", &none), STATUS_OBJECT_PATH_SYNTAX_BAD);
    CHECK_STATUS(open_key(service, L"Parameters", &parameters), STATUS_SUCCESS);
    CHECK_STATUS(ZwClose(parameters), STATUS_SUCCESS);

    CHECK_STATUS(ZwEnumerateKey(service, 0, KeyBasicInformation, &information, sizeof information,
                                &needed),
                 STATUS_SUCCESS);
    CHECK(information.basic.NameLength == 20 && needed == 36);
    CHECK_STATUS(ZwEnumerateKey(service, 0, KeyBasicInformation, &information, 20, &needed),
                 STATUS_BUFFER_OVERFLOW);
    CHECK_STATUS(ZwEnumerateKey(service, 0, KeyBasicInformation, &information, 4, &needed),
                 STATUS_BUFFER_TOO_SMALL);
    CHECK_STATUS(ZwEnumerateKey(service, 1, KeyBasicInformation, &information, sizeof information,
                                &needed),
                 STATUS_NO_MORE_ENTRIES);

    InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE, service, NULL);
    CHECK_STATUS(ZwCreateKey(&none, KEY_ALL_ACCESS, &attributes, 0, NULL, 0, &disposition),
                 STATUS_SUCCESS);
    CHECK(disposition == REG_CREATED_NEW_KEY);
    CHECK_STATUS(ZwQueryKey(service, KeyFullInformation, &information, sizeof information, &needed),
                 STATUS_SUCCESS);
    CHECK(information.full.SubKeys == 2 && information.full.Values == 1);
    CHECK_STATUS(ZwDeleteKey(service), STATUS_CANNOT_DELETE);
    CHECK_STATUS(ZwDeleteKey(none), STATUS_SUCCESS);
    CHECK_STATUS(ZwDeleteKey(none), STATUS_KEY_DELETED);
    CHECK_STATUS(ZwClose(none), STATUS_SUCCESS);
    CHECK_STATUS(ZwClose(service), STATUS_SUCCESS);
    CHECK_STATUS(ZwDeleteKey(service), STATUS_INVALID_HANDLE);
}

static void values(void)
{
    HANDLE key;
    UNICODE_STRING name = of(L"level"), other = of(L"Other");
    ULONG needed, number = 5;
    union {
        KEY_VALUE_PARTIAL_INFORMATION partial;
        KEY_VALUE_FULL_INFORMATION full;
        UCHAR bytes[100];
    } information;

    CHECK_STATUS(open_key(NULL, L"" SERVICE "\\Parameters", &key), STATUS_SUCCESS);
    CHECK_STATUS(ZwQueryValueKey(key, &name, KeyValuePartialInformation, &information,
                                 sizeof information, &needed),
                 STATUS_SUCCESS);
    CHECK(information.partial.Type == REG_DWORD && *(ULONG *)information.partial.Data == 42);
    CHECK(needed == FIELD_OFFSET(KEY_VALUE_PARTIAL_INFORMATION, Data) + 4);
    CHECK_STATUS(ZwQueryValueKey(key, &name, KeyValuePartialInformation, &information, 0, &needed),
                 STATUS_BUFFER_TOO_SMALL);
    CHECK_STATUS(ZwQueryValueKey(key, &name, KeyValuePartialInformation, &information, 13, &needed),
                 STATUS_BUFFER_OVERFLOW);
    CHECK_STATUS(ZwQueryValueKey(key, &other, KeyValuePartialInformation, &information,
                                 sizeof information, &needed),
                 STATUS_OBJECT_NAME_NOT_FOUND);
    CHECK_STATUS(ZwSetValueKey(key, &other, 0, REG_DWORD, &number, sizeof number), STATUS_SUCCESS);
    CHECK_STATUS(ZwQueryValueKey(key, &other, KeyValueFullInformation, &information,
                                 sizeof information, &needed),
                 STATUS_SUCCESS);
    CHECK(information.full.NameLength == 10 && information.full.DataOffset % 4 == 0);
    CHECK(*(ULONG *)(information.bytes + information.full.DataOffset) == 5);
    CHECK_STATUS(ZwDeleteValueKey(key, &other), STATUS_SUCCESS);
    CHECK_STATUS(ZwDeleteValueKey(key, &other), STATUS_OBJECT_NAME_NOT_FOUND);
    CHECK_STATUS(ZwClose(key), STATUS_SUCCESS);
}

static uint32_t called;

static NTSTATUS count(PWSTR name, ULONG type, PVOID data, ULONG length, PVOID context, PVOID entry)
{
    CHECK(context == &called && type == REG_SZ && length >= sizeof(WCHAR));
    called++;
    return STATUS_SUCCESS;
}

static void queries(void)
{
    static const WCHAR list[] = L"one\0two\0three\0";
    ULONG level = 0, defaulted = 0;
    UNICODE_STRING text = {0, 0, NULL};
    RTL_QUERY_REGISTRY_TABLE table[] = {
        {NULL, RTL_QUERY_REGISTRY_DIRECT | RTL_QUERY_REGISTRY_TYPECHECK, L"Level", &level,
         REG_DWORD << RTL_QUERY_REGISTRY_TYPECHECK_SHIFT, NULL, 0},
        {NULL, RTL_QUERY_REGISTRY_DIRECT, L"Absent", &defaulted, REG_DWORD, &(ULONG){9}, 4},
        {NULL, RTL_QUERY_REGISTRY_DIRECT, L"Text", &text, REG_NONE, NULL, 0},
        {count, 0, L"List", NULL, REG_NONE, NULL, 0},
        {NULL, 0, NULL, NULL, 0, NULL, 0},
    };

    registry_set_value(SERVICE "\\Parameters", "List", REG_MULTI_SZ, list, sizeof list);
    CHECK_STATUS(RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"Audit\\Parameters", table, &called,
                                        NULL),
                 STATUS_SUCCESS);
    CHECK(level == 42 && defaulted == 9 && called == 3);
    CHECK(text.Length == 8 && text.Buffer[3] == 0xE9 && text.Buffer[4] == 0);
    RtlFreeUnicodeString(&text);
    table[0].DefaultType = REG_SZ << RTL_QUERY_REGISTRY_TYPECHECK_SHIFT;
    CHECK_STATUS(RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"Audit\\Parameters", table, &called,
                                        NULL),
                 STATUS_OBJECT_TYPE_MISMATCH);
    table[0].Flags = RTL_QUERY_REGISTRY_DIRECT | RTL_QUERY_REGISTRY_REQUIRED;
    table[0].Name = L"Absent";
    table[0].DefaultType = REG_NONE;
    CHECK_STATUS(RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"Audit\\Parameters", table, &called,
                                        NULL),
                 STATUS_OBJECT_NAME_NOT_FOUND);
    CHECK_STATUS(RtlCheckRegistryKey(RTL_REGISTRY_SERVICES, L"Nobody"),
                 STATUS_OBJECT_NAME_NOT_FOUND);
    CHECK_STATUS(RtlWriteRegistryValue(RTL_REGISTRY_SERVICES, L"Audit\\More", L"V", REG_DWORD,
                                       &level, sizeof level),
                 STATUS_SUCCESS);
    CHECK_STATUS(RtlDeleteRegistryValue(RTL_REGISTRY_SERVICES, L"Audit\\More", L"v"),
                 STATUS_SUCCESS);
}

static void all(void)
{
    called = 0;
    registry_set_number(SERVICE, "Start", 3);
    registry_set_number(SERVICE "\\Parameters", "Level", 42);
    registry_set_text(SERVICE "\\Parameters", "Text", "caf\xc3\xa9");
    keys();
    values();
    queries();
}

int main(void) { return unit_run(all, 2); }
