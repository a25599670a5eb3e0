// DriverEntry raises the IRQL and returns without lowering it.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    KIRQL irql;

    UNREFERENCED_PARAMETER(DriverObject);
    KeRaiseIrql(APC_LEVEL, &irql);
#if !BROKEN
    KeLowerIrql(irql);
#endif
    return STATUS_SUCCESS;
}
