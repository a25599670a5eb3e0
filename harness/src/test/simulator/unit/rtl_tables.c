// Generic tables of both kinds, bitmaps, times.
#include "unit.h"

#define ELEMENTS 200

static uint32_t allocated;
static bool exhausted;

static RTL_GENERIC_COMPARE_RESULTS order(const void *left, const void *right)
{
    int l = *(const int *)left, r = *(const int *)right;

    return l < r ? GenericLessThan : l > r ? GenericGreaterThan : GenericEqual;
}

static RTL_GENERIC_COMPARE_RESULTS compare(PRTL_GENERIC_TABLE table, PVOID left, PVOID right)
{
    return order(left, right);
}

static RTL_GENERIC_COMPARE_RESULTS compare_avl(PRTL_AVL_TABLE table, PVOID left, PVOID right)
{
    return order(left, right);
}

static PVOID allocate(PRTL_GENERIC_TABLE table, CLONG size)
{
    CHECK(size == sizeof(RTL_SPLAY_LINKS) + sizeof(LIST_ENTRY) + sizeof(int));
    if (exhausted) return NULL;
    allocated++;
    return sim_alloc(size);
}

static PVOID allocate_avl(PRTL_AVL_TABLE table, CLONG size)
{
    CHECK(size == sizeof(RTL_BALANCED_LINKS) + sizeof(int));
    allocated++;
    return sim_alloc(size);
}

static void release(PRTL_GENERIC_TABLE table, PVOID element)
{
    allocated--;
    sim_free(element);
}

static void release_avl(PRTL_AVL_TABLE table, PVOID element)
{
    allocated--;
    sim_free(element);
}

static int nth(int i) { return i * 37 % ELEMENTS; } // each number once

static void splay(void)
{
    RTL_GENERIC_TABLE table;
    BOOLEAN inserted;
    int *element, expected = 0, absent = ELEMENTS;
    PVOID key = NULL;

    RtlInitializeGenericTable(&table, compare, allocate, release, NULL);
    CHECK(RtlIsGenericTableEmpty(&table) && RtlGetElementGenericTable(&table, 0) == NULL);
    for (int i = 0; i < ELEMENTS; i++) {
        int number = nth(i);
        element = RtlInsertElementGenericTable(&table, &number, sizeof number, &inserted);
        CHECK(inserted && *element == number && element != &number);
        CHECK(RtlInsertElementGenericTable(&table, &number, sizeof number, &inserted) == element);
        CHECK(!inserted);
    }
    CHECK(RtlNumberGenericTableElements(&table) == ELEMENTS && allocated == ELEMENTS);
    exhausted = true;
    CHECK(RtlInsertElementGenericTable(&table, &absent, sizeof absent, &inserted) == NULL);
    exhausted = false;
    CHECK(RtlLookupElementGenericTable(&table, &absent) == NULL);
    for (element = RtlEnumerateGenericTable(&table, TRUE); element != NULL;
         element = RtlEnumerateGenericTable(&table, FALSE)) {
        CHECK(*element == expected++);
    }
    CHECK(expected == ELEMENTS);
    expected = 0;
    while ((element = RtlEnumerateGenericTableWithoutSplaying(&table, &key)) != NULL) {
        CHECK(*element == expected++);
    }
    CHECK(expected == ELEMENTS);
    CHECK(*(int *)RtlGetElementGenericTable(&table, 3) == nth(3));
    for (int i = 0; i < ELEMENTS; i += 2) {
        int number = nth(i);
        CHECK(RtlDeleteElementGenericTable(&table, &number));
        CHECK(!RtlDeleteElementGenericTable(&table, &number));
    }
    for (int i = 0; i < ELEMENTS; i++) {
        int number = nth(i);
        CHECK((RtlLookupElementGenericTable(&table, &number) != NULL) == (i % 2 == 1));
    }
    CHECK(*(int *)RtlGetElementGenericTable(&table, 1) == nth(3));
    while ((element = RtlGetElementGenericTable(&table, 0)) != NULL) {
        int number = *element;
        CHECK(RtlDeleteElementGenericTable(&table, &number));
    }
    CHECK(allocated == 0 && RtlIsGenericTableEmpty(&table));
}

// Returns the height, and checks balance and parents on the way.
static int height(PRTL_BALANCED_LINKS node)
{
    if (node == NULL) return 0;
    int left = height(node->LeftChild), right = height(node->RightChild);
    CHECK(node->Balance == right - left && node->Balance >= -1 && node->Balance <= 1);
    CHECK(node->LeftChild == NULL || node->LeftChild->Parent == node);
    CHECK(node->RightChild == NULL || node->RightChild->Parent == node);
    return 1 + (left > right ? left : right);
}

