// Findings with their stacks, histories and traces. Only a recorded run, a replay, keeps the latter.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "explorer.h"
#include "report.h"
#include "world.h"

typedef struct history_event {
    sim_identity identity;
    const char *verb;
    int references;
    const char *thread;
    sim_routine routine;
    stack_trace stack;
} history_event;

typedef struct identity_name {
    const char *kind;
    const void *address;
    char name[96];
} identity_name;

static const struct {
    const char *name;
    const char *title;
} rules[SIM_RULES] = {
    [SIM_NO_RULE] = {"", ""},
#define RULE(id, name, title) [RULE_##id] = {name, title},
#include "rules.def"
#undef RULE
};

void (*report_to)(const char *rule, const char *message);
void (*report_broken_to)(const char *message);
bool sim_recording;
FILE *report_output;
const char *(*report_step_of)(const sim_thread *thread, int *line);

SIM_STATE static sim_identity identities;

// Host side; filled only in a recorded run, which is never restored.
static history_event *events;
static size_t event_count, event_capacity;
static identity_name *names;
static size_t name_capacity;
static char **trace_lines;
static size_t trace_count, trace_capacity;

static void *grow(void *memory, size_t *capacity, size_t needed, size_t size) {
    if (needed <= *capacity) return memory;
    size_t wanted = needed * 2 + 64;
    memory = realloc(memory, wanted * size);
    if (memory == NULL) abort();
    memset((char *)memory + *capacity * size, 0, (wanted - *capacity) * size);
    *capacity = wanted;
    return memory;
}

void report_start_recording(void) { sim_recording = true; }

sim_identity sim_identify(const char *kind, const void *address) {
    sim_identity identity = ++identities;
    if (sim_recording) {
        names = grow(names, &name_capacity, identity + 1u, sizeof *names);
        names[identity].kind = kind;
        names[identity].address = address;
    }
    return identity;
}

void sim_name(sim_identity identity, const char *format, ...) {
    if (!sim_recording || identity == 0 || identity >= name_capacity) return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(names[identity].name, sizeof names[identity].name, format, arguments);
    va_end(arguments);
}

void sim_history(sim_identity identity, const char *verb, int references) {
    if (!sim_recording || identity == 0) return;
    events = grow(events, &event_capacity, event_count + 1, sizeof *events);
    history_event *event = &events[event_count++];
    event->identity = identity;
    event->verb = verb;
    event->references = references;
    event->thread = sim_current != NULL ? sim_current->name : "";
    event->routine = sim_current != NULL ? sim_current->routine_entered : SIM_ROUTINES;
    stack_capture(&event->stack);
}

void report_history(sim_identity identity, const char *verb, const char *thread, const stack_trace *stack) {
    if (!sim_recording || identity == 0) return;
    events = grow(events, &event_capacity, event_count + 1, sizeof *events);
    events[event_count++] = (history_event){identity, verb, -1, thread, SIM_ROUTINES, *stack};
}

void sim_trace(const char *format, ...) {
    if (!sim_recording) return;
    char line[400];
    int used = snprintf(line, sizeof line, "%s: ", sim_current != NULL ? sim_current->name : "-");
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line + used, sizeof line - (size_t)used, format, arguments);
    va_end(arguments);
    trace_lines = grow(trace_lines, &trace_capacity, trace_count + 1, sizeof *trace_lines);
    trace_lines[trace_count++] = strdup(line);
}

const char *sim_text(const UNICODE_STRING *string) {
    static char texts[8][256];
    static unsigned turn;
    char *text = texts[turn++ % 8];
    if (string == NULL || string->Buffer == NULL) return "";
    size_t used = 0;
    for (size_t i = 0; i < string->Length / sizeof(WCHAR) && used < sizeof texts[0] - 4; i++) {
        unsigned c = string->Buffer[i];
        if (c >= 0x20 && c < 0x7F) text[used++] = (char)c;
        else if (c < 0x80) text[used++] = '?';
        else if (c < 0x800) {
            text[used++] = (char)(0xC0 | c >> 6);
            text[used++] = (char)(0x80 | (c & 0x3F));
        } else if (c >= 0xD800 && c < 0xE000) {
            text[used++] = '?';
        } else {
            text[used++] = (char)(0xE0 | c >> 12);
            text[used++] = (char)(0x80 | (c >> 6 & 0x3F));
            text[used++] = (char)(0x80 | (c & 0x3F));
        }
    }
    text[used] = '\0';
    return text;
}

