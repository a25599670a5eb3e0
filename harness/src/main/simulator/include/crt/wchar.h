// The drivers' <wchar.h>.
#ifndef PERSTREAM_CRT_WCHAR_H
#define PERSTREAM_CRT_WCHAR_H

#include "names.h"

#endif
