// Lookaside lists. Nothing is kept for the next allocation: each entry is a pool block of its own,
// so that the use of a freed one is found.
#include "internal.h"
#include "pool.h"

#define KIND "lookaside list"

static PVOID default_allocate(POOL_TYPE type, SIZE_T size, ULONG tag) {
    ULONG base = (ULONG)type & ~(ULONG)(POOL_RAISE_IF_ALLOCATION_FAILURE | POOL_COLD_ALLOCATION |
                                        POOL_QUOTA_FAIL_INSTEAD_OF_RAISE);

    return ex_pool_allocate(base & 1 ? SIM_PAGED : SIM_NONPAGED, size, tag,
                            "lookaside list entry");
}

// --- For all kinds -------------------------------------------------------------------------------

static void initialize(GENERAL_LOOKASIDE_POOL *list, ULONG type, SIZE_T size, ULONG tag,
                       void *caller) {
    ke_live *live = ke_live_find(list, KE_LIVE_LOOKASIDE);

    if (live) {
        sim_report(RULE_LOCK, ke_subject(list), SIM_BUGCHECK(0xC4, 0xCA, list, 0, 0),
                   "A lookaside list is initialised that is initialised already");
        ke_live_remove(live);
    }
    if (size == 0) {
        sim_report(RULE_POOL, ke_subject(list), SIM_BUGCHECK(0xC4, 0xCD, list, size, 8),
                   "A lookaside list is initialised for entries of no bytes");
    }
    if (tag == 0) {
        sim_report(RULE_POOL, ke_subject(list), SIM_BUGCHECK(0xC2, 0x9B, type, size, caller),
                   "A lookaside list is initialised without a tag");
    }
    ke_require_nonpaged(list, KIND);
    list->Type = (POOL_TYPE)type;
    list->Tag = tag;
    list->Size = (ULONG)size;
    list->Depth = list->MaximumDepth = 0;
    list->TotalAllocates = list->TotalFrees = list->AllocateMisses = list->FreeMisses = 0;
    live = ke_live_add(list, KE_LIVE_LOOKASIDE, caller);
    live->identity = sim_identify(KIND, list);
    sim_history(live->identity, "initialised", -1);
}

static void check_initialized(const void *list, const char *use) {
    if (ke_live_find(list, KE_LIVE_LOOKASIDE)) return;
    sim_stop(RULE_LOCK, ke_subject(list), SIM_BUGCHECK(0xC4, 0xCB, list, 0, 0),
             "A lookaside list is %s that is not initialised, or was deleted", use);
}

static void delete_list(void *list) {
    ke_live *live;

    check_initialized(list, "deleted");
    live = ke_live_find(list, KE_LIVE_LOOKASIDE);
    sim_history(live->identity, "deleted", -1);
    ke_live_remove(live);
}

static void *taken(GENERAL_LOOKASIDE_POOL *list, void *entry) {
    ex_pool_block *block = entry ? ex_pool_find(entry) : NULL;

    list->TotalAllocates++;
    if (block) block->lookaside = list;
    return entry;
}

static void check_entry(const char *routine, GENERAL_LOOKASIDE_POOL *list, void *entry) {
    ex_pool_block *block;

    check_initialized(list, "given an entry");
    block = ex_pool_find(entry);
    if (!block) ex_pool_report_bad_free(routine, entry);
    if (block->lookaside != list) {
        sim_report(RULE_POOL, block->identity, SIM_BUGCHECK(0xC4, 0x10, entry, 0, 0),
                   "%s is given memory that was not taken from this list", routine);
    }
    block->lookaside = NULL;
    list->TotalFrees++;
}

static void check_executable(ULONG type, ULONG tag, void *caller) {
    if (sim_windows < WINDOWS_8 || type & POOL_NX_ALLOCATION || ex_pool_nx_optin()) return;
    sim_report(RULE_A12, 0, SIM_BUGCHECK(0xC4, 0x2000, caller, type, tag),
               "A nonpaged lookaside list with tag '%s' is executable: pass POOL_NX_ALLOCATION or "
               "opt in with POOL_NX_OPTIN and ExInitializeDriverRuntime",
               ke_tag(tag).text);
}

#define POOL_OF(list) ((GENERAL_LOOKASIDE_POOL *)&(list)->L)

static void *allocate_plain(GENERAL_LOOKASIDE_POOL *list, bool fails) {
    check_initialized(list, "allocated from");
    if (fails) return NULL;
    return taken(list, list->Allocate ? list->Allocate(list->Type, list->Size, list->Tag)
                                      : default_allocate(list->Type, list->Size, list->Tag));
}

static void free_plain(const char *routine, GENERAL_LOOKASIDE_POOL *list, void *entry) {
    if (list->Free) {
        check_initialized(list, "given an entry");
        list->TotalFrees++;
        list->Free(entry);
        return;
    }
    check_entry(routine, list, entry);
    ex_pool_release(routine, entry, 0, false);
}

// --- Nonpaged lists ------------------------------------------------------------------------------

// wdm/nf-wdm-exinitializenpagedlookasidelist
VOID ExInitializeNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside, PALLOCATE_FUNCTION Allocate,
                                     PFREE_FUNCTION Free, ULONG Flags, SIZE_T Size, ULONG Tag,
                                     USHORT Depth) {
    SIM_CALL(ExInitializeNPagedLookasideList);
    if (!Allocate) check_executable(Flags, Tag, CALLER);
    initialize(POOL_OF(Lookaside), NonPagedPoolExecute | Flags, Size, Tag, CALLER);
    Lookaside->L.Allocate = Allocate;
    Lookaside->L.Free = Free;
}

