// Reading a scenario: lines of words. All mistakes are reported in one go.
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../core/report.h"
#include "reader.h"

void *reader_allocate(reader *r, size_t size) { return arena_allocate(r->memory, size); }

void reader_mistake(reader *r, int column, const char *format, ...) {
    char message[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    r->mistakes++;
    if (r->tell != NULL) {
        r->tell(r->line, column, message);
        return;
    }
    report_error("%s:%d:%d: %s\n  %s\n  %*s^", r->into->file, r->line, column, message, r->line_text,
                 column - 1, "");
}

// The distance between two words, for proposals.
static int distance(const char *a, const char *b) {
    size_t n = strlen(b);
    int row[40];
    if (n >= 40) return 99;
    for (size_t j = 0; j <= n; j++) row[j] = (int)j;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        int diagonal = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= n; j++) {
            int above = row[j];
            int best = diagonal + (a[i - 1] != b[j - 1]);
            if (above + 1 < best) best = above + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            diagonal = above;
            row[j] = best;
        }
    }
    return row[n];
}

void reader_consider(proposal *p, const char *given, const char *candidate) {
    int d = distance(given, candidate);
    if (d < p->distance) *p = (proposal){candidate, d};
}

const char *reader_proposal(const proposal *p, const char *otherwise) {
    static char text[120];
    if (p->best == NULL) return otherwise;
    snprintf(text, sizeof text, "did you mean '%s'?", p->best);
    return text;
}

// Splits the next line that holds something into words; false at the end of the file.
static bool next_line(reader *r) {
    while (*r->rest != '\0') {
        char *start = r->rest;
        char *end = strchr(start, '\n');
        r->rest = end != NULL ? end + 1 : start + strlen(start);
        r->line++;
        size_t length = end != NULL ? (size_t)(end - start) : strlen(start);
        if (length > 0 && start[length - 1] == '\r') length--;
        char *copy = reader_allocate(r, length + 1), *text = reader_allocate(r, length + 1);
        memcpy(copy, start, length);
        memcpy(text, start, length);
        r->line_text = text;
        r->word_count = 0;
        for (char *at = copy; *at != '\0' && *at != '#';) {
            if (isspace((unsigned char)*at)) {
                at++;
                continue;
            }
            if (r->word_count == MAXIMUM_WORDS) {
                reader_mistake(r, (int)(at - copy) + 1, "a line has at most %d words", MAXIMUM_WORDS);
                break;
            }
            word *w = &r->words[r->word_count++];
            w->quoted = *at == '"';
            w->column = (int)(at - copy) + 1;
            if (w->quoted) {
                w->text = ++at;
                while (*at != '\0' && *at != '"') at++;
                if (*at == '\0') {
                    reader_mistake(r, w->column, "the text has no end: put a '\"' behind it");
                    break;
                }
            } else {
                w->text = at;
                while (*at != '\0' && !isspace((unsigned char)*at) && *at != '#') at++;
            }
            bool comment = *at == '#';
            if (*at != '\0') *at++ = '\0';
            if (comment) break;
        }
        if (r->word_count > 0) return true;
    }
    return false;
}

bool reader_integer(const char *text, int64_t *value) {
    char *end;
    errno = 0;
    *value = strtoll(text, &end, 0);
    return errno == 0 && end != text && *end == '\0';
}

static uint32_t new_name(reader *r, const word *w) { return names_add(&r->into->names, w->text); }

static uint32_t known_name(reader *r, const word *w) {
    uint32_t index = 0;
    const scenario_names *names = &r->into->names;
    if (names_find(names, w->text, &index)) return index;
    if (r->any_name) return new_name(r, w);
    proposal p = {NULL, 3};
    for (uint32_t i = 0; i < names->count; i++) reader_consider(&p, w->text, names_text(names, i));
    reader_mistake(r, w->column, "nothing is called '%s' yet; %s", w->text,
            reader_proposal(&p, "open it first: open NAME = PATH"));
    return 0;
}

