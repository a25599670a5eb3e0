// IRP_MN_NOTIFY_CHANGE_DIRECTORY: waits in the directory's FCB until something happens there.
// Unlike Windows, what happens while nobody waits is not kept for the next request.
#include "fs_internal.h"

static fs_notify *find_notify(PIRP irp, fs_fcb **owner)
{
    *owner = fs_fcb_of(IoGetCurrentIrpStackLocation(irp)->FileObject);
    for (fs_notify *notify = (*owner)->notifies; notify != NULL; notify = notify->next) {
        if (notify->irp == irp) return notify;
    }
    return NULL;
}

static void forget(fs_fcb *fcb, fs_notify *notify)
{
    fs_notify **place = &fcb->notifies;

    while (*place != notify) place = &(*place)->next;
    *place = notify->next;
    sim_free(notify);
}

static void cancelled(PIRP irp)
{
    fs_fcb *fcb;
    fs_notify *notify = find_notify(irp, &fcb);

    if (notify != NULL) forget(fcb, notify);
}

NTSTATUS fs_notify_directory(fs_request *request)
{
    fs_notify **place = &request->fcb->notifies;
    fs_notify *notify;

    if (request->ccb->cleaned_up) return STATUS_NOTIFY_CLEANUP;
    notify = sim_alloc(sizeof(fs_notify));
    notify->file_object = request->file_object;
    notify->irp = request->irp;
    notify->filter = request->stack->Parameters.NotifyDirectory.CompletionFilter;
    notify->tree = (request->stack->Flags & SL_WATCH_TREE) != 0;
    while (*place != NULL) place = &(*place)->next;
    *place = notify;
    fs_keep(request->irp, cancelled);
    return STATUS_PENDING;
}

void fs_notify_cleanup(fs_fcb *fcb, PFILE_OBJECT file_object)
{
    for (fs_notify *next, *notify = fcb->notifies; notify != NULL; notify = next) {
        next = notify->next;
        if (notify->file_object != file_object) continue;
        fs_complete_kept(notify->irp, STATUS_NOTIFY_CLEANUP, 0);
        forget(fcb, notify);
    }
}

// Appends a FILE_NOTIFY_INFORMATION (ntifs/ns-ntifs-file_notify_information) if it fits.
static void append(fs_notify *notify, ULONG action, const fs_link *link, const fs_file *watched)
{
    const ULONG head = FIELD_OFFSET(FILE_NOTIFY_INFORMATION, FileName);
    UCHAR *buffer = fs_user_buffer(notify->irp);
    ULONG length = IoGetCurrentIrpStackLocation(notify->irp)->Parameters.NotifyDirectory.Length;
    ULONG at = (notify->used + 3) & ~3u;
    FILE_NOTIFY_INFORMATION *record = (FILE_NOTIFY_INFORMATION *)(buffer + at);
    fs_path path = {NULL, 0, 0};

    fs_path_of_directory(&path, link->directory, watched);
    if (buffer == NULL || at + head + path.length + (link->length + 1) * sizeof(WCHAR) > length) {
        notify->overflow = true;
        return;
    }
    path = (fs_path){record->FileName, length - at - head, 0};
    fs_path_of_directory(&path, link->directory, watched);
    fs_path_append(&path, L"\\", 1);
    fs_path_append(&path, link->name, link->length);
    path.length -= sizeof(WCHAR); // the first backslash
    memmove(record->FileName, record->FileName + 1, path.length);
    record->NextEntryOffset = 0;
    record->Action = action;
    record->FileNameLength = path.length;
    if (notify->used > 0) {
        ((FILE_NOTIFY_INFORMATION *)(buffer + notify->last))->NextEntryOffset = at - notify->last;
    }
    notify->last = at;
    notify->used = at + head + path.length;
}

// The IRP completes with the request that changed something. Both records of a rename go into one.
static void signal(fs_notify *notify)
{
    PIRP irp = notify->irp;

    if (!notify->signalled && !fs_complete_kept(irp, STATUS_SUCCESS, 0)) return;
    notify->signalled = true;
    irp->IoStatus.Status = notify->overflow ? STATUS_NOTIFY_ENUM_DIR : STATUS_SUCCESS;
    irp->IoStatus.Information = notify->overflow ? 0 : notify->used;
}

static void report_to(const fs_file *watched, const fs_link *link, ULONG filter, ULONG action)
{
    bool below = watched != link->directory;

    for (fs_fcb *fcb = watched->streams->fcbs; fcb != NULL; fcb = fcb->next_of_stream) {
        for (fs_notify *notify = fcb->notifies; notify != NULL; notify = notify->next) {
            if ((notify->filter & filter) == 0 || (below && !notify->tree)) continue;
            append(notify, action, link, watched);
            signal(notify);
        }
    }
}

void fs_report_change(const fs_link *link, ULONG filter, ULONG action)
{
    for (const fs_file *watched = link->directory; watched != NULL;
         watched = fs_directory_of(watched)) {
        report_to(watched, link, filter, action);
    }
}

void fs_report_file_change(const fs_file *file, ULONG filter)
{
    for (const fs_link *link = file->links; link != NULL; link = link->next_of_file) {
        fs_report_change(link, filter, FILE_ACTION_MODIFIED);
    }
}

// [MS-FSA] 2.1.5.15.3
void fs_notify_deleted(const fs_file *directory)
{
    for (fs_fcb *fcb = directory->streams->fcbs; fcb != NULL; fcb = fcb->next_of_stream) {
        for (fs_notify *notify = fcb->notifies; notify != NULL; notify = notify->next) {
            if (notify->signalled) continue;
            notify->signalled = fs_complete_kept(notify->irp, STATUS_DELETE_PENDING, 0);
        }
    }
}

void fs_forget_notify(PIRP irp)
{
    cancelled(irp);
}
