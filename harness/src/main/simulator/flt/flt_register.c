// Registration of a minifilter: what its tables say, checked, and its start.
#include <string.h>

#include "flt_internal.h"

#define LONGEST_TABLE 200
#define STACK_LIMIT (1u << 20)

// Whether memory that must outlive the call lies on the caller's stack (R1).
static bool on_stack(const void *memory) {
    const uint8_t *here = __builtin_frame_address(0);
    const uint8_t *at = memory;
    return sim_current->stack != NULL && at >= here && at < here + STACK_LIMIT;
}

static void breach(PFLT_FILTER filter, sim_rule rule, const char *what, const char *name) {
    sim_report(rule, filter->object.identity, SIM_NO_BUGCHECK, "FltRegisterFilter: %s %s", name,
               what);
}

// The registration fails for it: the driver is not there.
static _Noreturn void refuse(PFLT_FILTER filter, sim_rule rule, const char *what,
                             const char *name) {
    sim_stop(rule, filter->object.identity, SIM_NO_BUGCHECK, "FltRegisterFilter fails: %s %s", name,
             what);
}

// --- Contexts ------------------------------------------------------------------------------------

static bool valid_tag(ULONG tag) {
    if (tag == 0) return false;
    bool ended = false;
    for (int i = 0; i < 4; i++) {
        uint8_t c = (uint8_t)(tag >> 8 * i);
        if (c == 0) {
            ended = true;
        } else if (ended || c < 0x20 || c > 0x7E) {
            return false;
        }
    }
    return true;
}

static uint32_t oldest_windows(FLT_CONTEXT_TYPE type) {
    if (type == FLT_SECTION_CONTEXT) return WINDOWS_8;
    if (type == FLT_FILE_CONTEXT || type == FLT_TRANSACTION_CONTEXT) return WINDOWS_VISTA;
    return WINDOWS_ANY;
}

// What an entry says by itself.
static void check_entry(PFLT_FILTER filter, const FLT_CONTEXT_REGISTRATION *entry) {
    const char *name = flt_context_name(entry->ContextType);
    bool own = entry->ContextAllocateCallback != NULL || entry->ContextFreeCallback != NULL;
    bool fixed = entry->Size != FLT_VARIABLE_SIZED_CONTEXTS;
    if (sim_windows < oldest_windows(entry->ContextType)) {
        refuse(filter, RULE_R9, "is not there on the Windows that the scenario runs", name);
    }
    if (entry->Reserved1 != NULL) {
        breach(filter, RULE_R10, "has a Reserved1 that is not NULL", name);
    }
    if ((entry->ContextAllocateCallback != NULL) != (entry->ContextFreeCallback != NULL)) {
        breach(filter, RULE_R6, "has only one of the allocate and free callbacks", name);
    }
    if (entry->ContextAllocateCallback == NULL && !valid_tag(entry->PoolTag)) {
        const char *what = "needs a pool tag of one to four printable characters";
        if (entry->PoolTag == 0) refuse(filter, RULE_R5, what, name);
        breach(filter, RULE_R5, what, name);
    }
    if (own || !fixed) return;
    if (entry->Size == 0) {
        breach(filter, RULE_R7, "is registered with size 0: it can never be allocated", name);
    }
    if (entry->Size > MAXUSHORT) {
        refuse(filter, RULE_R8, "is larger than 65,535 bytes", name);
    }
}

