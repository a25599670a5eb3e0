/*
 * The file system run-time library, beside contexts, locks and extra create parameters.
 */
#pragma once

/* Inside a file system no kernel APC may take the thread away. */
#define FsRtlEnterFileSystem() KeEnterCriticalRegion()
#define FsRtlExitFileSystem() KeLeaveCriticalRegion()

#define FsRtlCompleteRequest(IRP, STATUS) \
    do { \
        (IRP)->IoStatus.Status = (STATUS); \
        IoCompleteRequest((IRP), IO_DISK_INCREMENT); \
    } while (0)

#define FsRtlAllocatePoolWithTag(PoolType, NumberOfBytes, Tag) \
    ExAllocatePoolWithTag( \
        (POOL_TYPE)((PoolType) | POOL_RAISE_IF_ALLOCATION_FAILURE), NumberOfBytes, Tag)
#define FsRtlAllocatePoolWithQuotaTag(PoolType, NumberOfBytes, Tag) \
    ExAllocatePoolWithQuotaTag( \
        (POOL_TYPE)((PoolType) | POOL_RAISE_IF_ALLOCATION_FAILURE), NumberOfBytes, Tag)

/* Characters of names */

#define FSRTL_FAT_LEGAL 0x01
#define FSRTL_HPFS_LEGAL 0x02
#define FSRTL_NTFS_LEGAL 0x04
#define FSRTL_WILD_CHARACTER 0x08
#define FSRTL_OLE_LEGAL 0x10
#define FSRTL_NTFS_STREAM_LEGAL (FSRTL_NTFS_LEGAL | FSRTL_OLE_LEGAL)

#define DOS_STAR L'<'
#define DOS_QM L'>'
#define DOS_DOT L'"'

#define FsRtlIsUnicodeCharacterWild(C) \
    ((C) == L'*' || (C) == L'?' || (C) == DOS_STAR || (C) == DOS_QM || (C) == DOS_DOT)
#define FsRtlIsAnsiCharacterWild(C) \
    ((C) == '*' || (C) == '?' || (C) == '<' || (C) == '>' || (C) == '"')

/* Kinds of name, for notices and for tunnelling */

#define FSRTL_VOLUME_DISMOUNT 1
#define FSRTL_VOLUME_DISMOUNT_FAILED 2
#define FSRTL_VOLUME_LOCK 3
#define FSRTL_VOLUME_LOCK_FAILED 4
#define FSRTL_VOLUME_UNLOCK 5
#define FSRTL_VOLUME_MOUNT 6
#define FSRTL_VOLUME_NEEDS_CHKDSK 7
#define FSRTL_VOLUME_WORM_NEAR_FULL 8
#define FSRTL_VOLUME_WEARING_OUT 9
#define FSRTL_VOLUME_FORCED_CLOSED 10
#define FSRTL_VOLUME_INFO_MAKE_COMPAT 11
#define FSRTL_VOLUME_PREPARING_EJECT 12
#define FSRTL_VOLUME_CHANGE_SIZE 13
#define FSRTL_VOLUME_BACKGROUND_FORMAT 14

#define FSRTL_UNC_PROVIDER_FLAGS_MAILSLOTS_SUPPORTED 0x00000001
#define FSRTL_UNC_PROVIDER_FLAGS_CSC_ENABLED 0x00000002
#define FSRTL_UNC_PROVIDER_FLAGS_DOMAIN_SVC_AWARE 0x00000004

typedef struct _REAL_NOTIFY_SYNC *PNOTIFY_SYNC;

typedef NTSTATUS(NTAPI *PCHECK_FOR_TRAVERSE_ACCESS)(
    _In_ PVOID NotifyContext,
    _In_opt_ PVOID TargetContext,
    _In_ PSECURITY_SUBJECT_CONTEXT SubjectContext);

typedef BOOLEAN(NTAPI *PFILTER_REPORT_CHANGE)(_In_ PVOID NotifyContext, _In_ PVOID FilterContext);

typedef VOID(NTAPI *PFSRTL_STACK_OVERFLOW_ROUTINE)(_In_ PVOID Context, _In_ PKEVENT Event);

