// How long FCBs and their filters' contexts live: last close, what is kept, dismount, removal, late
// closes.
#include "unit.h"

typedef struct context {
    FSRTL_PER_STREAM_CONTEXT stream;
    FSRTL_PER_FILE_CONTEXT file;
    int freed;
} context;

SIM_STATE static context contexts[4];
SIM_STATE static int order;

static VOID NTAPI free_stream(PVOID at)
{
    CONTAINING_RECORD(at, context, stream)->freed += 10 + order++;
}
static VOID NTAPI free_file(PVOID at)
{
    CONTAINING_RECORD(at, context, file)->freed += 1000 + order++ * 100;
}

static void attach(PFILE_OBJECT file, context *c)
{
    memset(c, 0, sizeof(*c));
    FsRtlInitPerStreamContext(&c->stream, contexts, NULL, free_stream);
    CHECK_STATUS(FsRtlInsertPerStreamContext(FsRtlGetPerStreamContextPointer(file), &c->stream),
                 STATUS_SUCCESS);
    if (!FsRtlSupportsPerFileContexts(file)) return;
    FsRtlInitPerFileContext(&c->file, contexts, NULL, free_file);
    CHECK_STATUS(FsRtlInsertPerFileContext(FsRtlGetPerFileContextPointer(file), &c->file),
                 STATUS_SUCCESS);
}

static void last_close(fs_volume *v)
{
    PFILE_OBJECT first = OPEN(v, "\\file");
    PFILE_OBJECT stream = OPEN(v, "\\file:stream");
    PFILE_OBJECT second = OPEN(v, "\\file");

    order = 0;
    attach(first, &contexts[0]);
    io_cleanup(first);
    CHECK(contexts[0].freed == 0);
    io_cleanup(second);
    CHECK(contexts[0].freed == 10); // the stream's, not yet the file's
    io_cleanup(stream);
    CHECK(contexts[0].freed == 1110);
    CHECK(fs_open_fcbs(v) == 0);
}

static void late_close(fs_volume *v)
{
    PFILE_OBJECT file;
    uint32_t moved;

    fs_behaviour_of(v)->keep_file_objects = true;
    file = OPEN(v, "\\file");
    attach(file, &contexts[0]);
    CHECK_STATUS(io_write(file, NULL, 0, "x", 1, IO_DEFAULT, &moved), STATUS_SUCCESS);
    io_cleanup(file);
    CHECK(contexts[0].freed == 0 && fs_open_handles(v) == 0 && fs_open_files(v) == 1);
    file = OPEN(v, "\\file");
    CHECK(FsRtlLookupPerStreamContext(FsRtlGetPerStreamContextPointer(file), contexts, NULL)
          == &contexts[0].stream);
    io_cleanup(file);
    CHECK(contexts[0].freed == 0);
    fs_purge(v);
    CHECK(contexts[0].freed != 0 && fs_open_files(v) == 0 && fs_open_fcbs(v) == 0);
    fs_behaviour_of(v)->keep_file_objects = false;
}

static void kept(fs_volume *v)
{
    PFILE_OBJECT file;

    fs_behaviour_of(v)->keep_fcbs = true;
    file = OPEN(v, "\\file");
    attach(file, &contexts[0]);
    io_cleanup(file);
    CHECK(contexts[0].freed == 0 && fs_open_files(v) == 0 && fs_open_fcbs(v) == 1);
    file = OPEN(v, "\\file", .flags = IO_PAGING_FILE); // another kind of FCB: the kept one goes
    CHECK(contexts[0].freed != 0);
    io_cleanup(file);
    fs_behaviour_of(v)->keep_fcbs = false;
    fs_purge(v);
    CHECK(fs_open_fcbs(v) == 0);
}

