// FsFilter callbacks: what the memory and cache managers ask before they touch a file.
#include "flt_internal.h"

static void take_parameters(flt_operation *operation, const FS_FILTER_CALLBACK_DATA *data) {
    FLT_PARAMETERS *to = &operation->data->Iopb->Parameters;
    const FS_FILTER_PARAMETERS *from = &data->Parameters;
    switch (data->Operation) {
    case FS_FILTER_ACQUIRE_FOR_SECTION_SYNCHRONIZATION:
        to->AcquireForSectionSynchronization.SyncType =
            from->AcquireForSectionSynchronization.SyncType;
        to->AcquireForSectionSynchronization.PageProtection =
            from->AcquireForSectionSynchronization.PageProtection;
        to->AcquireForSectionSynchronization.OutputInformation =
            from->AcquireForSectionSynchronization.OutputInformation;
        break;
    case FS_FILTER_ACQUIRE_FOR_MOD_WRITE:
        to->AcquireForModifiedPageWriter.EndingOffset =
            from->AcquireForModifiedPageWriter.EndingOffset;
        to->AcquireForModifiedPageWriter.ResourceToRelease =
            from->AcquireForModifiedPageWriter.ResourceToRelease;
        break;
    case FS_FILTER_RELEASE_FOR_MOD_WRITE:
        to->ReleaseForModifiedPageWriter.ResourceToRelease =
            from->ReleaseForModifiedPageWriter.ResourceToRelease;
        break;
    case FS_FILTER_QUERY_OPEN:
        to->QueryOpen.Irp = from->QueryOpen.Irp;
        to->QueryOpen.FileInformation = from->QueryOpen.FileInformation;
        to->QueryOpen.Length = from->QueryOpen.Length;
        to->QueryOpen.FileInformationClass = from->QueryOpen.FileInformationClass;
        break;
    default: break;
    }
}

// The numbers of the operations are those of the major functions.
static NTSTATUS NTAPI pre(PFS_FILTER_CALLBACK_DATA data, PVOID *completion_context) {
    PFLT_VOLUME volume = *(PFLT_VOLUME *)data->DeviceObject->DeviceExtension;
    *completion_context = NULL;
    if (volume == NULL || !volume->interested[flt_major_index(data->Operation)]) {
        return STATUS_SUCCESS;
    }
    flt_operation *operation =
        flt_operation_create(volume, flt_target_of(data->FileObject), data->Operation,
                             data->FileObject, FLTFL_CALLBACK_DATA_FS_FILTER_OPERATION);
    take_parameters(operation, data);
    if (flt_run_pre(operation) == FLT_FLOW_DOWN) {
        *completion_context = operation;
        return STATUS_SUCCESS;
    }
    flt_run_post(operation);
    NTSTATUS status = operation->data->IoStatus.Status;
    flt_operation_release(operation);
    return status == STATUS_SUCCESS ? STATUS_FSFILTER_OP_COMPLETED_SUCCESSFULLY : status;
}

static VOID NTAPI post(PFS_FILTER_CALLBACK_DATA data, NTSTATUS status, PVOID completion_context) {
    flt_operation *operation = completion_context;
    if (operation == NULL) return;
    operation->data->IoStatus.Status = status;
    operation->data->IoStatus.Information = 0;
    flt_run_post(operation);
    flt_operation_release(operation);
}

void flt_register_fs_filter(PDRIVER_OBJECT driver) {
    FS_FILTER_CALLBACKS callbacks = {
        .SizeOfFsFilterCallbacks = sizeof callbacks,
        .PreAcquireForSectionSynchronization = pre,
        .PostAcquireForSectionSynchronization = post,
        .PreReleaseForSectionSynchronization = pre,
        .PostReleaseForSectionSynchronization = post,
        .PreAcquireForCcFlush = pre,
        .PostAcquireForCcFlush = post,
        .PreReleaseForCcFlush = pre,
        .PostReleaseForCcFlush = post,
        .PreAcquireForModifiedPageWriter = pre,
        .PostAcquireForModifiedPageWriter = post,
        .PreReleaseForModifiedPageWriter = pre,
        .PostReleaseForModifiedPageWriter = post,
        .PreQueryOpen = pre,
        .PostQueryOpen = post,
    };
    FsRtlRegisterFileSystemFilterCallbacks(driver, &callbacks);
}
