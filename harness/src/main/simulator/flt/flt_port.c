// Communication ports: the filter's end.
#include <string.h>

#include "flt_port.h"

typedef struct flt_message {
    LIST_ENTRY links; // of messages that nobody has got yet, then of those that wait for a reply
    ULONGLONG id;
    const void *data; // the sender's
    ULONG length;
    void *reply;
    ULONG reply_length; // room, then what came
    NTSTATUS status;
    bool wants_reply;
    bool taken;
    bool done;
} flt_message;

// A server port, or a connection to one.
struct _FLT_PORT {
    flt_object object;
    LIST_ENTRY links; // _FLT_FILTER.ports
    PFLT_FILTER filter;
    bool is_server;
    bool closed; // by the filter
    // A server
    UNICODE_STRING name;
    PVOID cookie;
    PFLT_CONNECT_NOTIFY connect;
    PFLT_DISCONNECT_NOTIFY disconnect;
    PFLT_MESSAGE_NOTIFY message;
    LONG limit;
    LONG connections;
    // A connection
    PFLT_PORT server;
    bool connected;      // the application's handle
    bool notified;       // the disconnect callback was called
    LIST_ENTRY messages; // flt_message.links
};

SIM_STATE static ULONGLONG last_message;

static PFLT_PORT create(PFLT_FILTER filter, bool server) {
    PFLT_PORT port = sim_alloc(sizeof *port);
    port->object.magic = FLT_MAGIC;
    port->object.kind = FLT_KIND_PORT;
    port->object.identity =
        sim_identify(server ? "communication server port" : "communication client port", port);
    port->filter = filter;
    port->is_server = server;
    InitializeListHead(&port->messages);
    InsertTailList(&filter->ports, &port->links);
    sim_history(port->object.identity, server ? "created" : "connected", -1);
    return port;
}

static PFLT_PORT port_at(LIST_ENTRY *entry) {
    return CONTAINING_RECORD(entry, struct _FLT_PORT, links);
}

static PFLT_PORT check(const void *pointer, bool server) {
    PFLT_PORT port = (PFLT_PORT)flt_object_check(pointer, FLT_KIND_PORT);
    if (port->is_server != server) {
        sim_stop(RULE_DDI, port->object.identity, SIM_NO_BUGCHECK, "%s was given a %s port",
                 sim_routines[sim_current_routine()].name, server ? "client" : "server");
    }
    return port;
}

static PFLT_PORT server_named(const UNICODE_STRING *name) {
    LIST_ENTRY *filters = &flt_globals.filters;
    for (LIST_ENTRY *f = filters->Flink; f != filters; f = f->Flink) {
        PFLT_FILTER filter = CONTAINING_RECORD(f, struct _FLT_FILTER, links);
        for (LIST_ENTRY *p = filter->ports.Flink; p != &filter->ports; p = p->Flink) {
            PFLT_PORT port = port_at(p);
            if (port->is_server && !port->closed &&
                RtlEqualUnicodeString(&port->name, name, TRUE)) {
                return port;
            }
        }
    }
    return NULL;
}

static void copy_name(PFLT_PORT port, const UNICODE_STRING *name) {
    port->name.Buffer = sim_alloc(name->Length + sizeof(WCHAR));
    memcpy(port->name.Buffer, name->Buffer, name->Length);
    port->name.Length = name->Length;
    port->name.MaximumLength = (USHORT)(name->Length + sizeof(WCHAR));
    if (sim_recording) sim_name(port->object.identity, "%s", sim_text(name));
}

