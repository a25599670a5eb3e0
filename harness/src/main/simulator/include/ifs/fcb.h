/*
 * The header of a file control block, and the contexts that filters attach to a stream, a file
 * and a file object.
 */
#pragma once

typedef PVOID OPLOCK, *POPLOCK;

typedef VOID(NTAPI FREE_FUNCTION)(_In_ PVOID Buffer);
typedef FREE_FUNCTION *PFREE_FUNCTION;

typedef struct _FSRTL_COMMON_FCB_HEADER {
    CSHORT NodeTypeCode;
    CSHORT NodeByteSize;
    UCHAR Flags;
    UCHAR IsFastIoPossible;
    UCHAR Flags2;
    UCHAR Reserved : 4;
    UCHAR Version : 4;
    PERESOURCE Resource;
    PERESOURCE PagingIoResource;
    LARGE_INTEGER AllocationSize;
    LARGE_INTEGER FileSize;
    LARGE_INTEGER ValidDataLength;
} FSRTL_COMMON_FCB_HEADER, *PFSRTL_COMMON_FCB_HEADER;

typedef enum _FAST_IO_POSSIBLE {
    FastIoIsNotPossible,
    FastIoIsPossible,
    FastIoIsQuestionable
} FAST_IO_POSSIBLE;

#define FSRTL_FLAG_FILE_MODIFIED 0x01
#define FSRTL_FLAG_FILE_LENGTH_CHANGED 0x02
#define FSRTL_FLAG_LIMIT_MODIFIED_PAGES 0x04
#define FSRTL_FLAG_ACQUIRE_MAIN_RSRC_EX 0x08
#define FSRTL_FLAG_ACQUIRE_MAIN_RSRC_SH 0x10
#define FSRTL_FLAG_USER_MAPPED_FILE 0x20
#define FSRTL_FLAG_ADVANCED_HEADER 0x40
#define FSRTL_FLAG_EOF_ADVANCE_ACTIVE 0x80

#define FSRTL_FLAG2_DO_MODIFIED_WRITE 0x01
#define FSRTL_FLAG2_SUPPORTS_FILTER_CONTEXTS 0x02
#define FSRTL_FLAG2_PURGE_WHEN_MAPPED 0x04
#define FSRTL_FLAG2_IS_PAGING_FILE 0x08
#define FSRTL_FLAG2_BYPASSIO_STREAM_PAUSED 0x10
#define FSRTL_FLAG2_WRITABLE_USER_MAPPED_FILE 0x20

#define FSRTL_FCB_HEADER_V0 0x00
#define FSRTL_FCB_HEADER_V1 0x01
#define FSRTL_FCB_HEADER_V2 0x02
#define FSRTL_FCB_HEADER_V3 0x03
#define FSRTL_FCB_HEADER_V4 0x04

#define FSRTL_AUXILIARY_FLAG_DEALLOCATE 0x00000001

/* The members of the common header are the first members of this one. */
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wmicrosoft-anon-tag"
#endif
typedef struct _FSRTL_ADVANCED_FCB_HEADER {
    FSRTL_COMMON_FCB_HEADER;
    PFAST_MUTEX FastMutex;
    LIST_ENTRY FilterContexts;
    EX_PUSH_LOCK PushLock;
    PVOID *FileContextSupportPointer;
    union {
        OPLOCK Oplock;
        PVOID ReservedForRemote;
    };
    union {
        PVOID AePushLock;
        PVOID ReservedContext;
    };
    ULONG BypassIoOpenCount;
    ULONG ReservedTail;
} FSRTL_ADVANCED_FCB_HEADER, *PFSRTL_ADVANCED_FCB_HEADER;
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

typedef struct _FSRTL_PER_STREAM_CONTEXT {
    LIST_ENTRY Links;
    PVOID OwnerId;
    PVOID InstanceId;
    PFREE_FUNCTION FreeCallback;
} FSRTL_PER_STREAM_CONTEXT, *PFSRTL_PER_STREAM_CONTEXT;

typedef struct _FSRTL_PER_FILE_CONTEXT {
    LIST_ENTRY Links;
    PVOID OwnerId;
    PVOID InstanceId;
    PFREE_FUNCTION FreeCallback;
} FSRTL_PER_FILE_CONTEXT, *PFSRTL_PER_FILE_CONTEXT;

