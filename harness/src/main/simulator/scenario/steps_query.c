// Steps that ask, lock, control.
#include <stddef.h>
#include <string.h>

#include "../io/io.h"
#include "steps.h"

#define QUERY_BUFFER 512

static PFILE_OBJECT begin(const step *s) {
    PFILE_OBJECT file = scenario_slot_of(s->name)->object;
    if (file != NULL) io_reference_file(file);
    return file;
}

static NTSTATUS end(PFILE_OBJECT file, void *buffer, NTSTATUS status) {
    sim_free(buffer);
    io_dereference_file(file);
    return status;
}

static bool class_named(const char *name, FILE_INFORMATION_CLASS *class_) {
    static const struct {
        const char *name;
        FILE_INFORMATION_CLASS class_;
    } classes[] = {
        {"basic", FileBasicInformation},       {"standard", FileStandardInformation},
        {"name", FileNameInformation},         {"internal", FileInternalInformation},
        {"streams", FileStreamInformation},    {"all", FileAllInformation},
        {"network-open", FileNetworkOpenInformation},
    };
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        *class_ = classes[i].class_;
        if (strcmp(classes[i].name, name) == 0) return true;
    }
    return false;
}

NTSTATUS step_query(const step *s) {
    FILE_INFORMATION_CLASS class_;
    if (!class_named(s->text_operand, &class_)) {
        sim_broken("line %d: there is no information called '%s'", s->line, s->text_operand);
    }
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    void *buffer = sim_alloc(QUERY_BUFFER);
    return end(file, buffer,
               io_query_information(file, NULL, class_, buffer, QUERY_BUFFER, IO_DEFAULT, NULL));
}

NTSTATUS step_list_directory(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    void *buffer = sim_alloc(QUERY_BUFFER);
    const char *pattern = s->text_operand != NULL ? s->text_operand : "*";
    WCHAR wide[64];
    size_t length = strlen(pattern) < 64 ? strlen(pattern) : 64;
    for (size_t i = 0; i < length; i++) wide[i] = (WCHAR)(unsigned char)pattern[i];
    UNICODE_STRING expression = {(USHORT)(length * 2), (USHORT)(length * 2), wide};
    NTSTATUS status;
    bool restart = true;
    do {
        status = io_query_directory(file, NULL, FileBothDirectoryInformation, &expression, restart,
                                    false, buffer, QUERY_BUFFER, NULL);
        restart = false;
    } while (NT_SUCCESS(status) && status != STATUS_PENDING);
    return end(file, buffer, status == STATUS_NO_MORE_FILES ? STATUS_SUCCESS : status);
}

NTSTATUS step_query_volume(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    void *buffer = sim_alloc(QUERY_BUFFER);
    return end(file, buffer,
               io_query_volume(file, NULL, FileFsAttributeInformation, buffer, QUERY_BUFFER, NULL));
}

NTSTATUS step_flush(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    return end(file, NULL, io_flush(file, NULL));
}

NTSTATUS step_lock(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    return end(file, NULL,
               io_lock(file, NULL, s->integers[0], s->integers[1], 0, !scenario_option(s, 0), true,
                       scenario_option(s, 1) ? IO_PEND : IO_DEFAULT));
}

NTSTATUS step_unlock(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    return end(file, NULL, io_unlock(file, NULL, s->integers[0], s->integers[1], 0, IO_DEFAULT));
}

NTSTATUS step_fs_control(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    void *buffer = sim_alloc(QUERY_BUFFER);
    return end(file, buffer,
               io_fs_control(file, NULL, (ULONG)s->integers[0], NULL, 0, buffer, QUERY_BUFFER, NULL));
}

NTSTATUS step_security(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    void *buffer = sim_alloc(QUERY_BUFFER);
    NTSTATUS status = io_query_security(file, NULL, OWNER_SECURITY_INFORMATION, buffer, QUERY_BUFFER, NULL);
    if (NT_SUCCESS(status) && scenario_option(s, 0)) {
        status = io_set_security(file, NULL, OWNER_SECURITY_INFORMATION, buffer);
    }
    return end(file, buffer, status);
}

NTSTATUS step_query_ea(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    void *buffer = sim_alloc(QUERY_BUFFER);
    return end(file, buffer, io_query_ea(file, NULL, buffer, QUERY_BUFFER, NULL));
}

NTSTATUS step_set_ea(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    const char *name = s->text_operand, *value = scenario_option(s, 0) ? "" : "value";
    size_t name_length = strlen(name), value_length = strlen(value);
    size_t size = offsetof(FILE_FULL_EA_INFORMATION, EaName) + name_length + 1 + value_length;
    FILE_FULL_EA_INFORMATION *ea = sim_alloc(size);
    ea->EaNameLength = (UCHAR)name_length;
    ea->EaValueLength = (USHORT)value_length;
    memcpy(ea->EaName, name, name_length + 1);
    memcpy(ea->EaName + name_length + 1, value, value_length);
    return end(file, ea, io_set_ea(file, NULL, ea, (uint32_t)size));
}

NTSTATUS step_label(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    size_t length = strlen(s->text_operand);
    size_t size = offsetof(FILE_FS_LABEL_INFORMATION, VolumeLabel) + length * sizeof(WCHAR);
    if (size < sizeof(FILE_FS_LABEL_INFORMATION)) size = sizeof(FILE_FS_LABEL_INFORMATION);
    FILE_FS_LABEL_INFORMATION *label = sim_alloc(size);
    label->VolumeLabelLength = (ULONG)(length * sizeof(WCHAR));
    for (size_t i = 0; i < length; i++) label->VolumeLabel[i] = (unsigned char)s->text_operand[i];
    return end(file, label, io_set_volume(file, NULL, FileFsLabelInformation, label, (uint32_t)size));
}

NTSTATUS step_device_control(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    void *buffer = sim_alloc(QUERY_BUFFER);
    return end(file, buffer,
               io_device_control(file, NULL, (ULONG)s->integers[0], NULL, 0, buffer, QUERY_BUFFER,
                                 IO_DEFAULT, NULL));
}

NTSTATUS step_quota(const step *s) {
    PFILE_OBJECT file = begin(s);
    if (file == NULL) return SCENARIO_SKIPPED;
    void *buffer = sim_alloc(QUERY_BUFFER);
    NTSTATUS status = scenario_option(s, 0) ? io_set_quota(file, NULL, buffer, QUERY_BUFFER)
                                            : io_query_quota(file, NULL, buffer, QUERY_BUFFER);
    return end(file, buffer, status);
}

static io_acquire_kind acquire_kind(const step *s) {
    return scenario_option(s, 1) ? IO_ACQUIRE_FOR_CC_FLUSH : IO_ACQUIRE_FOR_SECTION;
}

NTSTATUS step_acquire(const step *s) {
    PFILE_OBJECT file = scenario_slot_of(s->name)->object;
    if (file == NULL) return SCENARIO_SKIPPED;
    return io_acquire(file, acquire_kind(s), PAGE_READONLY);
}

NTSTATUS step_release_section(const step *s) {
    PFILE_OBJECT file = scenario_slot_of(s->name)->object;
    if (file == NULL) return SCENARIO_SKIPPED;
    io_release(file, acquire_kind(s));
    return STATUS_SUCCESS;
}
