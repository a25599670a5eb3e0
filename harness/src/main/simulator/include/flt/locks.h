/*
 * Resources, push locks and byte-range locks. The resource wrappers disable APCs themselves.
 */
#pragma once

VOID FLTAPI FltAcquireResourceExclusive(_Inout_ PERESOURCE Resource);

VOID FLTAPI FltAcquireResourceShared(_Inout_ PERESOURCE Resource);

VOID FLTAPI FltReleaseResource(_Inout_ PERESOURCE Resource);

#define FLT_PUSH_LOCK_ENABLE_AUTO_BOOST 0x00000001
#define FLT_PUSH_LOCK_DISABLE_AUTO_BOOST 0x00000002
#define FLT_PUSH_LOCK_VALID_FLAGS \
    (FLT_PUSH_LOCK_ENABLE_AUTO_BOOST | FLT_PUSH_LOCK_DISABLE_AUTO_BOOST)

VOID FLTAPI FltInitializePushLock(_Out_ PEX_PUSH_LOCK PushLock);

VOID FLTAPI FltDeletePushLock(_In_ PEX_PUSH_LOCK PushLock);

VOID FLTAPI FltAcquirePushLockExclusive(_Inout_ PEX_PUSH_LOCK PushLock);

VOID FLTAPI FltAcquirePushLockShared(_Inout_ PEX_PUSH_LOCK PushLock);

VOID FLTAPI FltReleasePushLock(_Inout_ PEX_PUSH_LOCK PushLock);

VOID FLTAPI FltAcquirePushLockExclusiveEx(_Inout_ PEX_PUSH_LOCK PushLock, _In_ ULONG Flags);

VOID FLTAPI FltAcquirePushLockSharedEx(_Inout_ PEX_PUSH_LOCK PushLock, _In_ ULONG Flags);

VOID FLTAPI FltReleasePushLockEx(_Inout_ PEX_PUSH_LOCK PushLock, _In_ ULONG Flags);

/* Byte-range locks */

typedef NTSTATUS(FLTAPI *PFLT_COMPLETE_LOCK_CALLBACK_DATA_ROUTINE)(
    _In_opt_ PVOID Context, _In_ PFLT_CALLBACK_DATA CallbackData);

PFILE_LOCK FLTAPI FltAllocateFileLock(
    _In_opt_ PFLT_COMPLETE_LOCK_CALLBACK_DATA_ROUTINE CompleteLockCallbackDataRoutine,
    _In_opt_ PUNLOCK_ROUTINE UnlockRoutine);

VOID FLTAPI FltFreeFileLock(_In_ PFILE_LOCK FileLock);

VOID FLTAPI FltInitializeFileLock(_Out_ PFILE_LOCK FileLock);

VOID FLTAPI FltUninitializeFileLock(_In_ PFILE_LOCK FileLock);

FLT_PREOP_CALLBACK_STATUS FLTAPI FltProcessFileLock(
    _In_ PFILE_LOCK FileLock, _In_ PFLT_CALLBACK_DATA CallbackData, _In_opt_ PVOID Context);

BOOLEAN FLTAPI FltCheckLockForReadAccess(
    _In_ PFILE_LOCK FileLock, _In_ PFLT_CALLBACK_DATA CallbackData);

BOOLEAN FLTAPI FltCheckLockForWriteAccess(
    _In_ PFILE_LOCK FileLock, _In_ PFLT_CALLBACK_DATA CallbackData);
