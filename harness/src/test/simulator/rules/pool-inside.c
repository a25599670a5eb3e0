// A pointer into a block is freed instead of the block: the pool's header is not where the system looks for it.
#include "driver.h"

typedef struct NODE {
    ULONG Header[4];
    ULONG Value;
} NODE;

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    NODE *node;

    UNREFERENCED_PARAMETER(DriverObject);
    node = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(*node), TAG);
    if (node == NULL) return STATUS_INSUFFICIENT_RESOURCES;
#if BROKEN
    ExFreePoolWithTag(&node->Value, TAG);
#else
    ExFreePoolWithTag(node, TAG);
#endif
    return STATUS_SUCCESS;
}
