// Memory of the host's that goes all at once: what was read of a scenario.
#ifndef PERSTREAM_ARENA_H
#define PERSTREAM_ARENA_H

#include <stddef.h>

typedef struct arena_chunk arena_chunk;

typedef struct arena {
    arena_chunk *newest;
} arena;

// Zeroed, aligned to 16 bytes. Never NULL: the host's memory ending is a fatal error.
void *arena_allocate(arena *memory, size_t size);
// Frees all of it, and keeps what the next use begins with.
void arena_clear(arena *memory);

#endif
