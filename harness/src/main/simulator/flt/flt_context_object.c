// Which contexts an object has: the list of each volume, instance, file, stream and transaction,
// and where the file system supports none.
#include "flt_context.h"

// --- Where contexts may be used ------------------------------------------------------------------

static const char *routine_name(void) { return sim_routines[sim_current_routine()].name; }

// The operation on this very file object whose callback runs in the thread, or NULL.
static flt_callout *callout_of_file(PFILE_OBJECT file) {
    flt_callout *callout = flt_operation_callout();
    bool same = callout != NULL && callout->stage->operation->file == file;
    return same ? callout : NULL;
}

// Reports the operations that never have contexts (F2), and those that go on elsewhere.
static bool may_use(PFILE_OBJECT file, const flt_callout *callout, sim_rule draining_rule) {
    if (callout == NULL) return true;
    if ((callout->flags & FLTFL_POST_OPERATION_DRAINING) != 0) {
        sim_report(draining_rule, callout->stage->instance->object.identity, SIM_NO_BUGCHECK,
                   "%s in a post-operation callback that drains: the file may be gone",
                   routine_name());
        return false;
    }
    UCHAR major = callout->stage->operation->data->Iopb->MajorFunction;
    if (major == IRP_MJ_NETWORK_QUERY_OPEN || major == IRP_MJ_QUERY_OPEN) {
        sim_report(RULE_F2, io_file_identity(file), SIM_NO_BUGCHECK,
                   "%s in %s: its file object has no contexts", routine_name(),
                       flt_major_name(major));
        return false;
    }
    if (major == IRP_MJ_CLOSE && callout->kind == FLT_CALLOUT_POST) {
        sim_report(RULE_F2, io_file_identity(file), SIM_NO_BUGCHECK,
                   "%s after the close of the file", routine_name());
        return false;
    }
    return true;
}

static bool is_paging_file(PFILE_OBJECT file) {
    PFSRTL_ADVANCED_FCB_HEADER header = file->FsContext;
    return header != NULL && (header->Flags & FSRTL_FLAG_ADVANCED_HEADER) != 0 &&
           (header->Flags2 & FSRTL_FLAG2_IS_PAGING_FILE) != 0;
}

bool flt_context_may_set(PFILE_OBJECT file) {
    const flt_callout *callout = callout_of_file(file);
    if (!may_use(file, callout, RULE_S2)) return false;
    const flt_operation *operation = callout != NULL ? callout->stage->operation : NULL;
    bool in_create = operation != NULL && operation->major == IRP_MJ_CREATE;
    if ((in_create && callout->kind == FLT_CALLOUT_PRE) || file->FsContext == NULL) {
        bool failed = in_create && callout->kind == FLT_CALLOUT_POST;
        sim_report(failed ? RULE_S2 : RULE_S1, io_file_identity(file), SIM_NO_BUGCHECK,
                   "%s on a file object that is not open%s", routine_name(),
                   failed ? ": the create failed" : "");
        return false;
    }
    if (in_create && callout->kind == FLT_CALLOUT_POST) {
        NTSTATUS status = operation->data->IoStatus.Status;
        if (!NT_SUCCESS(status) || status == STATUS_REPARSE) {
            sim_report(RULE_S2, io_file_identity(file), SIM_NO_BUGCHECK,
                       "%s after a create that ended with 0x%08X", routine_name(),
                           (uint32_t)status);
            return false;
        }
    }
    if (is_paging_file(file)) {
        sim_report(RULE_F1, io_file_identity(file), SIM_NO_BUGCHECK, "%s on a paging file",
                   routine_name());
        return false;
    }
    return true;
}

