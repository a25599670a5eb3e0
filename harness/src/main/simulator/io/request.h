// A request on an open file on its way.
#ifndef PERSTREAM_IO_REQUEST_H
#define PERSTREAM_IO_REQUEST_H

#include "internal.h"

typedef struct io_request {
    PFILE_OBJECT file;
    PDEVICE_OBJECT start;
    PIRP irp;
    io_irp_record *record;
    PIO_STACK_LOCATION stack;
    IO_STATUS_BLOCK result;
    bool locked;
    void *user; // a copy of the caller's buffer in user memory
    void *copy_to;
    uint32_t copy_length;
} io_request;

void io_begin(io_request *request, PFILE_OBJECT file, PDEVICE_OBJECT start, UCHAR major,
              io_flags flags);
// Sends the request, waits for it, and copies what was read.
NTSTATUS io_end(io_request *request);

// The buffer of a request: the system's, with what goes in and what comes out …
void io_system_buffer(io_request *request, const void *input, uint32_t input_length, void *output,
                      uint32_t output_length);
// … the caller's, as it is in the caller's process …
void io_user_buffer(io_request *request, void *buffer, uint32_t length, bool input, bool output);
// … or as the device's flags say.
void io_device_buffer(io_request *request, void *buffer, uint32_t length, bool input);

// Fast I/O of the device's driver; false if the IRP must be sent.
bool io_fast_transfer(PFILE_OBJECT file, PDEVICE_OBJECT start, bool write, LARGE_INTEGER *offset,
                      void *buffer, uint32_t length, IO_STATUS_BLOCK *result);
bool io_fast_query(PFILE_OBJECT file, PDEVICE_OBJECT start, FILE_INFORMATION_CLASS class_,
                   void *buffer, uint32_t length, IO_STATUS_BLOCK *result);
bool io_fast_lock(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t offset, int64_t length,
                  ULONG key, bool exclusive, bool fail_immediately, IO_STATUS_BLOCK *result);
bool io_fast_unlock(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t offset, int64_t length,
                    ULONG key, IO_STATUS_BLOCK *result);
bool io_fast_device_control(PFILE_OBJECT file, PDEVICE_OBJECT start, ULONG code, void *input,
                            uint32_t input_length, void *output, uint32_t output_length,
                            IO_STATUS_BLOCK *result);

#endif
