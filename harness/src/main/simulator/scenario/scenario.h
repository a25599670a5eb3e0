// A scenario: what is mounted, loaded, opened and done, in which threads. Host side and read-only while
// runs go on; what a run changes (open handles) lies in the world.
#ifndef PERSTREAM_SCENARIO_H
#define PERSTREAM_SCENARIO_H

#include "../core/sim.h"
#include "names.h"

#define SCENARIO_THREADS 8

typedef struct verb verb;
typedef struct step step;

typedef struct step_list {
    step *steps;
    size_t count;
} step_list;

typedef struct scenario_thread {
    const char *name;
    uint32_t process; // index into the scenario's process names
    step_list list;
} scenario_thread;

struct step {
    const verb *verb;
    int line;
    const char *text; // the line as written, without blanks around it
    uint32_t name;    // of what it opens or uses
    uint32_t other;   // a second one
    char volume;
    UNICODE_STRING path;
    const char *text_operand;
    int64_t integers[3];
    uint32_t integer_count;
    uint32_t options; // bits in the order of the verb's options
    uint32_t option_name; // the operand of an option, such as "in T"
    sim_routine routine;  // that is to fail, and with which status
    NTSTATUS failure;
    bool expects;
    bool expects_success, expects_failure;
    NTSTATUS expected;
    // verbs with a body
    scenario_thread *threads;
    size_t thread_count;
    step_list body;
};

// A verb of the language: one line of a scenario begins with its name.
struct verb {
    const char *name;
    // One letter each: N new name and "=", n new name, H name, P path, V volume, I integer, T time in milliseconds,
    // o offset that may be left out, l length likewise, S text, s text that may be left out, W word, F what fails and how.
    const char *operands;
    const char *options; // words separated by blanks; one that ends with ":" takes a name
    NTSTATUS (*perform)(const step *s);
    const char *help;
};

typedef struct scenario_exploration {
    const char *name; // "once", "interleavings", "outcomes", "random", "all"
    uint32_t preemptions;
    uint32_t faults;
    uint64_t runs;
    uint64_t seed;
} scenario_exploration;

typedef struct scenario_volume {
    char letter;
    const char *kind;
    const char *options; // as written
    int line;
} scenario_volume;

typedef struct scenario_driver {
    const char *name;
    const char *altitude;
    bool automatic; // attaches to each volume
    bool fails_operations; // by choice, where a context cannot be had
    int line;
} scenario_driver;

typedef struct scenario_registry {
    const char *name;
    bool is_text;
    uint32_t number;
    const char *text;
} scenario_registry;

typedef struct scenario {
    const char *file;
    uint32_t windows;       // as an NTDDI number
    uint32_t windows_build; // as the scenario names it
    scenario_driver drivers[4];
    size_t driver_count;
    scenario_volume volumes[8];
    size_t volume_count;
    scenario_registry registry[32];
    size_t registry_count;
    scenario_exploration explorations[8];
    size_t exploration_count;
    scenario_names names;
    scenario_names processes;
    step_list list;
} scenario;

extern const verb scenario_verbs[];
extern const size_t scenario_verb_count;

// Reads a scenario. Every mistake is reported with place, reason and remedy; NULL if there is one.
const scenario *scenario_read(const char *path);
// As a scenario begins: nothing is declared.
void scenario_clear(scenario *into);
// Prints the language's reference as Markdown.
void scenario_print_reference(void);
const char *scenario_status_name(NTSTATUS status);
bool scenario_status_named(const char *name, NTSTATUS *status);

// Runs the scenario in the current thread, the world's first. Argument: a const scenario *.
void scenario_run(void *argument);
// The drivers' entries, in the order of the scenario. Set before the world begins.
extern sim_driver_entry scenario_entries[4];

// slots.c: what the names stand for in this world.
typedef struct scenario_slot {
    void *object;      // open: a file object, a transaction or a port
    void *held;        // a reference to a file object that `hold` keeps beside the handle
    ULONGLONG message; // of a port: the one that was received last
} scenario_slot;

scenario_slot *scenario_slot_of(uint32_t name);
bool scenario_slot_is_free(uint32_t name);
bool scenario_option(const step *s, unsigned index);
// The scenario that runs.
extern const scenario *scenario_current;
// Its steps are given one by one, and their statuses are what is asked for.
extern bool scenario_is_live;
// The status of a step whose file or other operand is not there, because what should have made it failed.
#define SCENARIO_SKIPPED ((NTSTATUS)0x6FFF0001)

// registry.c: the services' keys with the instances, and what the scenario declares.
void scenario_write_registry(const scenario *sc);

// The parts of a run, for who performs its steps one by one in the world's first thread.
void scenario_begin(const scenario *sc);
NTSTATUS scenario_perform(const step *s);
void scenario_end(const scenario *sc);

// Loading and unloading, used by steps and at the end.
NTSTATUS scenario_load(uint32_t driver);
NTSTATUS scenario_unload(uint32_t driver);
bool scenario_is_loaded(uint32_t driver);
PDRIVER_OBJECT scenario_driver_object(uint32_t driver); // NULL: not loaded

#endif
