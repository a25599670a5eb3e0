// Buffers of operations, and what minifilters allocate for their own.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>

#include "../fs/fs.h"
#include "flt_internal.h"

typedef struct decoded {
    PMDL *mdl;
    PVOID *buffer;
    PULONG length;
    LOCK_OPERATION access;
} decoded;

// The output buffer of a control code, or its only one.
static decoded decode_control(FLT_PARAMETERS *p) {
    PULONG length = &p->FileSystemControl.Common.OutputBufferLength;
    switch (p->FileSystemControl.Common.FsControlCode & 3) {
    case METHOD_BUFFERED:
        return (decoded){NULL, &p->FileSystemControl.Buffered.SystemBuffer, length, IoWriteAccess};
    case METHOD_NEITHER:
        return (decoded){&p->FileSystemControl.Neither.OutputMdlAddress,
                         &p->FileSystemControl.Neither.OutputBuffer, length, IoWriteAccess};
    case METHOD_IN_DIRECT:
        return (decoded){&p->FileSystemControl.Direct.OutputMdlAddress,
                         &p->FileSystemControl.Direct.OutputBuffer, length, IoReadAccess};
    default:
        return (decoded){&p->FileSystemControl.Direct.OutputMdlAddress,
                         &p->FileSystemControl.Direct.OutputBuffer, length, IoWriteAccess};
    }
}

static decoded decode(PFLT_IO_PARAMETER_BLOCK iopb) {
    FLT_PARAMETERS *p = &iopb->Parameters;
    switch (iopb->MajorFunction) {
    case IRP_MJ_CREATE:
        return (decoded){NULL, &p->Create.EaBuffer, &p->Create.EaLength, IoReadAccess};
    case IRP_MJ_READ:
        return (decoded){&p->Read.MdlAddress, &p->Read.ReadBuffer, &p->Read.Length, IoWriteAccess};
    case IRP_MJ_WRITE:
        return (decoded){&p->Write.MdlAddress, &p->Write.WriteBuffer, &p->Write.Length,
                         IoReadAccess};
    case IRP_MJ_QUERY_INFORMATION:
        return (decoded){NULL, &p->QueryFileInformation.InfoBuffer, &p->QueryFileInformation.Length,
                         IoWriteAccess};
    case IRP_MJ_SET_INFORMATION:
        return (decoded){NULL, &p->SetFileInformation.InfoBuffer, &p->SetFileInformation.Length,
                         IoReadAccess};
    case IRP_MJ_QUERY_EA:
        return (decoded){&p->QueryEa.MdlAddress, &p->QueryEa.EaBuffer, &p->QueryEa.Length,
                         IoWriteAccess};
    case IRP_MJ_SET_EA:
        return (decoded){&p->SetEa.MdlAddress, &p->SetEa.EaBuffer, &p->SetEa.Length, IoReadAccess};
    case IRP_MJ_QUERY_VOLUME_INFORMATION:
        return (decoded){NULL, &p->QueryVolumeInformation.VolumeBuffer,
                         &p->QueryVolumeInformation.Length, IoWriteAccess};
    case IRP_MJ_SET_VOLUME_INFORMATION:
        return (decoded){NULL, &p->SetVolumeInformation.VolumeBuffer,
                         &p->SetVolumeInformation.Length,
                         IoReadAccess};
    case IRP_MJ_DIRECTORY_CONTROL:
        return (decoded){&p->DirectoryControl.QueryDirectory.MdlAddress,
                         &p->DirectoryControl.QueryDirectory.DirectoryBuffer,
                         &p->DirectoryControl.QueryDirectory.Length, IoWriteAccess};
    case IRP_MJ_FILE_SYSTEM_CONTROL:
    case IRP_MJ_DEVICE_CONTROL:
    case IRP_MJ_INTERNAL_DEVICE_CONTROL: return decode_control(p);
    case IRP_MJ_QUERY_SECURITY:
        return (decoded){&p->QuerySecurity.MdlAddress, &p->QuerySecurity.SecurityBuffer,
                         &p->QuerySecurity.Length, IoWriteAccess};
    case IRP_MJ_QUERY_QUOTA:
        return (decoded){&p->QueryQuota.MdlAddress, &p->QueryQuota.QuotaBuffer,
                         &p->QueryQuota.Length, IoWriteAccess};
    case IRP_MJ_SET_QUOTA:
        return (decoded){&p->SetQuota.MdlAddress, &p->SetQuota.QuotaBuffer, &p->SetQuota.Length,
                         IoReadAccess};
    default: return (decoded){NULL, NULL, NULL, IoReadAccess};
    }
}

// fltkernel/nf-fltkernel-fltdecodeparameters
NTSTATUS FLTAPI FltDecodeParameters(PFLT_CALLBACK_DATA CallbackData, PMDL **MdlAddressPointer,
                                    PVOID **Buffer, PULONG *Length, LOCK_OPERATION *DesiredAccess) {
    SIM_CALL(FltDecodeParameters);
    SIM_FAULT(FltDecodeParameters);
    flt_operation_of(CallbackData);
    decoded d = decode(CallbackData->Iopb);
    if (d.buffer == NULL) return STATUS_INVALID_PARAMETER;
    if (MdlAddressPointer != NULL) *MdlAddressPointer = d.mdl;
    if (Buffer != NULL) *Buffer = d.buffer;
    if (Length != NULL) *Length = d.length;
    if (DesiredAccess != NULL) *DesiredAccess = d.access;
    return STATUS_SUCCESS;
}

