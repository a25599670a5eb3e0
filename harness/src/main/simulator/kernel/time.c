// Time, which passes only when no thread can run.
#include "internal.h"

#define TICK 156250ull // 100 ns
#define FREQUENCY 10000000

// wdm/nf-wdm-kequerysystemtime
VOID KeQuerySystemTime(PLARGE_INTEGER CurrentTime) {
    CurrentTime->QuadPart = (LONGLONG)(sim_system_time() / TICK * TICK);
}

// wdm/nf-wdm-kequerysystemtimeprecise
VOID KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime) {
    SIM_CALL(KeQuerySystemTimePrecise);
    CurrentTime->QuadPart = (LONGLONG)sim_system_time();
}

// wdm/nf-wdm-kequerytickcount
VOID KeQueryTickCount(PLARGE_INTEGER CurrentCount) {
    CurrentCount->QuadPart = (LONGLONG)(sim_now() / TICK);
}

// wdm/nf-wdm-kequerytimeincrement
ULONG KeQueryTimeIncrement(VOID) { return (ULONG)TICK; }

// wdm/nf-wdm-kequeryinterrupttime
ULONGLONG KeQueryInterruptTime(VOID) { return sim_now() / TICK * TICK; }

// wdm/nf-wdm-kequeryinterrupttimeprecise
ULONGLONG KeQueryInterruptTimePrecise(PULONG64 QpcTimeStamp) {
    if (QpcTimeStamp) *QpcTimeStamp = sim_now();
    return sim_now();
}

// wdm/nf-wdm-kequeryunbiasedinterrupttime
ULONGLONG KeQueryUnbiasedInterruptTime(VOID) { return sim_now(); }

// ntifs/nf-ntifs-kequeryperformancecounter
LARGE_INTEGER KeQueryPerformanceCounter(PLARGE_INTEGER PerformanceFrequency) {
    LARGE_INTEGER counter = {.QuadPart = (LONGLONG)sim_now()};

    if (PerformanceFrequency) PerformanceFrequency->QuadPart = FREQUENCY;
    return counter;
}

// wdm/nf-wdm-kestallexecutionprocessor
VOID KeStallExecutionProcessor(ULONG MicroSeconds) { sim_point(); }

// wdm/nf-wdm-exsystemtimetolocaltime: the simulator's local time is UTC
VOID ExSystemTimeToLocalTime(PLARGE_INTEGER SystemTime, PLARGE_INTEGER LocalTime) {
    *LocalTime = *SystemTime;
}

// wdm/nf-wdm-exlocaltimetosystemtime
VOID ExLocalTimeToSystemTime(PLARGE_INTEGER LocalTime, PLARGE_INTEGER SystemTime) {
    *SystemTime = *LocalTime;
}

// --- Processors: each thread might run on its own ------------------------------------------------

// wdm/nf-wdm-kegetcurrentprocessornumberex
ULONG KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER ProcNumber) {
    if (ProcNumber) *ProcNumber = (PROCESSOR_NUMBER){0};
    return 0;
}

// wdm/nf-wdm-kequeryactiveprocessorcount
ULONG KeQueryActiveProcessorCount(KAFFINITY *ActiveProcessors) {
    if (ActiveProcessors) *ActiveProcessors = 3;
    return 2;
}

// wdm/nf-wdm-kequeryactiveprocessorcountex
ULONG KeQueryActiveProcessorCountEx(USHORT GroupNumber) {
    return GroupNumber == 0 || GroupNumber == ALL_PROCESSOR_GROUPS ? 2 : 0;
}
