// Interlocked operations and accesses with an order. They are routines of the simulator and no
// builtins: each is a point where another thread may run.
#ifndef PERSTREAM_INTERLOCKED_H
#define PERSTREAM_INTERLOCKED_H

LONG InterlockedIncrement(LONG volatile *addend);
LONG InterlockedDecrement(LONG volatile *addend);
LONG InterlockedExchange(LONG volatile *target, LONG value);
LONG InterlockedExchangeAdd(LONG volatile *addend, LONG value);
LONG InterlockedCompareExchange(LONG volatile *target, LONG value, LONG comparand);
LONG InterlockedAnd(LONG volatile *target, LONG value);
LONG InterlockedOr(LONG volatile *target, LONG value);
LONG InterlockedXor(LONG volatile *target, LONG value);
LONG InterlockedAdd(LONG volatile *addend, LONG value);
LONG64 InterlockedIncrement64(LONG64 volatile *addend);
LONG64 InterlockedDecrement64(LONG64 volatile *addend);
LONG64 InterlockedExchange64(LONG64 volatile *target, LONG64 value);
LONG64 InterlockedExchangeAdd64(LONG64 volatile *addend, LONG64 value);
LONG64 InterlockedCompareExchange64(LONG64 volatile *target, LONG64 value, LONG64 comparand);
LONG64 InterlockedAnd64(LONG64 volatile *target, LONG64 value);
LONG64 InterlockedOr64(LONG64 volatile *target, LONG64 value);
LONG64 InterlockedXor64(LONG64 volatile *target, LONG64 value);
LONG64 InterlockedAdd64(LONG64 volatile *addend, LONG64 value);
SHORT InterlockedIncrement16(SHORT volatile *addend);
SHORT InterlockedDecrement16(SHORT volatile *addend);
SHORT InterlockedCompareExchange16(SHORT volatile *target, SHORT value, SHORT comparand);
PVOID InterlockedExchangePointer(PVOID volatile *target, PVOID value);
PVOID InterlockedCompareExchangePointer(PVOID volatile *target, PVOID value, PVOID comparand);
UCHAR InterlockedBitTestAndSet(LONG volatile *base, LONG bit);
UCHAR InterlockedBitTestAndReset(LONG volatile *base, LONG bit);

// Drivers hand in the address of any pointer, as Microsoft's compiler lets them.
#define InterlockedExchangePointer(target, value)                                                  \
    InterlockedExchangePointer((PVOID volatile *)(target), (PVOID)(value))
#define InterlockedCompareExchangePointer(target, value, comparand)                                \
    InterlockedCompareExchangePointer((PVOID volatile *)(target), (PVOID)(value),                  \
                                      (PVOID)(comparand))
#define RtlInterlockedSetBits(flags, bits)                                                         \
    InterlockedOr((LONG volatile *)(flags), (LONG)(bits))
#define RtlInterlockedAndBits(flags, bits)                                                         \
    InterlockedAnd((LONG volatile *)(flags), (LONG)(bits))
#define RtlInterlockedClearBits(flags, bits)                                                       \
    InterlockedAnd((LONG volatile *)(flags), ~(LONG)(bits))
#define RtlInterlockedXorBits(flags, bits)                                                         \
    InterlockedXor((LONG volatile *)(flags), (LONG)(bits))
#define InterlockedExchangeAddSizeT(target, value)                                                 \
    ((SIZE_T)InterlockedExchangeAdd64((LONG64 volatile *)(target), (LONG64)(value)))

