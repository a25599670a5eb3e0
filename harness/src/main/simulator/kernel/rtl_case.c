// Upper and lower case of UTF-16 characters: the simple mappings of Unicode for the alphabets of
// Europe, one character to one, as file names are compared.
#include "rtl.h"

typedef struct case_range {
    WCHAR first, last; // lower case
    int16_t to_upper;
    uint8_t step; // 2: lower and upper case take turns
} case_range;

static const case_range ranges[] = {
    {0x0061, 0x007A, -32, 1},  {0x00E0, 0x00F6, -32, 1},  {0x00F8, 0x00FE, -32, 1},
    {0x00FF, 0x00FF, 121, 1},  {0x0101, 0x012F, -1, 2},   {0x0133, 0x0137, -1, 2},
    {0x013A, 0x0148, -1, 2},   {0x014B, 0x0177, -1, 2},   {0x017A, 0x017E, -1, 2},
    {0x0183, 0x0185, -1, 2},   {0x0188, 0x0188, -1, 1},   {0x018C, 0x018C, -1, 1},
    {0x0192, 0x0192, -1, 1},   {0x0199, 0x0199, -1, 1},   {0x01A1, 0x01A5, -1, 2},
    {0x01A8, 0x01A8, -1, 1},   {0x01AD, 0x01AD, -1, 1},   {0x01B0, 0x01B0, -1, 1},
    {0x01B4, 0x01B6, -1, 2},   {0x01B9, 0x01B9, -1, 1},   {0x01BD, 0x01BD, -1, 1},
    {0x01C6, 0x01C6, -2, 1},   {0x01C9, 0x01C9, -2, 1},   {0x01CC, 0x01CC, -2, 1},
    {0x01CE, 0x01DC, -1, 2},   {0x01DD, 0x01DD, -79, 1},  {0x01DF, 0x01EF, -1, 2},
    {0x01F3, 0x01F3, -2, 1},   {0x01F5, 0x01F5, -1, 1},   {0x01F9, 0x021F, -1, 2},
    {0x0223, 0x0233, -1, 2},   {0x0253, 0x0253, -210, 1}, {0x0254, 0x0254, -206, 1},
    {0x0256, 0x0257, -205, 1}, {0x0259, 0x0259, -202, 1}, {0x025B, 0x025B, -203, 1},
    {0x0260, 0x0260, -205, 1}, {0x0263, 0x0263, -207, 1}, {0x0268, 0x0268, -209, 1},
    {0x0269, 0x0269, -211, 1}, {0x026F, 0x026F, -211, 1}, {0x0272, 0x0272, -213, 1},
    {0x0275, 0x0275, -214, 1}, {0x0283, 0x0283, -218, 1}, {0x0288, 0x0288, -218, 1},
    {0x028A, 0x028B, -217, 1}, {0x0292, 0x0292, -219, 1}, {0x03AC, 0x03AC, -38, 1},
    {0x03AD, 0x03AF, -37, 1},  {0x03B1, 0x03C1, -32, 1},  {0x03C2, 0x03C2, -31, 1},
    {0x03C3, 0x03CB, -32, 1},  {0x03CC, 0x03CC, -64, 1},  {0x03CD, 0x03CE, -63, 1},
    {0x03D9, 0x03EF, -1, 2},   {0x0430, 0x044F, -32, 1},  {0x0450, 0x045F, -80, 1},
    {0x0461, 0x0481, -1, 2},   {0x048B, 0x04BF, -1, 2},   {0x04C2, 0x04CE, -1, 2},
    {0x04CF, 0x04CF, -15, 1},  {0x04D1, 0x0527, -1, 2},   {0x0561, 0x0586, -48, 1},
    {0x1E01, 0x1E95, -1, 2},   {0x1EA1, 0x1EFF, -1, 2},   {0x1F00, 0x1F07, 8, 1},
    {0x1F10, 0x1F15, 8, 1},    {0x1F20, 0x1F27, 8, 1},    {0x1F30, 0x1F37, 8, 1},
    {0x1F40, 0x1F45, 8, 1},    {0x1F60, 0x1F67, 8, 1},    {0x2170, 0x217F, -16, 1},
    {0x24D0, 0x24E9, -26, 1},  {0xFF41, 0xFF5A, -32, 1},
};
#define RANGES (sizeof ranges / sizeof ranges[0])

WCHAR rtl_upcase(WCHAR character) {
    if (character < 0x80) return character >= 'a' && character <= 'z' ? character - 32 : character;
    size_t low = 0, high = RANGES;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const case_range *range = &ranges[middle];
        if (character < range->first) {
            high = middle;
        } else if (character > range->last) {
            low = middle + 1;
        } else {
            bool lower = (character - range->first) % range->step == 0;
            return lower ? (WCHAR)(character + range->to_upper) : character;
        }
    }
    return character;
}

WCHAR rtl_downcase(WCHAR character) {
    if (character < 0x80) return character >= 'A' && character <= 'Z' ? character + 32 : character;
    for (size_t i = 0; i < RANGES; i++) {
        const case_range *range = &ranges[i];
        int lower = character - range->to_upper;
        if (range->first == 0x03C2) continue; // the other small sigma is that of the capital one
        if (lower < range->first || lower > range->last) continue;
        if ((lower - range->first) % range->step == 0) return (WCHAR)lower;
    }
    return character;
}

LONG rtl_compare(const WCHAR *left, size_t left_length, const WCHAR *right, size_t right_length,
                 bool ignore_case) {
    size_t common = left_length < right_length ? left_length : right_length;
    for (size_t i = 0; i < common; i++) {
        WCHAR l = left[i], r = right[i];
        if (l == r) continue;
        if (ignore_case) {
            l = rtl_upcase(l);
            r = rtl_upcase(r);
        }
        if (l != r) return (LONG)l - (LONG)r;
    }
    return (LONG)left_length - (LONG)right_length;
}

bool rtl_equal(const UNICODE_STRING *left, const UNICODE_STRING *right, bool ignore_case) {
    return left->Length == right->Length &&
           rtl_compare(left->Buffer, left->Length / sizeof(WCHAR), right->Buffer,
                       right->Length / sizeof(WCHAR), ignore_case) == 0;
}
