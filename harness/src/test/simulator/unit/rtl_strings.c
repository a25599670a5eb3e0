// Strings: case, comparison, numbers, formats, safe strings, code pages.
#include "crt/routines.h"
#include "unit.h"
#include <ntstrsafe.h>

static UNICODE_STRING of(const WCHAR *text)
{
    UNICODE_STRING string;

    RtlInitUnicodeString(&string, text);
    return string;
}

static bool same(const UNICODE_STRING *string, const WCHAR *text)
{
    return string->Length == crt_wcslen(text) * sizeof(WCHAR) &&
           memcmp(string->Buffer, text, string->Length) == 0;
}

static void letters(void)
{
    CHECK(RtlUpcaseUnicodeChar(L'z') == L'Z' && RtlUpcaseUnicodeChar(L'{') == L'{');
    CHECK(RtlUpcaseUnicodeChar(0xE4) == 0xC4 && RtlUpcaseUnicodeChar(0xF7) == 0xF7);
    CHECK(RtlUpcaseUnicodeChar(0xFF) == 0x178 && RtlUpcaseUnicodeChar(0xDF) == 0xDF);
    CHECK(RtlUpcaseUnicodeChar(0x159) == 0x158 && RtlUpcaseUnicodeChar(0x158) == 0x158);
    CHECK(RtlUpcaseUnicodeChar(0x3C9) == 0x3A9 && RtlUpcaseUnicodeChar(0x44F) == 0x42F);
    CHECK(RtlDowncaseUnicodeChar(0x3A3) == 0x3C3 && RtlDowncaseUnicodeChar(0x42F) == 0x44F);
    for (WCHAR c = 1; c < 0x600; c++) {
        WCHAR upper = RtlUpcaseUnicodeChar(c);
        CHECK(RtlUpcaseUnicodeChar(upper) == upper);
        CHECK(c == 0x3C2 || upper == c || RtlDowncaseUnicodeChar(upper) == c);
    }
}

static void counted_strings(void)
{
    WCHAR buffer[8];
    UNICODE_STRING target = {0, sizeof buffer, buffer}, a = of(L"Größe"), b = of(L"GRÖSSE"), c;

    CHECK(a.Length == 10 && a.MaximumLength == 12);
    CHECK(!RtlEqualUnicodeString(&a, &b, TRUE));
    b = of(L"GRÖßE");
    CHECK(RtlEqualUnicodeString(&a, &b, TRUE) && !RtlEqualUnicodeString(&a, &b, FALSE));
    CHECK(RtlCompareUnicodeString(&a, &b, FALSE) > 0);
    c = of(L"grö");
    CHECK(RtlPrefixUnicodeString(&c, &a, TRUE) && !RtlPrefixUnicodeString(&c, &a, FALSE));
    RtlCopyUnicodeString(&target, &a);
    CHECK(same(&target, L"Größe") && buffer[5] == 0);
    CHECK_STATUS(RtlAppendUnicodeToString(&target, L"123"), STATUS_SUCCESS);
    CHECK(same(&target, L"Größe123"));
    CHECK_STATUS(RtlAppendUnicodeToString(&target, L"4"), STATUS_BUFFER_TOO_SMALL);
    CHECK(same(&target, L"Größe123"));
    target.Length = 0;
    target.MaximumLength = 4;
    RtlCopyUnicodeString(&target, &a);
    CHECK(same(&target, L"Gr"));
    CHECK_STATUS(RtlUpcaseUnicodeString(&target, &a, FALSE), STATUS_BUFFER_OVERFLOW);
    CHECK_STATUS(RtlUpcaseUnicodeString(&c, &a, TRUE), STATUS_SUCCESS);
    CHECK(same(&c, L"GRÖßE") && ex_pool_owns(c.Buffer));
    RtlFreeUnicodeString(&c);
    CHECK(c.Buffer == NULL);

    ULONG first, second;
    CHECK_STATUS(RtlHashUnicodeString(&a, TRUE, HASH_STRING_ALGORITHM_X65599, &first),
                 STATUS_SUCCESS);
    CHECK_STATUS(RtlHashUnicodeString(&b, TRUE, HASH_STRING_ALGORITHM_DEFAULT, &second),
                 STATUS_SUCCESS);
    CHECK(first == second);
    CHECK_STATUS(RtlHashUnicodeString(&a, TRUE, 7, &first), STATUS_INVALID_PARAMETER);
}

