// Events with handles and names.
#include "internal.h"

static PRKEVENT find_or_create(const UNICODE_STRING *name, EVENT_TYPE type, bool state,
                               bool *found) {
    PRKEVENT event = name ? ob_lookup(name, NULL) : NULL;

    *found = event && ob_is(event, &ob_event_type);
    if (*found) {
        ob_reference(event);
        return event;
    }
    event = ob_create(&ob_event_type, sizeof(*event), NULL);
    ke_event_initialize(event, type, state);
    if (name) ob_insert_name(name, event);
    return event;
}

static bool wants_kernel_handle(POBJECT_ATTRIBUTES attributes) {
    return attributes && attributes->Attributes & OBJ_KERNEL_HANDLE;
}

// ntifs/nf-ntifs-zwcreateevent
NTSTATUS ZwCreateEvent(PHANDLE EventHandle, ACCESS_MASK DesiredAccess,
                       POBJECT_ATTRIBUTES ObjectAttributes, EVENT_TYPE EventType,
                       BOOLEAN InitialState) {
    PRKEVENT event;
    bool found;

    SIM_CALL(ZwCreateEvent);
    SIM_FAULT(ZwCreateEvent);
    event = find_or_create(ObjectAttributes ? ObjectAttributes->ObjectName : NULL, EventType,
                           InitialState, &found);
    if (found && !(ObjectAttributes->Attributes & OBJ_OPENIF)) {
        ob_dereference(event);
        return STATUS_OBJECT_NAME_COLLISION;
    }
    *EventHandle = ob_grant_handle(event, DesiredAccess, wants_kernel_handle(ObjectAttributes));
    ob_dereference(event);
    return found ? STATUS_OBJECT_NAME_EXISTS : STATUS_SUCCESS;
}

// wdm/nf-wdm-zwopenevent
NTSTATUS ZwOpenEvent(PHANDLE EventHandle, ACCESS_MASK DesiredAccess,
                     POBJECT_ATTRIBUTES ObjectAttributes) {
    PRKEVENT event;

    SIM_CALL(ZwOpenEvent);
    SIM_FAULT(ZwOpenEvent);
    event = ob_lookup(ObjectAttributes->ObjectName, NULL);
    if (!event) return STATUS_OBJECT_NAME_NOT_FOUND;
    if (!ob_is(event, &ob_event_type)) return STATUS_OBJECT_TYPE_MISMATCH;
    *EventHandle = ob_grant_handle(event, DesiredAccess, wants_kernel_handle(ObjectAttributes));
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-zwsetevent
NTSTATUS ZwSetEvent(HANDLE EventHandle, PLONG PreviousState) {
    PRKEVENT event;
    LONG former;

    SIM_CALL(ZwSetEvent);
    event = ob_from_handle(EventHandle);
    if (!event) return STATUS_INVALID_HANDLE;
    if (!ob_is(event, &ob_event_type)) return STATUS_OBJECT_TYPE_MISMATCH;
    former = ke_event_set(event);
    if (PreviousState) *PreviousState = former;
    return STATUS_SUCCESS;
}
