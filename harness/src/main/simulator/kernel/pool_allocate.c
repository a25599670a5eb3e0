// The documented routines that allocate and free pool.
#include "internal.h"
#include "pool.h"

#define TYPE_MODIFIERS                                                                             \
    (POOL_COLD_ALLOCATION | POOL_QUOTA_FAIL_INSTEAD_OF_RAISE | POOL_RAISE_IF_ALLOCATION_FAILURE |  \
     POOL_ZERO_ALLOCATION)
#define FLAGS_KNOWN                                                                                \
    (POOL_FLAG_USE_QUOTA | POOL_FLAG_UNINITIALIZED | POOL_FLAG_CACHE_ALIGNED |                     \
     POOL_FLAG_RAISE_ON_FAILURE | POOL_FLAG_NON_PAGED | POOL_FLAG_NON_PAGED_EXECUTE |              \
     POOL_FLAG_PAGED)
#define FLAGS_OF_POOL (POOL_FLAG_NON_PAGED | POOL_FLAG_NON_PAGED_EXECUTE | POOL_FLAG_PAGED)
#define REQUIRED_FLAGS 0xFFFFFFFFull

// As nt/pool.h has it for drivers that define POOL_ZERO_DOWN_LEVEL_SUPPORT.
#define ZEROES_DOWN_LEVEL 0x80000000u

static SIM_STATE bool nx_optin;
static SIM_STATE bool zeroes_down_level;

bool ex_pool_nx_optin(void) { return nx_optin; }

// --- Checks --------------------------------------------------------------------------------------

static void check_irql(const char *routine, sim_heap heap, ULONG type, size_t size) {
    if (heap != SIM_PAGED || ke_irql() <= APC_LEVEL) return;
    sim_report(RULE_A13, 0, SIM_BUGCHECK(0xC4, 0x01, ke_irql(), type, size),
               "%s allocates paged pool at IRQL %u", routine, ke_irql());
}

static void check_size(const char *routine, ULONG type, size_t size) {
    if (size) return;
    sim_report(RULE_POOL, 0, SIM_BUGCHECK(0xC4, 0x00, ke_irql(), type, 0),
               "%s is asked for no bytes", routine);
}

static void check_executable(const char *routine, ULONG type, uint32_t tag, void *caller) {
    if (sim_windows < WINDOWS_8) return;
    sim_report(RULE_A12, 0, SIM_BUGCHECK(0xC4, 0x2000, caller, type, tag),
               "%s allocates executable pool with tag '%s': use NonPagedPoolNx or opt in with "
               "POOL_NX_OPTIN and ExInitializeDriverRuntime",
               routine, ke_tag(tag).text);
}

// The wrappers that zero leave it to the kernel, which does so since Windows 10, version 2004. Before, they do it themselves
// if the driver asks for that, and the memory holds anything otherwise.
static bool check_zeroing(const char *routine) {
    if (sim_windows >= WINDOWS_10_2004 || zeroes_down_level) return true;
    sim_report(RULE_A11, 0, SIM_NO_BUGCHECK,
               "%s does not zero before Windows 10, version 2004, unless POOL_ZERO_DOWN_LEVEL_SUPPORT "
               "is defined and ExInitializeDriverRuntime was called before",
               routine);
    return false;
}

static bool is_valid_type(ULONG base) {
    switch (base) {
    case NonPagedPoolExecute:
    case PagedPool:
    case NonPagedPoolCacheAligned:
    case PagedPoolCacheAligned:
    case NonPagedPoolNx:
    case NonPagedPoolNxCacheAligned: return true;
    default: return false;
    }
}

void ex_pool_check_type(const char *routine, ULONG type, size_t size, uint32_t tag, void *caller,
                        sim_heap *heap) {
    // 8 and 16 modify the type; with the others they are part of no valid one.
    ULONG base = type & ~(ULONG)TYPE_MODIFIERS;

    *heap = base & 1 ? SIM_PAGED : SIM_NONPAGED;
    if (!is_valid_type(base)) {
        sim_report(RULE_A3, 0, SIM_BUGCHECK(0xC2, 0x9A, type, size, tag),
                   "%s takes a POOL_TYPE; 0x%X is none", routine, (unsigned)type);
    } else if (base == NonPagedPoolNx && sim_windows < WINDOWS_8) {
        sim_report(RULE_VERSION, 0, SIM_NO_BUGCHECK, "%s: NonPagedPoolNx needs Windows 8", routine);
    } else if (base == NonPagedPoolExecute || base == NonPagedPoolCacheAligned) {
        check_executable(routine, type, tag, caller);
    }
    if (tag == 0) {
        sim_report(RULE_POOL, 0, SIM_BUGCHECK(0xC2, 0x9B, type, size, caller),
                   "%s is given no tag", routine);
    }
    check_size(routine, type, size);
    check_irql(routine, *heap, type, size);
}

