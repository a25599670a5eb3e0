// A resource's memory is freed before the resource is deleted: the system's list of resources runs through freed pool.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PERESOURCE resource;

    UNREFERENCED_PARAMETER(DriverObject);
    resource = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*resource), TAG);
    if (resource == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    ExInitializeResourceLite(resource);
#if !BROKEN
    ExDeleteResourceLite(resource);
#endif
    ExFreePoolWithTag(resource, TAG);
    return STATUS_SUCCESS;
}
