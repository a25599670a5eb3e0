// IRP_MJ_QUERY_INFORMATION (ifs/irp-mj-query-information).
#include "fs_internal.h"

ULONG fs_attributes(const fs_stream *stream)
{
    ULONG attributes = stream->file->attributes;

    // An alternate stream of a directory is no directory.
    if (stream->length > 0) attributes &= ~(ULONG)FILE_ATTRIBUTE_DIRECTORY;
    if (stream->file->reparse != NULL) attributes |= FILE_ATTRIBUTE_REPARSE_POINT;
    return attributes == 0 ? FILE_ATTRIBUTE_NORMAL : attributes;
}

void fs_fill_basic(const fs_file *file, FILE_BASIC_INFORMATION *information)
{
    information->CreationTime.QuadPart = file->created;
    information->LastAccessTime.QuadPart = file->accessed;
    information->LastWriteTime.QuadPart = file->written;
    information->ChangeTime.QuadPart = file->changed;
    information->FileAttributes = fs_attributes(file->streams);
}

static ULONG count_links(const fs_file *file)
{
    ULONG count = 0;

    for (const fs_link *link = file->links; link != NULL; link = link->next_of_file) {
        if (!link->delete_pending) count++;
    }
    return count;
}

void fs_fill_standard(const fs_fcb *fcb, const fs_ccb *ccb, FILE_STANDARD_INFORMATION *information)
{
    const fs_stream *stream = fcb->stream;

    information->AllocationSize.QuadPart = stream->allocation;
    information->EndOfFile.QuadPart = stream->size;
    information->NumberOfLinks = count_links(stream->file);
    information->DeletePending =
        stream->delete_pending
        || (ccb->link != NULL && (ccb->link->delete_pending || ccb->link->removed));
    information->Directory = (fs_attributes(stream) & FILE_ATTRIBUTE_DIRECTORY) != 0;
}

void fs_fill_network_open(const fs_stream *stream, FILE_NETWORK_OPEN_INFORMATION *information)
{
    const fs_file *file = stream->file;

    information->CreationTime.QuadPart = file->created;
    information->LastAccessTime.QuadPart = file->accessed;
    information->LastWriteTime.QuadPart = file->written;
    information->ChangeTime.QuadPart = file->changed;
    information->AllocationSize.QuadPart = stream->allocation;
    information->EndOfFile.QuadPart = stream->size;
    information->FileAttributes = fs_attributes(stream);
}

// --- Names ---------------------------------------------------------------------------------------

