// The drivers' <wctype.h>.
#ifndef PERSTREAM_CRT_WCTYPE_H
#define PERSTREAM_CRT_WCTYPE_H

#include "names.h"

#endif
