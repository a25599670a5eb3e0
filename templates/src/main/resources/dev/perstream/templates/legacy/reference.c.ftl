// The references of contexts, and the end of a context with the last of them.

#include "${prefix}.h"

_IRQL_requires_max_(APC_LEVEL)
static
VOID
${prefix}DeleteContext(
    _In_ P${upper}_CONTEXT_HEADER Context
    )
{
    P${upper}_DEVICE_EXTENSION Extension = Context->Device;
    ULONG Tag = Context->Kind->Tag;

    NT_ASSERT(!Context->Attached);

    Context->Kind->Uninitialize(Context);
    ${prefix}Free(Context, Tag);
    ${prefix}ReleaseDevice(Extension);
}

// Deletes the contexts whose last reference went at DISPATCH_LEVEL. It takes their list as a whole:
// who adds to an empty list queues the work item, which so is never queued twice. The device is
// kept by its contexts and not touched after the last.
_Function_class_(IO_WORKITEM_ROUTINE)
_IRQL_requires_(PASSIVE_LEVEL)
static
VOID
NTAPI
${prefix}DeleteDeadContexts(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_opt_ PVOID Context
    )
{
    P${upper}_DEVICE_EXTENSION Extension = DeviceObject->DeviceExtension;
    PLIST_ENTRY Entry;
    LIST_ENTRY Dead;
    KIRQL OldIrql;

    UNREFERENCED_PARAMETER(Context);

    InitializeListHead(&Dead);

    KeAcquireSpinLock(&Extension->DeadLock, &OldIrql);

    while (!IsListEmpty(&Extension->Dead)) {
        Entry = RemoveHeadList(&Extension->Dead);
        InsertTailList(&Dead, Entry);
    }

    KeReleaseSpinLock(&Extension->DeadLock, OldIrql);

    while (!IsListEmpty(&Dead)) {
        Entry = RemoveHeadList(&Dead);
        ${prefix}DeleteContext(CONTAINING_RECORD(Entry, ${upper}_CONTEXT_HEADER, DeviceLinks));
    }
}

_Use_decl_annotations_
VOID
${prefix}ReferenceContext(
    P${upper}_CONTEXT_HEADER Context
    )
{
    InterlockedIncrement(&Context->References);
}

// What a context owns cannot be freed in a completion routine, so that a work item does it (S22).
_Use_decl_annotations_
VOID
${prefix}ReleaseContext(
    P${upper}_CONTEXT_HEADER Context
    )
{
    P${upper}_DEVICE_EXTENSION Extension = Context->Device;
    BOOLEAN First;
    KIRQL OldIrql;

    if (InterlockedDecrement(&Context->References) != 0) {
        return;
    }

    if (KeGetCurrentIrql() <= APC_LEVEL) {
        ${prefix}DeleteContext(Context);
        return;
    }

    KeAcquireSpinLock(&Extension->DeadLock, &OldIrql);
    First = IsListEmpty(&Extension->Dead);
    InsertTailList(&Extension->Dead, &Context->DeviceLinks);
    KeReleaseSpinLock(&Extension->DeadLock, OldIrql);

    if (First) {
        IoQueueWorkItem(Extension->WorkItem, ${prefix}DeleteDeadContexts, DelayedWorkQueue, NULL);
    }
}
