// Share access: who may open a file beside those who have it open.
#include "internal.h"

typedef struct wishes {
    bool read, write, delete_;
} wishes;

static wishes wishes_of(ACCESS_MASK access) {
    return (wishes){(access & (FILE_EXECUTE | FILE_READ_DATA)) != 0,
                    (access & (FILE_WRITE_DATA | FILE_APPEND_DATA)) != 0, (access & DELETE) != 0};
}

static void remember(PFILE_OBJECT file, wishes wanted, ULONG share) {
    file->ReadAccess = wanted.read;
    file->WriteAccess = wanted.write;
    file->DeleteAccess = wanted.delete_;
    bool any = wanted.read || wanted.write || wanted.delete_;
    file->SharedRead = any && (share & FILE_SHARE_READ) != 0;
    file->SharedWrite = any && (share & FILE_SHARE_WRITE) != 0;
    file->SharedDelete = any && (share & FILE_SHARE_DELETE) != 0;
}

static void count(PFILE_OBJECT file, PSHARE_ACCESS access, ULONG by) {
    if (!file->ReadAccess && !file->WriteAccess && !file->DeleteAccess) return;
    access->OpenCount += by;
    access->Readers += file->ReadAccess * by;
    access->Writers += file->WriteAccess * by;
    access->Deleters += file->DeleteAccess * by;
    access->SharedRead += file->SharedRead * by;
    access->SharedWrite += file->SharedWrite * by;
    access->SharedDelete += file->SharedDelete * by;
}

NTSTATUS NTAPI IoCheckShareAccess(ACCESS_MASK DesiredAccess, ULONG DesiredShareAccess,
                                  PFILE_OBJECT FileObject, PSHARE_ACCESS ShareAccess,
                                  BOOLEAN Update) {
    SIM_CALL(IoCheckShareAccess);
    wishes wanted = wishes_of(DesiredAccess);
    remember(FileObject, wanted, DesiredShareAccess);
    if (!wanted.read && !wanted.write && !wanted.delete_) return STATUS_SUCCESS;
    if (io_is_file(FileObject) && io_file_of(FileObject)->ignores_share) {
        if (Update) count(FileObject, ShareAccess, 1);
        return STATUS_SUCCESS;
    }
    ULONG others = ShareAccess->OpenCount;
    bool clash = (wanted.read && ShareAccess->SharedRead < others) ||
                 (wanted.write && ShareAccess->SharedWrite < others) ||
                 (wanted.delete_ && ShareAccess->SharedDelete < others) ||
                 (ShareAccess->Readers != 0 && !FileObject->SharedRead) ||
                 (ShareAccess->Writers != 0 && !FileObject->SharedWrite) ||
                 (ShareAccess->Deleters != 0 && !FileObject->SharedDelete);
    if (clash) return STATUS_SHARING_VIOLATION;
    if (Update) count(FileObject, ShareAccess, 1);
    return STATUS_SUCCESS;
}

VOID NTAPI IoSetShareAccess(ACCESS_MASK DesiredAccess, ULONG DesiredShareAccess,
                            PFILE_OBJECT FileObject, PSHARE_ACCESS ShareAccess) {
    SIM_CALL(IoSetShareAccess);
    remember(FileObject, wishes_of(DesiredAccess), DesiredShareAccess);
    *ShareAccess = (SHARE_ACCESS){0};
    count(FileObject, ShareAccess, 1);
}

VOID NTAPI IoUpdateShareAccess(PFILE_OBJECT FileObject, PSHARE_ACCESS ShareAccess) {
    SIM_CALL(IoUpdateShareAccess);
    count(FileObject, ShareAccess, 1);
}

VOID NTAPI IoRemoveShareAccess(PFILE_OBJECT FileObject, PSHARE_ACCESS ShareAccess) {
    SIM_CALL(IoRemoveShareAccess);
    count(FileObject, ShareAccess, (ULONG)-1);
}
