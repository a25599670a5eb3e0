// A map from addresses to what the simulator knows of them, in the world.
#ifndef PERSTREAM_MAP_H
#define PERSTREAM_MAP_H

#include <stdint.h>

typedef struct ke_slot {
    const void *key; // NULL: empty
    void *value;
} ke_slot;

// Zeroed: an empty map.
typedef struct ke_map {
    ke_slot *slots;
    uint32_t capacity; // a power of two
    uint32_t count;
} ke_map;

void *ke_map_get(const ke_map *map, const void *key); // NULL: not there
void ke_map_put(ke_map *map, const void *key, void *value);
void *ke_map_remove(ke_map *map, const void *key);

#endif
