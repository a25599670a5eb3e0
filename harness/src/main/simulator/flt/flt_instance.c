// Instances: attaching to volumes by themselves and by hand, and their place in the stack.
#include <string.h>

#include "flt_internal.h"

// --- Altitudes -----------------------------------------------------------------------------------

static size_t length_of(const UNICODE_STRING *string) { return string->Length / sizeof(WCHAR); }

// The digits before the point without leading zeros: [*from, *to).
static void integer_part(const UNICODE_STRING *altitude, size_t *from, size_t *to) {
    size_t length = length_of(altitude);
    *from = 0;
    while (*from < length && altitude->Buffer[*from] == L'0') ++*from;
    *to = *from;
    while (*to < length && altitude->Buffer[*to] != L'.') ++*to;
}

// Digits behind the point: nothing counts as zeros.
static WCHAR fraction_digit(const UNICODE_STRING *altitude, size_t point, size_t index) {
    size_t at = point + 1 + index;
    return at < length_of(altitude) ? altitude->Buffer[at] : L'0';
}

int flt_compare_altitudes(const UNICODE_STRING *one, const UNICODE_STRING *other) {
    size_t from1, to1, from2, to2;
    integer_part(one, &from1, &to1);
    integer_part(other, &from2, &to2);
    if (to1 - from1 != to2 - from2) return to1 - from1 < to2 - from2 ? -1 : 1;
    for (size_t i = 0; i < to1 - from1; i++) {
        WCHAR a = one->Buffer[from1 + i], b = other->Buffer[from2 + i];
        if (a != b) return a < b ? -1 : 1;
    }
    size_t longest = length_of(one) > length_of(other) ? length_of(one) : length_of(other);
    for (size_t i = 0; i < longest; i++) {
        WCHAR a = fraction_digit(one, to1, i), b = fraction_digit(other, to2, i);
        if (a != b) return a < b ? -1 : 1;
    }
    return 0;
}

static bool is_altitude(const UNICODE_STRING *string) {
    size_t points = 0, length = length_of(string);
    for (size_t i = 0; i < length; i++) {
        WCHAR c = string->Buffer[i];
        if (c == L'.') points++;
        else if (c < L'0' || c > L'9') return false;
    }
    return length > points && points <= 1;
}

// --- Setting up ----------------------------------------------------------------------------------

static PFLT_INSTANCE create_instance(PFLT_FILTER filter, PFLT_VOLUME volume,
                                     const flt_instance_settings *settings) {
    PFLT_INSTANCE instance = sim_alloc(sizeof *instance);
    instance->object.magic = FLT_MAGIC;
    instance->object.kind = FLT_KIND_INSTANCE;
    instance->object.identity = sim_identify("instance", instance);
    instance->filter = filter;
    instance->volume = volume;
    instance->name = settings->name;
    instance->altitude = settings->altitude;
    InitializeListHead(&instance->stages);
    InitializeListHead(&instance->contexts.head);
    FLT_RELATED_OBJECTS related = {.Size = sizeof related, .Filter = filter, .Volume = volume,
                                   .Instance = instance};
    memcpy(&instance->related, &related, sizeof related);
    if (sim_recording) {
        sim_name(instance->object.identity, "%s on %s", sim_text(&instance->name),
                 sim_text(&volume->name));
    }
    return instance;
}

// Lists it by altitude, the highest first. Until it is attached it receives nothing.
static void link_instance(PFLT_INSTANCE instance) {
    LIST_ENTRY *head = &instance->volume->instances, *at = head->Flink;
    while (at != head) {
        PFLT_INSTANCE other = CONTAINING_RECORD(at, struct _FLT_INSTANCE, volume_links);
        if (flt_compare_altitudes(&other->altitude, &instance->altitude) < 0) break;
        at = at->Flink;
    }
    InsertTailList(at, &instance->volume_links); // before `at`
    InsertTailList(&instance->filter->instances, &instance->filter_links);
    instance->volume->instance_count++;
}

static void unlink_instance(PFLT_INSTANCE instance) {
    RemoveEntryList(&instance->volume_links);
    RemoveEntryList(&instance->filter_links);
    instance->volume->instance_count--;
}

static NTSTATUS call_setup(PFLT_INSTANCE instance, FLT_INSTANCE_SETUP_FLAGS flags) {
    PFLT_INSTANCE_SETUP_CALLBACK setup = instance->filter->registration.InstanceSetupCallback;
    if (setup == NULL) return STATUS_SUCCESS;
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_INSTANCE, "InstanceSetupCallback");
    NTSTATUS status = setup(&instance->related, flags, instance->volume->device_type,
                            instance->volume->type);
    flt_callout_end(&callout);
    if (status == STATUS_PENDING || status == STATUS_TIMEOUT) {
        sim_report(RULE_L16, instance->object.identity, SIM_NO_BUGCHECK,
                   "InstanceSetupCallback returned 0x%08X: success attaches, "
                   "STATUS_FLT_DO_NOT_ATTACH refuses",
                   (uint32_t)status);
    }
    return status;
}

