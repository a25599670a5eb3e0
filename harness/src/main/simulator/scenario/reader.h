// Reading scenarios: what read.c and declare.c share.
#ifndef PERSTREAM_READER_H
#define PERSTREAM_READER_H

#include "arena.h"
#include "scenario.h"

#define MAXIMUM_WORDS 24

typedef struct word {
    const char *text;
    int column;
    bool quoted;
} word;

typedef struct reader {
    scenario *into;
    arena *memory; // of what is read
    // Takes each mistake; NULL: they are reported as errors.
    void (*tell)(int line, int column, const char *message);
    bool any_name; // a name that nothing was given yet stands for nothing, and is no mistake
    char *rest; // of the file
    int line;
    const char *line_text;
    word words[MAXIMUM_WORDS];
    int word_count;
    int mistakes;
} reader;

// The nearest of several candidates to a misspelt word.
typedef struct proposal {
    const char *best;
    int distance; // begin with one more than what is near enough
} proposal;

void *reader_allocate(reader *r, size_t size); // zeroed
void reader_mistake(reader *r, int column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void reader_consider(proposal *p, const char *given, const char *candidate);
const char *reader_proposal(const proposal *p, const char *otherwise);
bool reader_integer(const char *text, int64_t *value);

// read.c: reads steps and declarations until the text ends.
void reader_read(reader *r);
// fail.c: the words of `fail` from `at` on; returns where they end.
int reader_failure(reader *r, step *s, int at);

// declare.c: lines that declare what there is, and stand outside of threads.
bool reader_is_declaration(const char *first_word);
void reader_declare(reader *r);
// The driver that a scenario has which declares none.
void reader_add_default_driver(scenario *into);

#endif
