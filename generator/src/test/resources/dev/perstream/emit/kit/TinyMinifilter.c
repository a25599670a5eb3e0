#include <fltKernel.h>

// A minifilter that does little and links much: what the kit must bring for a generated one.

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER TinyFilter;

static NTSTATUS FLTAPI TinyUnload(_In_ FLT_FILTER_UNLOAD_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    PAGED_CODE();

    FltUnregisterFilter(TinyFilter);
    return STATUS_SUCCESS;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI TinyPreWrite(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Flt_CompletionContext_Outptr_ PVOID *CompletionContext)
{
    PFLT_CONTEXT Context = NULL;

    *CompletionContext = NULL;
    if (NT_SUCCESS(FltGetStreamContext(FltObjects->Instance, FltObjects->FileObject, &Context))) {
        InterlockedExchangeAdd64((LONG64 volatile *)Context, Data->Iopb->Parameters.Write.Length);
        FltReleaseContext(Context);
    }

    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static const FLT_OPERATION_REGISTRATION TinyOperations[] = {
    {IRP_MJ_WRITE, FLTFL_OPERATION_REGISTRATION_SKIP_PAGING_IO, TinyPreWrite, NULL, NULL},
    {IRP_MJ_OPERATION_END, 0, NULL, NULL, NULL},
};

static const FLT_CONTEXT_REGISTRATION TinyContexts[] = {
    {FLT_STREAM_CONTEXT, 0, NULL, sizeof(LONG64), 'tsyT', NULL, NULL, NULL},
    {FLT_CONTEXT_END, 0, NULL, 0, 0, NULL, NULL, NULL},
};

static const FLT_REGISTRATION TinyRegistration = {
    .Size = sizeof(FLT_REGISTRATION),
    .Version = FLT_REGISTRATION_VERSION,
    .ContextRegistration = TinyContexts,
    .OperationRegistration = TinyOperations,
    .FilterUnloadCallback = TinyUnload,
};

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, TinyUnload)
#endif

_Use_decl_annotations_
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    ExInitializeDriverRuntime(DrvRtPoolNxOptIn);

    Status = FltRegisterFilter(DriverObject, &TinyRegistration, &TinyFilter);
    if (NT_SUCCESS(Status)) {
        Status = FltStartFiltering(TinyFilter);
        if (!NT_SUCCESS(Status)) {
            FltUnregisterFilter(TinyFilter);
        }
    }

    return Status;
}
