/*
 * The cache manager.
 */
#pragma once

typedef struct _CC_FILE_SIZES {
    LARGE_INTEGER AllocationSize;
    LARGE_INTEGER FileSize;
    LARGE_INTEGER ValidDataLength;
} CC_FILE_SIZES, *PCC_FILE_SIZES;

typedef struct _CACHE_UNINITIALIZE_EVENT {
    struct _CACHE_UNINITIALIZE_EVENT *Next;
    KEVENT Event;
} CACHE_UNINITIALIZE_EVENT, *PCACHE_UNINITIALIZE_EVENT;

typedef BOOLEAN(NTAPI *PACQUIRE_FOR_LAZY_WRITE)(_In_ PVOID Context, _In_ BOOLEAN Wait);
typedef VOID(NTAPI *PRELEASE_FROM_LAZY_WRITE)(_In_ PVOID Context);
typedef BOOLEAN(NTAPI *PACQUIRE_FOR_READ_AHEAD)(_In_ PVOID Context, _In_ BOOLEAN Wait);
typedef VOID(NTAPI *PRELEASE_FROM_READ_AHEAD)(_In_ PVOID Context);

typedef struct _CACHE_MANAGER_CALLBACKS {
    PACQUIRE_FOR_LAZY_WRITE AcquireForLazyWrite;
    PRELEASE_FROM_LAZY_WRITE ReleaseFromLazyWrite;
    PACQUIRE_FOR_READ_AHEAD AcquireForReadAhead;
    PRELEASE_FROM_READ_AHEAD ReleaseFromReadAhead;
} CACHE_MANAGER_CALLBACKS, *PCACHE_MANAGER_CALLBACKS;

typedef VOID(NTAPI *PCC_POST_DEFERRED_WRITE)(_In_ PVOID Context1, _In_ PVOID Context2);

#define UNINITIALIZE_CACHE_MAPS 1
#define DO_NOT_RETRY_PURGE 2
#define DO_NOT_PURGE_DIRTY_PAGES 4
#define PURGE_WITH_ACTIVE_VIEWS 8

#define MAP_WAIT 1
#define MAP_NO_READ 16

#define PIN_WAIT 1
#define PIN_EXCLUSIVE 2
#define PIN_NO_READ 4
#define PIN_IF_BCB 8

#define CcIsFileCached(FO) \
    ((FO)->SectionObjectPointer != NULL \
     && ((PSECTION_OBJECT_POINTERS)(FO)->SectionObjectPointer)->SharedCacheMap != NULL)

/* Caching of a file */

NTKERNELAPI VOID NTAPI CcInitializeCacheMap(
    _In_ PFILE_OBJECT FileObject,
    _In_ PCC_FILE_SIZES FileSizes,
    _In_ BOOLEAN PinAccess,
    _In_ PCACHE_MANAGER_CALLBACKS Callbacks,
    _In_ PVOID LazyWriteContext);

NTKERNELAPI BOOLEAN NTAPI CcUninitializeCacheMap(
    _In_ PFILE_OBJECT FileObject,
    _In_opt_ PLARGE_INTEGER TruncateSize,
    _In_ PCACHE_UNINITIALIZE_EVENT UninitializeEvent);

NTKERNELAPI VOID NTAPI CcSetFileSizes(_In_ PFILE_OBJECT FileObject, _In_ PCC_FILE_SIZES FileSizes);

NTKERNELAPI NTSTATUS NTAPI CcSetFileSizesEx(
    _In_ PFILE_OBJECT FileObject, _In_ PCC_FILE_SIZES FileSizes);

NTKERNELAPI NTSTATUS NTAPI CcSetCacheFileSizes(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer, _In_ PCC_FILE_SIZES FileSizes);

NTKERNELAPI VOID NTAPI CcFlushCache(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
    _In_opt_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _Out_opt_ PIO_STATUS_BLOCK IoStatus);

NTKERNELAPI BOOLEAN NTAPI CcPurgeCacheSection(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
    _In_opt_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG Flags);

NTKERNELAPI VOID NTAPI CcCoherencyFlushAndPurgeCache(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
    _In_opt_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _Out_ PIO_STATUS_BLOCK IoStatus,
    _In_opt_ ULONG Flags);

NTKERNELAPI LARGE_INTEGER NTAPI CcGetFlushedValidData(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer, _In_ BOOLEAN BcbListHeld);

NTKERNELAPI PFILE_OBJECT NTAPI CcGetFileObjectFromSectionPtrs(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer);

NTKERNELAPI PFILE_OBJECT NTAPI CcGetFileObjectFromSectionPtrsRef(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer);

NTKERNELAPI PFILE_OBJECT NTAPI CcGetFileObjectFromBcb(_In_ PVOID Bcb);

NTKERNELAPI VOID NTAPI CcSetDirtyPageThreshold(
    _In_ PFILE_OBJECT FileObject, _In_ ULONG DirtyPageThreshold);

NTKERNELAPI VOID NTAPI CcSetReadAheadGranularity(
    _In_ PFILE_OBJECT FileObject, _In_ ULONG Granularity);

NTKERNELAPI VOID NTAPI CcScheduleReadAhead(
    _In_ PFILE_OBJECT FileObject, _In_ PLARGE_INTEGER FileOffset, _In_ ULONG Length);

NTKERNELAPI VOID NTAPI CcScheduleReadAheadEx(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ PETHREAD IoIssuerThread);

