// Generic tables in AVL trees: an element is its links and the data.
#include "internal.h"
#include "rtl_avl.h"

static PVOID data_of(PRTL_BALANCED_LINKS links) { return links != NULL ? links + 1 : NULL; }

static TABLE_SEARCH_RESULT search(PRTL_AVL_TABLE table, PVOID buffer, PRTL_BALANCED_LINKS *found) {
    PRTL_BALANCED_LINKS at = table->BalancedRoot.RightChild;
    *found = &table->BalancedRoot;
    if (at == NULL) return TableEmptyTree;
    for (;;) {
        RTL_GENERIC_COMPARE_RESULTS result = table->CompareRoutine(table, buffer, data_of(at));
        *found = at;
        if (result == GenericEqual) return TableFoundNode;
        PRTL_BALANCED_LINKS next = result == GenericLessThan ? at->LeftChild : at->RightChild;
        if (next == NULL) {
            return result == GenericLessThan ? TableInsertAsLeft : TableInsertAsRight;
        }
        at = next;
    }
}

// ntddk/nf-ntddk-rtlinitializegenerictableavl
VOID RtlInitializeGenericTableAvl(PRTL_AVL_TABLE table, PRTL_AVL_COMPARE_ROUTINE compare,
                                  PRTL_AVL_ALLOCATE_ROUTINE allocate, PRTL_AVL_FREE_ROUTINE free,
                                  PVOID context) {
    SIM_CALL(RtlInitializeGenericTableAvl);
    memset(table, 0, sizeof *table);
    table->BalancedRoot.Parent = &table->BalancedRoot;
    table->CompareRoutine = compare;
    table->AllocateRoutine = allocate;
    table->FreeRoutine = free;
    table->TableContext = context;
}

static PVOID insert(PRTL_AVL_TABLE table, PVOID buffer, CLONG size, PBOOLEAN inserted,
                    PRTL_BALANCED_LINKS parent, TABLE_SEARCH_RESULT result) {
    if (inserted != NULL) *inserted = FALSE;
    if (result == TableFoundNode) return data_of(parent);
    PRTL_BALANCED_LINKS added =
        table->AllocateRoutine(table, (CLONG)(sizeof(RTL_BALANCED_LINKS) + size));
    if (added == NULL) return NULL;
    if (result == TableEmptyTree) parent = &table->BalancedRoot;
    rtl_avl_insert(table, added, parent, result == TableInsertAsLeft);
    memcpy(data_of(added), buffer, size);
    table->NumberGenericTableElements++;
    if (inserted != NULL) *inserted = TRUE;
    return data_of(added);
}

// ntddk/nf-ntddk-rtlinsertelementgenerictableavl
PVOID RtlInsertElementGenericTableAvl(PRTL_AVL_TABLE table, PVOID buffer, CLONG size,
                                      PBOOLEAN inserted) {
    SIM_CALL(RtlInsertElementGenericTableAvl);
    PRTL_BALANCED_LINKS found;
    if (SIM_FAILS(RtlInsertElementGenericTableAvl)) {
        if (inserted != NULL) *inserted = FALSE;
        return NULL;
    }
    TABLE_SEARCH_RESULT result = search(table, buffer, &found);
    return insert(table, buffer, size, inserted, found, result);
}

PVOID RtlInsertElementGenericTableFullAvl(PRTL_AVL_TABLE table, PVOID buffer, CLONG size,
                                          PBOOLEAN inserted, PVOID parent,
                                          TABLE_SEARCH_RESULT result) {
    SIM_CALL(RtlInsertElementGenericTableFullAvl);
    return insert(table, buffer, size, inserted, parent, result);
}

