// Executive resources (ERESOURCE). Who owns one is kept beside it; the structure's documented
// members follow.
#include "internal.h"

#define KIND "ERESOURCE"
#define OWNED_EXCLUSIVE 0x80
#define FIRST_OWNERS 4

typedef struct owner {
    ERESOURCE_THREAD thread;
    uint32_t count;
} owner;

typedef struct resource_state {
    PERESOURCE resource;
    ERESOURCE_THREAD exclusive_owner; // 0: none
    uint32_t exclusive_count;
    uint32_t exclusive_waiters, shared_waiters;
    uint32_t owner_count, owner_capacity; // shared owners
    owner *owners;
    owner first_owners[FIRST_OWNERS];
} resource_state;

static ERESOURCE_THREAD self(void) { return (ERESOURCE_THREAD)(uintptr_t)sim_current; }

static resource_state *state_of(PERESOURCE resource, const char *use) {
    ke_live *live = ke_live_find(resource, KE_LIVE_RESOURCE);

    if (!live) {
        sim_stop(RULE_LOCK, ke_subject(resource), SIM_BUGCHECK(0xC4, 0x1002, resource, 0, 0),
                 "An ERESOURCE is %s that is not initialised, or was deleted", use);
    }
    return live->state;
}

// Keeps the members that a debugger's extension or a driver's assertion may look at.
static void show(const resource_state *state) {
    PERESOURCE resource = state->resource;

    resource->ActiveCount = state->exclusive_owner || state->owner_count ? 1 : 0;
    resource->ActiveEntries = state->exclusive_owner ? 1 : state->owner_count;
    resource->Flag = state->exclusive_owner ? OWNED_EXCLUSIVE : 0;
    resource->OwnerEntry.OwnerThread = state->exclusive_owner;
    resource->NumberOfExclusiveWaiters = state->exclusive_waiters;
    resource->NumberOfSharedWaiters = state->shared_waiters;
}

static owner *shared_owner(const resource_state *state, ERESOURCE_THREAD thread) {
    for (uint32_t i = 0; i < state->owner_count; i++) {
        if (state->owners[i].thread == thread) return &state->owners[i];
    }
    return NULL;
}

static void add_shared_owner(resource_state *state, ERESOURCE_THREAD thread, uint32_t count) {
    owner *existing = shared_owner(state, thread);

    if (existing) {
        existing->count += count;
        return;
    }
    if (state->owner_count == state->owner_capacity) {
        owner *more = sim_alloc(2 * state->owner_capacity * sizeof(owner));

        for (uint32_t i = 0; i < state->owner_count; i++) more[i] = state->owners[i];
        if (state->owners != state->first_owners) sim_free(state->owners);
        state->owners = more;
        state->owner_capacity *= 2;
    }
    state->owners[state->owner_count++] = (owner){thread, count};
}

// --- Initialise and delete -----------------------------------------------------------------------

static NTSTATUS initialize(PERESOURCE resource, void *caller) {
    resource_state *state;
    ke_live *live = ke_live_find(resource, KE_LIVE_RESOURCE);

    if ((uintptr_t)resource % sizeof(void *)) {
        sim_report(RULE_LOCK, ke_subject(resource), SIM_BUGCHECK(0xC4, 0x3D, 0, 0, resource),
                   "An ERESOURCE is not naturally aligned");
    }
    if (live) {
        sim_report(RULE_LOCK, ke_subject(resource), SIM_BUGCHECK(0xC4, 0xD0, resource, 0, 0),
                   "An ERESOURCE is initialised that is initialised already");
        ke_live_remove(live);
    }
    ke_lock_initialize(resource, KIND, false);
    state = sim_alloc(sizeof(*state));
    *state = (resource_state){.resource = resource, .owner_capacity = FIRST_OWNERS};
    state->owners = state->first_owners;
    live = ke_live_add(resource, KE_LIVE_RESOURCE, caller);
    live->identity = sim_identify("ERESOURCE", resource);
    live->state = state;
    sim_history(live->identity, "initialised", -1);
    *resource = (ERESOURCE){0};
    return STATUS_SUCCESS;
}

