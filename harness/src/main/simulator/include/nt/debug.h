// Traces, assertions, checks of the code's place, and bug checks.
#ifndef PERSTREAM_DEBUG_H
#define PERSTREAM_DEBUG_H

// The simulator's core
void sim_paged_code(const char *file, int line);
void sim_assert_failed(const char *expression, const char *file, int line);

#define PAGED_CODE() sim_paged_code(__FILE__, __LINE__)
#define PAGED_CODE_LOCKED()
#define PAGED_ASSERT(expression) NT_ASSERT(expression)
#ifndef ALLOC_PRAGMA
#define ALLOC_PRAGMA 1
#endif
#ifndef DBG
#define DBG 1
#endif

#if DBG
#define SIM_ASSERT(expression)                                                                     \
    ((expression) ? (VOID)0 : sim_assert_failed(#expression, __FILE__, __LINE__))
#define SIM_ASSERTMSG(text, expression)                                                            \
    ((expression) ? (VOID)0 : sim_assert_failed(text, __FILE__, __LINE__))
#else
#define SIM_ASSERT(expression) ((VOID)0)
#define SIM_ASSERTMSG(text, expression) ((VOID)0)
#endif
#define ASSERT(expression) SIM_ASSERT(expression)
#define ASSERTMSG(text, expression) SIM_ASSERTMSG(text, expression)
#define NT_ASSERT(expression) SIM_ASSERT(expression)
#define NT_ASSERTMSG(text, expression) SIM_ASSERTMSG(text, expression)
#define NT_ASSERTMSGW(text, expression) SIM_ASSERT(expression)
#define NT_VERIFY(expression)                                                                      \
    ((expression) ? TRUE : (sim_assert_failed(#expression, __FILE__, __LINE__), FALSE))
#define NT_FRE_ASSERT(expression) NT_VERIFY(expression)
#define RTL_VERIFY(expression) NT_VERIFY(expression)
#define RTL_SOFT_ASSERT(expression) SIM_ASSERT(expression)
#define NT_ASSUME(expression) ((VOID)0)

#define DPFLTR_ERROR_LEVEL 0
#define DPFLTR_WARNING_LEVEL 1
#define DPFLTR_TRACE_LEVEL 2
#define DPFLTR_INFO_LEVEL 3
#define DPFLTR_MASK 0x80000000
typedef enum _DPFLTR_TYPE {
    DPFLTR_SYSTEM_ID = 0,
    DPFLTR_NTFS_ID = 3,
    DPFLTR_FSTUB_ID = 4,
    DPFLTR_FASTFAT_ID = 33,
    DPFLTR_FLTMGR_ID = 47,
    DPFLTR_IHVDRIVER_ID = 77,
    DPFLTR_IHVVIDEO_ID = 78,
    DPFLTR_IHVAUDIO_ID = 79,
    DPFLTR_IHVNETWORK_ID = 80,
    DPFLTR_IHVSTREAMING_ID = 81,
    DPFLTR_IHVBUS_ID = 82,
    DPFLTR_DEFAULT_ID = 101,
    DPFLTR_UDFS_ID = 135,
    DPFLTR_FILETRACE_ID = 142
} DPFLTR_TYPE;

ULONG DbgPrint(PCSTR format, ...);
ULONG DbgPrintEx(ULONG component, ULONG level, PCSTR format, ...);
ULONG vDbgPrintEx(ULONG component, ULONG level, PCCH format, va_list arguments);
ULONG vDbgPrintExWithPrefix(PCCH prefix, ULONG component, ULONG level, PCCH format,
                            va_list arguments);
VOID DbgBreakPoint(VOID);
VOID DbgBreakPointWithStatus(ULONG status);
#if DBG
#define KdPrint(arguments) DbgPrint arguments
#define KdPrintEx(arguments) DbgPrintEx arguments
#define KdBreakPoint() DbgBreakPoint()
#else
#define KdPrint(arguments) ((VOID)0)
#define KdPrintEx(arguments) ((VOID)0)
#define KdBreakPoint() ((VOID)0)
#endif
extern PBOOLEAN KdDebuggerEnabled;
extern PBOOLEAN KdDebuggerNotPresent;
BOOLEAN KdRefreshDebuggerNotPresent(VOID);

DECLSPEC_NORETURN VOID KeBugCheckEx(ULONG code, ULONG_PTR parameter1, ULONG_PTR parameter2,
                                    ULONG_PTR parameter3, ULONG_PTR parameter4);
DECLSPEC_NORETURN VOID KeBugCheck(ULONG code);
DECLSPEC_NORETURN VOID ExRaiseStatus(NTSTATUS status);
DECLSPEC_NORETURN VOID ExRaiseAccessViolation(VOID);
DECLSPEC_NORETURN VOID ExRaiseDatatypeMisalignment(VOID);

#endif
