// Steps on files: open, close, read, write, names.
#include <string.h>

#include "../fs/fs.h"
#include "../io/io.h"
#include "steps.h"

#define DEFAULT_LENGTH 16

enum { // in the order of the options of `open`
    OPEN_EXISTING,
    OPEN_CREATE,
    OPEN_REPLACE,
    OPEN_OVERWRITE,
    OPEN_DIRECTORY,
    OPEN_DELETE_ON_CLOSE,
    OPEN_PAGING_FILE,
    OPEN_READ_ONLY,
    OPEN_EXCLUSIVE,
    OPEN_KERNEL,
    OPEN_PEND,
    OPEN_REPARSE_POINT,
    OPEN_SEQUENTIAL,
    OPEN_WRITE_THROUGH,
    OPEN_NO_BUFFERING,
    OPEN_IN
};

static ULONG disposition_of(const step *s) {
    if (scenario_option(s, OPEN_EXISTING)) return FILE_OPEN;
    if (scenario_option(s, OPEN_CREATE)) return FILE_CREATE;
    if (scenario_option(s, OPEN_REPLACE)) return FILE_SUPERSEDE;
    if (scenario_option(s, OPEN_OVERWRITE)) return FILE_OVERWRITE_IF;
    return FILE_OPEN_IF;
}

static bool is_volume(const step *s) {
    return s->path.Length > 0 && s->path.Buffer[s->path.Length / sizeof(WCHAR) - 1] == L':';
}

static ULONG options_of(const step *s) {
    ULONG options = 0;
    if (scenario_option(s, OPEN_DIRECTORY)) options |= FILE_DIRECTORY_FILE;
    if (scenario_option(s, OPEN_DELETE_ON_CLOSE)) options |= FILE_DELETE_ON_CLOSE;
    if (scenario_option(s, OPEN_REPARSE_POINT)) options |= FILE_OPEN_REPARSE_POINT;
    if (scenario_option(s, OPEN_SEQUENTIAL)) options |= FILE_SEQUENTIAL_ONLY;
    if (scenario_option(s, OPEN_WRITE_THROUGH)) options |= FILE_WRITE_THROUGH;
    if (scenario_option(s, OPEN_NO_BUFFERING)) options |= FILE_NO_INTERMEDIATE_BUFFERING;
    return options | FILE_SYNCHRONOUS_IO_NONALERT;
}

static io_flags flags_of(const step *s) {
    unsigned flags = 0;
    if (scenario_option(s, OPEN_PAGING_FILE)) flags |= IO_PAGING_FILE | IO_KERNEL_MODE;
    if (scenario_option(s, OPEN_KERNEL)) flags |= IO_KERNEL_MODE;
    if (scenario_option(s, OPEN_PEND)) flags |= IO_PEND;
    return (io_flags)flags;
}

NTSTATUS step_open(const step *s) {
    io_open_request request = {
        .path = s->path,
        .access = FILE_GENERIC_READ | FILE_GENERIC_WRITE | DELETE,
        .share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
        .disposition = is_volume(s) ? FILE_OPEN : disposition_of(s),
        .options = options_of(s),
        .attributes = FILE_ATTRIBUTE_NORMAL,
        .flags = flags_of(s),
    };
    if (scenario_option(s, OPEN_READ_ONLY)) request.access = FILE_GENERIC_READ;
    if (scenario_option(s, OPEN_EXCLUSIVE)) request.share = 0;
    if (scenario_option(s, OPEN_IN)) {
        request.transaction = scenario_slot_of(s->option_name)->object;
        if (request.transaction == NULL) return SCENARIO_SKIPPED;
    }
    PFILE_OBJECT file = NULL;
    NTSTATUS status = io_open(&request, &file, NULL);
    if (NT_SUCCESS(status)) scenario_slot_of(s->name)->object = file;
    return status;
}

NTSTATUS step_query_open(const step *s) {
    io_open_request request = {
        .path = s->path,
        .access = FILE_READ_ATTRIBUTES | SYNCHRONIZE,
        .share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
        .disposition = FILE_OPEN,
        .options = FILE_OPEN_REPARSE_POINT,
    };
    FILE_NETWORK_OPEN_INFORMATION information;
    return io_query_network_open(&request, &information);
}

NTSTATUS step_close(const step *s) {
    PFILE_OBJECT file = scenario_slot_of(s->name)->object;
    if (file == NULL) return SCENARIO_SKIPPED;
    scenario_slot_of(s->name)->object = NULL;
    if (io_is_transaction(file)) step_close_transaction(file);
    else if (io_has_no_handle(file)) io_dereference_file(file); // a stream file object
    else io_cleanup(file);
    return STATUS_SUCCESS;
}