static void avl(void)
{
    RTL_AVL_TABLE table;
    BOOLEAN inserted;
    int *element, expected = 0;
    PVOID key = NULL;

    RtlInitializeGenericTableAvl(&table, compare_avl, allocate_avl, release_avl, NULL);
    CHECK(RtlIsGenericTableEmptyAvl(&table) && RtlEnumerateGenericTableAvl(&table, TRUE) == NULL);
    for (int i = 0; i < ELEMENTS; i++) {
        int number = nth(i);
        element = RtlInsertElementGenericTableAvl(&table, &number, sizeof number, &inserted);
        CHECK(inserted && *element == number);
        CHECK(RtlLookupElementGenericTableAvl(&table, &number) == element);
        CHECK(height(table.BalancedRoot.RightChild) == (int)table.DepthOfTree);
    }
    while ((element = RtlEnumerateGenericTableWithoutSplayingAvl(&table, &key)) != NULL) {
        CHECK(*element == expected++);
    }
    CHECK(expected == ELEMENTS && RtlNumberGenericTableElementsAvl(&table) == ELEMENTS);
    // Elements may go while they are enumerated.
    expected = 0;
    for (element = RtlEnumerateGenericTableAvl(&table, TRUE); element != NULL;
         element = RtlEnumerateGenericTableAvl(&table, FALSE)) {
        int number = *element;
        CHECK(number == expected++);
        if (number % 3 == 0) CHECK(RtlDeleteElementGenericTableAvl(&table, &number));
        CHECK(height(table.BalancedRoot.RightChild) == (int)table.DepthOfTree);
    }
    CHECK(expected == ELEMENTS);
    for (int i = 0; i < ELEMENTS; i++) {
        int number = nth(i);
        CHECK(RtlDeleteElementGenericTableAvl(&table, &number) == (number % 3 != 0));
        CHECK(height(table.BalancedRoot.RightChild) == (int)table.DepthOfTree);
    }
    CHECK(allocated == 0 && RtlIsGenericTableEmptyAvl(&table));
}

static void bitmaps(void)
{
    ULONG bits[3] = {0, 0, 0};
    RTL_BITMAP bitmap;

    RtlInitializeBitMap(&bitmap, bits, 70);
    RtlSetBits(&bitmap, 3, 60);
    CHECK(RtlNumberOfSetBits(&bitmap) == 60 && RtlAreBitsSet(&bitmap, 3, 60));
    CHECK(RtlFindClearBits(&bitmap, 4, 0) == 63 && RtlFindClearBits(&bitmap, 8, 0) == 0xFFFFFFFF);
    CHECK(RtlFindClearBitsAndSet(&bitmap, 2, 69) == 0 && RtlTestBit(&bitmap, 1));
    CHECK(RtlNumberOfClearBits(&bitmap) == 8 && !RtlAreBitsClear(&bitmap, 60, 20));
    CHECK(RtlFindMostSignificantBit(0x8000) == 15 && RtlFindLeastSignificantBit(0) == -1);
    CHECK(RtlCompareMemory("abcd", "abxd", 4) == 2);
}

static void times(void)
{
    TIME_FIELDS fields;
    LARGE_INTEGER time, back;
    ULONG seconds;

    RtlSecondsSince1970ToTime(951782400, &time); // 2000-02-29, a Tuesday
    RtlTimeToTimeFields(&time, &fields);
    CHECK(fields.Year == 2000 && fields.Month == 2 && fields.Day == 29 && fields.Weekday == 2);
    CHECK(RtlTimeFieldsToTime(&fields, &back) && back.QuadPart == time.QuadPart);
    CHECK(RtlTimeToSecondsSince1970(&time, &seconds) && seconds == 951782400);
    fields.Year = 2100;
    CHECK(!RtlTimeFieldsToTime(&fields, &back));
    time.QuadPart = 0;
    RtlTimeToTimeFields(&time, &fields);
    CHECK(fields.Year == 1601 && fields.Month == 1 && fields.Day == 1 && fields.Weekday == 1);
    CHECK(!RtlTimeToSecondsSince1970(&time, &seconds));
}

static void all(void)
{
    allocated = 0;
    splay();
    avl();
    bitmaps();
    times();
}

int main(void) { return unit_run(all, 2); }
