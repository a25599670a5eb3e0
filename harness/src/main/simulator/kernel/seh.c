// Structured exceptions: see include/nt/seh.h for what `__try` expands to.
#include "internal.h"

#define DEEPEST 32

// The frames that a thread is in, innermost last. Kept beside the stacks, because a frame that was
// left by a `return` is not told to us by every compiler.
typedef struct seh_chain {
    uint32_t count;
    NTSTATUS code; // of the exception that is being handled
    sim_seh_frame *frames[DEEPEST];
} seh_chain;

_Noreturn void sim_longjmp(void *jump, int value) __asm__("longjmp");

#define COOKIE(frame) ((uintptr_t)(frame) ^ 0x5EA5EA5EA5EA5EA5u)

static seh_chain *chain_of(void) {
    if (!sim_current->seh) sim_current->seh = sim_alloc(sizeof(seh_chain));
    return sim_current->seh;
}

// Frames below the stack pointer, or overwritten, belong to calls that have returned.
__attribute__((no_sanitize("address"))) static void drop_old(seh_chain *chain, const void *stack) {
    while (chain->count) {
        sim_seh_frame *frame = chain->frames[chain->count - 1];

        if ((const char *)frame > (const char *)stack && frame->cookie == COOKIE(frame)) return;
        chain->count--;
    }
}

static void take_off(const sim_seh_frame *frame) {
    seh_chain *chain = chain_of();

    for (uint32_t i = chain->count; i-- > 0;) {
        if (chain->frames[i] == frame) chain->count = i;
    }
}

_Noreturn static void raise(NTSTATUS code, const void *stack) {
    seh_chain *chain = chain_of();
    sim_seh_frame *frame;

    drop_old(chain, stack);
    if (chain->count == 0) {
        sim_stop(RULE_BUGCHECK, 0,
                 SIM_BUGCHECK(sim_current->system ? 0x7E : 0x1E, (uint32_t)code, 0, 0, 0),
                 "An exception with status 0x%08X is raised that no handler takes", (uint32_t)code);
    }
    frame = chain->frames[--chain->count];
    chain->code = code;
    frame->code = code;
    frame->phase = SIM_SEH_RAISED;
    sim_longjmp(frame->jump, 1);
}

static void begin(sim_seh_frame *frame) {
    seh_chain *chain = chain_of();

    take_off(frame);
    drop_old(chain, __builtin_frame_address(0));
    if (chain->count == DEEPEST) sim_broken("More than %d __try blocks in each other", DEEPEST);
    frame->cookie = COOKIE(frame);
    frame->code = 0;
    frame->phase = SIM_SEH_GUARDED;
    chain->frames[chain->count++] = frame;
}

BOOLEAN sim_seh_next(sim_seh_frame *frame) {
    switch (frame->phase) {
    case SIM_SEH_NEW: begin(frame); return TRUE;
    case SIM_SEH_GUARDED: // the block came to its end: a __finally runs now
        take_off(frame);
        frame->phase = SIM_SEH_FINALLY;
        return TRUE;
    case SIM_SEH_LEFT: take_off(frame); return FALSE;
    case SIM_SEH_FINALLY:
        if (frame->code) raise(frame->code, __builtin_frame_address(0));
        return FALSE;
    default: return FALSE;
    }
}

BOOLEAN sim_seh_filter(sim_seh_frame *frame, LONG decision) {
    if (decision == EXCEPTION_EXECUTE_HANDLER) {
        frame->phase = SIM_SEH_DONE;
        return TRUE;
    }
    if (decision != EXCEPTION_CONTINUE_SEARCH) {
        sim_stop(RULE_BUGCHECK, 0, SIM_BUGCHECK(0x1E, STATUS_NONCONTINUABLE_EXCEPTION, 0, 0, 0),
                 "An exception filter asks to go on where the exception was raised, which the "
                 "kernel's own raises do not allow");
    }
    raise(frame->code, __builtin_frame_address(0));
}

BOOLEAN sim_seh_finally(sim_seh_frame *frame) {
    if (frame->phase == SIM_SEH_DONE || frame->phase == SIM_SEH_GUARDED) return FALSE;
    if (frame->phase == SIM_SEH_LEFT) take_off(frame);
    frame->phase = SIM_SEH_FINALLY;
    return TRUE;
}

void sim_seh_ended(sim_seh_frame *frame) {
    if (frame->phase != SIM_SEH_NEW) take_off(frame);
}

NTSTATUS sim_seh_code(void) { return chain_of()->code; }

// --- Raising -------------------------------------------------------------------------------------

// ntddk/nf-ntddk-exraisestatus
VOID ExRaiseStatus(NTSTATUS Status) {
    SIM_CALL(ExRaiseStatus);
    raise(Status, __builtin_frame_address(0));
}

// ntddk/nf-ntddk-exraiseaccessviolation
VOID ExRaiseAccessViolation(VOID) {
    SIM_CALL(ExRaiseAccessViolation);
    raise(STATUS_ACCESS_VIOLATION, __builtin_frame_address(0));
}

// ntddk/nf-ntddk-exraisedatatypemisalignment
VOID ExRaiseDatatypeMisalignment(VOID) {
    SIM_CALL(ExRaiseDatatypeMisalignment);
    raise(STATUS_DATATYPE_MISALIGNMENT, __builtin_frame_address(0));
}
