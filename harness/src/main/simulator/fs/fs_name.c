// Names: how they compare, match expressions and become 8.3 names.
#include "fs_internal.h"

uint32_t fs_hash(const WCHAR *name, ULONG length)
{
    uint32_t hash = 2166136261u;

    for (ULONG i = 0; i < length; i++) {
        hash = (hash ^ rtl_upcase(name[i])) * 16777619u;
    }
    return hash;
}

bool fs_names_equal(const WCHAR *a, const WCHAR *b, ULONG length, bool case_sensitive)
{
    for (ULONG i = 0; i < length; i++) {
        if (a[i] != b[i] && (case_sensitive || rtl_upcase(a[i]) != rtl_upcase(b[i]))) return false;
    }
    return true;
}

int fs_compare(const WCHAR *a, ULONG a_length, const WCHAR *b, ULONG b_length)
{
    ULONG shorter = a_length < b_length ? a_length : b_length;

    for (ULONG i = 0; i < shorter; i++) {
        int difference = (int)rtl_upcase(a[i]) - (int)rtl_upcase(b[i]);

        if (difference != 0) return difference;
    }
    return (int)a_length - (int)b_length;
}

// The wild cards of ntifs/nf-ntifs-_fsrtl_advanced_fcb_header-fsrtldoesnamecontainwildcards.
static bool is_wild(WCHAR character)
{
    return character == '*' || character == '?' || character == '<' || character == '>'
           || character == '"';
}

bool fs_is_wild(const UNICODE_STRING *name)
{
    for (ULONG i = 0; i < name->Length / sizeof(WCHAR); i++) {
        if (is_wild(name->Buffer[i])) return true;
    }
    return false;
}

// Whether DOS_STAR, which stops at the last dot of the name, may take this character.
static bool star_may_take(const WCHAR *name, ULONG length, ULONG at)
{
    if (name[at] != '.') return true;
    for (ULONG i = at + 1; i < length; i++) {
        if (name[i] == '.') return true;
    }
    return false;
}

static bool match(const WCHAR *pattern, ULONG pattern_length, const WCHAR *name, ULONG length,
                  ULONG at)
{
    for (; pattern_length > 0; pattern++, pattern_length--) {
        switch (*pattern) {
        case '*':
        case '<':
            for (ULONG i = at;; i++) {
                if (match(pattern + 1, pattern_length - 1, name, length, i)) return true;
                if (i == length || (*pattern == '<' && !star_may_take(name, length, i))) {
                    return false;
                }
            }
        case '>': // one character, or none at a dot and at the end
            if (at < length && name[at] != '.') at++;
            break;
        case '"': // a dot, or nothing at the end
            if (at < length && name[at] != '.') return false;
            if (at < length) at++;
            break;
        case '?':
            if (at++ == length) return false;
            break;
        default:
            if (at == length || rtl_upcase(*pattern) != rtl_upcase(name[at])) return false;
            at++;
        }
    }
    return at == length;
}

// ntifs/nf-ntifs-_fsrtl_advanced_fcb_header-fsrtlisnameinexpression
bool fs_matches(const UNICODE_STRING *expression, const WCHAR *name, ULONG length)
{
    ULONG pattern_length = expression->Length / sizeof(WCHAR);

    if (pattern_length == 0 || (pattern_length == 1 && expression->Buffer[0] == '*')) return true;
    return match(expression->Buffer, pattern_length, name, length, 0);
}

bool fs_is_legal(const WCHAR *name, ULONG length)
{
    if (length == 0 || length > FS_NAME_LIMIT) return false;
    for (ULONG i = 0; i < length; i++) {
        if (name[i] < 0x20 || is_wild(name[i]) || name[i] == '|' || name[i] == '/'
            || name[i] == '\\' || name[i] == ':') {
            return false;
        }
    }
    return true;
}