typedef struct _TUNNEL {
    FAST_MUTEX Mutex;
    PRTL_SPLAY_LINKS Cache;
    LIST_ENTRY TimerQueue;
    USHORT NumEntries;
} TUNNEL, *PTUNNEL;

typedef struct _BASE_MCB {
    ULONG MaximumPairCount;
    ULONG PairCount;
    USHORT PoolType;
    USHORT Flags;
    PVOID Mapping;
} BASE_MCB, *PBASE_MCB;

typedef struct _LARGE_MCB {
    PKGUARDED_MUTEX GuardedMutex;
    BASE_MCB BaseMcb;
} LARGE_MCB, *PLARGE_MCB;

/* Names */

NTKERNELAPI BOOLEAN NTAPI FsRtlAreNamesEqual(
    _In_ PCUNICODE_STRING ConstantNameA,
    _In_ PCUNICODE_STRING ConstantNameB,
    _In_ BOOLEAN IgnoreCase,
    _In_opt_ PCWCH UpcaseTable);

NTKERNELAPI BOOLEAN NTAPI FsRtlDoesNameContainWildCards(_In_ PUNICODE_STRING Name);

NTKERNELAPI BOOLEAN NTAPI FsRtlIsNameInExpression(
    _In_ PUNICODE_STRING Expression,
    _In_ PUNICODE_STRING Name,
    _In_ BOOLEAN IgnoreCase,
    _In_opt_ PWCH UpcaseTable);

NTKERNELAPI BOOLEAN NTAPI FsRtlIsNameInUnUpcasedExpression(
    _In_ PUNICODE_STRING Expression,
    _In_ PUNICODE_STRING Name,
    _In_ BOOLEAN IgnoreCase,
    _In_ PWCH UpcaseTable);

NTKERNELAPI VOID NTAPI FsRtlDissectName(
    _In_ UNICODE_STRING Path, _Out_ PUNICODE_STRING FirstName, _Out_ PUNICODE_STRING RemainingName);

NTKERNELAPI VOID NTAPI FsRtlDissectDbcs(
    _In_ ANSI_STRING Path, _Out_ PANSI_STRING FirstName, _Out_ PANSI_STRING RemainingName);

NTKERNELAPI BOOLEAN NTAPI FsRtlDoesDbcsContainWildCards(_In_ PANSI_STRING Name);

NTKERNELAPI BOOLEAN NTAPI FsRtlIsDbcsInExpression(
    _In_ PANSI_STRING Expression, _In_ PANSI_STRING Name);

NTKERNELAPI BOOLEAN NTAPI FsRtlIsFatDbcsLegal(
    _In_ ANSI_STRING DbcsName,
    _In_ BOOLEAN WildCardsPermissible,
    _In_ BOOLEAN PathNamePermissible,
    _In_ BOOLEAN LeadingBackslashPermissible);

NTKERNELAPI BOOLEAN NTAPI FsRtlIsHpfsDbcsLegal(
    _In_ ANSI_STRING DbcsName,
    _In_ BOOLEAN WildCardsPermissible,
    _In_ BOOLEAN PathNamePermissible,
    _In_ BOOLEAN LeadingBackslashPermissible);

NTKERNELAPI NTSTATUS NTAPI FsRtlRemoveDotsFromPath(
    _Inout_ PWSTR OriginalString, _In_ USHORT PathLength, _Out_ USHORT *NewLength);

NTKERNELAPI NTSTATUS NTAPI FsRtlValidateReparsePointBuffer(
    _In_ ULONG BufferLength, _In_ PREPARSE_DATA_BUFFER ReparseBuffer);

/* Status and exceptions */

NTKERNELAPI BOOLEAN NTAPI FsRtlIsNtstatusExpected(_In_ NTSTATUS Exception);

NTKERNELAPI NTSTATUS NTAPI FsRtlNormalizeNtstatus(
    _In_ NTSTATUS Exception, _In_ NTSTATUS GenericException);

/* Files and volumes */

NTKERNELAPI ULONG NTAPI FsRtlIsPagingFile(_In_ PFILE_OBJECT FileObject);

NTKERNELAPI BOOLEAN NTAPI FsRtlIsSystemPagingFile(_In_ PFILE_OBJECT FileObject);

NTKERNELAPI BOOLEAN NTAPI FsRtlIsDaxVolume(_In_ PFILE_OBJECT FileObject);