// What an entry says together with those of the same type before it. False: it is one of them
// again.
static bool check_with_others(PFLT_FILTER filter, const FLT_CONTEXT_REGISTRATION *entry, int kind) {
    const char *name = flt_context_name(entry->ContextType);
    uint32_t fixed = 0, variable = 0;
    for (const flt_definition *d = filter->definitions[kind]; d != NULL; d = d->next) {
        if (memcmp(&d->entry, entry, sizeof *entry) == 0) {
            breach(filter, RULE_R4, "is registered twice: the second entry is ignored", name);
            return false;
        }
        if (d->entry.ContextAllocateCallback != NULL || entry->ContextAllocateCallback != NULL) {
            refuse(filter, RULE_R3, "has an allocate callback and a further entry", name);
        }
        if (d->entry.Size == FLT_VARIABLE_SIZED_CONTEXTS) variable++;
        else fixed++;
    }
    bool is_variable = entry->Size == FLT_VARIABLE_SIZED_CONTEXTS;
    if (is_variable && variable == 1) {
        refuse(filter, RULE_R2, "has more than one entry of variable size", name);
    }
    if (!is_variable && fixed == 3) {
        refuse(filter, RULE_R2, "has more than three entries of fixed size", name);
    }
    return true;
}

static void add_definition(PFLT_FILTER filter, const FLT_CONTEXT_REGISTRATION *entry, int kind) {
    flt_definition *definition = sim_alloc(sizeof *definition);
    definition->entry = *entry;
    flt_definition **last = &filter->definitions[kind];
    while (*last != NULL) last = &(*last)->next;
    *last = definition;
}

static void take_contexts(PFLT_FILTER filter, const FLT_CONTEXT_REGISTRATION *table) {
    if (table == NULL) return;
    if (on_stack(table)) {
        breach(filter, RULE_R1, "lies on the stack: it must outlive the registration",
               "the array of contexts");
    }
    for (uint32_t i = 0; table[i].ContextType != FLT_CONTEXT_END; i++) {
        int kind = flt_context_kind(table[i].ContextType);
        if (kind < 0 || i == LONGEST_TABLE) {
            refuse(filter, RULE_R1, "does not end with FLT_CONTEXT_END", "the array of contexts");
        }
        check_entry(filter, &table[i]);
        if (check_with_others(filter, &table[i], kind)) add_definition(filter, &table[i], kind);
    }
}

// --- Operations ----------------------------------------------------------------------------------

static void take_operation(PFLT_FILTER filter, const FLT_OPERATION_REGISTRATION *entry) {
    const char *name = flt_major_name(entry->MajorFunction);
    flt_callbacks *callbacks = &filter->operations[flt_major_index(entry->MajorFunction)];
    if (entry->Reserved1 != NULL) {
        breach(filter, RULE_R10, "has a Reserved1 that is not NULL", name);
    }
    if (entry->MajorFunction == IRP_MJ_POWER || entry->MajorFunction == IRP_MJ_DEVICE_CHANGE) {
        refuse(filter, RULE_DDI, "cannot be registered: file systems do not receive it", name);
    }
    if (callbacks->registered) breach(filter, RULE_DDI, "is registered twice", name);
    callbacks->registered = true;
    callbacks->pre = entry->PreOperation;
    callbacks->post = entry->PostOperation;
    callbacks->flags = entry->Flags;
    if (entry->MajorFunction == IRP_MJ_SHUTDOWN && entry->PostOperation != NULL) {
        breach(filter, RULE_L15, "has a post-operation callback, which is never called", name);
        callbacks->post = NULL;
    }
}

static void take_operations(PFLT_FILTER filter, const FLT_OPERATION_REGISTRATION *table) {
    if (table == NULL) return;
    for (uint32_t i = 0; table[i].MajorFunction != IRP_MJ_OPERATION_END; i++) {
        if (i == LONGEST_TABLE) {
            refuse(filter, RULE_DDI, "does not end with IRP_MJ_OPERATION_END",
                   "the array of operations");
        }
        take_operation(filter, &table[i]);
    }
}

// --- The filter ----------------------------------------------------------------------------------

