// What the drivers share whose two threads meet in a block of pool: each shows what both of them do there.
#pragma once

#define STOP Stop
#include "driver.h"

typedef struct SHARED {
    ERESOURCE Resource;
    FAST_MUTEX Mutex;
    EX_PUSH_LOCK PushLock;
    KSPIN_LOCK SpinLock;
    EX_SPIN_LOCK ReaderWriterLock;
    KMUTEX KernelMutex;
    KEVENT Event;
    KSEMAPHORE Semaphore;
    EX_RUNDOWN_REF Rundown;
    LONG volatile Users;
    LONG64 Total;
    ULONG Count;
    WCHAR Text[16];
    PVOID Memory;
} SHARED;

static SHARED *Shared;

// What the threads do; the first and the second are told apart by their number.
static VOID Work(ULONG Number);

static VOID RunWork(PVOID Context)
{
    KeEnterCriticalRegion();
    Work((ULONG)(ULONG_PTR)Context);
    KeLeaveCriticalRegion();
}

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PVOID first, second;

    UNREFERENCED_PARAMETER(DriverObject);
    Shared = ExAllocatePoolZero(NonPagedPoolNx, sizeof(*Shared), TAG);
    if (Shared == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    ExInitializeResourceLite(&Shared->Resource);
    ExInitializeFastMutex(&Shared->Mutex);
    ExInitializePushLock(&Shared->PushLock);
    KeInitializeSpinLock(&Shared->SpinLock);
    KeInitializeMutex(&Shared->KernelMutex, 0);
    KeInitializeEvent(&Shared->Event, NotificationEvent, FALSE);
    KeInitializeSemaphore(&Shared->Semaphore, 0, 1);
    ExInitializeRundownProtection(&Shared->Rundown);
    first = StartThread(RunWork, (PVOID)1);
    second = StartThread(RunWork, (PVOID)2);
    JoinThread(first);
    JoinThread(second);
    return STATUS_SUCCESS;
}

static VOID Stop(VOID)
{
    ExDeleteResourceLite(&Shared->Resource);
    ExFreePoolWithTag(Shared, TAG);
}
