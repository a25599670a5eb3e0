/*
 * The Filter Manager's kernel interface, as documented. The headers of flt/ are those that
 * generated drivers bring along for MinGW-w64: one text serves both.
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

typedef IO_CSQ_IRP_CONTEXT FLT_CALLBACK_DATA_QUEUE_IO_CONTEXT,
    *PFLT_CALLBACK_DATA_QUEUE_IO_CONTEXT;

#endif
