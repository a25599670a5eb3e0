// Names and their numbers: a table of hash chains.
#include "names.h"

#include <stdlib.h>
#include <string.h>

static uint32_t bucket_of(const char *text) {
    uint32_t hash = 2166136261u;
    for (; *text != '\0'; text++) hash = (hash ^ (uint8_t)*text) * 16777619u;
    return hash % NAMES_BUCKETS;
}

bool names_find(const scenario_names *names, const char *text, uint32_t *name) {
    for (uint32_t at = names->buckets[bucket_of(text)]; at != 0; at = names->entries[at - 1].next) {
        if (strcmp(names->entries[at - 1].text, text) != 0) continue;
        *name = at - 1;
        return true;
    }
    return false;
}

const char *names_text(const scenario_names *names, uint32_t name) {
    return names->entries[name].text;
}

static void unlink_entry(scenario_names *names, uint32_t name) {
    uint32_t *link = &names->buckets[bucket_of(names->entries[name].text)];
    while (*link != name + 1) link = &names->entries[*link - 1].next;
    *link = names->entries[name].next;
}

static uint32_t new_number(scenario_names *names) {
    if (names->count == names->capacity) {
        names->capacity = names->capacity == 0 ? 32 : names->capacity * 2;
        names->entries = realloc(names->entries, names->capacity * sizeof *names->entries);
        if (names->entries == NULL) abort();
    }
    return names->count++;
}

static uint32_t number_for_new(scenario_names *names) {
    if (names->many == 0 || names->count < names->many) return new_number(names);
    for (uint32_t tried = 0; tried < names->count; tried++) {
        uint32_t name = names->next_reused++ % names->count;
        if (!names->is_free(name)) continue;
        unlink_entry(names, name);
        free(names->entries[name].text);
        return name;
    }
    return new_number(names);
}

uint32_t names_add(scenario_names *names, const char *text) {
    uint32_t name;
    if (names_find(names, text, &name)) return name;
    name = number_for_new(names);
    uint32_t *bucket = &names->buckets[bucket_of(text)];
    names->entries[name] = (names_entry){strdup(text), *bucket};
    if (names->entries[name].text == NULL) abort();
    *bucket = name + 1;
    return name;
}

void names_clear(scenario_names *names) {
    for (uint32_t i = 0; i < names->count; i++) free(names->entries[i].text);
    memset(names->buckets, 0, sizeof names->buckets);
    names->count = names->next_reused = 0;
}
