// Kernel transactions, as far as a filter sees them: the object, its enlistments and its outcome.
#include <string.h>

#include "internal.h"

// ktmtypes.h has it from Windows 8 on.
#define COMMIT_FINALIZE 0x40000000u

struct io_enlistment {
    io_enlistment *next;
    struct transaction *transaction;
    ULONG mask;
    io_enlistment_notify notify;
    void *context;
    ULONG pending; // the notification that is not answered yet
    NTSTATUS answer;
    bool gone;
};

typedef struct transaction {
    uint64_t number;
    io_transaction_state state;
    io_enlistment *enlistments;
    sim_identity identity;
} transaction;

SIM_STATE static uint64_t transaction_count;

static transaction *of(PVOID object) {
    if (!ob_is(object, &ob_transaction_type)) sim_broken("%p is no transaction", object);
    return object;
}

static void destroy(void *body) {
    transaction *self = body;
    if (self->state == IO_TRANSACTION_ACTIVE && self->enlistments != NULL) {
        io_transaction_rollback(body);
    }
}

PVOID io_transaction_create(const char *name) {
    transaction *self = ob_create(&ob_transaction_type, sizeof *self, destroy);
    self->number = ++transaction_count;
    self->identity = ob_identity(self);
    sim_name(self->identity, "%s", name);
    return self;
}

bool io_is_transaction(PVOID object) { return ob_is(object, &ob_transaction_type); }

io_transaction_state io_transaction_state_of(PVOID transaction) { return of(transaction)->state; }

sim_identity io_transaction_identity(PVOID transaction) { return of(transaction)->identity; }

NTSTATUS io_transaction_enlist(PVOID object, ULONG mask, io_enlistment_notify notify,
                               void *context, io_enlistment **enlistment) {
    transaction *self = of(object);
    if (self->state != IO_TRANSACTION_ACTIVE) return STATUS_TRANSACTION_NOT_ACTIVE;
    io_enlistment *one = sim_alloc(sizeof *one);
    *one = (io_enlistment){NULL, self, mask, notify, context, 0, STATUS_SUCCESS, false};
    io_enlistment **link = &self->enlistments;
    while (*link != NULL) link = &(*link)->next;
    *link = one;
    *enlistment = one;
    return STATUS_SUCCESS;
}

void io_enlistment_complete(io_enlistment *enlistment, ULONG notification) {
    if (enlistment->pending != notification) return;
    enlistment->pending = 0;
    sim_wake(enlistment);
}

void io_enlistment_cancel(io_enlistment *enlistment) {
    enlistment->gone = true;
    enlistment->pending = 0;
    sim_wake(enlistment);
}

// --- Outcome -------------------------------------------------------------------------------------

// Tells all that want to know, and waits for those that answer later. The first failure is
// returned.
static NTSTATUS tell(transaction *self, ULONG notification) {
    NTSTATUS result = STATUS_SUCCESS;
    for (io_enlistment *one = self->enlistments; one != NULL; one = one->next) {
        if (one->gone || (one->mask & notification) == 0) continue;
        one->pending = notification;
        NTSTATUS status = one->notify(one, one->context, notification);
        if (status != STATUS_PENDING) one->pending = 0;
        if (!NT_SUCCESS(status) && NT_SUCCESS(result)) result = status;
    }
    for (io_enlistment *one = self->enlistments; one != NULL; one = one->next) {
        while (one->pending == notification) {
            sim_wait(one, "the answer to a transaction's notification", SIM_FOREVER);
        }
    }
    return result;
}

static void end(transaction *self, io_transaction_state state) {
    self->state = state;
    sim_history(self->identity,
                state == IO_TRANSACTION_COMMITTED ? "committed" : "rolled back", -1);
    while (self->enlistments != NULL) {
        io_enlistment *one = self->enlistments;
        self->enlistments = one->next;
        sim_free(one);
    }
}

NTSTATUS io_transaction_rollback(PVOID object) {
    transaction *self = of(object);
    if (self->state == IO_TRANSACTION_COMMITTED) return STATUS_TRANSACTION_ALREADY_COMMITTED;
    if (self->state == IO_TRANSACTION_ROLLED_BACK) return STATUS_TRANSACTION_ALREADY_ABORTED;
    ob_reference(self);
    tell(self, TRANSACTION_NOTIFY_ROLLBACK);
    end(self, IO_TRANSACTION_ROLLED_BACK);
    ob_dereference(self);
    return STATUS_SUCCESS;
}

NTSTATUS io_transaction_commit(PVOID object) {
    transaction *self = of(object);
    if (self->state == IO_TRANSACTION_ROLLED_BACK) return STATUS_TRANSACTION_ALREADY_ABORTED;
    if (self->state == IO_TRANSACTION_COMMITTED) return STATUS_TRANSACTION_ALREADY_COMMITTED;
    if (self->state != IO_TRANSACTION_ACTIVE) return STATUS_TRANSACTION_NOT_ACTIVE;
    ob_reference(self);
    self->state = IO_TRANSACTION_PREPARING;
    NTSTATUS status = tell(self, TRANSACTION_NOTIFY_PREPREPARE);
    if (NT_SUCCESS(status)) status = tell(self, TRANSACTION_NOTIFY_PREPARE);
    if (NT_SUCCESS(status)) {
        tell(self, TRANSACTION_NOTIFY_COMMIT);
        tell(self, COMMIT_FINALIZE);
        end(self, IO_TRANSACTION_COMMITTED);
        status = STATUS_SUCCESS;
    } else {
        self->state = IO_TRANSACTION_ACTIVE;
        io_transaction_rollback(self);
        status = STATUS_TRANSACTION_ABORTED;
    }
    ob_dereference(self);
    return status;
}

// --- What a driver asks --------------------------------------------------------------------------

static ULONG outcome_of(const transaction *self) {
    switch (self->state) {
    case IO_TRANSACTION_COMMITTED: return TransactionOutcomeCommitted;
    case IO_TRANSACTION_ROLLED_BACK: return TransactionOutcomeAborted;
    default: return TransactionOutcomeUndetermined;
    }
}

NTSTATUS NTAPI ZwQueryInformationTransaction(
    HANDLE TransactionHandle, TRANSACTION_INFORMATION_CLASS TransactionInformationClass,
    PVOID TransactionInformation, ULONG TransactionInformationLength, PULONG ReturnLength) {
    SIM_CALL(ZwQueryInformationTransaction);
    SIM_FAULT(ZwQueryInformationTransaction);
    void *object = ob_from_handle(TransactionHandle);
    if (object == NULL) return STATUS_INVALID_HANDLE;
    if (!ob_is(object, &ob_transaction_type)) return STATUS_OBJECT_TYPE_MISMATCH;
    if (TransactionInformationClass != TransactionBasicInformation) {
        return STATUS_INVALID_INFO_CLASS;
    }
    TRANSACTION_BASIC_INFORMATION *information = TransactionInformation;
    if (ReturnLength != NULL) *ReturnLength = sizeof *information;
    if (TransactionInformationLength < sizeof *information) return STATUS_INFO_LENGTH_MISMATCH;
    transaction *self = object;
    memset(information, 0, sizeof *information);
    information->TransactionId.Data1 = (ULONG)self->number;
    information->State = TransactionStateNormal;
    information->Outcome = outcome_of(self);
    return STATUS_SUCCESS;
}
