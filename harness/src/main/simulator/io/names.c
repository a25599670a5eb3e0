// Names: expressions with wild cards, and the names of devices and files in the DOS namespace.
#include <string.h>

#include "internal.h"

static WCHAR upcase(WCHAR c) { return RtlUpcaseUnicodeChar(c); }

BOOLEAN NTAPI FsRtlDoesNameContainWildCards(PUNICODE_STRING Name) {
    SIM_CALL(FsRtlDoesNameContainWildCards);
    for (USHORT i = 0; i < Name->Length / sizeof(WCHAR); i++) {
        if (FsRtlIsUnicodeCharacterWild(Name->Buffer[i])) return TRUE;
    }
    return FALSE;
}

// --- Expressions ---------------------------------------------------------------------------------

typedef struct text {
    const WCHAR *at;
    size_t left;
} text;

static bool is_last_dot(text name) {
    if (*name.at != L'.') return false;
    for (size_t i = 1; i < name.left; i++) {
        if (name.at[i] == L'.') return false;
    }
    return true;
}

static text after(text t) { return (text){t.at + 1, t.left - 1}; }

// "ntifs/nf-ntifs-_fsrtl_advanced_fcb_header-fsrtlisnameinexpression" lists the wild cards.
static bool matches(text expression, text name, bool ignore_case) {
    while (expression.left != 0) {
        WCHAR c = *expression.at;
        text rest = after(expression);
        switch (c) {
        case L'*':
            for (;; name = after(name)) {
                if (matches(rest, name, ignore_case)) return true;
                if (name.left == 0) return false;
            }
        case DOS_STAR: // any characters up to the last dot
            for (;; name = after(name)) {
                if (matches(rest, name, ignore_case)) return true;
                if (name.left == 0 || is_last_dot(name)) return false;
            }
        case DOS_QM: // one character, or none before a dot or at the end
            if (name.left == 0 || *name.at == L'.') {
                expression = rest;
                continue;
            }
            break;
        case DOS_DOT: // a dot, or nothing at the end
            if (name.left == 0) {
                expression = rest;
                continue;
            }
            if (*name.at != L'.') return false;
            break;
        default:
            if (name.left == 0) return false;
            if (c == L'?') break;
            if (c != *name.at && !(ignore_case && c == upcase(*name.at))) return false;
            break;
        }
        expression = rest;
        name = after(name);
    }
    return name.left == 0;
}

static text text_of(const UNICODE_STRING *string) {
    return (text){string->Buffer, string->Length / sizeof(WCHAR)};
}

// The expression must be in upper case where case is ignored.
static void check_upper_case(const UNICODE_STRING *expression) {
    for (USHORT i = 0; i < expression->Length / sizeof(WCHAR); i++) {
        if (expression->Buffer[i] == upcase(expression->Buffer[i])) continue;
        sim_report(RULE_DDI, 0, SIM_NO_BUGCHECK,
                   "FsRtlIsNameInExpression was called to ignore case with an expression that is "
                   "not in upper case: %s",
                   sim_text(expression));
        return;
    }
}

BOOLEAN NTAPI FsRtlIsNameInExpression(PUNICODE_STRING Expression, PUNICODE_STRING Name,
                                      BOOLEAN IgnoreCase, PWCH UpcaseTable) {
    SIM_CALL(FsRtlIsNameInExpression);
    if (IgnoreCase && IO_FROM_DRIVER()) check_upper_case(Expression);
    if (Name->Length == 0 || Expression->Length == 0) {
        return Name->Length == 0 && Expression->Length == 0;
    }
    return matches(text_of(Expression), text_of(Name), IgnoreCase);
}

BOOLEAN NTAPI FsRtlAreNamesEqual(PCUNICODE_STRING ConstantNameA, PCUNICODE_STRING ConstantNameB,
                                 BOOLEAN IgnoreCase, PCWCH UpcaseTable) {
    SIM_CALL(FsRtlAreNamesEqual);
    if (ConstantNameA->Length != ConstantNameB->Length) return FALSE;
    for (USHORT i = 0; i < ConstantNameA->Length / sizeof(WCHAR); i++) {
        WCHAR a = ConstantNameA->Buffer[i], b = ConstantNameB->Buffer[i];
        if (a != b && !(IgnoreCase && upcase(a) == upcase(b))) return FALSE;
    }
    return TRUE;
}

