// What a driver does that no check can stop: bad accesses, endless loops, undefined behaviour.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <ucontext.h>
#include <unistd.h>

#include "explorer.h"
#include "report.h"
#include "world.h"

#if SIM_ASAN
#include <fcntl.h>
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

volatile bool report_idle;
static unsigned hang_after;
static uint64_t watched_run;
static unsigned watched_seconds;

static void stack_of_context(stack_trace *stack, const ucontext_t *context) {
#if defined(__x86_64__)
    stack_capture_from(stack, (void *)context->uc_mcontext.gregs[REG_RIP],
                       (void *)context->uc_mcontext.gregs[REG_RBP], sim_current);
#elif defined(__aarch64__)
    stack_capture_from(stack, (void *)context->uc_mcontext.pc,
                       (void *)context->uc_mcontext.regs[29], sim_current);
#endif
}

// What lies at an address that must not be accessed, as a rule and a sentence.
static sim_rule describe(const void *address, char *text, size_t size, sim_identity *subject) {
    sim_block block;
    *subject = 0;
    if ((uintptr_t)address < 65536) {
        snprintf(text, size, "through a null pointer (address %p)", address);
        return RULE_CRASH;
    }
    if (sim_current != NULL && sim_current->stack != NULL && (uint8_t *)address < sim_current->stack &&
        (uint8_t *)address + 65536 > sim_current->stack) {
        snprintf(text, size, "behind the end of the kernel stack");
        return RULE_CRASH;
    }
    if (!sim_heap_find(address, &block)) {
        snprintf(text, size, "at address %p", address);
        return RULE_MEMORY;
    }
    *subject = block.identity;
    if (block.freed) {
        snprintf(text, size, "in a block of %zu bytes that has been freed, at offset %td", block.size,
                 (uint8_t *)address - (uint8_t *)block.address);
        return sim_heap_freed_rule != NULL ? sim_heap_freed_rule(&block) : RULE_MEMORY;
    }
    if ((uint8_t *)address >= (uint8_t *)block.address &&
        (uint8_t *)address < (uint8_t *)block.address + block.size) {
        snprintf(text, size, "in paged pool at IRQL %u", sim_current != NULL ? sim_current->irql : 0);
        return RULE_IRQL;
    }
    snprintf(text, size, "outside a block of %zu bytes, at offset %td", block.size,
             (uint8_t *)address - (uint8_t *)block.address);
    return RULE_MEMORY;
}

static sim_bugcheck bugcheck_of(sim_rule rule, const void *address, bool write, const void *pc) {
    uint32_t irql = sim_current != NULL ? sim_current->irql : 0;
    if (rule == RULE_IRQL) return SIM_BUGCHECK(0xD1, address, irql, write, pc);
    return SIM_BUGCHECK(0x50, address, write, pc, 0);
}

static _Noreturn void bad_access(const void *address, bool write, const stack_trace *stack) {
    char where[160], message[240];
    sim_identity subject;
    sim_rule rule = describe(address, where, sizeof where, &subject);
    snprintf(message, sizeof message, "memory is %s %s", write ? "written" : "read or called", where);
    report_crash(rule, subject,
                 bugcheck_of(rule, address, write, stack->count > 0 ? stack->frames[0] : NULL), stack,
                 message);
}

static bool is_write(const ucontext_t *context) {
#if defined(__x86_64__)
    return (context->uc_mcontext.gregs[REG_ERR] & 2) != 0;
#else
    (void)context;
    return false;
#endif
}

// Whether a register holds what a fresh (0xCD) or freed (0xDD) block is filled with: a pointer that was read there.
static bool holds_fill(const ucontext_t *context, uint8_t fill) {
#if defined(__x86_64__)
    for (int i = 0; i <= REG_RSP; i++) {
        if ((uint64_t)context->uc_mcontext.gregs[i] >> 16 == 0x010101010101u * fill) return true;
    }
#else
    for (int i = 0; i < 31; i++) {
        if (context->uc_mcontext.regs[i] >> 16 == 0x010101010101u * fill) return true;
    }
#endif
    return false;
}

// An access that the processor refuses without an address: that of no memory at all.
static void bad_pointer(const ucontext_t *context, const stack_trace *stack) {
    void *pc = stack->count > 0 ? stack->frames[0] : NULL;
    if (holds_fill(context, 0xCD)) {
        report_crash(RULE_A7, 0, SIM_BUGCHECK(0x50, 0xCDCDCDCDCDCDCDCD, 0, pc, 0), stack,
                     "a pointer is used that was read from new memory, which nobody has set");
    }
    if (holds_fill(context, 0xDD)) {
        report_crash(RULE_MEMORY, 0, SIM_BUGCHECK(0x50, 0xDDDDDDDDDDDDDDDD, 0, pc, 0), stack,
                     "a pointer is used that was read from freed memory");
    }
}

