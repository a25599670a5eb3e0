// IRQL and processors.
#ifndef PERSTREAM_IRQL_H
#define PERSTREAM_IRQL_H

#define PASSIVE_LEVEL 0
#define LOW_LEVEL 0
#define APC_LEVEL 1
#define DISPATCH_LEVEL 2
#define CMCI_LEVEL 5
#define CLOCK_LEVEL 13
#define IPI_LEVEL 14
#define DRS_LEVEL 14
#define POWER_LEVEL 14
#define PROFILE_LEVEL 15
#define HIGH_LEVEL 15

typedef enum _MODE { KernelMode, UserMode, MaximumMode } MODE;

KIRQL KeGetCurrentIrql(VOID);
VOID KeLowerIrql(KIRQL irql);
KIRQL KfRaiseIrql(KIRQL irql);
KIRQL KeRaiseIrqlToDpcLevel(VOID);
KIRQL KeRaiseIrqlToSynchLevel(VOID);
#define KeRaiseIrql(irql, old) (*(old) = KfRaiseIrql(irql))
#define KfLowerIrql(irql) KeLowerIrql(irql)

VOID KeEnterCriticalRegion(VOID);
VOID KeLeaveCriticalRegion(VOID);
VOID KeEnterGuardedRegion(VOID);
VOID KeLeaveGuardedRegion(VOID);
BOOLEAN KeAreApcsDisabled(VOID);
BOOLEAN KeAreAllApcsDisabled(VOID);
ULONG KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER number);
ULONG KeQueryActiveProcessorCount(KAFFINITY *affinity);
ULONG KeQueryActiveProcessorCountEx(USHORT group);
#define KeGetCurrentProcessorNumber() KeGetCurrentProcessorNumberEx(NULL)
#define ALL_PROCESSOR_GROUPS 0xffff

// Time, in units of 100 ns
VOID KeQuerySystemTime(PLARGE_INTEGER time);
VOID KeQuerySystemTimePrecise(PLARGE_INTEGER time);
VOID KeQueryTickCount(PLARGE_INTEGER count);
ULONG KeQueryTimeIncrement(VOID);
ULONGLONG KeQueryInterruptTime(VOID);
ULONGLONG KeQueryInterruptTimePrecise(PULONG64 counter);
ULONGLONG KeQueryUnbiasedInterruptTime(VOID);
LARGE_INTEGER KeQueryPerformanceCounter(PLARGE_INTEGER frequency);
VOID KeStallExecutionProcessor(ULONG microseconds);
VOID ExSystemTimeToLocalTime(PLARGE_INTEGER system, PLARGE_INTEGER local);
VOID ExLocalTimeToSystemTime(PLARGE_INTEGER local, PLARGE_INTEGER system);

#endif
