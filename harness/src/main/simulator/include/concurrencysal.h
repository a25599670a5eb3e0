// The annotations of locks.
//
// clang-format off
#ifndef PERSTREAM_CONCURRENCYSAL_H
#define PERSTREAM_CONCURRENCYSAL_H

#include "sal.h"

// Locks
#define _Benign_race_begin_
#define _Benign_race_end_
#define _Global_cancel_spin_lock_
#define _Global_critical_region_
#define _Global_interlock_
#define _Global_priority_region_
#define _Lock_kind_critical_section_
#define _Lock_kind_event_
#define _Lock_kind_mutex_
#define _Lock_kind_semaphore_
#define _Lock_kind_spin_lock_
#define _No_competing_thread_
#define _No_competing_thread_begin_
#define _No_competing_thread_end_
#define _Requires_no_locks_held_
#define _Acquires_exclusive_lock_(...)
#define _Acquires_lock_(...)
#define _Acquires_nonreentrant_lock_(...)
#define _Acquires_shared_lock_(...)
#define _Acquires_spin_lock_(...)
#define _Create_lock_level_(...)
#define _Function_ignore_lock_checking_(...)
#define _Guarded_by_(...)
#define _Has_lock_kind_(...)
#define _Has_lock_level_(...)
#define _Internal_set_lock_count_(...)
#define _Lock_level_order_(...)
#define _Post_same_lock_(...)
#define _Releases_exclusive_lock_(...)
#define _Releases_lock_(...)
#define _Releases_nonreentrant_lock_(...)
#define _Releases_shared_lock_(...)
#define _Releases_spin_lock_(...)
#define _Requires_exclusive_lock_held_(...)
#define _Requires_lock_held_(...)
#define _Requires_lock_not_held_(...)
#define _Requires_shared_lock_held_(...)
#define _Write_guarded_by_(...)
#define __acquires_lock_(...)
#define __guarded_by(...)
#define __requires_lock_held(...)
#define __requires_lock_not_held(...)
#define __write_guarded_by(...)

#endif
