// The steps' routines, one for each verb of the table in verbs.c.
#ifndef PERSTREAM_STEPS_H
#define PERSTREAM_STEPS_H

#include "scenario.h"

// steps_file.c
NTSTATUS step_open(const step *s);
NTSTATUS step_query_open(const step *s);
NTSTATUS step_close(const step *s);
NTSTATUS step_hold(const step *s);
NTSTATUS step_release(const step *s);
NTSTATUS step_read(const step *s);
NTSTATUS step_write(const step *s);
NTSTATUS step_rename(const step *s);
NTSTATUS step_link(const step *s);
NTSTATUS step_delete(const step *s);
NTSTATUS step_undelete(const step *s);
NTSTATUS step_truncate(const step *s);
NTSTATUS step_allocate(const step *s);
NTSTATUS step_touch(const step *s);
NTSTATUS step_stream_file(const step *s);

// steps_query.c
NTSTATUS step_query(const step *s);
NTSTATUS step_list_directory(const step *s);
NTSTATUS step_query_volume(const step *s);
NTSTATUS step_flush(const step *s);
NTSTATUS step_lock(const step *s);
NTSTATUS step_unlock(const step *s);
NTSTATUS step_fs_control(const step *s);
NTSTATUS step_security(const step *s);
NTSTATUS step_query_ea(const step *s);
NTSTATUS step_set_ea(const step *s);
NTSTATUS step_label(const step *s);
NTSTATUS step_device_control(const step *s);
NTSTATUS step_quota(const step *s);
NTSTATUS step_acquire(const step *s);
NTSTATUS step_release_section(const step *s);

// steps_system.c
NTSTATUS step_load(const step *s);
NTSTATUS step_unload(const step *s);
NTSTATUS step_attach(const step *s);
NTSTATUS step_detach(const step *s);
NTSTATUS step_mount(const step *s);
NTSTATUS step_dismount(const step *s);
NTSTATUS step_remove(const step *s);
NTSTATUS step_purge(const step *s);
NTSTATUS step_share(const step *s);
NTSTATUS step_shutdown(const step *s);
NTSTATUS step_transaction(const step *s);
void step_close_transaction(PVOID transaction); // rolls back what is not ended
NTSTATUS step_commit(const step *s);
NTSTATUS step_rollback(const step *s);
NTSTATUS step_settle(const step *s);
NTSTATUS step_pass(const step *s);

// steps_port.c
NTSTATUS step_connect(const step *s);
NTSTATUS step_disconnect(const step *s);
NTSTATUS step_message(const step *s);
NTSTATUS step_receive(const step *s);
NTSTATUS step_reply(const step *s);

// fail.c
NTSTATUS step_fail(const step *s);

// observe.c
NTSTATUS step_observe(const step *s);

// run.c
NTSTATUS step_parallel(const step *s);
NTSTATUS step_repeat(const step *s);

#endif
