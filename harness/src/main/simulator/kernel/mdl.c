// Memory descriptor lists. A page that is locked and mapped is the caller's own memory: nothing is
// copied.
#include "internal.h"

static SIM_STATE ke_map mdls; // those that drivers allocated

static bool is_allocated(const MDL *mdl) { return ke_map_get(&mdls, mdl) != NULL; }

static PMDL make(void *address, ULONG length) {
    size_t pages = ADDRESS_AND_SIZE_TO_SPAN_PAGES(address, length);
    PMDL mdl = sim_heap_allocate(SIM_NONPAGED, sizeof(MDL) + pages * sizeof(PFN_NUMBER), 16, 0, 0);

    memset(mdl, 0, sizeof(MDL) + pages * sizeof(PFN_NUMBER));
    MmInitializeMdl(mdl, address, length);
    return mdl;
}

PMDL mm_mdl_create(void *address, ULONG length) {
    PMDL mdl = make(address, length);

    mdl->MdlFlags = MDL_PAGES_LOCKED | MDL_MAPPED_TO_SYSTEM_VA;
    mdl->MappedSystemVa = address;
    return mdl;
}

void mm_mdl_free(PMDL mdl) { sim_heap_free(mdl); }

void *mm_mdl_address(PMDL mdl) {
    if (!(mdl->MdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL))) {
        mdl->MappedSystemVa = MmGetMdlVirtualAddress(mdl);
        mdl->MdlFlags |= MDL_MAPPED_TO_SYSTEM_VA;
    }
    return mdl->MappedSystemVa;
}

// --- Allocate and free ---------------------------------------------------------------------------

static void attach_to_irp(PMDL mdl, PIRP irp, bool secondary) {
    PMDL *link = &irp->MdlAddress;

    while (secondary && *link) link = &(*link)->Next;
    *link = mdl;
}

// wdm/nf-wdm-ioallocatemdl
PMDL IoAllocateMdl(PVOID VirtualAddress, ULONG Length, BOOLEAN SecondaryBuffer,
                   BOOLEAN ChargeQuota, PIRP Irp) {
    PMDL mdl;
    sim_identity identity;

    SIM_CALL(IoAllocateMdl);
    if (SIM_FAILS(IoAllocateMdl)) return NULL;
    mdl = make(VirtualAddress, Length);
    identity = sim_identify("MDL", mdl);
    sim_heap_own(mdl, identity);
    sim_history(identity, "allocated", -1);
    ke_map_put(&mdls, mdl, mdl);
    if (Irp) attach_to_irp(mdl, Irp, SecondaryBuffer);
    return mdl;
}

void mm_mdl_end(PMDL mdl) {
    sim_identity identity = ke_subject(mdl);

    if (mdl->MdlFlags & MDL_PAGES_LOCKED && !(mdl->MdlFlags & MDL_PARTIAL)) {
        sim_report(RULE_DDI, identity, SIM_BUGCHECK(0xC4, 0xB8, mdl, mdl->MdlFlags, 0),
                   "An MDL is freed whose pages are locked: call MmUnlockPages first");
    }
    ke_map_remove(&mdls, mdl);
    sim_history(identity, "freed", -1);
    sim_heap_free(mdl);
}

// wdm/nf-wdm-iofreemdl
VOID IoFreeMdl(PMDL Mdl) {
    sim_block block;

    SIM_CALL(IoFreeMdl);
    if (!is_allocated(Mdl)) {
        bool foreign = sim_heap_find(Mdl, &block) && !block.freed && block.address == (void *)Mdl;

        // The Filter Manager and the I/O manager make MDLs that a driver may replace and free.
        if (!foreign || ex_pool_owns(Mdl)) ex_pool_report_bad_free("IoFreeMdl", Mdl);
    }
    mm_mdl_end(Mdl);
}

