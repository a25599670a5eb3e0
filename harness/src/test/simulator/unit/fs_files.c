// Files on each kind of file system: open, read, write, rename, link, delete.
#include "unit.h"

static fs_volume *make(fs_kind kind)
{
    fs_volume *volume = fs_create_volume(kind, (char)('C' + kind));

    if (kind == FS_REDIRECTOR) fs_add_share(volume, "\\\\server\\share", "");
    return volume;
}

static const char *at(fs_kind kind, const char *path)
{
    static char names[4][100];
    static int next;
    char *name = names[next++ % 4];

    snprintf(name, 100, "%s%s", kind == FS_REDIRECTOR ? "\\server\\share" : "", path);
    return name;
}

static void contexts(fs_kind kind, fs_volume *v)
{
    PFILE_OBJECT a = OPEN(v, at(kind, "\\a.txt"));
    PFILE_OBJECT b = OPEN(v, at(kind, "\\A.TXT"));

    CHECK(a->FsContext == b->FsContext && a->FsContext2 != b->FsContext2);
    CHECK(FsRtlSupportsPerStreamContexts(a) == (kind != FS_PLAIN));
    CHECK(FsRtlSupportsPerFileContexts(a) == (kind == FS_NTFS));
    CHECK(fs_open_fcbs(v) == 1 && fs_open_handles(v) == 2 && fs_open_files(v) == 2);
    CHECK(fs_file_of(a) != NULL && fs_file_of(a) == fs_file_of(b));
    io_cleanup(a);
    CHECK(fs_open_fcbs(v) == 1 && fs_open_handles(v) == 1);
    io_cleanup(b);
    CHECK(fs_open_fcbs(v) == 0 && fs_open_files(v) == 0);
}

static void data(fs_kind kind, fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, at(kind, "\\data.bin"));
    FILE_STANDARD_INFORMATION standard;
    char text[16] = {0};
    uint32_t moved = 0;

    CHECK_STATUS(io_write(file, NULL, 0, "hello", 5, IO_DEFAULT, &moved), STATUS_SUCCESS);
    CHECK(moved == 5);
    CHECK_STATUS(io_write(file, NULL, 0, " you", 4, IO_APPEND, &moved), STATUS_SUCCESS);
    CHECK_STATUS(io_read(file, NULL, 0, text, 16, IO_DEFAULT, &moved), STATUS_SUCCESS);
    CHECK(moved == 9 && memcmp(text, "hello you", 9) == 0);
    CHECK_STATUS(io_read(file, NULL, 9, text, 1, IO_DEFAULT, &moved), STATUS_END_OF_FILE);
    CHECK_STATUS(io_write(file, NULL, 100000, "far", 3, IO_DEFAULT, &moved), STATUS_SUCCESS);
    CHECK_STATUS(io_read(file, NULL, 99999, text, 16, IO_NO_FAST_IO, &moved), STATUS_SUCCESS);
    CHECK(moved == 4 && text[0] == 0 && memcmp(text + 1, "far", 3) == 0);
    CHECK_STATUS(io_set_end_of_file(file, NULL, 3), STATUS_SUCCESS);
    CHECK_STATUS(io_query_information(file, NULL, FileStandardInformation, &standard,
                                      sizeof(standard), IO_DEFAULT, NULL),
                 STATUS_SUCCESS);
    CHECK(standard.EndOfFile.QuadPart == 3 && !standard.Directory && standard.NumberOfLinks == 1);
    CHECK_STATUS(io_write(file, NULL, 2, "xyz", 3, IO_PAGING, &moved), STATUS_SUCCESS);
    CHECK_STATUS(io_read(file, NULL, 0, text, 16, IO_PAGING, &moved), STATUS_SUCCESS);
    CHECK(moved == 3 && memcmp(text, "hex", 3) == 0);
    CHECK_STATUS(io_write(file, NULL, 3, "late", 4, IO_PEND, &moved), STATUS_SUCCESS);
    CHECK(moved == 4);
    io_cleanup(file);
}

