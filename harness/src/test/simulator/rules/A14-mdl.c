// A memory descriptor list is never freed.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    static UCHAR buffer[64];
    PMDL mdl;

    UNREFERENCED_PARAMETER(DriverObject);
    mdl = IoAllocateMdl(buffer, sizeof(buffer), FALSE, FALSE, NULL);
    if (mdl == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    MmBuildMdlForNonPagedPool(mdl);
#if !BROKEN
    IoFreeMdl(mdl);
#endif
    return STATUS_SUCCESS;
}
