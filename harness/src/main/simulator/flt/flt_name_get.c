// Asking for names: when it is safe, what the cache holds, whom to ask.
#include <string.h>

#include "flt_name.h"

// --- The cache: which names of which open files it holds -----------------------------------------

#define CACHED 64

typedef struct cached_name {
    PFILE_OBJECT file;
    void *stream;
    FLT_FILE_NAME_OPTIONS format;
    uint64_t hash;
} cached_name;

SIM_STATE static cached_name cache[CACHED];
SIM_STATE static uint32_t cache_next;

static uint64_t hash_of(const flt_text *text) {
    uint64_t hash = 0xCBF29CE484222325u;
    for (uint32_t i = 0; i < text->length / sizeof(WCHAR); i++) {
        hash = (hash ^ text->buffer[i]) * 0x100000001B3u;
    }
    return hash;
}

static cached_name *cache_slot(const flt_name_query *query) {
    for (uint32_t i = 0; i < CACHED; i++) {
        if (cache[i].file == query->file && cache[i].stream == query->file->FsContext &&
            cache[i].format == FltGetFileNameFormat(query->options)) {
            return &cache[i];
        }
    }
    return NULL;
}

// A name that the file no longer has, because it or a folder above it was renamed, has left the
// cache.
static bool cache_has(const flt_name_query *query, const flt_text *current) {
    cached_name *slot = cache_slot(query);
    return slot != NULL && slot->hash == hash_of(current);
}

static void cache_add(const flt_name_query *query, const flt_text *text) {
    cached_name *slot = cache_slot(query);
    if (slot == NULL) slot = &cache[cache_next++ % CACHED];
    *slot = (cached_name){query->file, query->file->FsContext,
                          FltGetFileNameFormat(query->options), hash_of(text)};
}

// fltkernel/nf-fltkernel-fltpurgefilenameinformationcache
NTSTATUS FLTAPI FltPurgeFileNameInformationCache(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject) {
    SIM_CALL(FltPurgeFileNameInformationCache);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    for (uint32_t i = 0; i < CACHED; i++) {
        if (FileObject == NULL || cache[i].file == FileObject) cache[i].file = NULL;
    }
    return STATUS_SUCCESS;
}

// --- Safety --------------------------------------------------------------------------------------

// Why the file system cannot be asked now; NULL: it can.
static const char *danger_of_thread(void) {
    if (sim_current->top_level_irp != NULL) return "the thread has a top-level IRP";
    if (sim_current->guarded_regions != 0 || sim_current->irql >= APC_LEVEL) {
        return "all APCs are disabled";
    }
    return NULL;
}

static const char *danger_of_operation(const FLT_CALLBACK_DATA *data) {
    const FLT_IO_PARAMETER_BLOCK *iopb = data->Iopb;
    if (FLT_IS_IRP_OPERATION(data) &&
        (iopb->IrpFlags & (IRP_PAGING_IO | IRP_SYNCHRONOUS_PAGING_IO)) != 0) {
        return "the operation is paging I/O";
    }
    switch (iopb->MajorFunction) {
    case IRP_MJ_ACQUIRE_FOR_CC_FLUSH:
    case IRP_MJ_RELEASE_FOR_CC_FLUSH:
    case IRP_MJ_ACQUIRE_FOR_MOD_WRITE:
    case IRP_MJ_RELEASE_FOR_MOD_WRITE:
    case IRP_MJ_RELEASE_FOR_SECTION_SYNCHRONIZATION:
        return "the operation holds the file system's locks";
    case IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION:
        return (data->Flags & FLTFL_CALLBACK_DATA_POST_OPERATION) != 0
                   ? "the operation holds the file system's locks"
                   : NULL;
    default:
        return NULL;
    }
}

static const char *danger_of(const flt_name_query *query, const FLT_CALLBACK_DATA *data) {
    const char *danger = danger_of_thread();
    if (danger == NULL && data != NULL) danger = danger_of_operation(data);
    if (danger == NULL && (query->file->Flags & FO_CLEANUP_COMPLETE) != 0) {
        danger = "the file is cleaned up";
    }
    return danger;
}

// --- Queries -------------------------------------------------------------------------------------

static bool valid_options(FLT_FILE_NAME_OPTIONS options) {
    FLT_FILE_NAME_OPTIONS format = FltGetFileNameFormat(options);
    FLT_FILE_NAME_OPTIONS method = FltGetFileNameQueryMethod(options);
    return format >= FLT_FILE_NAME_NORMALIZED && format <= FLT_FILE_NAME_SHORT &&
           method >= FLT_FILE_NAME_QUERY_DEFAULT &&
           method <= FLT_FILE_NAME_QUERY_ALWAYS_ALLOW_CACHE_LOOKUP;
}

static NTSTATUS from_cache(const flt_name_query *query, flt_text *text) {
    NTSTATUS status = flt_name_from_file_system(query, text);
    if (!NT_SUCCESS(status)) return STATUS_FLT_NAME_CACHE_MISS;
    if (cache_has(query, text)) return STATUS_SUCCESS;
    flt_text_free(text);
    return STATUS_FLT_NAME_CACHE_MISS;
}

