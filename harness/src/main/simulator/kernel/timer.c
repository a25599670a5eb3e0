// Timers. One thread of the simulator's stands for the clock interrupt: it waits until the first
// timer is due.
#include "dispatcher.h"

typedef struct timer_state {
    struct timer_state *next; // of the timers that are set
    PKTIMER timer;
    uint64_t due;
    uint64_t period; // 0: once
    PKDPC dpc;
} timer_state;

static SIM_STATE timer_state *timers;
static SIM_STATE sim_thread *clock_thread;

bool ke_dpc_queue(PRKDPC dpc, void *argument1, void *argument2);

static void check(PKTIMER timer) {
    ke_dispatcher_check(&timer->Header, KE_NOTIFICATION_TIMER, KE_SYNCHRONIZATION_TIMER, "KTIMER");
}

static timer_state *remove_timer(PKTIMER timer) {
    for (timer_state **link = &timers; *link; link = &(*link)->next) {
        timer_state *state = *link;

        if (state->timer != timer) continue;
        *link = state->next;
        return state;
    }
    return NULL;
}

// Its memory may have been freed, with a report.
static bool still_lives(const timer_state *state) {
    return ke_live_find(state->timer, KE_LIVE_TIMER) != NULL;
}

static void expire(timer_state *state) {
    PKTIMER timer = state->timer;
    PKDPC dpc = state->dpc;

    if (state->period) {
        state->due += state->period;
    } else {
        remove_timer(timer);
        ke_live_remove(ke_live_find(timer, KE_LIVE_TIMER));
        sim_free(state);
    }
    race_acquire(race_beside(timer));
    timer->Header.SignalState = 1;
    ke_signal(timer);
    if (dpc) ke_dpc_queue(dpc, NULL, NULL);
}

static timer_state *first_due(void) {
    timer_state *first = NULL;

    for (timer_state *state = timers; state; state = state->next) {
        if (!first || state->due < first->due) first = state;
    }
    return first;
}

static void run_clock(void *unused) {
    for (;;) {
        timer_state *first = first_due();

        if (!first) {
            sim_wait_for_work(&timers, "timers");
        } else if (first->due > sim_now()) {
            sim_wait(&timers, "a timer to be due", first->due - sim_now());
        } else if (still_lives(first)) {
            expire(first);
        } else {
            remove_timer(first->timer);
            sim_free(first);
        }
    }
}

static bool cancel(PKTIMER timer) {
    timer_state *state = remove_timer(timer);
    ke_live *live = ke_live_find(timer, KE_LIVE_TIMER);

    if (live) ke_live_remove(live);
    if (state) sim_free(state);
    return state != NULL;
}

static bool set(PKTIMER timer, LARGE_INTEGER due, ULONG period, PKDPC dpc, void *caller) {
    timer_state *state;
    bool was_set;

    check(timer);
    was_set = cancel(timer);
    timer->Header.SignalState = 0;
    timer->DueTime.QuadPart = (ULONGLONG)due.QuadPart;
    timer->Period = period;
    timer->Dpc = dpc;
    state = sim_alloc(sizeof(*state));
    *state = (timer_state){timers, timer, sim_now(), (uint64_t)period * 10000, dpc};
    if (due.QuadPart < 0) {
        state->due += (uint64_t)-due.QuadPart;
    } else if ((uint64_t)due.QuadPart > sim_system_time()) {
        state->due += (uint64_t)due.QuadPart - sim_system_time();
    }
    timers = state;
    race_release(race_beside(timer));
    ke_live_add(timer, KE_LIVE_TIMER, caller);
    if (!clock_thread) {
        clock_thread = sim_thread_create("clock", run_clock, NULL);
        clock_thread->system = true;
    }
    sim_wake(&timers);
    return was_set;
}

static void initialize(PKTIMER timer, TIMER_TYPE type) {
    if (ke_live_find(timer, KE_LIVE_TIMER)) {
        sim_report(RULE_LOCK, ke_subject(timer), SIM_BUGCHECK(0xC7, 0, timer, 0, 0),
                   "A timer is initialised that is set");
        cancel(timer);
    }
    *timer = (KTIMER){0};
    ke_dispatcher_initialize(&timer->Header,
                             type == NotificationTimer ? KE_NOTIFICATION_TIMER
                                                       : KE_SYNCHRONIZATION_TIMER,
                             0, "KTIMER");
}

// wdm/nf-wdm-keinitializetimer
VOID KeInitializeTimer(PKTIMER Timer) {
    SIM_CALL(KeInitializeTimer);
    initialize(Timer, NotificationTimer);
}

// wdm/nf-wdm-keinitializetimerex
VOID KeInitializeTimerEx(PKTIMER Timer, TIMER_TYPE Type) {
    SIM_CALL(KeInitializeTimerEx);
    initialize(Timer, Type);
}

// wdm/nf-wdm-kesettimer
BOOLEAN KeSetTimer(PKTIMER Timer, LARGE_INTEGER DueTime, PKDPC Dpc) {
    SIM_CALL(KeSetTimer);
    return set(Timer, DueTime, 0, Dpc, CALLER);
}

// wdm/nf-wdm-kesettimerex
BOOLEAN KeSetTimerEx(PKTIMER Timer, LARGE_INTEGER DueTime, LONG Period, PKDPC Dpc) {
    SIM_CALL(KeSetTimerEx);
    return set(Timer, DueTime, (ULONG)Period, Dpc, CALLER);
}

// wdm/nf-wdm-kesetcoalescabletimer
BOOLEAN KeSetCoalescableTimer(PKTIMER Timer, LARGE_INTEGER DueTime, ULONG Period,
                              ULONG TolerableDelay, PKDPC Dpc) {
    SIM_CALL(KeSetCoalescableTimer);
    return set(Timer, DueTime, Period, Dpc, CALLER);
}

// wdm/nf-wdm-kecanceltimer
BOOLEAN KeCancelTimer(PKTIMER Timer) {
    SIM_CALL(KeCancelTimer);
    check(Timer);
    race_acquire(Timer);
    return cancel(Timer);
}

// wdm/nf-wdm-kereadstatetimer
BOOLEAN KeReadStateTimer(PKTIMER Timer) {
    SIM_CALL(KeReadStateTimer);
    check(Timer);
    race_acquire(Timer);
    return Timer->Header.SignalState > 0;
}
