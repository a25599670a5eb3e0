// What the I/O manager does for drivers.
#ifndef PERSTREAM_IO_ROUTINES_H
#define PERSTREAM_IO_ROUTINES_H

NTSTATUS IoCreateDevice(PDRIVER_OBJECT driver, ULONG extension_size, PUNICODE_STRING name,
                        DEVICE_TYPE type, ULONG characteristics, BOOLEAN exclusive,
                        PDEVICE_OBJECT *device);
NTSTATUS IoCreateDeviceSecure(PDRIVER_OBJECT driver, ULONG extension_size, PUNICODE_STRING name,
                              DEVICE_TYPE type, ULONG characteristics, BOOLEAN exclusive,
                              PCUNICODE_STRING sddl, const GUID *device_class,
                              PDEVICE_OBJECT *device);
VOID IoDeleteDevice(PDEVICE_OBJECT device);
NTSTATUS IoCreateSymbolicLink(PUNICODE_STRING link, PUNICODE_STRING target);
NTSTATUS IoCreateUnprotectedSymbolicLink(PUNICODE_STRING link, PUNICODE_STRING target);
NTSTATUS IoDeleteSymbolicLink(PUNICODE_STRING link);
PDEVICE_OBJECT IoAttachDeviceToDeviceStack(PDEVICE_OBJECT source, PDEVICE_OBJECT target);
NTSTATUS IoAttachDeviceToDeviceStackSafe(PDEVICE_OBJECT source, PDEVICE_OBJECT target,
                                         PDEVICE_OBJECT *attached);
NTSTATUS IoAttachDevice(PDEVICE_OBJECT source, PUNICODE_STRING target, PDEVICE_OBJECT *attached);
VOID IoDetachDevice(PDEVICE_OBJECT target);
NTSTATUS IoGetDeviceObjectPointer(PUNICODE_STRING name, ACCESS_MASK access, PFILE_OBJECT *file,
                                  PDEVICE_OBJECT *device);
PDEVICE_OBJECT IoGetRelatedDeviceObject(PFILE_OBJECT file);
NTSTATUS IoRegisterShutdownNotification(PDEVICE_OBJECT device);
NTSTATUS IoRegisterLastChanceShutdownNotification(PDEVICE_OBJECT device);
VOID IoUnregisterShutdownNotification(PDEVICE_OBJECT device);
NTSTATUS IoAllocateDriverObjectExtension(PDRIVER_OBJECT driver, PVOID key, ULONG size,
                                         PVOID *extension);
PVOID IoGetDriverObjectExtension(PDRIVER_OBJECT driver, PVOID key);
VOID IoRegisterDriverReinitialization(PDRIVER_OBJECT driver, PDRIVER_REINITIALIZE routine,
                                      PVOID context);
VOID IoRegisterBootDriverReinitialization(PDRIVER_OBJECT driver, PDRIVER_REINITIALIZE routine,
                                          PVOID context);
NTSTATUS IoVolumeDeviceToDosName(PVOID device, PUNICODE_STRING name);
BOOLEAN IoIsWdmVersionAvailable(UCHAR major, UCHAR minor);

PIRP IoAllocateIrp(CCHAR stack_size, BOOLEAN charge_quota);
PIRP IoAllocateIrpEx(PDEVICE_OBJECT device, CCHAR stack_size, BOOLEAN charge_quota);
VOID IoFreeIrp(PIRP irp);
VOID IoInitializeIrp(PIRP irp, USHORT size, CCHAR stack_size);
VOID IoReuseIrp(PIRP irp, NTSTATUS status);
PIRP IoMakeAssociatedIrp(PIRP irp, CCHAR stack_size);
PIRP IoBuildSynchronousFsdRequest(ULONG major, PDEVICE_OBJECT device, PVOID buffer, ULONG length,
                                  PLARGE_INTEGER offset, PKEVENT event, PIO_STATUS_BLOCK status);
PIRP IoBuildAsynchronousFsdRequest(ULONG major, PDEVICE_OBJECT device, PVOID buffer, ULONG length,
                                   PLARGE_INTEGER offset, PIO_STATUS_BLOCK status);
PIRP IoBuildDeviceIoControlRequest(ULONG code, PDEVICE_OBJECT device, PVOID input,
                                   ULONG input_length, PVOID output, ULONG output_length,
                                   BOOLEAN internal, PKEVENT event, PIO_STATUS_BLOCK status);
NTSTATUS IofCallDriver(PDEVICE_OBJECT device, PIRP irp);
VOID IofCompleteRequest(PIRP irp, CCHAR boost);
#define IoCallDriver(device, irp) IofCallDriver(device, irp)
#define IoCompleteRequest(irp, boost) IofCompleteRequest(irp, boost)
BOOLEAN IoCancelIrp(PIRP irp);
VOID IoAcquireCancelSpinLock(PKIRQL irql);
VOID IoReleaseCancelSpinLock(KIRQL irql);
PDRIVER_CANCEL IoSetCancelRoutine(PIRP irp, PDRIVER_CANCEL routine);
BOOLEAN IoForwardIrpSynchronously(PDEVICE_OBJECT device, PIRP irp);
VOID IoStartPacket(PDEVICE_OBJECT device, PIRP irp, PULONG key, PDRIVER_CANCEL cancel);

// Routines here, not macros: they check what they are given.
PIO_STACK_LOCATION IoGetCurrentIrpStackLocation(PIRP irp);
PIO_STACK_LOCATION IoGetNextIrpStackLocation(PIRP irp);
VOID IoSkipCurrentIrpStackLocation(PIRP irp);
VOID IoCopyCurrentIrpStackLocationToNext(PIRP irp);
VOID IoSetNextIrpStackLocation(PIRP irp);
VOID IoMarkIrpPending(PIRP irp);
VOID IoSetCompletionRoutine(PIRP irp, PIO_COMPLETION_ROUTINE routine, PVOID context,
                            BOOLEAN on_success, BOOLEAN on_error, BOOLEAN on_cancel);
