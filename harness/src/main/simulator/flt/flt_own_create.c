// Files that minifilters open: FltCreateFile and its like, and FltClose.
#include <string.h>

#include "flt_own.h"

// --- Handles -------------------------------------------------------------------------------------

typedef struct own_file {
    struct own_file *next;
    PFLT_FILTER filter;
    HANDLE handle;
    sim_identity identity;
} own_file;

SIM_STATE static own_file *files;

void flt_own_opened(PFLT_FILTER filter, HANDLE handle, PFILE_OBJECT file) {
    own_file *own = sim_alloc(sizeof *own);
    *own = (own_file){files, filter, handle, io_file_identity(file)};
    files = own;
    filter->own_files++;
    sim_history(own->identity, "opened by the filter", -1);
}

bool flt_own_closed(HANDLE handle) {
    own_file **link = &files;
    while (*link != NULL && (*link)->handle != handle) link = &(*link)->next;
    own_file *own = *link;
    if (own == NULL) return false;
    *link = own->next;
    own->filter->own_files--;
    sim_free(own);
    return true;
}

// --- Opening -------------------------------------------------------------------------------------

typedef struct creation {
    PFLT_FILTER filter;
    PFLT_INSTANCE instance;
    POBJECT_ATTRIBUTES attributes;
    PIO_DRIVER_CREATE_CONTEXT context;
    io_open_request request;
} creation;

#define RECURSION_LIMIT 4

// How many of this filter's callbacks for creates run in this thread, one within the other.
static int depth_of(PFLT_FILTER filter) {
    int depth = 0;
    for (flt_callout *callout = flt_current_callout(); callout != NULL; callout = callout->outer) {
        bool create = (callout->kind == FLT_CALLOUT_PRE || callout->kind == FLT_CALLOUT_POST) &&
                      callout->stage != NULL && callout->stage->instance->filter == filter &&
                      callout->stage->operation->major == IRP_MJ_CREATE;
        if (create) depth++;
    }
    return depth;
}

static void check_caller(const creation *c) {
    const char *routine = sim_routines[sim_current_routine()].name;
    if (c->instance == NULL && depth_of(c->filter) >= RECURSION_LIMIT) {
        sim_stop(RULE_F12, c->filter->object.identity, SIM_BUGCHECK(0x7F, 8, 0, 0, 0),
                 "the filter's own opens come back to its create callback without end: %s was "
                 "given no instance", routine);
    }
    if (sim_current->top_level_irp != NULL) {
        sim_report(RULE_DDI, 0, SIM_NO_BUGCHECK,
                   "%s is called while the thread has a top-level IRP: Windows may "
                   "deadlock", routine);
    }
    if ((c->attributes->Attributes & OBJ_KERNEL_HANDLE) == 0 &&
        ps_current_process() != ps_system_process()) {
        sim_report(RULE_OBJECT, 0, SIM_NO_BUGCHECK,
                   "%s makes a handle in a user process: OBJ_KERNEL_HANDLE is missing", routine);
    }
}

static NTSTATUS fill_path(creation *c) {
    const UNICODE_STRING *name = c->attributes->ObjectName;
    if (name != NULL) c->request.path = *name;
    if (c->attributes->RootDirectory == NULL) return STATUS_SUCCESS;
    PFILE_OBJECT root = ob_from_handle(c->attributes->RootDirectory);
    if (root == NULL || !ob_is(root, &ob_file_type)) return STATUS_INVALID_HANDLE;
    c->request.related = root;
    c->request.device = root->DeviceObject;
    return STATUS_SUCCESS;
}

static void fill_context(creation *c) {
    if (c->context == NULL) return;
    c->request.ecps = (PECP_LIST)c->context->ExtraCreateParameter;
    TXN_PARAMETER_BLOCK *transaction = c->context->TxnParameters;
    if (transaction != NULL) c->request.transaction = transaction->TransactionObject;
}

// The new handle takes the place of the one that io_open counts.
static void publish(creation *c, PFILE_OBJECT opened, PHANDLE handle, PFILE_OBJECT *file) {
    *handle = ob_grant_handle(opened, c->request.access,
                              (c->attributes->Attributes & OBJ_KERNEL_HANDLE) != 0);
    flt_own_opened(c->filter, *handle, opened);
    if (file != NULL) {
        io_reference_file(opened);
        *file = opened;
    }
    io_cleanup(opened);
}

static NTSTATUS create(creation *c, PHANDLE handle, PFILE_OBJECT *file, PIO_STATUS_BLOCK result) {
    *handle = NULL;
    if (file != NULL) *file = NULL;
    flt_object_check(c->filter, FLT_KIND_FILTER);
    check_caller(c);
    NTSTATUS status = fill_path(c);
    if (!NT_SUCCESS(status)) return status;
    fill_context(c);
    flt_own_io io = {0};
    if (c->instance != NULL) {
        io = flt_own_begin(c->instance, NULL);
        c->request.start = c->instance->volume->device;
        flt_target_creates(c->instance);
    }
    PFILE_OBJECT opened;
    status = io_open(&c->request, &opened, result);
    if (c->instance != NULL) {
        flt_target_creates(NULL);
        flt_own_end(&io);
    }
    if (NT_SUCCESS(status) && opened != NULL) publish(c, opened, handle, file);
    return status;
}