// --- Swapped buffers -----------------------------------------------------------------------------

PMDL *flt_mdl_of(PFLT_IO_PARAMETER_BLOCK iopb) { return decode(iopb).mdl; }

void flt_free_swapped(flt_stage *stage) {
    if (stage->swapped != NULL) mm_mdl_end(stage->swapped);
    stage->swapped = NULL;
}

static flt_stage *stage_in_post(PFLT_CALLBACK_DATA data, const char *routine) {
    flt_stage *stage = flt_stage_in_charge(flt_operation_of(data));
    if (stage == NULL || (data->Flags & FLTFL_CALLBACK_DATA_POST_OPERATION) == 0) {
        sim_stop(RULE_DDI, 0, SIM_NO_BUGCHECK,
                 "%s is called outside of a post-operation callback", routine);
    }
    return stage;
}

// fltkernel/nf-fltkernel-fltgetswappedbuffermdladdress
PMDL FLTAPI FltGetSwappedBufferMdlAddress(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltGetSwappedBufferMdlAddress);
    return stage_in_post(CallbackData, "FltGetSwappedBufferMdlAddress")->swapped;
}

// fltkernel/nf-fltkernel-fltretainswappedbuffermdladdress
VOID FLTAPI FltRetainSwappedBufferMdlAddress(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltRetainSwappedBufferMdlAddress);
    stage_in_post(CallbackData, "FltRetainSwappedBufferMdlAddress")->swapped = NULL;
}

// --- Pool ----------------------------------------------------------------------------------------

// fltkernel/nf-fltkernel-fltallocatepoolalignedwithtag
PVOID FLTAPI FltAllocatePoolAlignedWithTag(PFLT_INSTANCE Instance, POOL_TYPE PoolType,
                                           SIZE_T NumberOfBytes, ULONG Tag) {
    SIM_CALL(FltAllocatePoolAlignedWithTag);
    if (SIM_FAILS(FltAllocatePoolAlignedWithTag)) return NULL;
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    bool paged = PoolType == PagedPool || PoolType == PagedPoolCacheAligned;
    return ex_pool_allocate(paged ? SIM_PAGED : SIM_NONPAGED,
                            NumberOfBytes != 0 ? NumberOfBytes : 16,
                            Tag, "aligned pool block");
}

// fltkernel/nf-fltkernel-fltfreepoolalignedwithtag
VOID FLTAPI FltFreePoolAlignedWithTag(PFLT_INSTANCE Instance, PVOID Buffer, ULONG Tag) {
    SIM_CALL(FltFreePoolAlignedWithTag);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    if (ex_pool_owns(Buffer)) ex_pool_free(Buffer);
    else ex_pool_report_bad_free("FltFreePoolAlignedWithTag", Buffer);
}

// --- Files and volumes ---------------------------------------------------------------------------

// fltkernel/nf-fltkernel-fltisdirectory
NTSTATUS FLTAPI FltIsDirectory(PFILE_OBJECT FileObject, PFLT_INSTANCE Instance,
                               PBOOLEAN IsDirectory) {
    SIM_CALL(FltIsDirectory);
    SIM_FAULT(FltIsDirectory);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    if (FileObject->FsContext == NULL) {
        sim_report(RULE_DDI, io_file_identity(FileObject), SIM_NO_BUGCHECK,
                   "FltIsDirectory of a file object that is not open");
        return STATUS_NOT_SUPPORTED;
    }
    *IsDirectory = fs_is_directory(FileObject);
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltisvolumewritable
NTSTATUS FLTAPI FltIsVolumeWritable(PVOID FltObject, PBOOLEAN IsWritable) {
    SIM_CALL(FltIsVolumeWritable);
    SIM_FAULT(FltIsVolumeWritable);
    flt_object *object = flt_object_check(FltObject, 0);
    PFLT_VOLUME volume = object->kind == FLT_KIND_INSTANCE ? ((PFLT_INSTANCE)FltObject)->volume
                                                           : (PFLT_VOLUME)FltObject;
    if (volume->disk == NULL) return STATUS_INVALID_DEVICE_REQUEST;
    *IsWritable = (volume->disk->Characteristics & FILE_READ_ONLY_DEVICE) == 0;
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltgetroutineaddress
PVOID FLTAPI FltGetRoutineAddress(PCSTR FltMgrRoutineName) {
    SIM_CALL(FltGetRoutineAddress);
    for (int i = 0; i < SIM_ROUTINES; i++) {
        const sim_routine_facts *facts = &sim_routines[i];
        if (strcmp(facts->name, FltMgrRoutineName) != 0) continue;
        return sim_windows >= facts->oldest_windows ? dlsym(RTLD_DEFAULT, facts->name) : NULL;
    }
    return NULL;
}
