// Open addressing with linear probing: the maps are small and looked up far more often than
// changed.
#include "map.h"

#include <stddef.h>

#include "kernel.h"

#define FIRST_CAPACITY 32u

static uint32_t slot_of(const ke_map *map, const void *key) {
    uint64_t bits = (uint64_t)(uintptr_t)key >> 3;

    return (uint32_t)((bits * 0x9E3779B97F4A7C15ull) >> 32) & (map->capacity - 1);
}

static uint32_t probe(const ke_map *map, const void *key) {
    uint32_t slot = slot_of(map, key);

    while (map->slots[slot].key && map->slots[slot].key != key) {
        slot = (slot + 1) & (map->capacity - 1);
    }
    return slot;
}

static void grow(ke_map *map) {
    ke_map larger = {.capacity = map->capacity ? map->capacity * 2 : FIRST_CAPACITY};

    larger.slots = sim_alloc(larger.capacity * sizeof(ke_slot));
    for (uint32_t i = 0; i < map->capacity; i++) {
        if (map->slots[i].key) {
            larger.slots[probe(&larger, map->slots[i].key)] = map->slots[i];
        }
    }
    if (map->slots) sim_free(map->slots);
    map->slots = larger.slots;
    map->capacity = larger.capacity;
}

void *ke_map_get(const ke_map *map, const void *key) {
    return map->count && key ? map->slots[probe(map, key)].value : NULL;
}

void ke_map_put(ke_map *map, const void *key, void *value) {
    uint32_t slot;

    if ((map->count + 1) * 2 > map->capacity) grow(map);
    slot = probe(map, key);
    if (!map->slots[slot].key) map->count++;
    map->slots[slot] = (ke_slot){key, value};
}

void *ke_map_remove(ke_map *map, const void *key) {
    uint32_t hole, next;
    void *value;

    if (!map->count || !key) return NULL;
    hole = probe(map, key);
    value = map->slots[hole].value;
    if (!map->slots[hole].key) return NULL;
    map->count--;
    // Moves up what a probe could no longer reach past the hole.
    for (next = (hole + 1) & (map->capacity - 1); map->slots[next].key;
         next = (next + 1) & (map->capacity - 1)) {
        uint32_t home = slot_of(map, map->slots[next].key);

        if (((next - home) & (map->capacity - 1)) >= ((next - hole) & (map->capacity - 1))) {
            map->slots[hole] = map->slots[next];
            hole = next;
        }
    }
    map->slots[hole] = (ke_slot){NULL, NULL};
    return value;
}
