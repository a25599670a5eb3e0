// The end of a minifilter: unloading, unregistering, and what keeps it from ending.
#include "flt_internal.h"

#define HOOKS 4

static void (*unregister_hooks[HOOKS])(PFLT_FILTER filter); // set by constructors
static uint32_t unregister_hook_count;

void flt_at_unregister(void (*check)(PFLT_FILTER filter)) {
    if (unregister_hook_count == HOOKS) sim_broken("too many hooks at FltUnregisterFilter");
    unregister_hooks[unregister_hook_count++] = check;
}

static PFLT_INSTANCE first_instance(PFLT_FILTER filter) {
    if (IsListEmpty(&filter->instances)) return NULL;
    return CONTAINING_RECORD(filter->instances.Flink, struct _FLT_INSTANCE, filter_links);
}

// Volume and transaction contexts, and whatever is left on an object.
static void end_contexts(PFLT_FILTER filter) {
    for (LIST_ENTRY *at = filter->contexts.Flink; at != &filter->contexts;) {
        flt_context *context = CONTAINING_RECORD(at, flt_context, filter_links);
        at = at->Flink;
        if (!context->attached) continue;
        flt_context_detach(context, "detached: the filter unregisters");
        flt_context_release(context, "released by the Filter Manager");
        at = filter->contexts.Flink; // a cleanup may have changed the list
    }
}

// --- What is left --------------------------------------------------------------------------------

static void report_reference(PFLT_FILTER filter, const flt_object *object, const char *what) {
    sim_stop(RULE_L18, object->identity, SIM_NO_BUGCHECK,
             "FltUnregisterFilter waits for ever: %d reference%s to %s of the filter %s %s left",
             (int)object->references, object->references == 1 ? "" : "s", what,
             sim_text(&filter->name), object->references == 1 ? "is" : "are");
}

// Instances stay in the filter's list until nobody refers to them.
static PFLT_INSTANCE referenced_instance(PFLT_FILTER filter) {
    for (LIST_ENTRY *at = filter->instances.Flink; at != &filter->instances; at = at->Flink) {
        PFLT_INSTANCE instance = CONTAINING_RECORD(at, struct _FLT_INSTANCE, filter_links);
        if (instance->object.references > 0) return instance;
    }
    return NULL;
}

static bool is_unused(PFLT_FILTER filter) {
    return filter->object.references == 0 && filter->live_contexts == 0 &&
           filter->deferred_cleanups == 0 && referenced_instance(filter) == NULL;
}

static void report_what_is_left(PFLT_FILTER filter) {
    if (filter->live_contexts > 0) flt_report_leaks(filter);
    PFLT_INSTANCE instance = referenced_instance(filter);
    if (instance != NULL) report_reference(filter, &instance->object, "an instance");
    if (filter->object.references > 0) report_reference(filter, &filter->object, "the filter");
    sim_stop(RULE_HANG, filter->object.identity, SIM_NO_BUGCHECK,
             "FltUnregisterFilter waits for ever");
}

static void wait_until_unused(PFLT_FILTER filter) {
    // Nothing but the filter's own patience keeps the driver's code in memory for such a work item.
    if (filter->deferred_cleanups > 0 && filter->object.references == 0) {
        sim_report(RULE_S22, filter->object.identity, SIM_NO_BUGCHECK,
                   "the filter unregisters while the cleanup of a context that was released at "
                   "DISPATCH_LEVEL has not run");
    }
    while (!is_unused(filter)) {
        if (!sim_wait(&flt_globals, "the last reference to a filter", FLT_HANGS_AFTER)) {
            report_what_is_left(filter);
        }
    }
}

static void forget_instances(PFLT_FILTER filter) {
    while (!IsListEmpty(&filter->instances)) {
        PFLT_INSTANCE instance = first_instance(filter);
        RemoveEntryList(&instance->filter_links);
        instance->object.gone = true;
    }
}

static void unregister(PFLT_FILTER filter) {
    filter->object.deleting = true;
    for (uint32_t i = 0; i < unregister_hook_count; i++) unregister_hooks[i](filter);
    for (LIST_ENTRY *at = filter->instances.Flink; at != &filter->instances; at = at->Flink) {
        flt_teardown(CONTAINING_RECORD(at, struct _FLT_INSTANCE, filter_links),
                     filter->teardown_reason);
    }
    end_contexts(filter);
    wait_until_unused(filter);
    forget_instances(filter);
    RemoveEntryList(&filter->links);
    filter->unregistered = true;
    filter->object.gone = true;
    race_acquire(&race_ended);
    sim_history(filter->object.identity, "unregistered", -1);
}