NTKERNELAPI BOOLEAN NTAPI FsRtlAreVolumeStartupApplicationsComplete(VOID);

NTKERNELAPI NTSTATUS NTAPI FsRtlGetFileSize(
    _In_ PFILE_OBJECT FileObject, _Out_ PLARGE_INTEGER FileSize);

NTKERNELAPI NTSTATUS NTAPI FsRtlQueryCachedVdl(_In_ PFILE_OBJECT FileObject, _Out_ PLONGLONG Vdl);

NTKERNELAPI NTSTATUS NTAPI FsRtlQueryInformationFile(
    _In_ PFILE_OBJECT FileObject,
    _Out_ PVOID FileInformation,
    _In_ ULONG Length,
    _In_ FILE_INFORMATION_CLASS FileInformationClass,
    _Out_ PULONG RetFileInformationSize);

NTKERNELAPI NTSTATUS NTAPI FsRtlKernelFsControlFile(
    _In_ PFILE_OBJECT FileObject,
    _In_ ULONG FsControlCode,
    _In_ PVOID InputBuffer,
    _In_ ULONG InputBufferLength,
    _Out_ PVOID OutputBuffer,
    _In_ ULONG OutputBufferLength,
    _Out_ PULONG RetOutputBufferSize);

NTKERNELAPI NTSTATUS NTAPI FsRtlQueryKernelEaFile(
    _In_ PFILE_OBJECT FileObject,
    _Out_ PVOID ReturnedEaData,
    _In_ ULONG Length,
    _In_ BOOLEAN ReturnSingleEntry,
    _In_ PVOID EaList,
    _In_ ULONG EaListLength,
    _In_opt_ PULONG EaIndex,
    _In_ BOOLEAN RestartScan,
    _Out_opt_ PULONG LengthReturned);

NTKERNELAPI NTSTATUS NTAPI FsRtlSetKernelEaFile(
    _In_ PFILE_OBJECT FileObject, _In_ PVOID EaBuffer, _In_ ULONG Length);

NTKERNELAPI NTSTATUS NTAPI FsRtlGetSectorSizeInformation(
    _In_ PDEVICE_OBJECT DeviceObject, _Out_ PFILE_FS_SECTOR_SIZE_INFORMATION SectorSizeInfo);

NTKERNELAPI NTSTATUS NTAPI FsRtlGetSupportedFeatures(
    _In_ PDEVICE_OBJECT DeviceObject, _Out_ PULONG SupportedFeatures);

NTKERNELAPI NTSTATUS NTAPI FsRtlIssueDeviceIoControl(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ ULONG IoCtl,
    _In_ UCHAR Flags,
    _In_opt_ PVOID InputBuffer,
    _In_ ULONG InputBufferLength,
    _Out_opt_ PVOID OutputBuffer,
    _In_ ULONG OutputBufferLength,
    _In_ PULONG_PTR IosbInformation);

NTKERNELAPI NTSTATUS NTAPI FsRtlBalanceReads(_In_ PDEVICE_OBJECT TargetDevice);

NTKERNELAPI NTSTATUS NTAPI FsRtlCreateSectionForDataScan(
    _Out_ PHANDLE SectionHandle,
    _Out_ PVOID *SectionObject,
    _Out_opt_ PLARGE_INTEGER SectionFileSize,
    _In_ PFILE_OBJECT FileObject,
    _In_ ACCESS_MASK DesiredAccess,
    _In_opt_ POBJECT_ATTRIBUTES ObjectAttributes,
    _In_opt_ PLARGE_INTEGER MaximumSize,
    _In_ ULONG SectionPageProtection,
    _In_ ULONG AllocationAttributes,
    _In_ ULONG Flags);

NTKERNELAPI VOID NTAPI FsRtlAcquireFileExclusive(_In_ PFILE_OBJECT FileObject);

NTKERNELAPI VOID NTAPI FsRtlReleaseFile(_In_ PFILE_OBJECT FileObject);

NTKERNELAPI PERESOURCE NTAPI FsRtlAllocateResource(VOID);

NTKERNELAPI VOID NTAPI FsRtlLogCcFlushError(
    _In_ PUNICODE_STRING FileName,
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
    _In_ NTSTATUS FlushError,
    _In_ ULONG Flags);

