// Strings that are always terminated, within a size that is always given: copies, concatenations,
// formats and lengths that end with STATUS_BUFFER_OVERFLOW where the WDK's do.
#ifndef PERSTREAM_NTSTRSAFE_H
#define PERSTREAM_NTSTRSAFE_H

#include "ntdef.h"
#include "ntstatus.h"

typedef char *NTSTRSAFE_PSTR;
typedef const char *NTSTRSAFE_PCSTR;
typedef wchar_t *NTSTRSAFE_PWSTR;
typedef const wchar_t *NTSTRSAFE_PCWSTR;

#define NTSTRSAFE_MAX_CCH 2147483647
#define NTSTRSAFE_MAX_LENGTH (NTSTRSAFE_MAX_CCH - 1)
#define NTSTRSAFE_UNICODE_STRING_MAX_CCH (0xffff / sizeof(wchar_t))
#define STRSAFE_MAX_CCH NTSTRSAFE_MAX_CCH
#define STRSAFE_FILL_BEHIND_NULL 0x00000200
#define STRSAFE_IGNORE_NULLS 0x00000100
#define STRSAFE_FILL_ON_FAILURE 0x00000400
#define STRSAFE_NULL_ON_FAILURE 0x00000800
#define STRSAFE_NO_TRUNCATION 0x00001000
#define STRSAFE_ZERO_LENGTH_ON_FAILURE STRSAFE_NULL_ON_FAILURE

// --- Sizes in characters -------------------------------------------------------------------------

NTSTATUS RtlStringCchCopyW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR source);
NTSTATUS RtlStringCchCopyNW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR source,
                            size_t count);
NTSTATUS RtlStringCchCopyExW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR source,
                             NTSTRSAFE_PWSTR *end, size_t *rest, ULONG flags);
NTSTATUS RtlStringCchCatW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR source);
NTSTATUS RtlStringCchCatNW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR source,
                           size_t count);
NTSTATUS RtlStringCchCatExW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR source,
                            NTSTRSAFE_PWSTR *end, size_t *rest, ULONG flags);
NTSTATUS RtlStringCchPrintfW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR format, ...);
NTSTATUS RtlStringCchVPrintfW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR format,
                              va_list arguments);
NTSTATUS RtlStringCchPrintfExW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PWSTR *end,
                               size_t *rest, ULONG flags, NTSTRSAFE_PCWSTR format, ...);
NTSTATUS RtlStringCchLengthW(NTSTRSAFE_PCWSTR text, size_t size, size_t *length);
NTSTATUS RtlStringCchCopyA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR source);
NTSTATUS RtlStringCchCopyNA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR source,
                            size_t count);
NTSTATUS RtlStringCchCopyExA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR source,
                             NTSTRSAFE_PSTR *end, size_t *rest, ULONG flags);
NTSTATUS RtlStringCchCatA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR source);
NTSTATUS RtlStringCchCatNA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR source,
                           size_t count);
NTSTATUS RtlStringCchCatExA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR source,
                            NTSTRSAFE_PSTR *end, size_t *rest, ULONG flags);
NTSTATUS RtlStringCchPrintfA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR format, ...);
NTSTATUS RtlStringCchVPrintfA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR format,
                              va_list arguments);
NTSTATUS RtlStringCchPrintfExA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PSTR *end,
                               size_t *rest, ULONG flags, NTSTRSAFE_PCSTR format, ...);
NTSTATUS RtlStringCchLengthA(NTSTRSAFE_PCSTR text, size_t size, size_t *length);

// --- Sizes in bytes ------------------------------------------------------------------------------

NTSTATUS RtlStringCbCopyW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR source);
NTSTATUS RtlStringCbCopyNW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR source,
                           size_t count);
NTSTATUS RtlStringCbCopyExW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR source,
                            NTSTRSAFE_PWSTR *end, size_t *rest, ULONG flags);
NTSTATUS RtlStringCbCatW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR source);
NTSTATUS RtlStringCbCatNW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR source,
                          size_t count);
