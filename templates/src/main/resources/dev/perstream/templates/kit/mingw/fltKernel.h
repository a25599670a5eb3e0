/*
 * The Filter Manager's kernel interface, for builds with MinGW-w64.
 *
 * MinGW-w64 has no fltKernel.h. With the WDK this folder is not on the include path, and the
 * driver gets Microsoft's header. The declarations state documented facts only: names, types,
 * values and the layouts of x64, x86 and ARM64.
 */
#pragma once

#ifndef __FLTKERNEL__
#define __FLTKERNEL__

#include <ntifs.h>

#include "flt/base.h"
#include "flt/parameters.h"
#include "flt/callbacks.h"
#include "flt/registration.h"
#include "flt/contexts.h"
#include "flt/names.h"
#include "flt/objects.h"
#include "flt/volumes.h"
#include "flt/data.h"
#include "flt/files.h"
#include "flt/queues.h"
#include "flt/locks.h"
#include "flt/ports.h"
#include "flt/transactions.h"
#include "flt/ecp.h"
#include "flt/oplocks.h"

#endif