NTSTATUS ex_resource_initialize(PERESOURCE resource) { return initialize(resource, NULL); }

static bool owned(const resource_state *state) {
    return state->exclusive_owner || state->owner_count > 0;
}

NTSTATUS ex_resource_delete(PERESOURCE resource) {
    ke_live *live = ke_live_find(resource, KE_LIVE_RESOURCE);
    resource_state *state;

    if (!live) {
        sim_report(RULE_LOCK, ke_subject(resource), SIM_BUGCHECK(0xC4, 0xD1, resource, 0, 0),
                   "An ERESOURCE is deleted that is not initialised, or was deleted already");
        return STATUS_SUCCESS;
    }
    state = live->state;
    if (owned(state)) {
        sim_report(RULE_LOCK, live->identity, SIM_BUGCHECK(0xC4, 0x100B, resource, self(), 0),
                   "An ERESOURCE is deleted that is held");
        while (ke_lock_released(resource)) continue;
    }
    if (state->exclusive_waiters || state->shared_waiters) {
        sim_stop(RULE_LOCK, live->identity, SIM_BUGCHECK(0xC4, 0x100B, resource, self(), 0),
                 "An ERESOURCE is deleted while a thread waits for it");
    }
    sim_history(live->identity, "deleted", -1);
    if (state->owners != state->first_owners) sim_free(state->owners);
    sim_free(state);
    ke_live_remove(live);
    ke_lock_forget(resource);
    return STATUS_SUCCESS;
}

// --- Acquire -------------------------------------------------------------------------------------

// Normal kernel APCs must be disabled from the acquisition to the release; system threads get none.
static void check_apcs(PERESOURCE resource, bool acquire, void *caller) {
    const sim_thread *thread = sim_current;

    if (!caller || thread->system || ke_apcs_disabled()) return;
    sim_report(RULE_L10, ke_subject(resource),
               SIM_BUGCHECK(0xC4, acquire ? 0x37 : 0x38, thread->irql, -thread->critical_regions,
                            resource),
               "An ERESOURCE is %s while normal kernel APCs are enabled: the thread can be "
               "suspended while it holds it; call KeEnterCriticalRegion first or use the FltXxx "
               "routines",
               acquire ? "acquired" : "released");
}

static bool may_own_exclusive(const resource_state *state) { return !owned(state); }

static bool may_own_shared(const resource_state *state, ex_resource_mode mode) {
    if (state->exclusive_owner) return false;
    if (!state->owner_count || mode == EX_SHARED_STARVE_EXCLUSIVE) return true;
    if (mode == EX_SHARED && shared_owner(state, self())) return true;
    return state->exclusive_waiters == 0;
}

static bool acquire_exclusive(resource_state *state, bool wait, void *caller) {
    PERESOURCE resource = state->resource;

    if (shared_owner(state, self())) {
        if (!wait) return false;
        sim_stop(RULE_L11, ke_subject(resource), SIM_BUGCHECK(0xC4, 0x1000, resource, 0, 0),
                 "An ERESOURCE that this thread holds shared is acquired exclusively: the thread "
                 "waits for itself");
    }
    if (!may_own_exclusive(state)) {
        if (!wait) return false;
        resource->ContentionCount++;
        state->exclusive_waiters++;
        show(state);
        do sim_wait(resource, "ERESOURCE, exclusive", SIM_FOREVER);
        while (!may_own_exclusive(state));
        state->exclusive_waiters--;
    }
    state->exclusive_owner = self();
    state->exclusive_count = 1;
    ke_lock_acquired(resource, KIND, true, caller);
    return true;
}

