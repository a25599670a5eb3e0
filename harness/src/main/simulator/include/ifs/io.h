/*
 * The I/O manager, for file systems and their filters.
 */
#pragma once

typedef struct _IO_PRIORITY_INFO {
    ULONG Size;
    ULONG ThreadPriority;
    ULONG PagePriority;
    IO_PRIORITY_HINT IoPriority;
} IO_PRIORITY_INFO, *PIO_PRIORITY_INFO;

typedef struct _IO_CREATE_STREAM_FILE_OPTIONS {
    USHORT Size;
    USHORT Flags;
    PDEVICE_OBJECT TargetDeviceObject;
} IO_CREATE_STREAM_FILE_OPTIONS, *PIO_CREATE_STREAM_FILE_OPTIONS;

#define IO_CREATE_STREAM_FILE_RAISE_ON_ERROR 0x0001
#define IO_CREATE_STREAM_FILE_LITE 0x0002

typedef struct _COPY_INFORMATION {
    PFILE_OBJECT SourceFileObject;
    LONGLONG SourceFileOffset;
} COPY_INFORMATION, *PCOPY_INFORMATION;

typedef VOID(NTAPI DRIVER_FS_NOTIFICATION)(
    _In_ PDEVICE_OBJECT DeviceObject, _In_ BOOLEAN FsActive);
typedef DRIVER_FS_NOTIFICATION *PDRIVER_FS_NOTIFICATION;

#define FSRTL_FSP_TOP_LEVEL_IRP ((LONG_PTR)0x01)
#define FSRTL_CACHE_TOP_LEVEL_IRP ((LONG_PTR)0x02)
#define FSRTL_MOD_WRITE_TOP_LEVEL_IRP ((LONG_PTR)0x03)
#define FSRTL_FAST_IO_TOP_LEVEL_IRP ((LONG_PTR)0x04)
#define FSRTL_NETWORK1_TOP_LEVEL_IRP ((LONG_PTR)0x05)
#define FSRTL_NETWORK2_TOP_LEVEL_IRP ((LONG_PTR)0x06)
#define FSRTL_MAX_TOP_LEVEL_IRP_FLAG ((LONG_PTR)0xFFFF)

#define IoIsFileOpenedExclusively(FileObject) \
    ((BOOLEAN) !( \
        (FileObject)->SharedRead || (FileObject)->SharedWrite || (FileObject)->SharedDelete))

/* Checks */

NTKERNELAPI NTSTATUS NTAPI IoCheckDesiredAccess(
    _In_ PACCESS_MASK DesiredAccess, _In_ ACCESS_MASK GrantedAccess);

NTKERNELAPI NTSTATUS NTAPI IoCheckEaBufferValidity(
    _In_ PFILE_FULL_EA_INFORMATION EaBuffer, _In_ ULONG EaLength, _Out_ PULONG ErrorOffset);

NTKERNELAPI BOOLEAN NTAPI IoCheckFileObjectOpenedAsCopyDestination(_In_ PFILE_OBJECT FileObject);

NTKERNELAPI BOOLEAN NTAPI IoCheckFileObjectOpenedAsCopySource(_In_ PFILE_OBJECT FileObject);

NTKERNELAPI NTSTATUS NTAPI IoCheckFunctionAccess(
    _In_ ACCESS_MASK GrantedAccess,
    _In_ UCHAR MajorFunction,
    _In_ UCHAR MinorFunction,
    _In_ ULONG IoControlCode,
    _In_ PVOID Arg1,
    _In_ PVOID Arg2);

NTKERNELAPI NTSTATUS NTAPI IoCheckQuerySetFileInformation(
    _In_ FILE_INFORMATION_CLASS FileInformationClass, _In_ ULONG Length, _In_ BOOLEAN SetOperation);

NTKERNELAPI NTSTATUS NTAPI IoCheckQuerySetVolumeInformation(
    _In_ FS_INFORMATION_CLASS FsInformationClass, _In_ ULONG Length, _In_ BOOLEAN SetOperation);

