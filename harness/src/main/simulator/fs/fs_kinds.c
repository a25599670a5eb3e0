// What each kind of file system can do.
#include "fs_internal.h"

const fs_capabilities fs_kinds[FS_KINDS] = {
    [FS_NTFS] =
        {
            .name = "ntfs",
            .driver = "Ntfs",
            .device = "\\Ntfs",
            .file_system = L"NTFS",
            .attributes = FILE_CASE_SENSITIVE_SEARCH | FILE_CASE_PRESERVED_NAMES
                          | FILE_UNICODE_ON_DISK | FILE_PERSISTENT_ACLS
                          | FILE_SUPPORTS_REPARSE_POINTS | FILE_NAMED_STREAMS
                          | FILE_SUPPORTS_TRANSACTIONS | FILE_SUPPORTS_HARD_LINKS
                          | FILE_SUPPORTS_EXTENDED_ATTRIBUTES | FILE_SUPPORTS_OPEN_BY_FILE_ID
                          | FILE_SUPPORTS_POSIX_UNLINK_RENAME,
            .stream_contexts = true,
            .file_contexts = true,
            .named_streams = true,
            .hard_links = true,
            .file_ids = true,
            .short_names = true,
            .tunnelling = true,
            .transactions = true,
            .paging_files = true,
            .posix = true,
            .reparse_points = true,
        },
    // No file contexts, since a file has one stream (ifs/file-system-support-for-contexts).
    [FS_FAT] =
        {
            .name = "fat",
            .driver = "Fastfat",
            .device = "\\Fat",
            .file_system = L"FAT32",
            .attributes = FILE_CASE_PRESERVED_NAMES | FILE_UNICODE_ON_DISK,
            .stream_contexts = true,
            .short_names = true,
            .tunnelling = true,
            .paging_files = true,
        },
    // Of file contexts on redirectors no page says anything: files with an FCB for each share have
    // none here.
    [FS_REDIRECTOR] =
        {
            .name = "redirector",
            .driver = "MRxSmb",
            .device = "\\Device\\LanmanRedirector",
            .file_system = L"NTFS",
            .attributes = FILE_CASE_PRESERVED_NAMES | FILE_UNICODE_ON_DISK | FILE_PERSISTENT_ACLS
                          | FILE_NAMED_STREAMS | FILE_SUPPORTS_HARD_LINKS,
            .remote = true,
            .stream_contexts = true,
            .named_streams = true,
            .hard_links = true,
            .short_names = true,
        },
    // A file system of the time before filter contexts.
    [FS_PLAIN] =
        {
            .name = "plain",
            .driver = "Plainfs",
            .device = "\\Plainfs",
            .file_system = L"PLAIN",
            .attributes = FILE_CASE_PRESERVED_NAMES | FILE_UNICODE_ON_DISK,
        },
};

bool fs_kind_named(const char *name, fs_kind *kind)
{
    for (fs_kind i = 0; i < FS_KINDS; i++) {
        if (strcmp(fs_kinds[i].name, name) == 0) {
            *kind = i;
            return true;
        }
    }
    return false;
}