static io_flags flags_of(ULONG flags) {
    io_flags to = 0;
    if ((flags & IO_FORCE_ACCESS_CHECK) != 0) to |= IO_ACCESS_CHECK;
    if ((flags & IO_IGNORE_SHARE_ACCESS_CHECK) != 0) to |= IO_IGNORE_SHARE;
    return to | IO_KERNEL_MODE;
}

#define CREATION(context_)                                                                         \
    {                                                                                              \
        .filter = Filter, .instance = Instance, .attributes = ObjectAttributes,                    \
        .context = (context_),                                                                     \
        .request = {.access = DesiredAccess,                                                       \
                    .share = ShareAccess,                                                          \
                    .disposition = CreateDisposition,                                              \
                    .options = CreateOptions,                                                      \
                    .attributes = FileAttributes,                                                  \
                    .allocation.QuadPart = AllocationSize != NULL ? AllocationSize->QuadPart : 0,  \
                    .ea = EaBuffer,                                                                \
                    .ea_length = EaLength,                                                         \
                    .flags = flags_of(Flags)}                                                      \
    }

// fltkernel/nf-fltkernel-fltcreatefile
NTSTATUS FLTAPI FltCreateFile(PFLT_FILTER Filter, PFLT_INSTANCE Instance, PHANDLE FileHandle,
                              ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes,
                              PIO_STATUS_BLOCK IoStatusBlock, PLARGE_INTEGER AllocationSize,
                              ULONG FileAttributes, ULONG ShareAccess, ULONG CreateDisposition,
                              ULONG CreateOptions, PVOID EaBuffer, ULONG EaLength, ULONG Flags) {
    SIM_CALL(FltCreateFile);
    SIM_FAULT(FltCreateFile);
    creation c = CREATION(NULL);
    return create(&c, FileHandle, NULL, IoStatusBlock);
}

// fltkernel/nf-fltkernel-fltcreatefileex
NTSTATUS FLTAPI FltCreateFileEx(PFLT_FILTER Filter, PFLT_INSTANCE Instance, PHANDLE FileHandle,
                                PFILE_OBJECT *FileObject, ACCESS_MASK DesiredAccess,
                                POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
                                PLARGE_INTEGER AllocationSize, ULONG FileAttributes,
                                ULONG ShareAccess, ULONG CreateDisposition, ULONG CreateOptions,
                                PVOID EaBuffer, ULONG EaLength, ULONG Flags) {
    SIM_CALL(FltCreateFileEx);
    SIM_FAULT(FltCreateFileEx);
    creation c = CREATION(NULL);
    return create(&c, FileHandle, FileObject, IoStatusBlock);
}

// fltkernel/nf-fltkernel-fltcreatefileex2
NTSTATUS FLTAPI FltCreateFileEx2(PFLT_FILTER Filter, PFLT_INSTANCE Instance, PHANDLE FileHandle,
                                 PFILE_OBJECT *FileObject, ACCESS_MASK DesiredAccess,
                                 POBJECT_ATTRIBUTES ObjectAttributes,
                                 PIO_STATUS_BLOCK IoStatusBlock, PLARGE_INTEGER AllocationSize,
                                 ULONG FileAttributes, ULONG ShareAccess, ULONG CreateDisposition,
                                 ULONG CreateOptions, PVOID EaBuffer, ULONG EaLength, ULONG Flags,
                                 PIO_DRIVER_CREATE_CONTEXT DriverContext) {
    SIM_CALL(FltCreateFileEx2);
    SIM_FAULT(FltCreateFileEx2);
    creation c = CREATION(DriverContext);
    return create(&c, FileHandle, FileObject, IoStatusBlock);
}

// fltkernel/nf-fltkernel-fltclose
NTSTATUS FLTAPI FltClose(HANDLE FileHandle) {
    SIM_CALL(FltClose);
    SIM_FAULT(FltClose);
    bool own = flt_own_closed(FileHandle);
    NTSTATUS status = ob_close_handle(FileHandle);
    if (!own && NT_SUCCESS(status)) {
        sim_report(RULE_DDI, 0, SIM_NO_BUGCHECK,
                   "FltClose is called for a handle that no FltCreateFile, …Ex or …Ex2 returned");
    }
    return status;
}

// fltkernel/nf-fltkernel-fltopenvolume
NTSTATUS FLTAPI FltOpenVolume(PFLT_INSTANCE Instance, PHANDLE VolumeHandle,
                              PFILE_OBJECT *VolumeFileObject) {
    SIM_CALL(FltOpenVolume);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    OBJECT_ATTRIBUTES attributes;
    InitializeObjectAttributes(&attributes, &Instance->volume->name, OBJ_KERNEL_HANDLE, NULL, NULL);
    creation c = {.filter = Instance->filter,
                  .instance = Instance,
                  .attributes = &attributes,
                  .request = {.access = GENERIC_READ | SYNCHRONIZE,
                              .share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                              .disposition = FILE_OPEN,
                              .options = FILE_SYNCHRONOUS_IO_NONALERT,
                              .flags = IO_KERNEL_MODE}};
    return create(&c, VolumeHandle, VolumeFileObject, NULL);
}