// What the flags mean; false: the call fails.
static bool check_flags(const char *routine, POOL_FLAGS flags, size_t size, uint32_t tag,
                        void *caller, sim_heap *heap) {
    POOL_FLAGS pool = flags & FLAGS_OF_POOL;
    POOL_FLAGS unknown = flags & REQUIRED_FLAGS & ~(POOL_FLAGS)FLAGS_KNOWN;
    bool valid = !unknown && pool && !(pool & (pool - 1));

    *heap = pool == POOL_FLAG_PAGED ? SIM_PAGED : SIM_NONPAGED;
    if (!valid) {
        sim_report(RULE_A11, 0, SIM_NO_BUGCHECK,
                   "%s takes POOL_FLAG values, exactly one of them POOL_FLAG_NON_PAGED or "
                   "POOL_FLAG_PAGED; 0x%llX looks like a POOL_TYPE or is no valid combination",
                   routine, (unsigned long long)flags);
        return false;
    }
    if (tag == 0) {
        sim_report(RULE_A11, 0, SIM_NO_BUGCHECK, "%s fails without a tag", routine);
        return false;
    }
    if (pool == POOL_FLAG_NON_PAGED_EXECUTE) check_executable(routine, (ULONG)flags, tag, caller);
    check_size(routine, (ULONG)flags, size);
    check_irql(routine, *heap, (ULONG)flags, size);
    return size != 0;
}

// --- Routines that take a POOL_TYPE --------------------------------------------------------------

typedef struct request {
    const char *routine;
    ULONG type;
    size_t size;
    uint32_t tag;
    bool zero;
    bool raises; // where nothing in the type says otherwise
    bool fails;
    void *caller;
} request;

static void *allocate(const request *wanted) {
    bool raises = wanted->raises ? !(wanted->type & POOL_QUOTA_FAIL_INSTEAD_OF_RAISE)
                                 : (wanted->type & POOL_RAISE_IF_ALLOCATION_FAILURE) != 0;
    sim_heap heap;
    void *memory;

    ex_pool_check_type(wanted->routine, wanted->type, wanted->size, wanted->tag, wanted->caller,
                       &heap);
    if (wanted->fails) {
        if (raises) ExRaiseStatus(STATUS_INSUFFICIENT_RESOURCES);
        return NULL;
    }
    memory = ex_pool_allocate(heap, wanted->size, wanted->tag, "pool block");
    if (wanted->zero) memset(memory, 0, wanted->size);
    return memory;
}

#define ALLOCATE(name, type, size, tag, zero, raises)                                              \
    SIM_CALL(name);                                                                                \
    return allocate(                                                                               \
        &(request){#name, (ULONG)(type), size, tag, zero, raises, SIM_FAILS(name), CALLER})

// wdm/nf-wdm-exallocatepool
PVOID ExAllocatePool(POOL_TYPE PoolType, SIZE_T NumberOfBytes) {
    ALLOCATE(ExAllocatePool, PoolType, NumberOfBytes, 0x656E6F4E, false, false);
}

// wdm/nf-wdm-exallocatepoolwithtag
PVOID ExAllocatePoolWithTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag) {
    ALLOCATE(ExAllocatePoolWithTag, PoolType, NumberOfBytes, Tag, PoolType & POOL_ZERO_ALLOCATION,
             false);
}

// wdm/nf-wdm-exallocatepoolwithtagpriority
PVOID ExAllocatePoolWithTagPriority(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag,
                                    EX_POOL_PRIORITY Priority) {
    ALLOCATE(ExAllocatePoolWithTagPriority, PoolType, NumberOfBytes, Tag,
             PoolType & POOL_ZERO_ALLOCATION, false);
}

// wdm/nf-wdm-exallocatepoolwithquota
PVOID ExAllocatePoolWithQuota(POOL_TYPE PoolType, SIZE_T NumberOfBytes) {
    ALLOCATE(ExAllocatePoolWithQuota, PoolType, NumberOfBytes, 0x656E6F4E, false, true);
}

// wdm/nf-wdm-exallocatepoolwithquotatag
PVOID ExAllocatePoolWithQuotaTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag) {
    ALLOCATE(ExAllocatePoolWithQuotaTag, PoolType, NumberOfBytes, Tag, false, true);
}

// wdm/nf-wdm-exallocatepoolzero
PVOID ExAllocatePoolZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag) {
    ALLOCATE(ExAllocatePoolZero, PoolType, NumberOfBytes, Tag,
             check_zeroing("ExAllocatePoolZero"), false);
}

// wdm/nf-wdm-exallocatepooluninitialized
PVOID ExAllocatePoolUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag) {
    ALLOCATE(ExAllocatePoolUninitialized, PoolType, NumberOfBytes, Tag, false, false);
}

// wdm/nf-wdm-exallocatepoolquotazero
PVOID ExAllocatePoolQuotaZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag) {
    ALLOCATE(ExAllocatePoolQuotaZero, PoolType, NumberOfBytes, Tag,
             check_zeroing("ExAllocatePoolQuotaZero"), true);
}