// Older versions end before the members that later ones have.
static void take_registration(PFLT_FILTER filter, const FLT_REGISTRATION *registration) {
    USHORT version = registration->Version;
    if (version < FLT_REGISTRATION_VERSION_0200 || version > FLT_REGISTRATION_VERSION_0203) {
        refuse(filter, RULE_R10, "is not FLT_REGISTRATION_VERSION", "FLT_REGISTRATION.Version");
    }
    USHORT size = sizeof(FLT_REGISTRATION);
    if (version < FLT_REGISTRATION_VERSION_0203) {
        size = FIELD_OFFSET(FLT_REGISTRATION, SectionNotificationCallback);
    }
    if (version < FLT_REGISTRATION_VERSION_0202) {
        size = FIELD_OFFSET(FLT_REGISTRATION, TransactionNotificationCallback);
    }
    if (registration->Size != size) {
        breach(filter, RULE_R10, "is not sizeof(FLT_REGISTRATION)", "FLT_REGISTRATION.Size");
    }
    memcpy(&filter->registration, registration, size);
}

static PFLT_FILTER create_filter(PDRIVER_OBJECT driver) {
    PFLT_FILTER filter = sim_alloc(sizeof *filter);
    filter->object.magic = FLT_MAGIC;
    filter->object.kind = FLT_KIND_FILTER;
    filter->object.identity = sim_identify("filter", filter);
    filter->driver = driver;
    filter->name = flt_service_name(driver);
    filter->teardown_reason = FLTFL_INSTANCE_TEARDOWN_FILTER_UNLOAD;
    InitializeListHead(&filter->instances);
    InitializeListHead(&filter->contexts);
    InitializeListHead(&filter->ports);
    if (sim_recording) sim_name(filter->object.identity, "%s", sim_text(&filter->name));
    return filter;
}

// fltkernel/nf-fltkernel-fltregisterfilter
NTSTATUS FLTAPI FltRegisterFilter(PDRIVER_OBJECT Driver, CONST FLT_REGISTRATION *Registration,
                                  PFLT_FILTER *RetFilter) {
    SIM_CALL(FltRegisterFilter);
    SIM_FAULT(FltRegisterFilter);
    PFLT_FILTER filter = create_filter(Driver);
    take_registration(filter, Registration);
    take_contexts(filter, Registration->ContextRegistration);
    take_operations(filter, Registration->OperationRegistration);
    InsertTailList(&flt_globals.filters, &filter->links);
    Driver->DriverUnload = flt_driver_unload;
    io_set_minifilter(Driver);
    sim_history(filter->object.identity, "registered", -1);
    *RetFilter = filter;
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltstartfiltering
NTSTATUS FLTAPI FltStartFiltering(PFLT_FILTER Filter) {
    SIM_CALL(FltStartFiltering);
    SIM_FAULT(FltStartFiltering);
    flt_object_check(Filter, FLT_KIND_FILTER);
    if (Filter->started) {
        sim_report(RULE_DDI, Filter->object.identity, SIM_NO_BUGCHECK,
                   "FltStartFiltering a second time");
        return STATUS_INVALID_PARAMETER;
    }
    Filter->started = true;
    for (LIST_ENTRY *at = flt_globals.volumes.Flink; at != &flt_globals.volumes; at = at->Flink) {
        PFLT_VOLUME volume = CONTAINING_RECORD(at, struct _FLT_VOLUME, links);
        if (!volume->object.deleting) {
            flt_attach_automatically(Filter, volume, FLTFL_INSTANCE_SETUP_AUTOMATIC_ATTACHMENT);
        }
    }
    return STATUS_SUCCESS;
}

PFLT_FILTER flt_filter_of_driver(PDRIVER_OBJECT driver) {
    for (LIST_ENTRY *at = flt_globals.filters.Flink; at != &flt_globals.filters; at = at->Flink) {
        PFLT_FILTER filter = CONTAINING_RECORD(at, struct _FLT_FILTER, links);
        if (filter->driver == driver) return filter;
    }
    return NULL;
}

PFLT_FILTER flt_filter_named(const UNICODE_STRING *name) {
    for (LIST_ENTRY *at = flt_globals.filters.Flink; at != &flt_globals.filters; at = at->Flink) {
        PFLT_FILTER filter = CONTAINING_RECORD(at, struct _FLT_FILTER, links);
        if (RtlEqualUnicodeString(&filter->name, name, TRUE)) return filter;
    }
    return NULL;
}
