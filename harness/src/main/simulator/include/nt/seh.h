// Structured exceptions, as far as the raises of the simulator's own routines go: an access
// violation of the driver's is a finding and is not dispatched to handlers.
//
// `__try A __except (E) B` and `__try A __finally B` expand to a loop that the simulator steers:
//   sim_seh_next     called before each pass. The first time it puts the frame on the thread's
//                    chain and returns TRUE. After A it takes the frame off; with __finally it
//                    returns TRUE once more for B. When B of a __finally has run it goes on
//                    raising `code` if an exception brought it there. Then it returns FALSE.
//   sim_seh_filter   called with the value of E, the frame being off the chain:
//                    EXCEPTION_EXECUTE_HANDLER returns TRUE (B runs), EXCEPTION_CONTINUE_SEARCH
//                    raises in the next frame, anything else cannot be done and ends the run.
//   sim_seh_ended    the frame's scope was left, by whichever way (GCC only): off the chain.
//   sim_seh_code     the code of the exception whose filter or handler runs.
// ExRaiseStatus and its like take the innermost frame off the chain, set its `code` and `phase`
// and jump to it with longjmp. A frame on the chain whose stack has been left (a return out of A)
// must be skipped: with Clang nothing else ends it.
//
// Limits: `break` and `continue` in A or B mean this loop, and A of a __finally must not be left by
// `return` or `goto`.
#ifndef PERSTREAM_SEH_H
#define PERSTREAM_SEH_H

typedef enum sim_seh_phase {
    SIM_SEH_NEW,
    SIM_SEH_GUARDED,   // A runs
    SIM_SEH_LEFT,      // __leave
    SIM_SEH_RAISED,    // an exception came: E, then B
    SIM_SEH_FINALLY,   // B of a __finally runs
    SIM_SEH_DONE
} sim_seh_phase;

typedef struct sim_seh_frame {
    struct sim_seh_frame *outer;
    void *target; // where __leave goes to
    sim_seh_phase phase;
    NTSTATUS code;
    ULONG_PTR cookie; // of sim_seh_next: tells a live frame from an old stack
    ULONG_PTR jump[40]; // the host's jmp_buf
} sim_seh_frame;

BOOLEAN sim_seh_next(sim_seh_frame *frame);
BOOLEAN sim_seh_filter(sim_seh_frame *frame, LONG decision);
BOOLEAN sim_seh_finally(sim_seh_frame *frame);
void sim_seh_ended(sim_seh_frame *frame);
NTSTATUS sim_seh_code(void);
#define SIM_SEH_TEXT_(text) #text
#define SIM_SEH_TEXT(text) SIM_SEH_TEXT_(text)
// The host's, without its header.
int sim_seh_mark(void *jump) __asm__(SIM_SEH_TEXT(__USER_LABEL_PREFIX__) "_setjmp")
    __attribute__((returns_twice));

#ifdef __clang__
#define SIM_SEH_CLEANUP
#else
#define SIM_SEH_CLEANUP __attribute__((cleanup(sim_seh_ended)))
#endif
#define SIM_SEH_JOIN(left, right) left##right
#define SIM_SEH_TRY(label)                                                                         \
    for (sim_seh_frame sim_seh_scope SIM_SEH_CLEANUP = {.target = &&label};                        \
         sim_seh_next(&sim_seh_scope);)                                                            \
    label:                                                                                         \
        if (sim_seh_scope.phase == SIM_SEH_GUARDED && sim_seh_mark(sim_seh_scope.jump) == 0)
#define SIM_SEH_COUNTED(count) SIM_SEH_TRY(SIM_SEH_JOIN(sim_seh_leave_, count))

#define __try SIM_SEH_COUNTED(__COUNTER__)
#define __except(filter)                                                                           \
    else if (sim_seh_scope.phase == SIM_SEH_RAISED && sim_seh_filter(&sim_seh_scope, (filter)))
#define __finally else if (sim_seh_finally(&sim_seh_scope))
#define __leave                                                                                    \
    do {                                                                                           \
        sim_seh_scope.phase = SIM_SEH_LEFT;                                                        \
        goto *sim_seh_scope.target;                                                                \
    } while (0)
#define try __try
#define except __except
#define finally __finally
#define leave __leave

#define EXCEPTION_MAXIMUM_PARAMETERS 15
typedef struct _EXCEPTION_RECORD {
    NTSTATUS ExceptionCode;
    ULONG ExceptionFlags;
    struct _EXCEPTION_RECORD *ExceptionRecord;
    PVOID ExceptionAddress;
    ULONG NumberParameters;
    ULONG_PTR ExceptionInformation[EXCEPTION_MAXIMUM_PARAMETERS];
} EXCEPTION_RECORD, *PEXCEPTION_RECORD;
typedef struct _EXCEPTION_POINTERS {
    PEXCEPTION_RECORD ExceptionRecord;
    struct _CONTEXT *ContextRecord;
} EXCEPTION_POINTERS, *PEXCEPTION_POINTERS;
// Of the exception whose filter runs; there is no context record.
PEXCEPTION_POINTERS sim_seh_information(void);

#define EXCEPTION_EXECUTE_HANDLER 1
#define EXCEPTION_CONTINUE_SEARCH 0
#define EXCEPTION_CONTINUE_EXECUTION (-1)
#define GetExceptionCode() sim_seh_code()
#define GetExceptionInformation() sim_seh_information()
#define _exception_code() GetExceptionCode()
#define AbnormalTermination() (sim_seh_scope.code != 0)

#endif
