// Object headers, shared by the files of the object manager.
#ifndef PERSTREAM_OBJECTS_H
#define PERSTREAM_OBJECTS_H

#include "internal.h"

typedef struct ob_header {
    struct ob_header *next, *previous; // of all objects, newest first
    ob_type *type;
    void *body;
    void (*destroy)(void *body);
    sim_identity identity;
    int references;
    int granted; // references that drivers took or were given, less those that they released
    uint32_t handles;
    bool permanent;
    bool adopted; // the memory is somebody else's
    UNICODE_STRING name;
    struct ob_header *next_named;
} ob_header;

ob_header *ob_header_of(const void *body); // NULL: no live object
ob_header *ob_first(void);
// Stops the run with what is wrong about an address that is no live object.
_Noreturn void ob_report_no_object(const void *address, const char *use);
// Takes the object out of the directory of names.
void ob_forget_name(ob_header *header);
// The symbolic link itself, not what it leads to; NULL: there is none.
void *ob_find_link(const UNICODE_STRING *name);
const UNICODE_STRING *ob_link_target(const void *link);

#endif
