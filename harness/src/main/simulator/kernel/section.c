// Sections: files, or memory, that processes map. A view is filled when it is mapped and, where it
// can be written, written back when it is unmapped.
#include "internal.h"

#define LARGEST_SECTION (64ll << 20)

NTSTATUS (*mm_open_file)(PFILE_OBJECT file, ULONG protection, bool image, LONGLONG size);
void (*mm_close_file)(PFILE_OBJECT file);
NTSTATUS (*mm_read_file)(PFILE_OBJECT file, LONGLONG offset, void *buffer, ULONG length);
NTSTATUS (*mm_write_file)(PFILE_OBJECT file, LONGLONG offset, const void *buffer, ULONG length);
LONGLONG (*mm_file_size)(PFILE_OBJECT file);

typedef struct section {
    PFILE_OBJECT file; // NULL: of the paging file
    LONGLONG size;
    ULONG protection;
    char *memory; // without a file
} section;

typedef struct view {
    struct view *next;
    section *section; // with a reference
    char *address;
    LONGLONG offset;
    SIZE_T size;
    bool writable;
    PEPROCESS process;
} view;

static SIM_STATE view *views;

// --- Sections ------------------------------------------------------------------------------------

static bool is_writable(ULONG protection) {
    return protection & (PAGE_READWRITE | PAGE_EXECUTE_READWRITE);
}

static bool is_valid_protection(ULONG protection) {
    switch (protection & 0xFF) {
    case PAGE_READONLY:
    case PAGE_READWRITE:
    case PAGE_WRITECOPY:
    case PAGE_EXECUTE:
    case PAGE_EXECUTE_READ:
    case PAGE_EXECUTE_READWRITE: return true;
    default: return false;
    }
}

static void destroy(void *body) {
    section *self = body;

    if (self->memory) sim_heap_free(self->memory);
    if (self->file) mm_close_file(self->file);
}

NTSTATUS mm_section_create(PFILE_OBJECT file, ULONG protection, ULONG attributes, LONGLONG size,
                           void **created) {
    section *self;

    if (!is_valid_protection(protection)) return STATUS_INVALID_PAGE_PROTECTION;
    if (size < 0 || (size == 0 && !file)) return STATUS_INVALID_PARAMETER_4;
    if (size > LARGEST_SECTION) return STATUS_SECTION_TOO_BIG;
    if (file) {
        NTSTATUS status = mm_open_file(file, protection, (attributes & SEC_IMAGE) != 0, size);

        if (!NT_SUCCESS(status)) return status;
        if (size == 0) size = mm_file_size(file);
        if (size > LARGEST_SECTION) {
            mm_close_file(file);
            return STATUS_SECTION_TOO_BIG;
        }
    }
    self = ob_create(&ob_section_type, sizeof(*self), destroy);
    self->file = file;
    self->size = size;
    self->protection = protection;
    if (!file) {
        self->memory = sim_heap_allocate(SIM_PAGED, (size_t)size, 4096, 0, ob_identity(self));
        memset(self->memory, 0, (size_t)size);
    }
    *created = self;
    return STATUS_SUCCESS;
}

// The page of ZwCreateSection has its own words for what file systems and
// FltCreateSectionForDataScan say of an empty file and of a directory.
static NTSTATUS status_of_create(NTSTATUS status) {
    switch (status) {
    case STATUS_END_OF_FILE: return STATUS_MAPPED_FILE_SIZE_ZERO;
    case STATUS_FILE_IS_A_DIRECTORY: return STATUS_INVALID_FILE_FOR_SECTION;
    default: return status;
    }
}

// wdm/nf-wdm-zwcreatesection
NTSTATUS ZwCreateSection(PHANDLE SectionHandle, ACCESS_MASK DesiredAccess,
                         POBJECT_ATTRIBUTES ObjectAttributes, PLARGE_INTEGER MaximumSize,
                         ULONG SectionPageProtection, ULONG AllocationAttributes,
                         HANDLE FileHandle) {
    PFILE_OBJECT file = NULL;
    void *created;
    NTSTATUS status;

    SIM_CALL(ZwCreateSection);
    SIM_FAULT(ZwCreateSection);
    if (FileHandle) {
        file = ob_from_handle(FileHandle);
        if (!file) return STATUS_INVALID_HANDLE;
        if (!ob_is(file, &ob_file_type)) return STATUS_OBJECT_TYPE_MISMATCH;
    }
    status = mm_section_create(file, SectionPageProtection, AllocationAttributes,
                               MaximumSize ? MaximumSize->QuadPart : 0, &created);
    if (!NT_SUCCESS(status)) return status_of_create(status);
    *SectionHandle =
        ob_grant_handle(created, DesiredAccess,
                        ObjectAttributes && ObjectAttributes->Attributes & OBJ_KERNEL_HANDLE);
    ob_dereference(created); // the handle has its own
    return STATUS_SUCCESS;
}

