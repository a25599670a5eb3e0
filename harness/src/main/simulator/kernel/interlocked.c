// Interlocked operations: each is a point where another thread may have run.
#include "internal.h"

#undef InterlockedExchangePointer
#undef InterlockedCompareExchangePointer

#define POINT()                                                                                    \
    do {                                                                                           \
        if (race_on) race_look_again();                                                            \
        if (sim_current) sim_point();                                                              \
    } while (0)
#define POINT_AT(address)                                                                          \
    POINT();                                                                                       \
    RACE_INTERLOCKED(address, sizeof *(address))

#define OPERATIONS(type, suffix)                                                                   \
    type InterlockedIncrement##suffix(type volatile *addend) {                                     \
        POINT_AT(addend);                                                                          \
        return __atomic_add_fetch(addend, 1, __ATOMIC_SEQ_CST);                                    \
    }                                                                                              \
    type InterlockedDecrement##suffix(type volatile *addend) {                                     \
        POINT_AT(addend);                                                                          \
        return __atomic_sub_fetch(addend, 1, __ATOMIC_SEQ_CST);                                    \
    }                                                                                              \
    type InterlockedCompareExchange##suffix(type volatile *target, type value, type comparand) {   \
        POINT_AT(target);                                                                          \
        __atomic_compare_exchange_n(target, &comparand, value, false, __ATOMIC_SEQ_CST,            \
                                    __ATOMIC_SEQ_CST);                                             \
        return comparand;                                                                          \
    }

#define MORE_OPERATIONS(type, suffix)                                                              \
    type InterlockedExchange##suffix(type volatile *target, type value) {                          \
        POINT_AT(target);                                                                          \
        return __atomic_exchange_n(target, value, __ATOMIC_SEQ_CST);                               \
    }                                                                                              \
    type InterlockedExchangeAdd##suffix(type volatile *addend, type value) {                       \
        POINT_AT(addend);                                                                          \
        return __atomic_fetch_add(addend, value, __ATOMIC_SEQ_CST);                                \
    }                                                                                              \
    type InterlockedAdd##suffix(type volatile *addend, type value) {                               \
        POINT_AT(addend);                                                                          \
        return __atomic_add_fetch(addend, value, __ATOMIC_SEQ_CST);                                \
    }                                                                                              \
    type InterlockedAnd##suffix(type volatile *target, type value) {                               \
        POINT_AT(target);                                                                          \
        return __atomic_fetch_and(target, value, __ATOMIC_SEQ_CST);                                \
    }                                                                                              \
    type InterlockedOr##suffix(type volatile *target, type value) {                                \
        POINT_AT(target);                                                                          \
        return __atomic_fetch_or(target, value, __ATOMIC_SEQ_CST);                                 \
    }                                                                                              \
    type InterlockedXor##suffix(type volatile *target, type value) {                               \
        POINT_AT(target);                                                                          \
        return __atomic_fetch_xor(target, value, __ATOMIC_SEQ_CST);                                \
    }

OPERATIONS(LONG, )
OPERATIONS(LONG64, 64)
OPERATIONS(SHORT, 16)
MORE_OPERATIONS(LONG, )
MORE_OPERATIONS(LONG64, 64)

PVOID InterlockedExchangePointer(PVOID volatile *target, PVOID value) {
    POINT_AT(target);
    return __atomic_exchange_n(target, value, __ATOMIC_SEQ_CST);
}

PVOID InterlockedCompareExchangePointer(PVOID volatile *target, PVOID value, PVOID comparand) {
    POINT_AT(target);
    __atomic_compare_exchange_n(target, &comparand, value, false, __ATOMIC_SEQ_CST,
                                __ATOMIC_SEQ_CST);
    return comparand;
}

UCHAR InterlockedBitTestAndSet(LONG volatile *base, LONG bit) {
    POINT_AT(base);
    return (__atomic_fetch_or(base + bit / 32, (LONG)(1u << (bit % 32)), __ATOMIC_SEQ_CST) >>
            (bit % 32)) & 1;
}