bool flt_context_may_get(PFILE_OBJECT file) {
    const flt_callout *callout = callout_of_file(file);
    if (!may_use(file, callout, RULE_L4)) return false;
    bool in_pre_create = callout != NULL && callout->kind == FLT_CALLOUT_PRE &&
                         callout->stage->operation->major == IRP_MJ_CREATE;
    if (in_pre_create) {
        sim_report(RULE_F2, io_file_identity(file), SIM_NO_BUGCHECK,
                   "%s before the create: the file object is not open", routine_name());
        return false;
    }
    return true;
}

// --- Streams and files ---------------------------------------------------------------------------

// What the Filter Manager puts into a stream's list of filter contexts: one node, as for its own
// contexts.
typedef struct stream_node {
    FSRTL_PER_STREAM_CONTEXT link;
    flt_list contexts;
} stream_node;

typedef struct file_node {
    FSRTL_PER_FILE_CONTEXT link;
    flt_list contexts;
} file_node;

static void stream_ends(PVOID buffer) {
    stream_node *node = CONTAINING_RECORD(buffer, stream_node, link);
    flt_list_end(&node->contexts, "detached: the stream ends");
    sim_free(node);
}

static void file_ends(PVOID buffer) {
    file_node *node = CONTAINING_RECORD(buffer, file_node, link);
    flt_list_end(&node->contexts, "detached: the file ends");
    sim_free(node);
}

static bool supports_streams(PFILE_OBJECT file) { return FsRtlSupportsPerStreamContexts(file); }

static flt_list *list_of_stream(PFILE_OBJECT file, bool create) {
    PFSRTL_ADVANCED_FCB_HEADER header = FsRtlGetPerStreamContextPointer(file);
    PFSRTL_PER_STREAM_CONTEXT found =
        FsRtlLookupPerStreamContextInternal(header, &flt_globals, NULL);
    if (found != NULL) return &CONTAINING_RECORD(found, stream_node, link)->contexts;
    if (!create) return NULL;
    stream_node *node = sim_alloc(sizeof *node);
    InitializeListHead(&node->contexts.head);
    FsRtlInitPerStreamContext(&node->link, &flt_globals, NULL, stream_ends);
    if (NT_SUCCESS(FsRtlInsertPerStreamContext(header, &node->link))) return &node->contexts;
    sim_free(node);
    return NULL;
}

static flt_list *list_of_file(PFILE_OBJECT file, bool create) {
    PVOID *pointer = FsRtlGetPerFileContextPointer(file);
    PFSRTL_PER_FILE_CONTEXT found = FsRtlLookupPerFileContext(pointer, &flt_globals, NULL);
    if (found != NULL) return &CONTAINING_RECORD(found, file_node, link)->contexts;
    if (!create) return NULL;
    file_node *node = sim_alloc(sizeof *node);
    InitializeListHead(&node->contexts.head);
    FsRtlInitPerFileContext(&node->link, &flt_globals, NULL, file_ends);
    if (NT_SUCCESS(FsRtlInsertPerFileContext(pointer, &node->link))) return &node->contexts;
    sim_free(node);
    return NULL;
}

flt_list *flt_stream_list(PFILE_OBJECT file, bool create) {
    return supports_streams(file) ? list_of_stream(file, create) : NULL;
}

// Where the file system has no file contexts but one stream for each file, its streams' serve.
flt_list *flt_file_list(PFILE_OBJECT file, PFLT_INSTANCE instance, bool create) {
    if (!supports_streams(file)) return NULL;
    return FsRtlSupportsPerFileContexts(file) ? list_of_file(file, create)
                                              : list_of_stream(file, create);
}

void flt_file_closes(PFILE_OBJECT file) {
    if (file == NULL || !supports_streams(file)) return;
    flt_list *list = list_of_stream(file, false);
    if (list == NULL) return;
    for (LIST_ENTRY *at = list->head.Flink; at != &list->head;) {
        flt_context *context = CONTAINING_RECORD(at, flt_context, links);
        at = at->Flink;
        if (context->type != FLT_STREAMHANDLE_CONTEXT || context->object != file) continue;
        flt_context_detach(context, "detached: the handle is closed");
        flt_context_release(context, "released by the Filter Manager");
        at = list->head.Flink; // a cleanup may have changed the list
    }
}

