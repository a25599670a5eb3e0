// The run-time library: lists, memory, strings, numbers, bitmaps.
#ifndef PERSTREAM_RTL_H
#define PERSTREAM_RTL_H

// --- Lists ---------------------------------------------------------------------------------------

SIM_INLINE VOID InitializeListHead(PLIST_ENTRY head)
{
    head->Flink = head->Blink = head;
}
SIM_INLINE BOOLEAN IsListEmpty(const LIST_ENTRY *head)
{
    return head->Flink == head;
}
SIM_INLINE BOOLEAN RemoveEntryList(PLIST_ENTRY entry)
{
    PLIST_ENTRY next = entry->Flink;
    PLIST_ENTRY previous = entry->Blink;
    previous->Flink = next;
    next->Blink = previous;
    return next == previous;
}
SIM_INLINE PLIST_ENTRY RemoveHeadList(PLIST_ENTRY head)
{
    PLIST_ENTRY entry = head->Flink;
    RemoveEntryList(entry);
    return entry;
}
SIM_INLINE PLIST_ENTRY RemoveTailList(PLIST_ENTRY head)
{
    PLIST_ENTRY entry = head->Blink;
    RemoveEntryList(entry);
    return entry;
}
SIM_INLINE VOID InsertHeadList(PLIST_ENTRY head, PLIST_ENTRY entry)
{
    entry->Flink = head->Flink;
    entry->Blink = head;
    head->Flink->Blink = entry;
    head->Flink = entry;
}
SIM_INLINE VOID InsertTailList(PLIST_ENTRY head, PLIST_ENTRY entry)
{
    entry->Flink = head;
    entry->Blink = head->Blink;
    head->Blink->Flink = entry;
    head->Blink = entry;
}
SIM_INLINE VOID AppendTailList(PLIST_ENTRY head, PLIST_ENTRY list)
{
    PLIST_ENTRY tail = head->Blink;
    head->Blink->Flink = list;
    head->Blink = list->Blink;
    list->Blink->Flink = head;
    list->Blink = tail;
}
SIM_INLINE PSINGLE_LIST_ENTRY PopEntryList(PSINGLE_LIST_ENTRY head)
{
    PSINGLE_LIST_ENTRY entry = head->Next;
    if (entry != NULL) head->Next = entry->Next;
    return entry;
}
SIM_INLINE VOID PushEntryList(PSINGLE_LIST_ENTRY head, PSINGLE_LIST_ENTRY entry)
{
    entry->Next = head->Next;
    head->Next = entry;
}
PLIST_ENTRY ExInterlockedInsertHeadList(PLIST_ENTRY head, PLIST_ENTRY entry, PKSPIN_LOCK lock);
PLIST_ENTRY ExInterlockedInsertTailList(PLIST_ENTRY head, PLIST_ENTRY entry, PKSPIN_LOCK lock);
PLIST_ENTRY ExInterlockedRemoveHeadList(PLIST_ENTRY head, PKSPIN_LOCK lock);
PSINGLE_LIST_ENTRY ExInterlockedPushEntryList(PSINGLE_LIST_ENTRY head, PSINGLE_LIST_ENTRY entry,
                                              PKSPIN_LOCK lock);
PSINGLE_LIST_ENTRY ExInterlockedPopEntryList(PSINGLE_LIST_ENTRY head, PKSPIN_LOCK lock);
ULONG ExInterlockedAddUlong(PULONG addend, ULONG increment, PKSPIN_LOCK lock);
LARGE_INTEGER ExInterlockedAddLargeInteger(PLARGE_INTEGER addend, LARGE_INTEGER increment,
                                           PKSPIN_LOCK lock);

// --- Memory --------------------------------------------------------------------------------------

// Inline, so that the sanitizers see the driver's own access.
#define RtlCopyMemory(destination, source, length)                                                 \
    __builtin_memcpy((destination), (source), (length))