// Contexts that a callback has set on an instance that is not attached after all.
static void end_refused(PFLT_INSTANCE instance) {
    instance->object.deleting = true;
    instance->state = FLT_INSTANCE_DETACHED;
    PFLT_FILTER filter = instance->filter;
    for (LIST_ENTRY *at = filter->contexts.Flink; at != &filter->contexts;) {
        flt_context *context = CONTAINING_RECORD(at, flt_context, filter_links);
        at = at->Flink;
        if (!context->attached || context->instance != instance) continue;
        flt_context_detach(context, "detached: the instance is not attached");
        flt_context_release(context, "released by the Filter Manager");
        at = filter->contexts.Flink;
    }
}

// NT_SUCCESS of what InstanceSetupCallback returns attaches.
static NTSTATUS set_up(PFLT_FILTER filter, PFLT_VOLUME volume,
                       const flt_instance_settings *settings,
                       FLT_INSTANCE_SETUP_FLAGS flags, PFLT_INSTANCE *result) {
    if (volume->instance_count == FLT_STAGES) {
        sim_broken("more than %d instances on a volume", FLT_STAGES);
    }
    PFLT_INSTANCE instance = create_instance(filter, volume, settings);
    link_instance(instance);
    flt_reference_for(filter, "referenced by an instance that is set up");
    NTSTATUS status = call_setup(instance, flags);
    bool attached = NT_SUCCESS(status) && !filter->object.deleting && !volume->object.deleting;
    if (attached) {
        instance->state = FLT_INSTANCE_ATTACHED;
        flt_volume_interests(volume);
        sim_history(instance->object.identity, "attached", -1);
        if (result != NULL) {
            flt_reference_for(instance, "referenced for the caller");
            *result = instance;
        }
    } else {
        end_refused(instance);
        if (instance->object.references == 0) {
            unlink_instance(instance);
            instance->object.gone = true;
        }
        if (NT_SUCCESS(status)) status = STATUS_FLT_DELETING_OBJECT;
    }
    flt_dereference_for(filter, "dereferenced: the instance is set up");
    sim_wake(&instance->state);
    return status;
}

static PFLT_INSTANCE find_instance(PFLT_VOLUME volume, const UNICODE_STRING *name,
                                   const UNICODE_STRING *altitude, PFLT_FILTER filter) {
    for (LIST_ENTRY *at = volume->instances.Flink; at != &volume->instances; at = at->Flink) {
        PFLT_INSTANCE instance = CONTAINING_RECORD(at, struct _FLT_INSTANCE, volume_links);
        if (instance->state == FLT_INSTANCE_DETACHED) continue;
        if (filter != NULL && instance->filter != filter) continue;
        if (name != NULL && !RtlEqualUnicodeString(&instance->name, name, TRUE)) continue;
        if (altitude != NULL && flt_compare_altitudes(&instance->altitude, altitude) != 0) continue;
        return instance;
    }
    return NULL;
}

void flt_attach_automatically(PFLT_FILTER filter, PFLT_VOLUME volume,
                              FLT_INSTANCE_SETUP_FLAGS flags) {
    flt_instance_settings settings;
    if (!filter->started || filter->object.deleting) return;
    bool pipes = volume->type == FLT_FSTYPE_NPFS || volume->type == FLT_FSTYPE_MSFS;
    if (pipes && !(filter->registration.Flags & FLTFL_REGISTRATION_SUPPORT_NPFS_MSFS)) return;
    if (!flt_read_instance(filter, NULL, &settings) || (settings.flags & 1) != 0) return;
    if (find_instance(volume, NULL, &settings.altitude, NULL) != NULL) return;
    set_up(filter, volume, &settings, flags, NULL);
}

NTSTATUS flt_attach(PFLT_FILTER filter, PFLT_VOLUME volume, const UNICODE_STRING *name,
                    const UNICODE_STRING *altitude, PFLT_INSTANCE *instance) {
    if (filter->object.deleting || volume->object.deleting) return STATUS_FLT_DELETING_OBJECT;
    if (!filter->started) return STATUS_FLT_FILTER_NOT_READY;
    flt_instance_settings settings;
    if (altitude != NULL) {
        if (!is_altitude(altitude)) return STATUS_INVALID_PARAMETER;
        settings.altitude = flt_copy_string(altitude);
        settings.name = flt_copy_string(name != NULL ? name : altitude);
        settings.flags = 0;
    } else if (!flt_read_instance(filter, name, &settings)) {
        return STATUS_OBJECT_NAME_NOT_FOUND;
    }
    if ((settings.flags & 2) != 0) return STATUS_FLT_DO_NOT_ATTACH;
    if (find_instance(volume, &settings.name, NULL, filter) != NULL) {
        return STATUS_FLT_INSTANCE_NAME_COLLISION;
    }
    if (find_instance(volume, NULL, &settings.altitude, NULL) != NULL) {
        return altitude != NULL ? STATUS_FLT_INSTANCE_ALTITUDE_COLLISION
                                : STATUS_OBJECT_NAME_COLLISION;
    }
    return set_up(filter, volume, &settings, FLTFL_INSTANCE_SETUP_MANUAL_ATTACHMENT, instance);
}

