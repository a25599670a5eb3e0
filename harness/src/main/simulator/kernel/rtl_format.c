// Formats as the kernel has them: wdm/nf-wdm-dbgprint and the C run-time's, without floating point.
#include "rtl.h"

typedef struct output {
    char *narrow; // one of them
    WCHAR *wide;
    size_t size, length; // characters; length counts on where nothing fits any more
} output;

typedef struct conversion {
    bool left, plus, space, alternate, zero;
    int width, precision; // -1: none
    int bits;             // of an integer
    bool is_wide, is_narrow;
} conversion;

static void put(output *out, WCHAR character) {
    if (out->length + 1 < out->size) {
        if (out->wide != NULL) out->wide[out->length] = character;
        else out->narrow[out->length] = (char)character;
    }
    out->length++;
}

static void pad(output *out, int count, WCHAR character) {
    while (count-- > 0) put(out, character);
}

// A wide text into a narrow one becomes UTF-8.
static void put_wide(output *out, const WCHAR *text, size_t length) {
    const WCHAR *at = text, *end = text + length;
    while (at < end) {
        if (out->wide != NULL) {
            put(out, *at++);
            continue;
        }
        uint8_t bytes[4];
        size_t size = rtl_utf8_put(rtl_utf16_next(&at, end), bytes);
        for (size_t i = 0; i < size; i++) put(out, bytes[i]);
    }
}

static void put_text(output *out, const conversion *c, const void *text, size_t length, bool wide) {
    if (text == NULL) {
        text = "(null)";
        length = 6;
        wide = false;
    }
    if (c->precision >= 0 && length > (size_t)c->precision) length = (size_t)c->precision;
    if (!c->left) pad(out, c->width - (int)length, ' ');
    if (wide) put_wide(out, text, length);
    else
        for (size_t i = 0; i < length; i++) put(out, ((const uint8_t *)text)[i]);
    if (c->left) pad(out, c->width - (int)length, ' ');
}

// At most as much is read as the precision allows: the text need not end then.
static size_t length_of(const conversion *c, const void *text, bool wide) {
    size_t length = 0, limit = c->precision >= 0 ? (size_t)c->precision : SIZE_MAX;
    if (text == NULL) return 0;
    while (length < limit &&
           (wide ? ((const WCHAR *)text)[length] != 0 : ((const char *)text)[length] != 0)) {
        length++;
    }
    return length;
}

static void put_integer(output *out, const conversion *c, uint64_t value, bool negative,
                        unsigned base, bool capitals) {
    char digits[64];
    int count = 0, zeros;
    const char *sign = negative ? "-" : c->plus ? "+" : c->space ? " " : "";
    const char *prefix = !c->alternate || value == 0 ? "" : base == 16 ? (capitals ? "0X" : "0x")
                                                        : base == 8    ? "0"
                                                                       : "";
    for (; value != 0; value /= base) {
        digits[count++] = (capitals ? "0123456789ABCDEF" : "0123456789abcdef")[value % base];
    }
    if (count == 0 && c->precision != 0) digits[count++] = '0';
    int around = (sign[0] != 0) + (prefix[0] != 0) + (prefix[0] != 0 && prefix[1] != 0);
    zeros = c->precision - count;
    if (c->zero && !c->left && c->precision < 0) zeros = c->width - around - count;
    if (zeros < 0) zeros = 0;
    if (!c->left) pad(out, c->width - around - zeros - count, ' ');
    while (*sign != 0) put(out, (WCHAR)*sign++);
    while (*prefix != 0) put(out, (WCHAR)*prefix++);
    pad(out, zeros, '0');
    for (int i = count; i > 0; i--) put(out, (WCHAR)digits[i - 1]);
    if (c->left) pad(out, c->width - around - zeros - count, ' ');
}

typedef struct reader {
    const WCHAR *wide;
    const char *narrow;
} reader;

static WCHAR peek(const reader *r, size_t ahead) {
    return r->wide != NULL ? r->wide[ahead] : (WCHAR)(uint8_t)r->narrow[ahead];
}

static void skip(reader *r, size_t count) {
    if (r->wide != NULL) r->wide += count;
    else r->narrow += count;
}

static void read_flags(reader *r, conversion *c) {
    for (;; skip(r, 1)) {
        switch (peek(r, 0)) {
        case '-': c->left = true; break;
        case '+': c->plus = true; break;
        case ' ': c->space = true; break;
        case '#': c->alternate = true; break;
        case '0': c->zero = true; break;
        default: return;
        }
    }
}

static int read_count(reader *r, va_list *arguments) {
    int count = 0;
    if (peek(r, 0) == '*') {
        skip(r, 1);
        return va_arg(*arguments, int);
    }
    for (; peek(r, 0) >= '0' && peek(r, 0) <= '9'; skip(r, 1)) {
        count = count * 10 + (peek(r, 0) - '0');
    }
    return count;
}