static char known_volume(reader *r, const word *w) {
    if (isalpha((unsigned char)w->text[0]) && w->text[1] == ':' && w->text[2] == '\0') {
        for (size_t i = 0; i < r->into->volume_count; i++) {
            if (r->into->volumes[i].letter == toupper((unsigned char)w->text[0])) {
                return r->into->volumes[i].letter;
            }
        }
        reader_mistake(r, w->column, "there is no volume %s; declare it before: volume %s ntfs", w->text,
                w->text);
    } else {
        reader_mistake(r, w->column, "a volume is a letter with a colon, such as C:, not '%s'", w->text);
    }
    return 'C';
}

static UNICODE_STRING path_of(reader *r, const char *text) {
    size_t length = strlen(text), used = 0;
    WCHAR *wide = reader_allocate(r, (length + 1) * sizeof(WCHAR));
    for (size_t i = 0; i < length;) {
        unsigned c = (unsigned char)text[i++];
        if (c >= 0xE0 && i + 1 < length) {
            c = (c & 0x0F) << 12 | ((unsigned)text[i] & 0x3F) << 6 | ((unsigned)text[i + 1] & 0x3F);
            i += 2;
        } else if (c >= 0xC0 && i < length) {
            c = (c & 0x1F) << 6 | ((unsigned)text[i++] & 0x3F);
        }
        wide[used++] = (WCHAR)c;
    }
    return (UNICODE_STRING){(USHORT)(used * sizeof(WCHAR)), (USHORT)((used + 1) * sizeof(WCHAR)), wide};
}

// The bit of an option word; sets *takes_name where a name follows.
static int option_bit(const verb *v, const char *text, bool *takes_name) {
    int bit = 0;
    size_t length = strlen(text);
    for (const char *at = v->options; *at != '\0'; bit++) {
        size_t size = strcspn(at, " ");
        *takes_name = size > 0 && at[size - 1] == ':';
        size_t plain = *takes_name ? size - 1 : size;
        if (plain == length && strncmp(at, text, length) == 0) return bit;
        at += size;
        while (*at == ' ') at++;
    }
    return -1;
}

static void read_options(reader *r, step *s, int at) {
    while (at < r->word_count) {
        const word *w = &r->words[at++];
        bool takes_name = false;
        int bit = option_bit(s->verb, w->text, &takes_name);
        if (bit < 0) {
            reader_mistake(r, w->column, "'%s' does not know '%s'; it takes: %s", s->verb->name, w->text,
                    *s->verb->options != '\0' ? s->verb->options : "nothing more");
            return;
        }
        s->options |= 1u << bit;
        if (!takes_name) continue;
        if (at == r->word_count) {
            reader_mistake(r, w->column, "'%s' needs a name behind it", w->text);
            return;
        }
        s->option_name = known_name(r, &r->words[at++]);
    }
}

static const char *operand_kind(char kind) {
    switch (kind) {
    case 'N': return "a name and '='";
    case 'n': return "a name";
    case 'H': return "the name of something opened before";
    case 'P': return "a path such as C:\\log.txt";
    case 'V': return "a volume such as C:";
    case 'I':
    case 'T': return "a number";
    case 'S': return "a text";
    default: return "a word";
    }
}

#define LONGEST_TRANSFER (16ll << 20) // bytes
#define FURTHEST_OFFSET (1ll << 62)
#define LONGEST_PASS (36500ll * 24 * 3600 * 1000) // milliseconds

// Refuses numbers that mean nothing where they stand: 'o' is an offset, 'l' a length, 'T' a time.
static void check_number(reader *r, const word *w, char kind, int64_t number) {
    int64_t most = kind == 'l' ? LONGEST_TRANSFER : kind == 'T' ? LONGEST_PASS : FURTHEST_OFFSET;
    if (number >= 0 && number <= most) return;
    const char *what = kind == 'l'   ? "a length of at most %lld bytes"
                       : kind == 'T' ? "a time of at most %lld milliseconds"
                                     : "an offset of at most %lld";
    char form[80];
    snprintf(form, sizeof form, what, (long long)most);
    reader_mistake(r, w->column, "here stands %s, and at least 0, not %s", form, w->text);
}

