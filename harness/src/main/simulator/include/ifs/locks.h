/*
 * Byte-range locks and oplocks of a file system.
 */
#pragma once

typedef struct _FILE_LOCK_INFO {
    LARGE_INTEGER StartingByte;
    LARGE_INTEGER Length;
    BOOLEAN ExclusiveLock;
    ULONG Key;
    PFILE_OBJECT FileObject;
    PVOID ProcessId;
    LARGE_INTEGER EndingByte;
} FILE_LOCK_INFO, *PFILE_LOCK_INFO;

typedef NTSTATUS(NTAPI COMPLETE_LOCK_IRP_ROUTINE)(_In_ PVOID Context, _In_ PIRP Irp);
typedef COMPLETE_LOCK_IRP_ROUTINE *PCOMPLETE_LOCK_IRP_ROUTINE;

typedef VOID(NTAPI UNLOCK_ROUTINE)(_In_ PVOID Context, _In_ PFILE_LOCK_INFO FileLockInfo);
typedef UNLOCK_ROUTINE *PUNLOCK_ROUTINE;

typedef struct _FILE_LOCK {
    PCOMPLETE_LOCK_IRP_ROUTINE CompleteLockIrpRoutine;
    PUNLOCK_ROUTINE UnlockRoutine;
    BOOLEAN FastIoIsQuestionable;
    BOOLEAN SpareC[3];
    PVOID LockInformation;
    FILE_LOCK_INFO LastReturnedLockInfo;
    PVOID LastReturnedLock;
    LONG volatile LockRequestsInProgress;
} FILE_LOCK, *PFILE_LOCK;

#define FsRtlAreThereCurrentFileLocks(FL) (((FL)->FastIoIsQuestionable))

#define FsRtlFastLock(A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A11) \
    FsRtlPrivateLock(A1, A2, A3, A4, A5, A6, A7, A8, A9, NULL, A10, A11)

typedef VOID(NTAPI OPLOCK_WAIT_COMPLETE_ROUTINE)(_In_ PVOID Context, _In_ PIRP Irp);
typedef OPLOCK_WAIT_COMPLETE_ROUTINE *POPLOCK_WAIT_COMPLETE_ROUTINE;

typedef VOID(NTAPI OPLOCK_FS_PREPOST_IRP)(_In_ PVOID Context, _In_ PIRP Irp);
typedef OPLOCK_FS_PREPOST_IRP *POPLOCK_FS_PREPOST_IRP;

typedef enum _OPLOCK_NOTIFY_REASON {
    OPLOCK_NOTIFY_BREAK_WAIT_INTERIM_TIMEOUT = 0,
    OPLOCK_NOTIFY_BREAK_WAIT_TERMINATED = 1
} OPLOCK_NOTIFY_REASON, *POPLOCK_NOTIFY_REASON;

typedef struct _OPLOCK_NOTIFY_PARAMS {
    OPLOCK_NOTIFY_REASON NotifyReason;
    PVOID NotifyContext;
    PIRP Irp;
    NTSTATUS Status;
} OPLOCK_NOTIFY_PARAMS, *POPLOCK_NOTIFY_PARAMS;

typedef NTSTATUS(NTAPI OPLOCK_NOTIFY_ROUTINE)(_In_ POPLOCK_NOTIFY_PARAMS NotifyParams);
typedef OPLOCK_NOTIFY_ROUTINE *POPLOCK_NOTIFY_ROUTINE;

#define OPLOCK_FLAG_COMPLETE_IF_OPLOCKED 0x00000001
#define OPLOCK_FLAG_OPLOCK_KEY_CHECK_ONLY 0x00000002
#define OPLOCK_FLAG_BACK_OUT_ATOMIC_OPLOCK 0x00000004
#define OPLOCK_FLAG_IGNORE_OPLOCK_KEYS 0x00000008
#define OPLOCK_FLAG_PARENT_OBJECT 0x00000010
#define OPLOCK_FLAG_CLOSING_DELETE_ON_CLOSE 0x00000020
#define OPLOCK_FLAG_REMOVING_FILE_OR_LINK 0x00000040
#define OPLOCK_FLAG_BREAKING_FOR_SHARING_VIOLATION 0x00000080

#define OPLOCK_FSCTRL_FLAG_ALL_KEYS_MATCH 0x00000001

/* Byte-range locks */

NTKERNELAPI PFILE_LOCK NTAPI FsRtlAllocateFileLock(
    _In_opt_ PCOMPLETE_LOCK_IRP_ROUTINE CompleteLockIrpRoutine,
    _In_opt_ PUNLOCK_ROUTINE UnlockRoutine);