typedef struct _FSRTL_PER_FILEOBJECT_CONTEXT {
    LIST_ENTRY Links;
    PVOID OwnerId;
    PVOID InstanceId;
} FSRTL_PER_FILEOBJECT_CONTEXT, *PFSRTL_PER_FILEOBJECT_CONTEXT;

/* Header */

SIM_INLINE VOID FsRtlSetupAdvancedHeader(_In_ PVOID _advhdr, _In_opt_ PFAST_MUTEX _fmutx)
{
    PFSRTL_ADVANCED_FCB_HEADER Header = (PFSRTL_ADVANCED_FCB_HEADER)_advhdr;

    Header->Flags |= FSRTL_FLAG_ADVANCED_HEADER;
    Header->Flags2 |= FSRTL_FLAG2_SUPPORTS_FILTER_CONTEXTS;
    Header->Version = FSRTL_FCB_HEADER_V2;
    InitializeListHead(&Header->FilterContexts);
    if (_fmutx != NULL) {
        Header->FastMutex = _fmutx;
    }
    ExInitializePushLock(&Header->PushLock);
    Header->FileContextSupportPointer = NULL;
    Header->Oplock = NULL;
}

SIM_INLINE VOID FsRtlSetupAdvancedHeaderEx(
    _In_ PVOID _advhdr, _In_opt_ PFAST_MUTEX _fmutx, _In_opt_ PVOID *_fctxptr)
{
    FsRtlSetupAdvancedHeader(_advhdr, _fmutx);
    if (_fctxptr != NULL) {
        ((PFSRTL_ADVANCED_FCB_HEADER)_advhdr)->FileContextSupportPointer = _fctxptr;
    }
}

SIM_INLINE VOID FsRtlSetupAdvancedHeaderEx2(
    _In_ PVOID _advhdr,
    _In_opt_ PFAST_MUTEX _fmutx,
    _In_opt_ PVOID *_fctxptr,
    _In_opt_ PVOID _aepushlock)
{
    FsRtlSetupAdvancedHeaderEx(_advhdr, _fmutx, _fctxptr);
    if (_aepushlock != NULL) {
        ((PFSRTL_ADVANCED_FCB_HEADER)_advhdr)->AePushLock = _aepushlock;
        ((PFSRTL_ADVANCED_FCB_HEADER)_advhdr)->Version = FSRTL_FCB_HEADER_V4;
    }
}

/* Per-stream contexts */

#define FsRtlGetPerStreamContextPointer(_fo) ((PFSRTL_ADVANCED_FCB_HEADER)((_fo)->FsContext))

#define FsRtlSupportsPerStreamContexts(_fo) \
    ((BOOLEAN)(FsRtlGetPerStreamContextPointer(_fo) != NULL \
               && (FsRtlGetPerStreamContextPointer(_fo)->Flags2 \
                   & FSRTL_FLAG2_SUPPORTS_FILTER_CONTEXTS) \
                      != 0))

#define FsRtlInitPerStreamContext(_fc, _owner, _inst, _cb) \
    ((_fc)->OwnerId = (_owner), (_fc)->InstanceId = (_inst), (_fc)->FreeCallback = (_cb))

NTKERNELAPI NTSTATUS NTAPI FsRtlInsertPerStreamContext(
    _In_ PFSRTL_ADVANCED_FCB_HEADER PerStreamContext, _In_ PFSRTL_PER_STREAM_CONTEXT Ptr);

NTKERNELAPI PFSRTL_PER_STREAM_CONTEXT NTAPI FsRtlLookupPerStreamContextInternal(
    _In_ PFSRTL_ADVANCED_FCB_HEADER StreamContext,
    _In_opt_ PVOID OwnerId,
    _In_opt_ PVOID InstanceId);

/* An empty list needs no call. */
#define FsRtlLookupPerStreamContext(_sc, _oid, _iid) \
    (((_sc) != NULL && ((_sc)->Flags2 & FSRTL_FLAG2_SUPPORTS_FILTER_CONTEXTS) != 0 \
      && !IsListEmpty(&(_sc)->FilterContexts)) \
         ? FsRtlLookupPerStreamContextInternal((_sc), (_oid), (_iid)) \
         : NULL)

