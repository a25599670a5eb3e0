// A transaction is kept without a reference and used after it has ended: its memory may be another object's.
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

static PKTRANSACTION Last;

// Enlists in the last transaction, late: with the next open that is in none.
static VOID Enlist(PCFLT_RELATED_OBJECTS FltObjects)
{
    CONTEXT *context;

    if (FltObjects->Transaction != NULL) {
        if (Last != NULL) return;
        Last = FltObjects->Transaction;
#if !BROKEN
        ObReferenceObject(Last);
#endif
        return;
    }
    if (Last == NULL) return;
    context = NewContext(FLT_TRANSACTION_CONTEXT);
    if (context != NULL) {
        FltEnlistInTransaction(FltObjects->Instance, Last, context, TRANSACTION_NOTIFY_COMMIT);
        FltReleaseContext(context);
    }
#if !BROKEN
    ObDereferenceObject(Last);
#endif
    Last = NULL;
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
