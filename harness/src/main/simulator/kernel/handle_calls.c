// Further routines that take handles.
#include "objects.h"

// ntifs/nf-ntifs-zwwaitforsingleobject
NTSTATUS ZwWaitForSingleObject(HANDLE Handle, BOOLEAN Alertable, PLARGE_INTEGER Timeout) {
    void *body;
    ob_type *type;

    SIM_CALL(ZwWaitForSingleObject);
    body = ob_from_handle(Handle);
    if (!body) return STATUS_INVALID_HANDLE;
    type = ob_type_of(body);
    if (type == &ob_file_type) return ke_wait(&((PFILE_OBJECT)body)->Event, Timeout);
    if (type != &ob_event_type && type != &ob_thread_type && type != &ob_process_type &&
        type != &ob_semaphore_type && type != &ob_mutant_type && type != &ob_timer_type) {
        return STATUS_OBJECT_TYPE_MISMATCH;
    }
    return ke_wait(body, Timeout);
}

// ntifs/nf-ntifs-zwduplicateobject: both processes are the current one, as kernel drivers have it
NTSTATUS ZwDuplicateObject(HANDLE SourceProcessHandle, HANDLE SourceHandle,
                           HANDLE TargetProcessHandle, PHANDLE TargetHandle,
                           ACCESS_MASK DesiredAccess, ULONG HandleAttributes, ULONG Options) {
    ACCESS_MASK access;
    void *body;

    SIM_CALL(ZwDuplicateObject);
    SIM_FAULT(ZwDuplicateObject);
    if (ob_from_handle(SourceProcessHandle) != ps_current_process() ||
        (TargetHandle && ob_from_handle(TargetProcessHandle) != ps_current_process())) {
        return STATUS_ACCESS_DENIED;
    }
    body = ob_from_handle(SourceHandle);
    if (!body) return STATUS_INVALID_HANDLE;
    access = Options & DUPLICATE_SAME_ACCESS ? ob_handle_access(SourceHandle) : DesiredAccess;
    if (TargetHandle) {
        *TargetHandle = ob_grant_handle(body, access, HandleAttributes & OBJ_KERNEL_HANDLE);
    }
    if (Options & DUPLICATE_CLOSE_SOURCE) ob_close_handle(SourceHandle);
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-zwopensymboliclinkobject
NTSTATUS ZwOpenSymbolicLinkObject(PHANDLE LinkHandle, ACCESS_MASK DesiredAccess,
                                  POBJECT_ATTRIBUTES ObjectAttributes) {
    void *link;

    SIM_CALL(ZwOpenSymbolicLinkObject);
    SIM_FAULT(ZwOpenSymbolicLinkObject);
    link = ob_find_link(ObjectAttributes->ObjectName);
    if (!link) return STATUS_OBJECT_NAME_NOT_FOUND;
    *LinkHandle =
        ob_grant_handle(link, DesiredAccess, ObjectAttributes->Attributes & OBJ_KERNEL_HANDLE);
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-zwquerysymboliclinkobject
NTSTATUS ZwQuerySymbolicLinkObject(HANDLE LinkHandle, PUNICODE_STRING LinkTarget,
                                   PULONG ReturnedLength) {
    const UNICODE_STRING *target;
    void *link;

    SIM_CALL(ZwQuerySymbolicLinkObject);
    link = ob_from_handle(LinkHandle);
    if (!link) return STATUS_INVALID_HANDLE;
    if (!ob_is(link, &ob_link_type)) return STATUS_OBJECT_TYPE_MISMATCH;
    target = ob_link_target(link);
    if (ReturnedLength) *ReturnedLength = target->Length;
    if (LinkTarget->MaximumLength < target->Length) return STATUS_BUFFER_TOO_SMALL;
    memcpy(LinkTarget->Buffer, target->Buffer, target->Length);
    LinkTarget->Length = target->Length;
    return STATUS_SUCCESS;
}
