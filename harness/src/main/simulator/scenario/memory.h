// The memory that an observation shows: blocks of the driver's, and those that they point to.
#ifndef PERSTREAM_MEMORY_H
#define PERSTREAM_MEMORY_H

#include "../flt/flt.h"
#include "output.h"

// Begins an observation. `filter` is NULL for a legacy filter.
void memory_begin(PDRIVER_OBJECT driver, PFLT_FILTER filter);
// Shows memory of the driver's; once, however often it is added.
void memory_add(const void *address, size_t size);
bool memory_was_added(const void *address);
// Writes what was added, and all that can be reached from there.
void memory_write(output *out);

#endif
