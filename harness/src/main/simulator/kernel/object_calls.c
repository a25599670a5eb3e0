// The object manager's documented routines.
#include "objects.h"

POBJECT_TYPE *IoFileObjectType = &(POBJECT_TYPE){&ob_file_type};
POBJECT_TYPE *IoDeviceObjectType = &(POBJECT_TYPE){&ob_device_type};
POBJECT_TYPE *IoDriverObjectType = &(POBJECT_TYPE){&ob_driver_type};
POBJECT_TYPE *ExEventObjectType = &(POBJECT_TYPE){&ob_event_type};
POBJECT_TYPE *ExSemaphoreObjectType = &(POBJECT_TYPE){&ob_semaphore_type};
POBJECT_TYPE *PsThreadType = &(POBJECT_TYPE){&ob_thread_type};
POBJECT_TYPE *PsProcessType = &(POBJECT_TYPE){&ob_process_type};
POBJECT_TYPE *SeTokenObjectType = &(POBJECT_TYPE){&ob_token_type};
POBJECT_TYPE *MmSectionObjectType = &(POBJECT_TYPE){&ob_section_type};
POBJECT_TYPE *TmTransactionObjectType = &(POBJECT_TYPE){&ob_transaction_type};

// --- References ----------------------------------------------------------------------------------

static LONG_PTR reference(void *object, const char *routine) {
    ob_header *header = ob_header_of(object);

    if (!header) ob_report_no_object(object, routine);
    ob_reference(object);
    header->granted++;
    return header->references;
}

static LONG_PTR dereference(void *object) {
    ob_header *header = ob_header_of(object);
    LONG_PTR remaining;

    if (!header) ob_report_no_object(object, "ObDereferenceObject");
    remaining = header->references - 1;
    // Each handle owns a reference, which is not the driver's to release.
    if (remaining < (LONG_PTR)header->handles) {
        sim_stop(RULE_OBJECT, header->identity,
                 SIM_BUGCHECK(0x18, header->type, object, 0, 0),
                 "ObDereferenceObject releases a reference to %s %s that belongs to a handle, not "
                 "to the driver",
                 ke_article(header->type->kind, false), header->type->kind);
    }
    header->granted--;
    ob_dereference(object);
    return remaining;
}

// wdm/nf-wdm-obfreferenceobject
LONG_PTR ObfReferenceObject(PVOID Object) {
    SIM_CALL(ObfReferenceObject);
    return reference(Object, "ObReferenceObject");
}

// wdm/nf-wdm-obdereferenceobject
LONG_PTR ObfDereferenceObject(PVOID Object) {
    SIM_CALL(ObDereferenceObject);
    return dereference(Object);
}

// Runs the deletion in a worker thread if it comes to it, for callers that hold locks that it
// takes.
static void dereference_later(void *object) { ob_dereference(object); }

// wdm/nf-wdm-obdereferenceobjectdeferdelete
VOID ObDereferenceObjectDeferDelete(PVOID Object) {
    ob_header *header;

    SIM_CALL(ObDereferenceObjectDeferDelete);
    header = ob_header_of(Object);
    if (!header) ob_report_no_object(Object, "ObDereferenceObjectDeferDelete");
    header->granted--;
    ex_queue_work("deferred deletion of an object", dereference_later, Object);
}

static bool has_type(const ob_header *header, POBJECT_TYPE type) {
    return !type || header->type == type;
}

// wdm/nf-wdm-obreferenceobjectbypointer
NTSTATUS ObReferenceObjectByPointer(PVOID Object, ACCESS_MASK DesiredAccess,
                                    POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode) {
    ob_header *header;

    SIM_CALL(ObReferenceObjectByPointer);
    SIM_FAULT(ObReferenceObjectByPointer);
    header = ob_header_of(Object);
    if (!header) ob_report_no_object(Object, "ObReferenceObjectByPointer");
    if (!has_type(header, ObjectType)) return STATUS_OBJECT_TYPE_MISMATCH;
    reference(Object, "ObReferenceObjectByPointer");
    return STATUS_SUCCESS;
}

static void report_bad_handle(HANDLE handle, POBJECT_TYPE type, KPROCESSOR_MODE mode) {
    if (mode == UserMode) return; // an application's mistake
    sim_report(RULE_OBJECT, 0, SIM_BUGCHECK(0xC4, handle ? 0x3C : 0xF5, handle, type, 0),
               "ObReferenceObjectByHandle takes handle %p, which is not open in this process",
               handle);
}

