// DriverEntry fails after FltRegisterFilter and does not unregister the filter, whose code then goes.
#include <fltKernel.h>

static const FLT_OPERATION_REGISTRATION Operations[] = {{IRP_MJ_OPERATION_END}};

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    static const FLT_REGISTRATION registration = {
        .Size = sizeof(registration),
        .Version = FLT_REGISTRATION_VERSION,
        .OperationRegistration = Operations,
    };
    PFLT_FILTER filter;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = FltRegisterFilter(DriverObject, &registration, &filter);
    if (!NT_SUCCESS(status)) return status;
#if !BROKEN
    FltUnregisterFilter(filter);
#endif
    return STATUS_INSUFFICIENT_RESOURCES;
}