NTKERNELAPI NTSTATUS NTAPI IoCheckQuotaBufferValidity(
    _In_ PFILE_QUOTA_INFORMATION QuotaBuffer, _In_ ULONG QuotaLength, _Out_ PULONG ErrorOffset);

/* File objects */

NTKERNELAPI PFILE_OBJECT NTAPI IoCreateStreamFileObject(
    _In_opt_ PFILE_OBJECT FileObject, _In_opt_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI PFILE_OBJECT NTAPI IoCreateStreamFileObjectEx(
    _In_opt_ PFILE_OBJECT FileObject,
    _In_opt_ PDEVICE_OBJECT DeviceObject,
    _Out_opt_ PHANDLE FileHandle);

NTKERNELAPI NTSTATUS NTAPI IoCreateStreamFileObjectEx2(
    _In_ PIO_CREATE_STREAM_FILE_OPTIONS CreateOptions,
    _In_opt_ PFILE_OBJECT FileObject,
    _In_opt_ PDEVICE_OBJECT DeviceObject,
    _Out_ PFILE_OBJECT *StreamFileObject,
    _Out_opt_ PHANDLE FileHandle);

NTKERNELAPI PFILE_OBJECT NTAPI IoCreateStreamFileObjectLite(
    _In_opt_ PFILE_OBJECT FileObject, _In_opt_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI NTSTATUS NTAPI IoQueryFileDosDeviceName(
    _In_ PFILE_OBJECT FileObject, _Out_ POBJECT_NAME_INFORMATION *ObjectNameInformation);

NTKERNELAPI NTSTATUS NTAPI IoQueryFileInformation(
    _In_ PFILE_OBJECT FileObject,
    _In_ FILE_INFORMATION_CLASS FileInformationClass,
    _In_ ULONG Length,
    _In_ PVOID FileInformation,
    _In_ PULONG ReturnedLength);

NTKERNELAPI NTSTATUS NTAPI IoQueryVolumeInformation(
    _In_ PFILE_OBJECT FileObject,
    _In_ FS_INFORMATION_CLASS FsInformationClass,
    _In_ ULONG Length,
    _In_ PVOID FsInformation,
    _In_ PULONG ReturnedLength);

NTKERNELAPI NTSTATUS NTAPI IoSetInformation(
    _In_ PFILE_OBJECT FileObject,
    _In_ FILE_INFORMATION_CLASS FileInformationClass,
    _In_ ULONG Length,
    _In_ PVOID FileInformation);

NTKERNELAPI NTSTATUS NTAPI IoReplaceFileObjectName(
    _In_ PFILE_OBJECT FileObject, _In_ PWSTR NewFileName, _In_ USHORT FileNameLength);

NTKERNELAPI BOOLEAN NTAPI IoFastQueryNetworkAttributes(
    _In_ POBJECT_ATTRIBUTES ObjectAttributes,
    _In_ ACCESS_MASK DesiredAccess,
    _In_ ULONG OpenOptions,
    _In_ PIO_STATUS_BLOCK IoStatus,
    _In_ PFILE_NETWORK_OPEN_INFORMATION Buffer);

/* Devices */

NTKERNELAPI NTSTATUS NTAPI IoEnumerateDeviceObjectList(
    _In_ PDRIVER_OBJECT DriverObject,
    _Out_ PDEVICE_OBJECT *DeviceObjectList,
    _In_ ULONG DeviceObjectListSize,
    _Out_ PULONG ActualNumberDeviceObjects);

NTKERNELAPI NTSTATUS NTAPI IoEnumerateRegisteredFiltersList(
    _Out_ PDRIVER_OBJECT *DriverObjectList,
    _In_ ULONG DriverObjectListSize,
    _Out_ PULONG ActualNumberDriverObjects);

NTKERNELAPI VOID NTAPI IoCancelFileOpen(_In_ PDEVICE_OBJECT DeviceObject,
                                        _In_ PFILE_OBJECT FileObject);
NTKERNELAPI PDEVICE_OBJECT NTAPI IoGetAttachedDevice(_In_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI PDEVICE_OBJECT NTAPI IoGetAttachedDeviceReference(_In_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI PDEVICE_OBJECT NTAPI IoGetBaseFileSystemDeviceObject(_In_ PFILE_OBJECT FileObject);

NTKERNELAPI PDEVICE_OBJECT NTAPI IoGetDeviceAttachmentBaseRef(_In_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI PDEVICE_OBJECT NTAPI IoGetDeviceToVerify(_In_ PETHREAD Thread);

NTKERNELAPI NTSTATUS NTAPI IoGetDiskDeviceObject(
    _In_ PDEVICE_OBJECT FileSystemDeviceObject, _In_ PDEVICE_OBJECT *DiskDeviceObject);

NTKERNELAPI PDEVICE_OBJECT NTAPI IoGetLowerDeviceObject(_In_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI VOID NTAPI IoSetDeviceToVerify(
    _In_ PETHREAD Thread, _In_opt_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI NTSTATUS NTAPI IoVerifyVolume(
    _In_ PDEVICE_OBJECT DeviceObject, _In_ BOOLEAN AllowRawMount);

NTKERNELAPI VOID NTAPI IoAcquireVpbSpinLock(_Out_ PKIRQL Irql);

NTKERNELAPI VOID NTAPI IoReleaseVpbSpinLock(_In_ KIRQL Irql);

/* Requests */

NTKERNELAPI PEPROCESS NTAPI IoGetRequestorProcess(_In_ PIRP Irp);

NTKERNELAPI ULONG NTAPI IoGetRequestorProcessId(_In_ PIRP Irp);

NTKERNELAPI NTSTATUS NTAPI IoGetRequestorSessionId(_In_ PIRP Irp, _Out_ PULONG pSessionId);

NTKERNELAPI PIRP NTAPI IoGetTopLevelIrp(VOID);

NTKERNELAPI VOID NTAPI IoSetTopLevelIrp(_In_opt_ PIRP Irp);

NTKERNELAPI BOOLEAN NTAPI IoIsOperationSynchronous(_In_ PIRP Irp);

NTKERNELAPI BOOLEAN NTAPI IoIsSystemThread(_In_ PETHREAD Thread);

NTKERNELAPI BOOLEAN NTAPI IoIsValidNameGraftingBuffer(
    _In_ PIRP Irp, _In_ PREPARSE_DATA_BUFFER ReparseBuffer);

NTKERNELAPI NTSTATUS NTAPI IoPageRead(
    _In_ PFILE_OBJECT FileObject,
    _In_ PMDL MemoryDescriptorList,
    _In_ PLARGE_INTEGER StartingOffset,
    _In_ PKEVENT Event,
    _In_ PIO_STATUS_BLOCK IoStatusBlock);

NTKERNELAPI NTSTATUS NTAPI IoSynchronousPageWrite(
    _In_ PFILE_OBJECT FileObject,
    _In_ PMDL MemoryDescriptorList,
    _In_ PLARGE_INTEGER StartingOffset,
    _In_ PKEVENT Event,
    _In_ PIO_STATUS_BLOCK IoStatusBlock);

NTKERNELAPI VOID NTAPI IoQueueThreadIrp(_In_ PIRP Irp);

NTKERNELAPI PEPROCESS NTAPI IoThreadToProcess(_In_ PETHREAD Thread);

NTKERNELAPI VOID NTAPI IoInitializePriorityInfo(_In_ PIO_PRIORITY_INFO PriorityInfo);

/* File systems */

NTKERNELAPI VOID NTAPI IoRegisterFileSystem(_In_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI VOID NTAPI IoUnregisterFileSystem(_In_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI NTSTATUS NTAPI IoRegisterFsRegistrationChange(
    _In_ PDRIVER_OBJECT DriverObject, _In_ PDRIVER_FS_NOTIFICATION DriverNotificationRoutine);

NTKERNELAPI NTSTATUS NTAPI IoRegisterFsRegistrationChangeMountAware(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PDRIVER_FS_NOTIFICATION DriverNotificationRoutine,
    _In_ BOOLEAN SynchronizeWithMounts);

NTKERNELAPI VOID NTAPI IoUnregisterFsRegistrationChange(
    _In_ PDRIVER_OBJECT DriverObject, _In_ PDRIVER_FS_NOTIFICATION DriverNotificationRoutine);
