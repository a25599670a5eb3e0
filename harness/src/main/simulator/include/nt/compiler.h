// What Microsoft's compiler knows and the host's does not.
#ifndef PERSTREAM_COMPILER_H
#define PERSTREAM_COMPILER_H

// The architecture whose layout the simulator has, whatever the host is.
#ifndef _AMD64_
#define _AMD64_ 1
#endif
#ifndef _WIN64
#define _WIN64 1
#endif
#define _M_AMD64 100
#define _M_X64 100
#define SYSTEM_CACHE_ALIGNMENT_SIZE 64
#define MEMORY_ALLOCATION_ALIGNMENT 16
#define MAX_NATURAL_ALIGNMENT 8

#ifndef NTDDI_WIN7
#include "sdkddkver.h"
#endif

// For the headers' own: always inlined and with no linkage of its own, so that inline routines of
// either linkage may call it. (What drivers call FORCEINLINE may have `static` before or after it.)
#define SIM_INLINE extern inline __attribute__((gnu_inline, always_inline))

// Microsoft's C has structures without a name as members.
#ifdef __clang__
#pragma clang diagnostic ignored "-Wmicrosoft-anon-tag"
#endif

// Calling conventions and pointer attributes
#define NTAPI
#define NTSYSAPI
#define NTKERNELAPI
#define NTHALAPI
#define NTSYSCALLAPI
#define FASTCALL
#define CDECL
#define WINAPI
#define CALLBACK
#define EXPORT
#define DECLSPEC_IMPORT
#define DECLSPEC_EXPORT
#define FORCEINLINE inline __attribute__((always_inline))
#define CFORCEINLINE FORCEINLINE
#define RESTRICTED_POINTER
#define UNALIGNED
#define UNALIGNED64
#define POINTER_32
#define POINTER_64
#define PTR64
#define DUMMYUNIONNAME
#define DUMMYUNIONNAME2
#define DUMMYUNIONNAME3
#define DUMMYUNIONNAME4
#define DUMMYSTRUCTNAME
#define DUMMYSTRUCTNAME2
#define _ANONYMOUS_UNION
#define _ANONYMOUS_STRUCT
#define POINTER_ALIGNMENT DECLSPEC_ALIGN(8)
#ifdef __cplusplus
#define EXTERN_C extern "C"
#else
#define EXTERN_C extern
#endif

// Attributes. `__declspec(align(16))` and its like keep their meaning where it changes a layout.
#define DECLSPEC_ALIGN(bytes) __attribute__((aligned(bytes)))
#define DECLSPEC_CACHEALIGN DECLSPEC_ALIGN(SYSTEM_CACHE_ALIGNMENT_SIZE)
#define DECLSPEC_NORETURN __attribute__((noreturn))
#define DECLSPEC_NOINLINE __attribute__((noinline))
#define DECLSPEC_SELECTANY __attribute__((weak))
#define DECLSPEC_DEPRECATED
#define DECLSPEC_DEPRECATED_DDK
#define DECLSPEC_NOTHROW
#define DECLSPEC_NOVTABLE
#define DECLSPEC_RESTRICT
#define DECLSPEC_ALLOCATOR
#define DECLSPEC_UUID(uuid)

#undef __declspec
#define __declspec(attribute) PERSTREAM_DECLSPEC_##attribute
#define PERSTREAM_DECLSPEC_align(bytes) __attribute__((aligned(bytes)))
#define PERSTREAM_DECLSPEC_noreturn __attribute__((noreturn))
#define PERSTREAM_DECLSPEC_noinline __attribute__((noinline))
#define PERSTREAM_DECLSPEC_selectany __attribute__((weak))
#define PERSTREAM_DECLSPEC_dllimport
#define PERSTREAM_DECLSPEC_dllexport
#define PERSTREAM_DECLSPEC_nothrow
#define PERSTREAM_DECLSPEC_novtable
#define PERSTREAM_DECLSPEC_restrict
#define PERSTREAM_DECLSPEC_allocator
#define PERSTREAM_DECLSPEC_guard(kind)
#define PERSTREAM_DECLSPEC_deprecated PERSTREAM_DECLSPEC_DEPRECATED
#define PERSTREAM_DECLSPEC_DEPRECATED
#define PERSTREAM_DECLSPEC_allocate(section)
#define PERSTREAM_DECLSPEC_code_seg(section)
#define PERSTREAM_DECLSPEC_naked
#define PERSTREAM_DECLSPEC_noalias
#define PERSTREAM_DECLSPEC_safebuffers
#define PERSTREAM_DECLSPEC_thread
#define PERSTREAM_DECLSPEC_uuid(uuid)

// Keywords
#ifndef _MSC_VER
#define __cdecl
#define __stdcall
#define __fastcall
#define __vectorcall
#define __clrcall
#define _cdecl
#define _stdcall
#define _fastcall
#define __forceinline FORCEINLINE
#define __inline FORCEINLINE
#define _inline FORCEINLINE
#define __unaligned
#define __w64
#define __ptr32
#define __ptr64
#define __based(base)
#define __noop(...) ((void)0)
#ifndef __pragma
#define __pragma(text)
#endif
#define __int8 char
#define __int16 short
#define __int32 int
#define __int64 long long
#define _int64 long long
#define _alloca __builtin_alloca
#define __debugbreak() DbgBreakPoint()
#define _ReturnAddress() __builtin_return_address(0)
#endif

#endif
