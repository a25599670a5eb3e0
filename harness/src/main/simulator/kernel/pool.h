// Pool blocks, shared by the files that allocate and free them.
#ifndef PERSTREAM_KERNEL_POOL_H
#define PERSTREAM_KERNEL_POOL_H

#include "kernel.h"

typedef struct ex_pool_block {
    struct ex_pool_block *next, *previous; // newest first
    void *address;
    size_t size;
    uint32_t tag;
    sim_heap heap;
    sim_identity identity;
    const char *what;
    bool excused; // a finding about it was made: that it leaks is no other
    const void *lookaside; // the list that it was taken from, or NULL
} ex_pool_block;

ex_pool_block *ex_pool_find(const void *address); // NULL: no live block begins there
const ex_pool_block *ex_pool_newest(void); // the first of all live blocks
void *ex_pool_add(sim_heap heap, size_t size, uint32_t tag, const char *what);
void ex_pool_remove(ex_pool_block *block);
// Frees for a driver, with all checks.
void ex_pool_release(const char *routine, void *address, uint32_t tag, bool tag_given);
// Checks a POOL_TYPE, the IRQL, the size and the tag; `heap` is what it means.
void ex_pool_check_type(const char *routine, ULONG type, size_t size, uint32_t tag, void *caller,
                        sim_heap *heap);
// Whether the driver opted into no-execute pool by ExInitializeDriverRuntime.
bool ex_pool_nx_optin(void);

#endif
