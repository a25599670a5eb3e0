// The runner: reads a scenario, loads the drivers, and explores in child processes, so that a driver that
// crashes takes only one of them with it. Writes JSON lines.
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../core/explorer.h"
#include "../core/report.h"
#include "../core/world.h"
#include "benchmark.h"
#include "live.h"
#include "scenario.h"

// Crashes are the simulator's to report, and what it keeps until its end is no leak.
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
    return "detect_leaks=0:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:"
           "handle_abort=0:detect_stack_use_after_return=0:use_sigaltstack=0";
}

#define EXIT_CLEAN 0
#define EXIT_FINDINGS 1
#define EXIT_INPUT 2
#define EXIT_BROKEN 3
#define MAXIMUM_DRIVERS 4
#define STEP_LIMIT 2000000u

typedef struct options {
    const char *drivers[MAXIMUM_DRIVERS];
    size_t driver_count;
    const char *scenario;
    const char *replay;
    bool explores; // on the command line: instead of the scenario's explorations
    scenario_exploration exploration;
    double time_limit; // seconds for all
    unsigned hang_limit;
    bool keep_going;
    bool trace;
    bool live;
    double benchmark; // seconds, 0: none
} options;

static options given = {.time_limit = 600, .hang_limit = 10};

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

// --- A child: one world -------------------------------------------------------------------------------------

static void begin_world(const scenario *sc) {
    report_install_handlers(given.hang_limit);
    heap_reserve();
    fiber_reserve();
    sim_windows = sc->windows;
    sim_windows_build = sc->windows_build;
    for (size_t i = 0; i < sc->driver_count; i++) {
        sim_fails_operations |= sc->drivers[i].fails_operations;
    }
    scenario_current = sc;
    for (size_t i = 0; i < given.driver_count; i++) {
        scenario_entries[i] = sim_image_load(given.drivers[i]);
    }
    sim_thread_create("main", scenario_run, (void *)sc);
    world_save();
}

static bool run_once(void) {
    explorer_begin_run();
    sim_run_result result = scheduler_run();
    while (result == RUN_AT_EXPLORATION) {
        world_save();
        result = scheduler_run();
    }
    return !sim_explorer->run_failed;
}

static bool is_new_failure(void) {
    return explorer_remember(sim_explorer->failure_key);
}

// Explores until a run fails or none is left.
static int explore(const scenario *sc) {
    begin_world(sc);
    if (given.benchmark > 0) {
        benchmark_run(given.benchmark, run_once);
        return EXIT_CLEAN;
    }
    bool first = true;
    while (explorer_next()) {
        if (!first) world_restore();
        first = false;
        if (!run_once() && is_new_failure()) return EXIT_FINDINGS;
    }
    return EXIT_CLEAN;
}

static int record(const scenario *sc) {
    report_start_recording();
    begin_world(sc);
    explorer_next();
    bool clean = run_once();
    if (given.trace && clean) report_trace();
    return clean ? EXIT_CLEAN : EXIT_FINDINGS;
}

// --- The supervisor -----------------------------------------------------------------------------------------

static double deadline;

#define HANG_AT_THE_END 0.9 // seconds: a run that takes longer at the time limit is one that hangs

static int code_of(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

typedef struct watch {
    uint64_t run;
    double since;
} watch;

// How long the run of now has taken.
static double time_of_run(watch *watch) {
    if (watch->run != sim_explorer->runs) watch->run = sim_explorer->runs, watch->since = seconds();
    return seconds() - watch->since;
}

// Ends a child whose time is up. A run that takes far longer than any should is told to say where it is.
static int end_child(pid_t child, bool hangs) {
    int status;
    if (hangs) kill(child, SIGUSR1);
    for (int waits = hangs ? 250 : 0; waits > 0; waits--) {
        if (waitpid(child, &status, WNOHANG) == child) return code_of(status);
        usleep(20000);
    }
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    return -1;
}

// Runs `body` in a child; the exit code, or 128 + signal; -1 if it was killed at the time limit.
static int in_child(int (*body)(const scenario *), const scenario *sc) {
    fflush(stdout);
    signal(SIGUSR1, SIG_IGN); // until the child listens to it
    pid_t child = fork();
    if (child < 0) {
        report_error("no process can be started: %s", strerror(errno));
        exit(EXIT_BROKEN);
    }
    if (child == 0) {
        int code = body(sc);
        fflush(stdout);
        _exit(code);
    }
    watch watch = {sim_explorer->runs, seconds()};
    for (unsigned pause = 200;; pause = pause < 20000 ? pause * 2 : pause) {
        int status;
        pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child) return code_of(status);
        double took = time_of_run(&watch);
        if (seconds() > deadline) return end_child(child, took > HANG_AT_THE_END);
        usleep(pause);
    }
}

static explorer *shared_explorer(void) {
    void *memory = mmap(NULL, sizeof(explorer), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                        -1, 0);
    if (memory == MAP_FAILED) {
        report_error("there is no memory for the explorer: %s", strerror(errno));
        exit(EXIT_BROKEN);
    }
    return memory;
}

