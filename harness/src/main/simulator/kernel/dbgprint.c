// What a driver prints goes to the run's trace, line by line.
#include "internal.h"
#include "rtl.h"

#define LONGEST_PRINT 512 // bytes, as in Windows

static PBOOLEAN debugger_flag(BOOLEAN value) {
    static const BOOLEAN flags[] = {FALSE, TRUE};
    return (PBOOLEAN)&flags[value];
}

PBOOLEAN KdDebuggerEnabled, KdDebuggerNotPresent;

__attribute__((constructor)) static void no_debugger(void) {
    KdDebuggerEnabled = debugger_flag(FALSE);
    KdDebuggerNotPresent = debugger_flag(TRUE);
}

BOOLEAN KdRefreshDebuggerNotPresent(VOID) {
    SIM_CALL(KdRefreshDebuggerNotPresent);
    return TRUE;
}

static ULONG print(const char *prefix, const char *format, va_list arguments) {
    char text[LONGEST_PRINT];
    if (!sim_recording) return STATUS_SUCCESS;
    size_t length = rtl_format(text, sizeof text, format, arguments);
    if (length >= sizeof text) length = sizeof text - 1;
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r')) length--;
    sim_trace("%s%.*s", prefix, (int)length, text);
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-dbgprint
ULONG DbgPrint(PCSTR format, ...) {
    SIM_CALL(DbgPrint);
    va_list arguments;
    va_start(arguments, format);
    ULONG status = print("", format, arguments);
    va_end(arguments);
    return status;
}

ULONG DbgPrintEx(ULONG component, ULONG level, PCSTR format, ...) {
    SIM_CALL(DbgPrintEx);
    va_list arguments;
    va_start(arguments, format);
    ULONG status = print("", format, arguments);
    va_end(arguments);
    return status;
}

ULONG vDbgPrintEx(ULONG component, ULONG level, PCCH format, va_list arguments) {
    SIM_CALL(vDbgPrintEx);
    return print("", format, arguments);
}

ULONG vDbgPrintExWithPrefix(PCCH prefix, ULONG component, ULONG level, PCCH format,
                            va_list arguments) {
    SIM_CALL(vDbgPrintExWithPrefix);
    return print(prefix, format, arguments);
}

// wdm/nf-wdm-dbgbreakpoint: with no debugger there it is an exception like any other.
VOID DbgBreakPoint(VOID) {
    SIM_CALL(DbgBreakPoint);
    ExRaiseStatus(STATUS_BREAKPOINT);
}

VOID DbgBreakPointWithStatus(ULONG status) {
    SIM_CALL(DbgBreakPointWithStatus);
    ExRaiseStatus(STATUS_BREAKPOINT);
}