NTKERNELAPI VOID NTAPI CcSetAdditionalCacheAttributes(
    _In_ PFILE_OBJECT FileObject, _In_ BOOLEAN DisableReadAhead, _In_ BOOLEAN DisableWriteBehind);

NTKERNELAPI VOID NTAPI CcSetAdditionalCacheAttributesEx(
    _In_ PFILE_OBJECT FileObject, _In_ ULONG Flags);

NTKERNELAPI NTSTATUS NTAPI CcWaitForCurrentLazyWriterActivity(VOID);

NTKERNELAPI BOOLEAN NTAPI CcZeroData(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER StartOffset,
    _In_ PLARGE_INTEGER EndOffset,
    _In_ BOOLEAN Wait);

/* Reading and writing */

NTKERNELAPI BOOLEAN NTAPI CcCopyRead(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ BOOLEAN Wait,
    _Out_ PVOID Buffer,
    _Out_ PIO_STATUS_BLOCK IoStatus);

NTKERNELAPI BOOLEAN NTAPI CcCopyReadEx(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ BOOLEAN Wait,
    _Out_ PVOID Buffer,
    _Out_ PIO_STATUS_BLOCK IoStatus,
    _In_ PETHREAD IoIssuerThread);

NTKERNELAPI BOOLEAN NTAPI CcCopyWrite(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ BOOLEAN Wait,
    _In_ PVOID Buffer);

NTKERNELAPI BOOLEAN NTAPI CcCopyWriteEx(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ BOOLEAN Wait,
    _In_ PVOID Buffer,
    _In_ PETHREAD IoIssuerThread);

NTKERNELAPI BOOLEAN NTAPI CcCopyWriteWontFlush(
    _In_ PFILE_OBJECT FileObject, _In_ PLARGE_INTEGER FileOffset, _In_ ULONG Length);

NTKERNELAPI VOID NTAPI CcFastCopyRead(
    _In_ PFILE_OBJECT FileObject,
    _In_ ULONG FileOffset,
    _In_ ULONG Length,
    _In_ ULONG PageCount,
    _Out_ PVOID Buffer,
    _Out_ PIO_STATUS_BLOCK IoStatus);

NTKERNELAPI VOID NTAPI CcFastCopyWrite(
    _In_ PFILE_OBJECT FileObject, _In_ ULONG FileOffset, _In_ ULONG Length, _In_ PVOID Buffer);

NTKERNELAPI BOOLEAN NTAPI CcCanIWrite(
    _In_ PFILE_OBJECT FileObject, _In_ ULONG BytesToWrite, _In_ BOOLEAN Wait, _In_ UCHAR Retrying);

NTKERNELAPI VOID NTAPI CcDeferWrite(
    _In_ PFILE_OBJECT FileObject,
    _In_ PCC_POST_DEFERRED_WRITE PostRoutine,
    _In_ PVOID Context1,
    _In_ PVOID Context2,
    _In_ ULONG BytesToWrite,
    _In_ BOOLEAN Retrying);

NTKERNELAPI VOID NTAPI CcMdlReadComplete(_In_ PFILE_OBJECT FileObject, _In_ PMDL MdlChain);

NTKERNELAPI VOID NTAPI CcPrepareMdlWrite(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _Out_ PMDL *MdlChain,
    _Out_ PIO_STATUS_BLOCK IoStatus);

NTKERNELAPI VOID NTAPI CcMdlWriteComplete(
    _In_ PFILE_OBJECT FileObject, _In_ PLARGE_INTEGER FileOffset, _In_ PMDL MdlChain);

NTKERNELAPI VOID NTAPI CcMdlWriteAbort(_In_ PFILE_OBJECT FileObject, _In_ PMDL MdlChain);

/* Pinning */

NTKERNELAPI BOOLEAN NTAPI CcMapData(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG Flags,
    _Out_ PVOID *Bcb,
    _Out_ PVOID *Buffer);

NTKERNELAPI BOOLEAN NTAPI CcPinMappedData(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG Flags,
    _Inout_ PVOID *Bcb);

NTKERNELAPI BOOLEAN NTAPI CcPinRead(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG Flags,
    _Out_ PVOID *Bcb,
    _Out_ PVOID *Buffer);

NTKERNELAPI BOOLEAN NTAPI CcPreparePinWrite(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ BOOLEAN Zero,
    _In_ ULONG Flags,
    _Out_ PVOID *Bcb,
    _Out_ PVOID *Buffer);

NTKERNELAPI VOID NTAPI CcSetDirtyPinnedData(_In_ PVOID BcbVoid, _In_opt_ PLARGE_INTEGER Lsn);

NTKERNELAPI VOID NTAPI CcUnpinData(_In_ PVOID Bcb);

NTKERNELAPI VOID NTAPI CcUnpinDataForThread(_In_ PVOID Bcb, _In_ ERESOURCE_THREAD ResourceThreadId);

NTKERNELAPI VOID NTAPI CcSetBcbOwnerPointer(_In_ PVOID Bcb, _In_ PVOID OwnerPointer);

NTKERNELAPI VOID NTAPI CcRepinBcb(_In_ PVOID Bcb);

NTKERNELAPI VOID NTAPI CcUnpinRepinnedBcb(
    _In_ PVOID Bcb, _In_ BOOLEAN WriteThrough, _Out_ PIO_STATUS_BLOCK IoStatus);

NTKERNELAPI PVOID NTAPI CcRemapBcb(_In_ PVOID Bcb);