static void dispositions(fs_kind kind, fs_volume *v)
{
    ULONG_PTR information;
    PFILE_OBJECT file;

    CHECK_STATUS(STATUS_OF(v, at(kind, "\\none"), .disposition = FILE_OPEN),
                 STATUS_OBJECT_NAME_NOT_FOUND);
    CHECK_STATUS(STATUS_OF(v, at(kind, "\\no\\ne"), .disposition = FILE_CREATE),
                 STATUS_OBJECT_PATH_NOT_FOUND);
    CHECK_STATUS(unit_try_open(TRY(v, .path = at(kind, "\\d"), .disposition = FILE_CREATE), &file,
                               &information),
                 STATUS_SUCCESS);
    CHECK(information == FILE_CREATED);
    io_cleanup(file);
    CHECK_STATUS(STATUS_OF(v, at(kind, "\\d"), .disposition = FILE_CREATE),
                 STATUS_OBJECT_NAME_COLLISION);
    CHECK_STATUS(unit_try_open(TRY(v, .path = at(kind, "\\d"), .disposition = FILE_OVERWRITE_IF),
                               &file, &information),
                 STATUS_SUCCESS);
    CHECK(information == FILE_OVERWRITTEN);
    CHECK_STATUS(STATUS_OF(v, at(kind, "\\d"), .share = 0), STATUS_SHARING_VIOLATION);
    CHECK_STATUS(STATUS_OF(v, at(kind, "\\d"), .options = FILE_DIRECTORY_FILE),
                 STATUS_NOT_A_DIRECTORY);
    CHECK_STATUS(STATUS_OF(v, at(kind, "\\d*"), .disposition = FILE_CREATE),
                 STATUS_OBJECT_NAME_INVALID);
    io_cleanup(file);
    CHECK_STATUS(STATUS_OF(v, at(kind, "\\dir"), .options = FILE_DIRECTORY_FILE), STATUS_SUCCESS);
    CHECK_STATUS(STATUS_OF(v, at(kind, "\\dir\\"), .options = FILE_DIRECTORY_FILE), STATUS_SUCCESS);
    CHECK_STATUS(STATUS_OF(v, at(kind, "\\dir"), .options = FILE_NON_DIRECTORY_FILE),
                 STATUS_FILE_IS_A_DIRECTORY);
    // [MS-FSA] 2.1.5.1 and 2.1.5.1.2
    CHECK_STATUS(STATUS_OF(v, at(kind, "\\dir"), .disposition = FILE_OVERWRITE_IF),
                 STATUS_OBJECT_NAME_COLLISION);
    CHECK_STATUS(STATUS_OF(v, at(kind, "\\dir"), .options = FILE_DIRECTORY_FILE,
                           .disposition = FILE_OVERWRITE_IF),
                 STATUS_INVALID_PARAMETER);
    CHECK_STATUS(STATUS_OF(v, at(kind, "\\dir\\"), .options = FILE_NON_DIRECTORY_FILE),
                 STATUS_OBJECT_NAME_INVALID);
    file = OPEN(v, at(kind, "\\dir"), .options = FILE_DIRECTORY_FILE);
    CHECK_STATUS(STATUS_OF(v, "inner", .related = file), STATUS_SUCCESS);
    CHECK(fs_is_directory(file));
    io_cleanup(file);
    CHECK(fs_exists(v, WIDE(at(kind, "\\dir\\inner"))));
}

static void renames(fs_kind kind, fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, at(kind, "\\old name.txt"));
    PFILE_OBJECT other = OPEN(v, at(kind, "\\other.txt"));
    uint64_t id = fs_file_id(file);

    CHECK(NAME_IS(fs_opened_name, file, at(kind, "\\old name.txt")));
    CHECK_STATUS(io_rename(file, NULL, WIDE("new.txt"), false, IO_DEFAULT), STATUS_SUCCESS);
    CHECK(NAME_IS(fs_opened_name, file,
                  at(kind, kind == FS_REDIRECTOR ? "\\old name.txt" : "\\new.txt")));
    CHECK(NAME_IS(fs_normalized_name, file, at(kind, "\\new.txt")));
    CHECK_STATUS(io_rename(file, NULL, WIDE("other.txt"), false, IO_DEFAULT),
                 STATUS_OBJECT_NAME_COLLISION);
    CHECK_STATUS(io_rename(file, NULL, WIDE("other.txt"), true, IO_DEFAULT), STATUS_ACCESS_DENIED);
    io_cleanup(other);
    CHECK_STATUS(io_rename(file, NULL, WIDE("other.txt"), true, IO_DEFAULT), STATUS_SUCCESS);
    CHECK(fs_file_id(file) == id);
    CHECK(!fs_exists(v, WIDE(at(kind, "\\new.txt")))
          && fs_exists(v, WIDE(at(kind, "\\other.txt"))));
    CHECK_STATUS(STATUS_OF(v, at(kind, "\\dir"), .options = FILE_DIRECTORY_FILE), STATUS_SUCCESS);
    io_cleanup(file);
}

