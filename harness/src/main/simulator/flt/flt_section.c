// Sections for data scan, and the context that goes with each.
#include "../fs/fs.h"
#include "flt_context.h"

typedef struct section_state {
    struct section_state *next;
    PFILE_OBJECT file;
    void *section;
    HANDLE handle;
    bool kernel_handle;
    PEPROCESS process; // whose handle it is
} section_state;

// A section context's typestate: allocated, open, closed (X4); or another one was open (X3).
#define CLOSED ((section_state *)1)
#define REFUSED ((section_state *)2)

SIM_STATE static section_state *open_sections;

static section_state *state_of(flt_context *context) { return context->extension; }

// fltkernel/nf-fltkernel-fltregisterfordatascan
NTSTATUS FLTAPI FltRegisterForDataScan(CONST PFLT_INSTANCE Instance) {
    SIM_CALL(FltRegisterForDataScan);
    SIM_FAULT(FltRegisterForDataScan);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    fs_volume *volume = fs_volume_of_device(Instance->volume->file_system);
    if (volume == NULL || !fs_kinds[fs_kind_of(volume)].stream_contexts) {
        return STATUS_NOT_SUPPORTED;
    }
    Instance->data_scan = true;
    return STATUS_SUCCESS;
}

static NTSTATUS check(PFLT_INSTANCE instance, flt_context *context, ULONG protection,
                      ULONG attributes) {
    if (!instance->data_scan) {
        sim_report(RULE_X1, instance->object.identity, SIM_NO_BUGCHECK,
                   "FltCreateSectionForDataScan is called before FltRegisterForDataScan");
        return STATUS_INVALID_PARAMETER;
    }
    if (context->type != FLT_SECTION_CONTEXT) {
        sim_report(RULE_DDI, context->identity, SIM_NO_BUGCHECK,
                   "FltCreateSectionForDataScan was given a context of another type");
        return STATUS_INVALID_PARAMETER;
    }
    if (context->extension != NULL && context->extension != REFUSED) {
        sim_report(RULE_X4, context->identity, SIM_NO_BUGCHECK,
                   "FltCreateSectionForDataScan was given a section context for the second time");
        return STATUS_FLT_CONTEXT_ALREADY_LINKED;
    }
    if (protection != PAGE_READONLY && protection != PAGE_READWRITE) {
        return STATUS_INVALID_PARAMETER_8;
    }
    if ((attributes & SEC_COMMIT) == 0) return STATUS_INVALID_PARAMETER_9;
    return STATUS_SUCCESS;
}

// The context that its section was not created for is the caller's to release (X2, X3).
static NTSTATUS failed(PFLT_CONTEXT memory, NTSTATUS status) {
    flt_context *context = flt_context_find(memory);
    if (context == NULL || context->dead) return status;
    if (context->extension != NULL && context->extension != REFUSED) return status;
    bool is_second = status == STATUS_FLT_CONTEXT_ALREADY_DEFINED;
    context->extension = is_second ? REFUSED : NULL;
    flt_context_tell_allocation(context,
                                is_second ? FLT_FROM_SECOND_SECTION : FLT_FROM_FAILED_SECTION);
    return status;
}

static void give(section_state *state, ACCESS_MASK access, const OBJECT_ATTRIBUTES *attributes,
                 PHANDLE handle, PVOID *object, PLARGE_INTEGER size) {
    state->kernel_handle = attributes != NULL && (attributes->Attributes & OBJ_KERNEL_HANDLE) != 0;
    state->process = ps_current_process();
    state->handle = ob_insert_handle(state->section, access, state->kernel_handle);
    *handle = state->handle;
    // The reference that mm_section_create returned is the driver's.
    *object = state->section;
    if (size != NULL) size->QuadPart = mm_file_size(state->file);
}

