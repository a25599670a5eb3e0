// What there is of the driver's contexts, and what they hold: one line for whoever compares it.
#include <ctype.h>

#include "../core/explorer.h"
#include "../core/report.h"
#include "../flt/flt_port.h"
#include "../fs/fs.h"
#include "../io/fsrtl_context.h"
#include "memory.h"
#include "steps.h"

static struct {
    output *out;
    PDRIVER_OBJECT driver; // the scenario's first; NULL: not loaded
    PFLT_FILTER filter;    // NULL: a legacy filter
} observed;                // host side, while one is made

static void item(const char *kind) {
    output_char(observed.out, ' ');
    output_text(observed.out, kind);
}

static void part(const char *text) {
    output_char(observed.out, ':');
    output_text(observed.out, text);
}

static void letter_part(char letter) { part((const char[]){letter, '\0'}); }

static void address_part(const void *address) {
    output_char(observed.out, ':');
    output_hex(observed.out, (uintptr_t)address);
}

// --- A minifilter's contexts ---------------------------------------------------------------------

static const void *show(const flt_context *context) {
    if (context == NULL) return NULL;
    memory_add(context->memory, context->size);
    return context->memory;
}

static const void *in_list(const flt_list *list, FLT_CONTEXT_TYPE type, const void *object) {
    if (list == NULL) return NULL;
    for (LIST_ENTRY *at = list->head.Flink; at != &list->head; at = at->Flink) {
        const flt_context *context = CONTAINING_RECORD(at, flt_context, links);
        if (context->type != type || context->filter != observed.filter) continue;
        if (object == NULL || context->object == object) return show(context);
    }
    return NULL;
}

static PFLT_INSTANCE instance_on(PFLT_VOLUME volume) {
    for (LIST_ENTRY *at = volume->instances.Flink; at != &volume->instances; at = at->Flink) {
        PFLT_INSTANCE instance = CONTAINING_RECORD(at, struct _FLT_INSTANCE, volume_links);
        if (instance->filter != observed.filter) continue;
        if (instance->state == FLT_INSTANCE_ATTACHED) return instance;
    }
    return NULL;
}

// The letter of the volume that an instance is attached to, mounted or not any more; '-': none.
static char letter_of_volume(const struct _FLT_VOLUME *volume) {
    for (uint32_t i = 0; i < fs_volume_count(); i++) {
        const io_disk *disk = fs_disk(fs_volume_at(i));
        if (volume->disk != (disk != NULL ? disk->device : NULL)) continue;
        return scenario_current->volumes[i].letter;
    }
    return '-';
}

// --- A legacy filter's contexts ------------------------------------------------------------------

static bool is_the_drivers(const fsrtl_context *record) {
    return record->driver == observed.driver && !record->failed && record->freeing == NULL;
}

static const void *show_record(const fsrtl_context *record) {
    sim_block block;
    const uint8_t *address = (const uint8_t *)record->context;
    if (!sim_heap_find(address, &block)) return NULL;
    memory_add(address, (size_t)((uint8_t *)block.address + block.size - address));
    return address;
}

static const void *inserted_into(fsrtl_kind kind, const void *host) {
    for (const fsrtl_context *record = fsrtl_records(); record != NULL; record = record->next) {
        if (record->kind != kind || record->host != host) continue;
        if (is_the_drivers(record)) return show_record(record);
    }
    return NULL;
}

// The driver's device in the volume's stack.
static PDEVICE_OBJECT device_on(PDEVICE_OBJECT device) {
    while (device != NULL && device->DriverObject != observed.driver) {
        device = device->AttachedDevice;
    }
    return device;
}

static char letter_of_record(const fsrtl_context *record) {
    const fs_volume *volume = record->kind == FSRTL_PER_FILE_OBJECT
                                  ? fs_volume_of((PFILE_OBJECT)record->host)
                                  : fs_volume_of_contexts(record->host);
    for (uint32_t i = 0; i < fs_volume_count(); i++) {
        if (fs_volume_at(i) == volume) return scenario_current->volumes[i].letter;
    }
    return '-';
}

// --- Items ---------------------------------------------------------------------------------------

static void file_item(uint32_t name, PFILE_OBJECT file) {
    const void *of_file = NULL, *of_stream = NULL, *of_handle = NULL, *of_section = NULL;
    if (observed.filter != NULL) {
        const flt_list *stream = flt_stream_list(file, false);
        of_file = in_list(flt_file_list(file, NULL, false), FLT_FILE_CONTEXT, NULL);
        of_stream = in_list(stream, FLT_STREAM_CONTEXT, NULL);
        of_handle = in_list(stream, FLT_STREAMHANDLE_CONTEXT, file);
        of_section = in_list(stream, FLT_SECTION_CONTEXT, NULL);
    } else if (observed.driver != NULL && file->FsContext != NULL) {
        if (FsRtlSupportsPerFileContexts(file)) {
            of_file = inserted_into(FSRTL_PER_FILE, FsRtlGetPerFileContextPointer(file));
        }
        of_stream = inserted_into(FSRTL_PER_STREAM, FsRtlGetPerStreamContextPointer(file));
        of_handle = inserted_into(FSRTL_PER_FILE_OBJECT, file);
    }
    item("h");
    part(names_text(&scenario_current->names, name));
    address_part(of_file);
    address_part(of_stream);
    address_part(of_handle);
    if (of_section == NULL) return;
    item("s");
    part(names_text(&scenario_current->names, name));
    address_part(of_section);
}