NTSTATUS RtlStringCbCatExW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR source,
                           NTSTRSAFE_PWSTR *end, size_t *rest, ULONG flags);
NTSTATUS RtlStringCbPrintfW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR format, ...);
NTSTATUS RtlStringCbVPrintfW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PCWSTR format,
                             va_list arguments);
NTSTATUS RtlStringCbPrintfExW(NTSTRSAFE_PWSTR target, size_t size, NTSTRSAFE_PWSTR *end,
                              size_t *rest, ULONG flags, NTSTRSAFE_PCWSTR format, ...);
NTSTATUS RtlStringCbLengthW(NTSTRSAFE_PCWSTR text, size_t size, size_t *length);
NTSTATUS RtlStringCbCopyA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR source);
NTSTATUS RtlStringCbCopyNA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR source,
                           size_t count);
NTSTATUS RtlStringCbCopyExA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR source,
                            NTSTRSAFE_PSTR *end, size_t *rest, ULONG flags);
NTSTATUS RtlStringCbCatA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR source);
NTSTATUS RtlStringCbCatNA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR source, size_t count);
NTSTATUS RtlStringCbCatExA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR source,
                           NTSTRSAFE_PSTR *end, size_t *rest, ULONG flags);
NTSTATUS RtlStringCbPrintfA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR format, ...);
NTSTATUS RtlStringCbVPrintfA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PCSTR format,
                             va_list arguments);
NTSTATUS RtlStringCbPrintfExA(NTSTRSAFE_PSTR target, size_t size, NTSTRSAFE_PSTR *end, size_t *rest,
                              ULONG flags, NTSTRSAFE_PCSTR format, ...);
NTSTATUS RtlStringCbLengthA(NTSTRSAFE_PCSTR text, size_t size, size_t *length);

// --- Counted strings -----------------------------------------------------------------------------

NTSTATUS RtlUnicodeStringInit(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source);
NTSTATUS RtlUnicodeStringValidate(PCUNICODE_STRING string);
NTSTATUS RtlUnicodeStringCopy(PUNICODE_STRING target, PCUNICODE_STRING source);
NTSTATUS RtlUnicodeStringCopyString(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source);
NTSTATUS RtlUnicodeStringCbCopyN(PUNICODE_STRING target, PCUNICODE_STRING source, size_t size);
NTSTATUS RtlUnicodeStringCchCopyN(PUNICODE_STRING target, PCUNICODE_STRING source, size_t count);
NTSTATUS RtlUnicodeStringCbCopyStringN(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source,
                                       size_t size);
NTSTATUS RtlUnicodeStringCchCopyStringN(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source,
                                        size_t count);
NTSTATUS RtlUnicodeStringCat(PUNICODE_STRING target, PCUNICODE_STRING source);
NTSTATUS RtlUnicodeStringCatString(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source);
NTSTATUS RtlUnicodeStringCbCatN(PUNICODE_STRING target, PCUNICODE_STRING source, size_t size);
NTSTATUS RtlUnicodeStringCchCatN(PUNICODE_STRING target, PCUNICODE_STRING source, size_t count);
NTSTATUS RtlUnicodeStringCbCatStringN(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source, size_t size);
NTSTATUS RtlUnicodeStringCchCatStringN(PUNICODE_STRING target, NTSTRSAFE_PCWSTR source,
                                       size_t count);
NTSTATUS RtlStringCchCopyUnicodeString(NTSTRSAFE_PWSTR target, size_t size,
                                       PCUNICODE_STRING source);
NTSTATUS RtlStringCbCopyUnicodeString(NTSTRSAFE_PWSTR target, size_t size, PCUNICODE_STRING source);
NTSTATUS RtlUnicodeStringPrintf(PUNICODE_STRING target, NTSTRSAFE_PCWSTR format, ...);
NTSTATUS RtlUnicodeStringVPrintf(PUNICODE_STRING target, NTSTRSAFE_PCWSTR format,
                                 va_list arguments);

#endif
