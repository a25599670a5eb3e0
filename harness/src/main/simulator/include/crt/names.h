// Renames what drivers call to the simulator's: see routines.h.
#ifndef PERSTREAM_CRT_NAMES_H
#define PERSTREAM_CRT_NAMES_H

#include "routines.h"

#define wcslen crt_wcslen
#define wcsnlen crt_wcsnlen
#define wcscmp crt_wcscmp
#define wcsncmp crt_wcsncmp
#define _wcsicmp crt_wcsicmp
#define wcsicmp crt_wcsicmp
#define _wcsnicmp crt_wcsnicmp
#define wcsnicmp crt_wcsnicmp
#define wcscpy crt_wcscpy
#define wcsncpy crt_wcsncpy
#define wcscat crt_wcscat
#define wcsncat crt_wcsncat
#define wcschr crt_wcschr
#define wcsrchr crt_wcsrchr
#define wcsstr crt_wcsstr
#define wcsspn crt_wcsspn
#define wcscspn crt_wcscspn
#define wcspbrk crt_wcspbrk
#define _wcsupr crt_wcsupr
#define _wcslwr crt_wcslwr
#define _wcsrev crt_wcsrev
#define wcscpy_s crt_wcscpy_s
#define wcsncpy_s crt_wcsncpy_s
#define wcscat_s crt_wcscat_s
#define towupper crt_towupper
#define towlower crt_towlower
#define _snwprintf crt_snwprintf
#define _vsnwprintf crt_vsnwprintf
#define swprintf crt_swprintf
#define swprintf_s crt_swprintf_s
#define _stricmp crt_stricmp
#define stricmp crt_stricmp
#define _strnicmp crt_strnicmp
#define strnicmp crt_strnicmp
#define _strupr crt_strupr
#define _strlwr crt_strlwr
#define strcpy_s crt_strcpy_s
#define strncpy_s crt_strncpy_s
#define strcat_s crt_strcat_s
#define memcpy_s crt_memcpy_s
#define memmove_s crt_memmove_s
#define _wtoi crt_wtoi
#define wcstoul crt_wcstoul
#define wcstol crt_wcstol
#define strtoul crt_strtoul
#define strtol crt_strtol
#define _snprintf crt_snprintf
#define _vsnprintf crt_vsnprintf
#define sprintf crt_sprintf
#define sprintf_s crt_sprintf_s

#endif
