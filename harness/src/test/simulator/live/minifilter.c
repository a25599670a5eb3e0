// The minifilter of the live runner's tests: a context of each kind, memory of its own that the
// stream's refers to, and one write that breaks a rule.
#define SETUP Setup
#define CLEANUP Cleanup
#include "../rules/minifilter.h"

#define BREAKING_LENGTH 99
#define HANGING_LENGTH 98

// What ties the driver to the schema that its models are generated from.
const char TestSchemaFingerprint[65] =
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

// How many volumes it was attached to since it was loaded.
ULONG TestSetups;

static VOID FLTAPI Cleanup(PFLT_CONTEXT Context, FLT_CONTEXT_TYPE ContextType)
{
    CONTEXT *context = Context;

    UNREFERENCED_PARAMETER(ContextType);
    if (context->Memory != NULL) ExFreePoolWithTag(context->Memory, TAG);
}

static NTSTATUS FLTAPI Setup(PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_SETUP_FLAGS Flags,
                             DEVICE_TYPE VolumeDeviceType,
                             FLT_FILESYSTEM_TYPE VolumeFilesystemType)
{
    CONTEXT *context;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(VolumeDeviceType);
    UNREFERENCED_PARAMETER(VolumeFilesystemType);
    TestSetups++;
    context = NewContext(FLT_VOLUME_CONTEXT);
    if (context != NULL) {
        FltSetVolumeContext(FltObjects->Volume, FLT_SET_CONTEXT_KEEP_IF_EXISTS, context, NULL);
        FltReleaseContext(context);
    }
    context = NewContext(FLT_INSTANCE_CONTEXT);
    if (context != NULL) {
        context->Other = (CONTEXT *)FltObjects->Instance; // its address only
        FltSetInstanceContext(FltObjects->Instance, FLT_SET_CONTEXT_KEEP_IF_EXISTS, context, NULL);
        FltReleaseContext(context);
    }
    return STATUS_SUCCESS;
}

static VOID FillStream(CONTEXT *Context)
{
    if (InterlockedIncrement((volatile LONG *)&Context->Count) != 1) return;
    Context->Memory = ExAllocatePoolWithTag(NonPagedPoolNx, 16, TAG);
    if (Context->Memory != NULL) RtlFillMemory(Context->Memory, 16, 0xA5);
}

static VOID SetOnTransaction(PCFLT_RELATED_OBJECTS FltObjects)
{
    CONTEXT *context = NewContext(FLT_TRANSACTION_CONTEXT);

    if (context == NULL) return;
    FltSetTransactionContext(FltObjects->Instance, FltObjects->Transaction,
                             FLT_SET_CONTEXT_KEEP_IF_EXISTS, context, NULL);
    FltReleaseContext(context);
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    CONTEXT *context;

    UNREFERENCED_PARAMETER(CompletionContext);
    if (!OPENED(Data, Flags) || !FltSupportsStreamContexts(FltObjects->FileObject)) {
        return FLT_POSTOP_FINISHED_PROCESSING;
    }
    context = StreamContext(FltObjects);
    if (context != NULL) {
        FillStream(context);
        FltReleaseContext(context);
    }
    context = NewContext(FLT_STREAMHANDLE_CONTEXT);
    if (context != NULL) {
        FltSetStreamHandleContext(FltObjects->Instance, FltObjects->FileObject,
                                  FLT_SET_CONTEXT_KEEP_IF_EXISTS, context, NULL);
        FltReleaseContext(context);
    }
    if (FltSupportsFileContextsEx(FltObjects->FileObject, FltObjects->Instance)) {
        context = NewContext(FLT_FILE_CONTEXT);
        if (context != NULL) {
            FltSetFileContext(FltObjects->Instance, FltObjects->FileObject,
                              FLT_SET_CONTEXT_KEEP_IF_EXISTS, context, NULL);
            FltReleaseContext(context);
        }
    }
    if (FltObjects->Transaction != NULL) SetOnTransaction(FltObjects);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data,
                                                 PCFLT_RELATED_OBJECTS FltObjects,
                                                 PVOID *CompletionContext)
{
    volatile ULONG length = Data->Iopb->Parameters.Write.Length;
    CONTEXT *context = NULL;

    UNREFERENCED_PARAMETER(CompletionContext);
    while (length == HANGING_LENGTH) continue;
    if (length != BREAKING_LENGTH) return FLT_PREOP_SUCCESS_NO_CALLBACK;
    FltGetStreamContext(FltObjects->Instance, FltObjects->FileObject, (PFLT_CONTEXT *)&context);
    if (context != NULL) {
        FltReleaseContext(context);
        FltReleaseContext(context);
    }
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate}, {IRP_MJ_WRITE, 0, PreWrite, NULL})