NTKERNELAPI PFSRTL_PER_STREAM_CONTEXT NTAPI FsRtlRemovePerStreamContext(
    _In_ PFSRTL_ADVANCED_FCB_HEADER StreamContext,
    _In_opt_ PVOID OwnerId,
    _In_opt_ PVOID InstanceId);

NTKERNELAPI VOID NTAPI FsRtlTeardownPerStreamContexts(
    _In_ PFSRTL_ADVANCED_FCB_HEADER AdvancedHeader);

/* Per-file contexts */

#define FsRtlGetPerFileContextPointer(_fo) \
    (FsRtlSupportsPerFileContexts(_fo) \
         ? FsRtlGetPerStreamContextPointer(_fo)->FileContextSupportPointer \
         : NULL)

#define FsRtlSupportsPerFileContexts(_fo) \
    ((BOOLEAN)(FsRtlGetPerStreamContextPointer(_fo) != NULL \
               && FsRtlGetPerStreamContextPointer(_fo)->Version >= FSRTL_FCB_HEADER_V1 \
               && FsRtlGetPerStreamContextPointer(_fo)->FileContextSupportPointer != NULL))

#define FsRtlInitPerFileContext(_fc, _owner, _inst, _cb) \
    ((_fc)->OwnerId = (_owner), (_fc)->InstanceId = (_inst), (_fc)->FreeCallback = (_cb))

NTKERNELAPI NTSTATUS NTAPI FsRtlInsertPerFileContext(
    _In_ PVOID *PerFileContextPointer, _In_ PFSRTL_PER_FILE_CONTEXT Ptr);

NTKERNELAPI PFSRTL_PER_FILE_CONTEXT NTAPI FsRtlLookupPerFileContext(
    _In_ PVOID *PerFileContextPointer, _In_opt_ PVOID OwnerId, _In_opt_ PVOID InstanceId);

NTKERNELAPI PFSRTL_PER_FILE_CONTEXT NTAPI FsRtlRemovePerFileContext(
    _In_ PVOID *PerFileContextPointer, _In_opt_ PVOID OwnerId, _In_opt_ PVOID InstanceId);

NTKERNELAPI VOID NTAPI FsRtlTeardownPerFileContexts(_In_ PVOID *PerFileContextPointer);

/* Per-file-object contexts */

#define FsRtlInitPerFileObjectContext(_fc, _owner, _inst) \
    ((_fc)->OwnerId = (_owner), (_fc)->InstanceId = (_inst))

NTKERNELAPI NTSTATUS NTAPI FsRtlInsertPerFileObjectContext(
    _In_ PFILE_OBJECT FileObject, _In_ PFSRTL_PER_FILEOBJECT_CONTEXT Ptr);

NTKERNELAPI PFSRTL_PER_FILEOBJECT_CONTEXT NTAPI FsRtlLookupPerFileObjectContext(
    _In_ PFILE_OBJECT FileObject, _In_opt_ PVOID OwnerId, _In_opt_ PVOID InstanceId);

NTKERNELAPI PFSRTL_PER_FILEOBJECT_CONTEXT NTAPI FsRtlRemovePerFileObjectContext(
    _In_ PFILE_OBJECT FileObject, _In_opt_ PVOID OwnerId, _In_opt_ PVOID InstanceId);

/* Auto-expand push locks */

NTKERNELAPI PVOID NTAPI FsRtlAllocateAePushLock(_In_ POOL_TYPE PoolType, _In_ ULONG Tag);

NTKERNELAPI VOID NTAPI FsRtlFreeAePushLock(_In_ PVOID AePushLock);

/* BypassIO */

#define FsRtlGetBypassIoOpenCountPtr(_fo) \
    ((FsRtlGetPerStreamContextPointer(_fo) != NULL \
      && FsRtlGetPerStreamContextPointer(_fo)->Version >= FSRTL_FCB_HEADER_V4) \
         ? &FsRtlGetPerStreamContextPointer(_fo)->BypassIoOpenCount \
         : NULL)

#define FsRtlGetBypassIoOpenCount(_fo) \
    (FsRtlGetBypassIoOpenCountPtr(_fo) != NULL ? *FsRtlGetBypassIoOpenCountPtr(_fo) : 0)