// --- Views ---------------------------------------------------------------------------------------

static NTSTATUS fill(view *self) {
    section *from = self->section;

    if (!from->file) {
        self->address = from->memory + self->offset;
        return STATUS_SUCCESS;
    }
    self->address = sim_heap_allocate(SIM_PAGED, self->size, 4096, 0, ob_identity(from));
    memset(self->address, 0, self->size);
    return mm_read_file(from->file, self->offset, self->address, (ULONG)self->size);
}

static void free_view(view *self) {
    if (self->section->file && self->address) sim_heap_free(self->address);
    ob_dereference(self->section);
    sim_free(self);
}

static NTSTATUS map(section *from, LONGLONG offset, SIZE_T size, ULONG protection, view **mapped) {
    view *self = sim_alloc(sizeof(*self));
    NTSTATUS status;

    ob_reference(from);
    *self = (view){.section = from, .offset = offset, .size = size};
    self->writable = is_writable(protection);
    self->process = ps_current_process();
    status = fill(self);
    if (!NT_SUCCESS(status)) {
        free_view(self);
        return status;
    }
    self->next = views;
    views = self;
    *mapped = self;
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-zwmapviewofsection
NTSTATUS ZwMapViewOfSection(HANDLE SectionHandle, HANDLE ProcessHandle, PVOID *BaseAddress,
                            ULONG_PTR ZeroBits, SIZE_T CommitSize, PLARGE_INTEGER SectionOffset,
                            PSIZE_T ViewSize, SECTION_INHERIT InheritDisposition,
                            ULONG AllocationType, ULONG Win32Protect) {
    section *from;
    LONGLONG offset;
    SIZE_T size;
    view *mapped;
    NTSTATUS status;

    SIM_CALL(ZwMapViewOfSection);
    SIM_FAULT(ZwMapViewOfSection);
    from = ob_from_handle(SectionHandle);
    if (!from) return STATUS_INVALID_HANDLE;
    if (!ob_is(from, &ob_section_type)) return STATUS_OBJECT_TYPE_MISMATCH;
    if (!is_valid_protection(Win32Protect)) return STATUS_INVALID_PAGE_PROTECTION;
    if (is_writable(Win32Protect) && !is_writable(from->protection)) {
        return STATUS_SECTION_PROTECTION;
    }
    offset = SectionOffset ? SectionOffset->QuadPart & ~0xFFFFll : 0;
    if (offset >= from->size) return STATUS_INVALID_VIEW_SIZE;
    size = *ViewSize ? *ViewSize : (SIZE_T)(from->size - offset);
    if (size > (SIZE_T)(from->size - offset)) return STATUS_INVALID_VIEW_SIZE;
    status = map(from, offset, size, Win32Protect, &mapped);
    if (!NT_SUCCESS(status)) return status;
    *BaseAddress = mapped->address;
    *ViewSize = mapped->size;
    if (SectionOffset) SectionOffset->QuadPart = offset;
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-zwunmapviewofsection
NTSTATUS ZwUnmapViewOfSection(HANDLE ProcessHandle, PVOID BaseAddress) {
    view **link = &views;
    view *self;

    SIM_CALL(ZwUnmapViewOfSection);
    while (*link && (*link)->address != BaseAddress) link = &(*link)->next;
    self = *link;
    if (!self) return STATUS_NOT_MAPPED_VIEW;
    *link = self->next;
    if (self->writable && self->section->file) {
        mm_write_file(self->section->file, self->offset, self->address, (ULONG)self->size);
    }
    free_view(self);
    return STATUS_SUCCESS;
}

static void check_end(void) {
    for (const view *self = views; self; self = self->next) {
        sim_report(RULE_OBJECT, ob_identity(self->section), SIM_NO_BUGCHECK,
                   "The driver is unloaded and left a view of a section mapped");
    }
}

__attribute__((constructor)) static void register_check(void) { sim_at_end(check_end); }