#define RtlMoveMemory(destination, source, length)                                                 \
    __builtin_memmove((destination), (source), (length))
#define RtlZeroMemory(destination, length) __builtin_memset((destination), 0, (length))
#define RtlFillMemory(destination, length, fill) __builtin_memset((destination), (fill), (length))
#define RtlEqualMemory(left, right, length) (!__builtin_memcmp((left), (right), (length)))
#define RtlCopyBytes RtlCopyMemory
#define RtlZeroBytes RtlZeroMemory
#define RtlFillBytes RtlFillMemory
#define RtlCopyMemoryNonTemporal RtlCopyMemory
#define RtlCopyVolatileMemory(destination, source, length)                                         \
    __builtin_memcpy((void *)(destination), (const void *)(source), (length))
SIZE_T RtlCompareMemory(const VOID *left, const VOID *right, SIZE_T length);
PVOID RtlSecureZeroMemory(PVOID destination, SIZE_T length);

// --- Strings -------------------------------------------------------------------------------------

VOID RtlInitString(PSTRING string, PCSZ source);
VOID RtlInitAnsiString(PANSI_STRING string, PCSZ source);
VOID RtlInitUnicodeString(PUNICODE_STRING string, PCWSTR source);
NTSTATUS RtlInitAnsiStringEx(PANSI_STRING string, PCSZ source);
NTSTATUS RtlInitUnicodeStringEx(PUNICODE_STRING string, PCWSTR source);
SIM_INLINE VOID RtlInitEmptyUnicodeString(PUNICODE_STRING string, PWCHAR buffer, USHORT size)
{
    string->Length = 0;
    string->MaximumLength = size;
    string->Buffer = buffer;
}
SIM_INLINE VOID RtlInitEmptyAnsiString(PANSI_STRING string, PCHAR buffer, USHORT size)
{
    string->Length = 0;
    string->MaximumLength = size;
    string->Buffer = buffer;
}
VOID RtlCopyString(PSTRING destination, const STRING *source);
VOID RtlCopyUnicodeString(PUNICODE_STRING destination, PCUNICODE_STRING source);
NTSTATUS RtlAppendUnicodeStringToString(PUNICODE_STRING destination, PCUNICODE_STRING source);
NTSTATUS RtlAppendUnicodeToString(PUNICODE_STRING destination, PCWSTR source);
LONG RtlCompareString(const STRING *left, const STRING *right, BOOLEAN ignore_case);
LONG RtlCompareUnicodeString(PCUNICODE_STRING left, PCUNICODE_STRING right, BOOLEAN ignore_case);
BOOLEAN RtlEqualString(const STRING *left, const STRING *right, BOOLEAN ignore_case);
BOOLEAN RtlEqualUnicodeString(PCUNICODE_STRING left, PCUNICODE_STRING right, BOOLEAN ignore_case);
BOOLEAN RtlPrefixString(const STRING *prefix, const STRING *string, BOOLEAN ignore_case);
BOOLEAN RtlPrefixUnicodeString(PCUNICODE_STRING prefix, PCUNICODE_STRING string,
                               BOOLEAN ignore_case);
BOOLEAN RtlSuffixUnicodeString(PCUNICODE_STRING suffix, PCUNICODE_STRING string,
                               BOOLEAN ignore_case);
WCHAR RtlUpcaseUnicodeChar(WCHAR character);
WCHAR RtlDowncaseUnicodeChar(WCHAR character);
CHAR RtlUpperChar(CHAR character);
VOID RtlUpperString(PSTRING destination, const STRING *source);
NTSTATUS RtlUpcaseUnicodeString(PUNICODE_STRING destination, PCUNICODE_STRING source,
                                BOOLEAN allocate);
NTSTATUS RtlDowncaseUnicodeString(PUNICODE_STRING destination, PCUNICODE_STRING source,
                                  BOOLEAN allocate);
