/*
 * Gives back the names that before.h moved aside, and takes away what only MSVC can do.
 */
#pragma once

#undef ExInitializePushLock
#undef InterlockedBitTestAndSet
#undef InterlockedBitTestAndReset

#undef _FILE_RENAME_INFORMATION
#undef FILE_RENAME_INFORMATION
#undef PFILE_RENAME_INFORMATION
#undef _FILE_LINK_INFORMATION
#undef FILE_LINK_INFORMATION
#undef PFILE_LINK_INFORMATION

/* Neither GCC nor Clang knows `#pragma alloc_text`: all code stays in .text, which is resident. */
#undef ALLOC_PRAGMA

#ifdef _KIT_M_ARM
#undef _M_ARM
#undef _KIT_M_ARM
#endif