// --- Stacks -----------------------------------------------------------------------------------------------

// What stands between a driver and the memory that it accesses is on no stack.
static void push(stack_trace *stack, void *frame) {
#if SIM_ASAN
    extern const uint8_t __start_simhooks[], __stop_simhooks[];
    if ((uint8_t *)frame >= __start_simhooks && (uint8_t *)frame < __stop_simhooks) return;
#endif
    stack->frames[stack->count++] = frame;
}

NO_ASAN void stack_capture_from(stack_trace *stack, void *pc, void *frame,
                                const sim_thread *thread) {
    stack->count = 0;
    if (pc != NULL) push(stack, pc);
    if (thread == NULL || thread->stack == NULL) return;
    uintptr_t low = (uintptr_t)thread->stack, high = low + FIBER_STACK - 2 * sizeof(void *);
    uintptr_t at = (uintptr_t)frame;
    while (stack->count < STACK_FRAMES && at >= low && at < high && at % sizeof(void *) == 0) {
        void **link = (void **)at;
        if (link[1] == NULL) break;
        push(stack, (char *)link[1] - 1); // within the call, not behind it
        uintptr_t next = (uintptr_t)link[0];
        if (next <= at) break;
        at = next;
    }
}

void stack_capture(stack_trace *stack) {
    stack_capture_from(stack, NULL, __builtin_frame_address(0), sim_current);
}

// A thread that is not running: its frame pointer was pushed by fiber_switch.
static void stack_capture_waiting(stack_trace *stack, const sim_thread *thread) {
    stack->count = 0;
    if (thread->stack == NULL) return;
#if defined(__x86_64__)
    void **saved = thread->stack_pointer;
    stack_capture_from(stack, saved[6], saved[5], thread);
#elif defined(__aarch64__)
    void **saved = thread->stack_pointer;
    stack_capture_from(stack, saved[1], saved[0], thread);
#endif
}

// --- JSON ---------------------------------------------------------------------------------------------------

void json_string(FILE *out, const char *text) {
    if (text == NULL) {
        fputs("null", out);
        return;
    }
    fputc('"', out);
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\') fprintf(out, "\\%c", c);
        else if (c < 0x20) fprintf(out, "\\u%04x", c);
        else fputc(c, out);
    }
    fputc('"', out);
}

// The routine that a driver called, as far as one is on the stack: what the system does by itself has none.
static const char *routine_on(const stack_trace *stack, sim_routine routine) {
    if (routine == SIM_ROUTINES) return NULL;
    for (uint32_t i = 0; i < stack->count; i++) {
        if (sim_image_contains(stack->frames[i])) return sim_routines[routine].name;
    }
    return NULL;
}

static void json_stack(FILE *out, const stack_trace *stack) {
    fputc('[', out);
    for (uint32_t i = 0; i < stack->count; i++) {
        Dl_info info;
        memset(&info, 0, sizeof info);
        dladdr(stack->frames[i], &info);
        fprintf(out, "%s{\"module\":", i > 0 ? "," : "");
        json_string(out, info.dli_fname);
        fprintf(out, ",\"offset\":%llu,\"function\":",
                (unsigned long long)((char *)stack->frames[i] - (char *)info.dli_fbase));
        json_string(out, info.dli_sname);
        fputc('}', out);
    }
    fputc(']', out);
}

