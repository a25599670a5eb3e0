// Name providers: minifilters that answer for the file system where those above ask for a name.
#include <string.h>

#include "flt_name.h"

#define FIRST_BUFFER 256

static bool is_provider(PFLT_INSTANCE instance) {
    return instance->state == FLT_INSTANCE_ATTACHED &&
           instance->filter->registration.GenerateFileNameCallback != NULL;
}

PFLT_INSTANCE flt_name_provider(const flt_name_query *query) {
    bool below = query->instance == NULL;
    LIST_ENTRY *head = &query->volume->instances;
    for (LIST_ENTRY *e = head->Flink; e != head; e = e->Flink) {
        PFLT_INSTANCE instance = CONTAINING_RECORD(e, struct _FLT_INSTANCE, volume_links);
        if (instance == query->instance) {
            below = true;
            if ((query->options & FLT_FILE_NAME_REQUEST_FROM_CURRENT_PROVIDER) == 0) continue;
        }
        if (below && is_provider(instance)) return instance;
    }
    return NULL;
}

static NTSTATUS generate(const flt_name_query *query, PFLT_INSTANCE provider,
                         FLT_FILE_NAME_OPTIONS options, bool *cacheable, flt_text *text) {
    FLT_NAME_CONTROL control;
    control.Name.Buffer = ex_pool_allocate(SIM_PAGED, FIRST_BUFFER, FLT_NAME_TAG, "name buffer");
    control.Name.Length = 0;
    control.Name.MaximumLength = FIRST_BUFFER;
    BOOLEAN cache = FALSE;
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_NAME, "GenerateFileNameCallback");
    NTSTATUS status = provider->filter->registration.GenerateFileNameCallback(
        provider, query->file, query->operation != NULL ? query->operation->data : NULL, options,
        &cache, &control);
    flt_callout_end(&callout);
    if (NT_SUCCESS(status)) {
        *text = flt_text_create(control.Name.Length);
        memcpy(text->buffer, control.Name.Buffer, control.Name.Length);
        *cacheable = cache;
    }
    ex_pool_free(control.Name.Buffer);
    return status;
}

// --- Normalisation, component for component ------------------------------------------------------

typedef struct normalization {
    const flt_name_query *query;
    PFLT_INSTANCE provider;
    FLT_NORMALIZE_NAME_FLAGS flags;
    PVOID context;
} normalization;

static NTSTATUS call_component(normalization *n, UNICODE_STRING *parent, UNICODE_STRING *component,
                               FILE_NAMES_INFORMATION *expanded, ULONG length) {
    const FLT_REGISTRATION *registration = &n->provider->filter->registration;
    USHORT volume = n->query->volume->name.Length;
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_NAME, "NormalizeNameComponentCallback");
    NTSTATUS status =
        registration->NormalizeNameComponentExCallback != NULL
            ? registration->NormalizeNameComponentExCallback(n->provider, n->query->file, parent,
                                                             volume, component, expanded, length,
                                                             n->flags, &n->context)
            : registration->NormalizeNameComponentCallback(n->provider, parent, volume, component,
                                                           expanded, length, n->flags, &n->context);
    flt_callout_end(&callout);
    return status;
}

static void append(flt_text *text, const WCHAR *from, uint32_t length) {
    flt_text longer = flt_text_create(text->length + length);
    memcpy(longer.buffer, text->buffer, text->length);
    memcpy(longer.buffer + text->length / sizeof(WCHAR), from, length);
    flt_text_free(text);
    *text = longer;
}

// Appends the component in its long form; what does not exist stays as it is.
static NTSTATUS append_component(normalization *n, flt_text *done, const WCHAR *from,
                                 uint32_t length) {
    ULONG size = sizeof(FILE_NAMES_INFORMATION) + 256 * sizeof(WCHAR);
    FILE_NAMES_INFORMATION *expanded = ex_pool_allocate(SIM_PAGED, size, FLT_NAME_TAG, "name");
    memset(expanded, 0, size);
    UNICODE_STRING parent = flt_text_string(done);
    UNICODE_STRING component = {(USHORT)length, (USHORT)length, (PWCH)from};
    NTSTATUS status = call_component(n, &parent, &component, expanded, size);
    static const WCHAR separator[] = L"\\";
    append(done, separator, sizeof(WCHAR));
    if (NT_SUCCESS(status)) {
        append(done, expanded->FileName, expanded->FileNameLength);
    } else {
        append(done, from, length);
        if (status == STATUS_NO_SUCH_FILE) status = STATUS_SUCCESS;
    }
    ex_pool_free(expanded);
    return status;
}

