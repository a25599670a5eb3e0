// The C run-time routines that drivers have and the host does not, or has otherwise: see
// include/crt.
#include "crt/routines.h"

#include "internal.h"
#include "rtl.h"

#define ERROR_INVALID 22 // EINVAL
#define ERROR_RANGE 34   // ERANGE
#define TRUNCATE ((size_t)-1)

// --- Wide strings --------------------------------------------------------------------------------

size_t crt_wcsnlen(const wchar_t *text, size_t limit) {
    size_t length = 0;
    while (length < limit && text[length] != 0) length++;
    return length;
}

size_t crt_wcslen(const wchar_t *text) { return crt_wcsnlen(text, SIZE_MAX); }

static int compare(const wchar_t *left, const wchar_t *right, size_t count,
                   wchar_t (*change)(wchar_t)) {
    for (; count > 0; left++, right++, count--) {
        wchar_t l = change != NULL ? change(*left) : *left;
        wchar_t r = change != NULL ? change(*right) : *right;
        if (l != r) return l < r ? -1 : 1;
        if (l == 0) break;
    }
    return 0;
}

int crt_wcscmp(const wchar_t *left, const wchar_t *right) {
    return compare(left, right, SIZE_MAX, NULL);
}

int crt_wcsncmp(const wchar_t *left, const wchar_t *right, size_t count) {
    return compare(left, right, count, NULL);
}

int crt_wcsicmp(const wchar_t *left, const wchar_t *right) {
    return compare(left, right, SIZE_MAX, rtl_downcase);
}

int crt_wcsnicmp(const wchar_t *left, const wchar_t *right, size_t count) {
    return compare(left, right, count, rtl_downcase);
}

wchar_t *crt_wcsncpy(wchar_t *target, const wchar_t *source, size_t count) {
    size_t length = crt_wcsnlen(source, count);
    memcpy(target, source, length * sizeof(wchar_t));
    memset(target + length, 0, (count - length) * sizeof(wchar_t));
    return target;
}

wchar_t *crt_wcscpy(wchar_t *target, const wchar_t *source) {
    memcpy(target, source, (crt_wcslen(source) + 1) * sizeof(wchar_t));
    return target;
}

wchar_t *crt_wcsncat(wchar_t *target, const wchar_t *source, size_t count) {
    wchar_t *end = target + crt_wcslen(target);
    size_t length = crt_wcsnlen(source, count);
    memcpy(end, source, length * sizeof(wchar_t));
    end[length] = 0;
    return target;
}

wchar_t *crt_wcscat(wchar_t *target, const wchar_t *source) {
    return crt_wcsncat(target, source, SIZE_MAX);
}

wchar_t *crt_wcschr(const wchar_t *text, wchar_t character) {
    for (; *text != character; text++) {
        if (*text == 0) return NULL;
    }
    return (wchar_t *)text;
}

wchar_t *crt_wcsrchr(const wchar_t *text, wchar_t character) {
    for (const wchar_t *at = text + crt_wcslen(text);; at--) {
        if (*at == character) return (wchar_t *)at;
        if (at == text) return NULL;
    }
}

wchar_t *crt_wcsstr(const wchar_t *text, const wchar_t *part) {
    size_t length = crt_wcslen(part);
    for (;; text++) {
        if (crt_wcsncmp(text, part, length) == 0) return (wchar_t *)text;
        if (*text == 0) return NULL;
    }
}

static size_t span(const wchar_t *text, const wchar_t *set, bool inside) {
    size_t length = 0;
    while (text[length] != 0 && (crt_wcschr(set, text[length]) != NULL) == inside) length++;
    return length;
}

size_t crt_wcsspn(const wchar_t *text, const wchar_t *set) { return span(text, set, true); }

size_t crt_wcscspn(const wchar_t *text, const wchar_t *set) { return span(text, set, false); }

wchar_t *crt_wcspbrk(const wchar_t *text, const wchar_t *set) {
    text += span(text, set, false);
    return *text != 0 ? (wchar_t *)text : NULL;
}

wchar_t *crt_wcsupr(wchar_t *text) {
    for (wchar_t *at = text; *at != 0; at++) *at = rtl_upcase(*at);
    return text;
}

wchar_t *crt_wcslwr(wchar_t *text) {
    for (wchar_t *at = text; *at != 0; at++) *at = rtl_downcase(*at);
    return text;
}

wchar_t *crt_wcsrev(wchar_t *text) {
    for (size_t left = 0, right = crt_wcslen(text); left + 1 < right; left++, right--) {
        wchar_t kept = text[left];
        text[left] = text[right - 1];
        text[right - 1] = kept;
    }
    return text;
}

unsigned short crt_towupper(unsigned short character) { return rtl_upcase(character); }

unsigned short crt_towlower(unsigned short character) { return rtl_downcase(character); }