// wdm/nf-wdm-exdeletenpagedlookasidelist
VOID ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside) {
    SIM_CALL(ExDeleteNPagedLookasideList);
    delete_list(Lookaside);
}

// wdm/nf-wdm-exallocatefromnpagedlookasidelist
PVOID ExAllocateFromNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside) {
    SIM_CALL(ExAllocateFromNPagedLookasideList);
    return allocate_plain(POOL_OF(Lookaside), SIM_FAILS(ExAllocateFromNPagedLookasideList));
}

// wdm/nf-wdm-exfreetonpagedlookasidelist
VOID ExFreeToNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside, PVOID Entry) {
    SIM_CALL(ExFreeToNPagedLookasideList);
    free_plain("ExFreeToNPagedLookasideList", POOL_OF(Lookaside), Entry);
}

// --- Paged lists ---------------------------------------------------------------------------------

// wdm/nf-wdm-exinitializepagedlookasidelist
VOID ExInitializePagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside, PALLOCATE_FUNCTION Allocate,
                                    PFREE_FUNCTION Free, ULONG Flags, SIZE_T Size, ULONG Tag,
                                    USHORT Depth) {
    SIM_CALL(ExInitializePagedLookasideList);
    initialize(POOL_OF(Lookaside), PagedPool | Flags, Size, Tag, CALLER);
    Lookaside->L.Allocate = Allocate;
    Lookaside->L.Free = Free;
}

// wdm/nf-wdm-exdeletepagedlookasidelist
VOID ExDeletePagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside) {
    SIM_CALL(ExDeletePagedLookasideList);
    delete_list(Lookaside);
}

// wdm/nf-wdm-exallocatefrompagedlookasidelist
PVOID ExAllocateFromPagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside) {
    SIM_CALL(ExAllocateFromPagedLookasideList);
    return allocate_plain(POOL_OF(Lookaside), SIM_FAILS(ExAllocateFromPagedLookasideList));
}

// wdm/nf-wdm-exfreetopagedlookasidelist
VOID ExFreeToPagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside, PVOID Entry) {
    SIM_CALL(ExFreeToPagedLookasideList);
    free_plain("ExFreeToPagedLookasideList", POOL_OF(Lookaside), Entry);
}

// --- Lists of either kind ------------------------------------------------------------------------

// wdm/nf-wdm-exinitializelookasidelistex
NTSTATUS ExInitializeLookasideListEx(PLOOKASIDE_LIST_EX Lookaside, PALLOCATE_FUNCTION_EX Allocate,
                                     PFREE_FUNCTION_EX Free, POOL_TYPE PoolType, ULONG Flags,
                                     SIZE_T Size, ULONG Tag, USHORT Depth) {
    ULONG both =
        EX_LOOKASIDE_LIST_EX_FLAGS_RAISE_ON_FAIL | EX_LOOKASIDE_LIST_EX_FLAGS_FAIL_NO_RAISE;
    ULONG type = (ULONG)PoolType & ~(ULONG)POOL_NX_ALLOCATION;

    SIM_CALL(ExInitializeLookasideListEx);
    SIM_FAULT(ExInitializeLookasideListEx);
    if (type != NonPagedPoolExecute && type != PagedPool) return STATUS_INVALID_PARAMETER_4;
    if (Flags & ~both || Flags == both) return STATUS_INVALID_PARAMETER_5;
    if (!Allocate && type == NonPagedPoolExecute) check_executable((ULONG)PoolType, Tag, CALLER);
    initialize(&Lookaside->L, (ULONG)PoolType, Size, Tag, CALLER);
    Lookaside->L.AllocateEx = Allocate;
    Lookaside->L.FreeEx = Free;
    Lookaside->L.Future[0] = Flags;
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-exdeletelookasidelistex
VOID ExDeleteLookasideListEx(PLOOKASIDE_LIST_EX Lookaside) {
    SIM_CALL(ExDeleteLookasideListEx);
    delete_list(Lookaside);
}

// wdm/nf-wdm-exflushlookasidelistex
VOID ExFlushLookasideListEx(PLOOKASIDE_LIST_EX Lookaside) {
    SIM_CALL(ExFlushLookasideListEx);
    check_initialized(Lookaside, "flushed"); // it keeps nothing that could be flushed
}

// wdm/nf-wdm-exallocatefromlookasidelistex
PVOID ExAllocateFromLookasideListEx(PLOOKASIDE_LIST_EX Lookaside) {
    GENERAL_LOOKASIDE_POOL *list = &Lookaside->L;

    SIM_CALL(ExAllocateFromLookasideListEx);
    check_initialized(list, "allocated from");
    if (SIM_FAILS(ExAllocateFromLookasideListEx)) {
        if (list->Future[0] & EX_LOOKASIDE_LIST_EX_FLAGS_RAISE_ON_FAIL) {
            ExRaiseStatus(STATUS_INSUFFICIENT_RESOURCES);
        }
        return NULL;
    }
    if (!list->AllocateEx) {
        return taken(list, default_allocate(list->Type, list->Size, list->Tag));
    }
    return taken(list, list->AllocateEx(list->Type, list->Size, list->Tag, Lookaside));
}

// wdm/nf-wdm-exfreetolookasidelistex
VOID ExFreeToLookasideListEx(PLOOKASIDE_LIST_EX Lookaside, PVOID Entry) {
    SIM_CALL(ExFreeToLookasideListEx);
    if (Lookaside->L.FreeEx) {
        check_initialized(Lookaside, "given an entry");
        Lookaside->L.TotalFrees++;
        Lookaside->L.FreeEx(Entry, Lookaside);
        return;
    }
    check_entry("ExFreeToLookasideListEx", &Lookaside->L, Entry);
    ex_pool_release("ExFreeToLookasideListEx", Entry, 0, false);
}