// fltkernel/nf-fltkernel-fltunregisterfilter
VOID FLTAPI FltUnregisterFilter(PFLT_FILTER Filter) {
    SIM_CALL(FltUnregisterFilter);
    flt_object_check(Filter, FLT_KIND_FILTER);
    if (Filter->object.deleting) {
        sim_stop(RULE_DDI, Filter->object.identity, SIM_NO_BUGCHECK,
                 "FltUnregisterFilter a second time");
    }
    unregister(Filter);
}

// --- Unloading -----------------------------------------------------------------------------------

static NTSTATUS call_unload(PFLT_FILTER filter, bool mandatory) {
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_OTHER, "FilterUnloadCallback");
    NTSTATUS status = filter->registration.FilterUnloadCallback(
        mandatory ? FLTFL_FILTER_UNLOAD_MANDATORY : 0);
    flt_callout_end(&callout);
    return status;
}

// FilterUnloadCallback; a failure means that the filter stays.
static NTSTATUS ask_to_unload(PFLT_FILTER filter, bool mandatory) {
    if (filter->registration.FilterUnloadCallback == NULL) return STATUS_FLT_DO_NOT_DETACH;
    bool refuses_stop =
        (filter->registration.Flags & FLTFL_REGISTRATION_DO_NOT_SUPPORT_SERVICE_STOP) != 0;
    if (mandatory && refuses_stop) return STATUS_FLT_DO_NOT_DETACH;
    filter->teardown_reason = mandatory ? FLTFL_INSTANCE_TEARDOWN_MANDATORY_FILTER_UNLOAD
                                        : FLTFL_INSTANCE_TEARDOWN_FILTER_UNLOAD;
    sim_identity identity = filter->object.identity;
    NTSTATUS status = call_unload(filter, mandatory);
    bool refused = !NT_SUCCESS(status);
    if (refused && !mandatory) return status;
    if (refused) {
        sim_report(RULE_L19, identity, SIM_NO_BUGCHECK,
                   "FilterUnloadCallback refuses a mandatory unload with 0x%08X: it is not heard",
                   (uint32_t)status);
    }
    filter->unload_done = true;
    if (!filter->unregistered) {
        if (!refused) {
            sim_report(RULE_L18, identity, SIM_NO_BUGCHECK,
                       "FilterUnloadCallback did not call FltUnregisterFilter");
        }
        unregister(filter);
    }
    return STATUS_SUCCESS;
}

NTSTATUS flt_unload(PFLT_FILTER filter, bool mandatory) {
    PDRIVER_OBJECT driver = filter->driver;
    NTSTATUS status = ask_to_unload(filter, mandatory);
    return NT_SUCCESS(status) ? io_unload_driver(driver) : status;
}

// What FltRegisterFilter puts into the driver object: a service stop, unless the filter was
// unloaded already.
void NTAPI flt_driver_unload(PDRIVER_OBJECT driver) {
    PFLT_FILTER filter = flt_filter_of_driver(driver);
    if (filter != NULL && !filter->unload_done) ask_to_unload(filter, true);
}

// fltkernel/nf-fltkernel-fltunloadfilter
NTSTATUS FLTAPI FltUnloadFilter(PCUNICODE_STRING FilterName) {
    SIM_CALL(FltUnloadFilter);
    SIM_FAULT(FltUnloadFilter);
    PFLT_FILTER filter = flt_filter_named(FilterName);
    if (filter == NULL) return STATUS_FLT_FILTER_NOT_FOUND;
    if (filter->object.deleting) return STATUS_FLT_DELETING_OBJECT;
    return flt_unload(filter, false);
}

// After a driver's end, whether DriverEntry failed or it was unloaded.
static void check_driver(PDRIVER_OBJECT driver) {
    PFLT_FILTER filter = flt_filter_of_driver(driver);
    if (filter == NULL) return;
    sim_report(filter->unload_done ? RULE_L18 : RULE_L17, filter->object.identity, SIM_NO_BUGCHECK,
               "the driver is gone and its filter %s is still registered", sim_text(&filter->name));
    unregister(filter);
}

__attribute__((constructor)) static void hook(void) { io_at_unload(check_driver); }
