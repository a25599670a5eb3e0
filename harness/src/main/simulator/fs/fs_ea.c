// IRP_MJ_QUERY_EA and IRP_MJ_SET_EA (wdm/ns-wdm-_file_full_ea_information): a list for each file.
#include "fs_internal.h"

static const FILE_FULL_EA_INFORMATION *next_ea(const FILE_FULL_EA_INFORMATION *ea)
{
    return ea->NextEntryOffset == 0
               ? NULL
               : (const FILE_FULL_EA_INFORMATION *)((const UCHAR *)ea + ea->NextEntryOffset);
}

static ULONG size_of(const FILE_FULL_EA_INFORMATION *ea)
{
    return FIELD_OFFSET(FILE_FULL_EA_INFORMATION, EaName) + ea->EaNameLength + 1u
           + ea->EaValueLength;
}

static bool same_name(const char *a, ULONG a_length, const char *b, ULONG b_length)
{
    for (ULONG i = 0; a_length == b_length && i < a_length; i++) {
        if (rtl_upcase((UCHAR)a[i]) != rtl_upcase((UCHAR)b[i])) return false;
    }
    return a_length == b_length;
}

static const FILE_FULL_EA_INFORMATION *find(const FILE_FULL_EA_INFORMATION *list, const char *name,
                                            ULONG length)
{
    while (list != NULL && !same_name(list->EaName, list->EaNameLength, name, length)) {
        list = next_ea(list);
    }
    return list;
}

// A list that is being written.
typedef struct writer {
    UCHAR *buffer;
    ULONG capacity, used;
    FILE_FULL_EA_INFORMATION *last;
} writer;

static FILE_FULL_EA_INFORMATION *add(writer *to, ULONG size)
{
    ULONG at = (to->used + 3) & ~3u;
    FILE_FULL_EA_INFORMATION *ea = (FILE_FULL_EA_INFORMATION *)(to->buffer + at);

    if (at + size > to->capacity) return NULL;
    if (to->last != NULL) to->last->NextEntryOffset = (ULONG)((UCHAR *)ea - (UCHAR *)to->last);
    to->last = ea;
    to->used = at + size;
    return ea;
}

static bool copy(writer *to, const FILE_FULL_EA_INFORMATION *ea)
{
    FILE_FULL_EA_INFORMATION *added = add(to, size_of(ea));

    if (added == NULL) return false;
    memcpy(added, ea, size_of(ea));
    added->NextEntryOffset = 0;
    return true;
}

// One that was asked for by name and is not there has an empty value.
static bool copy_empty(writer *to, const FILE_GET_EA_INFORMATION *wanted)
{
    FILE_FULL_EA_INFORMATION *added =
        add(to, FIELD_OFFSET(FILE_FULL_EA_INFORMATION, EaName) + wanted->EaNameLength + 1u);

    if (added == NULL) return false;
    *added = (FILE_FULL_EA_INFORMATION){.EaNameLength = wanted->EaNameLength};
    memcpy(added->EaName, wanted->EaName, wanted->EaNameLength + 1u);
    return true;
}

static NTSTATUS query_named(const fs_file *file, const FILE_GET_EA_INFORMATION *wanted, writer *to)
{
    for (;;) {
        const FILE_FULL_EA_INFORMATION *ea =
            find((const FILE_FULL_EA_INFORMATION *)file->ea, wanted->EaName, wanted->EaNameLength);

        if (ea != NULL ? !copy(to, ea) : !copy_empty(to, wanted)) return STATUS_BUFFER_OVERFLOW;
        if (wanted->NextEntryOffset == 0) return STATUS_SUCCESS;
        wanted = (const FILE_GET_EA_INFORMATION *)((const UCHAR *)wanted + wanted->NextEntryOffset);
    }
}

static NTSTATUS check(const fs_request *request)
{
    if (request->fcb == NULL) return STATUS_INVALID_DEVICE_REQUEST;
    if ((fs_can(request->vcb->volume)->attributes & FILE_SUPPORTS_EXTENDED_ATTRIBUTES) == 0) {
        return STATUS_EAS_NOT_SUPPORTED;
    }
    return request->file == NULL ? STATUS_INVALID_PARAMETER : fs_verify(request);
}

NTSTATUS fs_query_ea(fs_request *request)
{
    PIO_STACK_LOCATION stack = request->stack;
    writer to = {0};
    NTSTATUS status = check(request);

    if (!NT_SUCCESS(status)) return status;
    to.buffer = request->irp->AssociatedIrp.SystemBuffer != NULL
                    ? request->irp->AssociatedIrp.SystemBuffer
                    : fs_user_buffer(request->irp);
    to.capacity = stack->Parameters.QueryEa.Length;
    if (stack->Parameters.QueryEa.EaList != NULL) {
        status = query_named(request->file, stack->Parameters.QueryEa.EaList, &to);
    } else if (request->file->ea == NULL) {
        status = STATUS_NO_EAS_ON_FILE;
    } else {
        const FILE_FULL_EA_INFORMATION *ea = (const FILE_FULL_EA_INFORMATION *)request->file->ea;

        for (; ea != NULL && NT_SUCCESS(status); ea = next_ea(ea)) {
            if (!copy(&to, ea)) status = STATUS_BUFFER_OVERFLOW;
        }
    }
    request->irp->IoStatus.Information = to.used;
    return status;
}

// The given ones replace those of the same name; an empty value removes one.
NTSTATUS fs_set_ea(fs_request *request)
{
    fs_file *file = request->file;
    const FILE_FULL_EA_INFORMATION *given = request->irp->AssociatedIrp.SystemBuffer;
    ULONG length = request->stack->Parameters.SetEa.Length;
    writer to = {0};
    NTSTATUS status = check(request);

    if (!NT_SUCCESS(status)) return status;
    if (given == NULL) given = fs_user_buffer(request->irp);
    if (length + file->ea_length + 8 > 0xFFFF) return STATUS_EA_TOO_LARGE;
    to.capacity = length + file->ea_length + 8;
    to.buffer = sim_alloc(to.capacity);
    for (const FILE_FULL_EA_INFORMATION *ea = (const FILE_FULL_EA_INFORMATION *)file->ea;
         ea != NULL; ea = next_ea(ea)) {
        if (find(given, ea->EaName, ea->EaNameLength) == NULL) copy(&to, ea);
    }
    for (const FILE_FULL_EA_INFORMATION *ea = given; ea != NULL; ea = next_ea(ea)) {
        if (ea->EaValueLength > 0) copy(&to, ea);
    }
    sim_free(file->ea);
    file->ea = to.used > 0 ? to.buffer : NULL;
    file->ea_length = (uint16_t)to.used;
    if (to.used == 0) sim_free(to.buffer);
    file->changed = (LONGLONG)sim_system_time();
    fs_report_file_change(file, FILE_NOTIFY_CHANGE_EA);
    return STATUS_SUCCESS;
}
