/*
 * The kernel's interface for file systems and their filters, as documented, with the layout of x64.
 */
#pragma once

#ifndef _NTIFS_
#define _NTIFS_
#define _NTIFS_INCLUDED_

#include <ntddk.h>
#include <csq.h>

#include "ifs/macros.h"
#include "ifs/fcb.h"
#include "ifs/fsfilter.h"
#include "ifs/reparse.h"
#include "ifs/security.h"
#include "ifs/tokens.h"
#include "ifs/fileinfo.h"
#include "ifs/directory.h"
#include "ifs/volumeinfo.h"
#include "ifs/fsctl.h"
#include "ifs/fsctldata.h"
#include "ifs/locks.h"
#include "ifs/ecp.h"
#include "ifs/fsrtl.h"
#include "ifs/cache.h"
#include "ifs/se.h"
#include "ifs/io.h"
#include "ifs/ke.h"
#include "ifs/nt.h"
#include "ifs/rtl.h"

#endif