// wdm/nf-wdm-exallocatepoolquotauninitialized
PVOID ExAllocatePoolQuotaUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag) {
    ALLOCATE(ExAllocatePoolQuotaUninitialized, PoolType, NumberOfBytes, Tag, false, true);
}

// wdm/nf-wdm-exallocatepoolpriorityzero
PVOID ExAllocatePoolPriorityZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag,
                                 EX_POOL_PRIORITY Priority) {
    ALLOCATE(ExAllocatePoolPriorityZero, PoolType, NumberOfBytes, Tag,
             check_zeroing("ExAllocatePoolPriorityZero"), false);
}

// wdm/nf-wdm-exallocatepoolpriorityuninitialized
PVOID ExAllocatePoolPriorityUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag,
                                          EX_POOL_PRIORITY Priority) {
    ALLOCATE(ExAllocatePoolPriorityUninitialized, PoolType, NumberOfBytes, Tag, false, false);
}

// --- Routines that take POOL_FLAGs ---------------------------------------------------------------

static void *allocate_flags(const char *routine, POOL_FLAGS flags, size_t size, uint32_t tag,
                            bool fails, void *caller) {
    sim_heap heap;
    void *memory;

    if (!check_flags(routine, flags, size, tag, caller, &heap) || fails) {
        if (flags & POOL_FLAG_RAISE_ON_FAILURE) ExRaiseStatus(STATUS_INSUFFICIENT_RESOURCES);
        return NULL;
    }
    memory = ex_pool_allocate(heap, size, tag, "pool block");
    if (!(flags & POOL_FLAG_UNINITIALIZED)) memset(memory, 0, size);
    return memory;
}

// wdm/nf-wdm-exallocatepool2
PVOID ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag) {
    SIM_CALL(ExAllocatePool2);
    return allocate_flags("ExAllocatePool2", Flags, NumberOfBytes, Tag, SIM_FAILS(ExAllocatePool2),
                          CALLER);
}

// The only parameters that change nothing here are a priority and a preferred node.
static bool check_parameters(PCPOOL_EXTENDED_PARAMETER parameters, ULONG count) {
    for (ULONG i = 0; i < count; i++) {
        if (parameters[i].Type == PoolExtendedParameterPriority ||
            parameters[i].Type == PoolExtendedParameterNumaNode || parameters[i].Optional) {
            continue;
        }
        sim_report(RULE_DDI, 0, SIM_NO_BUGCHECK,
                   "ExAllocatePool3 fails with a required extended parameter of type %u that is "
                   "not supported",
                   (unsigned)parameters[i].Type);
        return false;
    }
    return true;
}

// wdm/nf-wdm-exallocatepool3
PVOID ExAllocatePool3(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag,
                      PCPOOL_EXTENDED_PARAMETER ExtendedParameters, ULONG ExtendedParametersCount) {
    bool fails;

    SIM_CALL(ExAllocatePool3);
    fails = !check_parameters(ExtendedParameters, ExtendedParametersCount) ||
            SIM_FAILS(ExAllocatePool3);
    return allocate_flags("ExAllocatePool3", Flags, NumberOfBytes, Tag, fails, CALLER);
}

// --- Free ----------------------------------------------------------------------------------------

// wdm/nf-wdm-exfreepool
VOID ExFreePool(PVOID P) {
    SIM_CALL(ExFreePool);
    ex_pool_release("ExFreePool", P, 0, false);
}

// wdm/nf-wdm-exfreepoolwithtag
VOID ExFreePoolWithTag(PVOID P, ULONG Tag) {
    SIM_CALL(ExFreePoolWithTag);
    ex_pool_release("ExFreePoolWithTag", P, Tag, true);
}

// wdm/nf-wdm-exfreepool2
VOID ExFreePool2(PVOID P, ULONG Tag, PCPOOL_EXTENDED_PARAMETER ExtendedParameters,
                 ULONG ExtendedParametersCount) {
    SIM_CALL(ExFreePool2);
    ex_pool_release("ExFreePool2", P, Tag, true);
}

// wdm/nf-wdm-exinitializedriverruntime
VOID(ExInitializeDriverRuntime)(ULONG RuntimeFlags) {
    SIM_CALL(ExInitializeDriverRuntime);
    if (RuntimeFlags & DrvRtPoolNxOptIn && sim_windows >= WINDOWS_8) nx_optin = true;
    if (RuntimeFlags & ZEROES_DOWN_LEVEL) zeroes_down_level = true;
}

// What the headers' ExInitializeDriverRuntime sets ExDefaultNonPagedPoolType to.
POOL_TYPE sim_default_nonpaged_pool(VOID) {
    return sim_windows >= WINDOWS_8 ? NonPagedPoolNx : NonPagedPool;
}
