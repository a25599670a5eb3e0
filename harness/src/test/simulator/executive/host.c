// Runs the cases of a shared object, each in worlds of its own, and compares what is found.
//
//   executive-host <cases.so> [case]
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../../main/simulator/core/explorer.h"
#include "../../../main/simulator/core/report.h"
#include "../../../main/simulator/core/world.h"
#include "cases.h"

static const executive_case *current;

static void run_case(void *unused) {
    lifecycle_start();
    scheduler_set_concurrent(current->preemptions > 0);
    current->run();
    scheduler_set_concurrent(false);
    sim_settle();
    lifecycle_end();
}

static void explore(const char *path) {
    sim_explorer = mmap(NULL, sizeof(explorer), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                        -1, 0);
    sim_explorer->mode = current->preemptions ? EXPLORE_EXHAUSTIVELY : EXPLORE_ONCE;
    sim_explorer->budgets[DECISION_SCHEDULE] = (uint32_t)current->preemptions;
    sim_explorer->step_limit = 100000;
    report_start_recording();
    report_install_handlers(10);
    heap_reserve();
    fiber_reserve();
    sim_image_load(path);
    sim_thread_create("main", run_case, NULL);
    world_save();
    for (bool first = true; explorer_next(); first = false) {
        if (!first) world_restore();
        explorer_begin_run();
        scheduler_run();
        if (sim_explorer->run_failed) break;
    }
}

// Whether the lines tell of this rule and of no other.
static bool as_expected(FILE *lines, const char *rule) {
    char line[16384], wanted[64];
    bool found = false, other = false;

    snprintf(wanted, sizeof(wanted), "\"rule\":\"%s\"", rule ? rule : "");
    rewind(lines);
    while (fgets(line, sizeof(line), lines)) {
        if (!strstr(line, "\"rule\":")) continue;
        if (rule && strstr(line, wanted)) found = true;
        else other = true;
    }
    return !other && found == (rule != NULL);
}

static bool run_in_child(const char *path) {
    FILE *lines = tmpfile();
    int status;
    bool right;
    pid_t child = fork();

    if (child == 0) {
        report_output = lines;
        explore(path);
        fflush(lines);
        _exit(0);
    }
    waitpid(child, &status, 0);
    right = as_expected(lines, current->rule);
    if (!right) {
        char line[16384];

        printf("FAILED %s: expected %s, status 0x%x\n", current->name,
               current->rule ? current->rule : "no finding", status);
        rewind(lines);
        while (fgets(line, sizeof(line), lines)) printf("    %.1500s", line);
    }
    fclose(lines);
    return right;
}

int main(int count, char **arguments) {
    void *cases = count > 1 ? dlopen(arguments[1], RTLD_NOW) : NULL;
    int failures = 0, runs = 0;

    if (!cases) {
        printf("%s\n", count > 1 ? dlerror() : "executive-host <cases.so> [case]");
        return 2;
    }
    for (current = dlsym(cases, "executive_cases"); current->name; current++) {
        if (count > 2 && strcmp(arguments[2], current->name) != 0) continue;
        fflush(stdout);
        runs++;
        failures += !run_in_child(arguments[1]);
    }
    printf("%d cases, %d failed\n", runs, failures);
    return failures != 0;
}
