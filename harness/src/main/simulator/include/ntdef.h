// The basic types and macros of Windows, with their sizes on x64.
//
// LONG and ULONG have 32 bits and WCHAR 16 (compile with -fshort-wchar). What a driver writes as a
// plain `long` keeps the host's 64 bits: sources for the kernel say LONG, and only those are laid
// out right.
#ifndef PERSTREAM_NTDEF_H
#define PERSTREAM_NTDEF_H

#include <stdarg.h>
#include <stddef.h>

#include "basetsd.h"
#include "driverspecs.h"
#include "guiddef.h"
#include "nt/compiler.h"
#include "sal.h"

// --- Scalars -------------------------------------------------------------------------------------

#ifndef VOID
#define VOID void
#endif
#ifndef CONST
#define CONST const
#endif
#define IN
#define OUT
#define _Unreferenced_parameter_
#define OPTIONAL
#ifndef NOTHING
#define NOTHING
#endif

typedef void *PVOID, *PVOID64;
typedef char CHAR, *PCHAR, *LPSTR, *PSTR, *PSZ, CCHAR, *PCCHAR;
typedef const char *LPCSTR, *PCSTR, *PCSZ;
typedef unsigned char UCHAR, *PUCHAR, BYTE, *PBYTE, BOOLEAN, *PBOOLEAN;
typedef short SHORT, *PSHORT, CSHORT, *PCSHORT;
typedef unsigned short USHORT, *PUSHORT, WORD, *PWORD;
typedef int INT, *PINT, LONG, *PLONG, BOOL, *PBOOL, HRESULT;
typedef unsigned int UINT, *PUINT, ULONG, *PULONG, DWORD, *PDWORD, LOGICAL, *PLOGICAL, CLONG;
typedef long long LONGLONG, *PLONGLONG, USN;
typedef unsigned long long ULONGLONG, *PULONGLONG, DWORDLONG;
typedef const UCHAR *PCUCHAR;
typedef const USHORT *PCUSHORT;
typedef const ULONG *PCULONG;
typedef const void *PCVOID;
typedef double DOUBLE;
typedef float FLOAT;

typedef __WCHAR_TYPE__ WCHAR, *PWCHAR, *LPWCH, *PWCH, *LPWSTR, *PWSTR, *NWPSTR, **PZPWSTR;
typedef const WCHAR *LPCWCH, *PCWCH, *LPCWSTR, *PCWSTR, *PCWCHAR, *PCNZWCH, **PZPCWSTR;
typedef const CHAR *PCCH, *LPCCH, *PCNZCH;
typedef WCHAR *PNZWCH, *PZZWSTR;
typedef const WCHAR *PCZZWSTR;
_Static_assert(sizeof(WCHAR) == 2, "compile with -fshort-wchar");

typedef void *HANDLE, **PHANDLE;
typedef LONG NTSTATUS, *PNTSTATUS;
typedef UCHAR KIRQL, *PKIRQL;
typedef CCHAR KPROCESSOR_MODE;
typedef ULONG ACCESS_MASK, *PACCESS_MASK;
typedef ULONG LCID, *PLCID;
typedef USHORT LANGID, RTL_ATOM, *PRTL_ATOM;
typedef ULONG_PTR ERESOURCE_THREAD, *PERESOURCE_THREAD;

#define TRUE 1
#define FALSE 0
#ifndef NULL
#define NULL ((void *)0)
#endif

#define MINCHAR 0x80
#define MAXCHAR 0x7f
#define MINSHORT 0x8000
#define MAXSHORT 0x7fff
#define MINLONG 0x80000000
#define MAXLONG 0x7fffffff
#define MAXUCHAR 0xff
#define MAXUSHORT 0xffff
#define MAXULONG 0xffffffff
#define MAXDWORD 0xffffffff
#define MAXLONGLONG (0x7fffffffffffffffLL)
#define MAXULONGLONG ((ULONGLONG) ~((ULONGLONG)0))
#define MAX_PATH 260

#define UNICODE_NULL ((WCHAR)0)
#define UNICODE_STRING_MAX_BYTES ((USHORT)65534)
#define UNICODE_STRING_MAX_CHARS (32767)
#define ANSI_NULL ((CHAR)0)
#ifndef TEXT
#define TEXT(text) L##text
#endif

// --- 64-bit integers in halves -------------------------------------------------------------------

