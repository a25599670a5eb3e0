// Measuring: how many runs a second, and where the time goes.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <ucontext.h>

#include "../core/explorer.h"
#include "../core/report.h"
#include "../core/world.h"
#include "benchmark.h"

#define MAXIMUM_SAMPLES 200000

static void *samples[MAXIMUM_SAMPLES];
static volatile uint32_t sample_count;

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void on_sample(int signal, siginfo_t *info, void *context) {
    (void)signal, (void)info;
    const ucontext_t *where = context;
#if defined(__x86_64__)
    void *pc = (void *)where->uc_mcontext.gregs[REG_RIP];
#else
    void *pc = (void *)where->uc_mcontext.pc;
#endif
    if (sample_count < MAXIMUM_SAMPLES) samples[sample_count++] = pc;
}

static void sample_every(long microseconds) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_sample;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
    sigaction(SIGPROF, &action, NULL);
    struct itimerval every = {{0, microseconds}, {0, microseconds}};
    setitimer(ITIMER_PROF, &every, NULL);
}

static int by_address(const void *a, const void *b) {
    uintptr_t left = *(const uintptr_t *)a, right = *(const uintptr_t *)b;
    return left < right ? -1 : left > right;
}

// Samples at the same place are one entry: the reader resolves the addresses to files and lines.
static void print_samples(void) {
    qsort(samples, sample_count, sizeof samples[0], by_address);
    printf("{\"type\":\"profile\",\"samples\":[");
    for (uint32_t i = 0; i < sample_count;) {
        uint32_t same = i;
        while (same < sample_count && samples[same] == samples[i]) same++;
        Dl_info info;
        memset(&info, 0, sizeof info);
        dladdr(samples[i], &info);
        printf("%s{\"module\":", i > 0 ? "," : "");
        json_string(stdout, info.dli_fname);
        printf(",\"offset\":%llu,\"count\":%u}",
               (unsigned long long)((char *)samples[i] - (char *)info.dli_fbase), same - i);
        i = same;
    }
    puts("]}");
}

static void measure(double limit, bool (*run)(void)) {
    explorer *e = sim_explorer;
    uint64_t explorations = 0;
    double start = seconds(), took = 0;
    do {
        if (!explorer_next()) { // all schedules are done: once more
            explorations++;
            e->started = false;
            e->path_length = 0;
            continue;
        }
        world_restore();
        if (!run()) {
            report_error("the benchmark's scenario has a finding: run it without --benchmark");
            exit(1);
        }
        took = seconds() - start;
    } while (took < limit);
    printf("{\"type\":\"benchmark\",\"runs\":%llu,\"seconds\":%.6f,\"runs_per_second\":%.0f,"
           "\"explorations\":%llu,\"points_per_run\":%.1f,\"world_bytes\":%zu}\n",
           (unsigned long long)e->runs, took, (double)e->runs / took, (unsigned long long)explorations,
           (double)e->points / (double)e->runs, world_size());
}

void benchmark_run(double limit, bool (*run)(void)) {
    world_restore();
    run(); // to the exploration's begin, and once for the caches
    measure(limit, run);
    sim_explorer->runs = sim_explorer->points = 0;
    sample_every(500);
    measure(limit / 2, run);
    sample_every(0);
    print_samples();
}
