// The FCB: one for each open stream, for as long as a file object needs it.
#include "fs_internal.h"

// ntifs/ns-ntifs-_fsrtl_advanced_fcb_header: what FsRtlSetupAdvancedHeaderEx does.
static void set_up_header(fs_fcb *fcb)
{
    FSRTL_ADVANCED_FCB_HEADER *header = &fcb->header;
    const fs_capabilities *can = fs_can(fcb->vcb->volume);

    header->NodeTypeCode = FS_FCB_NODE;
    header->NodeByteSize = sizeof(fs_fcb);
    header->IsFastIoPossible = FastIoIsNotPossible;
    header->Resource = &fcb->resource;
    header->PagingIoResource = &fcb->paging_resource;
    ex_resource_initialize(&fcb->resource);
    ex_resource_initialize(&fcb->paging_resource);
    if (fcb->paging_file) header->Flags2 |= FSRTL_FLAG2_IS_PAGING_FILE;
    if (!can->stream_contexts) return;
    header->Flags |= FSRTL_FLAG_ADVANCED_HEADER;
    header->Version = sim_windows >= WINDOWS_8 ? FSRTL_FCB_HEADER_V2 : FSRTL_FCB_HEADER_V1;
    ex_fast_mutex_initialize(&fcb->mutex);
    header->FastMutex = &fcb->mutex;
    ex_push_lock_initialize(&header->PushLock);
    InitializeListHead(&header->FilterContexts);
    // All file systems of Windows refuse contexts for paging files (G20).
    if (fcb->paging_file) return;
    header->Flags2 |= FSRTL_FLAG2_SUPPORTS_FILTER_CONTEXTS;
    if (fcb->node != NULL) header->FileContextSupportPointer = &fcb->node->contexts;
}

static fs_node *get_node(fs_file *file, fs_vcb *vcb)
{
    fs_node *node = file->nodes;

    while (node != NULL && node->vcb != vcb) node = node->next;
    if (node == NULL) {
        node = sim_heap_allocate(SIM_INTERNAL, sizeof(fs_node), 16, FS_TAG_NODE, 0);
        *node = (fs_node){.next = file->nodes, .vcb = vcb};
        file->nodes = node;
    }
    node->fcbs++;
    return node;
}

static void unlink_node(fs_file *file, const fs_node *node)
{
    fs_node **place = &file->nodes;

    while (*place != node) place = &(*place)->next;
    *place = node->next;
}

fs_fcb *fs_peek_fcb(const fs_vcb *vcb, const fs_stream *stream, const fs_share *share)
{
    for (fs_fcb *fcb = stream->fcbs; fcb != NULL; fcb = fcb->next_of_stream) {
        if (fcb->vcb == vcb && fcb->share == share) return fcb;
    }
    return NULL;
}

fs_fcb *fs_get_fcb(fs_vcb *vcb, fs_stream *stream, fs_share *share, bool paging_file)
{
    fs_fcb *fcb = stream == NULL ? vcb->volume_fcb : fs_peek_fcb(vcb, stream, share);

    if (fcb != NULL) return fcb;
    // In a block of its own, so that a driver that uses a dead FsContext is seen.
    fcb = sim_heap_allocate(SIM_INTERNAL, sizeof(fs_fcb), 16, FS_TAG_FCB, 0);
    memset(fcb, 0, sizeof(fs_fcb));
    fcb->vcb = vcb;
    fcb->share = share;
    fcb->paging_file = paging_file;
    fcb->stream = stream;
    if (stream == NULL) {
        vcb->volume_fcb = fcb;
    } else {
        fcb->next_of_stream = stream->fcbs;
        stream->fcbs = fcb;
        stream->uses++;
        stream->file->fcbs++;
        if (fs_can(vcb->volume)->file_contexts && !paging_file) {
            fcb->node = get_node(stream->file, vcb);
        }
    }
    set_up_header(fcb);
    fcb->next_of_vcb = vcb->fcbs;
    if (vcb->fcbs != NULL) vcb->fcbs->previous_of_vcb = fcb;
    vcb->fcbs = fcb;
    vcb->fcb_count++;
    if (stream != NULL) fs_update_sizes(stream);
    return fcb;
}

static void unlink_fcb(fs_fcb *fcb)
{
    fs_vcb *vcb = fcb->vcb;

    if (fcb->stream == NULL) {
        vcb->volume_fcb = NULL;
    } else {
        fs_fcb **place = &fcb->stream->fcbs;

        while (*place != fcb) place = &(*place)->next_of_stream;
        *place = fcb->next_of_stream;
    }
    if (fcb->previous_of_vcb != NULL) {
        fcb->previous_of_vcb->next_of_vcb = fcb->next_of_vcb;
    } else {
        vcb->fcbs = fcb->next_of_vcb;
    }
    if (fcb->next_of_vcb != NULL) fcb->next_of_vcb->previous_of_vcb = fcb->previous_of_vcb;
}

