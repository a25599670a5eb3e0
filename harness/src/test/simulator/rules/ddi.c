// An MDL is freed while its pages are locked: the pages stay locked for ever.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PVOID buffer;
    PMDL mdl;

    UNREFERENCED_PARAMETER(DriverObject);
    buffer = ExAllocatePool2(POOL_FLAG_PAGED, 64, TAG);
    if (buffer == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    mdl = IoAllocateMdl(buffer, 64, FALSE, FALSE, NULL);
    if (mdl != NULL) {
        __try {
            MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
#if !BROKEN
            MmUnlockPages(mdl);
#endif
        } __except (EXCEPTION_EXECUTE_HANDLER) {
        }
        IoFreeMdl(mdl);
    }
    ExFreePoolWithTag(buffer, TAG);
    return STATUS_SUCCESS;
}
