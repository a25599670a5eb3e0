/*
 * A barrier that MinGW-w64 lacks, and 64-bit interlocked operations that it lacks on x86 and ARM64.
 */
#pragma once

#ifndef KeMemoryBarrierWithoutFence
#define KeMemoryBarrierWithoutFence() __asm__ volatile("" : : : "memory")
#endif

#if !defined(_M_AMD64) && !defined(__x86_64__)

FORCEINLINE LONG64 KitInterlockedExchange64(_Inout_ LONG64 volatile *Target, _In_ LONG64 Value)
{
    LONG64 Old = *Target;
    LONG64 Seen;

    /* A call of libatomic is what the compiler would make of an exchange on x86. */
    while ((Seen = __sync_val_compare_and_swap(Target, Old, Value)) != Old) {
        Old = Seen;
    }

    return Old;
}

#ifndef InterlockedAdd64
#define InterlockedAdd64(Target, Value) __sync_add_and_fetch((LONG64 volatile *)(Target), (Value))
#endif
#ifndef InterlockedExchangeAdd64
#define InterlockedExchangeAdd64(Target, Value) \
    __sync_fetch_and_add((LONG64 volatile *)(Target), (Value))
#endif
#ifndef InterlockedIncrement64
#define InterlockedIncrement64(Target) __sync_add_and_fetch((LONG64 volatile *)(Target), 1)
#endif
#ifndef InterlockedDecrement64
#define InterlockedDecrement64(Target) __sync_sub_and_fetch((LONG64 volatile *)(Target), 1)
#endif
#ifndef InterlockedAnd64
#define InterlockedAnd64(Target, Value) __sync_fetch_and_and((LONG64 volatile *)(Target), (Value))
#endif
#ifndef InterlockedOr64
#define InterlockedOr64(Target, Value) __sync_fetch_and_or((LONG64 volatile *)(Target), (Value))
#endif
#ifndef InterlockedXor64
#define InterlockedXor64(Target, Value) __sync_fetch_and_xor((LONG64 volatile *)(Target), (Value))
#endif
#ifndef InterlockedExchange64
#define InterlockedExchange64(Target, Value) KitInterlockedExchange64((Target), (Value))
#endif
#ifndef InterlockedCompareExchange64
#define InterlockedCompareExchange64(Target, Value, Comparand) \
    __sync_val_compare_and_swap((LONG64 volatile *)(Target), (Comparand), (Value))
#endif

#endif
