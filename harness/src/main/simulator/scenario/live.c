// A world that is driven from outside: requests are lines on standard input, answers lines on
// standard output. The requests are read in the world's first thread; each `begin` brings the world
// back to what it was before anything had happened. Except for the world, all is the host's.
#include "live.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../core/explorer.h"
#include "../core/plan.h"
#include "../core/report.h"
#include "../core/world.h"
#include "output.h"
#include "reader.h"
#include "steps.h"

#define STEP_LIMIT 2000000u
// From so many on, names of what is closed are forgotten.
#define MANY_NAMES 4096u
#define LARGEST_ANSWERS 65536u

static struct {
    char *text; // what was read and is not handled yet: from `at` to `end`
    size_t at, end, capacity;
    bool ended;
} input;

static output answers;
static output block; // a request of several lines
static scenario declared;
static arena declarations, request_memory;
static output mistake; // of the request that is read; empty: none
static bool has_begun;

// --- Lines ---------------------------------------------------------------------------------------

static void flush(void) {
    report_idle = true; // who reads may take their time
    for (size_t done = 0; done < answers.used;) {
        ssize_t written = write(STDOUT_FILENO, answers.text + done, answers.used - done);
        if (written <= 0) _exit(3); // nobody listens any more
        done += (size_t)written;
    }
    answers.used = 0;
    report_idle = false;
}

static void read_more(void) {
    flush();
    if (input.at > 0) {
        memmove(input.text, input.text + input.at, input.end - input.at);
        input.end -= input.at;
        input.at = 0;
    }
    if (input.capacity - input.end < 4096) {
        input.capacity = input.capacity * 2 + 65536;
        input.text = realloc(input.text, input.capacity);
        if (input.text == NULL) abort();
    }
    report_idle = true;
    ssize_t got = read(STDIN_FILENO, input.text + input.end, input.capacity - input.end - 1);
    report_idle = false;
    if (got > 0) input.end += (size_t)got;
    else input.ended = true;
}

// The next line, without its end; NULL at the end of the input. Lives until the next one is read.
static char *next_line(void) {
    size_t searched = input.at;
    for (;;) {
        size_t size = input.end - searched;
        char *end = size > 0 ? memchr(input.text + searched, '\n', size) : NULL;
        if (end != NULL) {
            char *line = input.text + input.at;
            *end = '\0';
            if (end > line && end[-1] == '\r') end[-1] = '\0';
            input.at = (size_t)(end - input.text) + 1;
            return line;
        }
        searched = input.end - input.at;
        if (input.ended) return NULL;
        read_more();
    }
}

static void answer_line(const char *text) {
    output_text(&answers, text);
    output_char(&answers, '\n');
    if (answers.used > LARGEST_ANSWERS) flush();
}

// A text of several lines becomes one.
static void answer_text(const char *kind, const char *first, const char *text) {
    output_text(&answers, kind);
    output_char(&answers, ' ');
    output_text(&answers, first);
    for (; *text != '\0'; text++) output_char(&answers, *text == '\n' ? ' ' : *text);
    output_char(&answers, '\n');
}

static void answer_error(const char *text) { answer_text("error", "", text); }

// --- What ends the process -----------------------------------------------------------------------

static void on_finding(const char *rule, const char *message) {
    output_text(&answers, "finding ");
    output_text(&answers, rule);
    answer_text("", "", message);
    flush();
    _exit(1);
}

static void on_broken(const char *message) {
    answer_text("broken", "", message);
    flush();
    _exit(3);
}

// --- Reading requests ----------------------------------------------------------------------------

static void on_mistake(int line, int column, const char *message) {
    char place[40];
    if (mistake.used > 0) return; // the first one says it
    snprintf(place, sizeof place, "%d:%d: ", line, column);
    output_text(&mistake, place);
    output_text(&mistake, message);
}

static bool answer_mistake(void) {
    if (mistake.used == 0) return false;
    output_char(&mistake, '\0');
    answer_error(mistake.text);
    return true;
}

static bool begins_with(const char *line, const char *word) {
    size_t length = strlen(word);
    while (*line == ' ' || *line == '\t') line++;
    return strncmp(line, word, length) == 0 && strchr(" \t#", line[length]) != NULL;
}

static bool opens_block(const char *line) {
    return begins_with(line, "parallel") || begins_with(line, "repeat") ||
           begins_with(line, "thread");
}

// The lines of a request up to the end of its block, or of the input.
static char *read_block(const char *first) {
    int depth = 1;
    block.used = 0;
    output_text(&block, first);
    output_char(&block, '\n');
    while (depth > 0) {
        const char *line = next_line();
        if (line == NULL) break;
        depth += opens_block(line) ? 1 : begins_with(line, "end") ? -1 : 0;
        output_text(&block, line);
        output_char(&block, '\n');
    }
    output_char(&block, '\0');
    return block.text;
}

static bool observes_inside(const step *s) {
    for (size_t i = 0; i < s->body.count; i++) {
        const step *inner = &s->body.steps[i];
        if (inner->verb->perform == step_observe || observes_inside(inner)) return true;
    }
    for (size_t t = 0; t < s->thread_count; t++) {
        step body = {.body = s->threads[t].list};
        if (observes_inside(&body)) return true;
    }
    return false;
}

