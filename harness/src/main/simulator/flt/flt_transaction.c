// Kernel transactions: the Filter Manager enlists once in each, and passes on to the minifilters
// what it hears.
#include <string.h>

#include "flt_context.h"

typedef struct member {
    struct member *next;
    PFLT_INSTANCE instance;
    flt_context *context;
    ULONG mask;
    ULONG pending; // the notification that it answered with STATUS_PENDING
} member;

typedef struct watched {
    struct watched *next;
    PVOID transaction;
    io_enlistment *enlistment;
    member *members;
    ULONG pending; // of the enlistment
} watched;

SIM_STATE static watched *all;

static watched *find(PVOID transaction) {
    watched *at = all;
    while (at != NULL && at->transaction != transaction) at = at->next;
    return at;
}

static member *member_of(watched *watch, PFLT_INSTANCE instance) {
    member *at = watch != NULL ? watch->members : NULL;
    while (at != NULL && at->instance != instance) at = at->next;
    return at;
}

static void remove_member(watched *watch, member *gone) {
    member **link = &watch->members;
    while (*link != gone) link = &(*link)->next;
    *link = gone->next;
    flt_context_release(gone->context, "released: the enlistment ends");
    sim_free(gone);
}

// --- Notifications -------------------------------------------------------------------------------

static NTSTATUS notify_member(watched *watch, member *to, ULONG notification) {
    FLT_RELATED_OBJECTS related;
    memcpy(&related, &to->instance->related, sizeof related);
    PKTRANSACTION transaction = watch->transaction;
    memcpy((void *)(uintptr_t)&related.Transaction, &transaction, sizeof transaction);
    to->pending = notification;
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_TRANSACTION, "TransactionNotificationCallback");
    NTSTATUS status = to->instance->filter->registration.TransactionNotificationCallback(
        &related, to->context->memory, notification);
    flt_callout_end(&callout);
    if (status != STATUS_PENDING) to->pending = 0;
    return status;
}

static bool is_end(ULONG notification) {
    return notification == TRANSACTION_NOTIFY_ROLLBACK ||
           notification == TRANSACTION_NOTIFY_COMMIT_FINALIZE;
}

static bool anyone_pends(const watched *watch, ULONG notification) {
    for (const member *at = watch->members; at != NULL; at = at->next) {
        if (at->pending == notification) return true;
    }
    return false;
}

static void end(watched *watch) {
    while (watch->members != NULL) remove_member(watch, watch->members);
    watched **link = &all;
    while (*link != watch) link = &(*link)->next;
    *link = watch->next;
    flt_transaction_ended(watch->transaction);
    sim_free(watch);
}

static NTSTATUS notify(io_enlistment *enlistment, void *context, ULONG notification) {
    watched *watch = context;
    NTSTATUS result = STATUS_SUCCESS;
    watch->pending = notification;
    for (member *at = watch->members, *next; at != NULL; at = next) {
        next = at->next;
        if ((at->mask & notification) == 0) continue;
        NTSTATUS status = notify_member(watch, at, notification);
        if (!NT_SUCCESS(status) && NT_SUCCESS(result)) result = status;
    }
    if (anyone_pends(watch, notification)) return STATUS_PENDING;
    watch->pending = 0;
    if (is_end(notification)) end(watch);
    return result;
}

static void answered(watched *watch) {
    ULONG notification = watch->pending;
    if (notification == 0 || anyone_pends(watch, notification)) return;
    io_enlistment *enlistment = watch->enlistment;
    watch->pending = 0;
    if (is_end(notification)) end(watch);
    io_enlistment_complete(enlistment, notification);
}

// --- Enlistment ----------------------------------------------------------------------------------

void flt_transaction_check(PVOID transaction) {
    if (io_is_transaction(transaction)) return;
    sim_stop(RULE_T7, 0, SIM_NO_BUGCHECK, "%s was given %p, which is no transaction (any more)",
             sim_routines[sim_current_routine()].name, transaction);
}

void flt_transaction_watch(PVOID transaction) {
    if (find(transaction) != NULL) return;
    watched *watch = sim_alloc(sizeof *watch);
    watch->transaction = transaction;
    NTSTATUS status = io_transaction_enlist(transaction, FLT_MAX_TRANSACTION_NOTIFICATIONS, notify,
                                            watch, &watch->enlistment);
    if (!NT_SUCCESS(status)) {
        sim_free(watch);
        return;
    }
    watch->next = all;
    all = watch;
}

static NTSTATUS check(PFLT_INSTANCE instance, PVOID transaction, ULONG mask) {
    if (instance->filter->registration.TransactionNotificationCallback == NULL) {
        sim_report(RULE_T2, instance->object.identity, SIM_NO_BUGCHECK,
                   "FltEnlistInTransaction needs a registered TransactionNotificationCallback");
        return STATUS_INVALID_PARAMETER;
    }
    if (mask == 0 || (mask & ~(ULONG)FLT_MAX_TRANSACTION_NOTIFICATIONS) != 0) {
        sim_report(RULE_T2, instance->object.identity, SIM_NO_BUGCHECK,
                   "FltEnlistInTransaction was given the notification mask 0x%X", (unsigned)mask);
        return STATUS_INVALID_PARAMETER_4;
    }
    if (instance->object.deleting) return STATUS_FLT_DELETING_OBJECT;
    flt_transaction_check(transaction);
    return STATUS_SUCCESS;
}

