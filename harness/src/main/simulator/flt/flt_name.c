// File name information as drivers hold it: references, and what they must not do with it.
//
// Windows may hand out one structure to many; here each call gives a block of its own, so that a
// use after the last release is found.
#include <string.h>

#include "flt_name.h"

typedef struct flt_name flt_name;
struct flt_name {
    flt_name *next;
    FLT_FILE_NAME_INFORMATION *information;
    PFLT_FILTER filter; // that asked for it, NULL: unknown
    sim_identity identity;
    LONG references;
    uint64_t seal;
};

SIM_STATE static flt_name *names;

flt_text flt_text_create(uint32_t length) {
    flt_text text = {sim_alloc(length + sizeof(WCHAR)), length};
    return text;
}

void flt_text_free(flt_text *text) {
    if (text->buffer != NULL) sim_free(text->buffer);
    text->buffer = NULL;
    text->length = 0;
}

UNICODE_STRING flt_text_string(const flt_text *text) {
    UNICODE_STRING string = {(USHORT)text->length, (USHORT)text->length, text->buffer};
    return string;
}

static flt_name *find(const FLT_FILE_NAME_INFORMATION *information) {
    flt_name *name = names;
    while (name != NULL && name->information != information) name = name->next;
    return name;
}

static uint64_t seal_of(const FLT_FILE_NAME_INFORMATION *information) {
    const uint8_t *byte = (const uint8_t *)information;
    const uint8_t *end =
        (const uint8_t *)information->Name.Buffer + information->Name.MaximumLength;
    uint64_t hash = 0xCBF29CE484222325u;
    for (; byte + sizeof hash <= end; byte += sizeof hash) {
        hash = (hash ^ *(const uint64_t *)byte) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    for (; byte < end; byte++) hash = (hash ^ *byte) * 0x100000001B3u;
    return hash;
}

// What has not been parsed yet is empty on Windows. Here it points at memory that must not be read,
// where something would notice.
static UNICODE_STRING unparsed(sim_identity identity) {
    UNICODE_STRING nothing = {0, 0, NULL};
#if SIM_ASAN
    PWCH poison = sim_heap_allocate(SIM_PAGED, 16, 16, FLT_UNPARSED_TAG, identity);
    sim_heap_free(poison);
    nothing = (UNICODE_STRING){8, 8, poison};
#else
    (void)identity;
#endif
    return nothing;
}

FLT_FILE_NAME_INFORMATION *flt_name_create(const flt_name_query *query, const flt_text *text) {
    flt_name *name = sim_alloc(sizeof *name);
    size_t size = sizeof(FLT_FILE_NAME_INFORMATION) + text->length + sizeof(WCHAR);
    name->identity = sim_identify("file name information", NULL);
    FLT_FILE_NAME_INFORMATION *information =
        sim_heap_allocate(SIM_PAGED, size, 16, FLT_NAME_TAG, name->identity);
    memset(information, 0, size);
    information->Size = sizeof *information;
    information->Format = FltGetFileNameFormat(query->options);
    information->Name.Buffer = (PWCH)(information + 1);
    information->Name.Length = (USHORT)text->length;
    information->Name.MaximumLength = (USHORT)text->length;
    memcpy(information->Name.Buffer, text->buffer, text->length);
    if (information->Format != FLT_FILE_NAME_SHORT) {
        information->Volume = information->Name;
        information->Volume.Length = query->volume->name.Length;
        information->Volume.MaximumLength = query->volume->name.Length;
        if (flt_name_is_remote(query->volume)) flt_name_parse_share(information);
        information->Extension = information->Stream = information->FinalComponent =
            information->ParentDir = unparsed(name->identity);
    }
    name->information = information;
    name->filter = query->filter;
    name->references = 1;
    name->seal = seal_of(information);
    name->next = names;
    names = name;
    if (sim_recording) sim_name(name->identity, "%s", sim_text(&information->Name));
    sim_history(name->identity, "obtained", 1);
    return information;
}

void flt_name_seal(FLT_FILE_NAME_INFORMATION *information) {
    flt_name *name = find(information);
    if (name != NULL) name->seal = seal_of(information);
}

static flt_name *check(const FLT_FILE_NAME_INFORMATION *information) {
    flt_name *name = find(information);
    if (name == NULL) {
        sim_block block;
        bool ours = sim_heap_find(information, &block) && block.tag == FLT_NAME_TAG;
        sim_stop(RULE_N1, ours ? block.identity : 0, FLT_VERIFIER(0x68, information, 0, 0),
                 "%s was given %p, which is %s", sim_routines[sim_current_routine()].name,
                 (const void *)information,
                 ours ? "a file name information that was released before"
                      : "no file name information of the Filter Manager's");
    }
    if (name->seal != seal_of(information)) {
        sim_report(RULE_N1, name->identity, SIM_NO_BUGCHECK,
                   "the driver has changed a file name information, which belongs to the Filter "
                   "Manager");
        name->seal = seal_of(information);
    }
    return name;
}

void flt_name_check(const FLT_FILE_NAME_INFORMATION *information) { check(information); }

// fltkernel/nf-fltkernel-fltreferencefilenameinformation
VOID FLTAPI FltReferenceFileNameInformation(PFLT_FILE_NAME_INFORMATION FileNameInformation) {
    SIM_CALL(FltReferenceFileNameInformation);
    flt_name *name = check(FileNameInformation);
    name->references++;
    sim_history(name->identity, "referenced", name->references);
}

// fltkernel/nf-fltkernel-fltreleasefilenameinformation
VOID FLTAPI FltReleaseFileNameInformation(PFLT_FILE_NAME_INFORMATION FileNameInformation) {
    SIM_CALL(FltReleaseFileNameInformation);
    flt_name *name = check(FileNameInformation);
    name->references--;
    sim_history(name->identity, "released", name->references);
    if (name->references > 0) return;
    flt_name **link = &names;
    while (*link != name) link = &(*link)->next;
    *link = name->next;
    sim_heap_free(name->information);
    sim_free(name);
}

// --- Leaks ---------------------------------------------------------------------------------------

static void report_leaks(void) {
    for (flt_name *name = names; name != NULL; name = name->next) {
        bool loaded = name->filter != NULL ? !name->filter->unregistered
                                           : !IsListEmpty(&flt_globals.filters);
        if (loaded) continue;
        sim_report(RULE_N1, name->identity, SIM_NO_BUGCHECK,
                   "a file name information was never released: it has %d reference%s left",
                   (int)name->references, name->references == 1 ? "" : "s");
    }
}

static sim_rule (*next_rule)(const sim_block *block);

static sim_rule rule_of_freed(const sim_block *block) {
    if (block->tag == FLT_NAME_TAG) return RULE_N1;
    if (block->tag == FLT_UNPARSED_TAG) return RULE_N2;
    return next_rule != NULL ? next_rule(block) : RULE_MEMORY;
}

static void start(void) {
    if (sim_heap_freed_rule == rule_of_freed) return;
    next_rule = sim_heap_freed_rule;
    sim_heap_freed_rule = rule_of_freed;
}

__attribute__((constructor)) static void connect(void) {
    sim_at_start(90, start);
    sim_at_end(report_leaks);
}
