// Directory queries and notifications, byte-range locks, fast I/O, volume information, security,
// EAs.
#include "unit.h"

static void query_directory(fs_volume *v)
{
    PFILE_OBJECT directory = OPEN(v, "\\dir", .options = FILE_DIRECTORY_FILE);
    FILE_ID_BOTH_DIR_INFORMATION *entry;
    UCHAR buffer[1024];
    uint32_t used;
    const char *expected[] = {".", "..", "alpha.txt", "beta.txt", "Gamma with a long name"};
    PFILE_OBJECT beta;

    io_cleanup(OPEN(v, "\\dir\\Gamma with a long name"));
    io_cleanup(OPEN(v, "\\dir\\alpha.txt"));
    beta = OPEN(v, "\\dir\\beta.txt");
    CHECK_STATUS(io_query_directory(directory, NULL, FileIdBothDirectoryInformation, NULL, true,
                                    false, buffer, sizeof(buffer), &used),
                 STATUS_SUCCESS);
    entry = (FILE_ID_BOTH_DIR_INFORMATION *)buffer;
    for (int i = 0; i < 5; i++) {
        CHECK(unit_is(entry->FileName, entry->FileNameLength, expected[i]));
        if (i == 3) CHECK((uint64_t)entry->FileId.QuadPart == fs_file_id(beta));
        if (i == 4) CHECK(unit_is(entry->ShortName, (ULONG)entry->ShortNameLength, "GAMMAW~1"));
        CHECK((entry->NextEntryOffset == 0) == (i == 4));
        entry = (FILE_ID_BOTH_DIR_INFORMATION *)((UCHAR *)entry + entry->NextEntryOffset);
    }
    CHECK_STATUS(io_query_directory(directory, NULL, FileIdBothDirectoryInformation, NULL, false,
                                    false, buffer, sizeof(buffer), &used),
                 STATUS_NO_MORE_FILES);
    // One at a time, while those that were returned are deleted.
    CHECK_STATUS(io_query_directory(directory, NULL, FileNamesInformation, WIDE("*.txt"), true,
                                    true, buffer, sizeof(buffer), &used),
                 STATUS_SUCCESS);
    CHECK(unit_is(((FILE_NAMES_INFORMATION *)buffer)->FileName,
                  ((FILE_NAMES_INFORMATION *)buffer)->FileNameLength, "alpha.txt"));
    io_cleanup(OPEN(v, "\\dir\\alpha.txt", .options = FILE_DELETE_ON_CLOSE));
    CHECK_STATUS(io_query_directory(directory, NULL, FileNamesInformation, NULL, false, true,
                                    buffer, sizeof(buffer), &used),
                 STATUS_SUCCESS);
    CHECK(unit_is(((FILE_NAMES_INFORMATION *)buffer)->FileName,
                  ((FILE_NAMES_INFORMATION *)buffer)->FileNameLength, "beta.txt"));
    CHECK_STATUS(io_query_directory(directory, NULL, FileBothDirectoryInformation, NULL, true,
                                    false, buffer, 20, &used),
                 STATUS_INFO_LENGTH_MISMATCH);
    io_cleanup(directory);
    directory = OPEN(v, "\\dir", .options = FILE_DIRECTORY_FILE);
    CHECK_STATUS(io_query_directory(directory, NULL, FileNamesInformation, WIDE("nothing?"), false,
                                    false, buffer, sizeof(buffer), &used),
                 STATUS_NO_SUCH_FILE);
    io_cleanup(directory);
    io_cleanup(beta);
}

