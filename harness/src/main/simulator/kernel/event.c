// Events.
#include "dispatcher.h"

static void check(PRKEVENT event) {
    ke_dispatcher_check(&event->Header, KE_NOTIFICATION_EVENT, KE_SYNCHRONIZATION_EVENT, "KEVENT");
}

void ke_event_initialize(PRKEVENT event, EVENT_TYPE type, bool signalled) {
    ke_dispatcher_initialize(&event->Header,
                             type == NotificationEvent ? KE_NOTIFICATION_EVENT
                                                       : KE_SYNCHRONIZATION_EVENT,
                             signalled, "KEVENT");
}

LONG ke_event_set(PRKEVENT event) {
    LONG former = event->Header.SignalState;

    check(event);
    race_release(event);
    event->Header.SignalState = 1;
    if (!former) ke_signal(event);
    return former;
}

LONG ke_event_reset(PRKEVENT event) {
    LONG former = event->Header.SignalState;

    check(event);
    race_acquire(event);
    event->Header.SignalState = 0;
    return former;
}

// wdm/nf-wdm-keinitializeevent
VOID KeInitializeEvent(PRKEVENT Event, EVENT_TYPE Type, BOOLEAN State) {
    SIM_CALL(KeInitializeEvent);
    ke_event_initialize(Event, Type, State);
}

// wdm/nf-wdm-kesetevent
LONG KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait) {
    SIM_CALL(KeSetEvent);
    if (ke_irql() > DISPATCH_LEVEL) {
        sim_report(RULE_IRQL, ke_subject(Event), SIM_BUGCHECK(0xC4, 0x80, ke_irql(), Event, 0),
                   "KeSetEvent at IRQL %u", ke_irql());
    }
    return ke_event_set(Event);
}

// wdm/nf-wdm-keresetevent
LONG KeResetEvent(PRKEVENT Event) {
    SIM_CALL(KeResetEvent);
    return ke_event_reset(Event);
}

// wdm/nf-wdm-keclearevent
VOID KeClearEvent(PRKEVENT Event) {
    SIM_CALL(KeClearEvent);
    ke_event_reset(Event);
}

// wdm/nf-wdm-kereadstateevent
LONG KeReadStateEvent(PRKEVENT Event) {
    SIM_CALL(KeReadStateEvent);
    check(Event);
    race_acquire(Event);
    return Event->Header.SignalState;
}
