// What the drivers share whose rules have nothing to do with files: such a driver does what its rule is about while
// it starts, or while it stops.
#pragma once

#include <ntifs.h>

#define TAG 'eluR'

static NTSTATUS Start(PDRIVER_OBJECT DriverObject);

#ifdef STOP
static VOID STOP(VOID);
#endif

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
#ifdef STOP
    STOP();
#endif
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    return Start(DriverObject);
}

// A thread of the driver's own.
__attribute__((unused)) static PVOID StartThread(PKSTART_ROUTINE Routine, PVOID Context)
{
    OBJECT_ATTRIBUTES attributes;
    HANDLE handle;
    PVOID thread = NULL;

    InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    if (NT_SUCCESS(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, &attributes, NULL, NULL, Routine, Context))) {
        ObReferenceObjectByHandle(handle, SYNCHRONIZE, *PsThreadType, KernelMode, &thread, NULL);
        ZwClose(handle);
    }
    return thread;
}

// Waits for its end.
__attribute__((unused)) static VOID JoinThread(PVOID Thread)
{
    if (Thread == NULL) return;
    KeWaitForSingleObject(Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Thread);
}
