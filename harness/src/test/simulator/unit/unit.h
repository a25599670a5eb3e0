// Tests of the simulator's own parts: a world, one thread in it that runs the test, and checks.
#ifndef PERSTREAM_UNIT_H
#define PERSTREAM_UNIT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/explorer.h"
#include "core/report.h"
#include "core/world.h"
#include "fs/fs.h"
#include "io/io.h"
#include "kernel/kernel.h"

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) unit_failed(__FILE__, __LINE__, #condition);                             \
    } while (0)
#define CHECK_STATUS(expression, expected)                                                         \
    do {                                                                                           \
        NTSTATUS unit_status_ = (expression);                                                      \
        if (unit_status_ != (expected)) {                                                          \
            fprintf(stderr, "got 0x%08X\n", (unsigned)unit_status_);                               \
            unit_failed(__FILE__, __LINE__, #expression " == " #expected);                         \
        }                                                                                          \
    } while (0)

static inline void unit_failed(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: %s\n", file, line, what);
    fflush(stderr);
    abort();
}

static void (*unit_body)(void);

static inline void unit_thread(void *argument)
{
    lifecycle_start();
    unit_body();
}

// Runs the body in a world of its own, `runs` times from the start.
static inline int unit_run(void (*body)(void), int runs)
{
    static explorer exploring;

    sim_explorer = &exploring;
    exploring.mode = EXPLORE_ONCE;
    exploring.step_limit = 1000000;
    unit_body = body;
    heap_reserve();
    fiber_reserve();
    sim_thread_create("test", unit_thread, NULL);
    world_save();
    for (int i = 0; i < runs; i++) {
        if (i > 0) world_restore();
        exploring.started = false;
        explorer_next();
        explorer_begin_run();
        if (scheduler_run() == RUN_STOPPED || exploring.run_failed) return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}

// --- Files ---------------------------------------------------------------------------------------

typedef struct unit_text {
    WCHAR buffer[200];
    UNICODE_STRING string;
} unit_text;

static inline UNICODE_STRING *unit_wide(unit_text *text, const char *narrow)
{
    USHORT length = 0;

    for (; narrow[length] != 0; length++) text->buffer[length] = (WCHAR)narrow[length];
    text->string.Buffer = text->buffer;
    text->string.Length = length * sizeof(WCHAR);
    text->string.MaximumLength = sizeof(text->buffer);
    return &text->string;
}
#define WIDE(narrow) unit_wide(&(unit_text){{0}, {0, 0, NULL}}, narrow)

#define ALL_ACCESS                                                                                 \
    (FILE_READ_DATA | FILE_WRITE_DATA | FILE_READ_ATTRIBUTES | FILE_WRITE_ATTRIBUTES | DELETE      \
     | SYNCHRONIZE)
#define ALL_SHARED (FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)

typedef struct unit_open {
    fs_volume *volume;
    PFILE_OBJECT related;
    const char *path;
    ULONG disposition, options, share;
    ACCESS_MASK access;
    io_flags flags;
    ULONG attributes;
} unit_open;

static inline NTSTATUS unit_try_open(const unit_open *open, PFILE_OBJECT *file,
                                     ULONG_PTR *information)
{
    io_open_request request = {0};
    IO_STATUS_BLOCK block = {0};
    NTSTATUS status;

    request.device = fs_disk(open->volume) != NULL ? fs_disk(open->volume)->device
                                                   : fs_volume_device(open->volume);
    request.path = *WIDE(open->path);
    request.related = open->related;
    request.disposition = open->disposition;
    request.options = open->options | FILE_SYNCHRONOUS_IO_NONALERT;
    request.share = open->share;
    request.access = open->access;
    request.flags = open->flags;
    request.attributes = open->attributes;
    *file = NULL;
    status = io_open(&request, file, &block);
    if (information != NULL) *information = block.Information;
    return status;
}

// The defaults of an open, of which a test overrides what it cares for.
#if defined(__clang__)
#pragma clang diagnostic ignored "-Winitializer-overrides"
#else
#pragma GCC diagnostic ignored "-Woverride-init"
#endif
#define TRY(v, ...)                                                                                \
    (&(unit_open){.volume = (v), .disposition = FILE_OPEN_IF, .access = ALL_ACCESS,                \
                  .share = ALL_SHARED, __VA_ARGS__})

static inline PFILE_OBJECT unit_open_file(const unit_open *open)
{
    PFILE_OBJECT file;
    NTSTATUS status = unit_try_open(open, &file, NULL);

    if (!NT_SUCCESS(status) || file == NULL) {
        fprintf(stderr, "%s: 0x%08X\n", open->path, (unsigned)status);
        abort();
    }
    return file;
}

// The designated initialisers of an open after its path.
#define OPEN(v, p, ...) unit_open_file(TRY(v, .path = (p), __VA_ARGS__))
#define STATUS_OF(v, p, ...)                                                                       \
    ({                                                                                             \
        PFILE_OBJECT unit_file_ = NULL;                                                            \
        NTSTATUS unit_opened_ =                                                                    \
            unit_try_open(TRY(v, .path = (p), __VA_ARGS__), &unit_file_, NULL);                    \
        if (unit_file_ != NULL) io_cleanup(unit_file_);                                            \
        unit_opened_;                                                                              \
    })

static inline bool unit_is(const WCHAR *buffer, ULONG bytes, const char *text)
{
    if (bytes != strlen(text) * sizeof(WCHAR)) return false;
    for (size_t i = 0; text[i] != 0; i++) {
        if (buffer[i] != (WCHAR)text[i]) return false;
    }
    return true;
}

#define NAME_IS(routine, file, text)                                                               \
    ({                                                                                             \
        WCHAR unit_name_[200];                                                                     \
        unit_is(unit_name_, routine(file, unit_name_, sizeof(unit_name_)), text);                  \
    })

#endif
