// IRP_MJ_LOCK_CONTROL (ifs/irp-mj-lock-control): byte-range locks, kept in the FCB.
#include "fs_internal.h"

static PVOID process_of(PIRP irp)
{
    return irp->Tail.Overlay.Thread == NULL ? NULL : irp->Tail.Overlay.Thread->Tcb.process;
}

// [MS-FSA] 2.1.4.10: offsets are unsigned, a range of no bytes lies between two, and the one at 0
// conflicts with nothing.
static bool overlaps(const fs_lock *lock, LONGLONG offset, LONGLONG length)
{
    uint64_t last = (uint64_t)offset + (uint64_t)length - 1;
    uint64_t last_locked = (uint64_t)lock->offset + (uint64_t)lock->length - 1;

    if (lock->waiting != NULL || (offset == 0 && length == 0)
        || (lock->offset == 0 && lock->length == 0)) {
        return false;
    }
    return (uint64_t)offset <= last_locked && last >= (uint64_t)lock->offset;
}

static bool is_range(LONGLONG offset, LONGLONG length)
{
    return length == 0 || (uint64_t)offset + (uint64_t)length - 1 >= (uint64_t)offset;
}

static bool is_owner(const fs_lock *lock, PFILE_OBJECT file_object, PVOID process, ULONG key)
{
    return lock->file_object == file_object && lock->process == process && lock->key == key;
}

bool fs_lock_allows(const fs_fcb *fcb, PFILE_OBJECT file_object, PIRP irp, LONGLONG offset,
                    LONGLONG length, ULONG key, bool write)
{
    PVOID process;

    if (fcb->locks == NULL) return true;
    process = irp == NULL ? ps_current_process() : process_of(irp);
    for (const fs_lock *lock = fcb->locks; lock != NULL; lock = lock->next) {
        if (!overlaps(lock, offset, length)) continue;
        // Win32 LockFileEx: a shared lock forbids writing to all, its owner among them, an
        // exclusive one everything to all but its owner ([MS-FSA] 2.1.4.10: by handle and key).
        if (lock->exclusive ? !is_owner(lock, file_object, process, key) : write) return false;
    }
    return true;
}

static bool can_grant(const fs_fcb *fcb, const fs_lock *wanted)
{
    for (const fs_lock *lock = fcb->locks; lock != NULL; lock = lock->next) {
        if (lock == wanted || !overlaps(lock, wanted->offset, wanted->length)) continue;
        if (wanted->exclusive || lock->exclusive) return false;
    }
    return true;
}

static void judge_fast_io(fs_fcb *fcb)
{
    if (fcb->header.IsFastIoPossible == FastIoIsNotPossible) return;
    fcb->header.IsFastIoPossible = fcb->locks == NULL ? FastIoIsPossible : FastIoIsQuestionable;
}

// Those that waited for what was released get their locks, first come first served.
static void grant(fs_fcb *fcb)
{
    for (fs_lock *lock = fcb->locks; lock != NULL; lock = lock->next) {
        if (lock->waiting == NULL || !can_grant(fcb, lock)) continue;
        if (fs_complete_kept(lock->waiting, STATUS_SUCCESS, 0)) lock->waiting = NULL;
    }
    judge_fast_io(fcb);
}

static void remove_lock(fs_lock **place)
{
    fs_lock *lock = *place;

    *place = lock->next;
    sim_free(lock);
}

static void cancelled(PIRP irp)
{
    fs_fcb *fcb = fs_fcb_of(IoGetCurrentIrpStackLocation(irp)->FileObject);

    for (fs_lock **place = &fcb->locks; *place != NULL; place = &(*place)->next) {
        if ((*place)->waiting != irp) continue;
        remove_lock(place);
        return;
    }
}