// wdm/nf-wdm-iobuildpartialmdl
VOID IoBuildPartialMdl(PMDL SourceMdl, PMDL TargetMdl, PVOID VirtualAddress, ULONG Length) {
    ULONG offset;

    SIM_CALL(IoBuildPartialMdl);
    offset = (ULONG)((char *)VirtualAddress - (char *)MmGetMdlVirtualAddress(SourceMdl));
    if (Length == 0) Length = SourceMdl->ByteCount - offset;
    if (offset > SourceMdl->ByteCount || Length > SourceMdl->ByteCount - offset) {
        sim_stop(RULE_DDI, ke_subject(SourceMdl), SIM_NO_BUGCHECK,
                 "IoBuildPartialMdl is asked for a range that the source does not describe");
    }
    TargetMdl->StartVa = PAGE_ALIGN(VirtualAddress);
    TargetMdl->ByteOffset = BYTE_OFFSET(VirtualAddress);
    TargetMdl->ByteCount = Length;
    TargetMdl->Process = SourceMdl->Process;
    TargetMdl->MdlFlags = (CSHORT)((TargetMdl->MdlFlags & MDL_ALLOCATED_FIXED_SIZE) | MDL_PARTIAL);
    TargetMdl->MdlFlags |= SourceMdl->MdlFlags & MDL_SOURCE_IS_NONPAGED_POOL;
    if (SourceMdl->MdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL)) {
        TargetMdl->MappedSystemVa = (char *)SourceMdl->MappedSystemVa + offset;
        TargetMdl->MdlFlags |= MDL_PARENT_MAPPED_SYSTEM_VA;
    }
}

// --- Lock, build, map ----------------------------------------------------------------------------

// wdm/nf-wdm-mmbuildmdlfornonpagedpool
VOID MmBuildMdlForNonPagedPool(PMDL Mdl) {
    SIM_CALL(MmBuildMdlForNonPagedPool);
    if (sim_heap_is_paged(MmGetMdlVirtualAddress(Mdl))) {
        sim_report(RULE_DDI, ke_subject(Mdl),
                   SIM_BUGCHECK(0xC4, 0x7F, ke_irql(), Mdl, Mdl->MdlFlags),
                   "MmBuildMdlForNonPagedPool for paged memory");
    }
    Mdl->MdlFlags |= MDL_SOURCE_IS_NONPAGED_POOL;
    Mdl->MappedSystemVa = MmGetMdlVirtualAddress(Mdl);
}

// wdm/nf-wdm-mmprobeandlockpages
VOID MmProbeAndLockPages(PMDL MemoryDescriptorList, KPROCESSOR_MODE AccessMode,
                         LOCK_OPERATION Operation) {
    PMDL mdl = MemoryDescriptorList;
    char *address;
    sim_block block;

    SIM_CALL(MmProbeAndLockPages);
    if (mdl->MdlFlags & (MDL_PAGES_LOCKED | MDL_SOURCE_IS_NONPAGED_POOL | MDL_PARTIAL)) {
        sim_stop(RULE_DDI, ke_subject(mdl), SIM_BUGCHECK(0xC4, 0xB0, mdl, mdl->MdlFlags, 0),
                 "MmProbeAndLockPages for an MDL that is locked, partial or of nonpaged pool");
    }
    address = MmGetMdlVirtualAddress(mdl);
    if (AccessMode == UserMode && !mm_is_user_address(address)) {
        ExRaiseStatus(STATUS_ACCESS_VIOLATION);
    }
    if (sim_heap_find(address, &block) &&
        (block.freed || address + mdl->ByteCount > (char *)block.address + block.size)) {
        ExRaiseStatus(STATUS_ACCESS_VIOLATION);
    }
    mdl->MdlFlags |= MDL_PAGES_LOCKED;
    if (Operation != IoReadAccess) mdl->MdlFlags |= MDL_WRITE_OPERATION;
    mdl->Process = ps_current_process();
}

// wdm/nf-wdm-mmunlockpages
VOID MmUnlockPages(PMDL MemoryDescriptorList) {
    PMDL mdl = MemoryDescriptorList;

    SIM_CALL(MmUnlockPages);
    if (!(mdl->MdlFlags & MDL_PAGES_LOCKED)) {
        bool nonpaged = mdl->MdlFlags & MDL_SOURCE_IS_NONPAGED_POOL;

        sim_stop(RULE_DDI, ke_subject(mdl),
                 SIM_BUGCHECK(0xC4, nonpaged ? 0x7D : 0x7C, mdl, mdl->MdlFlags, 0),
                 nonpaged ? "MmUnlockPages for an MDL of nonpaged pool"
                          : "MmUnlockPages for an MDL whose pages are not locked");
    }
    mdl->MdlFlags &= (CSHORT) ~(MDL_PAGES_LOCKED | MDL_MAPPED_TO_SYSTEM_VA | MDL_WRITE_OPERATION);
    mdl->MappedSystemVa = NULL;
}

