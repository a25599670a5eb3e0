// Locks with normal kernel APCs disabled: what minifilters take instead of the executive's
// routines.
#include "flt.h"

#define CALLER __builtin_return_address(0)

// fltkernel/nf-fltkernel-fltacquireresourceexclusive
VOID FLTAPI FltAcquireResourceExclusive(PERESOURCE Resource) {
    SIM_CALL(FltAcquireResourceExclusive);
    ke_critical_region_enter();
    ex_resource_acquire(Resource, EX_EXCLUSIVE, true, CALLER);
}

// fltkernel/nf-fltkernel-fltacquireresourceshared
VOID FLTAPI FltAcquireResourceShared(PERESOURCE Resource) {
    SIM_CALL(FltAcquireResourceShared);
    ke_critical_region_enter();
    ex_resource_acquire(Resource, EX_SHARED, true, CALLER);
}

// fltkernel/nf-fltkernel-fltreleaseresource
VOID FLTAPI FltReleaseResource(PERESOURCE Resource) {
    SIM_CALL(FltReleaseResource);
    ex_resource_release(Resource, CALLER);
    ke_critical_region_leave();
}

// fltkernel/nf-fltkernel-fltinitializepushlock
VOID FLTAPI FltInitializePushLock(PEX_PUSH_LOCK PushLock) {
    SIM_CALL(FltInitializePushLock);
    ex_push_lock_initialize(PushLock);
}

// fltkernel/nf-fltkernel-fltdeletepushlock
VOID FLTAPI FltDeletePushLock(PEX_PUSH_LOCK PushLock) {
    SIM_CALL(FltDeletePushLock);
    ex_push_lock_delete(PushLock);
}

// fltkernel/nf-fltkernel-fltacquirepushlockexclusive
VOID FLTAPI FltAcquirePushLockExclusive(PEX_PUSH_LOCK PushLock) {
    SIM_CALL(FltAcquirePushLockExclusive);
    ke_critical_region_enter();
    ex_push_lock_acquire(PushLock, true, CALLER);
}

// fltkernel/nf-fltkernel-fltacquirepushlockshared
VOID FLTAPI FltAcquirePushLockShared(PEX_PUSH_LOCK PushLock) {
    SIM_CALL(FltAcquirePushLockShared);
    ke_critical_region_enter();
    ex_push_lock_acquire(PushLock, false, CALLER);
}

// fltkernel/nf-fltkernel-fltreleasepushlock
VOID FLTAPI FltReleasePushLock(PEX_PUSH_LOCK PushLock) {
    SIM_CALL(FltReleasePushLock);
    ex_push_lock_release(PushLock, true, true, CALLER);
    ke_critical_region_leave();
}

// The flags are about priorities, which are not simulated.

// fltkernel/nf-fltkernel-fltacquirepushlockexclusiveex
VOID FLTAPI FltAcquirePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG Flags) {
    SIM_CALL(FltAcquirePushLockExclusive);
    ke_critical_region_enter();
    ex_push_lock_acquire(PushLock, true, CALLER);
}

// fltkernel/nf-fltkernel-fltacquirepushlocksharedex
VOID FLTAPI FltAcquirePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG Flags) {
    SIM_CALL(FltAcquirePushLockShared);
    ke_critical_region_enter();
    ex_push_lock_acquire(PushLock, false, CALLER);
}

// fltkernel/nf-fltkernel-fltreleasepushlockex
VOID FLTAPI FltReleasePushLockEx(PEX_PUSH_LOCK PushLock, ULONG Flags) {
    SIM_CALL(FltReleasePushLock);
    ex_push_lock_release(PushLock, true, true, CALLER);
    ke_critical_region_leave();
}
