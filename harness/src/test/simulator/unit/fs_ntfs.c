// What only the NTFS-like file system has: streams, file contexts, ids, short and tunnelled names,
// POSIX deletion, reparse points.
#include "unit.h"

static void streams(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\book");
    PFILE_OBJECT stream = OPEN(v, "\\book:authors");
    PFILE_OBJECT same = OPEN(v, "\\BOOK:Authors:$DATA", .disposition = FILE_OPEN);
    PFILE_OBJECT relative = OPEN(v, ":notes", .related = file);
    UCHAR buffer[400];
    uint32_t used = 0;
    uint32_t moved;

    CHECK(file->FsContext != stream->FsContext && stream->FsContext == same->FsContext);
    CHECK(FsRtlGetPerFileContextPointer(file) == FsRtlGetPerFileContextPointer(stream));
    CHECK(FsRtlGetPerFileContextPointer(file) != NULL);
    CHECK(fs_file_of(file) == fs_file_of(stream));
    CHECK(NAME_IS(fs_opened_name, stream, "\\book:authors"));
    CHECK(NAME_IS(fs_normalized_name, relative, "\\book:notes"));
    CHECK_STATUS(io_write(stream, NULL, 0, "Kafka", 5, IO_DEFAULT, &moved), STATUS_SUCCESS);
    CHECK_STATUS(io_query_information(file, NULL, FileStreamInformation, buffer, sizeof(buffer),
                                      IO_DEFAULT, &used),
                 STATUS_SUCCESS);
    {
        FILE_STREAM_INFORMATION *entry = (FILE_STREAM_INFORMATION *)buffer;

        CHECK(unit_is(entry->StreamName, entry->StreamNameLength, "::$DATA"));
        entry = (FILE_STREAM_INFORMATION *)((UCHAR *)entry + entry->NextEntryOffset);
        CHECK(unit_is(entry->StreamName, entry->StreamNameLength, ":authors:$DATA"));
        CHECK(entry->StreamSize.QuadPart == 5);
    }
    CHECK_STATUS(io_rename(stream, NULL, WIDE(":writers"), false, IO_DEFAULT), STATUS_SUCCESS);
    CHECK(NAME_IS(fs_opened_name, stream, "\\book:writers"));
    io_cleanup(same);
    CHECK_STATUS(io_set_disposition(stream, NULL, true), STATUS_SUCCESS);
    io_cleanup(stream);
    CHECK(!fs_exists(v, WIDE("\\book:writers")) && fs_exists(v, WIDE("\\book:notes")));
    CHECK_STATUS(STATUS_OF(v, "\\book:", .disposition = FILE_OPEN), STATUS_OBJECT_NAME_INVALID);
    CHECK_STATUS(STATUS_OF(v, "\\book::$DATA", .disposition = FILE_OPEN), STATUS_SUCCESS);
    io_cleanup(relative);
    io_cleanup(file);
}

static void ids(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\by id.txt");
    uint64_t id = fs_file_id(file);
    io_open_request request = {.device = fs_disk(v)->device,
                               .path = {8, 8, (WCHAR *)&id},
                               .access = FILE_READ_ATTRIBUTES,
                               .share = ALL_SHARED,
                               .disposition = FILE_OPEN,
                               .options = FILE_OPEN_BY_FILE_ID};
    PFILE_OBJECT again;

    CHECK_STATUS(io_open(&request, &again, NULL), STATUS_SUCCESS);
    CHECK(again->FsContext == file->FsContext && fs_parent_id(again) == fs_parent_id(file));
    CHECK(NAME_IS(fs_opened_name, again, "\\by id.txt"));
    io_cleanup(again);
    io_cleanup(file);
    id = 12345;
    CHECK_STATUS(io_open(&request, &again, NULL), STATUS_INVALID_PARAMETER);
}

