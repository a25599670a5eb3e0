// What the files of names share.
#ifndef PERSTREAM_FLT_NAME_H
#define PERSTREAM_FLT_NAME_H

#include "../fs/fs.h"
#include "flt.h"

// A text in the world, length in bytes.
typedef struct flt_text {
    WCHAR *buffer;
    uint32_t length;
} flt_text;

// Room for a text of this length, and its end.
flt_text flt_text_create(uint32_t length);
void flt_text_free(flt_text *text);
UNICODE_STRING flt_text_string(const flt_text *text);

// Who asks for which name of what.
typedef struct flt_name_query {
    PFLT_VOLUME volume;
    PFILE_OBJECT file;
    flt_operation *operation; // NULL: asked for outside of one
    PFLT_INSTANCE instance;   // that asks, NULL: unknown
    PFLT_FILTER filter;       // the same
    FLT_FILE_NAME_OPTIONS options;
} flt_name_query;

// The name in the format of the query, volume included, from the file system.
NTSTATUS flt_name_from_file_system(const flt_name_query *query, flt_text *text);
// The name of the target of a rename or a link.
NTSTATUS flt_name_of_destination(const flt_name_query *query, PFILE_OBJECT root,
                                 const UNICODE_STRING *to, flt_text *text);
// The name from the next name provider below, or from the file system. `cacheable` says whether the
// provider allows it.
NTSTATUS flt_name_from_provider(const flt_name_query *query, flt_text *text, bool *cacheable);
// Lets a name provider below expand each component of a full path.
NTSTATUS flt_name_normalize_by_provider(const flt_name_query *query, PFLT_INSTANCE provider,
                                        bool destination, flt_text *text);
// The next name provider for the query, NULL: the file system.
PFLT_INSTANCE flt_name_provider(const flt_name_query *query);

// Whether the path is one of a redirector, which begins with server and share.
bool flt_name_is_remote(PFLT_VOLUME volume);
// Takes ":$DATA" and "::$DATA" off.
void flt_name_strip_stream_type(flt_text *text);

// A new information with one reference, for a driver. The text is the caller's.
FLT_FILE_NAME_INFORMATION *flt_name_create(const flt_name_query *query, const flt_text *text);
// After a change that the Filter Manager made itself.
void flt_name_seal(FLT_FILE_NAME_INFORMATION *information);
// Stops the run if the pointer is none, or none any more (N1).
void flt_name_check(const FLT_FILE_NAME_INFORMATION *information);

// The parts of a path, as FltParseFileName finds them.
void flt_name_split(const UNICODE_STRING *name, UNICODE_STRING *extension, UNICODE_STRING *stream,
                    UNICODE_STRING *final);
// Finds the share behind the volume's name.
void flt_name_parse_share(FLT_FILE_NAME_INFORMATION *information);
// The parts of a name whose volume and share are known.
void flt_name_parse(FLT_FILE_NAME_INFORMATION *information);

#define FLT_NAME_TAG 0x6E664D46u     // "FMfn"
#define FLT_UNPARSED_TAG 0x75664D46u // "FMfu"

#endif