static bool failed(int code) { return code == EXIT_FINDINGS || code == EXIT_CRASHED || code > 128; }

// Runs once more, for which there is time whatever the limit.
static int repeat(const scenario *sc) {
    double limit = deadline;
    double needed = given.hang_limit < given.time_limit ? given.hang_limit : given.time_limit;
    double least = seconds() + needed + 2;
    if (deadline < least) deadline = least;
    int code = in_child(record, sc);
    deadline = limit;
    return code;
}

// Repeats the run that failed and lets it report. Returns false if it does not fail again.
static bool report_failure(const scenario *sc, explorer *exploring) {
    char token[8192];
    sim_explorer = exploring;
    explorer_token(token, sizeof token);
    explorer *replaying = shared_explorer();
    sim_explorer = replaying;
    replaying->mode = EXPLORE_ONCE;
    replaying->silent = true;
    replaying->step_limit = STEP_LIMIT;
    memcpy(replaying->budgets, exploring->budgets, sizeof replaying->budgets);
    explorer_parse_token(token);
    int code = repeat(sc);
    if (!failed(code)) {
        report_error("the simulator cannot go on: a run that failed did not fail again (replay %s)", token);
    } else if (code > 128) {
        report_error("the simulator cannot go on: a process ended with signal %d (replay %s)", code - 128, token);
    }
    munmap(replaying, sizeof *replaying);
    sim_explorer = exploring;
    return failed(code);
}

static void print_exploration(const scenario_exploration *e, const explorer *x, double took,
                              uint32_t findings) {
    printf("{\"type\":\"exploration\",\"name\":\"%s\",\"preemptions\":%u,\"faults\":%u,\"runs\":%llu,"
           "\"complete\":%s,\"seconds\":%.6f,\"points\":%llu,\"longest\":%u,\"findings\":%u}\n",
           e->name, e->preemptions, e->faults, (unsigned long long)x->runs,
           x->complete ? "true" : "false", took, (unsigned long long)x->points, x->longest_path, findings);
}

static void print_routines(const uint8_t *called) {
    for (int which = 1; which <= 2; which++) {
        printf(which == 1 ? "{\"type\":\"routines\",\"called\":[" : "],\"failed\":[");
        bool first = true;
        for (int r = 0; r < SIM_ROUTINES; r++) {
            if ((called[r] & which) == 0) continue;
            printf("%s\"%s\"", first ? "" : ",", sim_routines[r].name);
            first = false;
        }
    }
    puts("]}");
}

// Returns the number of findings.
static uint32_t explore_as(const scenario *sc, const scenario_exploration *e, uint8_t *called) {
    explorer *x = shared_explorer();
    sim_explorer = x;
    x->mode = e->runs > 0 ? EXPLORE_RANDOMLY
              : e->preemptions > 0 || e->faults > 0 ? EXPLORE_EXHAUSTIVELY : EXPLORE_ONCE;
    x->budgets[DECISION_SCHEDULE] = e->preemptions;
    x->budgets[DECISION_OUTCOME] = e->faults;
    x->random_runs = e->runs;
    x->seed = e->seed;
    x->step_limit = STEP_LIMIT;
    if (given.replay != NULL) {
        x->mode = EXPLORE_ONCE;
        explorer_parse_token(given.replay);
    }
    double start = seconds();
    uint32_t findings = 0;
    for (;;) {
        bool records = given.replay != NULL || given.trace;
        int code = in_child(records ? record : explore, sc);
        if (code == EXIT_CLEAN || code == -1) break;
        if (!failed(code)) exit(code);
        bool crashed = code != EXIT_FINDINGS;
        if (crashed && !records && !is_new_failure()) continue; // the same crash again: goes on behind it
        findings++;
        if (!records && !report_failure(sc, x)) exit(EXIT_BROKEN);
        if (records || !given.keep_going || x->mode == EXPLORE_ONCE) break;
    }
    print_exploration(e, x, seconds() - start, findings);
    for (int r = 0; r < SIM_ROUTINES; r++) called[r] |= x->called[r];
    munmap(x, sizeof *x);
    return findings;
}

// --- The command line ---------------------------------------------------------------------------------------

static const char usage[] =
    "perstream-sim --driver FILE.so … --scenario FILE [--replay TOKEN] [--preemptions N] [--faults N]\n"
    "              [--random RUNS] [--seed N] [--time-limit SECONDS] [--hang-limit SECONDS]\n"
    "              [--keep-going] [--trace] [--benchmark SECONDS]\n"
    "perstream-sim --driver FILE.so … --live [--hang-limit SECONDS]\n"
    "perstream-sim --reference | --rules | --routines\n";

static void print_rules(void) {
#define RULE(id, name, title) puts(name "\t" title);
#include "../core/rules.def"
#undef RULE
}