NTSTATUS step_stream_file(const step *s) {
    PFILE_OBJECT of = scenario_slot_of(s->other)->object;
    if (of == NULL) return SCENARIO_SKIPPED;
    PFILE_OBJECT file = fs_create_stream_file(fs_volume_of(of), of);
    scenario_slot_of(s->name)->object = file;
    return file != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

// --- Steps on an open file: its file object is referenced while they run -----------------------------------

static PFILE_OBJECT begin(const step *s) {
    PFILE_OBJECT file = scenario_slot_of(s->name)->object;
    if (file != NULL) io_reference_file(file);
    return file;
}

static NTSTATUS end(PFILE_OBJECT file, NTSTATUS status) {
    io_dereference_file(file);
    return status;
}

NTSTATUS step_hold(const step *s) {
    PFILE_OBJECT file = scenario_slot_of(s->name)->held == NULL ? begin(s) : NULL;
    if (file == NULL) return SCENARIO_SKIPPED;
    scenario_slot_of(s->name)->held = file;
    return STATUS_SUCCESS;
}

NTSTATUS step_release(const step *s) {
    PFILE_OBJECT file = scenario_slot_of(s->name)->held;
    if (file == NULL) return SCENARIO_SKIPPED;
    scenario_slot_of(s->name)->held = NULL;
    io_dereference_file(file);
    return STATUS_SUCCESS;
}

enum { IO_OPTION_NO_CACHE, IO_OPTION_PAGING, IO_OPTION_PEND, IO_OPTION_FAST, IO_OPTION_IRP, IO_OPTION_APPEND };

static io_flags transfer_flags(const step *s) {
    unsigned flags = 0;
    if (scenario_option(s, IO_OPTION_NO_CACHE)) flags |= IO_NO_CACHE;
    if (scenario_option(s, IO_OPTION_PAGING)) flags |= IO_PAGING;
    if (scenario_option(s, IO_OPTION_PEND)) flags |= IO_PEND | IO_NO_FAST_IO;
    if (scenario_option(s, IO_OPTION_FAST)) flags |= IO_FAST_IO;
    if (scenario_option(s, IO_OPTION_IRP)) flags |= IO_NO_FAST_IO;
    if (scenario_option(s, IO_OPTION_APPEND)) flags |= IO_APPEND;
    return (io_flags)flags;
}

static int64_t offset_of(const step *s) { return s->integer_count > 0 ? s->integers[0] : 0; }

static uint32_t length_of(const step *s) {
    return s->integer_count > 1 ? (uint32_t)s->integers[1] : DEFAULT_LENGTH;
}

NTSTATUS step_read(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    uint32_t length = length_of(s);
    void *buffer = sim_alloc(length);
    NTSTATUS status = io_read(file, NULL, offset_of(s), buffer, length, transfer_flags(s), NULL);
    sim_free(buffer);
    return end(file, status);
}

NTSTATUS step_write(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    uint32_t length = length_of(s);
    void *buffer = sim_alloc(length);
    memset(buffer, 'w', length);
    NTSTATUS status = io_write(file, NULL, offset_of(s), buffer, length, transfer_flags(s), NULL);
    sim_free(buffer);
    return end(file, status);
}

NTSTATUS step_rename(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    return end(file, io_rename(file, NULL, &s->path, scenario_option(s, 0), IO_DEFAULT));
}

NTSTATUS step_link(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    return end(file, io_hard_link(file, NULL, &s->path, scenario_option(s, 0), IO_DEFAULT));
}

NTSTATUS step_delete(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    NTSTATUS status = scenario_option(s, 0)
                          ? io_set_disposition_ex(file, NULL, FILE_DISPOSITION_DELETE |
                                                                  FILE_DISPOSITION_POSIX_SEMANTICS)
                          : io_set_disposition(file, NULL, true);
    return end(file, status);
}

NTSTATUS step_undelete(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    return end(file, io_set_disposition(file, NULL, false));
}

NTSTATUS step_truncate(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    return end(file, io_set_end_of_file(file, NULL, s->integers[0]));
}

NTSTATUS step_allocate(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    return end(file, io_set_allocation(file, NULL, s->integers[0]));
}

NTSTATUS step_touch(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    FILE_BASIC_INFORMATION basic = {0};
    basic.LastWriteTime.QuadPart = (LONGLONG)sim_system_time();
    return end(file, io_set_information(file, NULL, FileBasicInformation, &basic, sizeof basic,
                                        IO_DEFAULT));
}
