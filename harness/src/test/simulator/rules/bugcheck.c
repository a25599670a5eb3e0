// An exception is raised that no handler takes: the system stops (0x1E).
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
#if BROKEN
    ExRaiseStatus(STATUS_INSUFFICIENT_RESOURCES);
#else
    __try {
        ExRaiseStatus(STATUS_INSUFFICIENT_RESOURCES);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        NT_ASSERT(GetExceptionCode() == (ULONG)STATUS_INSUFFICIENT_RESOURCES);
    }
#endif
    return STATUS_SUCCESS;
}