static void section(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\mapped");
    uint32_t moved;

    CHECK_STATUS(fs_open_section(file), STATUS_END_OF_FILE);
    CHECK_STATUS(io_write(file, NULL, 0, "map", 3, IO_DEFAULT, &moved), STATUS_SUCCESS);
    CHECK_STATUS(fs_open_section(file), STATUS_SUCCESS);
    CHECK_STATUS(io_set_end_of_file(file, NULL, 0), STATUS_USER_MAPPED_FILE);
    CHECK_STATUS(io_set_disposition(file, NULL, true), STATUS_CANNOT_DELETE);
    CHECK_STATUS(STATUS_OF(v, "\\mapped", .disposition = FILE_OVERWRITE), STATUS_USER_MAPPED_FILE);
    io_cleanup(file);
    CHECK(fs_open_fcbs(v) == 1);
    fs_close_section(file);
    CHECK(fs_open_fcbs(v) == 0);
}

static void dismount(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\file");
    PFILE_OBJECT again;
    PDEVICE_OBJECT device = fs_volume_device(v);
    char byte;
    uint32_t moved;

    attach(file, &contexts[0]);
    CHECK_STATUS(io_dismount(fs_disk(v), true), STATUS_ACCESS_DENIED); // cannot be locked
    CHECK_STATUS(io_dismount(fs_disk(v), false), STATUS_SUCCESS);
    CHECK(contexts[0].freed == 0);
    CHECK_STATUS(io_read(file, NULL, 0, &byte, 1, IO_DEFAULT, &moved), STATUS_VOLUME_DISMOUNTED);
    again = OPEN(v, "\\file", .disposition = FILE_OPEN);
    CHECK(fs_volume_device(v) != device && again->FsContext != file->FsContext);
    // A mount has its own contexts, of files as of streams.
    CHECK(FsRtlLookupPerFileContext(FsRtlGetPerFileContextPointer(again), contexts, NULL) == NULL);
    io_cleanup(file);
    CHECK(contexts[0].freed > 1000);
    CHECK_STATUS(io_read(again, NULL, 0, &byte, 1, IO_DEFAULT, &moved), STATUS_SUCCESS);
    io_cleanup(again);
    CHECK_STATUS(io_dismount(fs_disk(v), true), STATUS_SUCCESS);
    CHECK(fs_volume_device(v) == NULL);
}

// What the cache keeps does not outlive the volume.
static void dismount_of_kept(fs_volume *v)
{
    PFILE_OBJECT file;
    uint32_t moved;

    fs_behaviour_of(v)->keep_file_objects = fs_behaviour_of(v)->keep_fcbs = true;
    file = OPEN(v, "\\cached");
    CHECK_STATUS(io_write(file, NULL, 0, "x", 1, IO_DEFAULT, &moved), STATUS_SUCCESS);
    attach(file, &contexts[0]);
    io_cleanup(file);
    CHECK(contexts[0].freed == 0 && fs_open_files(v) == 1);
    CHECK_STATUS(io_dismount(fs_disk(v), false), STATUS_SUCCESS);
    CHECK(contexts[0].freed != 0 && fs_open_files(v) == 0 && fs_open_fcbs(v) == 0);
    fs_behaviour_of(v)->keep_file_objects = fs_behaviour_of(v)->keep_fcbs = false;
}

static void removal(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\file");
    char byte;
    uint32_t moved;

    attach(file, &contexts[0]);
    CHECK_STATUS(io_surprise_removal(fs_disk(v)), STATUS_SUCCESS);
    CHECK_STATUS(io_read(file, NULL, 0, &byte, 1, IO_DEFAULT, &moved), STATUS_DEVICE_REMOVED);
    CHECK(!NT_SUCCESS(STATUS_OF(v, "\\file")));
    CHECK(contexts[0].freed == 0);
    io_cleanup(file);
    CHECK(contexts[0].freed != 0);
}

static void pended_creates(fs_volume *v)
{
    PFILE_OBJECT file;

    fs_behaviour_of(v)->create_pends = true;
    file = OPEN(v, "\\pended");
    io_cleanup(file);
    fs_behaviour_of(v)->create_at_dispatch = true;
    file = OPEN(v, "\\pended");
    io_cleanup(file);
    CHECK_STATUS(STATUS_OF(v, "\\none", .disposition = FILE_OPEN), STATUS_OBJECT_NAME_NOT_FOUND);
    fs_behaviour_of(v)->create_pends = fs_behaviour_of(v)->create_at_dispatch = false;
}