static void json_history(FILE *out, sim_identity subject) {
    fputs(",\"history\":[", out);
    bool first = true;
    for (size_t i = 0; i < event_count && subject != 0; i++) {
        const history_event *event = &events[i];
        if (event->identity != subject) continue;
        fprintf(out, "%s{\"verb\":", first ? "" : ",");
        first = false;
        json_string(out, event->verb);
        fprintf(out, ",\"references\":%d,\"thread\":", event->references);
        json_string(out, event->thread);
        fputs(",\"routine\":", out);
        json_string(out, routine_on(&event->stack, event->routine));
        fputs(",\"stack\":", out);
        json_stack(out, &event->stack);
        fputc('}', out);
    }
    fputc(']', out);
}

static void json_threads(FILE *out) {
    fputs(",\"threads\":[", out);
    bool first = true;
    for (uint32_t i = 0; i < sim_thread_count(); i++) {
        const sim_thread *t = sim_thread_at(i);
        if (t->state == SIM_THREAD_ENDED || t->state == SIM_THREAD_FREE || t->wait_is_idle) continue;
        stack_trace stack;
        if (t == sim_current) stack_capture(&stack);
        else stack_capture_waiting(&stack, t);
        fprintf(out, "%s{\"name\":", first ? "" : ",");
        first = false;
        json_string(out, t->name);
        fprintf(out, ",\"state\":\"%s\",\"waits_for\":",
                t->state == SIM_THREAD_WAITING ? "waiting" : "ready");
        json_string(out, t->state == SIM_THREAD_WAITING ? t->wait_for : NULL);
        fputs(",\"locks\":[", out);
        for (uint32_t l = 0; l < t->lock_count; l++) {
            if (l > 0) fputc(',', out);
            json_string(out, t->locks[l].kind);
        }
        fputs("],\"stack\":", out);
        json_stack(out, &stack);
        fputc('}', out);
    }
    fputc(']', out);
}

static void json_subject(FILE *out, sim_identity subject) {
    if (subject == 0 || subject >= name_capacity || names[subject].kind == NULL) {
        fputs(",\"subject\":null", out);
        return;
    }
    fprintf(out, ",\"subject\":{\"id\":%u,\"kind\":", subject);
    json_string(out, names[subject].kind);
    fputs(",\"name\":", out);
    json_string(out, names[subject].name[0] != '\0' ? names[subject].name : NULL);
    fprintf(out, ",\"address\":\"%p\"}", names[subject].address);
}

static void json_trace(FILE *out) {
    fputs(",\"trace\":[", out);
    for (size_t i = 0; i < trace_count; i++) {
        if (i > 0) fputc(',', out);
        json_string(out, trace_lines[i]);
    }
    fputc(']', out);
}

void report_trace(void) {
    fputs("{\"type\":\"trace\"", report_output);
    json_trace(report_output);
    fputs("}\n", report_output);
}

static void write_finding(sim_rule rule, sim_identity subject, sim_bugcheck bugcheck,
                          const stack_trace *stack, const char *message) {
    FILE *out = report_output;
    int line = 0;
    const char *step = report_step_of != NULL && sim_current != NULL
                           ? report_step_of(sim_current, &line)
                           : NULL;
    fputs("{\"type\":\"finding\",\"rule\":", out);
    json_string(out, rules[rule].name);
    fputs(",\"title\":", out);
    json_string(out, rules[rule].title);
    fputs(",\"message\":", out);
    json_string(out, message);
    if (bugcheck.code == 0) {
        fputs(",\"bugcheck\":null", out);
    } else {
        fprintf(out, ",\"bugcheck\":{\"code\":%u,\"parameters\":[%llu,%llu,%llu,%llu]}",
                bugcheck.code, (unsigned long long)bugcheck.parameters[0],
                (unsigned long long)bugcheck.parameters[1],
                (unsigned long long)bugcheck.parameters[2],
                (unsigned long long)bugcheck.parameters[3]);
    }
    fputs(",\"thread\":", out);
    json_string(out, sim_current != NULL ? sim_current->name : NULL);
    fputs(",\"routine\":", out);
    json_string(out, sim_current != NULL ? routine_on(stack, sim_current->routine_entered) : NULL);
    fprintf(out, ",\"irql\":%u,\"step\":", sim_current != NULL ? sim_current->irql : 0);
    json_string(out, step);
    fprintf(out, ",\"line\":%d,\"stack\":", line);
    json_stack(out, stack);
    json_subject(out, subject);
    json_history(out, subject);
    json_trace(out);
    json_threads(out);
    char token[8192];
    explorer_token(token, sizeof token);
    fputs(",\"replay\":", out);
    json_string(out, token);
    fputs("}\n", out);
    fflush(out);
}

