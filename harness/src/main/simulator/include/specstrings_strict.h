// The strict variant of the annotations is the same here.
#ifndef PERSTREAM_SPECSTRINGS_STRICT_H
#define PERSTREAM_SPECSTRINGS_STRICT_H

#include "driverspecs.h"
#include "sal.h"

#endif