static PVOID map(PMDL mdl) {
    short ready =
        MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL | MDL_PARENT_MAPPED_SYSTEM_VA;

    if (mdl->MdlFlags & ready) return mdl->MappedSystemVa;
    if (!(mdl->MdlFlags & (MDL_PAGES_LOCKED | MDL_PARTIAL))) {
        sim_stop(RULE_DDI, ke_subject(mdl), SIM_BUGCHECK(0xC4, 0xB3, mdl, mdl->MdlFlags, 0),
                 "An MDL is mapped whose pages are not locked");
    }
    return mm_mdl_address(mdl);
}

// wdm/nf-wdm-mmgetsystemaddressformdlsafe
PVOID MmGetSystemAddressForMdlSafe(PMDL Mdl, ULONG Priority) {
    SIM_CALL(MmGetSystemAddressForMdlSafe);
    // What is mapped already cannot fail.
    if (!(Mdl->MdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL)) &&
        SIM_FAILS(MmGetSystemAddressForMdlSafe)) {
        return NULL;
    }
    return map(Mdl);
}

// wdm/nf-wdm-mmmaplockedpagesspecifycache
PVOID MmMapLockedPagesSpecifyCache(PMDL MemoryDescriptorList, KPROCESSOR_MODE AccessMode,
                                   MEMORY_CACHING_TYPE CacheType, PVOID RequestedAddress,
                                   ULONG BugCheckOnFailure, ULONG Priority) {
    SIM_CALL(MmMapLockedPagesSpecifyCache);
    if (BugCheckOnFailure) {
        sim_report(RULE_DDI, ke_subject(MemoryDescriptorList),
                   SIM_BUGCHECK(0xC4, 0x82, MemoryDescriptorList, MemoryDescriptorList->MdlFlags,
                                0),
                   "MmMapLockedPagesSpecifyCache stops the system where it fails: pass FALSE");
    }
    if (SIM_FAILS(MmMapLockedPagesSpecifyCache)) return NULL;
    return map(MemoryDescriptorList);
}

// wdm/nf-wdm-mmunmaplockedpages
VOID MmUnmapLockedPages(PVOID BaseAddress, PMDL MemoryDescriptorList) {
    PMDL mdl = MemoryDescriptorList;

    SIM_CALL(MmUnmapLockedPages);
    if (!(mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA) || mdl->MappedSystemVa != BaseAddress) {
        sim_report(RULE_DDI, ke_subject(mdl), SIM_BUGCHECK(0xC4, 0xB6, mdl, mdl->MdlFlags, 1),
                   "MmUnmapLockedPages for an MDL that is not mapped there");
    }
    mdl->MdlFlags &= (CSHORT)~MDL_MAPPED_TO_SYSTEM_VA;
    mdl->MappedSystemVa = NULL;
}

// wdm/nf-wdm-mmpreparemdlforreuse
VOID MmPrepareMdlForReuse(PMDL Mdl) {
    SIM_CALL(MmPrepareMdlForReuse);
    Mdl->MdlFlags &= (CSHORT) ~(MDL_PARTIAL_HAS_BEEN_MAPPED | MDL_MAPPED_TO_SYSTEM_VA);
}

// wdm/nf-wdm-mmsizeofmdl
SIZE_T MmSizeOfMdl(PVOID Base, SIZE_T Length) {
    SIM_CALL(MmSizeOfMdl);
    return sizeof(MDL) + ADDRESS_AND_SIZE_TO_SPAN_PAGES(Base, Length) * sizeof(PFN_NUMBER);
}

static void check_end(void) {
    for (uint32_t i = 0; i < mdls.capacity; i++) {
        const MDL *mdl = mdls.slots[i].key;

        if (!mdl) continue;
        sim_report(RULE_A14, ke_subject(mdl), SIM_BUGCHECK(0xC4, 0x62, 0, 0, mdls.count),
                   "The driver is unloaded and did not free an MDL");
    }
}

__attribute__((constructor)) static void register_check(void) { sim_at_end(check_end); }
