// Memory of user processes, and what drivers ask of addresses.
#include "internal.h"

#define USER_TAG 0x72657355u // "User"

void *mm_user_allocate(size_t size) {
    void *address = sim_heap_allocate(SIM_NONPAGED, size ? size : 1, 16, USER_TAG, 0);

    memset(address, 0, size);
    return address;
}

void mm_user_free(void *address) { sim_heap_free(address); }

bool mm_is_user_address(const void *address) {
    sim_block block;

    return sim_heap_find(address, &block) && block.tag == USER_TAG && !block.freed;
}

static void probe(const volatile void *address, size_t length, ULONG alignment) {
    sim_block block;

    if (length == 0) return;
    if ((uintptr_t)address & (alignment - 1)) ExRaiseStatus(STATUS_DATATYPE_MISALIGNMENT);
    if (!mm_is_user_address((const void *)address)) ExRaiseStatus(STATUS_ACCESS_VIOLATION);
    sim_heap_find((const void *)address, &block);
    if ((const char *)address + length > (char *)block.address + block.size) {
        ExRaiseStatus(STATUS_ACCESS_VIOLATION);
    }
}

// wdm/nf-wdm-probeforread
VOID ProbeForRead(const volatile VOID *Address, SIZE_T Length, ULONG Alignment) {
    SIM_CALL(ProbeForRead);
    probe(Address, Length, Alignment);
}

// wdm/nf-wdm-probeforwrite
VOID ProbeForWrite(volatile VOID *Address, SIZE_T Length, ULONG Alignment) {
    SIM_CALL(ProbeForWrite);
    probe(Address, Length, Alignment);
}

// ntddk/nf-ntddk-mmisaddressvalid
BOOLEAN MmIsAddressValid(PVOID VirtualAddress) {
    sim_block block;

    SIM_CALL(MmIsAddressValid);
    if (sim_image_contains(VirtualAddress)) return TRUE;
    return sim_heap_find(VirtualAddress, &block) && !block.freed;
}

// wdm/nf-wdm-mmquerysystemsize
MM_SYSTEMSIZE MmQuerySystemSize(VOID) {
    SIM_CALL(MmQuerySystemSize);
    return MmLargeSystem;
}
