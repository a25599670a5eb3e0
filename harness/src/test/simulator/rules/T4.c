// An enlistment fails, and the context that was made for it is not released: the filter cannot unload.
#define TRANSACTION Notify
#include "minifilter.h"

static NTSTATUS FLTAPI Notify(
    PCFLT_RELATED_OBJECTS FltObjects, PFLT_CONTEXT TransactionContext, ULONG NotificationMask)
{
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(TransactionContext);
    UNREFERENCED_PARAMETER(NotificationMask);
    return STATUS_SUCCESS;
}

static VOID Enlist(PCFLT_RELATED_OBJECTS FltObjects)
{
    CONTEXT *context, *existing = NULL;
    NTSTATUS status;

    if (FltObjects->Transaction == NULL) return;
    context = NewContext(FLT_TRANSACTION_CONTEXT);
    if (context == NULL) return;
    status = FltSetTransactionContext(FltObjects->Instance, FltObjects->Transaction,
                                      FLT_SET_CONTEXT_KEEP_IF_EXISTS, context, (PFLT_CONTEXT *)&existing);
    if (NT_SUCCESS(status)) {
        status = FltEnlistInTransaction(FltObjects->Instance, FltObjects->Transaction, context,
                                        TRANSACTION_NOTIFY_COMMIT);
        if (!NT_SUCCESS(status)) {
            FltDeleteTransactionContext(FltObjects->Instance, FltObjects->Transaction, NULL);
#if BROKEN
            return;
#endif
        }
    } else if (existing != NULL) {
        FltReleaseContext(existing);
    }
    FltReleaseContext(context);
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    if (OPENED(Data, Flags)) Enlist(FltObjects);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
