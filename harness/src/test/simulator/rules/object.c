// A reference to a process is never released: the process object stays when the process has ended.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PEPROCESS process;

    UNREFERENCED_PARAMETER(DriverObject);
    if (NT_SUCCESS(PsLookupProcessByProcessId(PsGetCurrentProcessId(), &process))) {
#if !BROKEN
        ObDereferenceObject(process);
#endif
    }
    return STATUS_SUCCESS;
}
