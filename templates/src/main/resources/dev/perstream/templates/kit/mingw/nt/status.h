/*
 * Versions and statuses younger than MinGW-w64's headers.
 */
#pragma once

#ifndef NTDDI_WIN10_NI
#define NTDDI_WIN10_NI 0x0A00000C
#endif
#ifndef NTDDI_WIN10_CU
#define NTDDI_WIN10_CU 0x0A00000D
#endif
#ifndef NTDDI_WIN11_ZN
#define NTDDI_WIN11_ZN 0x0A00000E
#endif
#ifndef NTDDI_WIN11_GA
#define NTDDI_WIN11_GA 0x0A00000F
#endif
#ifndef NTDDI_WIN11_GE
#define NTDDI_WIN11_GE 0x0A000010
#endif
