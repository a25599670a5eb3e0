// Drivers and their fast I/O.
#ifndef PERSTREAM_IO_DRIVER_H
#define PERSTREAM_IO_DRIVER_H

typedef NTSTATUS DRIVER_INITIALIZE(struct _DRIVER_OBJECT *driver, PUNICODE_STRING path);
typedef DRIVER_INITIALIZE *PDRIVER_INITIALIZE;
typedef NTSTATUS DRIVER_ADD_DEVICE(struct _DRIVER_OBJECT *driver, PDEVICE_OBJECT device);
typedef DRIVER_ADD_DEVICE *PDRIVER_ADD_DEVICE;
typedef NTSTATUS DRIVER_DISPATCH(PDEVICE_OBJECT device, PIRP irp);
typedef DRIVER_DISPATCH *PDRIVER_DISPATCH, DRIVER_DISPATCH_PAGED, DRIVER_DISPATCH_RAISED;
typedef VOID DRIVER_STARTIO(PDEVICE_OBJECT device, PIRP irp);
typedef DRIVER_STARTIO *PDRIVER_STARTIO;
typedef VOID DRIVER_UNLOAD(struct _DRIVER_OBJECT *driver);
typedef DRIVER_UNLOAD *PDRIVER_UNLOAD;
typedef VOID DRIVER_FS_NOTIFICATION(PDEVICE_OBJECT device, BOOLEAN active);
typedef DRIVER_FS_NOTIFICATION *PDRIVER_FS_NOTIFICATION;
typedef VOID DRIVER_REINITIALIZE(struct _DRIVER_OBJECT *driver, PVOID context, ULONG count);
typedef DRIVER_REINITIALIZE *PDRIVER_REINITIALIZE;

// --- Fast I/O ------------------------------------------------------------------------------------

struct _FILE_BASIC_INFORMATION;
struct _FILE_STANDARD_INFORMATION;
struct _FILE_NETWORK_OPEN_INFORMATION;
struct _COMPRESSED_DATA_INFO;

