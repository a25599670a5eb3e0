// The driver's memory, as far as it can be reached from its contexts.
#include "memory.h"

#include <stdlib.h>
#include <string.h>

#include "../core/world.h"
#include "../kernel/pool.h"

typedef struct area {
    const uint8_t *address;
    size_t size;
} area;

typedef struct areas {
    area *items;
    size_t count, capacity;
} areas;

typedef struct mark {
    const void *address;
    uint64_t observation;
} mark;

// Host side: nothing here outlives an observation but its room.
static struct {
    PDRIVER_OBJECT driver;
    PFLT_FILTER filter;
    areas shown;
    areas blocks; // all of the driver's, by address; made when one is looked for
    bool sorted;
    area heaps[2];
    mark *marks; // a hash table of what is shown
    size_t mark_count, mark_capacity;
    uint64_t observation;
} memory;

static void push(areas *to, const void *address, size_t size) {
    if (to->count == to->capacity) {
        to->capacity = to->capacity == 0 ? 256 : to->capacity * 2;
        to->items = realloc(to->items, to->capacity * sizeof *to->items);
        if (to->items == NULL) abort();
    }
    to->items[to->count++] = (area){address, size};
}

void memory_begin(PDRIVER_OBJECT driver, PFLT_FILTER filter) {
    static const sim_heap heaps[2] = {SIM_NONPAGED, SIM_PAGED};
    memory.driver = driver;
    memory.filter = filter;
    memory.shown.count = memory.blocks.count = memory.mark_count = 0;
    memory.sorted = false;
    memory.observation++;
    for (int i = 0; i < 2; i++) {
        memory.heaps[i].address = heap_used(heaps[i], &memory.heaps[i].size);
    }
}

// --- What is shown already -----------------------------------------------------------------------

static mark *place_of(const void *address) {
    size_t at = (size_t)(((uintptr_t)address >> 3) * 0x9E3779B97F4A7C15u >> 20);
    for (;; at++) {
        mark *place = &memory.marks[at & (memory.mark_capacity - 1)];
        if (place->observation != memory.observation || place->address == address) return place;
    }
}

static void make_room_for_marks(void) {
    if (memory.mark_count * 2 < memory.mark_capacity) return;
    free(memory.marks);
    memory.mark_capacity = memory.mark_capacity == 0 ? 512 : memory.mark_capacity * 2;
    memory.marks = calloc(memory.mark_capacity, sizeof *memory.marks);
    if (memory.marks == NULL) abort();
    for (size_t i = 0; i < memory.shown.count; i++) {
        const void *address = memory.shown.items[i].address;
        *place_of(address) = (mark){address, memory.observation};
    }
}

bool memory_was_added(const void *address) {
    return memory.mark_count > 0 && place_of(address)->observation == memory.observation;
}

void memory_add(const void *address, size_t size) {
    make_room_for_marks();
    mark *place = place_of(address);
    if (place->observation == memory.observation) return;
    *place = (mark){address, memory.observation};
    memory.mark_count++;
    push(&memory.shown, address, size);
}

// --- What a word points to -----------------------------------------------------------------------

static int by_address(const void *a, const void *b) {
    const area *left = a, *right = b;
    return left->address < right->address ? -1 : left->address > right->address;
}

static void sort_blocks(void) {
    if (memory.sorted) return;
    memory.sorted = true;
    for (const ex_pool_block *block = ex_pool_newest(); block != NULL; block = block->next) {
        push(&memory.blocks, block->address, block->size);
    }
    PDEVICE_OBJECT device = memory.driver->DeviceObject;
    for (; device != NULL; device = device->NextDevice) {
        size_t size = device->Size - sizeof *device;
        if (size > 0) push(&memory.blocks, device->DeviceExtension, size);
    }
    if (memory.filter != NULL) {
        const LIST_ENTRY *all = &memory.filter->contexts;
        for (LIST_ENTRY *at = all->Flink; at != all; at = at->Flink) {
            const flt_context *context = CONTAINING_RECORD(at, flt_context, filter_links);
            push(&memory.blocks, context->memory, context->size);
        }
    }
    qsort(memory.blocks.items, memory.blocks.count, sizeof(area), by_address);
}

static bool find_around(const uint8_t *address, area *found) {
    sort_blocks();
    size_t low = 0, high = memory.blocks.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (memory.blocks.items[middle].address <= address) low = middle + 1;
        else high = middle;
    }
    if (low == 0) return false;
    *found = memory.blocks.items[low - 1];
    return (size_t)(address - found->address) < found->size;
}

static bool find_block(const uint8_t *address, area *found) {
    const ex_pool_block *block = ex_pool_find(address);
    if (block != NULL) {
        *found = (area){block->address, block->size};
        return true;
    }
    const flt_context *context = memory.filter != NULL ? flt_context_find(address) : NULL;
    if (context != NULL && !context->dead && context->filter == memory.filter) {
        *found = (area){context->memory, context->size};
        return true;
    }
    return !sim_heap_begins(address) && find_around(address, found);
}

static bool lies_in_a_heap(uintptr_t word) {
    return word - (uintptr_t)memory.heaps[0].address < memory.heaps[0].size ||
           word - (uintptr_t)memory.heaps[1].address < memory.heaps[1].size;
}

NO_ASAN static void follow(area from) {
    size_t offset = (size_t)(-(uintptr_t)from.address & 7);
    for (; offset + sizeof(uintptr_t) <= from.size; offset += sizeof(uintptr_t)) {
        uintptr_t word = *(const uintptr_t *)(from.address + offset);
        area found;
        if (lies_in_a_heap(word) && find_block((const uint8_t *)word, &found)) {
            memory_add(found.address, found.size);
        }
    }
}

void memory_write(output *out) {
    for (size_t i = 0; i < memory.shown.count; i++) {
        area shown = memory.shown.items[i];
        output_text(out, " m:");
        output_hex(out, (uintptr_t)shown.address);
        output_char(out, ':');
        output_bytes(out, shown.address, shown.size);
        follow(shown);
    }
}
