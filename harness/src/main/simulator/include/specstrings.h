// Where older sources look for annotations.
#ifndef PERSTREAM_SPECSTRINGS_H
#define PERSTREAM_SPECSTRINGS_H

#include "driverspecs.h"
#include "sal.h"

#endif