NTKERNELAPI VOID NTAPI FsRtlFreeFileLock(_In_ PFILE_LOCK FileLock);

NTKERNELAPI VOID NTAPI FsRtlInitializeFileLock(
    _In_ PFILE_LOCK FileLock,
    _In_opt_ PCOMPLETE_LOCK_IRP_ROUTINE CompleteLockIrpRoutine,
    _In_opt_ PUNLOCK_ROUTINE UnlockRoutine);

NTKERNELAPI VOID NTAPI FsRtlUninitializeFileLock(_In_ PFILE_LOCK FileLock);

NTKERNELAPI NTSTATUS NTAPI FsRtlProcessFileLock(
    _In_ PFILE_LOCK FileLock, _In_ PIRP Irp, _In_opt_ PVOID Context);

NTKERNELAPI BOOLEAN NTAPI FsRtlPrivateLock(
    _In_ PFILE_LOCK FileLock,
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ PLARGE_INTEGER Length,
    _In_ PEPROCESS ProcessId,
    _In_ ULONG Key,
    _In_ BOOLEAN FailImmediately,
    _In_ BOOLEAN ExclusiveLock,
    _In_ PIO_STATUS_BLOCK Iosb,
    _In_ PIRP Irp,
    _In_ PVOID Context,
    _In_ BOOLEAN AlreadySynchronized);

NTKERNELAPI BOOLEAN NTAPI FsRtlCheckLockForReadAccess(_In_ PFILE_LOCK FileLock, _In_ PIRP Irp);

NTKERNELAPI BOOLEAN NTAPI FsRtlCheckLockForWriteAccess(_In_ PFILE_LOCK FileLock, _In_ PIRP Irp);

NTKERNELAPI BOOLEAN NTAPI FsRtlCheckLockForOplockRequest(
    _In_ PFILE_LOCK FileLock, _In_ PLARGE_INTEGER AllocationSize);

NTKERNELAPI BOOLEAN NTAPI FsRtlFastCheckLockForRead(
    _In_ PFILE_LOCK FileLock,
    _In_ PLARGE_INTEGER StartingByte,
    _In_ PLARGE_INTEGER Length,
    _In_ ULONG Key,
    _In_ PFILE_OBJECT FileObject,
    _In_ PVOID ProcessId);

NTKERNELAPI BOOLEAN NTAPI FsRtlFastCheckLockForWrite(
    _In_ PFILE_LOCK FileLock,
    _In_ PLARGE_INTEGER StartingByte,
    _In_ PLARGE_INTEGER Length,
    _In_ ULONG Key,
    _In_ PFILE_OBJECT FileObject,
    _In_ PVOID ProcessId);

NTKERNELAPI NTSTATUS NTAPI FsRtlFastUnlockSingle(
    _In_ PFILE_LOCK FileLock,
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ PLARGE_INTEGER Length,
    _In_ PEPROCESS ProcessId,
    _In_ ULONG Key,
    _In_opt_ PVOID Context,
    _In_ BOOLEAN AlreadySynchronized);

NTKERNELAPI NTSTATUS NTAPI FsRtlFastUnlockAll(
    _In_ PFILE_LOCK FileLock,
    _In_ PFILE_OBJECT FileObject,
    _In_ PEPROCESS ProcessId,
    _In_opt_ PVOID Context);

NTKERNELAPI NTSTATUS NTAPI FsRtlFastUnlockAllByKey(
    _In_ PFILE_LOCK FileLock,
    _In_ PFILE_OBJECT FileObject,
    _In_ PEPROCESS ProcessId,
    _In_ ULONG Key,
    _In_opt_ PVOID Context);

NTKERNELAPI PFILE_LOCK_INFO NTAPI FsRtlGetNextFileLock(
    _In_ PFILE_LOCK FileLock, _In_ BOOLEAN Restart);

NTKERNELAPI BOOLEAN NTAPI FsRtlAreThereCurrentOrInProgressFileLocks(_In_ PFILE_LOCK FileLock);

NTKERNELAPI BOOLEAN NTAPI FsRtlAreThereWaitingFileLocks(_In_ PFILE_LOCK FileLock);

/* Oplocks */

NTKERNELAPI VOID NTAPI FsRtlInitializeOplock(_Inout_ POPLOCK Oplock);

NTKERNELAPI VOID NTAPI FsRtlUninitializeOplock(_Inout_ POPLOCK Oplock);