// fltkernel/nf-fltkernel-fltattachvolume
NTSTATUS FLTAPI FltAttachVolume(PFLT_FILTER Filter, PFLT_VOLUME Volume,
                                PCUNICODE_STRING InstanceName,
                                PFLT_INSTANCE *RetInstance) {
    SIM_CALL(FltAttachVolume);
    SIM_FAULT(FltAttachVolume);
    flt_object_check(Filter, FLT_KIND_FILTER);
    flt_object_check(Volume, FLT_KIND_VOLUME);
    return flt_attach(Filter, Volume, InstanceName, NULL, RetInstance);
}

// fltkernel/nf-fltkernel-fltattachvolumeataltitude
NTSTATUS FLTAPI FltAttachVolumeAtAltitude(PFLT_FILTER Filter, PFLT_VOLUME Volume,
                                          PCUNICODE_STRING Altitude, PCUNICODE_STRING InstanceName,
                                          PFLT_INSTANCE *RetInstance) {
    SIM_CALL(FltAttachVolumeAtAltitude);
    SIM_FAULT(FltAttachVolumeAtAltitude);
    flt_object_check(Filter, FLT_KIND_FILTER);
    flt_object_check(Volume, FLT_KIND_VOLUME);
    return flt_attach(Filter, Volume, InstanceName, Altitude, RetInstance);
}

// --- Detaching by hand ---------------------------------------------------------------------------

static NTSTATUS ask_to_detach(PFLT_INSTANCE instance) {
    PFLT_INSTANCE_QUERY_TEARDOWN_CALLBACK query =
        instance->filter->registration.InstanceQueryTeardownCallback;
    if (query == NULL) return STATUS_FLT_DO_NOT_DETACH;
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_INSTANCE, "InstanceQueryTeardownCallback");
    NTSTATUS status = query(&instance->related, 0);
    flt_callout_end(&callout);
    return status;
}

NTSTATUS flt_detach(PFLT_FILTER filter, PFLT_VOLUME volume, const UNICODE_STRING *name) {
    PFLT_INSTANCE instance = find_instance(volume, name, NULL, filter);
    bool found = instance != NULL && instance->state != FLT_INSTANCE_SETTING_UP;
    if (!found) return STATUS_FLT_INSTANCE_NOT_FOUND;
    if (instance->object.deleting) return STATUS_FLT_DELETING_OBJECT;
    NTSTATUS status = ask_to_detach(instance);
    if (!NT_SUCCESS(status)) return status;
    if (instance->object.deleting) return STATUS_FLT_DELETING_OBJECT;
    flt_teardown(instance, FLTFL_INSTANCE_TEARDOWN_MANUAL);
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltdetachvolume
NTSTATUS FLTAPI FltDetachVolume(PFLT_FILTER Filter, PFLT_VOLUME Volume,
                                PCUNICODE_STRING InstanceName) {
    SIM_CALL(FltDetachVolume);
    SIM_FAULT(FltDetachVolume);
    flt_object_check(Filter, FLT_KIND_FILTER);
    flt_object_check(Volume, FLT_KIND_VOLUME);
    return flt_detach(Filter, Volume, InstanceName);
}

// fltkernel/nf-fltkernel-fltgetvolumeinstancefromname
NTSTATUS FLTAPI FltGetVolumeInstanceFromName(PFLT_FILTER Filter, PFLT_VOLUME Volume,
                                             PCUNICODE_STRING InstanceName,
                                             PFLT_INSTANCE *RetInstance) {
    SIM_CALL(FltGetVolumeInstanceFromName);
    SIM_FAULT(FltGetVolumeInstanceFromName);
    if (Filter != NULL) flt_object_check(Filter, FLT_KIND_FILTER);
    flt_object_check(Volume, FLT_KIND_VOLUME);
    PFLT_INSTANCE instance = find_instance(Volume, InstanceName, NULL, Filter);
    if (instance == NULL) return STATUS_FLT_INSTANCE_NOT_FOUND;
    if (!flt_reference(instance)) return STATUS_FLT_DELETING_OBJECT;
    *RetInstance = instance;
    return STATUS_SUCCESS;
}