UCHAR InterlockedBitTestAndReset(LONG volatile *base, LONG bit) {
    POINT_AT(base);
    return (__atomic_fetch_and(base + bit / 32, (LONG) ~(1u << (bit % 32)), __ATOMIC_SEQ_CST) >>
            (bit % 32)) & 1;
}

// --- Accesses with an order ----------------------------------------------------------------------

#define READ(name, type)                                                                           \
    type name(type const volatile *source) {                                                       \
        POINT();                                                                                   \
        RACE_INTERLOCKED_READ(source, sizeof *source);                                             \
        return *source;                                                                            \
    }
#define WRITE(name, type)                                                                          \
    VOID name(type volatile *destination, type value) {                                            \
        POINT_AT(destination);                                                                     \
        *destination = value;                                                                      \
    }

READ(ReadAcquire, LONG)
READ(ReadNoFence, LONG)
READ(ReadRaw, LONG)
READ(ReadAcquire64, LONG64)
READ(ReadNoFence64, LONG64)
READ(ReadPointerAcquire, PVOID)
READ(ReadPointerNoFence, PVOID)
WRITE(WriteRelease, LONG)
WRITE(WriteNoFence, LONG)
WRITE(WriteRaw, LONG)
WRITE(WriteRelease64, LONG64)
WRITE(WriteNoFence64, LONG64)
WRITE(WritePointerRelease, PVOID)
WRITE(WritePointerNoFence, PVOID)

// wdm/nf-wdm-kememorybarrier
VOID KeMemoryBarrier(VOID) {
    static const char barrier;

    POINT();
    race_order(&barrier);
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

// --- Lists ---------------------------------------------------------------------------------------

// wdm/nf-wdm-initializeslisthead; the header keeps the first entry where Region is documented
VOID InitializeSListHead(PSLIST_HEADER SListHead) { *SListHead = (SLIST_HEADER){0}; }

VOID ExInitializeSListHead(PSLIST_HEADER SListHead) { InitializeSListHead(SListHead); }

static PSLIST_ENTRY first_of(const SLIST_HEADER *head) {
    return (PSLIST_ENTRY)(uintptr_t)(head->HeaderX64.NextEntry << 4);
}

static void set_first(PSLIST_HEADER head, PSLIST_ENTRY entry, int change) {
    head->HeaderX64.NextEntry = (uintptr_t)entry >> 4;
    head->HeaderX64.Depth = (USHORT)(head->HeaderX64.Depth + change);
    head->HeaderX64.Sequence++;
}

PSLIST_ENTRY InterlockedPushEntrySList(PSLIST_HEADER ListHead, PSLIST_ENTRY ListEntry) {
    PSLIST_ENTRY former;

    POINT();
    race_order(ListHead);
    former = first_of(ListHead);
    ListEntry->Next = former;
    set_first(ListHead, ListEntry, 1);
    return former;
}

PSLIST_ENTRY InterlockedPopEntrySList(PSLIST_HEADER ListHead) {
    PSLIST_ENTRY entry;

    POINT();
    race_order(ListHead);
    entry = first_of(ListHead);
    if (entry) set_first(ListHead, entry->Next, -1);
    return entry;
}

PSLIST_ENTRY InterlockedFlushSList(PSLIST_HEADER ListHead) {
    PSLIST_ENTRY entry;

    POINT();
    race_order(ListHead);
    entry = first_of(ListHead);
    set_first(ListHead, NULL, -(int)ListHead->HeaderX64.Depth);
    return entry;
}

// wdm/nf-wdm-exinterlockedpushentryslist
PSLIST_ENTRY ExInterlockedPushEntrySList(PSLIST_HEADER ListHead, PSLIST_ENTRY ListEntry,
                                         PKSPIN_LOCK Lock) {
    return InterlockedPushEntrySList(ListHead, ListEntry);
}

// wdm/nf-wdm-exinterlockedpopentryslist
PSLIST_ENTRY ExInterlockedPopEntrySList(PSLIST_HEADER ListHead, PKSPIN_LOCK Lock) {
    return InterlockedPopEntrySList(ListHead);
}

// wdm/nf-wdm-exquerydepthslist
USHORT ExQueryDepthSList(PSLIST_HEADER SListHead) { return SListHead->HeaderX64.Depth; }
