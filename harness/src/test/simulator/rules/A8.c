// A resource lies in paged pool: the kernel looks at it at DISPATCH_LEVEL, where paged memory may be away.
#include "driver.h"

#if BROKEN
#define WHERE POOL_FLAG_PAGED
#else
#define WHERE POOL_FLAG_NON_PAGED
#endif

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PERESOURCE resource;

    UNREFERENCED_PARAMETER(DriverObject);
    resource = ExAllocatePool2(WHERE, sizeof(*resource), TAG);
    if (resource == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    ExInitializeResourceLite(resource);
    ExDeleteResourceLite(resource);
    ExFreePoolWithTag(resource, TAG);
    return STATUS_SUCCESS;
}
