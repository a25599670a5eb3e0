/*
 * Extra create parameters: what rides along with the opening of a file.
 */
#pragma once

typedef struct _ECP_LIST ECP_LIST, *PECP_LIST;
typedef struct _ECP_HEADER ECP_HEADER, *PECP_HEADER;

typedef ULONG FSRTL_ALLOCATE_ECPLIST_FLAGS;
typedef ULONG FSRTL_ALLOCATE_ECP_FLAGS;
typedef ULONG FSRTL_ECP_LOOKASIDE_FLAGS;

#define FSRTL_ALLOCATE_ECPLIST_FLAG_CHARGE_QUOTA 0x00000001

#define FSRTL_ALLOCATE_ECP_FLAG_CHARGE_QUOTA 0x00000001
#define FSRTL_ALLOCATE_ECP_FLAG_NONPAGED_POOL 0x00000002

#define FSRTL_ECP_LOOKASIDE_FLAG_NONPAGED_POOL 0x00000002

typedef VOID(NTAPI FSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK)(
    _Inout_ PVOID EcpContext, _In_ LPCGUID EcpType);
typedef FSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK
    *PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK;

/* Extra create parameters */

NTKERNELAPI NTSTATUS NTAPI FsRtlAllocateExtraCreateParameterList(
    _In_ FSRTL_ALLOCATE_ECPLIST_FLAGS Flags, _Out_ PECP_LIST *EcpList);

NTKERNELAPI VOID NTAPI FsRtlFreeExtraCreateParameterList(_In_ PECP_LIST EcpList);

NTKERNELAPI VOID NTAPI FsRtlInitializeExtraCreateParameterList(_Inout_ PECP_LIST EcpList);

NTKERNELAPI NTSTATUS NTAPI FsRtlAllocateExtraCreateParameter(
    _In_ LPCGUID EcpType,
    _In_ ULONG SizeOfContext,
    _In_ FSRTL_ALLOCATE_ECP_FLAGS Flags,
    _In_opt_ PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback,
    _In_ ULONG PoolTag,
    _Out_ PVOID *EcpContext);

NTKERNELAPI NTSTATUS NTAPI FsRtlAllocateExtraCreateParameterFromLookasideList(
    _In_ LPCGUID EcpType,
    _In_ ULONG SizeOfContext,
    _In_ FSRTL_ALLOCATE_ECP_FLAGS Flags,
    _In_opt_ PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback,
    _Inout_ PVOID LookasideList,
    _Out_ PVOID *EcpContext);

NTKERNELAPI VOID NTAPI FsRtlInitializeExtraCreateParameter(
    _In_ PECP_HEADER Ecp,
    _In_ ULONG EcpFlags,
    _In_opt_ PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback,
    _In_ ULONG TotalSize,
    _In_ LPCGUID EcpType,
    _In_opt_ PVOID ListAllocatedFrom);

NTKERNELAPI VOID NTAPI FsRtlFreeExtraCreateParameter(_In_ PVOID EcpContext);

NTKERNELAPI VOID NTAPI FsRtlInitExtraCreateParameterLookasideList(
    _Inout_ PVOID Lookaside,
    _In_ FSRTL_ECP_LOOKASIDE_FLAGS Flags,
    _In_ SIZE_T Size,
    _In_ ULONG Tag);

NTKERNELAPI VOID NTAPI FsRtlDeleteExtraCreateParameterLookasideList(
    _Inout_ PVOID Lookaside, _In_ FSRTL_ECP_LOOKASIDE_FLAGS Flags);

NTKERNELAPI NTSTATUS NTAPI FsRtlInsertExtraCreateParameter(
    _Inout_ PECP_LIST EcpList, _Inout_ PVOID EcpContext);

NTKERNELAPI NTSTATUS NTAPI FsRtlFindExtraCreateParameter(
    _In_ PECP_LIST EcpList,
    _In_ LPCGUID EcpType,
    _Out_opt_ PVOID *EcpContext,
    _Out_opt_ ULONG *EcpContextSize);

