#ifndef PERSTREAM_LIVE_H
#define PERSTREAM_LIVE_H

#include <stddef.h>

// Performs steps one by one as they are read from standard input, and answers each with a line on
// standard output. Returns the process's exit code.
int live_run(const char *const *drivers, size_t count, unsigned hang_limit);

#endif