static NTSTATUS from_source(const flt_name_query *query, flt_text *text) {
    bool cacheable;
    NTSTATUS status = flt_name_from_provider(query, text, &cacheable);
    bool asks_only =
        FltGetFileNameQueryMethod(query->options) == FLT_FILE_NAME_QUERY_FILESYSTEM_ONLY;
    if (NT_SUCCESS(status) && cacheable && !asks_only &&
        (query->options & FLT_FILE_NAME_DO_NOT_CACHE) == 0) {
        cache_add(query, text);
    }
    return status;
}

static NTSTATUS answer(const flt_name_query *query, bool safe, flt_text *text) {
    switch (FltGetFileNameQueryMethod(query->options)) {
    case FLT_FILE_NAME_QUERY_CACHE_ONLY:
        return from_cache(query, text);
    case FLT_FILE_NAME_QUERY_ALWAYS_ALLOW_CACHE_LOOKUP: {
        NTSTATUS status = from_cache(query, text);
        return NT_SUCCESS(status) || !safe ? status : from_source(query, text);
    }
    default:
        return safe ? from_source(query, text) : STATUS_FLT_INVALID_NAME_REQUEST;
    }
}

static NTSTATUS finish(const flt_name_query *query, NTSTATUS status, flt_text *text,
                       PFLT_FILE_NAME_INFORMATION *information) {
    if (!NT_SUCCESS(status)) return status;
    *information = flt_name_create(query, text);
    flt_text_free(text);
    return STATUS_SUCCESS;
}

static bool reparsed(const FLT_CALLBACK_DATA *data, FLT_FILE_NAME_OPTIONS options) {
    return (data->Flags & FLTFL_CALLBACK_DATA_POST_OPERATION) != 0 &&
           data->Iopb->MajorFunction == IRP_MJ_CREATE && data->IoStatus.Status == STATUS_REPARSE &&
           (options & FLT_FILE_NAME_ALLOW_QUERY_ON_REPARSE) == 0;
}

// fltkernel/nf-fltkernel-fltgetfilenameinformation
NTSTATUS FLTAPI FltGetFileNameInformation(PFLT_CALLBACK_DATA CallbackData,
                                          FLT_FILE_NAME_OPTIONS NameOptions,
                                          PFLT_FILE_NAME_INFORMATION *FileNameInformation) {
    SIM_CALL(FltGetFileNameInformation);
    SIM_FAULT(FltGetFileNameInformation);
    if (CallbackData == NULL || FileNameInformation == NULL || !valid_options(NameOptions)) {
        return STATUS_INVALID_PARAMETER;
    }
    flt_operation *operation = flt_operation_of(CallbackData);
    flt_stage *stage = flt_stage_in_charge(operation);
    flt_name_query query = {operation->volume, CallbackData->Iopb->TargetFileObject, operation,
                            stage != NULL ? stage->instance : NULL,
                            stage != NULL ? stage->instance->filter : NULL, NameOptions};
    if (query.file == NULL || reparsed(CallbackData, NameOptions)) {
        return STATUS_FLT_INVALID_NAME_REQUEST;
    }
    flt_text text;
    NTSTATUS status = answer(&query, danger_of(&query, CallbackData) == NULL, &text);
    return finish(&query, status, &text, FileNameInformation);
}

// The callback data of the operation callback that runs in this thread, or NULL.
static const FLT_CALLBACK_DATA *running_operation(void) {
    flt_callout *callout = flt_operation_callout();
    return callout != NULL && callout->stage != NULL ? callout->stage->operation->data : NULL;
}

static flt_name_query query_for(PFLT_INSTANCE instance, PFILE_OBJECT file,
                                FLT_FILE_NAME_OPTIONS options) {
    flt_name_query query = {NULL, file, NULL, instance, NULL, options};
    if (instance != NULL) {
        flt_object_check(instance, FLT_KIND_INSTANCE);
        query.volume = instance->volume;
        query.filter = instance->filter;
    } else {
        query.volume = flt_volume_of_file(file);
    }
    return query;
}

// fltkernel/nf-fltkernel-fltgetfilenameinformationunsafe
NTSTATUS FLTAPI FltGetFileNameInformationUnsafe(PFILE_OBJECT FileObject, PFLT_INSTANCE Instance,
                                                FLT_FILE_NAME_OPTIONS NameOptions,
                                                PFLT_FILE_NAME_INFORMATION *FileNameInformation) {
    SIM_CALL(FltGetFileNameInformationUnsafe);
    SIM_FAULT(FltGetFileNameInformationUnsafe);
    if (FileNameInformation == NULL || !valid_options(NameOptions)) return STATUS_INVALID_PARAMETER;
    flt_name_query query = query_for(Instance, FileObject, NameOptions);
    if (query.volume == NULL || FileObject->FsContext == NULL) {
        return STATUS_FLT_INVALID_NAME_REQUEST;
    }
    const char *danger = danger_of(&query, running_operation());
    if (danger != NULL &&
        FltGetFileNameQueryMethod(NameOptions) != FLT_FILE_NAME_QUERY_CACHE_ONLY) {
        sim_report(RULE_N3, io_file_identity(FileObject), SIM_NO_BUGCHECK,
                   "FltGetFileNameInformationUnsafe asks the file system for a name while %s: "
                   "Windows may deadlock", danger);
    }
    flt_text text;
    NTSTATUS status = answer(&query, true, &text);
    return finish(&query, status, &text, FileNameInformation);
}

