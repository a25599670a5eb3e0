// The driver is unloaded while a thread of its own still waits: the thread comes back to code that is gone.
#define STOP Stop
#include "driver.h"

static KEVENT StopNow;
static PVOID Thread;

static VOID Run(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    KeWaitForSingleObject(&StopNow, Executive, KernelMode, FALSE, NULL);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeInitializeEvent(&StopNow, NotificationEvent, FALSE);
    Thread = StartThread(Run, NULL);
    return Thread != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

static VOID Stop(VOID)
{
#if BROKEN
    ObDereferenceObject(Thread);
#else
    KeSetEvent(&StopNow, IO_NO_INCREMENT, FALSE);
    JoinThread(Thread);
#endif
}