NTKERNELAPI NTSTATUS NTAPI FsRtlRemoveExtraCreateParameter(
    _Inout_ PECP_LIST EcpList,
    _In_ LPCGUID EcpType,
    _Out_ PVOID *EcpContext,
    _Out_opt_ ULONG *EcpContextSize);

NTKERNELAPI NTSTATUS NTAPI FsRtlGetNextExtraCreateParameter(
    _In_ PECP_LIST EcpList,
    _In_opt_ PVOID CurrentEcpContext,
    _Out_opt_ LPGUID NextEcpType,
    _Out_ PVOID *NextEcpContext,
    _Out_opt_ ULONG *NextEcpContextSize);

NTKERNELAPI NTSTATUS NTAPI FsRtlGetEcpListFromIrp(_In_ PIRP Irp, _Out_ PECP_LIST *EcpList);

NTKERNELAPI NTSTATUS NTAPI FsRtlSetEcpListIntoIrp(_Inout_ PIRP Irp, _In_ PECP_LIST EcpList);

NTKERNELAPI VOID NTAPI FsRtlAcknowledgeEcp(_In_ PVOID EcpContext);

NTKERNELAPI BOOLEAN NTAPI FsRtlIsEcpAcknowledged(_In_ PVOID EcpContext);

NTKERNELAPI BOOLEAN NTAPI FsRtlIsEcpFromUserMode(_In_ PVOID EcpContext);

NTKERNELAPI VOID NTAPI FsRtlPrepareToReuseEcp(_In_ PVOID EcpContext);

/* Parameters that the system itself attaches */

typedef struct _PREFETCH_OPEN_ECP_CONTEXT {
    PVOID Context;
} PREFETCH_OPEN_ECP_CONTEXT, *PPREFETCH_OPEN_ECP_CONTEXT;

DEFINE_GUID(
    GUID_ECP_PREFETCH_OPEN,
    0xe1777b21, 0x847e, 0x4837, 0xaa, 0x45, 0x64, 0x16, 0x1d, 0x28, 0x06, 0x55);

DEFINE_GUID(
    GUID_ECP_NETWORK_OPEN_CONTEXT,
    0xc584edbf, 0x00df, 0x4d28, 0xb8, 0x84, 0x35, 0xba, 0xca, 0x89, 0x11, 0xe8);

DEFINE_GUID(
    GUID_ECP_SRV_OPEN,
    0xbebfaebc, 0xaabf, 0x489d, 0x9d, 0x2c, 0xe9, 0xe3, 0x61, 0x10, 0x28, 0x53);

typedef enum _NETWORK_OPEN_LOCATION_QUALIFIER {
    NetworkOpenLocationAny,
    NetworkOpenLocationRemote,
    NetworkOpenLocationLoopback
} NETWORK_OPEN_LOCATION_QUALIFIER;

typedef enum _NETWORK_OPEN_INTEGRITY_QUALIFIER {
    NetworkOpenIntegrityAny,
    NetworkOpenIntegrityNone,
    NetworkOpenIntegritySigned,
    NetworkOpenIntegrityEncrypted,
    NetworkOpenIntegrityMaximum
} NETWORK_OPEN_INTEGRITY_QUALIFIER;

typedef struct _NETWORK_OPEN_ECP_CONTEXT {
    USHORT Size;
    USHORT Reserved;
    struct {
        struct {
            NETWORK_OPEN_LOCATION_QUALIFIER Location;
            NETWORK_OPEN_INTEGRITY_QUALIFIER Integrity;
            ULONG Flags;
        } in;
        struct {
            NETWORK_OPEN_LOCATION_QUALIFIER Location;
            NETWORK_OPEN_INTEGRITY_QUALIFIER Integrity;
            ULONG Flags;
        } out;
    } DUMMYSTRUCTNAME;
} NETWORK_OPEN_ECP_CONTEXT, *PNETWORK_OPEN_ECP_CONTEXT;