static bool is_short_character(WCHAR character)
{
    static const char others[] = "!#$%&'()-@^_`{}~";

    if ((character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')) {
        return true;
    }
    for (const char *other = others; *other != 0; other++) {
        if (character == (WCHAR)*other) return true;
    }
    return false;
}

bool fs_is_short_name(const WCHAR *name, ULONG length)
{
    ULONG base = 0;
    ULONG extension = 0;
    bool dot = false;

    for (ULONG i = 0; i < length; i++) {
        if (name[i] == '.') {
            if (dot || i == 0 || i + 1 == length) return false;
            dot = true;
        } else if (!is_short_character(name[i])) {
            return false;
        } else if (dot) {
            extension++;
        } else {
            base++;
        }
    }
    return base > 0 && base <= 8 && extension <= 3;
}

// KB 142982: six characters without spaces, "~" and a number, three of the extension, in upper case;
// periods at the end do not count. Of the characters that a short name cannot have the article says
// that they are deleted, KB 101601 shows "_" in their place: so it is here. For the fifth name of a
// kind Windows takes a hash that no page describes: here the number goes on.
uint8_t fs_make_short_name(const fs_file *directory, const WCHAR *name, ULONG length, WCHAR out[12])
{
    WCHAR base[6];
    WCHAR extension[3];
    ULONG base_length = 0;
    ULONG extension_length = 0;
    ULONG dot;

    while (length > 1 && (name[length - 1] == '.' || name[length - 1] == ' ')) length--;
    dot = length;
    for (ULONG i = length; i > 1; i--) {
        if (name[i - 1] == '.') {
            dot = i - 1;
            break;
        }
    }
    for (ULONG i = 0; i < dot && base_length < 6; i++) {
        if (name[i] == '.' || name[i] == ' ') continue;
        base[base_length++] = is_short_character(name[i]) ? rtl_upcase(name[i]) : '_';
    }
    for (ULONG i = dot + 1; i < length && extension_length < 3; i++) {
        if (name[i] == ' ') continue;
        extension[extension_length++] = is_short_character(name[i]) ? rtl_upcase(name[i]) : '_';
    }
    for (ULONG number = 1;; number++) {
        WCHAR digits[8];
        ULONG digit_count = 0;
        ULONG keep;
        UNICODE_STRING candidate = {0, 24, out};
        uint8_t total = 0;

        for (ULONG rest = number; rest > 0; rest /= 10) {
            digits[digit_count++] = (WCHAR)('0' + rest % 10);
        }
        keep = base_length < 7 - digit_count ? base_length : 7 - digit_count;
        for (ULONG i = 0; i < keep; i++) out[total++] = base[i];
        out[total++] = '~';
        while (digit_count > 0) out[total++] = digits[--digit_count];
        if (extension_length > 0) out[total++] = '.';
        for (ULONG i = 0; i < extension_length; i++) out[total++] = extension[i];
        candidate.Length = (USHORT)(total * sizeof(WCHAR));
        if (fs_find(directory, &candidate, false, NULL) == NULL) return total;
    }
}

UNICODE_STRING fs_next_component(UNICODE_STRING *path)
{
    UNICODE_STRING component;
    USHORT length = 0;

    while (path->Length > 0 && path->Buffer[0] == '\\') {
        path->Buffer++;
        path->Length -= sizeof(WCHAR);
    }
    component.Buffer = path->Buffer;
    while (length < path->Length && path->Buffer[length / sizeof(WCHAR)] != '\\') {
        length += sizeof(WCHAR);
    }
    component.Length = component.MaximumLength = length;
    path->Buffer += length / sizeof(WCHAR);
    path->Length = path->MaximumLength = (USHORT)(path->Length - length);
    return component;
}

UNICODE_STRING fs_text(const char *text)
{
    UNICODE_STRING string = {0, 0, NULL};
    ULONG length = 0;

    while (text[length] != 0) length++;
    string.Buffer = sim_alloc((length + 1) * sizeof(WCHAR));
    for (ULONG i = 0; i < length; i++) string.Buffer[i] = (unsigned char)text[i];
    string.Length = (USHORT)(length * sizeof(WCHAR));
    string.MaximumLength = (USHORT)(string.Length + sizeof(WCHAR));
    return string;
}
