// Cases that call the simulated executive as a driver does, each with the rule that it breaks.
#ifndef PERSTREAM_CASES_H
#define PERSTREAM_CASES_H

typedef struct executive_case {
    const char *name;
    const char *rule; // id of the one finding that it has, NULL: none
    int preemptions;  // > 0: its threads are explored
    void (*run)(void);
} executive_case;

extern const executive_case executive_cases[];

#endif