// ntddk/nf-ntddk-rtldeleteelementgenerictableavl
BOOLEAN RtlDeleteElementGenericTableAvl(PRTL_AVL_TABLE table, PVOID buffer) {
    SIM_CALL(RtlDeleteElementGenericTableAvl);
    PRTL_BALANCED_LINKS found;
    if (search(table, buffer, &found) != TableFoundNode) return FALSE;
    // An enumeration goes on behind what was deleted.
    if (table->RestartKey == found) {
        table->DeleteCount++;
        table->RestartKey = rtl_avl_previous(table, found);
        if (table->RestartKey == NULL) table->RestartKey = &table->BalancedRoot;
    }
    rtl_avl_remove(table, found);
    table->NumberGenericTableElements--;
    table->WhichOrderedElement = 0;
    table->OrderedPointer = NULL;
    table->FreeRoutine(table, found);
    return TRUE;
}

// ntddk/nf-ntddk-rtllookupelementgenerictableavl
PVOID RtlLookupElementGenericTableAvl(PRTL_AVL_TABLE table, PVOID buffer) {
    SIM_CALL(RtlLookupElementGenericTableAvl);
    PRTL_BALANCED_LINKS found;
    return search(table, buffer, &found) == TableFoundNode ? data_of(found) : NULL;
}

PVOID RtlLookupElementGenericTableFullAvl(PRTL_AVL_TABLE table, PVOID buffer, PVOID *node,
                                          TABLE_SEARCH_RESULT *result) {
    SIM_CALL(RtlLookupElementGenericTableFullAvl);
    PRTL_BALANCED_LINKS found;
    *result = search(table, buffer, &found);
    *node = found;
    return *result == TableFoundNode ? data_of(found) : NULL;
}

// ntddk/nf-ntddk-rtllookupfirstmatchingelementgenerictableavl
PVOID RtlLookupFirstMatchingElementGenericTableAvl(PRTL_AVL_TABLE table, PVOID buffer,
                                                   PVOID *restart_key) {
    SIM_CALL(RtlLookupFirstMatchingElementGenericTableAvl);
    PRTL_BALANCED_LINKS found, before;
    if (search(table, buffer, &found) != TableFoundNode) return NULL;
    while ((before = rtl_avl_previous(table, found)) != NULL &&
           table->CompareRoutine(table, buffer, data_of(before)) == GenericEqual) {
        found = before;
    }
    *restart_key = found;
    return data_of(found);
}

static PRTL_BALANCED_LINKS behind(PRTL_AVL_TABLE table, PRTL_BALANCED_LINKS key) {
    return key == NULL || key == &table->BalancedRoot ? rtl_avl_first(table)
                                                      : rtl_avl_next(table, key);
}

// ntddk/nf-ntddk-rtlenumerategenerictableavl
PVOID RtlEnumerateGenericTableAvl(PRTL_AVL_TABLE table, BOOLEAN restart) {
    SIM_CALL(RtlEnumerateGenericTableAvl);
    PRTL_BALANCED_LINKS next = behind(table, restart ? NULL : table->RestartKey);
    if (next != NULL) table->RestartKey = next;
    return data_of(next);
}

PVOID RtlEnumerateGenericTableWithoutSplayingAvl(PRTL_AVL_TABLE table, PVOID *restart_key) {
    SIM_CALL(RtlEnumerateGenericTableWithoutSplayingAvl);
    PRTL_BALANCED_LINKS next = behind(table, *restart_key);
    if (next != NULL) *restart_key = next;
    return data_of(next);
}

// ntddk/nf-ntddk-rtlgetelementgenerictableavl says "in the order of insertion", for which the
// documented structures have no room: it is the order of the elements.
PVOID RtlGetElementGenericTableAvl(PRTL_AVL_TABLE table, ULONG index) {
    SIM_CALL(RtlGetElementGenericTableAvl);
    if (index >= table->NumberGenericTableElements) return NULL;
    PRTL_BALANCED_LINKS at = rtl_avl_first(table);
    while (index-- > 0) at = rtl_avl_next(table, at);
    return data_of(at);
}

ULONG RtlNumberGenericTableElementsAvl(PRTL_AVL_TABLE table) {
    SIM_CALL(RtlNumberGenericTableElementsAvl);
    return table->NumberGenericTableElements;
}

BOOLEAN RtlIsGenericTableEmptyAvl(PRTL_AVL_TABLE table) {
    SIM_CALL(RtlIsGenericTableEmptyAvl);
    return table->NumberGenericTableElements == 0;
}