static ULONG number(const WCHAR *text, ULONG base)
{
    UNICODE_STRING string = of(text);
    ULONG value = 1;

    CHECK_STATUS(RtlUnicodeStringToInteger(&string, base, &value), STATUS_SUCCESS);
    return value;
}

static void numbers(void)
{
    WCHAR buffer[40];
    UNICODE_STRING target = {0, sizeof buffer, buffer}, empty = {0, 0, buffer};
    GUID guid = {0x12345678, 0x9ABC, 0xDEF0, {1, 2, 3, 4, 5, 6, 7, 0xFE}}, back;
    ULONG value;

    // The examples of its page
    CHECK(number(L"123", 10) == 123 && number(L"-345", 10) == (ULONG)-345);
    CHECK(number(L"xyz", 10) == 0 && number(L"+678abc", 10) == 678);
    CHECK(number(L"+678abc", 16) == 0x678ABC && number(L"007", 10) == 7);
    CHECK(number(L" 0x1F", 0) == 31 && number(L"0b101", 0) == 5 && number(L"0o17", 0) == 15);
    CHECK_STATUS(RtlUnicodeStringToInteger(&empty, 10, &value), STATUS_INVALID_PARAMETER);
    CHECK_STATUS(RtlIntegerToUnicodeString(0xFEDC, 16, &target), STATUS_SUCCESS);
    CHECK(same(&target, L"FEDC"));
    CHECK_STATUS(RtlIntegerToUnicodeString(7, 3, &target), STATUS_INVALID_PARAMETER);
    CHECK_STATUS(RtlInt64ToUnicodeString(MAXULONGLONG, 0, &target), STATUS_SUCCESS);
    CHECK(same(&target, L"18446744073709551615"));
    CHECK_STATUS(RtlStringFromGUID(&guid, &target), STATUS_SUCCESS);
    CHECK(same(&target, L"{12345678-9ABC-DEF0-0102-0304050607FE}"));
    CHECK_STATUS(RtlGUIDFromString(&target, &back), STATUS_SUCCESS);
    CHECK(IsEqualGUID(&guid, &back));
    RtlFreeUnicodeString(&target);
}

static void formats(void)
{
    char text[100];
    WCHAR wide[40];
    UNICODE_STRING name = of(L"\\a\u00e9"), none = {0, 0, NULL};
    ANSI_STRING ansi;

    RtlInitAnsiString(&ansi, "abcdef");
    ansi.Length = 3;
    crt_sprintf(text, "%wZ|%Z|%ws|%S|%hs|%wZ", &name, &ansi, L"w", L"S", "n", &none);
    CHECK(strcmp(text, "\\a\xc3\xa9|abc|w|S|n|(null)") == 0);
    crt_sprintf(text, "%d %u %x %#X %I64d %lld %ld", -1, 4294967295u, 255, 255,
                -5000000000LL, 5000000000LL, (LONG)-7);
    CHECK(strcmp(text, "-1 4294967295 ff 0XFF -5000000000 5000000000 -7") == 0);
    crt_sprintf(text, "[%5d][%-5d][%05d][%+d][%.3d][%8.3s][%*d][%c%%]", 42, 42, 42, 42, 7, "abcdef",
                4, 9, 'x');
    CHECK(strcmp(text, "[   42][42   ][00042][+42][007][     abc][   9][x%]") == 0);
    crt_sprintf(text, "%p %08lX %hhx %hu", (void *)0xABC, 0xBEEFu, 0x1FF, 65537);
    CHECK(strcmp(text, "0000000000000ABC 0000BEEF ff 1") == 0);
    crt_swprintf(wide, L"%s-%S-%d-%wZ", L"wide", "narrow", 3, &name);
    CHECK(crt_wcscmp(wide, L"wide-narrow-3-\\a\u00e9") == 0);
    CHECK(crt_snwprintf(wide, 3, L"abc") == 3 && wide[2] == 'c' && wide[3] == 'e');
    CHECK(crt_snwprintf(wide, 3, L"abcd") == -1 && wide[2] == 'c');
    CHECK(crt_snprintf(text, sizeof text, "%s", (char *)NULL) == 6);
}

