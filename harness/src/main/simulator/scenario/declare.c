// The declarations of a scenario: windows, driver, volume, registry, explore.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader.h"

typedef struct declaration {
    const char *name;
    const char *form;
    void (*read)(reader *r);
} declaration;

typedef struct windows_build {
    uint32_t major, minor, build;
    uint32_t number; // NTDDI
} windows_build;

// The builds that brought something, from the oldest to the newest.
static const windows_build known_builds[] = {
    {6, 0, 6000, 0x06000000},   {6, 1, 7600, 0x06010000},   {6, 2, 9200, 0x06020000},
    {6, 3, 9600, 0x06030000},   {10, 0, 10240, 0x0A000000}, {10, 0, 10586, 0x0A000001},
    {10, 0, 14393, 0x0A000002}, {10, 0, 15063, 0x0A000003}, {10, 0, 16299, 0x0A000004},
    {10, 0, 17134, 0x0A000005}, {10, 0, 17763, 0x0A000006}, {10, 0, 18362, 0x0A000007},
    {10, 0, 19041, 0x0A000008}, {10, 0, 19042, 0x0A000009}, {10, 0, 20348, 0x0A00000A},
    {10, 0, 22000, 0x0A00000B}, {10, 0, 22621, 0x0A00000C}, {10, 0, 26100, 0x0A000010},
};

// Reads three numbers of at most six digits with dots between them.
static bool is_version(const char *text, windows_build *version) {
    uint32_t *const numbers[] = {&version->major, &version->minor, &version->build};
    for (size_t i = 0; i < 3; i++) {
        size_t digits = strspn(text, "0123456789");
        if (digits == 0 || digits > 6) return false;
        *numbers[i] = (uint32_t)strtoul(text, NULL, 10);
        text += digits;
        if (*text != (i < 2 ? '.' : '\0')) return false;
        text++;
    }
    return true;
}

static bool is_newer(const windows_build *a, const windows_build *b) {
    if (a->major != b->major) return a->major > b->major;
    return a->minor != b->minor ? a->minor > b->minor : a->build > b->build;
}

// Between two builds that brought something, Windows has what the older one has.
static void declare_windows(reader *r) {
    const word *w = &r->words[1];
    windows_build version = {0};
    if (!is_version(w->text, &version)) {
        reader_mistake(r, w->column,
                       "Windows '%s' is not known; name it by version and build, such as 10.0.19041", w->text);
        return;
    }
    const windows_build *found = NULL;
    for (size_t i = 0; i < sizeof known_builds / sizeof known_builds[0]; i++) {
        if (!is_newer(&known_builds[i], &version)) found = &known_builds[i];
    }
    if (found == NULL) {
        reader_mistake(r, w->column, "Windows '%s' is too old; 6.0.6000 is the oldest that is simulated",
                       w->text);
        return;
    }
    r->into->windows = found->number;
    r->into->windows_build = version.build;
}

static void declare_driver(reader *r) {
    if (r->into->driver_count == 4) {
        reader_mistake(r, 1, "a scenario has at most four drivers");
        return;
    }
    scenario_driver *d = &r->into->drivers[r->into->driver_count++];
    *d = (scenario_driver){.name = r->words[1].text, .altitude = "370030", .automatic = true, .line = r->line};
    for (int at = 2; at < r->word_count; at++) {
        const word *w = &r->words[at];
        if (strcmp(w->text, "manual") == 0) d->automatic = false;
        else if (strcmp(w->text, "fails-operations") == 0) d->fails_operations = true;
        else if (strcmp(w->text, "altitude") == 0 && at + 1 < r->word_count) d->altitude = r->words[++at].text;
        else reader_mistake(r, w->column, "a driver may have 'altitude NUMBER', 'manual' and 'fails-operations', not '%s'", w->text);
    }
}

static void declare_volume(reader *r) {
    const word *w = &r->words[1];
    if (!isalpha((unsigned char)w->text[0]) || strcmp(w->text + 1, ":") != 0) {
        reader_mistake(r, w->column, "a volume is a letter with a colon, such as C:, not '%s'", w->text);
        return;
    }
    static const char *const kinds[] = {"ntfs", "fat", "redirector", "plain"};
    static const char *const options[] = {"create-pends", "create-at-dispatch", "keep-fcbs",
                                          "keep-file-objects", "no-fast-io"};
    bool known = false;
    for (size_t i = 0; i < 4; i++) known |= strcmp(kinds[i], r->words[2].text) == 0;
    if (!known) {
        reader_mistake(r, r->words[2].column,
                       "'%s' is no file system; there are ntfs, fat, redirector and plain", r->words[2].text);
        return;
    }
    char *text = reader_allocate(r, 200);
    for (int at = 3; at < r->word_count; at++) {
        known = false;
        for (size_t i = 0; i < 5; i++) known |= strcmp(options[i], r->words[at].text) == 0;
        if (!known) {
            reader_mistake(r, r->words[at].column,
                           "'%s' is no behaviour of a volume; there are create-pends, create-at-dispatch, "
                           "keep-fcbs, keep-file-objects and no-fast-io",
                           r->words[at].text);
        }
        strncat(text, " ", 199 - strlen(text));
        strncat(text, r->words[at].text, 199 - strlen(text));
    }
    if (r->into->volume_count == 8) {
        reader_mistake(r, 1, "a scenario has at most eight volumes");
        return;
    }
    r->into->volumes[r->into->volume_count++] =
        (scenario_volume){(char)toupper((unsigned char)w->text[0]), r->words[2].text, text, r->line};
}