// wdm/nf-wdm-obreferenceobjectbyhandle
NTSTATUS ObReferenceObjectByHandle(HANDLE Handle, ACCESS_MASK DesiredAccess,
                                   POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode,
                                   PVOID *Object, POBJECT_HANDLE_INFORMATION HandleInformation) {
    void *body;

    SIM_CALL(ObReferenceObjectByHandle);
    *Object = NULL;
    SIM_FAULT(ObReferenceObjectByHandle);
    body = ob_from_handle(Handle);
    if (!body) {
        report_bad_handle(Handle, ObjectType, AccessMode);
        return STATUS_INVALID_HANDLE;
    }
    if (!has_type(ob_header_of(body), ObjectType)) return STATUS_OBJECT_TYPE_MISMATCH;
    if (AccessMode == UserMode && (DesiredAccess & ~ob_handle_access(Handle))) {
        return STATUS_ACCESS_DENIED;
    }
    reference(body, "ObReferenceObjectByHandle");
    if (HandleInformation) {
        HandleInformation->HandleAttributes = 0;
        HandleInformation->GrantedAccess = ob_handle_access(Handle);
    }
    *Object = body;
    return STATUS_SUCCESS;
}

// ntifs/nf-ntifs-obopenobjectbypointer
NTSTATUS ObOpenObjectByPointer(PVOID Object, ULONG HandleAttributes,
                               PACCESS_STATE PassedAccessState, ACCESS_MASK DesiredAccess,
                               POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode,
                               PHANDLE Handle) {
    ob_header *header;

    SIM_CALL(ObOpenObjectByPointer);
    SIM_FAULT(ObOpenObjectByPointer);
    header = ob_header_of(Object);
    if (!header) ob_report_no_object(Object, "ObOpenObjectByPointer");
    if (!has_type(header, ObjectType)) return STATUS_OBJECT_TYPE_MISMATCH;
    *Handle = ob_grant_handle(Object, DesiredAccess, HandleAttributes & OBJ_KERNEL_HANDLE);
    return STATUS_SUCCESS;
}

// --- Names ---------------------------------------------------------------------------------------

// ntifs/nf-ntifs-obquerynamestring
NTSTATUS ObQueryNameString(PVOID Object, POBJECT_NAME_INFORMATION ObjectNameInfo, ULONG Length,
                           PULONG ReturnLength) {
    ob_header *header;
    WCHAR buffer[512];
    UNICODE_STRING name = {0, sizeof(buffer), buffer};
    ULONG needed;

    SIM_CALL(ObQueryNameString);
    SIM_FAULT(ObQueryNameString);
    header = ob_header_of(Object);
    if (!header) ob_report_no_object(Object, "ObQueryNameString");
    if (header->name.Length) {
        name = header->name;
    } else if (header->type->query_name &&
               !header->type->query_name(Object, &name, sizeof(buffer))) {
        name.Length = 0;
    }
    needed = (ULONG)sizeof(*ObjectNameInfo) + (name.Length ? name.Length + sizeof(WCHAR) : 0);
    *ReturnLength = needed;
    if (Length < needed) return STATUS_INFO_LENGTH_MISMATCH;
    ObjectNameInfo->Name = (UNICODE_STRING){0, 0, NULL};
    if (name.Length) {
        ObjectNameInfo->Name.Length = name.Length;
        ObjectNameInfo->Name.MaximumLength = (USHORT)(name.Length + sizeof(WCHAR));
        ObjectNameInfo->Name.Buffer = (PWCH)(ObjectNameInfo + 1);
        memcpy(ObjectNameInfo->Name.Buffer, name.Buffer, name.Length);
        ObjectNameInfo->Name.Buffer[name.Length / sizeof(WCHAR)] = 0;
    }
    return STATUS_SUCCESS;
}

// --- Handles -------------------------------------------------------------------------------------

sim_rule (*ob_foreign_handle_rule)(HANDLE handle);

static NTSTATUS close_handle(HANDLE handle) {
    NTSTATUS status = ob_close_handle(handle);

    if (status == STATUS_INVALID_HANDLE) {
        sim_report(ob_foreign_handle_rule != NULL ? ob_foreign_handle_rule(handle) : RULE_OBJECT, 0,
                   SIM_BUGCHECK(0x93, handle, 1, 0, 0),
                   "A handle is closed that is not open in this process: %p", handle);
    }
    return status;
}

// wdm/nf-wdm-zwclose
NTSTATUS ZwClose(HANDLE Handle) {
    SIM_CALL(ZwClose);
    return close_handle(Handle);
}

// ntifs/nf-ntifs-ntclose
NTSTATUS NtClose(HANDLE Handle) {
    SIM_CALL(NtClose);
    return close_handle(Handle);
}

// wdm/nf-wdm-obclosehandle
NTSTATUS ObCloseHandle(HANDLE Handle, KPROCESSOR_MODE PreviousMode) {
    SIM_CALL(ObCloseHandle);
    return close_handle(Handle);
}

// ntifs/nf-ntifs-obiskernelhandle
BOOLEAN ObIsKernelHandle(HANDLE Handle) {
    SIM_CALL(ObIsKernelHandle);
    return (LONG_PTR)Handle < 0;
}
