// Steps of the application at the other end of a filter's communication port.
#include <string.h>

#include "../flt/flt_port.h"
#include "steps.h"

#define LONGEST_TEXT 255
#define ANSWER_ROOM 4096

static PFLT_PORT port_of(const step *s) {
    void *port = scenario_slot_of(s->name)->object;
    return port != NULL && flt_port_is(port) ? port : NULL;
}

static ULONG length_of(const step *s) {
    return s->text_operand != NULL ? (ULONG)strlen(s->text_operand) : 0;
}

NTSTATUS step_connect(const step *s) {
    WCHAR name[LONGEST_TEXT];
    ULONG length = length_of(s);
    if (length > LONGEST_TEXT) return STATUS_OBJECT_NAME_INVALID;
    for (ULONG i = 0; i < length; i++) name[i] = (WCHAR)(uint8_t)s->text_operand[i];
    UNICODE_STRING string = {(USHORT)(length * sizeof(WCHAR)), sizeof name, name};
    PFLT_PORT port = NULL;
    NTSTATUS status = flt_port_connect(&string, NULL, 0, &port);
    if (NT_SUCCESS(status)) scenario_slot_of(s->name)->object = port;
    return status;
}

NTSTATUS step_disconnect(const step *s) {
    PFLT_PORT port = port_of(s);
    if (port == NULL) return SCENARIO_SKIPPED;
    scenario_slot_of(s->name)->object = NULL;
    flt_port_disconnect(port);
    return STATUS_SUCCESS;
}

NTSTATUS step_message(const step *s) {
    PFLT_PORT port = port_of(s);
    if (port == NULL) return SCENARIO_SKIPPED;
    void *answer = sim_alloc(ANSWER_ROOM);
    ULONG returned = 0;
    NTSTATUS status =
        flt_port_send(port, s->text_operand, length_of(s), answer, ANSWER_ROOM, &returned);
    sim_free(answer);
    return status;
}

NTSTATUS step_receive(const step *s) {
    PFLT_PORT port = port_of(s);
    if (port == NULL) return SCENARIO_SKIPPED;
    void *buffer = sim_alloc(ANSWER_ROOM);
    ULONG length = 0;
    NTSTATUS status = flt_port_receive(port, buffer, ANSWER_ROOM, &length, &scenario_slot_of(s->name)->message);
    sim_free(buffer);
    return status;
}

NTSTATUS step_reply(const step *s) {
    PFLT_PORT port = port_of(s);
    if (port == NULL) return SCENARIO_SKIPPED;
    return flt_port_reply(port, scenario_slot_of(s->name)->message, s->text_operand, length_of(s));
}
