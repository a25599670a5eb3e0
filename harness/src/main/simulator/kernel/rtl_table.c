// Generic tables in splay trees: an element is its links, its place in the order of insertion, and
// the data.
#include "internal.h"

typedef struct element {
    RTL_SPLAY_LINKS links;
    LIST_ENTRY order;
    uint64_t data[];
} element;

static PVOID data_of(PRTL_SPLAY_LINKS links) {
    return links != NULL ? CONTAINING_RECORD(links, element, links)->data : NULL;
}

static TABLE_SEARCH_RESULT search(PRTL_GENERIC_TABLE table, PVOID buffer,
                                  PRTL_SPLAY_LINKS *found) {
    PRTL_SPLAY_LINKS at = table->TableRoot;
    *found = NULL;
    if (at == NULL) return TableEmptyTree;
    for (;;) {
        RTL_GENERIC_COMPARE_RESULTS result = table->CompareRoutine(table, buffer, data_of(at));
        *found = at;
        if (result == GenericEqual) return TableFoundNode;
        PRTL_SPLAY_LINKS next = result == GenericLessThan ? at->LeftChild : at->RightChild;
        if (next == NULL) {
            return result == GenericLessThan ? TableInsertAsLeft : TableInsertAsRight;
        }
        at = next;
    }
}

// ntddk/nf-ntddk-rtlinitializegenerictable
VOID RtlInitializeGenericTable(PRTL_GENERIC_TABLE table, PRTL_GENERIC_COMPARE_ROUTINE compare,
                               PRTL_GENERIC_ALLOCATE_ROUTINE allocate,
                               PRTL_GENERIC_FREE_ROUTINE free, PVOID context) {
    SIM_CALL(RtlInitializeGenericTable);
    memset(table, 0, sizeof *table);
    InitializeListHead(&table->InsertOrderList);
    table->OrderedPointer = &table->InsertOrderList;
    table->CompareRoutine = compare;
    table->AllocateRoutine = allocate;
    table->FreeRoutine = free;
    table->TableContext = context;
}

static PVOID insert(PRTL_GENERIC_TABLE table, PVOID buffer, CLONG size, PBOOLEAN inserted,
                    PRTL_SPLAY_LINKS parent, TABLE_SEARCH_RESULT result) {
    if (inserted != NULL) *inserted = FALSE;
    if (result == TableFoundNode) {
        table->TableRoot = RtlSplay(parent);
        return data_of(parent);
    }
    element *added = table->AllocateRoutine(table, (CLONG)(sizeof(element) + size));
    if (added == NULL) return NULL;
    RtlInitializeSplayLinks(&added->links);
    InsertTailList(&table->InsertOrderList, &added->order);
    if (result == TableInsertAsLeft) RtlInsertAsLeftChild(parent, &added->links);
    if (result == TableInsertAsRight) RtlInsertAsRightChild(parent, &added->links);
    memcpy(added->data, buffer, size);
    table->NumberGenericTableElements++;
    table->TableRoot = RtlSplay(&added->links);
    if (inserted != NULL) *inserted = TRUE;
    return added->data;
}

// ntddk/nf-ntddk-rtlinsertelementgenerictable
PVOID RtlInsertElementGenericTable(PRTL_GENERIC_TABLE table, PVOID buffer, CLONG size,
                                   PBOOLEAN inserted) {
    SIM_CALL(RtlInsertElementGenericTable);
    PRTL_SPLAY_LINKS found;
    if (SIM_FAILS(RtlInsertElementGenericTable)) {
        if (inserted != NULL) *inserted = FALSE;
        return NULL;
    }
    TABLE_SEARCH_RESULT result = search(table, buffer, &found);
    return insert(table, buffer, size, inserted, found, result);
}

PVOID RtlInsertElementGenericTableFull(PRTL_GENERIC_TABLE table, PVOID buffer, CLONG size,
                                       PBOOLEAN inserted, PVOID parent,
                                       TABLE_SEARCH_RESULT result) {
    SIM_CALL(RtlInsertElementGenericTableFull);
    return insert(table, buffer, size, inserted, parent, result);
}

