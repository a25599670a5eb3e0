// Reading scenarios: what read.c and declare.c share.
#ifndef PERSTREAM_READER_H
#define PERSTREAM_READER_H

#include "scenario.h"

#define MAXIMUM_WORDS 24

typedef struct word {
    const char *text;
    int column;
    bool quoted;
} word;

typedef struct reader {
    scenario *into;
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

void *reader_allocate(size_t size);
void reader_mistake(reader *r, int column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void reader_consider(proposal *p, const char *given, const char *candidate);
const char *reader_proposal(const proposal *p, const char *otherwise);
bool reader_integer(const char *text, int64_t *value);

// declare.c: lines that declare what there is, and stand outside of threads.
bool reader_is_declaration(const char *first_word);
void reader_declare(reader *r);
// What can only be checked when everything is read.
void reader_check(reader *r);

#endif
