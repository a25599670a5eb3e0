// The parts of a file name.
#include "flt_name.h"

static UNICODE_STRING part(const WCHAR *begin, const WCHAR *end) {
    UNICODE_STRING string = {0, 0, NULL};
    if (begin >= end) return string;
    string.Buffer = (PWCH)begin;
    string.Length = string.MaximumLength = (USHORT)((end - begin) * (ptrdiff_t)sizeof(WCHAR));
    return string;
}

static const WCHAR *end_of(const UNICODE_STRING *name) {
    return name->Buffer + name->Length / sizeof(WCHAR);
}

static const WCHAR *after_last_separator(const WCHAR *begin, const WCHAR *end) {
    while (end > begin && end[-1] != L'\\') end--;
    return end;
}

void flt_name_split(const UNICODE_STRING *name, UNICODE_STRING *extension, UNICODE_STRING *stream,
                    UNICODE_STRING *final) {
    const WCHAR *end = end_of(name);
    const WCHAR *begin = after_last_separator(name->Buffer, end);
    const WCHAR *colon = begin;
    while (colon < end && *colon != L':') colon++;
    const WCHAR *dot = colon;
    while (dot > begin && dot[-1] != L'.') dot--;
    *final = part(begin, end);
    *stream = part(colon, end);
    *extension = dot > begin ? part(dot, colon) : part(colon, colon);
}

static const WCHAR *after_share(const WCHAR *begin, const WCHAR *end) {
    const WCHAR *at = begin;
    for (int components = 0; components < 2 && at < end; components++) {
        at++;
        while (at < end && *at != L'\\') at++;
    }
    return at;
}

void flt_name_parse(FLT_FILE_NAME_INFORMATION *information) {
    const UNICODE_STRING *name = &information->Name;
    const WCHAR *end = end_of(name);
    flt_name_split(name, &information->Extension, &information->Stream,
                   &information->FinalComponent);
    const WCHAR *path = name->Buffer + information->Volume.Length / sizeof(WCHAR) +
                        information->Share.Length / sizeof(WCHAR);
    information->ParentDir = part(path, after_last_separator(path, end));
    if (path >= end) {
        // The volume or the share itself
        information->Extension = information->Stream = information->FinalComponent =
            part(end, end);
    }
    information->NamesParsed =
        FLTFL_FILE_NAME_PARSED_FINAL_COMPONENT | FLTFL_FILE_NAME_PARSED_EXTENSION |
        FLTFL_FILE_NAME_PARSED_STREAM | FLTFL_FILE_NAME_PARSED_PARENT_DIR;
}

void flt_name_parse_share(FLT_FILE_NAME_INFORMATION *information) {
    const WCHAR *end = end_of(&information->Name);
    const WCHAR *path = information->Name.Buffer + information->Volume.Length / sizeof(WCHAR);
    information->Share = part(path, after_share(path, end));
}

// fltkernel/nf-fltkernel-fltparsefilenameinformation
NTSTATUS FLTAPI FltParseFileNameInformation(PFLT_FILE_NAME_INFORMATION FileNameInformation) {
    SIM_CALL(FltParseFileNameInformation);
    SIM_FAULT(FltParseFileNameInformation);
    flt_name_check(FileNameInformation);
    if (FileNameInformation->NamesParsed != 0) return STATUS_SUCCESS;
    flt_name_parse(FileNameInformation);
    flt_name_seal(FileNameInformation);
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltparsefilename
NTSTATUS FLTAPI FltParseFileName(PCUNICODE_STRING FileName, PUNICODE_STRING Extension,
                                 PUNICODE_STRING Stream, PUNICODE_STRING FinalComponent) {
    SIM_CALL(FltParseFileName);
    UNICODE_STRING extension, stream, final;
    flt_name_split(FileName, &extension, &stream, &final);
    if (Extension != NULL) *Extension = extension;
    if (Stream != NULL) *Stream = stream;
    if (FinalComponent != NULL) *FinalComponent = final;
    return STATUS_SUCCESS;
}