#define HASH_STRING_ALGORITHM_DEFAULT 0
#define HASH_STRING_ALGORITHM_X65599 1
#define HASH_STRING_ALGORITHM_INVALID 0xffffffff
NTSTATUS RtlHashUnicodeString(PCUNICODE_STRING string, BOOLEAN ignore_case, ULONG algorithm,
                              PULONG hash);
VOID RtlFreeUnicodeString(PUNICODE_STRING string);
VOID RtlFreeAnsiString(PANSI_STRING string);
VOID RtlFreeUTF8String(PUTF8_STRING string);
NTSTATUS RtlAnsiStringToUnicodeString(PUNICODE_STRING destination, PCANSI_STRING source,
                                      BOOLEAN allocate);
NTSTATUS RtlUnicodeStringToAnsiString(PANSI_STRING destination, PCUNICODE_STRING source,
                                      BOOLEAN allocate);
NTSTATUS RtlUnicodeStringToUTF8String(PUTF8_STRING destination, PCUNICODE_STRING source,
                                      BOOLEAN allocate);
NTSTATUS RtlUTF8StringToUnicodeString(PUNICODE_STRING destination, PUTF8_STRING source,
                                      BOOLEAN allocate);
NTSTATUS RtlUnicodeToUTF8N(PCHAR destination, ULONG size, PULONG length, PCWCH source,
                           ULONG source_length);
NTSTATUS RtlUTF8ToUnicodeN(PWSTR destination, ULONG size, PULONG length, PCCH source,
                           ULONG source_length);
ULONG RtlxUnicodeStringToAnsiSize(PCUNICODE_STRING string);
ULONG RtlxAnsiStringToUnicodeSize(PCANSI_STRING string);
#define RtlUnicodeStringToAnsiSize(string) RtlxUnicodeStringToAnsiSize(string)
#define RtlAnsiStringToUnicodeSize(string) RtlxAnsiStringToUnicodeSize(string)
NTSTATUS RtlUnicodeStringToInteger(PCUNICODE_STRING string, ULONG base, PULONG value);
NTSTATUS RtlUnicodeStringToInt64(PCUNICODE_STRING string, ULONG base, PLONG64 value, PWSTR *end);
NTSTATUS RtlIntegerToUnicodeString(ULONG value, ULONG base, PUNICODE_STRING string);
NTSTATUS RtlInt64ToUnicodeString(ULONGLONG value, ULONG base, PUNICODE_STRING string);
#define RtlIntPtrToUnicodeString(value, base, string) RtlInt64ToUnicodeString(value, base, string)
NTSTATUS RtlStringFromGUID(REFGUID guid, PUNICODE_STRING string);
NTSTATUS RtlGUIDFromString(PCUNICODE_STRING string, GUID *guid);
#define RTL_GUID_STRING_SIZE 38

// --- Numbers and times ---------------------------------------------------------------------------

ULONG RtlRandomEx(PULONG seed);
#define RtlUlongByteSwap(value) __builtin_bswap32(value)
#define RtlUshortByteSwap(value) __builtin_bswap16(value)
#define RtlUlonglongByteSwap(value) __builtin_bswap64(value)
#define RtlPointerToOffset(base, pointer) ((ULONG)(((PCHAR)(pointer)) - ((PCHAR)(base))))
#define RtlOffsetToPointer(base, offset) ((PCHAR)(((PCHAR)(base)) + ((ULONG_PTR)(offset))))
#define RtlConvertLongToLargeInteger(value) ((LARGE_INTEGER){.QuadPart = (LONG)(value)})
#define RtlConvertUlongToLargeInteger(value) ((LARGE_INTEGER){.QuadPart = (ULONG)(value)})

