// wdm.h and what only kernel-mode drivers have.
#ifndef PERSTREAM_NTDDK_H
#define PERSTREAM_NTDDK_H

#define _NTDDK_

#include "wdm.h"

#include "nt/rtl_tables.h"

NTSTATUS ExUuidCreate(GUID *uuid);

#endif