static void read_operands(reader *r, step *s) {
    int at = 1;
    bool second_name = false;
    for (const char *kind = s->verb->operands; *kind != '\0'; kind++) {
        const word *w = at < r->word_count ? &r->words[at] : NULL;
        int64_t number;
        if (*kind == 'o' || *kind == 'l') {
            if (w != NULL && reader_integer(w->text, &number)) {
                check_number(r, w, *kind, number);
                s->integers[s->integer_count++] = number;
                at++;
            }
            continue;
        }
        if (*kind == 's') {
            if (w != NULL && w->quoted) {
                s->text_operand = w->text;
                at++;
            }
            continue;
        }
        if (*kind == 'F') {
            at = reader_failure(r, s, at);
            continue;
        }
        if (w == NULL) {
            reader_mistake(r, (int)strlen(r->line_text) + 1, "'%s' needs %s here: %s", s->verb->name,
                    operand_kind(*kind), s->verb->help);
            return;
        }
        at++;
        switch (*kind) {
        case 'N':
            s->name = new_name(r, w);
            if (at >= r->word_count || strcmp(r->words[at].text, "=") != 0) {
                reader_mistake(r, w->column, "put '=' behind the name: %s", s->verb->help);
                return;
            }
            at++;
            second_name = true;
            break;
        case 'n': s->name = new_name(r, w); break;
        case 'H':
            if (second_name) s->other = known_name(r, w);
            else s->name = known_name(r, w);
            second_name = true;
            break;
        case 'P': s->path = path_of(r, w->text); break;
        case 'V': s->volume = known_volume(r, w); break;
        case 'T':
        case 'I':
            if (!reader_integer(w->text, &number)) {
                reader_mistake(r, w->column, "'%s' is no number", w->text);
                return;
            }
            if (*kind == 'T') check_number(r, w, *kind, number);
            s->integers[s->integer_count++] = number;
            break;
        default: s->text_operand = w->text; break;
        }
    }
    read_options(r, s, at);
}

static const verb *find_verb(reader *r, const word *w) {
    for (size_t i = 0; i < scenario_verb_count; i++) {
        if (strcmp(scenario_verbs[i].name, w->text) == 0) return &scenario_verbs[i];
    }
    proposal p = {NULL, 4};
    for (size_t i = 0; i < scenario_verb_count; i++) {
        reader_consider(&p, w->text, scenario_verbs[i].name);
    }
    reader_mistake(r, w->column, "'%s' is no step; %s", w->text,
            reader_proposal(&p, "'simulate reference' lists the steps"));
    return NULL;
}

static void append(reader *r, step_list *list, const step *s) {
    if ((list->count & (list->count - 1)) == 0) {
        size_t capacity = list->count == 0 ? 1 : list->count * 2;
        step *steps = reader_allocate(r, capacity * sizeof *steps);
        if (list->count > 0) memcpy(steps, list->steps, list->count * sizeof *steps);
        list->steps = steps;
    }
    list->steps[list->count++] = *s;
}

static const char *trimmed(reader *r, const char *line) {
    while (isspace((unsigned char)*line)) line++;
    size_t length = strlen(line);
    char *copy = reader_allocate(r, length + 1);
    memcpy(copy, line, length);
    while (length > 0 && isspace((unsigned char)copy[length - 1])) copy[--length] = '\0';
    return copy;
}

static void read_expectation(reader *r, step_list *list) {
    if (list->count == 0 || r->word_count != 2) {
        reader_mistake(r, 1, "'expect STATUS' stands behind the step whose status it tells");
        return;
    }
    step *s = &list->steps[list->count - 1];
    const word *w = &r->words[1];
    int64_t number;
    s->expects = true;
    if (strcmp(w->text, "success") == 0) s->expects_success = true;
    else if (strcmp(w->text, "failure") == 0) s->expects_failure = true;
    else if (scenario_status_named(w->text, &s->expected)) return;
    else if (reader_integer(w->text, &number)) s->expected = (NTSTATUS)number;
    else {
        reader_mistake(r, w->column,
                "'%s' is no status: write success, failure, a name such as STATUS_ACCESS_DENIED, or 0xC0000022",
                w->text);
    }
}

