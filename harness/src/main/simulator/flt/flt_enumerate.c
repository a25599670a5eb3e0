// Lists of filters, instances and volumes, and the way from one to the other.
#include "flt_internal.h"

// fltkernel/nf-fltkernel-fltgetfilterfrominstance
NTSTATUS FLTAPI FltGetFilterFromInstance(PFLT_INSTANCE Instance, PFLT_FILTER *RetFilter) {
    SIM_CALL(FltGetFilterFromInstance);
    SIM_FAULT(FltGetFilterFromInstance);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    if (!flt_reference(Instance->filter)) return STATUS_FLT_DELETING_OBJECT;
    *RetFilter = Instance->filter;
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltgetfilterfromname
NTSTATUS FLTAPI FltGetFilterFromName(PCUNICODE_STRING FilterName, PFLT_FILTER *RetFilter) {
    SIM_CALL(FltGetFilterFromName);
    SIM_FAULT(FltGetFilterFromName);
    PFLT_FILTER filter = flt_filter_named(FilterName);
    if (filter == NULL) return STATUS_FLT_FILTER_NOT_FOUND;
    if (!flt_reference(filter)) return STATUS_FLT_DELETING_OBJECT;
    *RetFilter = filter;
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltenumeratefilters
NTSTATUS FLTAPI FltEnumerateFilters(PFLT_FILTER *FilterList, ULONG FilterListSize,
                                    PULONG NumberFiltersReturned) {
    SIM_CALL(FltEnumerateFilters);
    ULONG count = 0;
    for (LIST_ENTRY *at = flt_globals.filters.Flink; at != &flt_globals.filters; at = at->Flink) {
        if (!CONTAINING_RECORD(at, struct _FLT_FILTER, links)->object.deleting) count++;
    }
    *NumberFiltersReturned = count;
    if (count > FilterListSize) return STATUS_BUFFER_TOO_SMALL;
    count = 0;
    for (LIST_ENTRY *at = flt_globals.filters.Flink; at != &flt_globals.filters; at = at->Flink) {
        PFLT_FILTER filter = CONTAINING_RECORD(at, struct _FLT_FILTER, links);
        if (flt_reference(filter)) FilterList[count++] = filter;
    }
    return STATUS_SUCCESS;
}

// --- Instances -----------------------------------------------------------------------------------

// Calls for each attached instance of the volume (NULL: of all), or of the filter (NULL: of all).
static ULONG each_instance(PFLT_VOLUME volume, PFLT_FILTER filter, PFLT_INSTANCE *list) {
    ULONG count = 0;
    for (LIST_ENTRY *v = flt_globals.volumes.Flink; v != &flt_globals.volumes; v = v->Flink) {
        PFLT_VOLUME at_volume = CONTAINING_RECORD(v, struct _FLT_VOLUME, links);
        if (volume != NULL && at_volume != volume) continue;
        for (LIST_ENTRY *i = at_volume->instances.Flink; i != &at_volume->instances; i = i->Flink) {
            PFLT_INSTANCE instance = CONTAINING_RECORD(i, struct _FLT_INSTANCE, volume_links);
            bool matches = instance->state == FLT_INSTANCE_ATTACHED &&
                           (filter == NULL || instance->filter == filter);
            if (!matches) continue;
            if (list != NULL) {
                flt_reference(instance);
                list[count] = instance;
            }
            count++;
        }
    }
    return count;
}

// fltkernel/nf-fltkernel-fltenumerateinstances
NTSTATUS FLTAPI FltEnumerateInstances(PFLT_VOLUME Volume, PFLT_FILTER Filter,
                                      PFLT_INSTANCE *InstanceList, ULONG InstanceListSize,
                                      PULONG NumberInstancesReturned) {
    SIM_CALL(FltEnumerateInstances);
    SIM_FAULT(FltEnumerateInstances);
    if (Volume == NULL && Filter == NULL) return STATUS_INVALID_PARAMETER;
    if (Volume != NULL) flt_object_check(Volume, FLT_KIND_VOLUME);
    if (Filter != NULL) flt_object_check(Filter, FLT_KIND_FILTER);
    *NumberInstancesReturned = each_instance(Volume, Filter, NULL);
    if (*NumberInstancesReturned > InstanceListSize) return STATUS_BUFFER_TOO_SMALL;
    each_instance(Volume, Filter, InstanceList);
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltcompareinstancealtitudes
LONG FLTAPI FltCompareInstanceAltitudes(PFLT_INSTANCE Instance1, PFLT_INSTANCE Instance2) {
    SIM_CALL(FltCompareInstanceAltitudes);
    flt_object_check(Instance1, FLT_KIND_INSTANCE);
    flt_object_check(Instance2, FLT_KIND_INSTANCE);
    return flt_compare_altitudes(&Instance1->altitude, &Instance2->altitude);
}

// The nearest attached instance from a link on, upwards or downwards, with a reference.
static NTSTATUS return_instance(PFLT_VOLUME volume, LIST_ENTRY *at, bool up,
                                PFLT_INSTANCE *result) {
    for (; at != &volume->instances; at = up ? at->Blink : at->Flink) {
        PFLT_INSTANCE instance = CONTAINING_RECORD(at, struct _FLT_INSTANCE, volume_links);
        if (!flt_reference(instance)) continue;
        *result = instance;
        return STATUS_SUCCESS;
    }
    return STATUS_NO_MORE_ENTRIES;
}

// fltkernel/nf-fltkernel-fltgettopinstance
NTSTATUS FLTAPI FltGetTopInstance(PFLT_VOLUME Volume, PFLT_INSTANCE *Instance) {
    SIM_CALL(FltGetTopInstance);
    SIM_FAULT(FltGetTopInstance);
    flt_object_check(Volume, FLT_KIND_VOLUME);
    return return_instance(Volume, Volume->instances.Flink, false, Instance);
}

// fltkernel/nf-fltkernel-fltgetbottominstance
NTSTATUS FLTAPI FltGetBottomInstance(PFLT_VOLUME Volume, PFLT_INSTANCE *Instance) {
    SIM_CALL(FltGetBottomInstance);
    SIM_FAULT(FltGetBottomInstance);
    flt_object_check(Volume, FLT_KIND_VOLUME);
    return return_instance(Volume, Volume->instances.Blink, true, Instance);
}

// fltkernel/nf-fltkernel-fltgetupperinstance
NTSTATUS FLTAPI FltGetUpperInstance(PFLT_INSTANCE CurrentInstance, PFLT_INSTANCE *UpperInstance) {
    SIM_CALL(FltGetUpperInstance);
    SIM_FAULT(FltGetUpperInstance);
    flt_object_check(CurrentInstance, FLT_KIND_INSTANCE);
    return return_instance(CurrentInstance->volume, CurrentInstance->volume_links.Blink, true,
                           UpperInstance);
}

// fltkernel/nf-fltkernel-fltgetlowerinstance
NTSTATUS FLTAPI FltGetLowerInstance(PFLT_INSTANCE CurrentInstance, PFLT_INSTANCE *LowerInstance) {
    SIM_CALL(FltGetLowerInstance);
    SIM_FAULT(FltGetLowerInstance);
    flt_object_check(CurrentInstance, FLT_KIND_INSTANCE);
    return return_instance(CurrentInstance->volume, CurrentInstance->volume_links.Flink, false,
                           LowerInstance);
}

// --- Volumes -------------------------------------------------------------------------------------

// fltkernel/nf-fltkernel-fltenumeratevolumes
NTSTATUS FLTAPI FltEnumerateVolumes(PFLT_FILTER Filter, PFLT_VOLUME *VolumeList,
                                    ULONG VolumeListSize,
                                    PULONG NumberVolumesReturned) {
    SIM_CALL(FltEnumerateVolumes);
    SIM_FAULT(FltEnumerateVolumes);
    flt_object_check(Filter, FLT_KIND_FILTER);
    ULONG count = 0;
    for (LIST_ENTRY *at = flt_globals.volumes.Flink; at != &flt_globals.volumes; at = at->Flink) {
        if (!CONTAINING_RECORD(at, struct _FLT_VOLUME, links)->object.deleting) count++;
    }
    *NumberVolumesReturned = count;
    if (count > VolumeListSize) return STATUS_BUFFER_TOO_SMALL;
    count = 0;
    for (LIST_ENTRY *at = flt_globals.volumes.Flink; at != &flt_globals.volumes; at = at->Flink) {
        PFLT_VOLUME volume = CONTAINING_RECORD(at, struct _FLT_VOLUME, links);
        if (flt_reference(volume)) VolumeList[count++] = volume;
    }
    return STATUS_SUCCESS;
}
