// The core: every schedule within the bound is tried once, each is repeated by its replay, and the world comes back as it was.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/explorer.h"
#include "core/report.h"
#include "core/world.h"

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            printf("%s:%d: %s\n", __FILE__, __LINE__, #condition);                                 \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

#define POINTS 3

SIM_STATE static int running;
SIM_STATE static int counter;
SIM_STATE static char order[2 * POINTS + 1];
SIM_STATE static int written;
SIM_STATE static uint8_t *before;

static char orders[100][2 * POINTS + 1]; // host side: what the runs did
static int order_count;
static int lost_updates;

// Each thread writes its letter between scheduling points, and increments as if that were not atomic.
static void work(void *letter) {
    for (int i = 0; i < POINTS; i++) {
        order[written++] = *(char *)letter;
        int value = counter;
        sim_point();
        counter = value + 1;
    }
    if (--running == 0) sim_wake(&running);
}

static void scenario(void *argument) {
    (void)argument;
    before = sim_heap_allocate(SIM_NONPAGED, 10, 16, 0, 0);
    memset(before, 'x', 10);
    scheduler_at_exploration();
    CHECK(before[3] == 'x');
    before[3] = 'y';
    uint8_t *later = sim_heap_allocate(SIM_NONPAGED, 10, 16, 0, 0);
    CHECK(later[0] == 0xCD);
    running = 2;
    sim_thread_create("A", work, "A");
    sim_thread_create("B", work, "B");
    scheduler_set_concurrent(true);
    while (running > 0) sim_wait(&running, "threads", SIM_FOREVER);
    scheduler_set_concurrent(false);
    strcpy(orders[order_count++], order);
    lost_updates += counter < 2 * POINTS;
}

static void run_once(void) {
    explorer_begin_run();
    sim_run_result result = scheduler_run();
    while (result == RUN_AT_EXPLORATION) {
        world_save();
        result = scheduler_run();
    }
    CHECK(result == RUN_ENDED);
}

static int explore(uint32_t preemptions) {
    memset(sim_explorer, 0, sizeof *sim_explorer);
    sim_explorer->mode = EXPLORE_EXHAUSTIVELY;
    sim_explorer->budgets[DECISION_SCHEDULE] = preemptions;
    sim_explorer->step_limit = 1000;
    order_count = lost_updates = 0;
    while (explorer_next()) {
        world_restore();
        run_once();
    }
    return order_count;
}

int main(void) {
    report_output = stdout;
    sim_explorer = calloc(1, sizeof *sim_explorer);
    heap_reserve();
    fiber_reserve();
    sim_thread_create("main", scenario, NULL);
    world_save();

    // No preemption: A before B, or B before A.
    CHECK(explore(0) == 2);
    CHECK(lost_updates == 0);
    CHECK(strcmp(orders[0], "AAABBB") == 0 && strcmp(orders[1], "BBBAAA") == 0);

    // One preemption: either begins, and is preempted never or at one of its points.
    CHECK(explore(1) == 2 * (1 + POINTS));
    CHECK(lost_updates > 0);

    // A replay repeats the very run.
    memset(sim_explorer, 0, sizeof *sim_explorer);
    sim_explorer->step_limit = 1000;
    order_count = 0;
    CHECK(explorer_parse_token("p1=1"));
    CHECK(!explorer_parse_token("p1=") && !explorer_parse_token("x1=1"));
    CHECK(explorer_parse_token("p1=1"));
    for (int i = 0; i < 3; i++) {
        world_restore();
        run_once();
        CHECK(strcmp(orders[i], orders[0]) == 0);
        char token[100];
        explorer_token(token, sizeof token);
        CHECK(strcmp(token, "p1=1") == 0);
    }

    // Random runs with one seed are the same runs.
    char first[20][2 * POINTS + 1];
    for (int round = 0; round < 2; round++) {
        memset(sim_explorer, 0, sizeof *sim_explorer);
        sim_explorer->mode = EXPLORE_RANDOMLY;
        sim_explorer->budgets[DECISION_SCHEDULE] = 100;
        sim_explorer->random_runs = 20;
        sim_explorer->seed = 7;
        sim_explorer->step_limit = 1000;
        order_count = 0;
        while (explorer_next()) {
            world_restore();
            run_once();
        }
        CHECK(order_count == 20);
        if (round == 0) memcpy(first, orders, sizeof first);
        else CHECK(memcmp(first, orders, sizeof first) == 0);
    }
    puts("ok");
    return 0;
}