// NULL: it cannot be read, and that was answered.
static const step *read_step(char *text) {
    arena_clear(&request_memory);
    mistake.used = 0;
    declared.list = (step_list){NULL, 0};
    reader r = {.into = &declared,
                .memory = &request_memory,
                .tell = on_mistake,
                .any_name = true,
                .rest = text};
    reader_read(&r);
    if (answer_mistake()) return NULL;
    if (declared.list.count != 1) {
        answer_error("1:1: there is no step in this line: write one such as "
                     "'open a = C:\\log.txt'");
        return NULL;
    }
    if (observes_inside(declared.list.steps)) {
        answer_error("1:1: 'observe' stands by itself here, not in a block: the block has one "
                     "answer");
        return NULL;
    }
    return declared.list.steps;
}

// --- Requests ------------------------------------------------------------------------------------

static void perform(char *line) {
    char word[40];
    if (sscanf(line, "%39s", word) == 1 && reader_is_declaration(word)) {
        answer_error("1:1: declarations stand between 'begin' and '.', before the first step");
        return;
    }
    const step *s = read_step(opens_block(line) ? read_block(line) : line);
    if (s == NULL) return;
    NTSTATUS status = scenario_perform(s);
    if (status == SCENARIO_SKIPPED) {
        answer_line("step skipped");
        return;
    }
    char text[20];
    snprintf(text, sizeof text, "step %08X", (unsigned)status);
    answer_line(text);
}

static void finish(void) {
    char text[20];
    has_begun = false;
    scenario_end(&declared);
    snprintf(text, sizeof text, "finished %u", plan_pending());
    answer_line(text);
}

static void tell_symbol(const char *line) {
    char name[200];
    unsigned size;
    if (sscanf(line, "symbol %199s %u", name, &size) != 2) {
        answer_error("1:1: this is not complete: symbol NAME LENGTH");
        return;
    }
    const void *bytes = sim_image_symbol(name, size);
    output_text(&answers, "symbol ");
    if (bytes != NULL) output_bytes(&answers, bytes, size);
    else output_char(&answers, '-');
    output_char(&answers, '\n');
}

// Reads what holds in the new world, which begins if it can be read.
static void begin(void) {
    output text = {NULL, 0, 0};
    for (const char *line; (line = next_line()) != NULL && strcmp(line, ".") != 0;) {
        output_text(&text, line);
        output_char(&text, '\n');
    }
    output_char(&text, '\0');
    arena_clear(&declarations);
    mistake.used = 0;
    has_begun = false;
    scenario_clear(&declared);
    declared.names.many = MANY_NAMES;
    declared.names.is_free = scenario_slot_is_free;
    reader r = {.into = &declared, .memory = &declarations, .tell = on_mistake, .rest = text.text};
    reader_read(&r);
    reader_add_default_driver(&declared);
    free(text.text);
    if (answer_mistake()) return;
    if (declared.list.count > 0 || declared.exploration_count > 0) {
        answer_error("1:1: between 'begin' and '.' stand declarations only: windows, driver, "
                     "volume and registry");
        return;
    }
    has_begun = true;
    scheduler_run_again();
}

// False: the session ends.
static bool handle(char *line) {
    if (strcmp(line, "quit") == 0) return false;
    sim_explorer->runs++; // a hang is one of this request
    scheduler_count_from_here();
    if (strcmp(line, "begin") == 0) {
        begin();
    } else if (strncmp(line, "symbol ", 7) == 0) {
        tell_symbol(line);
    } else if (!has_begun) {
        answer_error("1:1: there is no world yet: begin, declarations, and a line with a dot");
    } else if (strcmp(line, "observe") == 0) {
        scenario_observe(&answers);
        answer_line("");
    } else if (strcmp(line, "finish") == 0) {
        finish();
    } else {
        perform(line);
    }
    return true;
}

// --- The process ---------------------------------------------------------------------------------

static void serve(void *argument) {
    (void)argument;
    scheduler_at_exploration(); // each world goes on from here
    if (has_begun) {
        scenario_begin(&declared);
        answer_line("begun");
    }
    for (char *line; (line = next_line()) != NULL;) {
        if (!handle(line)) break;
    }
    flush();
}

static void apply_declarations(void) {
    sim_windows = declared.windows;
    sim_windows_build = declared.windows_build;
    sim_fails_operations = false;
    for (size_t i = 0; i < declared.driver_count; i++) {
        sim_fails_operations |= declared.drivers[i].fails_operations;
    }
}

int live_run(const char *const *drivers, size_t count, unsigned hang_limit) {
    report_to = on_finding;
    report_broken_to = on_broken;
    scenario_is_live = true;
    scenario_current = &declared;
    declared.file = "live";
    sim_explorer->mode = EXPLORE_ONCE;
    sim_explorer->step_limit = STEP_LIMIT;
    report_install_handlers(hang_limit);
    heap_reserve();
    fiber_reserve();
    for (size_t i = 0; i < count; i++) scenario_entries[i] = sim_image_load(drivers[i]);
    sim_thread_create("main", serve, NULL);
    for (sim_run_result result = scheduler_run();; result = scheduler_run()) {
        explorer_begin_run();
        if (result == RUN_AT_EXPLORATION) {
            world_save();
        } else if (result == RUN_AGAIN) {
            apply_declarations();
            world_restore();
        } else {
            return 0;
        }
    }
}