// fltkernel/nf-fltkernel-fltcreatecommunicationport
NTSTATUS FLTAPI FltCreateCommunicationPort(PFLT_FILTER Filter, PFLT_PORT *ServerPort,
                                           POBJECT_ATTRIBUTES ObjectAttributes,
                                           PVOID ServerPortCookie,
                                           PFLT_CONNECT_NOTIFY ConnectNotifyCallback,
                                           PFLT_DISCONNECT_NOTIFY DisconnectNotifyCallback,
                                           PFLT_MESSAGE_NOTIFY MessageNotifyCallback,
                                           LONG MaxConnections) {
    SIM_CALL(FltCreateCommunicationPort);
    SIM_FAULT(FltCreateCommunicationPort);
    flt_object_check(Filter, FLT_KIND_FILTER);
    if ((ObjectAttributes->Attributes & OBJ_KERNEL_HANDLE) == 0 || MaxConnections <= 0 ||
        ConnectNotifyCallback == NULL || DisconnectNotifyCallback == NULL) {
        return STATUS_INVALID_PARAMETER;
    }
    if (Filter->object.deleting) return STATUS_FLT_DELETING_OBJECT;
    if (server_named(ObjectAttributes->ObjectName) != NULL) return STATUS_OBJECT_NAME_COLLISION;
    PFLT_PORT port = create(Filter, true);
    copy_name(port, ObjectAttributes->ObjectName);
    port->cookie = ServerPortCookie;
    port->connect = ConnectNotifyCallback;
    port->disconnect = DisconnectNotifyCallback;
    port->message = MessageNotifyCallback;
    port->limit = MaxConnections;
    *ServerPort = port;
    return STATUS_SUCCESS;
}

static void close_server(PFLT_PORT port) {
    port->closed = true;
    port->object.gone = true;
    sim_history(port->object.identity, "closed", -1);
    RemoveEntryList(&port->links);
}

// fltkernel/nf-fltkernel-fltclosecommunicationport
VOID FLTAPI FltCloseCommunicationPort(PFLT_PORT ServerPort) {
    SIM_CALL(FltCloseCommunicationPort);
    close_server(check(ServerPort, true));
}

// --- Messages ------------------------------------------------------------------------------------

static void fail_messages(PFLT_PORT port) {
    while (!IsListEmpty(&port->messages)) {
        flt_message *message =
            CONTAINING_RECORD(RemoveHeadList(&port->messages), flt_message, links);
        message->status = STATUS_PORT_DISCONNECTED;
        message->done = true;
    }
    sim_wake(port);
}

static bool is_open(PFLT_PORT port) { return port->connected && !port->closed; }

static uint64_t interval_of(const LARGE_INTEGER *timeout) {
    if (timeout == NULL) return SIM_FOREVER;
    if (timeout->QuadPart <= 0) return (uint64_t)-timeout->QuadPart;
    uint64_t now = sim_system_time();
    return (uint64_t)timeout->QuadPart > now ? (uint64_t)timeout->QuadPart - now : 0;
}

// A timeout of zero waits without end.
static void wait_for_answer(PFLT_PORT port, flt_message *message, const LARGE_INTEGER *timeout) {
    uint64_t interval = interval_of(timeout);
    if (interval == 0) interval = SIM_FOREVER;
    uint64_t deadline = interval == SIM_FOREVER ? SIM_FOREVER : sim_now() + interval;
    while (!message->done) {
        uint64_t left = deadline == SIM_FOREVER ? SIM_FOREVER : deadline - sim_now();
        if (deadline != SIM_FOREVER && sim_now() >= deadline) break;
        if (!sim_wait(port, "the application's answer", left)) break;
    }
    if (message->done) return;
    RemoveEntryList(&message->links);
    message->status = STATUS_TIMEOUT;
}