// fltkernel/nf-fltkernel-fltcreatesectionfordatascan
NTSTATUS FLTAPI FltCreateSectionForDataScan(
    PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CONTEXT SectionContext,
    ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes, PLARGE_INTEGER MaximumSize,
    ULONG SectionPageProtection, ULONG AllocationAttributes, ULONG Flags, PHANDLE SectionHandle,
    PVOID *SectionObject, PLARGE_INTEGER SectionFileSize) {
    SIM_CALL(FltCreateSectionForDataScan);
    NTSTATUS status = sim_fault(ROUTINE_FltCreateSectionForDataScan);
    if (status != STATUS_SUCCESS) return failed(SectionContext, status);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    flt_context *context = flt_context_check(SectionContext, RULE_S12, "used for a section");
    status = check(Instance, context, SectionPageProtection, AllocationAttributes);
    if (!NT_SUCCESS(status)) return failed(SectionContext, status);
    flt_list *list = flt_stream_list(FileObject, true);
    if (list == NULL) return failed(SectionContext, STATUS_NOT_SUPPORTED);
    if (flt_list_find(list, FLT_SECTION_CONTEXT, Instance, FileObject) != NULL) {
        return failed(SectionContext, STATUS_FLT_CONTEXT_ALREADY_DEFINED);
    }
    section_state *state = sim_alloc(sizeof *state);
    state->file = FileObject;
    status = mm_section_create(FileObject, SectionPageProtection, AllocationAttributes, 0,
                               &state->section);
    if (NT_SUCCESS(status)) {
        status = flt_list_set(list, context, FLT_SET_CONTEXT_KEEP_IF_EXISTS, Instance, Instance,
                              FileObject->FsContext, NULL);
        if (!NT_SUCCESS(status)) ob_dereference(state->section);
    }
    if (!NT_SUCCESS(status)) {
        sim_free(state);
        return failed(SectionContext, status);
    }
    io_reference_file(FileObject);
    context->extension = state;
    state->next = open_sections;
    open_sections = state;
    flt_context_tell_allocation(context, FLT_FROM_ALLOCATE);
    give(state, DesiredAccess, ObjectAttributes, SectionHandle, SectionObject, SectionFileSize);
    sim_history(context->identity, "section created", context->references);
    return STATUS_SUCCESS;
}

// What is told once is not to be told again, by all that the handle keeps alive.
static void close_for_its_process(const section_state *state) {
    PEPROCESS process = sim_current->process;
    ps_set_process(sim_current, state->process);
    if (ob_from_handle(state->handle) == state->section) ob_close_handle(state->handle);
    ps_set_process(sim_current, process);
}

static void check_ended(const flt_context *context, const section_state *state) {
    bool open = ob_from_handle(state->handle) == state->section;
    if (open) {
        sim_report(RULE_X4, context->identity, SIM_NO_BUGCHECK,
                   "FltCloseSectionForDataScan is called before the section's handle is closed");
    } else if (ob_is(state->section, &ob_section_type) && ob_handle_count(state->section) > 0) {
        sim_report(RULE_X7, context->identity, SIM_NO_BUGCHECK,
                   "the section's handle belongs to another process than the one that closes the "
                   "section");
        close_for_its_process(state);
    }
}

static void end(section_state *state) {
    section_state **link = &open_sections;
    while (*link != state) link = &(*link)->next;
    *link = state->next;
    io_dereference_file(state->file);
    sim_free(state);
}

// Whose handle it is that a driver closes where it is not open.
static sim_rule foreign_handle_rule(HANDLE handle) {
    for (section_state *at = open_sections; at != NULL; at = at->next) {
        if (at->handle == handle && at->process != ps_current_process()) return RULE_X7;
    }
    return RULE_OBJECT;
}

__attribute__((constructor)) static void hook(void) {
    ob_foreign_handle_rule = foreign_handle_rule;
}

// fltkernel/nf-fltkernel-fltclosesectionfordatascan
NTSTATUS FLTAPI FltCloseSectionForDataScan(PFLT_CONTEXT SectionContext) {
    SIM_CALL(FltCloseSectionForDataScan);
    SIM_FAULT(FltCloseSectionForDataScan);
    flt_context *context = flt_context_check(SectionContext, RULE_S12, "closed");
    section_state *state = state_of(context);
    if (state == REFUSED) {
        sim_report(RULE_X3, context->identity, SIM_NO_BUGCHECK,
                   "FltCloseSectionForDataScan is called for a section context that has no "
                   "section: the stream's open one is another's");
        return STATUS_INVALID_PARAMETER;
    }
    if (state == NULL || context->type != FLT_SECTION_CONTEXT) return STATUS_INVALID_PARAMETER;
    if (state == CLOSED) {
        sim_report(RULE_X4, context->identity, SIM_NO_BUGCHECK,
                   "FltCloseSectionForDataScan is called for a section context for the second "
                   "time");
        return STATUS_NOT_FOUND;
    }
    check_ended(context, state);
    context->extension = CLOSED;
    sim_history(context->identity, "section closed", context->references);
    end(state);
    if (context->attached) {
        flt_context_detach(context, "detached: the section is closed");
        flt_context_release(context, "released by the Filter Manager");
    }
    return STATUS_SUCCESS;
}
