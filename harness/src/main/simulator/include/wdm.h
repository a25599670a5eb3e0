// What every driver includes, by topic.
#ifndef PERSTREAM_WDM_H
#define PERSTREAM_WDM_H

#ifndef _NTDDK_
#define _WDMDDK_
#endif

#include "ntdef.h"

#include <ctype.h>
#include <string.h>

#include "bugcodes.h"
#include "ntstatus.h"

#include "nt/interlocked.h"
#include "nt/irql.h"
#include "nt/debug.h"
#include "nt/seh.h"
#include "nt/synchronization.h"
#include "nt/pool.h"
#include "nt/rtl.h"
#include "nt/files.h"
#include "nt/io_base.h"
#include "nt/security.h"
#include "nt/devices.h"
#include "nt/pnp.h"
#include "nt/io_objects.h"
#include "nt/io_stack_location.h"
#include "nt/io_driver.h"
#include "nt/processes.h"
#include "nt/io_routines.h"
#include "nt/registry.h"
#include "nt/zw.h"

#endif