/* Waiting that a thread's end or an IRP's cancellation breaks */

NTKERNELAPI NTSTATUS NTAPI FsRtlCancellableWaitForSingleObject(
    _In_ PVOID Object, _In_opt_ PLARGE_INTEGER Timeout, _In_opt_ PIRP Irp);

NTKERNELAPI NTSTATUS NTAPI FsRtlCancellableWaitForMultipleObjects(
    _In_ ULONG Count,
    _In_ PVOID ObjectArray[],
    _In_ WAIT_TYPE WaitType,
    _In_opt_ PLARGE_INTEGER Timeout,
    _In_opt_ PKWAIT_BLOCK WaitBlockArray,
    _In_opt_ PIRP Irp);

NTKERNELAPI VOID NTAPI FsRtlPostStackOverflow(
    _In_ PVOID Context,
    _In_ PKEVENT Event,
    _In_ PFSRTL_STACK_OVERFLOW_ROUTINE StackOverflowRoutine);

NTKERNELAPI VOID NTAPI FsRtlPostPagingFileStackOverflow(
    _In_ PVOID Context,
    _In_ PKEVENT Event,
    _In_ PFSRTL_STACK_OVERFLOW_ROUTINE StackOverflowRoutine);

/* Cached reading and writing */

NTKERNELAPI BOOLEAN NTAPI FsRtlCopyRead(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ BOOLEAN Wait,
    _In_ ULONG LockKey,
    _Out_ PVOID Buffer,
    _Out_ PIO_STATUS_BLOCK IoStatus,
    _In_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI BOOLEAN NTAPI FsRtlCopyWrite(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ BOOLEAN Wait,
    _In_ ULONG LockKey,
    _In_ PVOID Buffer,
    _Out_ PIO_STATUS_BLOCK IoStatus,
    _In_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI BOOLEAN NTAPI FsRtlMdlReadDev(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG LockKey,
    _Out_ PMDL *MdlChain,
    _Out_ PIO_STATUS_BLOCK IoStatus,
    _In_opt_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI NTSTATUS NTAPI FsRtlMdlReadEx(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG LockKey,
    _Out_ PMDL *MdlChain,
    _Out_ PIO_STATUS_BLOCK IoStatus);

NTKERNELAPI BOOLEAN NTAPI FsRtlMdlReadCompleteDev(
    _In_ PFILE_OBJECT FileObject, _In_ PMDL MdlChain, _In_opt_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI BOOLEAN NTAPI FsRtlPrepareMdlWriteDev(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG LockKey,
    _Out_ PMDL *MdlChain,
    _Out_ PIO_STATUS_BLOCK IoStatus,
    _In_opt_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI NTSTATUS NTAPI FsRtlPrepareMdlWriteEx(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG LockKey,
    _Out_ PMDL *MdlChain,
    _Out_ PIO_STATUS_BLOCK IoStatus);

NTKERNELAPI BOOLEAN NTAPI FsRtlMdlWriteCompleteDev(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ PMDL MdlChain,
    _In_opt_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI VOID NTAPI FsRtlIncrementCcFastReadNotPossible(VOID);

NTKERNELAPI VOID NTAPI FsRtlIncrementCcFastReadNoWait(VOID);

NTKERNELAPI VOID NTAPI FsRtlIncrementCcFastReadResourceMiss(VOID);

NTKERNELAPI VOID NTAPI FsRtlIncrementCcFastReadWait(VOID);

NTKERNELAPI VOID NTAPI FsRtlIncrementCcFastMdlReadWait(VOID);

/* Notices */

NTKERNELAPI VOID NTAPI FsRtlNotifyInitializeSync(_In_ PNOTIFY_SYNC *NotifySync);

NTKERNELAPI VOID NTAPI FsRtlNotifyUninitializeSync(_In_ PNOTIFY_SYNC *NotifySync);

NTKERNELAPI VOID NTAPI FsRtlNotifyCleanup(
    _In_ PNOTIFY_SYNC NotifySync, _In_ PLIST_ENTRY NotifyList, _In_ PVOID FsContext);

NTKERNELAPI VOID NTAPI FsRtlNotifyCleanupAll(
    _In_ PNOTIFY_SYNC NotifySync, _In_ PLIST_ENTRY NotifyList);

NTKERNELAPI VOID NTAPI FsRtlNotifyFullChangeDirectory(
    _In_ PNOTIFY_SYNC NotifySync,
    _In_ PLIST_ENTRY NotifyList,
    _In_ PVOID FsContext,
    _In_ PSTRING FullDirectoryName,
    _In_ BOOLEAN WatchTree,
    _In_ BOOLEAN IgnoreBuffer,
    _In_ ULONG CompletionFilter,
    _In_opt_ PIRP NotifyIrp,
    _In_opt_ PCHECK_FOR_TRAVERSE_ACCESS TraverseCallback,
    _In_opt_ PSECURITY_SUBJECT_CONTEXT SubjectContext);

NTKERNELAPI VOID NTAPI FsRtlNotifyFilterChangeDirectory(
    _In_ PNOTIFY_SYNC NotifySync,
    _In_ PLIST_ENTRY NotifyList,
    _In_ PVOID FsContext,
    _In_ PSTRING FullDirectoryName,
    _In_ BOOLEAN WatchTree,
    _In_ BOOLEAN IgnoreBuffer,
    _In_ ULONG CompletionFilter,
    _In_opt_ PIRP NotifyIrp,
    _In_opt_ PCHECK_FOR_TRAVERSE_ACCESS TraverseCallback,
    _In_opt_ PSECURITY_SUBJECT_CONTEXT SubjectContext,
    _In_opt_ PFILTER_REPORT_CHANGE FilterCallback);

NTKERNELAPI VOID NTAPI FsRtlNotifyFullReportChange(
    _In_ PNOTIFY_SYNC NotifySync,
    _In_ PLIST_ENTRY NotifyList,
    _In_ PSTRING FullTargetName,
    _In_ USHORT TargetNameOffset,
    _In_opt_ PSTRING StreamName,
    _In_opt_ PSTRING NormalizedParentName,
    _In_ ULONG FilterMatch,
    _In_ ULONG Action,
    _In_opt_ PVOID TargetContext);

NTKERNELAPI VOID NTAPI FsRtlNotifyFilterReportChange(
    _In_ PNOTIFY_SYNC NotifySync,
    _In_ PLIST_ENTRY NotifyList,
    _In_ PSTRING FullTargetName,
    _In_ USHORT TargetNameOffset,
    _In_opt_ PSTRING StreamName,
    _In_opt_ PSTRING NormalizedParentName,
    _In_ ULONG FilterMatch,
    _In_ ULONG Action,
    _In_opt_ PVOID TargetContext,
    _In_opt_ PVOID FilterContext);

NTKERNELAPI NTSTATUS NTAPI FsRtlNotifyVolumeEvent(
    _In_ PFILE_OBJECT FileObject, _In_ ULONG EventCode);

NTKERNELAPI NTSTATUS NTAPI FsRtlNotifyVolumeEventEx(
    _In_ PFILE_OBJECT FileObject,
    _In_ ULONG EventCode,
    _In_ PTARGET_DEVICE_CUSTOM_NOTIFICATION Event);

/* Tunnelling of names */

NTKERNELAPI VOID NTAPI FsRtlInitializeTunnelCache(_In_ TUNNEL *Cache);

NTKERNELAPI VOID NTAPI FsRtlAddToTunnelCache(
    _In_ TUNNEL *Cache,
    _In_ ULONGLONG DirectoryKey,
    _In_ PUNICODE_STRING ShortName,
    _In_ PUNICODE_STRING LongName,
    _In_ BOOLEAN KeyByShortName,
    _In_ ULONG DataLength,
    _In_ PVOID Data);

NTKERNELAPI BOOLEAN NTAPI FsRtlFindInTunnelCache(
    _In_ TUNNEL *Cache,
    _In_ ULONGLONG DirectoryKey,
    _In_ PUNICODE_STRING Name,
    _Out_ PUNICODE_STRING ShortName,
    _Out_ PUNICODE_STRING LongName,
    _Inout_ PULONG DataLength,
    _Out_ PVOID Data);

NTKERNELAPI VOID NTAPI FsRtlDeleteKeyFromTunnelCache(
    _In_ TUNNEL *Cache, _In_ ULONGLONG DirectoryKey);

NTKERNELAPI VOID NTAPI FsRtlDeleteTunnelCache(_In_ TUNNEL *Cache);

/* Redirectors */

NTKERNELAPI NTSTATUS NTAPI FsRtlRegisterUncProvider(
    _Out_ PHANDLE MupHandle,
    _In_ PUNICODE_STRING RedirectorDeviceName,
    _In_ BOOLEAN MailslotsSupported);

NTKERNELAPI NTSTATUS NTAPI FsRtlRegisterUncProviderEx(
    _Out_ PHANDLE MupHandle,
    _In_ PUNICODE_STRING RedirDevName,
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ ULONG Flags);

NTKERNELAPI VOID NTAPI FsRtlDeregisterUncProvider(_In_ HANDLE Handle);

NTKERNELAPI NTSTATUS NTAPI FsRtlMupGetProviderIdFromName(
    _In_ PUNICODE_STRING pProviderName, _Out_ PULONG32 pProviderId);

NTKERNELAPI NTSTATUS NTAPI FsRtlMupGetProviderInfoFromFileObject(
    _In_ PFILE_OBJECT pFileObject,
    _In_ ULONG Level,
    _Out_ PVOID pBuffer,
    _Inout_ PULONG pBufferSize);

/* Maps of runs */

NTKERNELAPI VOID NTAPI FsRtlInitializeLargeMcb(_In_ PLARGE_MCB Mcb, _In_ POOL_TYPE PoolType);

NTKERNELAPI VOID NTAPI FsRtlUninitializeLargeMcb(_In_ PLARGE_MCB Mcb);

NTKERNELAPI VOID NTAPI FsRtlResetLargeMcb(_In_ PLARGE_MCB Mcb, _In_ BOOLEAN SelfSynchronized);

NTKERNELAPI VOID NTAPI FsRtlTruncateLargeMcb(_In_ PLARGE_MCB Mcb, _In_ LONGLONG Vbn);

NTKERNELAPI BOOLEAN NTAPI FsRtlAddLargeMcbEntry(
    _In_ PLARGE_MCB Mcb, _In_ LONGLONG Vbn, _In_ LONGLONG Lbn, _In_ LONGLONG SectorCount);

NTKERNELAPI VOID NTAPI FsRtlRemoveLargeMcbEntry(
    _In_ PLARGE_MCB Mcb, _In_ LONGLONG Vbn, _In_ LONGLONG SectorCount);

NTKERNELAPI BOOLEAN NTAPI FsRtlLookupLargeMcbEntry(
    _In_ PLARGE_MCB Mcb,
    _In_ LONGLONG Vbn,
    _In_ PLONGLONG Lbn,
    _In_ PLONGLONG SectorCountFromLbn,
    _In_ PLONGLONG StartingLbn,
    _In_ PLONGLONG SectorCountFromStartingLbn,
    _Out_opt_ PULONG Index);

NTKERNELAPI BOOLEAN NTAPI FsRtlLookupLastLargeMcbEntry(
    _In_ PLARGE_MCB Mcb, _In_ PLONGLONG Vbn, _In_ PLONGLONG Lbn);

NTKERNELAPI BOOLEAN NTAPI FsRtlLookupLastLargeMcbEntryAndIndex(
    _In_ PLARGE_MCB OpaqueMcb,
    _Out_ PLONGLONG LargeVbn,
    _Out_ PLONGLONG LargeLbn,
    _Out_ PULONG Index);

NTKERNELAPI ULONG NTAPI FsRtlNumberOfRunsInLargeMcb(_In_ PLARGE_MCB Mcb);

NTKERNELAPI BOOLEAN NTAPI FsRtlGetNextLargeMcbEntry(
    _In_ PLARGE_MCB Mcb,
    _In_ ULONG RunIndex,
    _In_ PLONGLONG Vbn,
    _In_ PLONGLONG Lbn,
    _In_ PLONGLONG SectorCount);

NTKERNELAPI BOOLEAN NTAPI FsRtlSplitLargeMcb(
    _In_ PLARGE_MCB Mcb, _In_ LONGLONG Vbn, _In_ LONGLONG Amount);