static void read_steps(reader *r, step_list *list, bool nested);

static void read_threads(reader *r, step *s) {
    s->threads = reader_allocate(r, SCENARIO_THREADS * sizeof *s->threads);
    while (next_line(r)) {
        const word *first = &r->words[0];
        if (strcmp(first->text, "end") == 0) return;
        if (strcmp(first->text, "thread") != 0 || r->word_count < 2) {
            reader_mistake(r, first->column, "between 'parallel' and 'end' stand threads: thread A … end");
            continue;
        }
        if (s->thread_count == SCENARIO_THREADS) {
            reader_mistake(r, first->column, "a scenario has at most %d threads at a time", SCENARIO_THREADS);
            return;
        }
        scenario_thread *t = &s->threads[s->thread_count++];
        t->name = r->words[1].text;
        if (r->word_count == 4 && strcmp(r->words[2].text, "process") == 0) {
            t->process = names_add(&r->into->processes, r->words[3].text);
        } else if (r->word_count != 2) {
            reader_mistake(r, r->words[2].column, "a thread has a name and may have 'process NAME'");
        }
        read_steps(r, &t->list, true);
    }
    reader_mistake(r, 1, "'parallel' has no 'end'");
}

static void read_steps(reader *r, step_list *list, bool nested) {
    while (next_line(r)) {
        const word *first = &r->words[0];
        if (strcmp(first->text, "end") == 0) {
            if (!nested) reader_mistake(r, first->column, "there is nothing here to end");
            else return;
            continue;
        }
        if (strcmp(first->text, "expect") == 0) {
            read_expectation(r, list);
            continue;
        }
        if (!nested && reader_is_declaration(first->text)) {
            reader_declare(r);
            continue;
        }
        const verb *v = find_verb(r, first);
        if (v == NULL) continue;
        step s = {.verb = v, .line = r->line, .text = trimmed(r, r->line_text)};
        read_operands(r, &s);
        if (strcmp(v->name, "parallel") == 0) read_threads(r, &s);
        if (strcmp(v->name, "repeat") == 0) read_steps(r, &s.body, true);
        append(r, list, &s);
    }
    if (nested) reader_mistake(r, 1, "the block has no 'end'");
}

void reader_read(reader *r) { read_steps(r, &r->into->list, false); }

static char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) return NULL;
    size_t used = 0, capacity = 4096;
    char *text = malloc(capacity + 1);
    if (text == NULL) abort();
    for (size_t got; (got = fread(text + used, 1, capacity - used, file)) > 0;) {
        used += got;
        if (used < capacity) continue;
        capacity *= 2;
        text = realloc(text, capacity + 1);
        if (text == NULL) abort();
    }
    fclose(file);
    text[used] = '\0';
    return text;
}

void scenario_clear(scenario *into) {
    names_clear(&into->names);
    names_clear(&into->processes);
    *into = (scenario){.windows = WINDOWS_11, .windows_build = 22000, .names = into->names, .processes = into->processes};
    names_add(&into->processes, "app.exe");
}

const scenario *scenario_read(const char *path) {
    char *text = read_file(path);
    if (text == NULL) {
        report_error("%s: the scenario cannot be read: %s", path, strerror(errno));
        return NULL;
    }
    static scenario into;
    static arena memory; // to the process's end
    scenario_clear(&into);
    into.file = path;
    reader r = {.into = &into, .memory = &memory, .rest = text};
    reader_read(&r);
    if (r.mistakes == 0 && into.list.count == 0) {
        r.line_text = "";
        reader_mistake(&r, 1, "the scenario has no steps");
    }
    reader_add_default_driver(&into);
    free(text);
    return r.mistakes == 0 ? &into : NULL;
}