static bool acquire_shared(resource_state *state, ex_resource_mode mode, bool wait, void *caller) {
    PERESOURCE resource = state->resource;

    if (!may_own_shared(state, mode)) {
        if (!wait) return false;
        resource->ContentionCount++;
        state->shared_waiters++;
        show(state);
        do sim_wait(resource, "ERESOURCE, shared", SIM_FOREVER);
        while (!may_own_shared(state, mode));
        state->shared_waiters--;
    }
    add_shared_owner(state, self(), 1);
    ke_lock_acquired(resource, KIND, false, caller);
    return true;
}

bool ex_resource_acquire(PERESOURCE resource, ex_resource_mode mode, bool wait, void *caller) {
    resource_state *state = state_of(resource, "acquired");
    bool acquired;

    check_apcs(resource, true, caller);
    if (state->exclusive_owner == self()) {
        ke_lock_wanted_again(resource);
        state->exclusive_count++;
        ke_lock_acquired(resource, KIND, true, caller);
        return true;
    }
    if (wait) ke_lock_wanted(resource, KIND, mode == EX_EXCLUSIVE, caller);
    acquired = mode == EX_EXCLUSIVE ? acquire_exclusive(state, wait, caller)
                                    : acquire_shared(state, mode, wait, caller);
    show(state);
    return acquired;
}

// --- Release -------------------------------------------------------------------------------------

_Noreturn static void not_owned(PERESOURCE resource, ERESOURCE_THREAD thread) {
    sim_stop(RULE_LOCK, ke_subject(resource), SIM_BUGCHECK(0xE3, resource, thread, 0, 0),
             "An ERESOURCE is released that this thread does not own");
}

void ex_resource_release_for(PERESOURCE resource, ERESOURCE_THREAD thread, void *caller) {
    resource_state *state = state_of(resource, "released");
    owner *shared;

    check_apcs(resource, false, caller);
    if (state->exclusive_owner && state->exclusive_owner == thread) {
        if (--state->exclusive_count == 0) state->exclusive_owner = 0;
    } else if ((shared = shared_owner(state, thread)) != NULL) {
        if (--shared->count == 0) *shared = state->owners[--state->owner_count];
    } else {
        not_owned(resource, thread);
    }
    if (thread != self()) { // who handed it over held it as what this thread cannot tell
        race_release(resource);
        race_release(race_beside(resource));
    }
    if (thread == self()) {
        ke_lock_released(resource);
    } else if (!(thread & 3)) {
        sim_report(RULE_LOCK, ke_subject(resource),
                   SIM_BUGCHECK(0xC4, 0x1004, resource, thread, self()),
                   "An ERESOURCE is released for another thread, which has not handed it over with "
                   "ExSetResourceOwnerPointerEx");
    }
    show(state);
    sim_wake(resource);
}

void ex_resource_release(PERESOURCE resource, void *caller) {
    ex_resource_release_for(resource, self(), caller);
}

bool ex_resource_is_exclusive(PERESOURCE resource) {
    return state_of(resource, "looked at")->exclusive_owner == self();
}

ULONG ex_resource_count_shared(PERESOURCE resource) {
    resource_state *state = state_of(resource, "looked at");
    owner *shared = shared_owner(state, self());

    if (state->exclusive_owner == self()) return state->exclusive_count;
    return shared ? shared->count : 0;
}

// The thread's ownership becomes that of a pointer; whoever knows the pointer releases it.
static void hand_over(PERESOURCE resource, ERESOURCE_THREAD to) {
    resource_state *state = state_of(resource, "handed over");
    owner *shared = shared_owner(state, self());

    if ((to & 3) != 3) {
        sim_report(RULE_LOCK, ke_subject(resource), SIM_NO_BUGCHECK,
                   "ExSetResourceOwnerPointer takes a pointer whose two lowest bits are set");
    }
    if (state->exclusive_owner == self()) {
        state->exclusive_owner = to;
    } else if (shared) {
        uint32_t count = shared->count;

        *shared = state->owners[--state->owner_count];
        add_shared_owner(state, to, count);
    } else {
        not_owned(resource, self());
    }
    while (ke_lock_released(resource)) continue;
    show(state);
}