// fltkernel/nf-fltkernel-fltsendmessage
NTSTATUS FLTAPI FltSendMessage(PFLT_FILTER Filter, PFLT_PORT *ClientPort, PVOID SenderBuffer,
                               ULONG SenderBufferLength, PVOID ReplyBuffer, PULONG ReplyLength,
                               PLARGE_INTEGER Timeout) {
    SIM_CALL(FltSendMessage);
    SIM_FAULT(FltSendMessage);
    flt_object_check(Filter, FLT_KIND_FILTER);
    if (ReplyBuffer != NULL && ReplyLength == NULL) return STATUS_INVALID_PARAMETER;
    if (*ClientPort == NULL) return STATUS_PORT_DISCONNECTED;
    PFLT_PORT port = check(*ClientPort, false);
    if (port->filter != Filter) return STATUS_INVALID_PARAMETER;
    if (!is_open(port)) return STATUS_PORT_DISCONNECTED;
    const sim_held_lock *lock = ke_driver_lock_held();
    if (lock != NULL && Timeout == NULL) {
        sim_report(RULE_L9, port->object.identity, SIM_NO_BUGCHECK,
                   "FltSendMessage waits for an application without a limit while the driver holds "
                   "a lock (%s)", lock->kind);
    }
    flt_message message = {.id = ++last_message,
                           .data = SenderBuffer,
                           .length = SenderBufferLength,
                           .reply = ReplyBuffer,
                           .reply_length = ReplyBuffer != NULL ? *ReplyLength : 0,
                           .status = STATUS_SUCCESS,
                           .wants_reply = ReplyBuffer != NULL};
    InsertTailList(&port->messages, &message.links);
    sim_wake(port);
    wait_for_answer(port, &message, Timeout);
    if (ReplyBuffer != NULL && message.status == STATUS_SUCCESS) {
        *ReplyLength = message.reply_length;
    }
    return message.status;
}

// --- Connections ---------------------------------------------------------------------------------

static void notify_disconnect(PFLT_PORT port) {
    if (port->notified) return;
    port->notified = true;
    port->server->connections--;
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_PORT, "DisconnectNotifyCallback");
    port->server->disconnect(port->cookie);
    flt_callout_end(&callout);
}

static void close_client(PFLT_PORT port) {
    if (port->connected) {
        // The application's handle is of no use from here on, and nobody hears of its end.
        port->connected = false;
        port->notified = true;
        port->server->connections--;
        flt_dereference_for(port->filter, "dereferenced: the filter has closed the connection");
    }
    port->closed = true;
    port->object.gone = true;
    sim_history(port->object.identity, "closed", -1);
    fail_messages(port);
    if (!IsListEmpty(&port->links)) RemoveEntryList(&port->links);
    InitializeListHead(&port->links);
}

// fltkernel/nf-fltkernel-fltcloseclientport
VOID FLTAPI FltCloseClientPort(PFLT_FILTER Filter, PFLT_PORT *ClientPort) {
    SIM_CALL(FltCloseClientPort);
    flt_object_check(Filter, FLT_KIND_FILTER);
    PFLT_PORT port = *ClientPort;
    if (port == NULL) return;
    check(port, false);
    *ClientPort = NULL;
    close_client(port);
}

NTSTATUS flt_port_connect(const UNICODE_STRING *name, const void *context, USHORT length,
                          PFLT_PORT *connection) {
    PFLT_PORT server = server_named(name);
    if (server == NULL) return STATUS_OBJECT_NAME_NOT_FOUND;
    if (server->connections >= server->limit) return STATUS_CONNECTION_COUNT_LIMIT;
    if (!flt_reference_for(server->filter, "referenced by a connection")) {
        return STATUS_FLT_DELETING_OBJECT;
    }
    PFLT_PORT port = create(server->filter, false);
    port->server = server;
    port->connected = true;
    server->connections++;
    void *user = length > 0 ? ex_pool_allocate(SIM_PAGED, length, 0x6F434D46u, "connection context")
                            : NULL;
    if (length > 0) memcpy(user, context, length);
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_PORT, "ConnectNotifyCallback");
    NTSTATUS status = server->connect(port, server->cookie, user, length, &port->cookie);
    flt_callout_end(&callout);
    if (user != NULL) ex_pool_free(user);
    if (!NT_SUCCESS(status)) {
        if (!port->closed) close_client(port);
        return status;
    }
    *connection = port;
    return status;
}

bool flt_port_is(const void *object) {
    const flt_object *port = object;
    sim_block block;
    return sim_heap_find(object, &block) && block.heap == SIM_INTERNAL && block.address == object &&
           block.size >= sizeof *port && port->magic == FLT_MAGIC && port->kind == FLT_KIND_PORT;
}

void flt_port_disconnect(PFLT_PORT port) {
    if (!port->connected) return;
    port->connected = false;
    sim_history(port->object.identity, "disconnected", -1);
    fail_messages(port);
    PFLT_FILTER filter = port->filter;
    notify_disconnect(port);
    flt_dereference_for(filter, "dereferenced: the connection has ended");
}

