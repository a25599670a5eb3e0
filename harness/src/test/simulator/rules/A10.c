// A copied name's lengths are never set: the next routine reads as many characters as the new memory happens to say.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNICODE_STRING text = RTL_CONSTANT_STRING(L"log.txt");
    PUNICODE_STRING name;

    UNREFERENCED_PARAMETER(DriverObject);
    name = ExAllocatePoolWithTag(PagedPool, sizeof(*name) + text.Length, TAG);
    if (name == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    name->Buffer = (PWCH)(name + 1);
#if !BROKEN
    name->Length = 0;
    name->MaximumLength = text.Length;
#endif
    RtlCopyUnicodeString(name, &text);
    ExFreePoolWithTag(name, TAG);
    return STATUS_SUCCESS;
}