static void safe_strings(void)
{
    WCHAR wide[6];
    char narrow[6];
    size_t length;
    UNICODE_STRING target = {0, sizeof wide, wide}, source = of(L"longer than that");

    CHECK_STATUS(RtlStringCchCopyW(wide, 6, L"abcde"), STATUS_SUCCESS);
    CHECK_STATUS(RtlStringCbCopyW(wide, 10, L"abcde"), STATUS_BUFFER_OVERFLOW);
    CHECK(crt_wcscmp(wide, L"abcd") == 0);
    CHECK_STATUS(RtlStringCchCatW(wide, 6, L"XYZ"), STATUS_BUFFER_OVERFLOW);
    CHECK(crt_wcscmp(wide, L"abcdX") == 0);
    CHECK_STATUS(RtlStringCchCopyW(wide, 0, L"a"), STATUS_INVALID_PARAMETER);
    CHECK_STATUS(RtlStringCchCatW(wide, 6, L"XYZ"), STATUS_INVALID_PARAMETER); // is full
    CHECK_STATUS(RtlStringCchCopyW(wide, 6, NULL), STATUS_INVALID_PARAMETER);
    CHECK_STATUS(RtlStringCbPrintfW(wide, sizeof wide, L"%d", 123456), STATUS_BUFFER_OVERFLOW);
    CHECK(crt_wcscmp(wide, L"12345") == 0);
    CHECK_STATUS(RtlStringCbPrintfA(narrow, sizeof narrow, "%s", "ok"), STATUS_SUCCESS);
    CHECK_STATUS(RtlStringCbLengthW(wide, sizeof wide, &length), STATUS_SUCCESS);
    CHECK(length == 10);
    CHECK_STATUS(RtlStringCchLengthA("abcdef", 6, &length), STATUS_INVALID_PARAMETER);
    CHECK_STATUS(RtlStringCchCopyNA(narrow, 6, "abcdef", 3), STATUS_SUCCESS);
    CHECK(strcmp(narrow, "abc") == 0);

    CHECK_STATUS(RtlUnicodeStringCopy(&target, &source), STATUS_BUFFER_OVERFLOW);
    CHECK(same(&target, L"longer"));
    CHECK_STATUS(RtlUnicodeStringPrintf(&target, L"%u!", 77), STATUS_SUCCESS);
    CHECK(same(&target, L"77!"));
    CHECK_STATUS(RtlUnicodeStringCatString(&target, L"??"), STATUS_SUCCESS);
    CHECK(same(&target, L"77!??"));
    target.Length = 20;
    CHECK_STATUS(RtlUnicodeStringCat(&target, &source), STATUS_INVALID_PARAMETER);
}

static BOOLEAN is_short(const WCHAR *text, const char *oem)
{
    char buffer[12];
    OEM_STRING name = {0, sizeof buffer, buffer};
    UNICODE_STRING string = of(text);
    BOOLEAN spaces, is = RtlIsNameLegalDOS8Dot3(&string, &name, &spaces);

    CHECK(!is || oem == NULL || (name.Length == strlen(oem) && !memcmp(buffer, oem, name.Length)));
    return is;
}

