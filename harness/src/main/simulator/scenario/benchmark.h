#ifndef PERSTREAM_BENCHMARK_H
#define PERSTREAM_BENCHMARK_H

#include <stdbool.h>

// Explores over and over for so many seconds and prints the rate, then once more with a sampling profile.
void benchmark_run(double limit, bool (*run)(void));

#endif
