// The drivers' <stdlib.h>: a driver has no heap, no files and no environment.
#ifndef PERSTREAM_CRT_STDLIB_H
#define PERSTREAM_CRT_STDLIB_H

#include "names.h"

int abs(int value);
int atoi(const char *text);
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
void *bsearch(const void *key, const void *base, size_t count, size_t size,
              int (*compare)(const void *, const void *));

#endif
