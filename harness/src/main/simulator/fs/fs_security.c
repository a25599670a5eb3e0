// IRP_MJ_QUERY_SECURITY and IRP_MJ_SET_SECURITY: a descriptor for each file, kept and given back.
#include "fs_internal.h"

// The four parts of a descriptor of either form.
typedef enum part { OWNER, GROUP, SACL, DACL, PARTS } part;

typedef struct parts {
    const UCHAR *at[PARTS];
    ULONG size[PARTS];
    USHORT control;
} parts;

static const SECURITY_INFORMATION information_of[PARTS] = {
    [OWNER] = OWNER_SECURITY_INFORMATION,
    [GROUP] = GROUP_SECURITY_INFORMATION,
    [SACL] = SACL_SECURITY_INFORMATION,
    [DACL] = DACL_SECURITY_INFORMATION,
};
static const USHORT control_of[PARTS] = {
    [OWNER] = SE_OWNER_DEFAULTED,
    [GROUP] = SE_GROUP_DEFAULTED,
    [SACL] = SE_SACL_PRESENT | SE_SACL_DEFAULTED | SE_SACL_AUTO_INHERITED | SE_SACL_PROTECTED,
    [DACL] = SE_DACL_PRESENT | SE_DACL_DEFAULTED | SE_DACL_AUTO_INHERITED | SE_DACL_PROTECTED,
};

static ULONG size_of(part which, const UCHAR *at)
{
    if (at == NULL) return 0;
    // A SID has eight bytes and four for each of its parts; an ACL says its size.
    return which == OWNER || which == GROUP ? 8u + 4u * at[1] : ((const ACL *)at)->AclSize;
}

static parts take_apart(const void *descriptor)
{
    parts all = {{NULL}, {0}, 0};

    if (descriptor == NULL) return all;
    all.control = ((const SECURITY_DESCRIPTOR_RELATIVE *)descriptor)->Control;
    if (all.control & SE_SELF_RELATIVE) {
        const SECURITY_DESCRIPTOR_RELATIVE *relative = descriptor;
        ULONG offsets[PARTS] = {relative->Owner, relative->Group, relative->Sacl, relative->Dacl};

        for (part i = 0; i < PARTS; i++) {
            if (offsets[i] != 0) all.at[i] = (const UCHAR *)descriptor + offsets[i];
        }
    } else {
        const SECURITY_DESCRIPTOR *absolute = descriptor;

        all.at[OWNER] = absolute->Owner;
        all.at[GROUP] = absolute->Group;
        all.at[SACL] = (const UCHAR *)absolute->Sacl;
        all.at[DACL] = (const UCHAR *)absolute->Dacl;
    }
    for (part i = 0; i < PARTS; i++) all.size[i] = size_of(i, all.at[i]);
    return all;
}

// The parts that `what` names come from one descriptor, the others from a second (or from nowhere).
static parts choose(const parts *named, const parts *others, SECURITY_INFORMATION what)
{
    parts chosen = {{NULL}, {0}, SE_SELF_RELATIVE};

    for (part i = 0; i < PARTS; i++) {
        const parts *from = what & information_of[i] ? named : others;

        if (from == NULL) continue;
        chosen.at[i] = from->at[i];
        chosen.size[i] = from->size[i];
        chosen.control |= from->control & control_of[i];
    }
    return chosen;
}

static ULONG total(const parts *all)
{
    ULONG size = sizeof(SECURITY_DESCRIPTOR_RELATIVE);

    for (part i = 0; i < PARTS; i++) size += (all->size[i] + 3) & ~3u;
    return size;
}

static void compose(const parts *all, UCHAR *buffer)
{
    SECURITY_DESCRIPTOR_RELATIVE *head = (SECURITY_DESCRIPTOR_RELATIVE *)buffer;
    ULONG offsets[PARTS] = {0};
    ULONG next = sizeof(SECURITY_DESCRIPTOR_RELATIVE);

    for (part i = 0; i < PARTS; i++) {
        if (all->at[i] == NULL) continue;
        memcpy(buffer + next, all->at[i], all->size[i]);
        offsets[i] = next;
        next += (all->size[i] + 3) & ~3u;
    }
    *head = (SECURITY_DESCRIPTOR_RELATIVE){.Revision = SECURITY_DESCRIPTOR_REVISION,
                                           .Control = all->control,
                                           .Owner = offsets[OWNER],
                                           .Group = offsets[GROUP],
                                           .Sacl = offsets[SACL],
                                           .Dacl = offsets[DACL]};
}

static NTSTATUS check(const fs_request *request)
{
    if (request->fcb == NULL
        || (fs_can(request->vcb->volume)->attributes & FILE_PERSISTENT_ACLS) == 0) {
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    if (request->file == NULL) return STATUS_INVALID_PARAMETER;
    return fs_verify(request);
}

// A file whose descriptor was never set is open to all: it has a DACL of NULL.
NTSTATUS fs_query_security(fs_request *request)
{
    PIO_STACK_LOCATION stack = request->stack;
    parts all;
    NTSTATUS status = check(request);

    if (!NT_SUCCESS(status)) return status;
    all = take_apart(request->file->security);
    if (request->file->security == NULL) all.control = SE_DACL_PRESENT;
    all = choose(&all, NULL, stack->Parameters.QuerySecurity.SecurityInformation);
    request->irp->IoStatus.Information = total(&all);
    if (total(&all) > stack->Parameters.QuerySecurity.Length) return STATUS_BUFFER_OVERFLOW;
    compose(&all, fs_user_buffer(request->irp));
    return STATUS_SUCCESS;
}

NTSTATUS fs_set_security(fs_request *request)
{
    PIO_STACK_LOCATION stack = request->stack;
    fs_file *file = request->file;
    UCHAR *former;
    parts given, old, all;
    NTSTATUS status = check(request);

    if (!NT_SUCCESS(status)) return status;
    given = take_apart(stack->Parameters.SetSecurity.SecurityDescriptor);
    old = take_apart(file->security);
    if (file->security == NULL) old.control = SE_DACL_PRESENT;
    all = choose(&given, &old, stack->Parameters.SetSecurity.SecurityInformation);
    if (total(&all) > 0xFFFF) return STATUS_INVALID_SECURITY_DESCR;
    former = file->security;
    file->security = sim_alloc(total(&all));
    file->security_length = (uint16_t)total(&all);
    compose(&all, file->security);
    sim_free(former);
    file->changed = (LONGLONG)sim_system_time();
    fs_report_file_change(file, FILE_NOTIFY_CHANGE_SECURITY);
    return STATUS_SUCCESS;
}