// fltkernel/nf-fltkernel-fltgetdestinationfilenameinformation
NTSTATUS FLTAPI FltGetDestinationFileNameInformation(
    PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, HANDLE RootDirectory, PWSTR FileName,
    ULONG FileNameLength, FLT_FILE_NAME_OPTIONS NameOptions,
    PFLT_FILE_NAME_INFORMATION *RetFileNameInformation) {
    SIM_CALL(FltGetDestinationFileNameInformation);
    SIM_FAULT(FltGetDestinationFileNameInformation);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    if (FltGetFileNameFormat(NameOptions) == FLT_FILE_NAME_SHORT) {
        return STATUS_FLT_INVALID_NAME_REQUEST;
    }
    if (!valid_options(NameOptions)) return STATUS_INVALID_PARAMETER;
    if (sim_current->top_level_irp != NULL) return STATUS_FLT_INVALID_NAME_REQUEST;
    PFILE_OBJECT root = NULL;
    if (RootDirectory != NULL) {
        root = ob_from_handle(RootDirectory);
        if (root == NULL || !ob_is(root, &ob_file_type)) return STATUS_INVALID_HANDLE;
    }
    flt_name_query query = query_for(Instance, FileObject, NameOptions);
    UNICODE_STRING to = {(USHORT)FileNameLength, (USHORT)FileNameLength, FileName};
    flt_text text;
    NTSTATUS status = flt_name_of_destination(&query, root, &to, &text);
    PFLT_INSTANCE provider = NT_SUCCESS(status) ? flt_name_provider(&query) : NULL;
    if (provider != NULL && FltGetFileNameFormat(NameOptions) == FLT_FILE_NAME_NORMALIZED) {
        status = flt_name_normalize_by_provider(&query, provider, true, &text);
        if (!NT_SUCCESS(status)) flt_text_free(&text);
    }
    return finish(&query, status, &text, RetFileNameInformation);
}

// --- Tunnelling ----------------------------------------------------------------------------------

static bool may_tunnel(const FLT_CALLBACK_DATA *data) {
    UCHAR major = data->Iopb->MajorFunction;
    return (data->Flags & FLTFL_CALLBACK_DATA_POST_OPERATION) != 0 &&
           (major == IRP_MJ_CREATE || major == IRP_MJ_SET_INFORMATION);
}

// fltkernel/nf-fltkernel-fltgettunneledname
NTSTATUS FLTAPI FltGetTunneledName(PFLT_CALLBACK_DATA CallbackData,
                                   PFLT_FILE_NAME_INFORMATION FileNameInformation,
                                   PFLT_FILE_NAME_INFORMATION *RetTunneledFileNameInformation) {
    SIM_CALL(FltGetTunneledName);
    SIM_FAULT(FltGetTunneledName);
    flt_operation *operation = flt_operation_of(CallbackData);
    flt_name_check(FileNameInformation);
    *RetTunneledFileNameInformation = NULL;
    if (!may_tunnel(CallbackData)) {
        sim_report(RULE_N4, 0, SIM_NO_BUGCHECK,
                   "FltGetTunneledName is for post-operation callbacks of IRP_MJ_CREATE and "
                   "IRP_MJ_SET_INFORMATION, and this is %s",
                   flt_major_name(CallbackData->Iopb->MajorFunction));
        return STATUS_SUCCESS;
    }
    if (FileNameInformation->Format != FLT_FILE_NAME_NORMALIZED) return STATUS_SUCCESS;
    flt_stage *stage = flt_stage_in_charge(operation);
    flt_name_query query = {operation->volume, operation->file, NULL,
                            stage != NULL ? stage->instance : NULL,
                            stage != NULL ? stage->instance->filter : NULL,
                            FLT_FILE_NAME_NORMALIZED | FLT_FILE_NAME_QUERY_DEFAULT};
    UNICODE_STRING path = FileNameInformation->Name;
    path.Buffer += operation->volume->name.Length / sizeof(WCHAR);
    path.Length = path.MaximumLength = (USHORT)(path.Length - operation->volume->name.Length);
    flt_text text;
    NTSTATUS status = flt_name_of_destination(&query, NULL, &path, &text);
    if (!NT_SUCCESS(status)) return status;
    UNICODE_STRING now = flt_text_string(&text);
    if (RtlEqualUnicodeString(&now, &FileNameInformation->Name, FALSE)) {
        flt_text_free(&text);
        return STATUS_SUCCESS;
    }
    return finish(&query, STATUS_SUCCESS, &text, RetTunneledFileNameInformation);
}