static void print_routine_names(void) {
    for (int r = 0; r < SIM_ROUTINES; r++) {
        printf("%s\t%s\n", sim_routines[r].name, sim_routines[r].page);
    }
}

static double number(const char *text, double lowest) {
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end != '\0' || value < lowest) {
        report_error("'%s' is no number of at least %g", text, lowest);
        exit(EXIT_INPUT);
    }
    return value;
}

static void read_arguments(int count, char **arguments) {
    enum { DRIVER = 1, SCENARIO, REPLAY, PREEMPTIONS, FAULTS, RANDOM, SEED, TIME_LIMIT, HANG_LIMIT,
           KEEP_GOING, TRACE, LIVE, BENCHMARK, REFERENCE, RULE_LIST, ROUTINE_LIST, HELP };
    static const struct option known[] = {
        {"driver", 1, NULL, DRIVER},         {"scenario", 1, NULL, SCENARIO},
        {"replay", 1, NULL, REPLAY},         {"preemptions", 1, NULL, PREEMPTIONS},
        {"faults", 1, NULL, FAULTS},         {"random", 1, NULL, RANDOM},
        {"seed", 1, NULL, SEED},             {"time-limit", 1, NULL, TIME_LIMIT},
        {"hang-limit", 1, NULL, HANG_LIMIT}, {"keep-going", 0, NULL, KEEP_GOING},
        {"trace", 0, NULL, TRACE},           {"benchmark", 1, NULL, BENCHMARK},
        {"reference", 0, NULL, REFERENCE},   {"rules", 0, NULL, RULE_LIST},
        {"live", 0, NULL, LIVE},             {"routines", 0, NULL, ROUTINE_LIST},
        {"help", 0, NULL, HELP},             {NULL, 0, NULL, 0},
    };
    scenario_exploration *e = &given.exploration;
    e->name = "chosen";
    e->seed = 1;
    for (int option; (option = getopt_long(count, arguments, "", known, NULL)) != -1;) {
        switch (option) {
        case DRIVER:
            if (given.driver_count < MAXIMUM_DRIVERS) given.drivers[given.driver_count++] = optarg;
            break;
        case SCENARIO: given.scenario = optarg; break;
        case REPLAY: given.replay = optarg; break;
        case PREEMPTIONS: given.explores = true, e->preemptions = (uint32_t)number(optarg, 0); break;
        case FAULTS: given.explores = true, e->faults = (uint32_t)number(optarg, 0); break;
        case RANDOM: given.explores = true, e->runs = (uint64_t)number(optarg, 1); break;
        case SEED: e->seed = (uint64_t)number(optarg, 0); break;
        case TIME_LIMIT: given.time_limit = number(optarg, 0.001); break;
        case HANG_LIMIT: given.hang_limit = (unsigned)number(optarg, 1); break;
        case KEEP_GOING: given.keep_going = true; break;
        case TRACE: given.trace = true; break;
        case LIVE: given.live = true; break;
        case BENCHMARK: given.benchmark = number(optarg, 0.1); break;
        case REFERENCE: scenario_print_reference(); exit(EXIT_CLEAN);
        case RULE_LIST: print_rules(); exit(EXIT_CLEAN);
        case ROUTINE_LIST: print_routine_names(); exit(EXIT_CLEAN);
        case HELP: fputs(usage, stdout); exit(EXIT_CLEAN);
        default: fputs(usage, stderr); exit(EXIT_INPUT);
        }
    }
    if (e->runs > 0 && e->preemptions == 0) e->preemptions = 1000;
    if ((given.scenario == NULL) != given.live || given.driver_count == 0 || optind < count) {
        fputs(usage, stderr);
        exit(EXIT_INPUT);
    }
}

int main(int count, char **arguments) {
    report_output = stdout;
    read_arguments(count, arguments);
    sim_explorer = shared_explorer();
    if (given.live) return live_run(given.drivers, given.driver_count, given.hang_limit);
    const scenario *sc = scenario_read(given.scenario);
    if (sc == NULL) return EXIT_INPUT;
    if (given.replay != NULL && !explorer_parse_token(given.replay)) {
        report_error("'%s' is no replay: it looks like p12=1,f3=2", given.replay);
        return EXIT_INPUT;
    }
    deadline = seconds() + given.time_limit;
    static uint8_t called[SIM_ROUTINES];
    uint32_t findings = 0;
    static const scenario_exploration once = {.name = "once"};
    if (given.explores || given.replay != NULL) {
        findings += explore_as(sc, &given.exploration, called);
    } else {
        findings += explore_as(sc, &once, called);
        for (size_t i = 0; i < sc->exploration_count && (findings == 0 || given.keep_going); i++) {
            findings += explore_as(sc, &sc->explorations[i], called);
        }
    }
    print_routines(called);
    printf("{\"type\":\"end\",\"findings\":%u}\n", findings);
    return findings > 0 ? EXIT_FINDINGS : EXIT_CLEAN;
}
