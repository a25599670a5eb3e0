// What the parts of the simulator do when a world begins and when a scenario has ended.
#include "explorer.h"

#define MAXIMUM_HOOKS 48

static struct {
    int rank;
    void (*start)(void);
} starts[MAXIMUM_HOOKS]; // host side, filled by constructors
static size_t start_count;
static void (*ends[MAXIMUM_HOOKS])(void);
static size_t end_count;

void sim_at_start(int rank, void (*start)(void)) {
    if (start_count == MAXIMUM_HOOKS) sim_broken("too many parts");
    size_t at = start_count++;
    for (; at > 0 && starts[at - 1].rank > rank; at--) starts[at] = starts[at - 1];
    starts[at].rank = rank;
    starts[at].start = start;
}

void sim_at_end(void (*check)(void)) {
    if (end_count == MAXIMUM_HOOKS) sim_broken("too many parts");
    ends[end_count++] = check;
}

void lifecycle_start(void) {
    for (size_t i = 0; i < start_count; i++) starts[i].start();
}

void lifecycle_end(void) {
    for (size_t i = 0; i < end_count; i++) ends[i]();
    sim_heap_check();
}