// What was allocated for the enlistment is the caller's to release (T4).
static NTSTATUS failed(PFLT_CONTEXT memory, NTSTATUS status) {
    flt_context *context = flt_context_find(memory);
    if (context != NULL && !context->dead) {
        flt_context_tell_allocation(context, FLT_FROM_FAILED_ENLISTMENT);
    }
    return status;
}

// fltkernel/nf-fltkernel-fltenlistintransaction
NTSTATUS FLTAPI FltEnlistInTransaction(PFLT_INSTANCE Instance, PKTRANSACTION Transaction,
                                       PFLT_CONTEXT TransactionContext, ULONG NotificationMask) {
    SIM_CALL(FltEnlistInTransaction);
    NTSTATUS status = sim_fault(ROUTINE_FltEnlistInTransaction);
    if (status != STATUS_SUCCESS) return failed(TransactionContext, status);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    status = check(Instance, Transaction, NotificationMask);
    if (!NT_SUCCESS(status)) return failed(TransactionContext, status);
    flt_context *context = flt_context_check(TransactionContext, RULE_S12, "enlisted");
    flt_transaction_watch(Transaction);
    watched *watch = find(Transaction);
    if (watch == NULL) return failed(TransactionContext, STATUS_TRANSACTION_NOT_ACTIVE);
    if (member_of(watch, Instance) != NULL) return STATUS_FLT_ALREADY_ENLISTED;
    member *one = sim_alloc(sizeof *one);
    *one = (member){NULL, Instance, context, NotificationMask, 0};
    flt_context_tell_allocation(context, FLT_FROM_ALLOCATE);
    context->references++;
    sim_history(context->identity, "referenced by the enlistment", context->references);
    member **link = &watch->members;
    while (*link != NULL) link = &(*link)->next;
    *link = one;
    return STATUS_SUCCESS;
}

static NTSTATUS rollback(PFLT_INSTANCE instance, PVOID transaction) {
    flt_object_check(instance, FLT_KIND_INSTANCE);
    flt_transaction_check(transaction);
    if (member_of(find(transaction), instance) == NULL) return STATUS_NOT_FOUND;
    if (io_transaction_state_of(transaction) != IO_TRANSACTION_ACTIVE) {
        return STATUS_TRANSACTION_REQUEST_NOT_VALID;
    }
    return io_transaction_rollback(transaction);
}

// fltkernel/nf-fltkernel-fltrollbackenlistment
NTSTATUS FLTAPI FltRollbackEnlistment(PFLT_INSTANCE Instance, PKTRANSACTION Transaction,
                                      PFLT_CONTEXT TransactionContext) {
    SIM_CALL(FltRollbackEnlistment);
    SIM_FAULT(FltRollbackEnlistment);
    return rollback(Instance, Transaction);
}

// --- Answers -------------------------------------------------------------------------------------

static NTSTATUS answer(PFLT_INSTANCE instance, PVOID transaction, ULONG notification) {
    flt_object_check(instance, FLT_KIND_INSTANCE);
    flt_transaction_check(transaction);
    watched *watch = find(transaction);
    member *from = member_of(watch, instance);
    if (from == NULL) return STATUS_NOT_FOUND;
    if (from->pending != notification) {
        sim_report(RULE_T8, from->context->identity, SIM_NO_BUGCHECK,
                   "%s answers a notification that does not wait for it",
                   sim_routines[sim_current_routine()].name);
        return STATUS_SUCCESS;
    }
    from->pending = 0;
    answered(watch);
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltpreparecomplete and its like
#define ANSWER(name, notification)                                                                 \
    NTSTATUS FLTAPI name(PFLT_INSTANCE Instance, PKTRANSACTION Transaction,                        \
                         PFLT_CONTEXT TransactionContext) {                                        \
        SIM_CALL(name);                                                                            \
        SIM_FAULT(name);                                                                           \
        return answer(Instance, Transaction, notification);                                        \
    }

ANSWER(FltPrePrepareComplete, TRANSACTION_NOTIFY_PREPREPARE)
ANSWER(FltPrepareComplete, TRANSACTION_NOTIFY_PREPARE)
ANSWER(FltCommitComplete, TRANSACTION_NOTIFY_COMMIT)
ANSWER(FltCommitFinalizeComplete, TRANSACTION_NOTIFY_COMMIT_FINALIZE)
ANSWER(FltRollbackComplete, TRANSACTION_NOTIFY_ROLLBACK)

// --- The end of an instance ----------------------------------------------------------------------

static void instance_ends(PFLT_INSTANCE instance) {
    for (watched *watch = all, *next; watch != NULL; watch = next) {
        next = watch->next;
        member *one = member_of(watch, instance);
        if (one == NULL) continue;
        if (one->pending != 0) {
            sim_report(RULE_T8, one->context->identity, SIM_NO_BUGCHECK,
                       "the instance is torn down, and it has not answered a transaction's "
                       "notification");
        }
        remove_member(watch, one);
        answered(watch);
    }
}

__attribute__((constructor)) static void connect(void) { flt_at_teardown(instance_ends); }
