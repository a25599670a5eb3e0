// The registry in memory. A scenario fills it; drivers reach it by the documented routines.
#ifndef PERSTREAM_REGISTRY_STORE_H
#define PERSTREAM_REGISTRY_STORE_H

#include "kernel.h"

typedef struct registry_value {
    struct registry_value *next; // in the order in which they were set
    UNICODE_STRING name;
    ULONG type;
    ULONG size;
    uint8_t *data;
} registry_value;

typedef struct registry_node {
    struct registry_node *parent, *next, *children; // in the order of creation
    UNICODE_STRING name;
    registry_value *values;
    uint64_t written;
    bool deleted;
} registry_node;

// --- For scenarios and the simulator's own parts: names are UTF-8, keys are created as needed ----

// "\\Registry\\Machine\\System\\CurrentControlSet\\Services\\Audit", "DebugFlags", …
void registry_set_value(const char *path, const char *name, ULONG type, const void *data,
                        ULONG size);
void registry_set_number(const char *path, const char *name, uint32_t value); // REG_DWORD
void registry_set_text(const char *path, const char *name, const char *text); // REG_SZ
void registry_create_key(const char *path);

// --- For the routines ----------------------------------------------------------------------------

// The node of a path below `start` (NULL: the root, and the path begins with a backslash); NULL if
// there is none.
registry_node *registry_find(registry_node *start, const UNICODE_STRING *path);
// The same, but a last component that is missing is made if its parent is there. `created` tells.
registry_node *registry_make(registry_node *start, const UNICODE_STRING *path, bool *created);
void registry_delete(registry_node *node);
registry_node *registry_child(const registry_node *node, ULONG index);
registry_value *registry_get(const registry_node *node, const UNICODE_STRING *name);
void registry_put(registry_node *node, const UNICODE_STRING *name, ULONG type, const void *data,
                  ULONG size);
bool registry_remove(registry_node *node, const UNICODE_STRING *name);

// The node of a key's handle; the status if it is none.
NTSTATUS registry_from_handle(HANDLE handle, registry_node **node);
// A handle for a driver.
HANDLE registry_open_handle(registry_node *node, ACCESS_MASK access, bool kernel);

#endif
