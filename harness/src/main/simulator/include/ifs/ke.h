/*
 * Objects, processes, threads, queues and sections, for file systems and their filters.
 */
#pragma once

typedef struct _KAPC_STATE {
    LIST_ENTRY ApcListHead[MaximumMode];
    struct _KPROCESS *Process;
    BOOLEAN KernelApcInProgress;
    BOOLEAN KernelApcPending;
    BOOLEAN UserApcPending;
} KAPC_STATE, *PKAPC_STATE, *PRKAPC_STATE;

typedef struct _KQUEUE {
    DISPATCHER_HEADER Header;
    LIST_ENTRY EntryListHead;
    ULONG volatile CurrentCount;
    ULONG MaximumCount;
    LIST_ENTRY ThreadListHead;
} KQUEUE, *PKQUEUE, *PRKQUEUE;

typedef enum _MMFLUSH_TYPE { MmFlushForDelete, MmFlushForWrite } MMFLUSH_TYPE;

typedef struct _READ_LIST {
    PFILE_OBJECT FileObject;
    ULONG NumberOfEntries;
    LOGICAL IsImage;
    FILE_SEGMENT_ELEMENT List[ANYSIZE_ARRAY];
} READ_LIST, *PREAD_LIST;

/* Objects */

NTKERNELAPI BOOLEAN NTAPI ObIsKernelHandle(_In_ HANDLE Handle);

NTKERNELAPI VOID NTAPI ObMakeTemporaryObject(_In_ PVOID Object);

NTKERNELAPI NTSTATUS NTAPI ObInsertObject(
    _In_ PVOID Object,
    _In_ PACCESS_STATE PassedAccessState,
    _In_ ACCESS_MASK DesiredAccess,
    _In_ ULONG ObjectPointerBias,
    _In_ PVOID *NewObject,
    _In_ PHANDLE Handle);

NTKERNELAPI NTSTATUS NTAPI ObOpenObjectByPointer(
    _In_ PVOID Object,
    _In_ ULONG HandleAttributes,
    _In_opt_ PACCESS_STATE PassedAccessState,
    _In_ ACCESS_MASK DesiredAccess,
    _In_opt_ POBJECT_TYPE ObjectType,
    _In_ KPROCESSOR_MODE AccessMode,
    _Out_ PHANDLE Handle);

NTKERNELAPI NTSTATUS NTAPI ObQueryNameString(
    _In_ PVOID Object,
    _Out_opt_ POBJECT_NAME_INFORMATION ObjectNameInfo,
    _In_ ULONG Length,
    _Out_ PULONG ReturnLength);

NTKERNELAPI NTSTATUS NTAPI ObQueryObjectAuditingByHandle(
    _In_ HANDLE Handle, _In_ PBOOLEAN GenerateOnClose);

/* Processes and threads */

NTKERNELAPI NTSTATUS NTAPI PsLookupProcessByProcessId(
    _In_ HANDLE ProcessId, _Out_ PEPROCESS *Process);

NTKERNELAPI NTSTATUS NTAPI PsLookupThreadByThreadId(_In_ HANDLE ThreadId, _Out_ PETHREAD *Thread);

NTKERNELAPI BOOLEAN NTAPI PsIsSystemThread(_In_ PETHREAD Thread);

NTKERNELAPI BOOLEAN NTAPI PsIsThreadTerminating(_In_ PETHREAD Thread);

NTKERNELAPI LARGE_INTEGER NTAPI PsGetProcessExitTime(VOID);

NTKERNELAPI NTSTATUS NTAPI PsImpersonateClient(
    _Inout_ PETHREAD Thread,
    _In_ PACCESS_TOKEN Token,
    _In_ BOOLEAN CopyOnOpen,
    _In_ BOOLEAN EffectiveOnly,
    _In_ SECURITY_IMPERSONATION_LEVEL ImpersonationLevel);

NTKERNELAPI VOID NTAPI PsRevertToSelf(VOID);

NTKERNELAPI PACCESS_TOKEN NTAPI PsReferenceImpersonationToken(
    _Inout_ PETHREAD Thread,
    _Out_ PBOOLEAN CopyOnOpen,
    _Out_ PBOOLEAN EffectiveOnly,
    _Out_ PSECURITY_IMPERSONATION_LEVEL ImpersonationLevel);

NTKERNELAPI VOID NTAPI PsDereferenceImpersonationToken(_In_ PACCESS_TOKEN ImpersonationToken);

