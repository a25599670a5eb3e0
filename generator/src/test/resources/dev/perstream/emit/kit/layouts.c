#include <fltKernel.h>

// The documented layouts for pointers of eight and of four bytes.
#ifdef _WIN64
#define BYTES(x64, x86) x64
#else
#define BYTES(x64, x86) x86
#endif

#define SIZE(Type, x64, x86) C_ASSERT(sizeof(Type) == BYTES(x64, x86))
#define AT(Type, Field, x64, x86) C_ASSERT(FIELD_OFFSET(Type, Field) == BYTES(x64, x86))

SIZE(FLT_PARAMETERS, 48, 28);
AT(FLT_PARAMETERS, Create.Options, 8, 4);
AT(FLT_PARAMETERS, Create.FileAttributes, 16, 8);
AT(FLT_PARAMETERS, Create.ShareAccess, 18, 10);
AT(FLT_PARAMETERS, Create.EaLength, 24, 12);
AT(FLT_PARAMETERS, Create.EaBuffer, 32, 16);
AT(FLT_PARAMETERS, Create.AllocationSize, 40, 20);
AT(FLT_PARAMETERS, Write.Key, 8, 4);
AT(FLT_PARAMETERS, Write.ByteOffset, 16, 8);
AT(FLT_PARAMETERS, Write.WriteBuffer, 24, 16);
AT(FLT_PARAMETERS, Write.MdlAddress, 32, 20);
AT(FLT_PARAMETERS, SetFileInformation.FileInformationClass, 8, 4);
AT(FLT_PARAMETERS, SetFileInformation.ParentOfTarget, 16, 8);
AT(FLT_PARAMETERS, SetFileInformation.DeleteHandle, 24, 12);
AT(FLT_PARAMETERS, SetFileInformation.InfoBuffer, 32, 16);
AT(FLT_PARAMETERS, DirectoryControl.QueryDirectory.DirectoryBuffer, 32, 16);
AT(FLT_PARAMETERS, DirectoryControl.NotifyDirectory.DirectoryBuffer, 32, 16);
AT(FLT_PARAMETERS, DirectoryControl.NotifyDirectoryEx.DirectoryBuffer, 32, 16);
AT(FLT_PARAMETERS, FileSystemControl.Common.FsControlCode, 16, 8);
AT(FLT_PARAMETERS, FileSystemControl.Neither.OutputMdlAddress, 40, 20);
AT(FLT_PARAMETERS, DeviceIoControl.Direct.InputSystemBuffer, 24, 12);
AT(FLT_PARAMETERS, LockControl.ByteOffset, 16, 8);
AT(FLT_PARAMETERS, LockControl.ProcessId, 24, 16);
AT(FLT_PARAMETERS, QueryOpen.FileInformationClass, 24, 12);
AT(FLT_PARAMETERS, FastIoCheckIfPossible.CheckForReadOperation, 24, 16);
AT(FLT_PARAMETERS, MdlRead.MdlChain, 24, 16);
AT(FLT_PARAMETERS, Others.Argument6, 40, 20);

SIZE(FLT_IO_PARAMETER_BLOCK, 72, 44);
AT(FLT_IO_PARAMETER_BLOCK, MajorFunction, 4, 4);
AT(FLT_IO_PARAMETER_BLOCK, TargetFileObject, 8, 8);
AT(FLT_IO_PARAMETER_BLOCK, TargetInstance, 16, 12);
AT(FLT_IO_PARAMETER_BLOCK, Parameters, 24, 16);

SIZE(FLT_CALLBACK_DATA, 88, 44);
AT(FLT_CALLBACK_DATA, Thread, 8, 4);
AT(FLT_CALLBACK_DATA, Iopb, 16, 8);
AT(FLT_CALLBACK_DATA, IoStatus, 24, 12);
AT(FLT_CALLBACK_DATA, TagData, 40, 20);
AT(FLT_CALLBACK_DATA, QueueLinks, 48, 24);
AT(FLT_CALLBACK_DATA, FilterContext, 48, 24);
AT(FLT_CALLBACK_DATA, RequestorMode, 80, 40);

SIZE(FLT_RELATED_OBJECTS, 48, 24);
AT(FLT_RELATED_OBJECTS, Filter, 8, 4);
AT(FLT_RELATED_OBJECTS, Instance, 24, 12);
AT(FLT_RELATED_OBJECTS, FileObject, 32, 16);
AT(FLT_RELATED_OBJECTS, Transaction, 40, 20);

SIZE(FLT_RELATED_CONTEXTS, 48, 24);
SIZE(FLT_RELATED_CONTEXTS_EX, 56, 28);

SIZE(FLT_CONTEXT_REGISTRATION, 56, 28);
AT(FLT_CONTEXT_REGISTRATION, ContextCleanupCallback, 8, 4);
AT(FLT_CONTEXT_REGISTRATION, Size, 16, 8);
AT(FLT_CONTEXT_REGISTRATION, PoolTag, 24, 12);
AT(FLT_CONTEXT_REGISTRATION, Reserved1, 48, 24);

SIZE(FLT_OPERATION_REGISTRATION, 32, 20);
AT(FLT_OPERATION_REGISTRATION, PreOperation, 8, 8);

SIZE(FLT_REGISTRATION, 112, 60);
AT(FLT_REGISTRATION, ContextRegistration, 8, 8);
AT(FLT_REGISTRATION, SectionNotificationCallback, 104, 56);

SIZE(FLT_FILE_NAME_INFORMATION, 120, 64);
AT(FLT_FILE_NAME_INFORMATION, Name, 8, 8);
AT(FLT_FILE_NAME_INFORMATION, ParentDir, 104, 56);

SIZE(FLT_VOLUME_PROPERTIES, 72, 44);
SIZE(FLT_NAME_CONTROL, 16, 8);
AT(FLT_TAG_DATA_BUFFER, GenericReparseBuffer, 8, 8);

SIZE(FILE_RENAME_INFORMATION, 24, 16);
AT(FILE_RENAME_INFORMATION, RootDirectory, 8, 4);
AT(FILE_RENAME_INFORMATION, FileNameLength, 16, 8);
AT(FILE_RENAME_INFORMATION, FileName, 20, 12);
SIZE(FILE_LINK_INFORMATION, 24, 16);
SIZE(FS_FILTER_SECTION_SYNC_OUTPUT, 16, 16);

// The numbers of information classes and major functions that a filter compares with.
C_ASSERT(FileRenameInformation == 10 && FileRenameInformationEx == 65);
C_ASSERT(FileRenameInformationBypassAccessCheck == 56);
C_ASSERT(FileRenameInformationExBypassAccessCheck == 66);
C_ASSERT(FileLinkInformation == 11 && FileLinkInformationEx == 72);
C_ASSERT(FileLinkInformationBypassAccessCheck == 57);
C_ASSERT(FileLinkInformationExBypassAccessCheck == 73);
C_ASSERT(FileDispositionInformation == 13 && FileDispositionInformationEx == 64);
C_ASSERT(IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION == 0xFF);
C_ASSERT(IRP_MJ_NETWORK_QUERY_OPEN == 0xF2);
C_ASSERT(IRP_MJ_VOLUME_MOUNT == 0xED && IRP_MJ_VOLUME_DISMOUNT == 0xEC);
C_ASSERT(IRP_MJ_OPERATION_END == 0x80);