static void short_names(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\A long name.text");
    PFILE_OBJECT other = OPEN(v, "\\A long naming.text");
    PFILE_OBJECT again;
    WCHAR name[100];
    ULONG length;

    CHECK(NAME_IS(fs_short_name, file, "ALONGN~1.TEX"));
    CHECK(NAME_IS(fs_short_name, other, "ALONGN~2.TEX"));
    again = OPEN(v, "\\alongn~1.tex", .disposition = FILE_OPEN);
    CHECK(again->FsContext == file->FsContext);
    CHECK(NAME_IS(fs_opened_name, again, "\\alongn~1.tex"));
    CHECK(NAME_IS(fs_normalized_name, again, "\\A long name.text"));
    length = fs_normalize_path(v, NULL, WIDE("\\alongn~2.tex:x"), name, sizeof(name));
    CHECK(unit_is(name, length, "\\A long naming.text:x"));
    io_cleanup(again);
    io_cleanup(other);
    io_cleanup(file);
}

static void tunnels(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\Document of mine.doc", .options = FILE_DELETE_ON_CLOSE);

    CHECK(NAME_IS(fs_short_name, file, "DOCUME~1.DOC"));
    io_cleanup(file);
    file = OPEN(v, "\\DOCUME~1.DOC", .disposition = FILE_CREATE);
    CHECK(NAME_IS(fs_normalized_name, file, "\\Document of mine.doc"));
    CHECK(NAME_IS(fs_short_name, file, "DOCUME~1.DOC"));
    io_set_disposition(file, NULL, true);
    io_cleanup(file);
    sim_pass_time(16 * 10000000ull);
    file = OPEN(v, "\\DOCUME~1.DOC", .disposition = FILE_CREATE);
    CHECK(NAME_IS(fs_normalized_name, file, "\\DOCUME~1.DOC"));
    io_cleanup(file);
}

static void moves(fs_volume *v)
{
    PFILE_OBJECT from = OPEN(v, "\\from", .options = FILE_DIRECTORY_FILE);
    PFILE_OBJECT inner = OPEN(v, "\\from\\inner", .options = FILE_DIRECTORY_FILE);
    PFILE_OBJECT file;

    io_cleanup(OPEN(v, "\\to", .options = FILE_DIRECTORY_FILE));
    CHECK_STATUS(io_rename(from, NULL, WIDE("\\to\\moved"), false, IO_DEFAULT),
                 STATUS_ACCESS_DENIED);
    io_cleanup(inner);
    CHECK_STATUS(io_rename(from, NULL, WIDE("\\from\\inner\\self"), false, IO_DEFAULT),
                 STATUS_INVALID_PARAMETER);
    CHECK_STATUS(io_rename(from, NULL, WIDE("\\to\\moved"), false, IO_DEFAULT), STATUS_SUCCESS);
    CHECK(fs_exists(v, WIDE("\\to\\moved\\inner")) && !fs_exists(v, WIDE("\\from")));
    file = OPEN(v, "\\to\\moved\\inner\\file");
    CHECK_STATUS(io_set_disposition(from, NULL, true), STATUS_DIRECTORY_NOT_EMPTY);
    CHECK(NAME_IS(fs_opened_name, from, "\\to\\moved"));
    io_cleanup(from);
    io_cleanup(file);
}

static void posix(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\posix");
    PFILE_OBJECT other = OPEN(v, "\\posix");
    uint32_t moved;

    CHECK_STATUS(io_set_disposition_ex(file, NULL,
                                       FILE_DISPOSITION_DELETE | FILE_DISPOSITION_POSIX_SEMANTICS),
                 STATUS_SUCCESS);
    io_cleanup(file);
    CHECK(!fs_exists(v, WIDE("\\posix")));
    CHECK_STATUS(io_write(other, NULL, 0, "x", 1, IO_DEFAULT, &moved), STATUS_SUCCESS);
    file = OPEN(v, "\\posix", .disposition = FILE_CREATE);
    CHECK(file->FsContext != other->FsContext);
    io_cleanup(file);
    io_cleanup(other);
}