NTSTATUS flt_name_normalize_by_provider(const flt_name_query *query, PFLT_INSTANCE provider,
                                        bool destination, flt_text *text) {
    const FLT_REGISTRATION *registration = &provider->filter->registration;
    if (registration->NormalizeNameComponentExCallback == NULL &&
        registration->NormalizeNameComponentCallback == NULL) {
        return STATUS_SUCCESS;
    }
    normalization n = {query, provider,
                       destination ? FLTFL_NORMALIZE_NAME_DESTINATION_FILE_NAME : 0, NULL};
    flt_text done = flt_text_create(query->volume->name.Length);
    memcpy(done.buffer, query->volume->name.Buffer, done.length);
    const WCHAR *end = text->buffer + text->length / sizeof(WCHAR);
    const WCHAR *at = text->buffer + done.length / sizeof(WCHAR);
    NTSTATUS status = STATUS_SUCCESS;
    while (at < end && NT_SUCCESS(status)) {
        const WCHAR *begin = ++at;
        while (at < end && *at != L'\\') at++;
        status = append_component(&n, &done, begin, (uint32_t)((at - begin) * 2));
    }
    if (n.context != NULL && registration->NormalizeContextCleanupCallback != NULL) {
        flt_callout callout;
        flt_callout_begin(&callout, FLT_CALLOUT_NAME, "NormalizeContextCleanupCallback");
        registration->NormalizeContextCleanupCallback(&n.context);
        flt_callout_end(&callout);
    }
    flt_text_free(NT_SUCCESS(status) ? text : &done);
    if (NT_SUCCESS(status)) *text = done;
    return status;
}

NTSTATUS flt_name_from_provider(const flt_name_query *query, flt_text *text, bool *cacheable) {
    *cacheable = true;
    PFLT_INSTANCE provider = flt_name_provider(query);
    if (provider == NULL) return flt_name_from_file_system(query, text);
    bool normalized = FltGetFileNameFormat(query->options) == FLT_FILE_NAME_NORMALIZED;
    if (!normalized || sim_windows >= WINDOWS_8) {
        NTSTATUS status = generate(query, provider, query->options, cacheable, text);
        if (NT_SUCCESS(status) || !normalized) return status;
    }
    FLT_FILE_NAME_OPTIONS opened =
        (query->options & ~(FLT_FILE_NAME_OPTIONS)FLT_VALID_FILE_NAME_FORMATS) |
        FLT_FILE_NAME_OPENED;
    NTSTATUS status = generate(query, provider, opened, cacheable, text);
    if (!NT_SUCCESS(status)) return status;
    status = flt_name_normalize_by_provider(query, provider, false, text);
    if (!NT_SUCCESS(status)) flt_text_free(text);
    return status;
}

// fltkernel/nf-fltkernel-fltcheckandgrownamecontrol
NTSTATUS FLTAPI FltCheckAndGrowNameControl(PFLT_NAME_CONTROL NameCtrl, USHORT NewSize) {
    SIM_CALL(FltCheckAndGrowNameControl);
    SIM_FAULT(FltCheckAndGrowNameControl);
    if (NameCtrl->Name.MaximumLength >= NewSize) return STATUS_SUCCESS;
    PWCH larger = ex_pool_allocate(SIM_PAGED, NewSize, FLT_NAME_TAG, "name buffer");
    memcpy(larger, NameCtrl->Name.Buffer, NameCtrl->Name.Length);
    ex_pool_free(NameCtrl->Name.Buffer);
    NameCtrl->Name.Buffer = larger;
    NameCtrl->Name.MaximumLength = NewSize;
    return STATUS_SUCCESS;
}
