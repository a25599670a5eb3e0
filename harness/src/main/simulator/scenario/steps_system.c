// Steps on the system: drivers, volumes, transactions, time.
#include <string.h>

#include "../flt/flt.h"
#include "../fs/fs.h"
#include "../io/io.h"
#include "steps.h"

sim_driver_entry scenario_entries[4];
SIM_STATE static PDRIVER_OBJECT loaded[4];

static uint32_t driver_of(const step *s) {
    return scenario_option(s, 0) ? 1 : scenario_option(s, 1) ? 2 : 0;
}

bool scenario_is_loaded(uint32_t driver) { return loaded[driver] != NULL; }
PDRIVER_OBJECT scenario_driver_object(uint32_t driver) { return loaded[driver]; }

NTSTATUS scenario_load(uint32_t driver) {
    if (scenario_entries[driver] == NULL) sim_broken("the scenario has no driver %u", driver + 1);
    if (loaded[driver] == NULL) sim_image_renew(scenario_entries[driver]);
    return io_load_driver(scenario_entries[driver], scenario_current->drivers[driver].name,
                          &loaded[driver]);
}

static NTSTATUS unload(uint32_t driver, bool mandatory) {
    PDRIVER_OBJECT object = loaded[driver];
    if (object == NULL) return SCENARIO_SKIPPED;
    PFLT_FILTER filter = flt_filter_of_driver(object);
    NTSTATUS status = filter != NULL ? flt_unload(filter, mandatory) : io_unload_driver(object);
    if (NT_SUCCESS(status)) loaded[driver] = NULL;
    return status;
}

NTSTATUS scenario_unload(uint32_t driver) { return unload(driver, false); }

NTSTATUS step_load(const step *s) { return scenario_load(driver_of(s)); }
NTSTATUS step_unload(const step *s) { return unload(driver_of(s), scenario_option(s, 2)); }

static fs_volume *volume_at(char letter) {
    for (size_t i = 0; i < scenario_current->volume_count; i++) {
        if (scenario_current->volumes[i].letter == letter) return fs_volume_at((uint32_t)i);
    }
    return NULL;
}

static NTSTATUS attach_or_detach(const step *s, bool attach) {
    PDRIVER_OBJECT object = loaded[driver_of(s)];
    PFLT_FILTER filter = object != NULL ? flt_filter_of_driver(object) : NULL;
    PDEVICE_OBJECT device = fs_volume_device(volume_at(s->volume));
    PFLT_VOLUME volume = device != NULL ? flt_volume_of_device(device) : NULL;
    if (filter == NULL || volume == NULL) return SCENARIO_SKIPPED;
    return attach ? flt_attach(filter, volume, NULL, NULL, NULL) : flt_detach(filter, volume, NULL);
}

NTSTATUS step_attach(const step *s) { return attach_or_detach(s, true); }
NTSTATUS step_detach(const step *s) { return attach_or_detach(s, false); }

static io_disk *disk_of(const step *s) { return fs_disk(volume_at(s->volume)); }

NTSTATUS step_mount(const step *s) {
    io_disk *disk = disk_of(s);
    return disk != NULL ? io_mount(disk) : STATUS_SUCCESS; // a redirector is always there
}

NTSTATUS step_dismount(const step *s) {
    io_disk *disk = disk_of(s);
    return disk != NULL ? io_dismount(disk, scenario_option(s, 0)) : STATUS_NOT_SUPPORTED;
}

NTSTATUS step_remove(const step *s) {
    io_disk *disk = disk_of(s);
    return disk != NULL ? io_surprise_removal(disk) : STATUS_NOT_SUPPORTED;
}

NTSTATUS step_purge(const step *s) {
    fs_purge(volume_at(s->volume));
    return STATUS_SUCCESS;
}

NTSTATUS step_share(const step *s) {
    fs_add_share(volume_at(s->volume), s->text_operand, "");
    return STATUS_SUCCESS;
}

NTSTATUS step_shutdown(const step *s) {
    io_shutdown();
    return STATUS_SUCCESS;
}

NTSTATUS step_transaction(const step *s) {
    PVOID transaction = io_transaction_create(names_text(&scenario_current->names, s->name));
    scenario_slot_of(s->name)->object = transaction;
    return transaction != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

void step_close_transaction(PVOID transaction) {
    if (io_transaction_state_of(transaction) == IO_TRANSACTION_ACTIVE) {
        io_transaction_rollback(transaction);
    }
    ob_dereference(transaction);
}

static NTSTATUS end_transaction(const step *s, NTSTATUS (*finish)(PVOID transaction)) {
    PVOID transaction = scenario_slot_of(s->name)->object;
    return transaction != NULL ? finish(transaction) : SCENARIO_SKIPPED;
}

NTSTATUS step_commit(const step *s) { return end_transaction(s, io_transaction_commit); }
NTSTATUS step_rollback(const step *s) { return end_transaction(s, io_transaction_rollback); }

NTSTATUS step_settle(const step *s) {
    sim_settle();
    return STATUS_SUCCESS;
}

NTSTATUS step_pass(const step *s) {
    uint64_t until = sim_now() + (uint64_t)s->integers[0] * 10000;
    while (sim_now() < until) sim_wait(&loaded, "time", until - sim_now());
    return STATUS_SUCCESS;
}