NTKERNELAPI NTSTATUS NTAPI FsRtlOplockFsctrl(
    _In_ POPLOCK Oplock, _In_ PIRP Irp, _In_ ULONG OpenCount);

NTKERNELAPI NTSTATUS NTAPI FsRtlOplockFsctrlEx(
    _In_ POPLOCK Oplock, _In_ PIRP Irp, _In_ ULONG OpenCount, _In_ ULONG Flags);

NTKERNELAPI NTSTATUS NTAPI FsRtlUpperOplockFsctrl(
    _In_ POPLOCK Oplock,
    _In_ PIRP Irp,
    _In_ ULONG OpenCount,
    _In_ ULONG LowerOplockState,
    _In_ ULONG Flags);

NTKERNELAPI NTSTATUS NTAPI FsRtlCheckOplock(
    _In_ POPLOCK Oplock,
    _In_ PIRP Irp,
    _In_opt_ PVOID Context,
    _In_opt_ POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
    _In_opt_ POPLOCK_FS_PREPOST_IRP PostIrpRoutine);

NTKERNELAPI NTSTATUS NTAPI FsRtlCheckOplockEx(
    _In_ POPLOCK Oplock,
    _In_ PIRP Irp,
    _In_ ULONG Flags,
    _In_opt_ PVOID Context,
    _In_opt_ POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
    _In_opt_ POPLOCK_FS_PREPOST_IRP PostIrpRoutine);

NTKERNELAPI NTSTATUS NTAPI FsRtlCheckOplockEx2(
    _In_ POPLOCK Oplock,
    _In_ PIRP Irp,
    _In_ ULONG Flags,
    _In_ ULONG FlagsEx2,
    _In_opt_ PVOID CompletionRoutineContext,
    _In_opt_ POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
    _In_opt_ POPLOCK_FS_PREPOST_IRP PostIrpRoutine,
    _In_ ULONGLONG Timeout,
    _In_opt_ PVOID NotifyContext,
    _In_opt_ POPLOCK_NOTIFY_ROUTINE NotifyRoutine);

NTKERNELAPI NTSTATUS NTAPI FsRtlCheckUpperOplock(
    _In_ POPLOCK Oplock,
    _In_ ULONG NewLowerOplockState,
    _In_opt_ PVOID CompletionRoutineContext,
    _In_opt_ POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
    _In_ POPLOCK_FS_PREPOST_IRP PrePendRoutine,
    _In_ ULONG Flags);

NTKERNELAPI NTSTATUS NTAPI FsRtlOplockBreakH(
    _In_ POPLOCK Oplock,
    _In_ PIRP Irp,
    _In_ ULONG Flags,
    _In_opt_ PVOID Context,
    _In_opt_ POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
    _In_opt_ POPLOCK_FS_PREPOST_IRP PostIrpRoutine);

NTKERNELAPI NTSTATUS NTAPI FsRtlOplockBreakToNone(
    _In_ POPLOCK Oplock,
    _In_ PIO_STACK_LOCATION IrpSp,
    _In_ PIRP Irp,
    _In_ PVOID Context,
    _In_ POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
    _In_ POPLOCK_FS_PREPOST_IRP PostIrpRoutine);

NTKERNELAPI NTSTATUS NTAPI FsRtlOplockBreakToNoneEx(
    _Inout_ POPLOCK Oplock,
    _In_ PIRP Irp,
    _In_ ULONG Flags,
    _In_opt_ PVOID Context,
    _In_opt_ POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
    _In_opt_ POPLOCK_FS_PREPOST_IRP PostIrpRoutine);

NTKERNELAPI BOOLEAN NTAPI FsRtlOplockIsFastIoPossible(_In_ POPLOCK Oplock);

NTKERNELAPI BOOLEAN NTAPI FsRtlOplockIsSharedRequest(_In_ PIRP Irp);

NTKERNELAPI BOOLEAN NTAPI FsRtlOplockKeysEqual(
    _In_opt_ PFILE_OBJECT Fo1, _In_opt_ PFILE_OBJECT Fo2);

NTKERNELAPI BOOLEAN NTAPI FsRtlCurrentOplock(_In_ POPLOCK Oplock);

NTKERNELAPI BOOLEAN NTAPI FsRtlCurrentOplockH(_In_ POPLOCK Oplock);

NTKERNELAPI BOOLEAN NTAPI FsRtlCurrentBatchOplock(_In_ POPLOCK Oplock);