// ntddk/nf-ntddk-rtldeleteelementgenerictable
BOOLEAN RtlDeleteElementGenericTable(PRTL_GENERIC_TABLE table, PVOID buffer) {
    SIM_CALL(RtlDeleteElementGenericTable);
    PRTL_SPLAY_LINKS found;
    if (search(table, buffer, &found) != TableFoundNode) return FALSE;
    table->TableRoot = RtlDelete(found);
    RemoveEntryList(&CONTAINING_RECORD(found, element, links)->order);
    table->NumberGenericTableElements--;
    table->WhichOrderedElement = 0;
    table->OrderedPointer = &table->InsertOrderList;
    table->FreeRoutine(table, found);
    return TRUE;
}

// ntddk/nf-ntddk-rtllookupelementgenerictable
PVOID RtlLookupElementGenericTable(PRTL_GENERIC_TABLE table, PVOID buffer) {
    SIM_CALL(RtlLookupElementGenericTable);
    PRTL_SPLAY_LINKS found;
    if (search(table, buffer, &found) != TableFoundNode) return NULL;
    table->TableRoot = RtlSplay(found);
    return data_of(found);
}

PVOID RtlLookupElementGenericTableFull(PRTL_GENERIC_TABLE table, PVOID buffer, PVOID *node,
                                       TABLE_SEARCH_RESULT *result) {
    SIM_CALL(RtlLookupElementGenericTableFull);
    PRTL_SPLAY_LINKS found;
    *result = search(table, buffer, &found);
    *node = found;
    if (*result != TableFoundNode) return NULL;
    table->TableRoot = RtlSplay(found);
    return data_of(found);
}

static PRTL_SPLAY_LINKS first(PRTL_GENERIC_TABLE table) {
    PRTL_SPLAY_LINKS at = table->TableRoot;
    while (at != NULL && at->LeftChild != NULL) at = at->LeftChild;
    return at;
}

// ntddk/nf-ntddk-rtlenumerategenerictable: what was returned last is the root.
PVOID RtlEnumerateGenericTable(PRTL_GENERIC_TABLE table, BOOLEAN restart) {
    SIM_CALL(RtlEnumerateGenericTable);
    if (table->TableRoot == NULL) return NULL;
    PRTL_SPLAY_LINKS next = restart ? first(table) : RtlRealSuccessor(table->TableRoot);
    if (next != NULL) table->TableRoot = RtlSplay(next);
    return data_of(next);
}

// ntddk/nf-ntddk-rtlenumerategenerictablewithoutsplaying
PVOID RtlEnumerateGenericTableWithoutSplaying(PRTL_GENERIC_TABLE table, PVOID *restart_key) {
    SIM_CALL(RtlEnumerateGenericTableWithoutSplaying);
    PRTL_SPLAY_LINKS next = *restart_key == NULL ? first(table) : RtlRealSuccessor(*restart_key);
    if (next != NULL) *restart_key = next;
    return data_of(next);
}

// ntddk/nf-ntddk-rtlgetelementgenerictable: in the order of insertion.
PVOID RtlGetElementGenericTable(PRTL_GENERIC_TABLE table, ULONG index) {
    SIM_CALL(RtlGetElementGenericTable);
    if (index >= table->NumberGenericTableElements) return NULL;
    PLIST_ENTRY at = table->InsertOrderList.Flink;
    while (index-- > 0) at = at->Flink;
    return CONTAINING_RECORD(at, element, order)->data;
}

ULONG RtlNumberGenericTableElements(PRTL_GENERIC_TABLE table) {
    SIM_CALL(RtlNumberGenericTableElements);
    return table->NumberGenericTableElements;
}

BOOLEAN RtlIsGenericTableEmpty(PRTL_GENERIC_TABLE table) {
    SIM_CALL(RtlIsGenericTableEmpty);
    return table->TableRoot == NULL;
}