// Copies behind the first `used` characters; what does not fit empties the target.
static int append_wide(wchar_t *target, size_t size, size_t used, const wchar_t *source,
                       size_t count) {
    if (target == NULL || size == 0) return ERROR_INVALID;
    if (source == NULL || used == size) {
        target[0] = 0;
        return ERROR_INVALID;
    }
    bool truncate = count == TRUNCATE;
    size_t length = crt_wcsnlen(source, truncate ? size - used : count);
    if (length >= size - used) {
        if (!truncate) {
            target[0] = 0;
            return ERROR_RANGE;
        }
        length = size - used - 1;
    }
    memcpy(target + used, source, length * sizeof(wchar_t));
    target[used + length] = 0;
    return 0;
}

int crt_wcscpy_s(wchar_t *target, size_t size, const wchar_t *source) {
    return append_wide(target, size, 0, source, SIZE_MAX - 1);
}

int crt_wcsncpy_s(wchar_t *target, size_t size, const wchar_t *source, size_t count) {
    return append_wide(target, size, 0, source, count);
}

int crt_wcscat_s(wchar_t *target, size_t size, const wchar_t *source) {
    size_t used = target != NULL ? crt_wcsnlen(target, size) : 0;
    return append_wide(target, size, used, source, SIZE_MAX - 1);
}

// --- Numbers -------------------------------------------------------------------------------------

static unsigned digit_of(unsigned character) {
    if (character >= '0' && character <= '9') return character - '0';
    character |= 0x20;
    return character >= 'a' && character <= 'z' ? character - 'a' + 10 : 99;
}

// `get` reads the character at an index of the text. Returns how many characters the number has.
static size_t read_number(const void *text, unsigned (*get)(const void *, size_t), int base,
                          uint64_t *magnitude, bool *negative) {
    size_t at = 0, digits;
    while (get(text, at) == ' ' || (get(text, at) >= '\t' && get(text, at) <= '\r')) at++;
    *negative = get(text, at) == '-';
    if (*negative || get(text, at) == '+') at++;
    bool hexadecimal = get(text, at) == '0' && (get(text, at + 1) | 0x20) == 'x' &&
                       digit_of(get(text, at + 2)) < 16;
    if ((base == 0 || base == 16) && hexadecimal) {
        at += 2;
        base = 16;
    } else if (base == 0) {
        base = get(text, at) == '0' ? 8 : 10;
    }
    *magnitude = 0;
    for (digits = 0; digit_of(get(text, at)) < (unsigned)base; at++, digits++) {
        *magnitude = *magnitude * (unsigned)base + digit_of(get(text, at));
        if (*magnitude > 1ull << 40) *magnitude = 1ull << 40; // more than any result
    }
    return digits != 0 ? at : 0;
}

static unsigned get_wide(const void *text, size_t at) { return ((const wchar_t *)text)[at]; }

static unsigned get_narrow(const void *text, size_t at) { return ((const uint8_t *)text)[at]; }

static int signed_result(uint64_t magnitude, bool negative) {
    if (negative) return magnitude > MINLONG ? (int)MINLONG : (int)(0 - (uint32_t)magnitude);
    return magnitude > MAXLONG ? MAXLONG : (int)magnitude;
}

static unsigned unsigned_result(uint64_t magnitude, bool negative) {
    if (magnitude > MAXULONG) return MAXULONG;
    return negative ? 0 - (unsigned)magnitude : (unsigned)magnitude;
}

int crt_wcstol(const wchar_t *text, wchar_t **end, int base) {
    uint64_t magnitude;
    bool negative;
    size_t used = read_number(text, get_wide, base, &magnitude, &negative);
    if (end != NULL) *end = (wchar_t *)text + used;
    return signed_result(magnitude, negative);
}

unsigned int crt_wcstoul(const wchar_t *text, wchar_t **end, int base) {
    uint64_t magnitude;
    bool negative;
    size_t used = read_number(text, get_wide, base, &magnitude, &negative);
    if (end != NULL) *end = (wchar_t *)text + used;
    return unsigned_result(magnitude, negative);
}

int crt_strtol(const char *text, char **end, int base) {
    uint64_t magnitude;
    bool negative;
    size_t used = read_number(text, get_narrow, base, &magnitude, &negative);
    if (end != NULL) *end = (char *)text + used;
    return signed_result(magnitude, negative);
}

unsigned int crt_strtoul(const char *text, char **end, int base) {
    uint64_t magnitude;
    bool negative;
    size_t used = read_number(text, get_narrow, base, &magnitude, &negative);
    if (end != NULL) *end = (char *)text + used;
    return unsigned_result(magnitude, negative);
}

int crt_wtoi(const wchar_t *text) { return crt_wcstol(text, NULL, 10); }
