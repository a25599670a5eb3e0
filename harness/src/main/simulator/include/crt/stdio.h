// The drivers' <stdio.h>: formats into memory.
#ifndef PERSTREAM_CRT_STDIO_H
#define PERSTREAM_CRT_STDIO_H

#include "names.h"

#endif