static void notifications(fs_volume *v)
{
    PFILE_OBJECT directory = OPEN(v, "\\dir", .options = FILE_DIRECTORY_FILE);
    FILE_NOTIFY_INFORMATION *record;
    UCHAR buffer[256];
    PIRP irp;
    PFILE_OBJECT file;

    memset(buffer, 0, sizeof(buffer));
    CHECK_STATUS(io_notify_directory(directory, NULL, FILE_NOTIFY_CHANGE_FILE_NAME, true, buffer,
                                     sizeof(buffer), &irp),
                 STATUS_PENDING);
    file = OPEN(v, "\\dir\\noticed");
    record = (FILE_NOTIFY_INFORMATION *)buffer;
    CHECK(record->Action == FILE_ACTION_ADDED
          && unit_is(record->FileName, record->FileNameLength, "noticed"));
    CHECK_STATUS(io_notify_directory(directory, NULL, FILE_NOTIFY_CHANGE_FILE_NAME, true, buffer,
                                     sizeof(buffer), &irp),
                 STATUS_PENDING);
    CHECK_STATUS(io_rename(file, NULL, WIDE("changed"), false, IO_DEFAULT), STATUS_SUCCESS);
    CHECK(record->Action == FILE_ACTION_RENAMED_OLD_NAME && record->NextEntryOffset > 0);
    record = (FILE_NOTIFY_INFORMATION *)(buffer + record->NextEntryOffset);
    CHECK(record->Action == FILE_ACTION_RENAMED_NEW_NAME
          && unit_is(record->FileName, record->FileNameLength, "changed"));
    CHECK_STATUS(io_notify_directory(directory, NULL, FILE_NOTIFY_CHANGE_FILE_NAME, true, buffer,
                                     sizeof(buffer), &irp),
                 STATUS_PENDING);
    io_cleanup(directory); // STATUS_NOTIFY_CLEANUP; otherwise its close would not come
    io_cleanup(file);
    CHECK(fs_open_files(v) == 0);
}

static void locks(fs_volume *v)
{
    PFILE_OBJECT a = OPEN(v, "\\locked");
    PFILE_OBJECT b = OPEN(v, "\\locked");
    char byte = 0;
    uint32_t moved;

    CHECK_STATUS(io_write(a, NULL, 0, "0123456789", 10, IO_DEFAULT, &moved), STATUS_SUCCESS);
    CHECK_STATUS(io_lock(a, NULL, 2, 4, 7, true, true, IO_DEFAULT), STATUS_SUCCESS);
    CHECK_STATUS(io_read(b, NULL, 3, &byte, 1, IO_DEFAULT, &moved), STATUS_FILE_LOCK_CONFLICT);
    CHECK_STATUS(io_read(b, NULL, 6, &byte, 1, IO_DEFAULT, &moved), STATUS_SUCCESS);
    CHECK_STATUS(io_lock(b, NULL, 5, 4, 7, false, true, IO_DEFAULT), STATUS_LOCK_NOT_GRANTED);
    CHECK_STATUS(io_unlock(b, NULL, 2, 4, 7, IO_DEFAULT), STATUS_RANGE_NOT_LOCKED);
    CHECK_STATUS(io_unlock(a, NULL, 2, 4, 7, IO_DEFAULT), STATUS_SUCCESS);
    CHECK_STATUS(io_lock(b, NULL, 5, 4, 7, false, true, IO_DEFAULT), STATUS_SUCCESS);
    CHECK_STATUS(io_write(a, NULL, 5, "x", 1, IO_DEFAULT, &moved), STATUS_FILE_LOCK_CONFLICT);
    io_cleanup(b);
    CHECK_STATUS(io_write(a, NULL, 5, "x", 1, IO_DEFAULT, &moved), STATUS_SUCCESS);
    io_cleanup(a);
}

// [MS-FSA] 2.1.4.10 and 2.1.5.8: ranges without bytes, ranges at the end of what can be locked.
static void odd_locks(fs_volume *v)
{
    PFILE_OBJECT a = OPEN(v, "\\locked");
    PFILE_OBJECT b = OPEN(v, "\\locked");

    CHECK_STATUS(io_lock(a, NULL, 2, 4, 7, true, true, IO_DEFAULT), STATUS_SUCCESS);
    CHECK_STATUS(io_lock(b, NULL, 4, 0, 7, true, true, IO_DEFAULT), STATUS_LOCK_NOT_GRANTED);
    CHECK_STATUS(io_lock(b, NULL, 2, 0, 7, true, true, IO_DEFAULT), STATUS_SUCCESS);
    CHECK_STATUS(io_lock(b, NULL, 6, 0, 7, true, true, IO_DEFAULT), STATUS_SUCCESS);
    CHECK_STATUS(io_lock(b, NULL, 0, 0, 7, true, true, IO_DEFAULT), STATUS_SUCCESS);
    CHECK_STATUS(io_lock(b, NULL, -4, 4, 7, true, true, IO_DEFAULT), STATUS_SUCCESS);
    CHECK_STATUS(io_lock(b, NULL, -4, 5, 7, true, true, IO_DEFAULT), STATUS_INVALID_LOCK_RANGE);
    CHECK_STATUS(io_unlock(b, NULL, -4, 5, 7, IO_DEFAULT), STATUS_INVALID_LOCK_RANGE);
    io_cleanup(b);
    io_cleanup(a);
}

