// The names that a scenario gives to what it opens, each with a number.
#ifndef PERSTREAM_NAMES_H
#define PERSTREAM_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NAMES_BUCKETS 256

typedef struct names_entry {
    char *text;
    uint32_t next; // with the same hash, plus one; 0: none
} names_entry;

typedef struct scenario_names {
    names_entry *entries;
    uint32_t count, capacity;
    uint32_t buckets[NAMES_BUCKETS]; // the first entry, plus one
    // Where names come without an end: from so many on, the numbers of those are given out again
    // that nothing stands for any more. 0: never.
    uint32_t many;
    bool (*is_free)(uint32_t name);
    uint32_t next_reused;
} scenario_names;

// The number of a name, which is copied if it is new.
uint32_t names_add(scenario_names *names, const char *text);
bool names_find(const scenario_names *names, const char *text, uint32_t *name);
const char *names_text(const scenario_names *names, uint32_t name);
// Forgets all of them.
void names_clear(scenario_names *names);

#endif
