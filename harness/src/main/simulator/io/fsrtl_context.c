// Per-stream, per-file and per-file-object contexts.
#include "fsrtl_context.h"

static bool supports_contexts(PFSRTL_ADVANCED_FCB_HEADER header) {
    return (header->Flags2 & FSRTL_FLAG2_SUPPORTS_FILTER_CONTEXTS) != 0;
}

// Without FsContext there is nothing to attach to: the file is not open, or the file system has no
// headers.
static bool check_header(const void *header, const char *routine, bool from_driver) {
    if (header != NULL) return true;
    if (!from_driver) return false;
    io_callout *callout = io_current_callout();
    bool creating = callout != NULL && callout->major == IRP_MJ_CREATE &&
                    (callout->kind == IO_IN_DISPATCH || callout->kind == IO_IN_COMPLETION);
    sim_stop(creating ? RULE_G2 : RULE_G1, 0, SIM_BUGCHECK(0x50, 0, 0, 0, 0),
             creating ? "%s was called for a file object that is not open (FsContext is NULL)"
                      : "%s was called for a file that has no FsContext",
             routine);
}

static void check_removal_allowed(const char *routine) {
    io_callout *callout = io_current_callout();
    if (callout == NULL) return;
    bool closing = callout->kind == IO_IN_DISPATCH &&
                   (callout->major == IRP_MJ_CLOSE || callout->major == IRP_MJ_PNP);
    if (!closing && callout->kind != IO_IN_FREE_CALLBACK) return;
    sim_report(RULE_G10, 0, SIM_NO_BUGCHECK, "%s was called in %s", routine,
               closing ? io_dispatch_name(callout->major) : "a FreeCallback");
}

// --- Per stream ----------------------------------------------------------------------------------