static NTSTATUS lock(fs_request *request)
{
    PIO_STACK_LOCATION stack = request->stack;
    fs_lock **place = &request->fcb->locks;
    fs_lock *wanted = sim_alloc(sizeof(fs_lock));

    wanted->file_object = request->file_object;
    wanted->process = process_of(request->irp);
    wanted->offset = stack->Parameters.LockControl.ByteOffset.QuadPart;
    wanted->length = stack->Parameters.LockControl.Length->QuadPart;
    wanted->key = stack->Parameters.LockControl.Key;
    wanted->exclusive = (stack->Flags & SL_EXCLUSIVE_LOCK) != 0;
    if (!is_range(wanted->offset, wanted->length)) {
        sim_free(wanted);
        return STATUS_INVALID_LOCK_RANGE;
    }
    if (!can_grant(request->fcb, wanted)) {
        if (stack->Flags & SL_FAIL_IMMEDIATELY) {
            sim_free(wanted);
            return STATUS_LOCK_NOT_GRANTED;
        }
        wanted->waiting = request->irp;
    }
    while (*place != NULL) place = &(*place)->next;
    *place = wanted;
    judge_fast_io(request->fcb);
    if (wanted->waiting == NULL) return STATUS_SUCCESS;
    fs_keep(request->irp, cancelled);
    return STATUS_PENDING;
}

// [MS-FSA] 2.1.5.9: an exclusive lock goes before the shared ones of the same range.
static NTSTATUS unlock_one(fs_request *request)
{
    PIO_STACK_LOCATION stack = request->stack;
    fs_lock **found = NULL;
    LONGLONG offset = stack->Parameters.LockControl.ByteOffset.QuadPart;
    LONGLONG length = stack->Parameters.LockControl.Length->QuadPart;

    if (!is_range(offset, length)) return STATUS_INVALID_LOCK_RANGE;
    for (fs_lock **place = &request->fcb->locks; *place != NULL; place = &(*place)->next) {
        const fs_lock *lock = *place;

        if (lock->waiting != NULL || lock->offset != offset || lock->length != length
            || !is_owner(lock, request->file_object, process_of(request->irp),
                         stack->Parameters.LockControl.Key)) {
            continue;
        }
        if (found == NULL || lock->exclusive) found = place;
        if (lock->exclusive) break;
    }
    if (found == NULL) return STATUS_RANGE_NOT_LOCKED;
    remove_lock(found);
    grant(request->fcb);
    return STATUS_SUCCESS;
}

static void unlock(fs_fcb *fcb, PFILE_OBJECT file_object, const ULONG *key)
{
    fs_lock **place = &fcb->locks;

    while (*place != NULL) {
        fs_lock *lock = *place;

        if (lock->file_object != file_object || (key != NULL && lock->key != *key)) {
            place = &lock->next;
            continue;
        }
        if (lock->waiting != NULL) fs_complete_kept(lock->waiting, STATUS_RANGE_NOT_LOCKED, 0);
        remove_lock(place);
    }
    grant(fcb);
}

void fs_unlock_all(fs_fcb *fcb, PFILE_OBJECT file_object)
{
    if (fcb->locks != NULL) unlock(fcb, file_object, NULL);
}

NTSTATUS fs_lock_control(fs_request *request)
{
    NTSTATUS status;

    if (request->fcb == NULL) return STATUS_INVALID_DEVICE_REQUEST;
    if (request->file == NULL || fs_is_directory(request->file_object)) {
        return STATUS_INVALID_PARAMETER;
    }
    status = fs_verify(request);
    if (!NT_SUCCESS(status)) return status;
    switch (request->stack->MinorFunction) {
    case IRP_MN_LOCK:
        return lock(request);
    case IRP_MN_UNLOCK_SINGLE:
        return unlock_one(request);
    case IRP_MN_UNLOCK_ALL:
        unlock(request->fcb, request->file_object, NULL);
        return STATUS_SUCCESS;
    case IRP_MN_UNLOCK_ALL_BY_KEY:
        unlock(request->fcb, request->file_object, &request->stack->Parameters.LockControl.Key);
        return STATUS_SUCCESS;
    default:
        return STATUS_INVALID_DEVICE_REQUEST;
    }
}
