// The minifilter of the tests of the JUnit extension: it has no contexts, and writes of some
// lengths make it do what no driver should.
#include <fltKernel.h>

#define TAG 'nalP'
#define LEAKING_LENGTH 99
#define HANGING_LENGTH 98
#define CRASHING_LENGTH 97

// What ties the driver to the schema that its models are generated from.
extern const char PlainSchemaFingerprint[65];
const char PlainSchemaFingerprint[65] =
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static PFLT_FILTER Filter;
static BOOLEAN Loaded;

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    FltUnregisterFilter(Filter);
    return STATUS_SUCCESS;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data,
                                                 PCFLT_RELATED_OBJECTS FltObjects,
                                                 PVOID *CompletionContext)
{
    volatile ULONG length = Data->Iopb->Parameters.Write.Length;

    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(CompletionContext);
    if (length == LEAKING_LENGTH) ExAllocatePoolWithTag(NonPagedPoolNx, length, TAG);
    if (length == CRASHING_LENGTH) *(volatile ULONG *)(ULONG_PTR)length = 0;
    while (length == HANGING_LENGTH) continue;
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static const FLT_OPERATION_REGISTRATION Callbacks[] = {
    {IRP_MJ_WRITE, 0, PreWrite, NULL, NULL},
    {IRP_MJ_OPERATION_END, 0, NULL, NULL, NULL},
};

static const FLT_REGISTRATION Registration = {
    .Size = sizeof(FLT_REGISTRATION),
    .Version = FLT_REGISTRATION_VERSION,
    .OperationRegistration = Callbacks,
    .FilterUnloadCallback = Unload,
};

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    if (Loaded) return STATUS_UNSUCCESSFUL;
    Loaded = TRUE;
    status = FltRegisterFilter(DriverObject, &Registration, &Filter);
    if (!NT_SUCCESS(status)) return status;
    status = FltStartFiltering(Filter);
    if (!NT_SUCCESS(status)) FltUnregisterFilter(Filter);
    return status;
}