static void stream_files(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\file");
    PFILE_OBJECT of_volume = fs_create_stream_file(v, NULL);
    PFILE_OBJECT of_file = fs_create_stream_file(v, file);

    CHECK(of_file->FsContext == file->FsContext && (of_file->Flags & FO_STREAM_FILE) != 0);
    io_cleanup(file);
    CHECK(fs_open_fcbs(v) == 2 && fs_open_handles(v) == 0);
    io_dereference_file(of_file);
    io_dereference_file(of_volume);
    CHECK(fs_open_fcbs(v) == 0 && fs_open_files(v) == 0);
}

// F8: the same remote file through two shares.
static void shares(void)
{
    fs_volume *v = fs_create_volume(FS_REDIRECTOR, 'X');
    PFILE_OBJECT by_name, by_address, deeper, other, mapped;

    fs_add_share(v, "\\\\server\\share", "");
    fs_add_share(v, "\\\\10.0.0.1\\share", "\\");
    fs_add_share(v, "\\\\server\\folder", "\\folder");
    by_name = OPEN(v, "\\server\\share\\folder\\file.txt");
    by_address = OPEN(v, "\\10.0.0.1\\share\\folder\\file.txt", .disposition = FILE_OPEN);
    deeper = OPEN(v, "\\server\\folder\\file.txt", .disposition = FILE_OPEN);
    other = OPEN(v, "\\;X:0\\SERVER\\share\\folder\\file.txt", .disposition = FILE_OPEN);
    CHECK(by_name->FsContext != by_address->FsContext && by_name->FsContext != deeper->FsContext);
    CHECK(by_name->FsContext == other->FsContext);
    CHECK(fs_file_of(by_name) == fs_file_of(by_address)
          && fs_file_of(by_name) == fs_file_of(deeper));
    CHECK(NAME_IS(fs_normalized_name, by_address, "\\10.0.0.1\\share\\folder\\file.txt"));
    CHECK(NAME_IS(fs_normalized_name, deeper, "\\server\\folder\\file.txt"));
    CHECK(NAME_IS(fs_opened_name, other, "\\SERVER\\share\\folder\\file.txt"));
    CHECK_STATUS(io_open_path("X:\\folder\\file.txt", ALL_ACCESS, FILE_OPEN, 0, &mapped),
                 STATUS_SUCCESS);
    CHECK(mapped->FsContext == by_name->FsContext);
    CHECK(NAME_IS(fs_opened_name, mapped, "\\server\\share\\folder\\file.txt"));
    io_cleanup(mapped);
    CHECK_STATUS(STATUS_OF(v, "\\server\\none\\file"), STATUS_BAD_NETWORK_NAME);
    CHECK_STATUS(STATUS_OF(v, "\\server"), STATUS_BAD_NETWORK_PATH);
    CHECK_STATUS(io_rename(by_name, NULL, WIDE("renamed.txt"), false, IO_DEFAULT), STATUS_SUCCESS);
    CHECK(NAME_IS(fs_opened_name, by_name, "\\server\\share\\folder\\file.txt")); // N4
    io_cleanup(by_name);
    io_cleanup(by_address);
    io_cleanup(deeper);
    io_cleanup(other);
    CHECK(fs_open_fcbs(v) == 0);
}

static void test(void)
{
    fs_volume *v = fs_create_volume(FS_NTFS, 'C');

    shares();
    io_cleanup(OPEN(v, "\\folder", .options = FILE_DIRECTORY_FILE));
    last_close(v);
    late_close(v);
    kept(v);
    section(v);
    stream_files(v);
    pended_creates(v);
    dismount(v);
    dismount_of_kept(v);
    removal(v);
}

int main(void) { return unit_run(test, 2); }
