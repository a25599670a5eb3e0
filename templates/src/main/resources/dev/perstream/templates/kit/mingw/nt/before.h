/*
 * Names that MinGW-w64 declares otherwise than documented step aside while its headers are read;
 * after.h gives them back, and the headers beside this one declare them as documented.
 */
#pragma once

/* Without NTAPI in MinGW-w64: the wrong symbol on x86. */
#define ExInitializePushLock MinGWExInitializePushLock

/* Defined twice: in line by intrin.h, and by wdm.h so that Clang puts a copy into each object. */
#include <intrin.h>
#define InterlockedBitTestAndSet MinGWInterlockedBitTestAndSet
#define InterlockedBitTestAndReset MinGWInterlockedBitTestAndReset

/* Without the flags of Windows 10, version 1607. */
#define _FILE_RENAME_INFORMATION _MINGW_FILE_RENAME_INFORMATION
#define FILE_RENAME_INFORMATION MINGW_FILE_RENAME_INFORMATION
#define PFILE_RENAME_INFORMATION PMINGW_FILE_RENAME_INFORMATION
#define _FILE_LINK_INFORMATION _MINGW_FILE_LINK_INFORMATION
#define FILE_LINK_INFORMATION MINGW_FILE_LINK_INFORMATION
#define PFILE_LINK_INFORMATION PMINGW_FILE_LINK_INFORMATION

/* MinGW-w64's DDK headers know ARM by this name only, and then ask for armddk.h. */
#if defined(__aarch64__) && !defined(_M_ARM)
#define _M_ARM 8
#define _KIT_M_ARM
#endif