// --- Transactions --------------------------------------------------------------------------------

typedef struct transaction_node {
    struct transaction_node *next;
    PVOID transaction;
    flt_list contexts;
} transaction_node;

SIM_STATE static transaction_node *transactions;

static transaction_node **find_transaction(PVOID transaction) {
    transaction_node **at = &transactions;
    while (*at != NULL && (*at)->transaction != transaction) at = &(*at)->next;
    return at;
}

flt_list *flt_transaction_list(PVOID transaction, bool create) {
    transaction_node *node = *find_transaction(transaction);
    if (node != NULL) return &node->contexts;
    if (!create) return NULL;
    flt_transaction_check(transaction);
    flt_transaction_watch(transaction);
    node = sim_alloc(sizeof *node);
    node->transaction = transaction;
    InitializeListHead(&node->contexts.head);
    node->next = transactions;
    transactions = node;
    return &node->contexts;
}

void flt_transaction_ended(PVOID transaction) {
    transaction_node **at = find_transaction(transaction);
    transaction_node *node = *at;
    if (node == NULL) return;
    *at = node->next;
    flt_list_end(&node->contexts, "detached: the transaction ends");
    sim_free(node);
}

flt_list *flt_context_list_of(FLT_CONTEXT_TYPE type, PFLT_INSTANCE instance, void *object,
                              bool create, bool *supported) {
    *supported = true;
    switch (type) {
    case FLT_VOLUME_CONTEXT: return &((PFLT_VOLUME)object)->contexts;
    case FLT_INSTANCE_CONTEXT: return &instance->contexts;
    case FLT_TRANSACTION_CONTEXT: return flt_transaction_list(object, create);
    default: break;
    }
    *supported = object != NULL && supports_streams(object);
    if (!*supported) return NULL;
    return type == FLT_FILE_CONTEXT ? flt_file_list(object, instance, create)
                                    : list_of_stream(object, create);
}

// --- What a file supports ------------------------------------------------------------------------

// fltkernel/nf-fltkernel-fltsupportsfilecontexts
BOOLEAN FLTAPI FltSupportsFileContexts(PFILE_OBJECT FileObject) {
    SIM_CALL(FltSupportsFileContexts);
    if (!supports_streams(FileObject)) return FALSE;
    if (FsRtlSupportsPerFileContexts(FileObject)) return TRUE;
    sim_report(RULE_F4, io_file_identity(FileObject), SIM_NO_BUGCHECK,
               "FltSupportsFileContexts knows nothing of the file contexts that the Filter Manager "
               "provides on this file system: FltSupportsFileContextsEx does");
    return FALSE;
}

// fltkernel/nf-fltkernel-fltsupportsfilecontextsex
BOOLEAN FLTAPI FltSupportsFileContextsEx(PFILE_OBJECT FileObject, PFLT_INSTANCE Instance) {
    SIM_CALL(FltSupportsFileContextsEx);
    if (Instance != NULL) flt_object_check(Instance, FLT_KIND_INSTANCE);
    if (!supports_streams(FileObject)) return FALSE;
    return Instance != NULL || FsRtlSupportsPerFileContexts(FileObject);
}

// fltkernel/nf-fltkernel-fltsupportsstreamcontexts
BOOLEAN FLTAPI FltSupportsStreamContexts(PFILE_OBJECT FileObject) {
    SIM_CALL(FltSupportsStreamContexts);
    return supports_streams(FileObject);
}

// fltkernel/nf-fltkernel-fltsupportsstreamhandlecontexts
BOOLEAN FLTAPI FltSupportsStreamHandleContexts(PFILE_OBJECT FileObject) {
    SIM_CALL(FltSupportsStreamHandleContexts);
    return supports_streams(FileObject);
}