// A FILE_NAME_INFORMATION: as much of the name as fits. `used` counts all bytes that were written.
static NTSTATUS fill_name(const fs_request *request, FILE_NAME_INFORMATION *information,
                          ULONG length, bool normalized, ULONG *used)
{
    const ULONG head = FIELD_OFFSET(FILE_NAME_INFORMATION, FileName);
    fs_path path = {information->FileName, 0, 0};

    if (length < head) return STATUS_INFO_LENGTH_MISMATCH;
    path.capacity = (length - head) & ~1u;
    fs_path_of_open(&path, request->fcb, request->ccb, normalized);
    information->FileNameLength = path.length;
    *used = head + (path.length < path.capacity ? path.length : path.capacity);
    return path.length > path.capacity ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

static NTSTATUS query_short_name(const fs_request *request, FILE_NAME_INFORMATION *information,
                                 ULONG length, ULONG *used)
{
    const ULONG head = FIELD_OFFSET(FILE_NAME_INFORMATION, FileName);
    const fs_link *link = request->ccb->link;
    fs_path path = {information->FileName, 0, 0};

    if (length < head) return STATUS_INFO_LENGTH_MISMATCH;
    if (link == NULL || link->removed || !fs_can(request->vcb->volume)->short_names) {
        return STATUS_OBJECT_NAME_NOT_FOUND;
    }
    path.capacity = (length - head) & ~1u;
    if (link->short_length > 0) {
        fs_path_append(&path, link->short_name, link->short_length);
    } else { // the name is an 8.3 name itself
        fs_path_append(&path, link->name, link->length);
    }
    information->FileNameLength = path.length;
    *used = head + (path.length < path.capacity ? path.length : path.capacity);
    return path.length > path.capacity ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

// ntifs/ns-ntifs-_file_stream_information
static NTSTATUS query_streams(const fs_request *request, UCHAR *buffer, ULONG length, ULONG *used)
{
    const ULONG head = FIELD_OFFSET(FILE_STREAM_INFORMATION, StreamName);
    FILE_STREAM_INFORMATION *previous = NULL;
    ULONG at = 0;

    if (!fs_can(request->vcb->volume)->named_streams) return STATUS_INVALID_PARAMETER;
    for (const fs_stream *stream = request->file->streams; stream != NULL; stream = stream->next) {
        FILE_STREAM_INFORMATION *entry = (FILE_STREAM_INFORMATION *)(buffer + at);
        ULONG name = (stream->length + 7) * sizeof(WCHAR); // ":" name ":$DATA"
        fs_path path = {entry->StreamName, name, 0};

        // A directory has no unnamed data.
        if (stream->length == 0 && fs_file_is_directory(stream->file)) continue;
        if (at > length || length - at < head + name) return STATUS_BUFFER_OVERFLOW;
        fs_path_append(&path, L":", 1);
        fs_path_append(&path, stream->name, stream->length);
        fs_path_append(&path, L":$DATA", 6);
        entry->NextEntryOffset = 0;
        entry->StreamNameLength = name;
        entry->StreamSize.QuadPart = stream->size;
        entry->StreamAllocationSize.QuadPart = stream->allocation;
        if (previous != NULL) {
            previous->NextEntryOffset = (ULONG)((UCHAR *)entry - (UCHAR *)previous);
        }
        previous = entry;
        *used = at + head + name;
        at = (*used + 7) & ~7u;
    }
    return STATUS_SUCCESS;
}

// ntifs/ns-ntifs-_file_links_information
static NTSTATUS query_links(const fs_request *request, FILE_LINKS_INFORMATION *links, ULONG length,
                            ULONG *used)
{
    const ULONG head = FIELD_OFFSET(FILE_LINK_ENTRY_INFORMATION, FileName);
    FILE_LINK_ENTRY_INFORMATION *previous = NULL;
    ULONG at = FIELD_OFFSET(FILE_LINKS_INFORMATION, Entry);

    if (!fs_can(request->vcb->volume)->hard_links) return STATUS_INVALID_PARAMETER;
    if (length < sizeof(FILE_LINKS_INFORMATION)) return STATUS_INFO_LENGTH_MISMATCH;
    links->EntriesReturned = 0;
    for (const fs_link *link = request->file->links; link != NULL; link = link->next_of_file) {
        FILE_LINK_ENTRY_INFORMATION *entry = (FILE_LINK_ENTRY_INFORMATION *)((UCHAR *)links + at);
        ULONG size = head + link->length * sizeof(WCHAR);

        if (at + size <= length) {
            entry->NextEntryOffset = 0;
            entry->ParentFileId = (LONGLONG)link->directory->id;
            entry->FileNameLength = link->length; // in characters, as documented
            memcpy(entry->FileName, link->name, link->length * sizeof(WCHAR));
            if (previous != NULL) {
                previous->NextEntryOffset = (ULONG)((UCHAR *)entry - (UCHAR *)previous);
            }
            previous = entry;
            links->EntriesReturned++;
            *used = at + size;
        }
        at = (at + size + 7) & ~7u;
    }
    links->BytesNeeded = at;
    return at > length && *used + 7 < at ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

// -------------------------------------------------------------------------------------------------

static NTSTATUS query_all(const fs_request *request, FILE_ALL_INFORMATION *all, ULONG length,
                          ULONG *used)
{
    const ULONG head = FIELD_OFFSET(FILE_ALL_INFORMATION, NameInformation);
    NTSTATUS status;

    if (length < sizeof(FILE_ALL_INFORMATION)) return STATUS_INFO_LENGTH_MISMATCH;
    fs_fill_basic(request->file, &all->BasicInformation);
    all->BasicInformation.FileAttributes = fs_attributes(request->stream);
    fs_fill_standard(request->fcb, request->ccb, &all->StandardInformation);
    all->InternalInformation.IndexNumber.QuadPart = (LONGLONG)request->file->id;
    all->EaInformation.EaSize = request->file->ea_length;
    all->PositionInformation.CurrentByteOffset = request->file_object->CurrentByteOffset;
    status = fill_name(request, &all->NameInformation, length - head, false, used);
    *used += head;
    return status;
}

static ULONG tag_of(const fs_file *file)
{
    return file->reparse == NULL ? 0 : ((const REPARSE_DATA_BUFFER *)file->reparse)->ReparseTag;
}

// The classes of a fixed size: clears the structure and goes on if the buffer holds it.
#define FIXED(type, name)                                                                          \
    type *name = buffer;                                                                           \
    if (length < sizeof(type)) return STATUS_INFO_LENGTH_MISMATCH;                                 \
    memset(name, 0, sizeof(type));                                                                 \
    *used = sizeof(type)

static NTSTATUS query_fixed(const fs_request *request, ULONG class_, void *buffer, ULONG length,
                            ULONG *used)
{
    const fs_file *file = request->file;

    switch (class_) {
    case FileBasicInformation: {
        FIXED(FILE_BASIC_INFORMATION, basic);
        fs_fill_basic(file, basic);
        basic->FileAttributes = fs_attributes(request->stream);
        return STATUS_SUCCESS;
    }
    case FileStandardInformation: {
        FIXED(FILE_STANDARD_INFORMATION, standard);
        fs_fill_standard(request->fcb, request->ccb, standard);
        return STATUS_SUCCESS;
    }
    case FileInternalInformation: {
        FIXED(FILE_INTERNAL_INFORMATION, internal);
        internal->IndexNumber.QuadPart = (LONGLONG)file->id;
        return STATUS_SUCCESS;
    }
    case FileEaInformation: {
        FIXED(FILE_EA_INFORMATION, ea);
        ea->EaSize = file->ea_length;
        return STATUS_SUCCESS;
    }
    case FilePositionInformation: {
        FIXED(FILE_POSITION_INFORMATION, position);
        position->CurrentByteOffset = request->file_object->CurrentByteOffset;
        return STATUS_SUCCESS;
    }
    case FileNetworkOpenInformation: {
        FIXED(FILE_NETWORK_OPEN_INFORMATION, open);
        fs_fill_network_open(request->stream, open);
        return STATUS_SUCCESS;
    }
    case FileAttributeTagInformation: {
        FIXED(FILE_ATTRIBUTE_TAG_INFORMATION, tag);
        tag->FileAttributes = fs_attributes(request->stream);
        tag->ReparseTag = tag_of(file);
        return STATUS_SUCCESS;
    }
    case FileStandardLinkInformation: {
        FIXED(FILE_STANDARD_LINK_INFORMATION, links);
        for (const fs_link *link = file->links; link != NULL; link = link->next_of_file) {
            links->TotalNumberOfLinks++;
        }
        links->NumberOfAccessibleLinks = count_links(file);
        links->DeletePending = links->NumberOfAccessibleLinks == 0;
        links->Directory = fs_file_is_directory(file);
        return STATUS_SUCCESS;
    }
    case FileIdInformation: {
        FIXED(FILE_ID_INFORMATION, id);
        if (!fs_can(request->vcb->volume)->file_ids) return STATUS_INVALID_PARAMETER;
        id->VolumeSerialNumber = request->vcb->volume->serial;
        memcpy(&id->FileId, &file->id, sizeof(file->id));
        return STATUS_SUCCESS;
    }
    default:
        return STATUS_INVALID_PARAMETER;
    }
}

static NTSTATUS query(const fs_request *request, ULONG class_, void *buffer, ULONG length,
                      ULONG *used)
{
    switch (class_) {
    case FileNameInformation:
        return fill_name(request, buffer, length, false, used);
    case FileNormalizedNameInformation:
        return fill_name(request, buffer, length, true, used);
    case FileAlternateNameInformation:
        return query_short_name(request, buffer, length, used);
    case FileStreamInformation:
        return query_streams(request, buffer, length, used);
    case FileHardLinkInformation:
        return query_links(request, buffer, length, used);
    case FileAllInformation:
        return query_all(request, buffer, length, used);
    default:
        return query_fixed(request, class_, buffer, length, used);
    }
}

NTSTATUS fs_query_information(fs_request *request)
{
    ULONG used = 0;
    NTSTATUS status;

    if (request->fcb == NULL) return STATUS_INVALID_DEVICE_REQUEST;
    if (request->file == NULL) return STATUS_INVALID_PARAMETER; // a volume has no such information
    status = fs_verify(request);
    if (!NT_SUCCESS(status)) return status;
    status = query(request, request->stack->Parameters.QueryFile.FileInformationClass,
                   request->irp->AssociatedIrp.SystemBuffer,
                   request->stack->Parameters.QueryFile.Length, &used);
    request->irp->IoStatus.Information = used;
    return status;
}