typedef union _LARGE_INTEGER {
    struct {
        ULONG LowPart;
        LONG HighPart;
    };
    struct {
        ULONG LowPart;
        LONG HighPart;
    } u;
    LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

typedef union _ULARGE_INTEGER {
    struct {
        ULONG LowPart;
        ULONG HighPart;
    };
    struct {
        ULONG LowPart;
        ULONG HighPart;
    } u;
    ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

typedef LARGE_INTEGER PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;

typedef struct _LUID {
    ULONG LowPart;
    LONG HighPart;
} LUID, *PLUID;

#define Int32x32To64(left, right) ((LONGLONG)(LONG)(left) * (LONGLONG)(LONG)(right))
#define UInt32x32To64(left, right) ((ULONGLONG)(ULONG)(left) * (ULONGLONG)(ULONG)(right))
#define Int64ShllMod32(value, bits) ((ULONGLONG)(value) << (bits))
#define Int64ShraMod32(value, bits) ((LONGLONG)(value) >> (bits))
#define Int64ShrlMod32(value, bits) ((ULONGLONG)(value) >> (bits))

// --- Strings and lists ---------------------------------------------------------------------------

typedef struct _STRING {
    USHORT Length;
    USHORT MaximumLength;
    PCHAR Buffer;
} STRING, *PSTRING, ANSI_STRING, *PANSI_STRING, OEM_STRING, *POEM_STRING;
typedef STRING UTF8_STRING, *PUTF8_STRING;
typedef const STRING *PCANSI_STRING, *PCOEM_STRING, *PCSTRING, *PCUTF8_STRING;

typedef struct _UNICODE_STRING {
    USHORT Length;
    USHORT MaximumLength;
    PWCH Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;

#define DECLARE_CONST_UNICODE_STRING(name, text)                                                   \
    const WCHAR name##_buffer[] = text;                                                            \
    const UNICODE_STRING name = {sizeof(text) - sizeof(WCHAR), sizeof(text), (PWCH)name##_buffer}
#define DECLARE_GLOBAL_CONST_UNICODE_STRING(name, text)                                            \
    extern const __declspec(selectany) UNICODE_STRING name;                                        \
    const __declspec(selectany) UNICODE_STRING name = RTL_CONSTANT_STRING(text)
#define DECLARE_UNICODE_STRING_SIZE(name, size)                                                    \
    WCHAR name##_buffer[size];                                                                     \
    UNICODE_STRING name = {0, (size) * sizeof(WCHAR), name##_buffer}
#define RTL_CONSTANT_STRING(text)                                                                  \
    { sizeof(text) - sizeof((text)[0]), sizeof(text), (void *)(text) }

typedef struct _LIST_ENTRY {
    struct _LIST_ENTRY *Flink;
    struct _LIST_ENTRY *Blink;
} LIST_ENTRY, *PLIST_ENTRY;

typedef struct _SINGLE_LIST_ENTRY {
    struct _SINGLE_LIST_ENTRY *Next;
} SINGLE_LIST_ENTRY, *PSINGLE_LIST_ENTRY;

// --- Object attributes ---------------------------------------------------------------------------

#define OBJ_INHERIT 0x00000002
#define OBJ_PERMANENT 0x00000010
#define OBJ_EXCLUSIVE 0x00000020
#define OBJ_CASE_INSENSITIVE 0x00000040
#define OBJ_OPENIF 0x00000080
#define OBJ_OPENLINK 0x00000100
#define OBJ_KERNEL_HANDLE 0x00000200
#define OBJ_FORCE_ACCESS_CHECK 0x00000400
#define OBJ_IGNORE_IMPERSONATED_DEVICEMAP 0x00000800
#define OBJ_DONT_REPARSE 0x00001000
#define OBJ_VALID_ATTRIBUTES 0x00001FF2

typedef struct _OBJECT_ATTRIBUTES {
    ULONG Length;
    HANDLE RootDirectory;
    PUNICODE_STRING ObjectName;
    ULONG Attributes;
    PVOID SecurityDescriptor;
    PVOID SecurityQualityOfService;
} OBJECT_ATTRIBUTES, *POBJECT_ATTRIBUTES;
typedef const OBJECT_ATTRIBUTES *PCOBJECT_ATTRIBUTES;

#define InitializeObjectAttributes(attributes, name, flags, root, security)                        \
    do {                                                                                           \
        (attributes)->Length = sizeof(OBJECT_ATTRIBUTES);                                          \
        (attributes)->RootDirectory = (root);                                                      \
        (attributes)->Attributes = (flags);                                                        \
        (attributes)->ObjectName = (name);                                                         \
        (attributes)->SecurityDescriptor = (security);                                             \
        (attributes)->SecurityQualityOfService = NULL;                                             \
    } while (0)
#define RTL_CONSTANT_OBJECT_ATTRIBUTES(name, flags)                                                \
    { sizeof(OBJECT_ATTRIBUTES), NULL, (PUNICODE_STRING)(name), flags, NULL, NULL }
#define RTL_INIT_OBJECT_ATTRIBUTES(name, flags) RTL_CONSTANT_OBJECT_ATTRIBUTES(name, flags)

typedef enum _NT_PRODUCT_TYPE {
    NtProductWinNt = 1,
    NtProductLanManNt,
    NtProductServer
} NT_PRODUCT_TYPE;

typedef enum _EVENT_TYPE { NotificationEvent, SynchronizationEvent } EVENT_TYPE;
typedef enum _TIMER_TYPE { NotificationTimer, SynchronizationTimer } TIMER_TYPE;
typedef enum _WAIT_TYPE { WaitAll, WaitAny } WAIT_TYPE;

typedef struct _PROCESSOR_NUMBER {
    USHORT Group;
    UCHAR Number;
    UCHAR Reserved;
} PROCESSOR_NUMBER, *PPROCESSOR_NUMBER;

typedef struct _GROUP_AFFINITY {
    KAFFINITY Mask;
    USHORT Group;
    USHORT Reserved[3];
} GROUP_AFFINITY, *PGROUP_AFFINITY;

// --- Macros --------------------------------------------------------------------------------------

#define NT_SUCCESS(status) (((NTSTATUS)(status)) >= 0)
#define NT_INFORMATION(status) ((((ULONG)(status)) >> 30) == 1)
#define NT_WARNING(status) ((((ULONG)(status)) >> 30) == 2)
#define NT_ERROR(status) ((((ULONG)(status)) >> 30) == 3)

#define FIELD_OFFSET(type, field) ((LONG)offsetof(type, field))
#define UFIELD_OFFSET(type, field) ((ULONG)offsetof(type, field))
#define FIELD_SIZE(type, field) (sizeof(((type *)0)->field))
#define RTL_FIELD_SIZE(type, field) FIELD_SIZE(type, field)
#define RTL_SIZEOF_THROUGH_FIELD(type, field) (offsetof(type, field) + FIELD_SIZE(type, field))
#define RTL_CONTAINS_FIELD(structure, size, field)                                                 \
    ((((PCHAR)(&(structure)->field)) + sizeof((structure)->field)) <=                              \
     (((PCHAR)(structure)) + (size)))
#define RTL_NUMBER_OF(array) (sizeof(array) / sizeof((array)[0]))
#define ARRAYSIZE(array) RTL_NUMBER_OF(array)
#define _ARRAYSIZE(array) RTL_NUMBER_OF(array)
#define RTL_BITS_OF(argument) (sizeof(argument) * 8)
#define RTL_BITS_OF_FIELD(type, field) (RTL_BITS_OF(((type *)0)->field))
#define CONTAINING_RECORD(address, type, field)                                                    \
    ((type *)((PCHAR)(address) - (ULONG_PTR)offsetof(type, field)))
#define ARGUMENT_PRESENT(argument) ((CHAR *)((ULONG_PTR)(argument)) != (CHAR *)(NULL))
#define UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#define DBG_UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#define DBG_UNREFERENCED_LOCAL_VARIABLE(variable) ((void)(variable))
#define C_ASSERT(condition) _Static_assert(condition, #condition)
#define TYPE_ALIGNMENT(type) _Alignof(type)
#define MAKEUSHORT(low, high) ((USHORT)(((UCHAR)(low)) | ((USHORT)((UCHAR)(high))) << 8))
#define MAKEULONG(low, high) ((ULONG)(((USHORT)(low)) | ((ULONG)((USHORT)(high))) << 16))
#define LOWORD(value) ((USHORT)((ULONG_PTR)(value)&0xffff))
#define HIWORD(value) ((USHORT)(((ULONG_PTR)(value) >> 16) & 0xffff))
#define LOBYTE(value) ((UCHAR)((ULONG_PTR)(value)&0xff))
#define HIBYTE(value) ((UCHAR)(((ULONG_PTR)(value) >> 8) & 0xff))
#define IS_ALIGNED(pointer, alignment)                                                             \
    ((((ULONG_PTR)(pointer)) & ((ULONG_PTR)(alignment)-1)) == 0)
#define ALIGN_DOWN_BY(value, alignment) ((ULONG_PTR)(value) & ~((ULONG_PTR)(alignment)-1))
#define ALIGN_UP_BY(value, alignment)                                                              \
    ALIGN_DOWN_BY((ULONG_PTR)(value) + (alignment)-1, alignment)
#define ALIGN_DOWN(value, type) ALIGN_DOWN_BY(value, sizeof(type))
#define ALIGN_UP(value, type) ALIGN_UP_BY(value, sizeof(type))
#define ALIGN_DOWN_POINTER(pointer, type) ((PVOID)ALIGN_DOWN_BY(pointer, sizeof(type)))
#define ALIGN_UP_POINTER(pointer, type) ((PVOID)ALIGN_UP_BY(pointer, sizeof(type)))
#define __max(left, right) (((left) > (right)) ? (left) : (right))
#define __min(left, right) (((left) < (right)) ? (left) : (right))
#ifndef max
#define max(left, right) __max(left, right)
#define min(left, right) __min(left, right)
#endif
#define LANG_NEUTRAL 0x00
#define SUBLANG_DEFAULT 0x01
#define MAKELANGID(primary, sub) ((((USHORT)(sub)) << 10) | (USHORT)(primary))
#define DEFINE_ENUM_FLAG_OPERATORS(type)

#endif