// The simulator interleaves threads with a consistent memory, so that all orders are one.
#define InterlockedIncrementAcquire InterlockedIncrement
#define InterlockedIncrementRelease InterlockedIncrement
#define InterlockedIncrementNoFence InterlockedIncrement
#define InterlockedDecrementAcquire InterlockedDecrement
#define InterlockedDecrementRelease InterlockedDecrement
#define InterlockedDecrementNoFence InterlockedDecrement
#define InterlockedExchangeAcquire InterlockedExchange
#define InterlockedExchangeNoFence InterlockedExchange
#define InterlockedExchangeAddAcquire InterlockedExchangeAdd
#define InterlockedExchangeAddRelease InterlockedExchangeAdd
#define InterlockedExchangeAddNoFence InterlockedExchangeAdd
#define InterlockedCompareExchangeAcquire InterlockedCompareExchange
#define InterlockedCompareExchangeRelease InterlockedCompareExchange
#define InterlockedCompareExchangeNoFence InterlockedCompareExchange
#define InterlockedAndAcquire InterlockedAnd
#define InterlockedAndRelease InterlockedAnd
#define InterlockedAndNoFence InterlockedAnd
#define InterlockedOrAcquire InterlockedOr
#define InterlockedOrRelease InterlockedOr
#define InterlockedOrNoFence InterlockedOr
#define InterlockedAddNoFence InterlockedAdd
#define InterlockedAddNoFence64 InterlockedAdd64
#define InterlockedIncrementAcquire64 InterlockedIncrement64
#define InterlockedIncrementRelease64 InterlockedIncrement64
#define InterlockedIncrementNoFence64 InterlockedIncrement64
#define InterlockedDecrementAcquire64 InterlockedDecrement64
#define InterlockedDecrementRelease64 InterlockedDecrement64
#define InterlockedDecrementNoFence64 InterlockedDecrement64
#define InterlockedExchangeNoFence64 InterlockedExchange64
#define InterlockedExchangeAddNoFence64 InterlockedExchangeAdd64
#define InterlockedCompareExchangeAcquire64 InterlockedCompareExchange64
#define InterlockedCompareExchangeRelease64 InterlockedCompareExchange64
#define InterlockedCompareExchangeNoFence64 InterlockedCompareExchange64
#define InterlockedExchangePointerAcquire InterlockedExchangePointer
#define InterlockedExchangePointerNoFence InterlockedExchangePointer
#define InterlockedCompareExchangePointerAcquire InterlockedCompareExchangePointer
#define InterlockedCompareExchangePointerRelease InterlockedCompareExchangePointer
#define InterlockedCompareExchangePointerNoFence InterlockedCompareExchangePointer
#define _InterlockedIncrement InterlockedIncrement
#define _InterlockedDecrement InterlockedDecrement
#define _InterlockedExchange InterlockedExchange
#define _InterlockedExchangeAdd InterlockedExchangeAdd
#define _InterlockedCompareExchange InterlockedCompareExchange
#define _InterlockedAnd InterlockedAnd
#define _InterlockedOr InterlockedOr
#define _InterlockedXor InterlockedXor
#define _InterlockedIncrement64 InterlockedIncrement64
#define _InterlockedDecrement64 InterlockedDecrement64
#define _InterlockedExchange64 InterlockedExchange64
#define _InterlockedExchangeAdd64 InterlockedExchangeAdd64
#define _InterlockedCompareExchange64 InterlockedCompareExchange64

LONG ReadAcquire(LONG const volatile *source);
LONG ReadNoFence(LONG const volatile *source);
LONG ReadRaw(LONG const volatile *source);
VOID WriteRelease(LONG volatile *destination, LONG value);
VOID WriteNoFence(LONG volatile *destination, LONG value);
VOID WriteRaw(LONG volatile *destination, LONG value);
LONG64 ReadAcquire64(LONG64 const volatile *source);
LONG64 ReadNoFence64(LONG64 const volatile *source);
VOID WriteRelease64(LONG64 volatile *destination, LONG64 value);
VOID WriteNoFence64(LONG64 volatile *destination, LONG64 value);
PVOID ReadPointerAcquire(PVOID const volatile *source);
PVOID ReadPointerNoFence(PVOID const volatile *source);
VOID WritePointerRelease(PVOID volatile *destination, PVOID value);
VOID WritePointerNoFence(PVOID volatile *destination, PVOID value);
#define ReadULongAcquire(source) ((ULONG)ReadAcquire((LONG const volatile *)(source)))
#define ReadULongNoFence(source) ((ULONG)ReadNoFence((LONG const volatile *)(source)))
#define WriteULongRelease(target, value) WriteRelease((LONG volatile *)(target), (LONG)(value))
#define WriteULongNoFence(target, value) WriteNoFence((LONG volatile *)(target), (LONG)(value))
#define ReadULong64Acquire(source) ((ULONG64)ReadAcquire64((LONG64 const volatile *)(source)))
#define ReadULong64NoFence(source) ((ULONG64)ReadNoFence64((LONG64 const volatile *)(source)))

VOID KeMemoryBarrier(VOID);
#define KeMemoryBarrierWithoutFence() __asm__ __volatile__("" ::: "memory")
#define MemoryBarrier() KeMemoryBarrier()
#define _ReadWriteBarrier() KeMemoryBarrierWithoutFence()
#define YieldProcessor() KeMemoryBarrier()

#endif