// Two findings are the same if their rule, the innermost place in a driver and the message without its numbers are.
static uint64_t key_of(sim_rule rule, const stack_trace *stack, const char *message) {
    uint64_t key = (uint64_t)rule;
    for (uint32_t i = 0; i < stack->count; i++) {
        if (!sim_image_contains(stack->frames[i])) continue;
        key = key * 0x100000001B3u ^ sim_image_offset(stack->frames[i]);
        break;
    }
    bool in_number = false;
    for (const char *c = message; *c != '\0'; c++) {
        bool part_of_word = (*c >= '0' && *c <= '9') || (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
        in_number = part_of_word && (in_number || (*c >= '0' && *c <= '9'));
        if (!in_number) key = key * 0x100000001B3u ^ (uint8_t)*c;
    }
    return key;
}

// The same breach at the same place is told once in a run.
static bool told_before(uint64_t key) {
    static uint64_t told[64];
    static size_t count;
    for (size_t i = 0; i < count; i++) {
        if (told[i] == key) return true;
    }
    if (count < 64) told[count++] = key;
    return false;
}

static void found(sim_rule rule, sim_identity subject, sim_bugcheck bugcheck,
                  const stack_trace *stack, const char *message) {
    if (report_to != NULL) report_to(rules[rule].name, message);
    uint64_t key = key_of(rule, stack, message);
    if (!sim_explorer->run_failed) {
        sim_explorer->run_failed = true;
        sim_explorer->failure_key = key;
    }
    if (sim_recording && !told_before(key)) write_finding(rule, subject, bugcheck, stack, message);
}

void sim_report(sim_rule rule, sim_identity subject, sim_bugcheck bugcheck, const char *format,
                ...) {
    char message[600];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    stack_trace stack;
    stack_capture(&stack);
    found(rule, subject, bugcheck, &stack, message);
}

void report_finding(sim_rule rule, sim_identity subject, const stack_trace *stack, const char *format, ...) {
    char message[600];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    found(rule, subject, SIM_NO_BUGCHECK, stack, message);
}

_Noreturn void sim_stop(sim_rule rule, sim_identity subject, sim_bugcheck bugcheck,
                        const char *format, ...) {
    char message[600];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    stack_trace stack;
    stack_capture(&stack);
    found(rule, subject, bugcheck, &stack, message);
    scheduler_stop();
}

_Noreturn void report_crash(sim_rule rule, sim_identity subject, sim_bugcheck bugcheck,
                            const stack_trace *stack, const char *message) {
    found(rule, subject, bugcheck, stack, message);
    _exit(EXIT_CRASHED);
}

void report_error(const char *format, ...) {
    char message[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    fputs("{\"type\":\"error\",\"message\":", report_output);
    json_string(report_output, message);
    fputs("}\n", report_output);
    fflush(report_output);
}

_Noreturn void sim_broken(const char *format, ...) {
    char message[600];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (report_broken_to != NULL) report_broken_to(message);
    report_error("the simulator cannot go on: %s", message);
    _exit(3);
}

void sim_assert_failed(const char *expression, const char *file, int line) {
    sim_report(RULE_ASSERTION, 0, SIM_NO_BUGCHECK, "assertion failed: %s (%s:%d)", expression, file,
               line);
}