static void on_fault(int signal, siginfo_t *info, void *where) {
    stack_trace stack;
    stack_of_context(&stack, where);
    if (signal == SIGSEGV && info->si_code == SI_KERNEL) bad_pointer(where, &stack);
    if (signal == SIGSEGV || signal == SIGBUS) bad_access(info->si_addr, is_write(where), &stack);
    const char *message = signal == SIGFPE   ? "an integer was divided by zero"
                          : signal == SIGILL ? "an invalid instruction was executed"
                                             : "the driver aborted";
    report_crash(RULE_CRASH, 0, SIM_BUGCHECK(0x1E, 0, 0, 0, 0), &stack, message);
}

static void on_tick(int signal, siginfo_t *info, void *where) {
    (void)signal, (void)info;
    if (report_idle || sim_explorer->runs != watched_run) {
        watched_run = sim_explorer->runs;
        watched_seconds = 0;
        return;
    }
    if (++watched_seconds < hang_after || sim_current == NULL) return;
    stack_trace stack;
    stack_of_context(&stack, where);
    char message[120];
    snprintf(message, sizeof message, "the driver did not come to an end within %u seconds", hang_after);
    report_crash(RULE_HANG, 0, SIM_NO_BUGCHECK, &stack, message);
}

// The time for everything is up, and the run goes on and on.
static void on_overtime(int signal, siginfo_t *info, void *where) {
    (void)signal, (void)info;
    if (sim_current == NULL) _exit(EXIT_CRASHED);
    stack_trace stack;
    stack_of_context(&stack, where);
    report_crash(RULE_HANG, 0, SIM_NO_BUGCHECK, &stack,
                 "the driver did not come to an end within the time limit");
}

#if SIM_ASAN
static void on_sanitizer_report(const char *text) {
    stack_trace stack;
    void *pc = __asan_get_report_pc();
    stack_capture_from(&stack, pc, __asan_get_report_bp(), sim_current);
    if (strstr(text, "stack-") != NULL || strstr(text, "global-buffer") != NULL) {
        const char *kind = strstr(text, "global-buffer") != NULL ? "a global variable" : "a local variable";
        char message[120];
        snprintf(message, sizeof message, "memory outside %s is %s", kind,
                 __asan_get_report_access_type() != 0 ? "written" : "read");
        report_crash(RULE_MEMORY, 0, SIM_BUGCHECK(0x50, __asan_get_report_address(), 0, pc, 0), &stack,
                     message);
    }
    bad_access(__asan_get_report_address(), __asan_get_report_access_type() != 0, &stack);
}
#endif

// Drivers are compiled so that a routine whose frame was overwritten calls this instead of returning to nowhere.
_Noreturn void __stack_chk_fail(void);

_Noreturn void __stack_chk_fail(void) {
    stack_trace stack;
    void **frame = __builtin_frame_address(0);
    stack_capture_from(&stack, (char *)frame[1] - 1, frame[0], sim_current);
    report_crash(RULE_MEMORY, 0, SIM_BUGCHECK(0xF7, 0, 0, 0, 0), &stack,
                 "memory outside a local variable or a parameter was written: the routine cannot return");
}

void report_install_handlers(unsigned hang_seconds) {
    static uint8_t signal_stack[65536];
    stack_t alternative = {.ss_sp = signal_stack, .ss_size = sizeof signal_stack};
    sigaltstack(&alternative, NULL);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_fault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        sigaction(signals[i], &action, NULL);
    }
    hang_after = hang_seconds;
    action.sa_sigaction = on_tick;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
    sigaction(SIGALRM, &action, NULL);
    action.sa_sigaction = on_overtime;
    sigaction(SIGUSR1, &action, NULL);
    struct itimerval every_second = {{1, 0}, {1, 0}};
    setitimer(ITIMER_REAL, &every_second, NULL);
#if SIM_ASAN
    __asan_set_error_report_callback(on_sanitizer_report);
    // Its own report would only repeat ours, without the history.
    if (getenv("PERSTREAM_SIM_DEBUG") == NULL) {
        __sanitizer_set_report_fd((void *)(intptr_t)open("/dev/null", O_WRONLY));
    }
#endif
}