NTSTATUS flt_port_send(PFLT_PORT port, const void *input, ULONG input_length, void *output,
                       ULONG output_length, ULONG *returned) {
    *returned = 0;
    if (!is_open(port)) return STATUS_PORT_DISCONNECTED;
    PFLT_MESSAGE_NOTIFY notify = port->server->message;
    if (notify == NULL) return STATUS_INVALID_DEVICE_REQUEST;
    void *in = input_length > 0 ? mm_user_allocate(input_length) : NULL;
    void *out = output_length > 0 ? mm_user_allocate(output_length) : NULL;
    if (in != NULL) memcpy(in, input, input_length);
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_PORT, "MessageNotifyCallback");
    NTSTATUS status = notify(port->cookie, in, input_length, out, output_length, returned);
    flt_callout_end(&callout);
    if (*returned > output_length) {
        sim_report(RULE_DDI, port->object.identity, SIM_NO_BUGCHECK,
                   "MessageNotifyCallback says that it returned %u bytes, and there is room for %u",
                   (unsigned)*returned, (unsigned)output_length);
        *returned = output_length;
    }
    if (out != NULL && NT_SUCCESS(status)) memcpy(output, out, *returned);
    if (in != NULL) mm_user_free(in);
    if (out != NULL) mm_user_free(out);
    return status;
}

NTSTATUS flt_port_receive(PFLT_PORT port, void *buffer, ULONG length, ULONG *received,
                          ULONGLONG *id) {
    for (;;) {
        for (LIST_ENTRY *at = port->messages.Flink; at != &port->messages; at = at->Flink) {
            flt_message *message = CONTAINING_RECORD(at, flt_message, links);
            if (message->taken) continue;
            *received = message->length < length ? message->length : length;
            memcpy(buffer, message->data, *received);
            *id = message->id;
            message->taken = true;
            if (message->wants_reply) return STATUS_SUCCESS;
            RemoveEntryList(&message->links);
            message->done = true;
            sim_wake(port);
            return STATUS_SUCCESS;
        }
        if (!is_open(port)) return STATUS_PORT_DISCONNECTED;
        sim_wait_for_work(port, "a message of the filter's");
    }
}

NTSTATUS flt_port_reply(PFLT_PORT port, ULONGLONG id, const void *reply, ULONG length) {
    for (LIST_ENTRY *at = port->messages.Flink; at != &port->messages; at = at->Flink) {
        flt_message *message = CONTAINING_RECORD(at, flt_message, links);
        if (message->id != id || !message->taken) continue;
        RemoveEntryList(&message->links);
        if (length > message->reply_length) {
            length = message->reply_length;
            message->status = STATUS_BUFFER_OVERFLOW;
        }
        memcpy(message->reply, reply, length);
        message->reply_length = length;
        message->done = true;
        sim_wake(port);
        return STATUS_SUCCESS;
    }
    return STATUS_FLT_NO_WAITER_FOR_REPLY;
}

// --- The end of a filter -------------------------------------------------------------------------

static void end_ports(PFLT_FILTER filter) {
    for (LIST_ENTRY *at = filter->ports.Flink; at != &filter->ports;) {
        PFLT_PORT port = port_at(at);
        at = at->Flink;
        if (port->is_server) {
            sim_report(RULE_L18, port->object.identity, SIM_NO_BUGCHECK,
                       "the filter unregisters, and its server port is open: new connections come "
                       "while it is torn down");
            close_server(port);
        } else if (port->connected) {
            flt_port_disconnect(port);
            at = filter->ports.Flink;
        }
    }
    for (LIST_ENTRY *at = filter->ports.Flink; at != &filter->ports; at = at->Flink) {
        PFLT_PORT port = port_at(at);
        if (port->is_server) continue;
        sim_report(RULE_L18, port->object.identity, SIM_NO_BUGCHECK,
                   "the filter unregisters, and a client port was not closed with "
                   "FltCloseClientPort");
    }
}

__attribute__((constructor)) static void connect(void) { flt_at_unregister(end_ports); }
