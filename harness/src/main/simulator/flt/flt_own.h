// I/O that minifilters start themselves: what its files share.
#ifndef PERSTREAM_FLT_OWN_H
#define PERSTREAM_FLT_OWN_H

#include "flt.h"

// A device that takes requests to the instances below this one. Requests on it come from a driver:
// kernel mode, and not serialised by the file object.
PDEVICE_OBJECT flt_own_device(PFLT_INSTANCE instance);

// One request of an instance's own on an open file, from begin to end. Reports what is forbidden
// where the caller is (L9, DDI).
typedef struct flt_own_io {
    PFLT_INSTANCE instance;
    PDEVICE_OBJECT device;
} flt_own_io;

flt_own_io flt_own_begin(PFLT_INSTANCE instance, PFILE_OBJECT file);
void flt_own_end(flt_own_io *io);

// Starts the request that a callback data of FltAllocateCallbackData describes. With `free_after`
// the data goes when the callback has returned. The callback is called in any case.
NTSTATUS flt_perform_asynchronously(PFLT_CALLBACK_DATA data,
                                    PFLT_COMPLETED_ASYNC_IO_CALLBACK callback, PVOID context,
                                    bool free_after);

// A file that a filter opened and must close.
void flt_own_opened(PFLT_FILTER filter, HANDLE handle, PFILE_OBJECT file);
// False: the handle is none of these.
bool flt_own_closed(HANDLE handle);

#endif