static void declare_registry(reader *r) {
    int64_t number = 0;
    if (r->word_count != 4 || r->into->registry_count == 32 || strcmp(r->words[2].text, "=") != 0) {
        reader_mistake(r, 1, "a registry value is written: registry Parameters\\Name = 1 or = \"text\"");
        return;
    }
    const word *value = &r->words[3];
    if (!value->quoted && !reader_integer(value->text, &number)) {
        reader_mistake(r, value->column, "'%s' is no number; put a text into quotes", value->text);
        return;
    }
    r->into->registry[r->into->registry_count++] =
        (scenario_registry){r->words[1].text, value->quoted, (uint32_t)number, value->text};
}

static bool number_behind(reader *r, int *at, int64_t *value) {
    if (*at + 1 >= r->word_count || !reader_integer(r->words[*at + 1].text, value) || *value < 0) {
        reader_mistake(r, r->words[*at].column, "'%s' needs a number behind it", r->words[*at].text);
        return false;
    }
    ++*at;
    return true;
}

static void declare_exploration(reader *r) {
    if (r->into->exploration_count == 8) {
        reader_mistake(r, 1, "a scenario has at most eight explorations");
        return;
    }
    scenario_exploration e = {.name = r->words[1].text};
    int64_t number = 0;
    int at = 2;
    if (strcmp(e.name, "interleavings") == 0) e.preemptions = 2;
    else if (strcmp(e.name, "outcomes") == 0) e.faults = 1;
    else if (strcmp(e.name, "all") == 0) e.preemptions = e.faults = 1;
    else if (strcmp(e.name, "random") == 0) e.runs = 1000, e.preemptions = 1000, e.seed = 1;
    else {
        reader_mistake(r, r->words[1].column,
                       "'%s' is no way to explore; there are interleavings, outcomes, all and random", e.name);
        return;
    }
    for (; at < r->word_count; at++) {
        const char *what = r->words[at].text;
        if (strcmp(what, "preemptions") == 0 && number_behind(r, &at, &number)) e.preemptions = (uint32_t)number;
        else if (strcmp(what, "faults") == 0 && number_behind(r, &at, &number)) e.faults = (uint32_t)number;
        else if (strcmp(what, "runs") == 0 && number_behind(r, &at, &number)) e.runs = (uint64_t)number;
        else if (strcmp(what, "seed") == 0 && number_behind(r, &at, &number)) e.seed = (uint64_t)number;
        else {
            reader_mistake(r, r->words[at].column,
                           "an exploration may have preemptions N, faults N, runs N and seed N, not '%s'", what);
            return;
        }
    }
    r->into->explorations[r->into->exploration_count++] = e;
}

static const declaration declarations[] = {
    {"windows", "windows VERSION", declare_windows},
    {"driver", "driver NAME [altitude NUMBER] [manual] [fails-operations]", declare_driver},
    {"volume", "volume C: ntfs|fat|redirector|plain [behaviour …]", declare_volume},
    {"registry", "registry NAME = VALUE", declare_registry},
    {"explore", "explore interleavings|outcomes|all|random [preemptions N] [faults N] [runs N] [seed N]",
     declare_exploration},
};

bool reader_is_declaration(const char *first_word) {
    for (size_t i = 0; i < sizeof declarations / sizeof declarations[0]; i++) {
        if (strcmp(declarations[i].name, first_word) == 0) return true;
    }
    return false;
}

void reader_declare(reader *r) {
    const char *name = r->words[0].text;
    for (size_t i = 0; i < sizeof declarations / sizeof declarations[0]; i++) {
        if (strcmp(declarations[i].name, name) != 0) continue;
        int needed = strcmp(name, "volume") == 0 ? 3 : 2;
        if (r->word_count < needed) reader_mistake(r, 1, "this is not complete: %s", declarations[i].form);
        else declarations[i].read(r);
    }
}

void reader_add_default_driver(scenario *into) {
    if (into->driver_count > 0) return;
    into->drivers[into->driver_count++] =
        (scenario_driver){.name = "Driver", .altitude = "370030", .automatic = true};
}

// A bar would end the table's cell.
static void print_cell(const char *text) {
    fputs("| `", stdout);
    for (; *text != '\0'; text++) {
        if (*text == '|') fputc('\\', stdout);
        fputc(*text, stdout);
    }
    puts("` |");
}

void scenario_print_reference(void) {
    puts("| declaration |\n|---|");
    for (size_t i = 0; i < sizeof declarations / sizeof declarations[0]; i++) {
        print_cell(declarations[i].form);
    }
    puts("\n| step | options | meaning |\n|---|---|---|");
    for (size_t i = 0; i < scenario_verb_count; i++) {
        const verb *v = &scenario_verbs[i];
        const char *dash = strstr(v->help, " - ");
        printf("| `%.*s` | %s | %s |\n", (int)(dash - v->help), v->help, v->options, dash + 3);
    }
}