typedef struct _SRV_OPEN_ECP_CONTEXT {
    PUNICODE_STRING ShareName;
    PVOID SocketAddress;
    BOOLEAN OplockBlockState;
    BOOLEAN OplockAppState;
    BOOLEAN OplockFinalState;
    USHORT Version;
    ULONG InstanceType;
} SRV_OPEN_ECP_CONTEXT, *PSRV_OPEN_ECP_CONTEXT;

typedef struct _OPLOCK_KEY_ECP_CONTEXT {
    GUID OplockKey;
    ULONG Reserved;
} OPLOCK_KEY_ECP_CONTEXT, *POPLOCK_KEY_ECP_CONTEXT;

DEFINE_GUID(
    GUID_ECP_OPLOCK_KEY,
    0x48850596, 0x3050, 0x4be7, 0x98, 0x63, 0xfe, 0xc3, 0x50, 0xce, 0x8d, 0x7f);

typedef struct _DUAL_OPLOCK_KEY_ECP_CONTEXT {
    GUID ParentOplockKey;
    GUID TargetOplockKey;
    BOOLEAN ParentOplockKeySet;
    BOOLEAN TargetOplockKeySet;
} DUAL_OPLOCK_KEY_ECP_CONTEXT, *PDUAL_OPLOCK_KEY_ECP_CONTEXT;

typedef struct _IO_DEVICE_HINT_ECP_CONTEXT {
    PDEVICE_OBJECT TargetDevice;
    UNICODE_STRING RemainingName;
} IO_DEVICE_HINT_ECP_CONTEXT, *PIO_DEVICE_HINT_ECP_CONTEXT;

typedef struct _ATOMIC_CREATE_ECP_CONTEXT {
    USHORT Size;
    USHORT InFlags;
    USHORT OutFlags;
    USHORT ReparseBufferLength;
    PREPARSE_DATA_BUFFER ReparseBuffer;
    LONGLONG FileSize;
    LONGLONG ValidDataLength;
    PFILE_TIMESTAMPS FileTimestamps;
    ULONG FileAttributes;
    ULONG UsnSourceInfo;
    USN Usn;
    ULONG SuppressFileAttributeInheritanceMask;
    ULONG InOpFlags;
    ULONG OutOpFlags;
    ULONG InGenFlags;
    ULONG OutGenFlags;
    ULONG CaseSensitiveFlagsMask;
    ULONG InCaseSensitiveFlags;
    ULONG OutCaseSensitiveFlags;
} ATOMIC_CREATE_ECP_CONTEXT, *PATOMIC_CREATE_ECP_CONTEXT;

/* Information that a filter asks for as the open completes */

#define QoCFileStatInformation 0x00000001
#define QoCFileLxInformation 0x00000002
#define QoCFileEaInformation 0x00000004

typedef struct _QUERY_ON_CREATE_EA_INFORMATION {
    ULONG EaBufferSize;
    PFILE_FULL_EA_INFORMATION EaBuffer;
} QUERY_ON_CREATE_EA_INFORMATION, *PQUERY_ON_CREATE_EA_INFORMATION;

typedef struct _QUERY_ON_CREATE_FILE_STAT_INFORMATION {
    LARGE_INTEGER FileId;
    LARGE_INTEGER CreationTime;
    LARGE_INTEGER LastAccessTime;
    LARGE_INTEGER LastWriteTime;
    LARGE_INTEGER ChangeTime;
    LARGE_INTEGER AllocationSize;
    LARGE_INTEGER EndOfFile;
    ULONG FileAttributes;
    ULONG ReparseTag;
    ULONG NumberOfLinks;
} QUERY_ON_CREATE_FILE_STAT_INFORMATION, *PQUERY_ON_CREATE_FILE_STAT_INFORMATION;

typedef struct _QUERY_ON_CREATE_FILE_LX_INFORMATION {
    ACCESS_MASK EffectiveAccess;
    ULONG LxFlags;
    ULONG LxUid;
    ULONG LxGid;
    ULONG LxMode;
    ULONG LxDeviceIdMajor;
    ULONG LxDeviceIdMinor;
} QUERY_ON_CREATE_FILE_LX_INFORMATION, *PQUERY_ON_CREATE_FILE_LX_INFORMATION;
