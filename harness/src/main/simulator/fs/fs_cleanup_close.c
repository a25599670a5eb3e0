// IRP_MJ_CLEANUP and IRP_MJ_CLOSE (ifs/irp-mj-cleanup, ifs/irp-mj-close). Neither can fail.
#include "fs_internal.h"

NTSTATUS fs_cleanup(fs_request *request)
{
    PFILE_OBJECT file_object = request->file_object;
    fs_fcb *fcb = request->fcb;
    fs_ccb *ccb = request->ccb;
    fs_vcb *vcb = request->vcb;

    if (fcb == NULL || ccb->stream_file || ccb->cleaned_up) return STATUS_SUCCESS;
    ccb->cleaned_up = true;
    fs_unlock_all(fcb, file_object);
    fs_notify_cleanup(fcb, file_object);
    fs_count_share(fcb, file_object, -1);
    fcb->handles--;
    vcb->handles--;
    if (ccb->link != NULL) ccb->link->handles--;
    if (vcb->locked_by == file_object) vcb->locked_by = NULL;
    fs_leave_cache(fcb, file_object);
    if (request->file != NULL && !vcb->dismounted) fs_delete_if_pending(request);
    file_object->Flags |= FO_CLEANUP_COMPLETE;
    return STATUS_SUCCESS;
}

static void free_ccb(fs_ccb *ccb)
{
    fs_link *link = ccb->link;

    sim_free(ccb->pattern.Buffer);
    sim_free(ccb->last.Buffer);
    sim_free(ccb);
    if (link == NULL) return;
    link->opens--;
    fs_release_link(link);
}

// The file object is about to go: with the last one of a stream goes its FCB.
NTSTATUS fs_close(fs_request *request)
{
    fs_fcb *fcb = request->fcb;

    if (fcb == NULL) return STATUS_SUCCESS;
    if (request->ccb->stream_file) request->vcb->own_files--;
    request->file_object->FsContext2 = NULL;
    free_ccb(request->ccb);
    fcb->opens--;
    request->vcb->files--;
    fs_fcb_closed(fcb);
    return STATUS_SUCCESS;
}