static void code_pages(void)
{
    ANSI_STRING ansi;
    UNICODE_STRING wide, source = of(L"\u20ac\u00fc\u4e00");
    UTF8_STRING utf8;

    CHECK(is_short(L"readme.txt", "README.TXT") && is_short(L"a b", "A B"));
    CHECK(is_short(L"..", NULL));
    CHECK(is_short(L"\u00fcber", "\x9a"
                                 "BER"));
    CHECK(!is_short(L"readme.text", NULL) && !is_short(L"toolonger", NULL));
    CHECK(!is_short(L"a.b.c", NULL) && !is_short(L"a+b", NULL) && !is_short(L".a", NULL));
    CHECK(!is_short(L"a.", NULL) && !is_short(L"\u4e00", NULL) && !is_short(L"a .b", NULL));

    CHECK_STATUS(RtlUnicodeStringToAnsiString(&ansi, &source, TRUE), STATUS_SUCCESS);
    CHECK(ansi.Length == 3 && memcmp(ansi.Buffer, "\x80\xfc?", 4) == 0);
    CHECK_STATUS(RtlAnsiStringToUnicodeString(&wide, &ansi, TRUE), STATUS_SUCCESS);
    CHECK(same(&wide, L"\u20ac\u00fc?"));
    RtlFreeAnsiString(&ansi);
    RtlFreeUnicodeString(&wide);
    CHECK_STATUS(RtlUnicodeStringToUTF8String(&utf8, &source, TRUE), STATUS_SUCCESS);
    CHECK(utf8.Length == 8 && memcmp(utf8.Buffer, "\xe2\x82\xac\xc3\xbc\xe4\xb8\x80", 9) == 0);
    CHECK_STATUS(RtlUTF8StringToUnicodeString(&wide, &utf8, TRUE), STATUS_SUCCESS);
    CHECK(RtlEqualUnicodeString(&wide, &source, FALSE));
    RtlFreeUTF8String(&utf8);
    RtlFreeUnicodeString(&wide);

    WCHAR buffer[4];
    ULONG length;
    CHECK_STATUS(RtlUTF8ToUnicodeN(buffer, sizeof buffer, &length, "\xf0\x9f\x98\x80", 4),
                 STATUS_SUCCESS);
    CHECK(length == 4 && buffer[0] == 0xD83D && buffer[1] == 0xDE00);
    CHECK_STATUS(RtlUTF8ToUnicodeN(buffer, sizeof buffer, &length, "a\xff", 2),
                 STATUS_SOME_NOT_MAPPED);
    CHECK(length == 4 && buffer[1] == 0xFFFD);
    CHECK_STATUS(RtlUTF8ToUnicodeN(buffer, 2, &length, "ab", 2), STATUS_BUFFER_TOO_SMALL);
}

static void run_time(void)
{
    wchar_t buffer[10], *end;

    CHECK(crt_wcsicmp(L"Abc", L"aBC") == 0 && crt_wcsncmp(L"abc", L"abd", 2) == 0);
    CHECK(crt_wcsstr(L"\\dir\\file", L"file") != NULL && crt_wcsrchr(L"a.b.c", L'.')[1] == 'c');
    CHECK(crt_wcschr(L"abc", L'x') == NULL && crt_wcscspn(L"abc:d", L":") == 3);
    CHECK(crt_wcscpy_s(buffer, 3, L"abc") != 0 && buffer[0] == 0);
    CHECK(crt_wcscpy_s(buffer, 10, L"abc") == 0 && crt_wcscat_s(buffer, 10, L"def") == 0);
    CHECK(crt_wcscmp(crt_wcsrev(buffer), L"fedcba") == 0);
    CHECK(crt_wcstoul(L" 0x1Fz", &end, 0) == 31 && *end == 'z' && crt_wtoi(L"-12") == -12);
    CHECK(crt_strtol("99999999999", NULL, 10) == MAXLONG && crt_stricmp("ABC", "abd") < 0);
}

static void all(void)
{
    letters();
    counted_strings();
    numbers();
    formats();
    safe_strings();
    code_pages();
    run_time();
}

int main(void) { return unit_run(all, 2); }
