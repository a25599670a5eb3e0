// What code calls that was built with AddressSanitizer's checks as calls. A driver is linked with race.options, which
// sends them here: the access is checked as before, and then remembered.
#include "race.h"

#if SIM_ASAN

#include "race_clock.h"
#include "world.h"

// Frames of these routines are left out of stacks: see report.c.
#define HOOK NO_ASAN __attribute__((section("simhooks")))
#define CALLER __builtin_return_address(0)

#define FIXED(size)                                                                                \
    void __asan_load##size(void *address);                                                         \
    void __asan_store##size(void *address);                                                        \
    void __wrap___asan_load##size(void *address);                                                  \
    void __wrap___asan_store##size(void *address);                                                 \
    HOOK void __wrap___asan_load##size(void *address) {                                            \
        __asan_load##size(address);                                                                \
        if (race_on) race_access(address, size, false, CALLER);                                    \
    }                                                                                              \
    HOOK void __wrap___asan_store##size(void *address) {                                           \
        __asan_store##size(address);                                                               \
        if (race_on) race_access(address, size, true, CALLER);                                     \
    }

FIXED(1)
FIXED(2)
FIXED(4)
FIXED(8)
FIXED(16)

void __asan_loadN(void *address, long size);
void __asan_storeN(void *address, long size);
void __wrap___asan_loadN(void *address, long size);
void __wrap___asan_storeN(void *address, long size);

HOOK void __wrap___asan_loadN(void *address, long size) {
    __asan_loadN(address, size);
    if (race_on) race_access(address, (size_t)size, false, CALLER);
}

HOOK void __wrap___asan_storeN(void *address, long size) {
    __asan_storeN(address, size);
    if (race_on) race_access(address, (size_t)size, true, CALLER);
}

// --- Blocks of memory --------------------------------------------------------------------------------------

#define COPY(wrapped, routine)                                                                     \
    void *wrapped(void *target, const void *source, size_t size);                                  \
    HOOK void *wrapped(void *target, const void *source, size_t size) {                            \
        routine(target, source, size);                                                             \
        if (race_on) race_access(source, size, false, CALLER);                                     \
        if (race_on) race_access(target, size, true, CALLER);                                      \
        return target;                                                                             \
    }
#define FILL(wrapped)                                                                              \
    void *wrapped(void *target, int value, size_t size);                                           \
    HOOK void *wrapped(void *target, int value, size_t size) {                                     \
        memset(target, value, size);                                                               \
        if (race_on) race_access(target, size, true, CALLER);                                      \
        return target;                                                                             \
    }

COPY(__wrap_memcpy, memcpy)
COPY(__wrap_memmove, memmove)
COPY(__wrap___asan_memcpy, memcpy)
COPY(__wrap___asan_memmove, memmove)
FILL(__wrap_memset)
FILL(__wrap___asan_memset)

int __wrap_memcmp(const void *left, const void *right, size_t size);

HOOK int __wrap_memcmp(const void *left, const void *right, size_t size) {
    int result = memcmp(left, right, size);
    if (race_on) race_access(left, size, false, CALLER);
    if (race_on) race_access(right, size, false, CALLER);
    return result;
}

#endif
