// The user-mode end of communication ports, for scenarios.
#ifndef PERSTREAM_FLT_PORT_H
#define PERSTREAM_FLT_PORT_H

#include "flt.h"

#ifndef STATUS_CONNECTION_COUNT_LIMIT
#define STATUS_CONNECTION_COUNT_LIMIT ((NTSTATUS)0xC0000246)
#endif

// FilterConnectCommunicationPort. `connection` is closed by flt_port_disconnect.
// STATUS_OBJECT_NAME_NOT_FOUND, STATUS_CONNECTION_COUNT_LIMIT, or what the connect callback refuses
// with.
NTSTATUS flt_port_connect(const UNICODE_STRING *name, const void *context, USHORT length,
                          PFLT_PORT *connection);
bool flt_port_is(const void *object);
// CloseHandle.
void flt_port_disconnect(PFLT_PORT connection);
// FilterSendMessage.
NTSTATUS flt_port_send(PFLT_PORT connection, const void *input, ULONG input_length, void *output,
                       ULONG output_length, ULONG *returned);
// FilterGetMessage: waits for what FltSendMessage sends. STATUS_PORT_DISCONNECTED when the filter
// closes the port.
NTSTATUS flt_port_receive(PFLT_PORT connection, void *buffer, ULONG length, ULONG *received,
                          ULONGLONG *message);
// FilterReplyMessage.
NTSTATUS flt_port_reply(PFLT_PORT connection, ULONGLONG message, const void *reply, ULONG length);

#endif