NTSTATUS IoSetCompletionRoutineEx(PDEVICE_OBJECT device, PIRP irp, PIO_COMPLETION_ROUTINE routine,
                                  PVOID context, BOOLEAN on_success, BOOLEAN on_error,
                                  BOOLEAN on_cancel);
#define IoSizeOfIrp(stack_size)                                                                    \
    ((USHORT)(sizeof(IRP) + (USHORT)(stack_size) * sizeof(IO_STACK_LOCATION)))
#define IoGetPreviousIrpStackLocation(irp) ((irp)->Tail.Overlay.CurrentStackLocation + 1)

BOOLEAN IoIs32bitProcess(PIRP irp);
VOID IoGetStackLimits(PULONG_PTR low, PULONG_PTR high);
ULONG_PTR IoGetRemainingStackSize(VOID);
BOOLEAN IoWithinStackLimits(ULONG_PTR address, SIZE_T size);
IO_PRIORITY_HINT IoGetIoPriorityHint(PIRP irp);
NTSTATUS IoSetIoPriorityHint(PIRP irp, IO_PRIORITY_HINT hint);
PGENERIC_MAPPING IoGetFileObjectGenericMapping(VOID);

typedef struct _SHARE_ACCESS {
    ULONG OpenCount;
    ULONG Readers;
    ULONG Writers;
    ULONG Deleters;
    ULONG SharedRead;
    ULONG SharedWrite;
    ULONG SharedDelete;
} SHARE_ACCESS, *PSHARE_ACCESS;
NTSTATUS IoCheckShareAccess(ACCESS_MASK desired, ULONG share, PFILE_OBJECT file,
                            PSHARE_ACCESS access, BOOLEAN update);
VOID IoSetShareAccess(ACCESS_MASK desired, ULONG share, PFILE_OBJECT file, PSHARE_ACCESS access);
VOID IoUpdateShareAccess(PFILE_OBJECT file, PSHARE_ACCESS access);
VOID IoRemoveShareAccess(PFILE_OBJECT file, PSHARE_ACCESS access);

typedef enum _CREATE_FILE_TYPE {
    CreateFileTypeNone,
    CreateFileTypeNamedPipe,
    CreateFileTypeMailslot
} CREATE_FILE_TYPE;
#define IO_FORCE_ACCESS_CHECK 0x0001
#define IO_NO_PARAMETER_CHECKING 0x0100
#define IO_REPARSE 0x0
#define IO_REMOUNT 0x1
#define IO_CHECK_CREATE_PARAMETERS 0x0200
#define IO_ATTACH_DEVICE 0x0400
#define IO_IGNORE_SHARE_ACCESS_CHECK 0x0800
#define IO_OPEN_PAGING_FILE 0x0002
#define IO_OPEN_TARGET_DIRECTORY 0x0004
#define IO_STOP_ON_SYMLINK 0x0008
#define IO_IGNORE_READONLY_ATTRIBUTE 0x0040

typedef struct _IO_DRIVER_CREATE_CONTEXT {
    CSHORT Size;
    struct _ECP_LIST *ExtraCreateParameter;
    PVOID DeviceObjectHint;
    struct _TXN_PARAMETER_BLOCK *TxnParameters;
    struct _EJOB *SiloContext;
} IO_DRIVER_CREATE_CONTEXT, *PIO_DRIVER_CREATE_CONTEXT;
SIM_INLINE VOID IoInitializeDriverCreateContext(PIO_DRIVER_CREATE_CONTEXT context)
{
    __builtin_memset(context, 0, sizeof(*context));
    context->Size = sizeof(*context);
}

typedef struct _TXN_PARAMETER_BLOCK {
    USHORT Length;
    USHORT TxFsContext;
    PVOID TransactionObject;
} TXN_PARAMETER_BLOCK, *PTXN_PARAMETER_BLOCK;
#define TXF_MINIVERSION_DEFAULT_VIEW 0xFFFE
PTXN_PARAMETER_BLOCK IoGetTransactionParameterBlock(PFILE_OBJECT file);

NTSTATUS IoCreateFileSpecifyDeviceObjectHint(
    PHANDLE handle, ACCESS_MASK access, POBJECT_ATTRIBUTES attributes, PIO_STATUS_BLOCK status,
    PLARGE_INTEGER size, ULONG file_attributes, ULONG share, ULONG disposition, ULONG options,
    PVOID ea, ULONG ea_length, CREATE_FILE_TYPE type, PVOID parameters, ULONG flags, PVOID device);
NTSTATUS IoCreateFileEx(PHANDLE handle, ACCESS_MASK access, POBJECT_ATTRIBUTES attributes,
                        PIO_STATUS_BLOCK status, PLARGE_INTEGER size, ULONG file_attributes,
                        ULONG share, ULONG disposition, ULONG options, PVOID ea, ULONG ea_length,
                        CREATE_FILE_TYPE type, PVOID parameters, ULONG flags,
                        PIO_DRIVER_CREATE_CONTEXT context);
NTSTATUS IoCreateFile(PHANDLE handle, ACCESS_MASK access, POBJECT_ATTRIBUTES attributes,
                      PIO_STATUS_BLOCK status, PLARGE_INTEGER size, ULONG file_attributes,
                      ULONG share, ULONG disposition, ULONG options, PVOID ea, ULONG ea_length,
                      CREATE_FILE_TYPE type, PVOID parameters, ULONG flags);

#endif
