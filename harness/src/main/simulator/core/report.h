// What a run tells: findings, histories and the trace, written as JSON lines. Host side.
#ifndef PERSTREAM_REPORT_H
#define PERSTREAM_REPORT_H

#include <stdio.h>

#include "sim.h"

#define STACK_FRAMES 24

typedef struct stack_trace {
    uint32_t count;
    void *frames[STACK_FRAMES];
} stack_trace;

// The current thread's stack, from the caller outwards.
void stack_capture(stack_trace *stack);
// A stack from a program counter and frame pointer, bounded by the given thread's stack.
void stack_capture_from(stack_trace *stack, void *pc, void *frame, const sim_thread *thread);

// Where the JSON lines go.
extern FILE *report_output;
// The step of the scenario that a thread performs; set by the interpreter. NULL: none.
extern const char *(*report_step_of)(const sim_thread *thread, int *line);

// A JSON string with quotes.
void json_string(FILE *out, const char *text);
void report_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

// A finding from a signal or a sanitizer, where the stack is not the current one.
_Noreturn void report_crash(sim_rule rule, sim_identity subject, sim_bugcheck bugcheck,
                            const stack_trace *stack, const char *message);
// A finding whose stack is not that of the caller; the run goes on.
void report_finding(sim_rule rule, sim_identity subject, const stack_trace *stack, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// An event of a history that another thread caused, or that was not known then. `verb` is kept as it is.
void report_history(sim_identity identity, const char *verb, const char *thread, const stack_trace *stack);
// Starts to record (a replay): every history event and trace line is kept.
void report_start_recording(void);
// Writes the trace of a recorded run that had no finding.
void report_trace(void);
// Catches crashes and runs that hang longer than the given seconds.
void report_install_handlers(unsigned hang_seconds);

// Calls this in place of a report of the first finding: it ends the process. NULL: reports.
extern void (*report_to)(const char *rule, const char *message);
// The same for what makes the simulator give up.
extern void (*report_broken_to)(const char *message);
// No driver runs, and none can hang.
extern volatile bool report_idle;

// Exit code of a process whose run ended in a crash that has been reported.
#define EXIT_CRASHED 77

#endif
