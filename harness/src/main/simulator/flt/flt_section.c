// Sections for data scan, and the context that goes with each.
#include "../fs/fs.h"
#include "flt.h"

typedef struct section_state {
    PFILE_OBJECT file;
    void *section;
    HANDLE handle;
    bool kernel_handle;
    PEPROCESS process; // whose handle it is
} section_state;

// A section context's typestate: allocated, open, closed (X4).
#define CLOSED ((section_state *)1)

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
    if (context->extension != NULL) {
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
    SIM_FAULT(FltCreateSectionForDataScan);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    flt_context *context = flt_context_check(SectionContext, RULE_S12, "used for a section");
    NTSTATUS status = check(Instance, context, SectionPageProtection, AllocationAttributes);
    if (!NT_SUCCESS(status)) return status;
    flt_list *list = flt_stream_list(FileObject, true);
    if (list == NULL) return STATUS_NOT_SUPPORTED;
    if (flt_list_find(list, FLT_SECTION_CONTEXT, Instance, FileObject) != NULL) {
        return STATUS_FLT_CONTEXT_ALREADY_DEFINED;
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
        return status;
    }
    io_reference_file(FileObject);
    context->extension = state;
    give(state, DesiredAccess, ObjectAttributes, SectionHandle, SectionObject, SectionFileSize);
    sim_history(context->identity, "section created", context->references);
    return STATUS_SUCCESS;
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
    }
}

// fltkernel/nf-fltkernel-fltclosesectionfordatascan
NTSTATUS FLTAPI FltCloseSectionForDataScan(PFLT_CONTEXT SectionContext) {
    SIM_CALL(FltCloseSectionForDataScan);
    SIM_FAULT(FltCloseSectionForDataScan);
    flt_context *context = flt_context_check(SectionContext, RULE_S12, "closed");
    section_state *state = state_of(context);
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
    io_dereference_file(state->file);
    sim_free(state);
    if (context->attached) {
        flt_context_detach(context, "detached: the section is closed");
        flt_context_release(context, "released by the Filter Manager");
    }
    return STATUS_SUCCESS;
}