typedef BOOLEAN FAST_IO_CHECK_IF_POSSIBLE(PFILE_OBJECT file, PLARGE_INTEGER offset, ULONG length,
                                          BOOLEAN wait, ULONG key, BOOLEAN read,
                                          PIO_STATUS_BLOCK status, PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_READ(PFILE_OBJECT file, PLARGE_INTEGER offset, ULONG length, BOOLEAN wait,
                             ULONG key, PVOID buffer, PIO_STATUS_BLOCK status,
                             PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_WRITE(PFILE_OBJECT file, PLARGE_INTEGER offset, ULONG length, BOOLEAN wait,
                              ULONG key, PVOID buffer, PIO_STATUS_BLOCK status,
                              PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_QUERY_BASIC_INFO(PFILE_OBJECT file, BOOLEAN wait,
                                         struct _FILE_BASIC_INFORMATION *information,
                                         PIO_STATUS_BLOCK status, PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_QUERY_STANDARD_INFO(PFILE_OBJECT file, BOOLEAN wait,
                                            struct _FILE_STANDARD_INFORMATION *information,
                                            PIO_STATUS_BLOCK status, PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_LOCK(PFILE_OBJECT file, PLARGE_INTEGER offset, PLARGE_INTEGER length,
                             PEPROCESS process, ULONG key, BOOLEAN fail_immediately,
                             BOOLEAN exclusive, PIO_STATUS_BLOCK status, PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_UNLOCK_SINGLE(PFILE_OBJECT file, PLARGE_INTEGER offset,
                                      PLARGE_INTEGER length, PEPROCESS process, ULONG key,
                                      PIO_STATUS_BLOCK status, PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_UNLOCK_ALL(PFILE_OBJECT file, PEPROCESS process, PIO_STATUS_BLOCK status,
                                   PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_UNLOCK_ALL_BY_KEY(PFILE_OBJECT file, PVOID process, ULONG key,
                                          PIO_STATUS_BLOCK status, PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_DEVICE_CONTROL(PFILE_OBJECT file, BOOLEAN wait, PVOID input,
                                       ULONG input_length, PVOID output, ULONG output_length,
                                       ULONG code, PIO_STATUS_BLOCK status,
                                       PDEVICE_OBJECT device);
typedef VOID FAST_IO_ACQUIRE_FILE(PFILE_OBJECT file);
typedef VOID FAST_IO_RELEASE_FILE(PFILE_OBJECT file);
typedef VOID FAST_IO_DETACH_DEVICE(PDEVICE_OBJECT source, PDEVICE_OBJECT target);
typedef BOOLEAN FAST_IO_QUERY_NETWORK_OPEN_INFO(PFILE_OBJECT file, BOOLEAN wait,
                                                struct _FILE_NETWORK_OPEN_INFORMATION *information,
                                                PIO_STATUS_BLOCK status, PDEVICE_OBJECT device);
typedef NTSTATUS FAST_IO_ACQUIRE_FOR_MOD_WRITE(PFILE_OBJECT file, PLARGE_INTEGER offset,
                                               struct _ERESOURCE **resource,
                                               PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_MDL_READ(PFILE_OBJECT file, PLARGE_INTEGER offset, ULONG length, ULONG key,
                                 PMDL *mdl, PIO_STATUS_BLOCK status, PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_MDL_READ_COMPLETE(PFILE_OBJECT file, PMDL mdl, PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_PREPARE_MDL_WRITE(PFILE_OBJECT file, PLARGE_INTEGER offset, ULONG length,
                                          ULONG key, PMDL *mdl, PIO_STATUS_BLOCK status,
                                          PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_MDL_WRITE_COMPLETE(PFILE_OBJECT file, PLARGE_INTEGER offset, PMDL mdl,
                                           PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_READ_COMPRESSED(PFILE_OBJECT file, PLARGE_INTEGER offset, ULONG length,
                                        ULONG key, PVOID buffer, PMDL *mdl,
                                        PIO_STATUS_BLOCK status, struct _COMPRESSED_DATA_INFO *info,
                                        ULONG info_length, PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_WRITE_COMPRESSED(PFILE_OBJECT file, PLARGE_INTEGER offset, ULONG length,
                                         ULONG key, PVOID buffer, PMDL *mdl,
                                         PIO_STATUS_BLOCK status,
                                         struct _COMPRESSED_DATA_INFO *info, ULONG info_length,
                                         PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_MDL_READ_COMPLETE_COMPRESSED(PFILE_OBJECT file, PMDL mdl,
                                                     PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_MDL_WRITE_COMPLETE_COMPRESSED(PFILE_OBJECT file, PLARGE_INTEGER offset,
                                                      PMDL mdl, PDEVICE_OBJECT device);
typedef BOOLEAN FAST_IO_QUERY_OPEN(PIRP irp, struct _FILE_NETWORK_OPEN_INFORMATION *information,
                                   PDEVICE_OBJECT device);
typedef NTSTATUS FAST_IO_RELEASE_FOR_MOD_WRITE(PFILE_OBJECT file, struct _ERESOURCE *resource,
                                               PDEVICE_OBJECT device);
typedef NTSTATUS FAST_IO_ACQUIRE_FOR_CCFLUSH(PFILE_OBJECT file, PDEVICE_OBJECT device);
typedef NTSTATUS FAST_IO_RELEASE_FOR_CCFLUSH(PFILE_OBJECT file, PDEVICE_OBJECT device);

typedef FAST_IO_CHECK_IF_POSSIBLE *PFAST_IO_CHECK_IF_POSSIBLE;
typedef FAST_IO_READ *PFAST_IO_READ;
typedef FAST_IO_WRITE *PFAST_IO_WRITE;
typedef FAST_IO_QUERY_BASIC_INFO *PFAST_IO_QUERY_BASIC_INFO;
typedef FAST_IO_QUERY_STANDARD_INFO *PFAST_IO_QUERY_STANDARD_INFO;
typedef FAST_IO_LOCK *PFAST_IO_LOCK;
typedef FAST_IO_UNLOCK_SINGLE *PFAST_IO_UNLOCK_SINGLE;
typedef FAST_IO_UNLOCK_ALL *PFAST_IO_UNLOCK_ALL;
typedef FAST_IO_UNLOCK_ALL_BY_KEY *PFAST_IO_UNLOCK_ALL_BY_KEY;
typedef FAST_IO_DEVICE_CONTROL *PFAST_IO_DEVICE_CONTROL;
typedef FAST_IO_ACQUIRE_FILE *PFAST_IO_ACQUIRE_FILE;
typedef FAST_IO_RELEASE_FILE *PFAST_IO_RELEASE_FILE;
typedef FAST_IO_DETACH_DEVICE *PFAST_IO_DETACH_DEVICE;
typedef FAST_IO_QUERY_NETWORK_OPEN_INFO *PFAST_IO_QUERY_NETWORK_OPEN_INFO;
typedef FAST_IO_ACQUIRE_FOR_MOD_WRITE *PFAST_IO_ACQUIRE_FOR_MOD_WRITE;
typedef FAST_IO_MDL_READ *PFAST_IO_MDL_READ;
typedef FAST_IO_MDL_READ_COMPLETE *PFAST_IO_MDL_READ_COMPLETE;
typedef FAST_IO_PREPARE_MDL_WRITE *PFAST_IO_PREPARE_MDL_WRITE;
typedef FAST_IO_MDL_WRITE_COMPLETE *PFAST_IO_MDL_WRITE_COMPLETE;
typedef FAST_IO_READ_COMPRESSED *PFAST_IO_READ_COMPRESSED;
typedef FAST_IO_WRITE_COMPRESSED *PFAST_IO_WRITE_COMPRESSED;
typedef FAST_IO_MDL_READ_COMPLETE_COMPRESSED *PFAST_IO_MDL_READ_COMPLETE_COMPRESSED;
typedef FAST_IO_MDL_WRITE_COMPLETE_COMPRESSED *PFAST_IO_MDL_WRITE_COMPLETE_COMPRESSED;
typedef FAST_IO_QUERY_OPEN *PFAST_IO_QUERY_OPEN;
typedef FAST_IO_RELEASE_FOR_MOD_WRITE *PFAST_IO_RELEASE_FOR_MOD_WRITE;
typedef FAST_IO_ACQUIRE_FOR_CCFLUSH *PFAST_IO_ACQUIRE_FOR_CCFLUSH;
typedef FAST_IO_RELEASE_FOR_CCFLUSH *PFAST_IO_RELEASE_FOR_CCFLUSH;

typedef struct _FAST_IO_DISPATCH {
    ULONG SizeOfFastIoDispatch;
    PFAST_IO_CHECK_IF_POSSIBLE FastIoCheckIfPossible;
    PFAST_IO_READ FastIoRead;
    PFAST_IO_WRITE FastIoWrite;
    PFAST_IO_QUERY_BASIC_INFO FastIoQueryBasicInfo;
    PFAST_IO_QUERY_STANDARD_INFO FastIoQueryStandardInfo;
    PFAST_IO_LOCK FastIoLock;
    PFAST_IO_UNLOCK_SINGLE FastIoUnlockSingle;
    PFAST_IO_UNLOCK_ALL FastIoUnlockAll;
    PFAST_IO_UNLOCK_ALL_BY_KEY FastIoUnlockAllByKey;
    PFAST_IO_DEVICE_CONTROL FastIoDeviceControl;
    PFAST_IO_ACQUIRE_FILE AcquireFileForNtCreateSection;
    PFAST_IO_RELEASE_FILE ReleaseFileForNtCreateSection;
    PFAST_IO_DETACH_DEVICE FastIoDetachDevice;
    PFAST_IO_QUERY_NETWORK_OPEN_INFO FastIoQueryNetworkOpenInfo;
    PFAST_IO_ACQUIRE_FOR_MOD_WRITE AcquireForModWrite;
    PFAST_IO_MDL_READ MdlRead;
    PFAST_IO_MDL_READ_COMPLETE MdlReadComplete;
    PFAST_IO_PREPARE_MDL_WRITE PrepareMdlWrite;
    PFAST_IO_MDL_WRITE_COMPLETE MdlWriteComplete;
    PFAST_IO_READ_COMPRESSED FastIoReadCompressed;
    PFAST_IO_WRITE_COMPRESSED FastIoWriteCompressed;
    PFAST_IO_MDL_READ_COMPLETE_COMPRESSED MdlReadCompleteCompressed;
    PFAST_IO_MDL_WRITE_COMPLETE_COMPRESSED MdlWriteCompleteCompressed;
    PFAST_IO_QUERY_OPEN FastIoQueryOpen;
    PFAST_IO_RELEASE_FOR_MOD_WRITE ReleaseForModWrite;
    PFAST_IO_ACQUIRE_FOR_CCFLUSH AcquireForCcFlush;
    PFAST_IO_RELEASE_FOR_CCFLUSH ReleaseForCcFlush;
} FAST_IO_DISPATCH, *PFAST_IO_DISPATCH;

// --- Drivers -------------------------------------------------------------------------------------

struct _IO_CLIENT_EXTENSION;
struct _FS_FILTER_CALLBACKS;

typedef struct _DRIVER_EXTENSION {
    struct _DRIVER_OBJECT *DriverObject;
    PDRIVER_ADD_DEVICE AddDevice;
    ULONG Count;
    UNICODE_STRING ServiceKeyName;
    struct _IO_CLIENT_EXTENSION *ClientDriverExtension;
    struct _FS_FILTER_CALLBACKS *FsFilterCallbacks;
} DRIVER_EXTENSION, *PDRIVER_EXTENSION;

typedef struct _DRIVER_OBJECT {
    CSHORT Type;
    CSHORT Size;
    PDEVICE_OBJECT DeviceObject;
    ULONG Flags;
    PVOID DriverStart;
    ULONG DriverSize;
    PVOID DriverSection;
    PDRIVER_EXTENSION DriverExtension;
    UNICODE_STRING DriverName;
    PUNICODE_STRING HardwareDatabase;
    PFAST_IO_DISPATCH FastIoDispatch;
    PDRIVER_INITIALIZE DriverInit;
    PDRIVER_STARTIO DriverStartIo;
    PDRIVER_UNLOAD DriverUnload;
    PDRIVER_DISPATCH MajorFunction[IRP_MJ_MAXIMUM_FUNCTION + 1];
} DRIVER_OBJECT;

#define DRVO_UNLOAD_INVOKED 0x00000001
#define DRVO_LEGACY_DRIVER 0x00000002
#define DRVO_BUILTIN_DRIVER 0x00000004
#define DRVO_REINIT_REGISTERED 0x00000008
#define DRVO_INITIALIZED 0x00000010
#define DRVO_BOOTREINIT_REGISTERED 0x00000020
#define DRVO_LEGACY_RESOURCES 0x00000040

#endif
