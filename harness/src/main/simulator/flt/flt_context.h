// What the files of contexts share.
#ifndef PERSTREAM_FLT_CONTEXT_H
#define PERSTREAM_FLT_CONTEXT_H

#include "flt.h"

// What an allocate callback is asked for in excess of the driver's part.
#define FLT_CONTEXT_HEADER 64

// 0 … 6, the bit of a context type; -1: not exactly one valid type.
int flt_context_kind(FLT_CONTEXT_TYPE type);
const char *flt_context_name(FLT_CONTEXT_TYPE type); // "stream context", literal

// Reports a use of a file object's contexts where it cannot have any (S1, S2, F2). False: there is
// a breach, and the call fails.
bool flt_context_may_set(PFILE_OBJECT file);
bool flt_context_may_get(PFILE_OBJECT file);

// Whether the type is one that belongs to a file object: file, stream, stream handle, section.
static inline bool flt_context_of_file(FLT_CONTEXT_TYPE type) {
    return (type & (FLT_FILE_CONTEXT | FLT_STREAM_CONTEXT | FLT_STREAMHANDLE_CONTEXT |
                    FLT_SECTION_CONTEXT)) != 0;
}

// The list of an object that a context of the type is set on, NULL where the file system has no
// support. Without `create` also NULL where there are no contexts yet; `supported` tells the one
// from the other.
flt_list *flt_context_list_of(FLT_CONTEXT_TYPE type, PFLT_INSTANCE instance, void *object,
                              bool create, bool *supported);

// A reference to the context that is set on the object for the owner, or NULL.
flt_context *flt_context_get(FLT_CONTEXT_TYPE type, const void *owner, PFLT_INSTANCE instance,
                             void *object, flt_origin origin, bool *supported);
// Releases a reference of the driver's.
void flt_context_release_held(flt_context *context);

// What came of the context since its allocation, whose reference the driver may still hold.
void flt_context_tell_allocation(flt_context *context, flt_origin origin);

// A context routine fails with the status: what the callback that runs must not make of it.
NTSTATUS flt_context_failed(NTSTATUS status);
// A get that leaves the result as it was, and a delete that found nothing: mistakes that may
// follow.
void flt_context_left_unset(const PFLT_CONTEXT *result);
void flt_context_not_deleted(const void *list);

bool flt_context_was_left_unset(const void *memory);
// Whether a thread tried to delete it after another one had.
bool flt_context_lost_delete(const flt_context *context);
// A callback has made a failure of a success.
void flt_check_degraded(const flt_callout *callout, NTSTATUS before, NTSTATUS after);
bool flt_context_is_kept(const flt_context *dead);

// Reports what keeps the filter's contexts alive at its end and stops the run.
void flt_report_leaks(PFLT_FILTER filter);

#endif