// --- The documented routines ---------------------------------------------------------------------

// wdm/nf-wdm-exinitializeresourcelite
NTSTATUS ExInitializeResourceLite(PERESOURCE Resource) {
    SIM_CALL(ExInitializeResourceLite);
    return initialize(Resource, CALLER);
}

// wdm/nf-wdm-exreinitializeresourcelite
NTSTATUS ExReinitializeResourceLite(PERESOURCE Resource) {
    SIM_CALL(ExReinitializeResourceLite);
    if (owned(state_of(Resource, "initialised again"))) {
        sim_report(RULE_LOCK, ke_subject(Resource), SIM_BUGCHECK(0xC4, 0x100B, Resource, self(), 0),
                   "An ERESOURCE is initialised again that is held");
    }
    ex_resource_delete(Resource);
    return initialize(Resource, CALLER);
}

// wdm/nf-wdm-exdeleteresourcelite
NTSTATUS ExDeleteResourceLite(PERESOURCE Resource) {
    SIM_CALL(ExDeleteResourceLite);
    return ex_resource_delete(Resource);
}

// wdm/nf-wdm-exacquireresourceexclusivelite
BOOLEAN ExAcquireResourceExclusiveLite(PERESOURCE Resource, BOOLEAN Wait) {
    SIM_CALL(ExAcquireResourceExclusiveLite);
    return ex_resource_acquire(Resource, EX_EXCLUSIVE, Wait, CALLER);
}

// wdm/nf-wdm-exacquireresourcesharedlite
BOOLEAN ExAcquireResourceSharedLite(PERESOURCE Resource, BOOLEAN Wait) {
    SIM_CALL(ExAcquireResourceSharedLite);
    return ex_resource_acquire(Resource, EX_SHARED, Wait, CALLER);
}

// wdm/nf-wdm-exacquiresharedstarveexclusive
BOOLEAN ExAcquireSharedStarveExclusive(PERESOURCE Resource, BOOLEAN Wait) {
    SIM_CALL(ExAcquireSharedStarveExclusive);
    return ex_resource_acquire(Resource, EX_SHARED_STARVE_EXCLUSIVE, Wait, CALLER);
}

// wdm/nf-wdm-exacquiresharedwaitforexclusive
BOOLEAN ExAcquireSharedWaitForExclusive(PERESOURCE Resource, BOOLEAN Wait) {
    SIM_CALL(ExAcquireSharedWaitForExclusive);
    return ex_resource_acquire(Resource, EX_SHARED_WAIT_FOR_EXCLUSIVE, Wait, CALLER);
}

// wdm/nf-wdm-exreleaseresourcelite
VOID ExReleaseResourceLite(PERESOURCE Resource) {
    SIM_CALL(ExReleaseResourceLite);
    ex_resource_release(Resource, CALLER);
}

// wdm/nf-wdm-exreleaseresourceforthreadlite
VOID ExReleaseResourceForThreadLite(PERESOURCE Resource, ERESOURCE_THREAD ResourceThreadId) {
    SIM_CALL(ExReleaseResourceForThreadLite);
    ex_resource_release_for(Resource, ResourceThreadId, CALLER);
}

// wdm/nf-wdm-exconvertexclusivetosharedlite
VOID ExConvertExclusiveToSharedLite(PERESOURCE Resource) {
    resource_state *state;
    sim_held_lock *held;

    SIM_CALL(ExConvertExclusiveToSharedLite);
    state = state_of(Resource, "converted");
    if (state->exclusive_owner != self()) not_owned(Resource, self());
    state->exclusive_owner = 0;
    add_shared_owner(state, self(), state->exclusive_count);
    held = ke_lock_held(Resource);
    race_release(Resource);
    if (held) held->exclusive = false;
    show(state);
    sim_wake(Resource);
}