VOID NTAPI FsRtlDissectName(UNICODE_STRING Path, PUNICODE_STRING FirstName,
                            PUNICODE_STRING RemainingName) {
    SIM_CALL(FsRtlDissectName);
    USHORT characters = (USHORT)(Path.Length / sizeof(WCHAR)), i = 0;
    *FirstName = *RemainingName = (UNICODE_STRING){0, 0, NULL};
    if (characters == 0) return;
    if (Path.Buffer[0] == L'\\') i = 1;
    USHORT start = i;
    while (i < characters && Path.Buffer[i] != L'\\') i++;
    FirstName->Length = FirstName->MaximumLength = (USHORT)((i - start) * sizeof(WCHAR));
    FirstName->Buffer = Path.Buffer + start;
    if (i >= characters) return;
    i++; // the backslash is no part of what remains
    RemainingName->Length = RemainingName->MaximumLength =
        (USHORT)((characters - i) * sizeof(WCHAR));
    RemainingName->Buffer = Path.Buffer + i;
}

// --- DOS names -----------------------------------------------------------------------------------

static bool dos_name_of(PDEVICE_OBJECT device, WCHAR drive[2]) {
    io_disk *disk = io_disk_of(device);
    if (disk == NULL && io_device_of(device)->vpb != NULL) {
        disk = io_disk_of(io_device_of(device)->vpb->RealDevice);
    }
    if (disk == NULL || disk->letter == 0) return false;
    drive[0] = (WCHAR)disk->letter;
    drive[1] = L':';
    return true;
}

NTSTATUS NTAPI IoVolumeDeviceToDosName(PVOID VolumeDeviceObject, PUNICODE_STRING DosName) {
    SIM_CALL(IoVolumeDeviceToDosName);
    SIM_FAULT(IoVolumeDeviceToDosName);
    WCHAR drive[2];
    io_check_device(VolumeDeviceObject, "IoVolumeDeviceToDosName");
    if (!dos_name_of(VolumeDeviceObject, drive)) return STATUS_OBJECT_NAME_NOT_FOUND;
    DosName->Buffer = ex_pool_allocate(SIM_PAGED, 3 * sizeof(WCHAR), IO_TAG_NAME, "DOS name");
    memcpy(DosName->Buffer, drive, sizeof drive);
    DosName->Buffer[2] = 0;
    DosName->Length = sizeof drive;
    DosName->MaximumLength = 3 * sizeof(WCHAR);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI IoQueryFileDosDeviceName(PFILE_OBJECT FileObject,
                                        POBJECT_NAME_INFORMATION *ObjectNameInformation) {
    SIM_CALL(IoQueryFileDosDeviceName);
    SIM_FAULT(IoQueryFileDosDeviceName);
    if (IO_FROM_DRIVER()) io_check_io_allowed("IoQueryFileDosDeviceName");
    enum { CAPACITY = 2048 };
    FILE_NAME_INFORMATION *name = sim_alloc(CAPACITY);
    uint32_t returned;
    NTSTATUS status = io_query_information(FileObject, NULL, FileNameInformation, name, CAPACITY,
                                           IO_KERNEL_MODE | IO_NO_FAST_IO, &returned);
    WCHAR drive[2];
    bool has_drive = dos_name_of(FileObject->DeviceObject, drive);
    if (NT_SUCCESS(status)) {
        USHORT length = (USHORT)(name->FileNameLength + (has_drive ? sizeof drive : 0));
        OBJECT_NAME_INFORMATION *result =
            ex_pool_allocate(SIM_PAGED, sizeof *result + length, IO_TAG_NAME, "DOS device name");
        result->Name.Length = result->Name.MaximumLength = length;
        result->Name.Buffer = (WCHAR *)(result + 1);
        uint8_t *to = (uint8_t *)result->Name.Buffer;
        if (has_drive) memcpy(to, drive, sizeof drive);
        memcpy(to + (has_drive ? sizeof drive : 0), name->FileName, name->FileNameLength);
        *ObjectNameInformation = result;
    }
    sim_free(name);
    return status;
}

// What ObQueryNameString says of a file object: its device's name and its path.
static bool query_name(void *body, PUNICODE_STRING name, uint16_t capacity) {
    PFILE_OBJECT file = body;
    const UNICODE_STRING *device = io_device_name(file->DeviceObject);
    USHORT length = (USHORT)(device->Length + file->FileName.Length);
    if (length > capacity) {
        name->Length = length;
        return true;
    }
    uint8_t *to = (uint8_t *)name->Buffer;
    memcpy(to, device->Buffer, device->Length);
    if (file->FileName.Length != 0) {
        memcpy(to + device->Length, file->FileName.Buffer, file->FileName.Length);
    }
    name->Length = length;
    return true;
}

__attribute__((constructor)) static void register_type(void) {
    ob_file_type.query_name = query_name;
}
