// The short names of the Windows SDK, for sources that share headers with user mode.
#ifndef PERSTREAM_WINDEF_H
#define PERSTREAM_WINDEF_H

#include "ntdef.h"

typedef ULONG_PTR WPARAM;
typedef LONG_PTR LPARAM, LRESULT;
typedef BOOL *LPBOOL;
typedef BYTE *LPBYTE;
typedef WORD *LPWORD;
typedef DWORD *LPDWORD;
typedef INT *LPINT;
typedef LONG *LPLONG;
typedef VOID *LPVOID;
typedef const VOID *LPCVOID;

#define MAKEWORD(low, high) MAKEUSHORT(low, high)
#define MAKELONG(low, high) ((LONG)MAKEULONG(low, high))

#endif