NTSTATUS NTAPI FsRtlInsertPerStreamContext(PFSRTL_ADVANCED_FCB_HEADER PerStreamContext,
                                           PFSRTL_PER_STREAM_CONTEXT Ptr) {
    SIM_CALL(FsRtlInsertPerStreamContext);
    bool from_driver = IO_FROM_DRIVER();
    PDRIVER_OBJECT driver = fsrtl_caller(from_driver);
    NTSTATUS injected = sim_fault(ROUTINE_FsRtlInsertPerStreamContext);
    if (injected != STATUS_SUCCESS) {
        return fsrtl_note_failure(FSRTL_PER_STREAM, Ptr, driver, injected);
    }
    if (!check_header(PerStreamContext, "FsRtlInsertPerStreamContext", from_driver)) {
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    if (from_driver && (PerStreamContext->Flags & FSRTL_FLAG_ADVANCED_HEADER) == 0) {
        sim_report(RULE_G1, 0, SIM_NO_BUGCHECK,
                   "FsRtlInsertPerStreamContext was called for a file whose FsContext is no "
                   "advanced header");
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    if (!supports_contexts(PerStreamContext)) {
        return fsrtl_note_failure(FSRTL_PER_STREAM, Ptr, driver, STATUS_INVALID_DEVICE_REQUEST);
    }
    LIST_ENTRY *list = &PerStreamContext->FilterContexts;
    if (fsrtl_note_insert(FSRTL_PER_STREAM, PerStreamContext, list, Ptr, driver)) {
        InsertHeadList(list, &Ptr->Links);
    }
    return STATUS_SUCCESS;
}

PFSRTL_PER_STREAM_CONTEXT NTAPI FsRtlLookupPerStreamContextInternal(
    PFSRTL_ADVANCED_FCB_HEADER StreamContext, PVOID OwnerId, PVOID InstanceId) {
    SIM_CALL(FsRtlLookupPerStreamContextInternal);
    if (StreamContext == NULL || !supports_contexts(StreamContext)) return NULL;
    return fsrtl_match(&StreamContext->FilterContexts, OwnerId, InstanceId,
                       "FsRtlLookupPerStreamContext", IO_FROM_DRIVER());
}

PFSRTL_PER_STREAM_CONTEXT NTAPI FsRtlRemovePerStreamContext(
    PFSRTL_ADVANCED_FCB_HEADER StreamContext, PVOID OwnerId, PVOID InstanceId) {
    SIM_CALL(FsRtlRemovePerStreamContext);
    bool from_driver = IO_FROM_DRIVER();
    if (!check_header(StreamContext, "FsRtlRemovePerStreamContext", from_driver)) return NULL;
    if (from_driver) check_removal_allowed("FsRtlRemovePerStreamContext");
    if (!supports_contexts(StreamContext)) return NULL;
    PFSRTL_PER_STREAM_CONTEXT found =
        fsrtl_match(&StreamContext->FilterContexts, OwnerId, InstanceId,
                    "FsRtlRemovePerStreamContext", from_driver);
    if (found == NULL) return NULL;
    RemoveEntryList(&found->Links);
    fsrtl_note_remove(found);
    fsrtl_note_siblings(&StreamContext->FilterContexts, OwnerId, InstanceId);
    return found;
}

VOID NTAPI FsRtlTeardownPerStreamContexts(PFSRTL_ADVANCED_FCB_HEADER AdvancedHeader) {
    SIM_CALL(FsRtlTeardownPerStreamContexts);
    if (IO_FROM_DRIVER()) {
        sim_report(RULE_G20, 0, SIM_NO_BUGCHECK,
                   "FsRtlTeardownPerStreamContexts was called by a filter: it is for file systems");
        return;
    }
    if (!supports_contexts(AdvancedHeader)) return;
    fsrtl_tear_down(&AdvancedHeader->FilterContexts, FSRTL_PER_STREAM, AdvancedHeader);
}

// --- Per file ------------------------------------------------------------------------------------

// What the file system's pointer refers to as long as there are contexts.
typedef struct file_contexts {
    LIST_ENTRY list;
} file_contexts;

// Whether it is the member of a header itself, instead of what the member points to: that of a file
// system without file contexts is NULL, and FsRtlSupportsPerFileContexts says so.
static bool is_member_of_header(PVOID *pointer) {
    const size_t member = offsetof(FSRTL_ADVANCED_FCB_HEADER, FileContextSupportPointer);
    FSRTL_ADVANCED_FCB_HEADER *header = (void *)((uint8_t *)pointer - member);
    sim_block block;
    if (!sim_heap_find(pointer, &block) || block.freed) return false;
    if ((uint8_t *)header < (uint8_t *)block.address) return false;
    if ((uint8_t *)(header + 1) > (uint8_t *)block.address + block.size) return false;
    const LIST_ENTRY *list = &header->FilterContexts, *first = list->Flink;
    return (header->Flags & FSRTL_FLAG_ADVANCED_HEADER) != 0 && first != NULL &&
           sim_heap_find(first, &block) && !block.freed && first->Blink == list;
}

static bool has_per_file(const char *routine) {
    if (sim_windows >= WINDOWS_VISTA) return true;
    sim_report(RULE_G15, 0, SIM_NO_BUGCHECK, "%s was called on a Windows older than Vista",
               routine);
    return false;
}

NTSTATUS NTAPI FsRtlInsertPerFileContext(PVOID *PerFileContextPointer,
                                         PFSRTL_PER_FILE_CONTEXT Ptr) {
    bool from_driver = IO_FROM_DRIVER();
    if (from_driver && !has_per_file("FsRtlInsertPerFileContext")) {
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    SIM_CALL(FsRtlInsertPerFileContext);
    PDRIVER_OBJECT driver = fsrtl_caller(from_driver);
    NTSTATUS status = sim_fault(ROUTINE_FsRtlInsertPerFileContext);
    if (PerFileContextPointer == NULL) {
        status = STATUS_INVALID_DEVICE_REQUEST;
    } else if (from_driver && is_member_of_header(PerFileContextPointer)) {
        sim_report(RULE_G15, 0, SIM_NO_BUGCHECK,
                   "FsRtlInsertPerFileContext was called with the address of a member of the "
                   "header instead of what FsRtlGetPerFileContextPointer gives");
        status = STATUS_INVALID_DEVICE_REQUEST;
    }
    if (status != STATUS_SUCCESS) return fsrtl_note_failure(FSRTL_PER_FILE, Ptr, driver, status);
    file_contexts *contexts = *PerFileContextPointer;
    if (contexts == NULL) {
        contexts = sim_alloc(sizeof *contexts);
        InitializeListHead(&contexts->list);
        *PerFileContextPointer = contexts;
    }
    if (fsrtl_note_insert(FSRTL_PER_FILE, PerFileContextPointer, &contexts->list,
                          (FSRTL_PER_STREAM_CONTEXT *)Ptr, driver)) {
        InsertHeadList(&contexts->list, &Ptr->Links);
    }
    return STATUS_SUCCESS;
}

static PFSRTL_PER_FILE_CONTEXT find_per_file(PVOID *pointer, PVOID owner, PVOID instance,
                                             const char *routine, bool from_driver) {
    file_contexts *contexts = pointer != NULL ? *pointer : NULL;
    if (contexts == NULL) return NULL;
    return (PFSRTL_PER_FILE_CONTEXT)fsrtl_match(&contexts->list, owner, instance, routine,
                                                from_driver);
}

PFSRTL_PER_FILE_CONTEXT NTAPI FsRtlLookupPerFileContext(PVOID *PerFileContextPointer, PVOID OwnerId,
                                                        PVOID InstanceId) {
    SIM_CALL(FsRtlLookupPerFileContext);
    return find_per_file(PerFileContextPointer, OwnerId, InstanceId, "FsRtlLookupPerFileContext",
                         IO_FROM_DRIVER());
}

PFSRTL_PER_FILE_CONTEXT NTAPI FsRtlRemovePerFileContext(PVOID *PerFileContextPointer, PVOID OwnerId,
                                                        PVOID InstanceId) {
    SIM_CALL(FsRtlRemovePerFileContext);
    bool from_driver = IO_FROM_DRIVER();
    if (from_driver) check_removal_allowed("FsRtlRemovePerFileContext");
    PFSRTL_PER_FILE_CONTEXT found = find_per_file(PerFileContextPointer, OwnerId, InstanceId,
                                                  "FsRtlRemovePerFileContext", from_driver);
    if (found == NULL) return NULL;
    RemoveEntryList(&found->Links);
    fsrtl_note_remove((FSRTL_PER_STREAM_CONTEXT *)found);
    return found;
}

VOID NTAPI FsRtlTeardownPerFileContexts(PVOID *PerFileContextPointer) {
    SIM_CALL(FsRtlTeardownPerFileContexts);
    if (IO_FROM_DRIVER()) {
        sim_report(RULE_G20, 0, SIM_NO_BUGCHECK,
                   "FsRtlTeardownPerFileContexts was called by a filter: it is for file systems");
        return;
    }
    file_contexts *contexts = PerFileContextPointer != NULL ? *PerFileContextPointer : NULL;
    if (contexts == NULL) return;
    fsrtl_tear_down(&contexts->list, FSRTL_PER_FILE, PerFileContextPointer);
    *PerFileContextPointer = NULL;
    sim_free(contexts);
}

// --- Per file object -----------------------------------------------------------------------------

static LIST_ENTRY *contexts_of(PFILE_OBJECT file) {
    LIST_ENTRY *list = &io_file_of(file)->contexts;
    if (list->Flink == NULL) InitializeListHead(list);
    return list;
}

static void check_file_object_caller(PDRIVER_OBJECT driver, const char *routine) {
    if (driver == NULL || !io_driver_of(driver)->minifilter) return;
    sim_report(RULE_G16, ob_identity(driver), SIM_NO_BUGCHECK,
               "%s was called by a minifilter: it has stream handle contexts", routine);
}

NTSTATUS NTAPI FsRtlInsertPerFileObjectContext(PFILE_OBJECT FileObject,
                                               PFSRTL_PER_FILEOBJECT_CONTEXT Ptr) {
    SIM_CALL(FsRtlInsertPerFileObjectContext);
    SIM_FAULT(FsRtlInsertPerFileObjectContext);
    if (FileObject == NULL) return STATUS_INVALID_PARAMETER;
    PDRIVER_OBJECT driver = fsrtl_caller(IO_FROM_DRIVER());
    check_file_object_caller(driver, "FsRtlInsertPerFileObjectContext");
    if (!io_is_file(FileObject)) {
        sim_report(RULE_F2, 0, SIM_NO_BUGCHECK,
                   "A context is inserted for a file object that lives on the stack");
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    LIST_ENTRY *list = contexts_of(FileObject);
    if (fsrtl_note_insert(FSRTL_PER_FILE_OBJECT, FileObject, list, (FSRTL_PER_STREAM_CONTEXT *)Ptr,
                          driver)) {
        InsertHeadList(list, &Ptr->Links);
    }
    return STATUS_SUCCESS;
}

PFSRTL_PER_FILEOBJECT_CONTEXT NTAPI FsRtlLookupPerFileObjectContext(PFILE_OBJECT FileObject,
                                                                    PVOID OwnerId,
                                                                    PVOID InstanceId) {
    SIM_CALL(FsRtlLookupPerFileObjectContext);
    if (FileObject == NULL || !io_is_file(FileObject)) return NULL;
    return (PFSRTL_PER_FILEOBJECT_CONTEXT)fsrtl_match(
        contexts_of(FileObject), OwnerId, InstanceId, "FsRtlLookupPerFileObjectContext",
        IO_FROM_DRIVER());
}

PFSRTL_PER_FILEOBJECT_CONTEXT NTAPI FsRtlRemovePerFileObjectContext(PFILE_OBJECT FileObject,
                                                                    PVOID OwnerId,
                                                                    PVOID InstanceId) {
    SIM_CALL(FsRtlRemovePerFileObjectContext);
    if (FileObject == NULL || !io_is_file(FileObject)) return NULL;
    PFSRTL_PER_STREAM_CONTEXT found =
        fsrtl_match(contexts_of(FileObject), OwnerId, InstanceId,
                    "FsRtlRemovePerFileObjectContext", IO_FROM_DRIVER());
    if (found == NULL) return NULL;
    RemoveEntryList(&found->Links);
    fsrtl_note_remove(found);
    return (PFSRTL_PER_FILEOBJECT_CONTEXT)found;
}

void fsrtl_file_object_ends(PFILE_OBJECT file) {
    LIST_ENTRY *list = &io_file_of(file)->contexts;
    if (list->Flink == NULL) return;
    while (list->Flink != list) {
        LIST_ENTRY *entry = list->Flink;
        fsrtl_context *record = fsrtl_find(entry);
        sim_report(RULE_G16, record != NULL ? record->identity : 0, SIM_NO_BUGCHECK,
                   "A per-file-object context is left when the close of its file object completes");
        ex_pool_excuse(entry);
        RemoveEntryList(entry);
        fsrtl_note_remove((FSRTL_PER_STREAM_CONTEXT *)entry);
    }
}
