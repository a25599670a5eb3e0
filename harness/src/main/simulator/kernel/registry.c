// The registry's keys and values.
#include "internal.h"
#include "registry.h"
#include "rtl.h"

SIM_STATE static registry_node root;

static UNICODE_STRING copy_name(const UNICODE_STRING *name) {
    UNICODE_STRING copy = {name->Length, name->Length, sim_alloc(name->Length + sizeof(WCHAR))};
    memcpy(copy.Buffer, name->Buffer, name->Length);
    return copy;
}

static void touch(registry_node *node) { node->written = sim_system_time(); }

// Takes the first component off a path; false if there is none.
static bool next_component(UNICODE_STRING *path, UNICODE_STRING *component) {
    while (path->Length > 0 && path->Buffer[0] == '\\') {
        path->Buffer++;
        path->Length -= sizeof(WCHAR);
    }
    *component = (UNICODE_STRING){0, 0, path->Buffer};
    while (path->Length > 0 && path->Buffer[0] != '\\') {
        path->Buffer++;
        path->Length -= sizeof(WCHAR);
        component->Length += sizeof(WCHAR);
    }
    return component->Length != 0;
}

static registry_node *child_named(registry_node *node, const UNICODE_STRING *name) {
    for (registry_node *child = node->children; child != NULL; child = child->next) {
        if (rtl_equal(&child->name, name, true)) return child;
    }
    return NULL;
}

static registry_node *add_child(registry_node *node, const UNICODE_STRING *name) {
    registry_node *child = sim_alloc(sizeof *child), **link = &node->children;
    child->parent = node;
    child->name = copy_name(name);
    touch(child);
    while (*link != NULL) link = &(*link)->next;
    *link = child;
    return child;
}

registry_node *registry_find(registry_node *start, const UNICODE_STRING *path) {
    registry_node *node = start != NULL ? start : &root;
    UNICODE_STRING rest = *path, component;
    if (start == NULL && (path->Length == 0 || path->Buffer[0] != '\\')) return NULL;
    while (node != NULL && next_component(&rest, &component)) node = child_named(node, &component);
    return node;
}

registry_node *registry_make(registry_node *start, const UNICODE_STRING *path, bool *created) {
    registry_node *node = start != NULL ? start : &root;
    UNICODE_STRING rest = *path, component;
    *created = false;
    if (start == NULL && (path->Length == 0 || path->Buffer[0] != '\\')) return NULL;
    while (next_component(&rest, &component)) {
        registry_node *child = child_named(node, &component);
        if (child == NULL) {
            UNICODE_STRING behind = rest, another;
            if (next_component(&behind, &another)) return NULL;
            child = add_child(node, &component);
            *created = true;
        }
        node = child;
    }
    return node;
}

// A deleted node stays for the handles that are open to it, and goes with the run.
void registry_delete(registry_node *node) {
    node->deleted = true;
    for (registry_node **link = &node->parent->children; *link != NULL; link = &(*link)->next) {
        if (*link != node) continue;
        *link = node->next;
        return;
    }
}

registry_node *registry_child(const registry_node *node, ULONG index) {
    registry_node *child = node->children;
    while (child != NULL && index-- > 0) child = child->next;
    return child;
}

registry_value *registry_get(const registry_node *node, const UNICODE_STRING *name) {
    for (registry_value *value = node->values; value != NULL; value = value->next) {
        if (rtl_equal(&value->name, name, true)) return value;
    }
    return NULL;
}

void registry_put(registry_node *node, const UNICODE_STRING *name, ULONG type, const void *data,
                  ULONG size) {
    registry_value *value = registry_get(node, name), **link = &node->values;
    if (value == NULL) {
        value = sim_alloc(sizeof *value);
        value->name = copy_name(name);
        while (*link != NULL) link = &(*link)->next;
        *link = value;
    } else {
        sim_free(value->data);
    }
    value->type = type;
    value->size = size;
    value->data = sim_alloc(size != 0 ? size : 1);
    if (size != 0) memcpy(value->data, data, size);
    touch(node);
}

bool registry_remove(registry_node *node, const UNICODE_STRING *name) {
    for (registry_value **link = &node->values; *link != NULL; link = &(*link)->next) {
        registry_value *value = *link;
        if (!rtl_equal(&value->name, name, true)) continue;
        *link = value->next;
        sim_free(value->name.Buffer);
        sim_free(value->data);
        sim_free(value);
        touch(node);
        return true;
    }
    return false;
}

// --- Scenarios -----------------------------------------------------------------------------------

static UNICODE_STRING widen(const char *text) {
    size_t size = strlen(text);
    UNICODE_STRING wide = {0, (USHORT)(size * sizeof(WCHAR)),
                           sim_alloc((size + 1) * sizeof(WCHAR))};
    const uint8_t *at = (const uint8_t *)text, *end = at + size;
    size_t length = 0;
    while (at < end) {
        uint32_t character = rtl_utf8_next(&at, end);
        if (character >= 0x10000) {
            wide.Buffer[length++] = (WCHAR)(0xD7C0 + (character >> 10));
            character = 0xDC00 + (character & 0x3FF);
        }
        wide.Buffer[length++] = (WCHAR)character;
    }
    wide.Length = (USHORT)(length * sizeof(WCHAR));
    return wide;
}

static registry_node *make_all(const char *path) {
    UNICODE_STRING wide = widen(path), rest = wide, component;
    registry_node *node = &root;
    while (next_component(&rest, &component)) {
        registry_node *child = child_named(node, &component);
        node = child != NULL ? child : add_child(node, &component);
    }
    sim_free(wide.Buffer);
    return node;
}

void registry_create_key(const char *path) { make_all(path); }

void registry_set_value(const char *path, const char *name, ULONG type, const void *data,
                        ULONG size) {
    UNICODE_STRING wide = widen(name);
    registry_put(make_all(path), &wide, type, data, size);
    sim_free(wide.Buffer);
}

void registry_set_number(const char *path, const char *name, uint32_t value) {
    registry_set_value(path, name, REG_DWORD, &value, sizeof value);
}

void registry_set_text(const char *path, const char *name, const char *text) {
    UNICODE_STRING wide = widen(text);
    wide.Buffer[wide.Length / sizeof(WCHAR)] = 0;
    registry_set_value(path, name, REG_SZ, wide.Buffer, wide.Length + sizeof(WCHAR));
    sim_free(wide.Buffer);
}
