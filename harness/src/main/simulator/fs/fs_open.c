// What a successful create leaves: the file object's FCB and CCB.
#include "fs_internal.h"

// The name that the CCB keeps: what the file object says, with the name of what it is relative to.
static void name_of_open(const fs_request *request, fs_path *path)
{
    PFILE_OBJECT related = request->file_object->RelatedFileObject;
    const UNICODE_STRING *name = &request->file_object->FileName;
    ULONG length = name->Length / sizeof(WCHAR);
    const WCHAR *text = name->Buffer;

    if (request->stack->Parameters.Create.Options & FILE_OPEN_BY_FILE_ID) return;
    if (related != NULL && related->FsContext != NULL) {
        fs_path_of_open(path, fs_fcb_of(related), fs_ccb_of(related), false);
        if (path->length > sizeof(WCHAR) && length > 0 && text[0] != ':') {
            fs_path_append(path, L"\\", 1);
        }
    } else if (length > 2 && text[1] == ';') { // "\;X:…\server\share"
        for (text++, length--; length > 0 && *text != '\\'; text++) length--;
    }
    if (length > 1 && text[length - 1] == '\\') length--;
    fs_path_append(path, text, length);
}

static fs_ccb *make_ccb(const fs_open *open)
{
    WCHAR buffer[512];
    fs_path path = {buffer, sizeof(buffer), 0};
    fs_ccb *ccb;

    if (open->place.file != NULL) name_of_open(open->request, &path);
    ccb = sim_alloc(sizeof(fs_ccb) + path.length);
    if (path.length <= path.capacity) {
        memcpy(ccb->name, buffer, path.length);
    } else {
        name_of_open(open->request, &(fs_path){ccb->name, path.length, 0});
    }
    if (open->target_directory) { // the request's name was that of a file in the directory
        while (path.length > sizeof(WCHAR) && ccb->name[path.length / sizeof(WCHAR) - 1] != '\\') {
            path.length -= sizeof(WCHAR);
        }
        if (path.length > sizeof(WCHAR)) path.length -= sizeof(WCHAR);
    }
    ccb->name_length = (uint16_t)path.length;
    ccb->generation = open->request->vcb->volume->generation;
    return ccb;
}

void fs_finish_open(fs_open *open, fs_stream *stream)
{
    fs_request *request = open->request;
    PFILE_OBJECT file_object = request->file_object;
    fs_vcb *vcb = request->vcb;
    fs_fcb *fcb = fs_get_fcb(vcb, stream, open->place.share, open->paging_file);
    fs_ccb *ccb = make_ccb(open);

    ccb->fcb = fcb;
    ccb->link = open->place.link;
    ccb->share = open->place.share;
    ccb->by_short = open->place.by_short;
    ccb->by_id = (open->options & FILE_OPEN_BY_FILE_ID) != 0;
    ccb->delete_on_close = (open->options & FILE_DELETE_ON_CLOSE) != 0;
    if (ccb->link != NULL) {
        ccb->link->opens++;
        ccb->link->handles++;
    }
    fcb->opens++;
    fcb->handles++;
    vcb->files++;
    vcb->handles++;
    fs_count_share(fcb, file_object, 1);
    file_object->FsContext = fcb;
    file_object->FsContext2 = ccb;
    file_object->SectionObjectPointer = &fcb->section_pointers;
    if (vcb->vpb != NULL) file_object->Vpb = vcb->vpb;
    if (stream == NULL) file_object->Flags |= FO_VOLUME_OPEN;
    if (stream != NULL && (open->options & FILE_NO_INTERMEDIATE_BUFFERING) == 0
        && !(fs_file_is_directory(stream->file) && stream->length == 0)) {
        file_object->Flags |= FO_CACHE_SUPPORTED;
    }
    request->irp->IoStatus.Information = open->information;
}
