// Calls of the driver under test: the one place that sets up the checks around them.
#include "internal.h"

#define MAJORS(X)                                                                                  \
    X(IRP_MJ_CREATE)                                                                               \
    X(IRP_MJ_CREATE_NAMED_PIPE)                                                                    \
    X(IRP_MJ_CLOSE)                                                                                \
    X(IRP_MJ_READ)                                                                                 \
    X(IRP_MJ_WRITE)                                                                                \
    X(IRP_MJ_QUERY_INFORMATION)                                                                    \
    X(IRP_MJ_SET_INFORMATION)                                                                      \
    X(IRP_MJ_QUERY_EA)                                                                             \
    X(IRP_MJ_SET_EA)                                                                               \
    X(IRP_MJ_FLUSH_BUFFERS)                                                                        \
    X(IRP_MJ_QUERY_VOLUME_INFORMATION)                                                             \
    X(IRP_MJ_SET_VOLUME_INFORMATION)                                                               \
    X(IRP_MJ_DIRECTORY_CONTROL)                                                                    \
    X(IRP_MJ_FILE_SYSTEM_CONTROL)                                                                  \
    X(IRP_MJ_DEVICE_CONTROL)                                                                       \
    X(IRP_MJ_INTERNAL_DEVICE_CONTROL)                                                              \
    X(IRP_MJ_SHUTDOWN)                                                                             \
    X(IRP_MJ_LOCK_CONTROL)                                                                         \
    X(IRP_MJ_CLEANUP)                                                                              \
    X(IRP_MJ_CREATE_MAILSLOT)                                                                      \
    X(IRP_MJ_QUERY_SECURITY)                                                                       \
    X(IRP_MJ_SET_SECURITY)                                                                         \
    X(IRP_MJ_POWER)                                                                                \
    X(IRP_MJ_SYSTEM_CONTROL)                                                                       \
    X(IRP_MJ_DEVICE_CHANGE)                                                                        \
    X(IRP_MJ_QUERY_QUOTA)                                                                          \
    X(IRP_MJ_SET_QUOTA)                                                                            \
    X(IRP_MJ_PNP)

#define NAME(major) [major] = #major,
#define DISPATCH(major) [major] = "dispatch routine of " #major,
#define COMPLETION(major) [major] = "completion routine of " #major,

static const char *const major_names[IRP_MJ_MAXIMUM_FUNCTION + 1] = {MAJORS(NAME)};
static const char *const dispatch_names[IRP_MJ_MAXIMUM_FUNCTION + 1] = {MAJORS(DISPATCH)};
static const char *const completion_names[IRP_MJ_MAXIMUM_FUNCTION + 1] = {MAJORS(COMPLETION)};

const char *io_major_name(UCHAR major) {
    return major <= IRP_MJ_MAXIMUM_FUNCTION ? major_names[major] : "an unknown major function";
}

const char *io_dispatch_name(UCHAR major) {
    return major <= IRP_MJ_MAXIMUM_FUNCTION ? dispatch_names[major] : "dispatch routine";
}

const char *io_completion_name(UCHAR major) {
    return major <= IRP_MJ_MAXIMUM_FUNCTION ? completion_names[major] : "completion routine";
}

io_callout *io_current_callout(void) {
    return sim_current != NULL ? (io_callout *)(uintptr_t)sim_current->reserved[0] : NULL;
}

io_callout *io_within(io_callout_kind kind) {
    io_callout *callout = io_current_callout();
    while (callout != NULL && callout->kind != kind) callout = callout->outer;
    return callout;
}

// Callbacks that come before or after all others of the driver.
static bool is_apart(io_callout_kind kind) {
    return kind == IO_IN_DRIVER_ENTRY || kind == IO_IN_UNLOAD || kind == IO_IN_NOTIFICATION;
}

void io_callout_begin(io_callout *callout, io_callout_kind kind, PDRIVER_OBJECT driver,
                      PDEVICE_OBJECT device, const char *name, uint32_t flags) {
    callout->outer = io_current_callout();
    callout->driver = driver;
    callout->device = device;
    callout->kind = kind;
    callout->major = 0xFF;
    sim_current->reserved[0] = (uintptr_t)callout;
    if (driver != NULL) io_driver_of(driver)->callouts++;
    ke_callout_begin_ex(&callout->state, name, flags);
    if (is_apart(kind)) race_acquire(&race_ended);
    if (driver != NULL && io_driver_of(driver)->unloaded) {
        sim_stop(kind == IO_IN_FREE_CALLBACK ? RULE_G13 : RULE_G27, ob_identity(driver),
                 SIM_BUGCHECK(0xCE, 0, 0, 0, 0), "The %s of an unloaded driver was called", name);
    }
}

void io_callout_end(io_callout *callout) {
    if (is_apart(callout->kind)) race_release(&race_known);
    io_check_attached_devices(callout);
    ke_callout_end(&callout->state);
    if (callout->driver != NULL) io_driver_of(callout->driver)->callouts--;
    sim_current->reserved[0] = (uintptr_t)callout->outer;
}

void io_check_io_allowed(const char *routine) {
    if (io_within(IO_IN_FREE_CALLBACK) != NULL) {
        sim_report(RULE_G11, 0, SIM_NO_BUGCHECK,
                   "%s was called from a FreeCallback: the file system is tearing down the file",
                   routine);
    }
    const sim_held_lock *lock = ke_driver_lock_held();
    if (lock != NULL) {
        sim_report(RULE_L9, 0, SIM_NO_BUGCHECK, "%s was called while the driver holds a %s (%p)",
                   routine, lock->kind, lock->lock);
    }
}