static void reparse_points(fs_volume *v)
{
    struct {
        ULONG tag;
        USHORT length, reserved;
        UCHAR data[8];
    } point = {0x80000099, 8, 0, {1, 2, 3}};
    PFILE_OBJECT file = OPEN(v, "\\point");

    CHECK_STATUS(
        io_fs_control(file, NULL, FSCTL_SET_REPARSE_POINT, &point, sizeof(point), NULL, 0, NULL),
        STATUS_SUCCESS);
    io_cleanup(file);
    CHECK(STATUS_OF(v, "\\point", .flags = IO_NO_REPARSE) == STATUS_REPARSE
          || STATUS_OF(v, "\\point") == STATUS_IO_REPARSE_TAG_NOT_HANDLED);
    file = OPEN(v, "\\point", .options = FILE_OPEN_REPARSE_POINT);
    CHECK_STATUS(
        io_fs_control(file, NULL, FSCTL_GET_REPARSE_POINT, NULL, 0, &point, sizeof(point), NULL),
        STATUS_SUCCESS);
    CHECK(point.data[2] == 3);
    CHECK_STATUS(io_fs_control(file, NULL,
                               CTL_CODE(FILE_DEVICE_FILE_SYSTEM, 0x7FF, METHOD_BUFFERED, 0), NULL,
                               0, NULL, 0, NULL),
                 STATUS_INVALID_DEVICE_REQUEST);
    io_cleanup(file);
}

// [MS-FSA] 2.1.5.10.37 and 2.1.5.10.3: tags that are not Microsoft's go with a GUID.
static void reparse_points_of_others(fs_volume *v)
{
    struct {
        ULONG tag;
        USHORT length, reserved;
        GUID guid;
        UCHAR data[8];
    } point = {0x99, 8, 0, {1, 2, 3, {4}}, {1, 2, 3}};
    PFILE_OBJECT file = OPEN(v, "\\others");

#define CONTROL(code, size) io_fs_control(file, NULL, code, &point, size, NULL, 0, NULL)
    CHECK_STATUS(CONTROL(FSCTL_SET_REPARSE_POINT, 16), STATUS_IO_REPARSE_DATA_INVALID);
    CHECK_STATUS(CONTROL(FSCTL_DELETE_REPARSE_POINT, 24), STATUS_NOT_A_REPARSE_POINT);
    CHECK_STATUS(CONTROL(FSCTL_SET_REPARSE_POINT, sizeof(point)), STATUS_SUCCESS);
    point.guid.Data1++;
    CHECK_STATUS(CONTROL(FSCTL_SET_REPARSE_POINT, sizeof(point)),
                 STATUS_REPARSE_ATTRIBUTE_CONFLICT);
    point.guid.Data1--;
    point.tag++;
    CHECK_STATUS(CONTROL(FSCTL_SET_REPARSE_POINT, sizeof(point)), STATUS_IO_REPARSE_TAG_MISMATCH);
    point.tag--;
    point.length = 0;
    CHECK_STATUS(CONTROL(FSCTL_DELETE_REPARSE_POINT, 24), STATUS_SUCCESS);
#undef CONTROL
    io_cleanup(file);
}

// [MS-FSA], Algorithm for Performing Stream Rename.
static void stream_renames(fs_volume *v)
{
    PFILE_OBJECT stream = OPEN(v, "\\several:a");
    PFILE_OBJECT other = OPEN(v, "\\several:b");
    uint32_t moved;

    CHECK_STATUS(io_rename(stream, NULL, WIDE(":b"), false, IO_DEFAULT),
                 STATUS_OBJECT_NAME_COLLISION);
    CHECK_STATUS(io_rename(stream, NULL, WIDE(":b"), true, IO_DEFAULT), STATUS_INVALID_PARAMETER);
    CHECK_STATUS(io_write(other, NULL, 0, "x", 1, IO_DEFAULT, &moved), STATUS_SUCCESS);
    io_cleanup(other);
    CHECK_STATUS(io_rename(stream, NULL, WIDE(":b"), true, IO_DEFAULT), STATUS_INVALID_PARAMETER);
    CHECK_STATUS(io_rename(stream, NULL, WIDE(":b*"), true, IO_DEFAULT), STATUS_INVALID_PARAMETER);
    io_cleanup(stream);
}

static void test(void)
{
    fs_volume *v = fs_create_volume(FS_NTFS, 'C');

    streams(v);
    ids(v);
    short_names(v);
    tunnels(v);
    moves(v);
    posix(v);
    reparse_points(v);
    reparse_points_of_others(v);
    stream_renames(v);
    CHECK(fs_open_fcbs(v) == 0 && fs_open_files(v) == 0);
}

int main(void) { return unit_run(test, 2); }
