// The explorer: which runs are tried, and how one is replayed. Host side: its state outlives the runs,
// and lies in memory that the supervising process shares, so that a crash loses nothing but the run.
#ifndef PERSTREAM_EXPLORER_H
#define PERSTREAM_EXPLORER_H

#include "sim.h"

#define EXPLORER_DECISIONS 65536
#define EXPLORER_TAKEN 512
#define EXPLORER_SEEN 256
#define EXPLORER_OBSERVED 65536 // a power of two

typedef enum decision_kind { DECISION_SCHEDULE, DECISION_OUTCOME, DECISION_KINDS } decision_kind;

typedef enum explorer_mode { EXPLORE_ONCE, EXPLORE_EXHAUSTIVELY, EXPLORE_RANDOMLY } explorer_mode;

// One option that is not the default one: what a replay line lists.
typedef struct taken_option {
    uint8_t kind;
    uint16_t option;
    uint32_t ordinal;
    uint32_t status; // DECISION_OUTCOME
} taken_option;

typedef struct decision {
    uint16_t chosen;
    uint16_t options;
} decision;

typedef struct explorer {
    explorer_mode mode;
    uint32_t budgets[DECISION_KINDS]; // preemptions, faults
    uint64_t random_runs;
    uint64_t seed;
    uint64_t step_limit; // scheduling points in one run
    bool keep_going;

    decision path[EXPLORER_DECISIONS]; // EXPLORE_EXHAUSTIVELY
    uint32_t path_length;
    uint32_t longest_path;
    bool started;
    bool complete;
    uint64_t runs;
    uint64_t points; // scheduling points in all runs

    taken_option taken[EXPLORER_TAKEN]; // of the current run
    uint32_t taken_count;
    bool run_failed;
    uint64_t failure_key; // rule and place of the current run's first finding

    taken_option replay[EXPLORER_TAKEN]; // EXPLORE_ONCE
    uint32_t replay_count;

    uint64_t seen[EXPLORER_SEEN]; // keys of the findings so far
    uint32_t seen_count;
    bool silent; // a repetition: its observations have been told
    uint64_t observed[EXPLORER_OBSERVED]; // keys of the observations so far
    uint8_t called[SIM_ROUTINES]; // coverage: 1 called, 2 made to fail
} explorer;

extern explorer *sim_explorer;

// Prepares the next run; false when there is none.
bool explorer_next(void);
// Called when the world has been brought to the start of a run.
void explorer_begin_run(void);
// Decides; 0 is the default. `costly`: options other than 0 count against the budget.
uint32_t explorer_choose(decision_kind kind, uint32_t options, bool costly);
// The same for a call that may fail: returns the status, STATUS_SUCCESS for none.
NTSTATUS explorer_outcome(sim_routine routine);
// The options taken in the current run as text, such as "p12=1,f3=C000009A"; "-" for none.
void explorer_token(char *text, size_t size);
// Reads such a text; false if it is none.
bool explorer_parse_token(const char *text);
// Whether a finding with this key is new; remembers it.
bool explorer_remember(uint64_t key);
// The same for an observation; when very many are known, each counts as new.
bool explorer_remember_observation(uint64_t key);

// core/scheduler.c: runs the world until it ends or stops; see sim_run_result.
typedef enum sim_run_result { RUN_ENDED, RUN_STOPPED, RUN_AT_EXPLORATION, RUN_AGAIN } sim_run_result;
sim_run_result scheduler_run(void);
// Called by a thread of the world: gives control to the host.
_Noreturn void scheduler_stop(void);
void scheduler_at_exploration(void);
// The world is to be brought back to where it was saved.
_Noreturn void scheduler_run_again(void);
// The limit of scheduling points holds from here on.
void scheduler_count_from_here(void);
// Starts and ends the part of a scenario whose threads run concurrently.
void scheduler_set_concurrent(bool concurrent);
// Ended threads that no driver created: their places are used again.
void scheduler_forget_ended(void);

// core/lifecycle.c
void lifecycle_start(void);
void lifecycle_end(void);

#endif