static void volume_item(uint32_t index) {
    PDEVICE_OBJECT device = fs_volume_device(fs_volume_at(index));
    const void *of_volume = NULL, *of_instance = NULL, *object = NULL;
    if (device == NULL) return;
    PFLT_VOLUME volume = observed.filter != NULL ? flt_volume_of_device(device) : NULL;
    PFLT_INSTANCE instance = volume != NULL ? instance_on(volume) : NULL;
    bool is_legacy = observed.filter == NULL && observed.driver != NULL;
    PDEVICE_OBJECT own = is_legacy ? device_on(device) : NULL;
    if (volume != NULL) of_volume = in_list(&volume->contexts, FLT_VOLUME_CONTEXT, NULL);
    if (instance != NULL) {
        of_instance = in_list(&instance->contexts, FLT_INSTANCE_CONTEXT, NULL);
        object = instance;
    } else if (own != NULL) {
        of_instance = own->DeviceExtension;
        object = own;
        if (of_instance != NULL) memory_add(of_instance, own->Size - sizeof *own);
    }
    item("v");
    letter_part(scenario_current->volumes[index].letter);
    address_part(of_volume);
    address_part(of_instance);
    address_part(object);
}

static void transaction_part(uint32_t name, const void *context, char letter) {
    item("t");
    part(names_text(&scenario_current->names, name));
    address_part(context);
    letter_part(letter);
}

// One item for each volume on which the transaction has a context, or one that it has none.
static void transaction_item(uint32_t name, PVOID transaction) {
    const flt_list *list = flt_transaction_list(transaction, false);
    const LIST_ENTRY *end = list != NULL ? &list->head : NULL;
    bool any = false;
    for (LIST_ENTRY *at = end != NULL ? end->Flink : NULL; at != end; at = at->Flink) {
        const flt_context *context = CONTAINING_RECORD(at, flt_context, links);
        if (context->filter != observed.filter) continue;
        transaction_part(name, show(context), letter_of_volume(context->instance->volume));
        any = true;
    }
    if (!any) transaction_part(name, NULL, '-');
}

static void unnamed_item(char letter, const char *kind, const void *context) {
    item("u");
    letter_part(letter);
    part(kind);
    address_part(context);
}

static const char *kind_of(FLT_CONTEXT_TYPE type) {
    switch (type) {
    case FLT_FILE_CONTEXT: return "file";
    case FLT_STREAM_CONTEXT: return "stream";
    case FLT_STREAMHANDLE_CONTEXT: return "handle";
    default: return NULL;
    }
}

static void unnamed_contexts(void) {
    const LIST_ENTRY *all = &observed.filter->contexts;
    for (LIST_ENTRY *at = all->Flink; at != all; at = at->Flink) {
        const flt_context *context = CONTAINING_RECORD(at, flt_context, filter_links);
        const char *kind = kind_of(context->type);
        if (kind == NULL || !context->attached || memory_was_added(context->memory)) continue;
        unnamed_item(letter_of_volume(context->instance->volume), kind, show(context));
    }
}

static void unnamed_records(void) {
    static const char *const kinds[] = {"stream", "file", "handle"};
    for (const fsrtl_context *record = fsrtl_records(); record != NULL; record = record->next) {
        if (!is_the_drivers(record) || memory_was_added(record->context)) continue;
        unnamed_item(letter_of_record(record), kinds[record->kind], show_record(record));
    }
}

static void each_name(bool transactions) {
    for (uint32_t i = 0; i < scenario_current->names.count; i++) {
        const scenario_slot *slot = scenario_slot_of(i);
        void *object = slot->object != NULL ? slot->object : slot->held;
        if (object == NULL || flt_port_is(object)) continue;
        if (io_is_transaction(object) != transactions) continue;
        if (transactions) transaction_item(i, object);
        else file_item(i, object);
    }
}

void scenario_observe(output *out) {
    observed.out = out;
    observed.driver = scenario_driver_object(0);
    observed.filter = observed.driver != NULL ? flt_filter_of_driver(observed.driver) : NULL;
    memory_begin(observed.driver, observed.filter);
    output_text(out, "observe ");
    output_number(out, sim_system_time());
    each_name(false);
    for (uint32_t i = 0; i < scenario_current->volume_count; i++) volume_item(i);
    each_name(true);
    if (observed.filter != NULL) unnamed_contexts();
    else if (observed.driver != NULL) unnamed_records();
    memory_write(out);
}

// --- In a scenario's run -------------------------------------------------------------------------

static uint64_t hash(const char *text, size_t length) {
    uint64_t value = 0xCBF29CE484222325u;
    for (size_t i = 0; i < length; i++) value = (value ^ (uint8_t)text[i]) * 0x100000001B3u;
    return value;
}

// Each distinct one is told once in an exploration.
NTSTATUS step_observe(const step *s) {
    (void)s;
    static output text; // host side: room only
    char token[8192];
    text.used = 0;
    scenario_observe(&text);
    uint64_t key = hash(text.text, text.used);
    if (sim_explorer->silent || !explorer_remember_observation(key)) return STATUS_SUCCESS;
    output_char(&text, '\0');
    explorer_token(token, sizeof token);
    fputs("{\"type\":\"observation\",\"text\":", report_output);
    json_string(report_output, text.text);
    fputs(",\"replay\":", report_output);
    json_string(report_output, token);
    fputs("}\n", report_output);
    fflush(report_output);
    return STATUS_SUCCESS;
}