typedef struct _TIME_FIELDS {
    CSHORT Year;
    CSHORT Month;
    CSHORT Day;
    CSHORT Hour;
    CSHORT Minute;
    CSHORT Second;
    CSHORT Milliseconds;
    CSHORT Weekday;
} TIME_FIELDS, *PTIME_FIELDS;
VOID RtlTimeToTimeFields(PLARGE_INTEGER time, PTIME_FIELDS fields);
BOOLEAN RtlTimeFieldsToTime(PTIME_FIELDS fields, PLARGE_INTEGER time);

// --- Bitmaps -------------------------------------------------------------------------------------

typedef struct _RTL_BITMAP {
    ULONG SizeOfBitMap;
    PULONG Buffer;
} RTL_BITMAP, *PRTL_BITMAP;
typedef struct _RTL_BITMAP_RUN {
    ULONG StartingIndex;
    ULONG NumberOfBits;
} RTL_BITMAP_RUN, *PRTL_BITMAP_RUN;
VOID RtlInitializeBitMap(PRTL_BITMAP bitmap, PULONG buffer, ULONG bits);
VOID RtlClearBit(PRTL_BITMAP bitmap, ULONG bit);
VOID RtlSetBit(PRTL_BITMAP bitmap, ULONG bit);
BOOLEAN RtlTestBit(PRTL_BITMAP bitmap, ULONG bit);
VOID RtlClearAllBits(PRTL_BITMAP bitmap);
VOID RtlSetAllBits(PRTL_BITMAP bitmap);
VOID RtlClearBits(PRTL_BITMAP bitmap, ULONG first, ULONG count);
VOID RtlSetBits(PRTL_BITMAP bitmap, ULONG first, ULONG count);
ULONG RtlFindClearBits(PRTL_BITMAP bitmap, ULONG count, ULONG hint);
ULONG RtlFindSetBits(PRTL_BITMAP bitmap, ULONG count, ULONG hint);
ULONG RtlFindClearBitsAndSet(PRTL_BITMAP bitmap, ULONG count, ULONG hint);
ULONG RtlFindSetBitsAndClear(PRTL_BITMAP bitmap, ULONG count, ULONG hint);
BOOLEAN RtlAreBitsClear(PRTL_BITMAP bitmap, ULONG first, ULONG count);
BOOLEAN RtlAreBitsSet(PRTL_BITMAP bitmap, ULONG first, ULONG count);
ULONG RtlNumberOfClearBits(PRTL_BITMAP bitmap);
ULONG RtlNumberOfSetBits(PRTL_BITMAP bitmap);
CCHAR RtlFindMostSignificantBit(ULONGLONG set);
CCHAR RtlFindLeastSignificantBit(ULONGLONG set);
#define RtlCheckBit(bitmap, bit) RtlTestBit(bitmap, bit)

// --- Versions ------------------------------------------------------------------------------------

typedef struct _OSVERSIONINFOW {
    ULONG dwOSVersionInfoSize;
    ULONG dwMajorVersion;
    ULONG dwMinorVersion;
    ULONG dwBuildNumber;
    ULONG dwPlatformId;
    WCHAR szCSDVersion[128];
} OSVERSIONINFOW, *POSVERSIONINFOW, RTL_OSVERSIONINFOW, *PRTL_OSVERSIONINFOW;
typedef struct _OSVERSIONINFOEXW {
    ULONG dwOSVersionInfoSize;
    ULONG dwMajorVersion;
    ULONG dwMinorVersion;
    ULONG dwBuildNumber;
    ULONG dwPlatformId;
    WCHAR szCSDVersion[128];
    USHORT wServicePackMajor;
    USHORT wServicePackMinor;
    USHORT wSuiteMask;
    UCHAR wProductType;
    UCHAR wReserved;
} OSVERSIONINFOEXW, *POSVERSIONINFOEXW, RTL_OSVERSIONINFOEXW, *PRTL_OSVERSIONINFOEXW;
NTSTATUS RtlGetVersion(PRTL_OSVERSIONINFOW information);
BOOLEAN RtlIsNtDdiVersionAvailable(ULONG version);

#endif