// Nobody finds the FCB any more when the filters' contexts go, so an open in the meantime gets
// another one. The order is the one of the documentation: streams' contexts, then, with the file's
// last FCB, the file's.
void fs_discard_fcb(fs_fcb *fcb)
{
    fs_vcb *vcb = fcb->vcb;
    fs_stream *stream = fcb->stream;
    fs_node *node = fcb->node;

    unlink_fcb(fcb);
    if (node != NULL && --node->fcbs == 0) {
        unlink_node(stream->file, node);
    } else {
        node = NULL;
    }
    if (fcb->header.Flags & FSRTL_FLAG_ADVANCED_HEADER) {
        FsRtlTeardownPerStreamContexts(&fcb->header);
    }
    if (node != NULL) {
        FsRtlTeardownPerFileContexts(&node->contexts);
        sim_heap_free(node);
    }
    ex_resource_delete(&fcb->resource);
    ex_resource_delete(&fcb->paging_resource);
    if (fcb->header.Flags & FSRTL_FLAG_ADVANCED_HEADER) ex_push_lock_delete(&fcb->header.PushLock);
    ke_memory_ends(fcb, sizeof(fs_fcb), 0);
    sim_heap_free(fcb);
    if (stream != NULL) {
        fs_file *file = stream->file;

        file->fcbs--;
        if (--stream->uses == 0 && stream->removed) fs_drop_stream(stream);
        fs_release_file(file);
    }
    vcb->fcb_count--;
}

void fs_fcb_closed(fs_fcb *fcb)
{
    const fs_volume *volume = fcb->vcb->volume;

    if (fcb->opens > 0) return;
    // On FAT a volume open's FsContext is the VCB itself: its contexts live as long as the mount
    // (F9).
    if (fcb->stream == NULL && volume->kind == FS_FAT && !fcb->vcb->dismounted) return;
    if (volume->behaviour.keep_fcbs && !fcb->vcb->dismounted
        && (fcb->stream == NULL || (!fcb->stream->removed && fcb->stream->file->links != NULL))) {
        return;
    }
    fs_discard_fcb(fcb);
}

void fs_update_sizes(fs_stream *stream)
{
    for (fs_fcb *fcb = stream->fcbs; fcb != NULL; fcb = fcb->next_of_stream) {
        fcb->header.AllocationSize.QuadPart = stream->allocation;
        fcb->header.FileSize.QuadPart = stream->size;
        fcb->header.ValidDataLength.QuadPart = stream->valid;
    }
}

// --- Sharing -------------------------------------------------------------------------------------

static void add_shares(SHARE_ACCESS *sum, const SHARE_ACCESS *one)
{
    sum->OpenCount += one->OpenCount;
    sum->Readers += one->Readers;
    sum->Writers += one->Writers;
    sum->Deleters += one->Deleters;
    sum->SharedRead += one->SharedRead;
    sum->SharedWrite += one->SharedWrite;
    sum->SharedDelete += one->SharedDelete;
}

void fs_count_share(fs_fcb *fcb, PFILE_OBJECT file, int by)
{
    SHARE_ACCESS *share = &fcb->share_access;

    if (!file->ReadAccess && !file->WriteAccess && !file->DeleteAccess) return;
    share->OpenCount += (ULONG)by;
    share->Readers += (ULONG)(by * file->ReadAccess);
    share->Writers += (ULONG)(by * file->WriteAccess);
    share->Deleters += (ULONG)(by * file->DeleteAccess);
    share->SharedRead += (ULONG)(by * file->SharedRead);
    share->SharedWrite += (ULONG)(by * file->SharedWrite);
    share->SharedDelete += (ULONG)(by * file->SharedDelete);
}

// wdm/nf-wdm-iocheckshareaccess, over all FCBs of the stream: a server does not care through which
// share a file was opened.
NTSTATUS fs_check_share(const fs_vcb *vcb, const fs_stream *stream, PFILE_OBJECT file,
                        ACCESS_MASK access, ULONG share)
{
    SHARE_ACCESS sum = {0};

    for (const fs_fcb *fcb = stream == NULL ? vcb->volume_fcb : stream->fcbs; fcb != NULL;
         fcb = fcb->next_of_stream) {
        if (fcb->vcb == vcb) add_shares(&sum, &fcb->share_access);
    }
    return IoCheckShareAccess(access, share, file, &sum, FALSE);
}

// --- Who has it open -----------------------------------------------------------------------------

bool fs_is_mapped(const fs_stream *stream)
{
    for (const fs_fcb *fcb = stream->fcbs; fcb != NULL; fcb = fcb->next_of_stream) {
        if (fcb->sections > 0) return true;
    }
    return false;
}

bool fs_has_handles(const fs_stream *stream)
{
    for (const fs_fcb *fcb = stream->fcbs; fcb != NULL; fcb = fcb->next_of_stream) {
        if (fcb->handles > 0) return true;
    }
    return false;
}

bool fs_file_has_handles(const fs_file *file)
{
    for (const fs_stream *stream = file->streams; stream != NULL; stream = stream->next) {
        if (fs_has_handles(stream)) return true;
    }
    return false;
}

// Whether a file in the directory or below it has handles.
bool fs_tree_has_handles(const fs_file *directory)
{
    for (const fs_link *link = directory->children; link != NULL; link = link->next_in_directory) {
        if (fs_file_has_handles(link->file) || fs_tree_has_handles(link->file)) return true;
    }
    return false;
}

uint32_t fs_open_fcbs(const fs_volume *volume)
{
    uint32_t count = 0;

    for (const fs_vcb *vcb = volume->vcbs; vcb != NULL; vcb = vcb->next) count += vcb->fcb_count;
    return count;
}

uint32_t fs_open_handles(const fs_volume *volume)
{
    uint32_t count = 0;

    for (const fs_vcb *vcb = volume->vcbs; vcb != NULL; vcb = vcb->next) count += vcb->handles;
    return count;
}

uint32_t fs_open_files(const fs_volume *volume)
{
    uint32_t count = 0;

    for (const fs_vcb *vcb = volume->vcbs; vcb != NULL; vcb = vcb->next) count += vcb->files;
    return count;
}

uint32_t fs_name_count(const fs_volume *volume)
{
    return volume->names;
}
