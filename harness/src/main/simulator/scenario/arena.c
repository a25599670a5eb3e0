// Memory that goes all at once: chunks, filled one after the other.
#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK ((size_t)16 << 10)

struct arena_chunk {
    arena_chunk *older;
    size_t size, used;
    _Alignas(16) uint8_t memory[];
};

static arena_chunk *add_chunk(arena *memory, size_t at_least) {
    size_t size = at_least > CHUNK ? at_least : CHUNK;
    arena_chunk *chunk = malloc(sizeof *chunk + size);
    if (chunk == NULL) abort();
    *chunk = (arena_chunk){.older = memory->newest, .size = size};
    memory->newest = chunk;
    return chunk;
}

void *arena_allocate(arena *memory, size_t size) {
    size = (size + 15) & ~(size_t)15;
    arena_chunk *chunk = memory->newest;
    if (chunk == NULL || chunk->size - chunk->used < size) chunk = add_chunk(memory, size);
    void *place = chunk->memory + chunk->used;
    chunk->used += size;
    return memset(place, 0, size);
}

void arena_clear(arena *memory) {
    while (memory->newest != NULL && memory->newest->older != NULL) {
        arena_chunk *chunk = memory->newest;
        memory->newest = chunk->older;
        free(chunk);
    }
    if (memory->newest != NULL) memory->newest->used = 0;
}
