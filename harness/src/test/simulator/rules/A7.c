// A list head in new memory is used as if it were zero: the system stops at whatever address the memory held before.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PLIST_ENTRY head;

    UNREFERENCED_PARAMETER(DriverObject);
    head = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*head), TAG);
    if (head == NULL) return STATUS_INSUFFICIENT_RESOURCES;
#if !BROKEN
    RtlZeroMemory(head, sizeof(*head));
#endif
    if (head->Flink != NULL) head->Flink->Blink = head;
    ExFreePoolWithTag(head, TAG);
    return STATUS_SUCCESS;
}
