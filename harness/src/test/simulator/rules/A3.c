<<<<<<< HEAD
// A POOL_FLAG is given where a POOL_TYPE belongs: 0x40 is no pool type, and what the system makes of it is chance.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PVOID block;

    UNREFERENCED_PARAMETER(DriverObject);
#if BROKEN
    block = ExAllocatePoolWithTag((POOL_TYPE)POOL_FLAG_NON_PAGED, 64, TAG);
#else
    block = ExAllocatePoolWithTag(NonPagedPoolNx, 64, TAG);
#endif
    if (block != NULL) ExFreePoolWithTag(block, TAG);
    return STATUS_SUCCESS;
}
=======
// A context is allocated with POOL_FLAG_NON_PAGED, which is no pool type.
#include "minifilter.h"

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    PVOID context = NULL;

    UNREFERENCED_PARAMETER(FltObjects);
    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    FltAllocateContext(Filter, FLT_STREAM_CONTEXT, sizeof(CONTEXT),
                       BROKEN ? (POOL_TYPE)0x40 : NonPagedPoolNx, &context);
    if (context != NULL) FltReleaseContext(context);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
>>>>>>> 6007aad (Stop at registrations that fail; tell wrong frees of contexts (a hook in the pool))
