/*
 * MinGW-w64's ntifs.h, with what it lacks or has wrong. For builds with MinGW-w64 alone: with the
 * WDK this folder is not on the include path.
 */
#pragma once

#include "nt/before.h"
#include_next <ntifs.h>
#include "nt/after.h"

#include "nt/annotations.h"
#include "nt/pool.h"
#include "nt/interlocked.h"
#include "nt/locks.h"
#include "nt/filesystem.h"
#include "nt/status.h"