static void volume_information(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\any");
    struct {
        FILE_FS_ATTRIBUTE_INFORMATION head;
        WCHAR more[20];
    } attributes;
    uint32_t used;

    CHECK_STATUS(io_query_volume(file, NULL, FileFsAttributeInformation, &attributes,
                                 sizeof(attributes), &used),
                 STATUS_SUCCESS);
    CHECK(unit_is(attributes.head.FileSystemName, attributes.head.FileSystemNameLength, "NTFS"));
    CHECK(attributes.head.FileSystemAttributes & FILE_NAMED_STREAMS);
    io_cleanup(file);
}

static void network_query_open(fs_volume *v)
{
    io_open_request request = {.device = fs_disk(v)->device, .path = *WIDE("\\locked")};
    FILE_NETWORK_OPEN_INFORMATION information;

    CHECK_STATUS(io_query_network_open(&request, &information), STATUS_SUCCESS);
    CHECK(information.EndOfFile.QuadPart == 10 && fs_open_fcbs(v) == 0);
    request.path = *WIDE("\\nowhere");
    CHECK_STATUS(io_query_network_open(&request, &information), STATUS_OBJECT_NAME_NOT_FOUND);
}

static void fast_io(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\fast");
    char text[4];
    uint32_t moved;

    CHECK(file->PrivateCacheMap == NULL);
    CHECK_STATUS(io_write(file, NULL, 0, "slow", 4, IO_FAST_IO, &moved), STATUS_SUCCESS);
    CHECK(file->PrivateCacheMap != NULL);
    CHECK_STATUS(io_read(file, NULL, 0, text, 4, IO_FAST_IO, &moved), STATUS_SUCCESS);
    CHECK((file->Flags & FO_FILE_FAST_IO_READ) != 0 && memcmp(text, "slow", 4) == 0);
    // No bytes are a success, also behind the end of the file, which stays where it is.
    CHECK_STATUS(io_read(file, NULL, 100, text, 0, IO_FAST_IO, &moved), STATUS_SUCCESS);
    CHECK(moved == 0);
    CHECK_STATUS(io_write(file, NULL, 100, "", 0, IO_FAST_IO, &moved), STATUS_SUCCESS);
    CHECK(moved == 0);
    CHECK(((PFSRTL_ADVANCED_FCB_HEADER)file->FsContext)->FileSize.QuadPart == 4);
    CHECK_STATUS(io_acquire_for_section(file, PAGE_READONLY, false), STATUS_SUCCESS);
    CHECK(ex_resource_is_exclusive(((PFSRTL_ADVANCED_FCB_HEADER)file->FsContext)->Resource));
    io_release_for_section(file);
    CHECK(!ex_resource_is_exclusive(((PFSRTL_ADVANCED_FCB_HEADER)file->FsContext)->Resource));
    io_cleanup(file);
}

static void attributes(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\attributes");
    UCHAR buffer[64];
    struct {
        FILE_FULL_EA_INFORMATION head;
        char more[12];
    } ea = {{.EaNameLength = 4, .EaValueLength = 2}, {0}};
    uint32_t used;

    memcpy(ea.head.EaName, "NAME\0ab", 7);
    CHECK_STATUS(io_set_ea(file, NULL, &ea, 16), STATUS_SUCCESS);
    memset(buffer, 0, sizeof(buffer));
    CHECK_STATUS(io_query_ea(file, NULL, buffer, sizeof(buffer), &used), STATUS_SUCCESS);
    CHECK(memcmp(((FILE_FULL_EA_INFORMATION *)buffer)->EaName, "NAME\0ab", 7) == 0);
    CHECK_STATUS(
        io_query_security(file, NULL, DACL_SECURITY_INFORMATION, buffer, sizeof(buffer), &used),
        STATUS_SUCCESS);
    CHECK(used == sizeof(SECURITY_DESCRIPTOR_RELATIVE));
    CHECK_STATUS(io_query_security(file, NULL, DACL_SECURITY_INFORMATION, buffer, 4, &used),
                 STATUS_BUFFER_OVERFLOW);
    io_cleanup(file);
}

static void test(void)
{
    fs_volume *v = fs_create_volume(FS_NTFS, 'C');

    query_directory(v);
    notifications(v);
    locks(v);
    odd_locks(v);
    volume_information(v);
    network_query_open(v);
    fast_io(v);
    attributes(v);
    CHECK(fs_open_fcbs(v) == 0);
}

int main(void) { return unit_run(test, 2); }