static void deletions(fs_kind kind, fs_volume *v)
{
    PFILE_OBJECT first = OPEN(v, at(kind, "\\gone.txt"));
    PFILE_OBJECT second = OPEN(v, at(kind, "\\gone.txt"));

    CHECK_STATUS(io_set_disposition(first, NULL, true), STATUS_SUCCESS);
    CHECK_STATUS(STATUS_OF(v, at(kind, "\\gone.txt")), STATUS_DELETE_PENDING);
    io_cleanup(first);
    CHECK(fs_exists(v, WIDE(at(kind, "\\gone.txt"))));
    io_cleanup(second);
    CHECK(!fs_exists(v, WIDE(at(kind, "\\gone.txt"))));
    first = OPEN(v, at(kind, "\\brief.txt"), .options = FILE_DELETE_ON_CLOSE);
    CHECK(fs_exists(v, WIDE(at(kind, "\\brief.txt"))));
    io_cleanup(first);
    CHECK(!fs_exists(v, WIDE(at(kind, "\\brief.txt"))));
    CHECK(fs_open_fcbs(v) == 0);
}

static void links(fs_kind kind, fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, at(kind, "\\one.txt"));
    bool can = fs_kinds[kind].hard_links;
    PFILE_OBJECT again;

    CHECK_STATUS(io_hard_link(file, NULL, WIDE("two.txt"), false, IO_DEFAULT),
                 can ? STATUS_SUCCESS : STATUS_INVALID_DEVICE_REQUEST);
    if (can) {
        again = OPEN(v, at(kind, "\\two.txt"), .disposition = FILE_OPEN);
        CHECK(again->FsContext == file->FsContext);
        CHECK(NAME_IS(fs_opened_name, again, at(kind, "\\two.txt")));
        CHECK(NAME_IS(fs_opened_name, file, at(kind, "\\one.txt")));
        CHECK_STATUS(io_set_disposition(file, NULL, true), STATUS_SUCCESS);
        io_cleanup(file);
        CHECK(!fs_exists(v, WIDE(at(kind, "\\one.txt")))
              && fs_exists(v, WIDE(at(kind, "\\two.txt"))));
        io_cleanup(again);
    } else {
        io_cleanup(file);
    }
}

static void volume_opens(fs_kind kind, fs_volume *v)
{
    PFILE_OBJECT volume;

    if (kind == FS_REDIRECTOR) return;
    volume = OPEN(v, "", .disposition = FILE_OPEN, .access = FILE_READ_DATA);
    CHECK(fs_is_volume_open(volume) && (volume->Flags & FO_VOLUME_OPEN) != 0);
    CHECK(FsRtlSupportsPerStreamContexts(volume) == (kind != FS_PLAIN));
    CHECK(NAME_IS(fs_opened_name, volume, ""));
    io_cleanup(volume);
    CHECK(fs_open_files(v) == 0);
    CHECK(fs_open_fcbs(v) == (kind == FS_FAT ? 1 : 0)); // FAT's is the VCB
}

static void paging_files(fs_kind kind, fs_volume *v)
{
    PFILE_OBJECT file;

    if (!fs_kinds[kind].paging_files) {
        CHECK_STATUS(STATUS_OF(v, at(kind, "\\pagefile.sys"), .flags = IO_PAGING_FILE),
                     STATUS_ACCESS_DENIED);
        return;
    }
    file = OPEN(v, at(kind, "\\pagefile.sys"), .flags = IO_PAGING_FILE | IO_KERNEL_MODE);
    CHECK(fs_is_paging_file(file) && FsRtlIsPagingFile(file));
    CHECK(!FsRtlSupportsPerStreamContexts(file) && !FsRtlSupportsPerFileContexts(file));
    CHECK_STATUS(STATUS_OF(v, at(kind, "\\pagefile.sys")), STATUS_SHARING_VIOLATION);
    io_cleanup(file);
}

static void test(void)
{
    for (fs_kind kind = 0; kind < FS_KINDS; kind++) {
        fs_volume *v = make(kind);

        contexts(kind, v);
        data(kind, v);
        dispositions(kind, v);
        renames(kind, v);
        deletions(kind, v);
        links(kind, v);
        volume_opens(kind, v);
        paging_files(kind, v);
    }
}

int main(void) { return unit_run(test, 2); }
