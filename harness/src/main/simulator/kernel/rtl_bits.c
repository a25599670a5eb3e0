// Bitmaps, bits and memory.
#include "internal.h"

#define NOT_FOUND 0xFFFFFFFFu

static bool test(PRTL_BITMAP bitmap, ULONG bit) {
    return (bitmap->Buffer[bit / 32] >> (bit % 32) & 1) != 0;
}

static void change(PRTL_BITMAP bitmap, ULONG first, ULONG count, bool set) {
    for (ULONG bit = first; bit < first + count; bit++) {
        ULONG mask = 1u << (bit % 32);
        if (set) bitmap->Buffer[bit / 32] |= mask;
        else bitmap->Buffer[bit / 32] &= ~mask;
    }
}

static bool all_are(PRTL_BITMAP bitmap, ULONG first, ULONG count, bool set) {
    if (count == 0 || first >= bitmap->SizeOfBitMap || count > bitmap->SizeOfBitMap - first) {
        return false;
    }
    for (ULONG bit = first; bit < first + count; bit++) {
        if (test(bitmap, bit) != set) return false;
    }
    return true;
}

// wdm/nf-wdm-rtlfindclearbits: from the hint to the end, then from the beginning.
static ULONG find(PRTL_BITMAP bitmap, ULONG count, ULONG hint, bool set) {
    if (hint >= bitmap->SizeOfBitMap) hint = 0;
    if (count == 0) return hint;
    for (ULONG turn = 0; turn < 2; turn++) {
        for (ULONG bit = turn == 0 ? hint : 0; bit < bitmap->SizeOfBitMap; bit++) {
            if (all_are(bitmap, bit, count, set)) return bit;
        }
    }
    return NOT_FOUND;
}

static ULONG count_of(PRTL_BITMAP bitmap, bool set) {
    ULONG count = 0;
    for (ULONG bit = 0; bit < bitmap->SizeOfBitMap; bit++) count += test(bitmap, bit) == set;
    return count;
}

VOID RtlInitializeBitMap(PRTL_BITMAP bitmap, PULONG buffer, ULONG bits) {
    SIM_CALL(RtlInitializeBitMap);
    bitmap->SizeOfBitMap = bits;
    bitmap->Buffer = buffer;
}

VOID RtlClearBit(PRTL_BITMAP bitmap, ULONG bit) {
    SIM_CALL(RtlClearBit);
    change(bitmap, bit, 1, false);
}

VOID RtlSetBit(PRTL_BITMAP bitmap, ULONG bit) {
    SIM_CALL(RtlSetBit);
    change(bitmap, bit, 1, true);
}

BOOLEAN RtlTestBit(PRTL_BITMAP bitmap, ULONG bit) {
    SIM_CALL(RtlTestBit);
    return test(bitmap, bit);
}

VOID RtlClearAllBits(PRTL_BITMAP bitmap) {
    SIM_CALL(RtlClearAllBits);
    memset(bitmap->Buffer, 0, (bitmap->SizeOfBitMap + 31) / 32 * sizeof(ULONG));
}

VOID RtlSetAllBits(PRTL_BITMAP bitmap) {
    SIM_CALL(RtlSetAllBits);
    memset(bitmap->Buffer, 0xFF, (bitmap->SizeOfBitMap + 31) / 32 * sizeof(ULONG));
}

VOID RtlClearBits(PRTL_BITMAP bitmap, ULONG first, ULONG count) {
    SIM_CALL(RtlClearBits);
    change(bitmap, first, count, false);
}

VOID RtlSetBits(PRTL_BITMAP bitmap, ULONG first, ULONG count) {
    SIM_CALL(RtlSetBits);
    change(bitmap, first, count, true);
}

ULONG RtlFindClearBits(PRTL_BITMAP bitmap, ULONG count, ULONG hint) {
    SIM_CALL(RtlFindClearBits);
    return find(bitmap, count, hint, false);
}

ULONG RtlFindSetBits(PRTL_BITMAP bitmap, ULONG count, ULONG hint) {
    SIM_CALL(RtlFindSetBits);
    return find(bitmap, count, hint, true);
}

ULONG RtlFindClearBitsAndSet(PRTL_BITMAP bitmap, ULONG count, ULONG hint) {
    SIM_CALL(RtlFindClearBitsAndSet);
    ULONG first = find(bitmap, count, hint, false);
    if (first != NOT_FOUND) change(bitmap, first, count, true);
    return first;
}

ULONG RtlFindSetBitsAndClear(PRTL_BITMAP bitmap, ULONG count, ULONG hint) {
    SIM_CALL(RtlFindSetBitsAndClear);
    ULONG first = find(bitmap, count, hint, true);
    if (first != NOT_FOUND) change(bitmap, first, count, false);
    return first;
}

BOOLEAN RtlAreBitsClear(PRTL_BITMAP bitmap, ULONG first, ULONG count) {
    SIM_CALL(RtlAreBitsClear);
    return all_are(bitmap, first, count, false);
}

BOOLEAN RtlAreBitsSet(PRTL_BITMAP bitmap, ULONG first, ULONG count) {
    SIM_CALL(RtlAreBitsSet);
    return all_are(bitmap, first, count, true);
}

ULONG RtlNumberOfClearBits(PRTL_BITMAP bitmap) {
    SIM_CALL(RtlNumberOfClearBits);
    return count_of(bitmap, false);
}

ULONG RtlNumberOfSetBits(PRTL_BITMAP bitmap) {
    SIM_CALL(RtlNumberOfSetBits);
    return count_of(bitmap, true);
}

CCHAR RtlFindMostSignificantBit(ULONGLONG set) {
    SIM_CALL(RtlFindMostSignificantBit);
    return (CCHAR)(set != 0 ? 63 - __builtin_clzll(set) : -1);
}

CCHAR RtlFindLeastSignificantBit(ULONGLONG set) {
    SIM_CALL(RtlFindLeastSignificantBit);
    return (CCHAR)(set != 0 ? __builtin_ctzll(set) : -1);
}

// --- Memory --------------------------------------------------------------------------------------

// wdm/nf-wdm-rtlcomparememory: how many bytes are the same.
SIZE_T RtlCompareMemory(const VOID *left, const VOID *right, SIZE_T length) {
    SIM_CALL(RtlCompareMemory);
    SIZE_T same = 0;
    while (same < length && ((const uint8_t *)left)[same] == ((const uint8_t *)right)[same]) same++;
    return same;
}

PVOID RtlSecureZeroMemory(PVOID destination, SIZE_T length) {
    SIM_CALL(RtlSecureZeroMemory);
    return memset(destination, 0, length);
}