// wdm/nf-wdm-exisresourceacquiredexclusivelite
BOOLEAN ExIsResourceAcquiredExclusiveLite(PERESOURCE Resource) {
    SIM_CALL(ExIsResourceAcquiredExclusiveLite);
    return ex_resource_is_exclusive(Resource);
}

// wdm/nf-wdm-exisresourceacquiredsharedlite
ULONG ExIsResourceAcquiredSharedLite(PERESOURCE Resource) {
    SIM_CALL(ExIsResourceAcquiredSharedLite);
    return ex_resource_count_shared(Resource);
}

// wdm/nf-wdm-exgetexclusivewaitercount
ULONG ExGetExclusiveWaiterCount(PERESOURCE Resource) {
    SIM_CALL(ExGetExclusiveWaiterCount);
    return state_of(Resource, "looked at")->exclusive_waiters;
}

// wdm/nf-wdm-exgetsharedwaitercount
ULONG ExGetSharedWaiterCount(PERESOURCE Resource) {
    SIM_CALL(ExGetSharedWaiterCount);
    return state_of(Resource, "looked at")->shared_waiters;
}

// The shared sibling of wdm/nf-wdm-exentercriticalregionandacquireresourceexclusive
PVOID ExEnterCriticalRegionAndAcquireResourceShared(PERESOURCE Resource) {
    SIM_CALL(ExEnterCriticalRegionAndAcquireResourceShared);
    ke_critical_region_enter();
    ex_resource_acquire(Resource, EX_SHARED, true, CALLER);
    return NULL;
}

// wdm/nf-wdm-exentercriticalregionandacquireresourceexclusive
PVOID ExEnterCriticalRegionAndAcquireResourceExclusive(PERESOURCE Resource) {
    SIM_CALL(ExEnterCriticalRegionAndAcquireResourceExclusive);
    ke_critical_region_enter();
    ex_resource_acquire(Resource, EX_EXCLUSIVE, true, CALLER);
    return NULL;
}

PVOID ExEnterCriticalRegionAndAcquireSharedWaitForExclusive(PERESOURCE Resource) {
    SIM_CALL(ExEnterCriticalRegionAndAcquireSharedWaitForExclusive);
    ke_critical_region_enter();
    ex_resource_acquire(Resource, EX_SHARED_WAIT_FOR_EXCLUSIVE, true, CALLER);
    return NULL;
}

// wdm/nf-wdm-exreleaseresourceandleavecriticalregion
VOID ExReleaseResourceAndLeaveCriticalRegion(PERESOURCE Resource) {
    SIM_CALL(ExReleaseResourceAndLeaveCriticalRegion);
    ex_resource_release(Resource, CALLER);
    ke_critical_region_leave();
}

// wdm/nf-wdm-exsetresourceownerpointer
VOID ExSetResourceOwnerPointer(PERESOURCE Resource, PVOID OwnerPointer) {
    SIM_CALL(ExSetResourceOwnerPointer);
    hand_over(Resource, (ERESOURCE_THREAD)(uintptr_t)OwnerPointer);
}

// wdm/nf-wdm-exsetresourceownerpointerex
VOID ExSetResourceOwnerPointerEx(PERESOURCE Resource, PVOID OwnerPointer, ULONG Flags) {
    SIM_CALL(ExSetResourceOwnerPointerEx);
    hand_over(Resource, (ERESOURCE_THREAD)(uintptr_t)OwnerPointer);
}

// Identifies the current thread: wdm/nf-wdm-exreleaseresourceforthreadlite
ERESOURCE_THREAD ExGetCurrentResourceThread(VOID) {
    SIM_CALL(ExGetCurrentResourceThread);
    return self();
}

// ntifs/nf-ntifs-exdisableresourceboostlite: no thread here has a priority that a boost could
// change
VOID ExDisableResourceBoostLite(PERESOURCE Resource) {
    SIM_CALL(ExDisableResourceBoostLite);
    state_of(Resource, "changed");
}
