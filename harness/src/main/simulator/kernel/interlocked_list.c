// List operations under a spin lock of the driver's.
#include "internal.h"

#define UNDER(lock, statement)                                                                     \
    do {                                                                                           \
        KIRQL irql_ = ke_spin_lock_acquire(lock, CALLER);                                          \
        statement;                                                                                 \
        ke_spin_lock_release(lock, irql_, CALLER);                                                 \
    } while (0)

static PLIST_ENTRY insert_between(PLIST_ENTRY before, PLIST_ENTRY entry, PLIST_ENTRY after) {
    entry->Flink = after;
    entry->Blink = before;
    before->Flink = entry;
    after->Blink = entry;
    return entry;
}

// wdm/nf-wdm-exinterlockedinsertheadlist
PLIST_ENTRY ExInterlockedInsertHeadList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry,
                                        PKSPIN_LOCK Lock) {
    PLIST_ENTRY former;

    SIM_CALL(ExInterlockedInsertHeadList);
    UNDER(Lock, former = ListHead->Flink; insert_between(ListHead, ListEntry, former));
    return former == ListHead ? NULL : former;
}

// wdm/nf-wdm-exinterlockedinserttaillist
PLIST_ENTRY ExInterlockedInsertTailList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry,
                                        PKSPIN_LOCK Lock) {
    PLIST_ENTRY former;

    SIM_CALL(ExInterlockedInsertTailList);
    UNDER(Lock, former = ListHead->Blink; insert_between(former, ListEntry, ListHead));
    return former == ListHead ? NULL : former;
}

static PLIST_ENTRY remove_head(PLIST_ENTRY head) {
    PLIST_ENTRY first = head->Flink;

    if (first == head) return NULL;
    head->Flink = first->Flink;
    first->Flink->Blink = head;
    return first;
}

// wdm/nf-wdm-exinterlockedremoveheadlist
PLIST_ENTRY ExInterlockedRemoveHeadList(PLIST_ENTRY ListHead, PKSPIN_LOCK Lock) {
    PLIST_ENTRY first;

    SIM_CALL(ExInterlockedRemoveHeadList);
    UNDER(Lock, first = remove_head(ListHead));
    return first;
}

// wdm/nf-wdm-exinterlockedpushentrylist
PSINGLE_LIST_ENTRY ExInterlockedPushEntryList(PSINGLE_LIST_ENTRY ListHead,
                                              PSINGLE_LIST_ENTRY ListEntry, PKSPIN_LOCK Lock) {
    PSINGLE_LIST_ENTRY former;

    SIM_CALL(ExInterlockedPushEntryList);
    UNDER(Lock, former = ListHead->Next; ListEntry->Next = former; ListHead->Next = ListEntry);
    return former;
}

// wdm/nf-wdm-exinterlockedpopentrylist
PSINGLE_LIST_ENTRY ExInterlockedPopEntryList(PSINGLE_LIST_ENTRY ListHead, PKSPIN_LOCK Lock) {
    PSINGLE_LIST_ENTRY first;

    SIM_CALL(ExInterlockedPopEntryList);
    UNDER(Lock, first = ListHead->Next; if (first) ListHead->Next = first->Next);
    return first;
}

// wdm/nf-wdm-exinterlockedaddulong
ULONG ExInterlockedAddUlong(PULONG Addend, ULONG Increment, PKSPIN_LOCK Lock) {
    ULONG former;

    SIM_CALL(ExInterlockedAddUlong);
    UNDER(Lock, former = *Addend; *Addend = former + Increment);
    return former;
}

// wdm/nf-wdm-exinterlockedaddlargeinteger
LARGE_INTEGER ExInterlockedAddLargeInteger(PLARGE_INTEGER Addend, LARGE_INTEGER Increment,
                                           PKSPIN_LOCK Lock) {
    LARGE_INTEGER former;

    SIM_CALL(ExInterlockedAddLargeInteger);
    UNDER(Lock, former = *Addend; Addend->QuadPart = former.QuadPart + Increment.QuadPart);
    return former;
}
