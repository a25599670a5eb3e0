// What the files of this folder share beyond flt.h.
#ifndef PERSTREAM_FLT_INTERNAL_H
#define PERSTREAM_FLT_INTERNAL_H

#include "flt_context.h"

// --- Registration --------------------------------------------------------------------------------

// The last component of the driver's registry path: its service. Lives as long as the world.
UNICODE_STRING flt_service_name(PDRIVER_OBJECT driver);
void NTAPI flt_driver_unload(PDRIVER_OBJECT driver);

typedef struct flt_instance_settings {
    UNICODE_STRING name;
    UNICODE_STRING altitude;
    ULONG flags; // 1: not attached automatically, 2: not attached by hand
} flt_instance_settings;

// What the registry says of an instance (`name` NULL: of the default instance). Where it says
// nothing of instances at all, a name and an altitude are made up, so that a scenario need not
// write them.
bool flt_read_instance(PFLT_FILTER filter, const UNICODE_STRING *name,
                       flt_instance_settings *settings);
UNICODE_STRING flt_copy_string(const UNICODE_STRING *string);

// --- Instances and volumes -----------------------------------------------------------------------

void flt_attach_automatically(PFLT_FILTER filter, PFLT_VOLUME volume,
                              FLT_INSTANCE_SETUP_FLAGS flags);
// Detaches an instance; waits for its operations. Returns when somebody else who does it is
// through.
void flt_teardown(PFLT_INSTANCE instance, FLT_INSTANCE_TEARDOWN_FLAGS reason);
// Calls the post-operation callbacks of what waits below (FLTFL_POST_OPERATION_DRAINING).
void flt_drain(PFLT_INSTANCE instance);
// Wakes the teardown that waits for the instance's operations.
void flt_instance_progress(PFLT_INSTANCE instance);
void flt_volume_interests(PFLT_VOLUME volume);
PFLT_VOLUME flt_volume_create(PDEVICE_OBJECT device, PDEVICE_OBJECT below, PDEVICE_OBJECT disk);
// Attaches the filters' instances.
void flt_volume_start(PFLT_VOLUME volume);
// Instances are torn down, contexts go.
void flt_volume_end(PFLT_VOLUME volume);
// An hour of simulated time: it only passes when no thread can run, so its end means that something
// hangs.
#define FLT_HANGS_AFTER 36000000000u

// --- Operations ----------------------------------------------------------------------------------

typedef enum flt_flow { FLT_FLOW_DOWN, FLT_FLOW_COMPLETE, FLT_FLOW_PENDED } flt_flow;

// Where the MDL of the operation's buffer is kept, NULL: it has none.
PMDL *flt_mdl_of(PFLT_IO_PARAMETER_BLOCK iopb);
// The MDL that the stage's pre-operation callback put in place of another goes with its post-
// operation callback.
void flt_free_swapped(flt_stage *stage);
// Runs the pre-operation callbacks from the operation's position on.
flt_flow flt_run_pre(flt_operation *operation);
// Runs the post-operation callbacks upwards. False: one has pended, or the owner goes on.
bool flt_run_post(flt_operation *operation);
// Checks what a pre-operation callback returned, which may have come later.
void flt_check_pre_status(flt_stage *stage, FLT_PREOP_CALLBACK_STATUS status, PVOID context);
void flt_stage_leave(flt_stage *stage);
// The pended callback has answered: goes on in this thread.
void flt_resume_down(flt_stage *stage, FLT_PREOP_CALLBACK_STATUS status);
void flt_resume_up(flt_operation *operation);
// What the callback's status means for the operation.
flt_flow flt_act(flt_stage *stage, FLT_PREOP_CALLBACK_STATUS status);
// The stages below the position are those below another instance, on its volume.
void flt_operation_retarget(flt_operation *operation, PFLT_INSTANCE target);
void flt_operation_set_file(flt_operation *operation, PFILE_OBJECT file);
bool flt_is_synchronous(const flt_operation *operation);
NTSTATUS flt_dispatch(PDEVICE_OBJECT device, PIRP irp);
void flt_fast_io_table(FAST_IO_DISPATCH *table);
void flt_register_fs_filter(PDRIVER_OBJECT driver);
// The requests for the status that the drivers below return, and their answer: the operation may be
// over by then.
typedef struct flt_status_request flt_status_request;
flt_status_request *flt_take_status_requests(flt_operation *operation);
void flt_tell_status(flt_status_request *requests, NTSTATUS status);
// The operation never went down.
void flt_forget_status_requests(flt_operation *operation);
// Status.IoStatus before a minifilter has set it.
#define FLT_STATUS_NOT_SET ((NTSTATUS)0xEFFF00AB)

typedef struct flt_data_block {
    flt_operation *operation;
    bool draining_copy;
    FLT_CALLBACK_DATA data;
    FLT_IO_PARAMETER_BLOCK iopb;
    FLT_RELATED_OBJECTS related[];
} flt_data_block;

#define FLT_DATA_TAG 0x64434D46u

// Members that are const for drivers.
#define FLT_SET_CONST(member, value)                                                               \
    (*(__typeof__(value) *)(uintptr_t)&(member) = (value))

#endif