// A long has 32 bits: what the driver calls LONG.
static void read_size(reader *r, conversion *c) {
    c->bits = 32;
    WCHAR size = peek(r, 0), next = peek(r, 1);
    if (size == 'I' && next == '6' && peek(r, 2) == '4') {
        c->bits = 64;
        skip(r, 3);
    } else if (size == 'I' && next == '3' && peek(r, 2) == '2') {
        skip(r, 3);
    } else if (size == 'I' || size == 'z' || size == 'j' || size == 't') {
        c->bits = 64;
        skip(r, 1);
    } else if (size == 'l' && next == 'l') {
        c->bits = 64;
        skip(r, 2);
    } else if (size == 'h' && next == 'h') {
        c->bits = 8;
        skip(r, 2);
    } else if (size == 'h') {
        c->bits = 16;
        c->is_narrow = true;
        skip(r, 1);
    } else if (size == 'l' || size == 'w') {
        c->is_wide = true;
        skip(r, 1);
    }
}

static uint64_t take(const conversion *c, bool is_signed, va_list *arguments) {
    if (c->bits == 64) return va_arg(*arguments, uint64_t);
    uint32_t value = va_arg(*arguments, uint32_t);
    if (is_signed) {
        return (uint64_t)(int64_t)(c->bits == 8 ? (int8_t)value : c->bits == 16 ? (int16_t)value
                                                                              : (int32_t)value);
    }
    return c->bits == 8 ? (uint8_t)value : c->bits == 16 ? (uint16_t)value : value;
}

static void put_counted(output *out, const conversion *c, const void *string) {
    const UNICODE_STRING *wide = string; // an ANSI_STRING has the same members
    bool is_wide = c->is_wide;
    if (string == NULL || wide->Buffer == NULL) put_text(out, c, NULL, 0, false);
    else put_text(out, c, wide->Buffer, wide->Length / (is_wide ? sizeof(WCHAR) : 1), is_wide);
}

static void convert(output *out, conversion *c, WCHAR type, va_list *arguments) {
    // %s is the format's own width, %S the other, unless a size says so.
    bool own = type == 's' || type == 'c';
    bool wide = c->is_wide || (!c->is_narrow && (out->wide != NULL) == own);
    switch (type) {
    case 'd':
    case 'i': {
        int64_t value = (int64_t)take(c, true, arguments);
        uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
        put_integer(out, c, magnitude, value < 0, 10, false);
        return;
    }
    case 'u': put_integer(out, c, take(c, false, arguments), false, 10, false); return;
    case 'o': put_integer(out, c, take(c, false, arguments), false, 8, false); return;
    case 'x': put_integer(out, c, take(c, false, arguments), false, 16, false); return;
    case 'X': put_integer(out, c, take(c, false, arguments), false, 16, true); return;
    case 'p':
        c->precision = 16;
        put_integer(out, c, (uint64_t)va_arg(*arguments, void *), false, 16, true);
        return;
    case 'c':
    case 'C': {
        WCHAR character = (WCHAR)va_arg(*arguments, int);
        char byte = (char)character;
        put_text(out, c, wide ? (void *)&character : (void *)&byte, 1, wide);
        return;
    }
    case 's':
    case 'S': {
        const void *text = va_arg(*arguments, const void *);
        put_text(out, c, text, length_of(c, text, wide), wide);
        return;
    }
    case 'Z': put_counted(out, c, va_arg(*arguments, const void *)); return;
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G': // the kernel's formats know no floating point
        (void)va_arg(*arguments, double);
        return;
    default: put(out, type); return; // "%%" among them
    }
}

static size_t format_all(output *out, reader *r, va_list *arguments) {
    for (; peek(r, 0) != 0; skip(r, 1)) {
        if (peek(r, 0) != '%') {
            put(out, peek(r, 0));
            continue;
        }
        conversion c = {.precision = -1};
        skip(r, 1);
        read_flags(r, &c);
        c.width = read_count(r, arguments);
        if (c.width < 0) {
            c.left = true;
            c.width = -c.width;
        }
        if (peek(r, 0) == '.') {
            skip(r, 1);
            c.precision = read_count(r, arguments);
        }
        read_size(r, &c);
        if (peek(r, 0) == 0) break;
        convert(out, &c, peek(r, 0), arguments);
    }
    if (out->size > 0) {
        size_t end = out->length < out->size ? out->length : out->size - 1;
        if (out->wide != NULL) out->wide[end] = 0;
        else out->narrow[end] = 0;
    }
    return out->length;
}

size_t rtl_format_wide(WCHAR *target, size_t size, const WCHAR *format, va_list arguments) {
    WCHAR nowhere[1];
    output out = {.wide = target != NULL ? target : nowhere, .size = target != NULL ? size : 1};
    reader r = {.wide = format};
    va_list copy;
    va_copy(copy, arguments);
    size_t length = format_all(&out, &r, &copy);
    va_end(copy);
    return length;
}

size_t rtl_format(char *target, size_t size, const char *format, va_list arguments) {
    output out = {.narrow = target, .size = target != NULL ? size : 0};
    reader r = {.narrow = format};
    va_list copy;
    va_copy(copy, arguments);
    size_t length = format_all(&out, &r, &copy);
    va_end(copy);
    return length;
}