NTKERNELAPI PACCESS_TOKEN NTAPI PsReferencePrimaryToken(_Inout_ PEPROCESS Process);

NTKERNELAPI VOID NTAPI PsDereferencePrimaryToken(_In_ PACCESS_TOKEN PrimaryToken);

NTKERNELAPI VOID NTAPI PsChargePoolQuota(
    _In_ PEPROCESS Process, _In_ POOL_TYPE PoolType, _In_ ULONG_PTR Amount);

NTKERNELAPI VOID NTAPI PsReturnPoolQuota(
    _In_ PEPROCESS Process, _In_ POOL_TYPE PoolType, _In_ ULONG_PTR Amount);

NTKERNELAPI BOOLEAN NTAPI PsIsDiskCountersEnabled(VOID);

NTKERNELAPI VOID NTAPI PsUpdateDiskCounters(
    _In_ PEPROCESS Process,
    _In_ ULONG64 BytesRead,
    _In_ ULONG64 BytesWritten,
    _In_ ULONG ReadOperationCount,
    _In_ ULONG WriteOperationCount,
    _In_ ULONG FlushOperationCount);

NTKERNELAPI VOID NTAPI KeAttachProcess(_In_ PRKPROCESS Process);

NTKERNELAPI VOID NTAPI KeDetachProcess(VOID);

NTKERNELAPI VOID NTAPI KeStackAttachProcess(_In_ PRKPROCESS PROCESS, _Out_ PRKAPC_STATE ApcState);

NTKERNELAPI VOID NTAPI KeUnstackDetachProcess(_In_ PRKAPC_STATE ApcState);

NTKERNELAPI BOOLEAN NTAPI KeSetKernelStackSwapEnable(_In_ BOOLEAN Enable);

/* Queues and mutants */

NTKERNELAPI VOID NTAPI KeInitializeQueue(_Out_ PRKQUEUE Queue, _In_ ULONG Count);

NTKERNELAPI LONG NTAPI KeInsertQueue(_Inout_ PRKQUEUE Queue, _Inout_ PLIST_ENTRY Entry);

NTKERNELAPI LONG NTAPI KeInsertHeadQueue(_Inout_ PRKQUEUE Queue, _Inout_ PLIST_ENTRY Entry);

NTKERNELAPI PLIST_ENTRY NTAPI KeRemoveQueue(
    _Inout_ PRKQUEUE Queue, _In_ KPROCESSOR_MODE WaitMode, _In_opt_ PLARGE_INTEGER Timeout);

NTKERNELAPI LONG NTAPI KeReadStateQueue(_In_ PRKQUEUE Queue);

NTKERNELAPI PLIST_ENTRY NTAPI KeRundownQueue(_Inout_ PRKQUEUE Queue);

NTKERNELAPI VOID NTAPI ExDisableResourceBoostLite(_In_ PERESOURCE Resource);

NTKERNELAPI SIZE_T NTAPI ExQueryPoolBlockSize(_In_ PVOID PoolBlock, _In_ PBOOLEAN QuotaCharged);

/* Sections */

NTKERNELAPI BOOLEAN NTAPI MmCanFileBeTruncated(
    _In_ PSECTION_OBJECT_POINTERS SectionPointer, _In_opt_ PLARGE_INTEGER NewFileSize);

NTKERNELAPI ULONG NTAPI MmDoesFileHaveUserWritableReferences(
    _In_ PSECTION_OBJECT_POINTERS SectionPointer);

NTKERNELAPI BOOLEAN NTAPI MmFlushImageSection(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer, _In_ MMFLUSH_TYPE FlushType);

NTKERNELAPI BOOLEAN NTAPI MmForceSectionClosed(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer, _In_ BOOLEAN DelayClose);

NTKERNELAPI BOOLEAN NTAPI MmForceSectionClosedEx(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer, _In_ ULONG ForceCloseFlags);

NTKERNELAPI ULONGLONG NTAPI MmGetMaximumFileSectionSize(VOID);

NTKERNELAPI BOOLEAN NTAPI MmIsRecursiveIoFault(VOID);

NTKERNELAPI NTSTATUS NTAPI MmPrefetchPages(_In_ ULONG NumberOfLists, _In_ PREAD_LIST *ReadLists);

NTKERNELAPI BOOLEAN NTAPI MmSetAddressRangeModified(_In_ PVOID Address, _In_ SIZE_T Length);
