// The directory of object names, symbolic links included.
#include "objects.h"

#define MOST_LINKS 8 // that one name may lead through

typedef struct link_body {
    UNICODE_STRING target;
} link_body;

static SIM_STATE ob_header *named;

static WCHAR upper(WCHAR c) { return c >= 'a' && c <= 'z' ? (WCHAR)(c - 'a' + 'A') : c; }

static bool equal(const WCHAR *left, const WCHAR *right, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (upper(left[i]) != upper(right[i])) return false;
    }
    return true;
}

// Whether `name` is `prefix`, or goes on behind it with a backslash.
static bool begins_with(const UNICODE_STRING *name, const UNICODE_STRING *prefix) {
    uint32_t length = prefix->Length / sizeof(WCHAR);

    return name->Length >= prefix->Length && equal(name->Buffer, prefix->Buffer, length) &&
           (name->Length == prefix->Length || name->Buffer[length] == '\\');
}

static UNICODE_STRING copy_of(const UNICODE_STRING *name, size_t more) {
    UNICODE_STRING copy = {name->Length, (USHORT)(name->Length + more), NULL};

    copy.Buffer = sim_alloc(copy.MaximumLength + sizeof(WCHAR));
    memcpy(copy.Buffer, name->Buffer, name->Length);
    return copy;
}

static ob_header *longest_prefix(const UNICODE_STRING *name) {
    ob_header *best = NULL;

    for (ob_header *header = named; header; header = header->next_named) {
        if (!begins_with(name, &header->name)) continue;
        if (!best || header->name.Length > best->name.Length) best = header;
    }
    return best;
}

NTSTATUS ob_insert_name(const UNICODE_STRING *name, void *body) {
    ob_header *header = ob_header_of(body);

    for (ob_header *other = named; other; other = other->next_named) {
        if (other->name.Length == name->Length && begins_with(name, &other->name)) {
            return STATUS_OBJECT_NAME_COLLISION;
        }
    }
    header->name = copy_of(name, 0);
    header->next_named = named;
    named = header;
    sim_name(header->identity, "%s", sim_text(name));
    return STATUS_SUCCESS;
}

void ob_forget_name(ob_header *header) {
    if (!header->name.Buffer) return;
    for (ob_header **link = &named; *link; link = &(*link)->next_named) {
        if (*link != header) continue;
        *link = header->next_named;
        break;
    }
    sim_free(header->name.Buffer);
    header->name = (UNICODE_STRING){0, 0, NULL};
}

void ob_remove_name(void *body) {
    ob_header *header = ob_header_of(body);

    if (header) ob_forget_name(header);
}

const UNICODE_STRING *ob_name(const void *body) {
    ob_header *header = ob_header_of(body);

    return header && header->name.Length ? &header->name : NULL;
}

// "\??\X:" is another name of "\DosDevices\X:". The copy is the caller's.
static UNICODE_STRING canonical(const UNICODE_STRING *name) {
    static const WCHAR short_form[] = L"\\??\\";
    static const WCHAR long_form[] = L"\\DosDevices\\";
    const size_t short_size = sizeof(short_form) - sizeof(WCHAR);
    const size_t long_size = sizeof(long_form) - sizeof(WCHAR);
    UNICODE_STRING prefix = {(USHORT)long_size, (USHORT)long_size, (PWCH)long_form};
    UNICODE_STRING full;

    if (name->Length < short_size || !equal(name->Buffer, short_form, short_size / sizeof(WCHAR))) {
        return copy_of(name, 0);
    }
    full = copy_of(&prefix, name->Length);
    memcpy((char *)full.Buffer + long_size, (const char *)name->Buffer + short_size,
           name->Length - short_size);
    full.Length = (USHORT)(long_size + name->Length - short_size);
    return full;
}

// The link's target with what follows the link's name; the text lives as long as the run.
static UNICODE_STRING followed(const ob_header *link, const UNICODE_STRING *name) {
    const link_body *body = link->body;
    size_t more = name->Length - link->name.Length;
    UNICODE_STRING result = copy_of(&body->target, more);

    memcpy((char *)result.Buffer + result.Length, (char *)name->Buffer + link->name.Length, more);
    result.Length = (USHORT)(result.Length + more);
    return result;
}

void *ob_lookup(const UNICODE_STRING *name, UNICODE_STRING *rest) {
    UNICODE_STRING current = *name;

    if (name->Length >= 2 * sizeof(WCHAR) && name->Buffer[1] == '?') current = canonical(name);
    for (int links = 0; links < MOST_LINKS; links++) {
        ob_header *found = longest_prefix(&current);

        if (!found) return NULL;
        if (found->type != &ob_link_type) {
            if (rest) {
                rest->Length = rest->MaximumLength = (USHORT)(current.Length - found->name.Length);
                rest->Buffer = (PWCH)((char *)current.Buffer + found->name.Length);
            }
            return found->body;
        }
        current = followed(found, &current);
    }
    return NULL;
}

static void destroy_link(void *body) { sim_free(((link_body *)body)->target.Buffer); }

NTSTATUS ob_create_link(const UNICODE_STRING *name, const UNICODE_STRING *target) {
    link_body *link = ob_create(&ob_link_type, sizeof(*link), destroy_link);
    UNICODE_STRING full = canonical(name);
    NTSTATUS status;

    link->target = copy_of(target, 0);
    status = ob_insert_name(&full, link);
    sim_free(full.Buffer);
    if (!NT_SUCCESS(status)) ob_dereference(link);
    return status;
}

void *ob_find_link(const UNICODE_STRING *name) {
    UNICODE_STRING full = canonical(name);
    void *found = NULL;

    for (ob_header *header = named; header && !found; header = header->next_named) {
        if (header->type != &ob_link_type || header->name.Length != full.Length) continue;
        if (begins_with(&full, &header->name)) found = header->body;
    }
    sim_free(full.Buffer);
    return found;
}

const UNICODE_STRING *ob_link_target(const void *link) {
    return &((const link_body *)link)->target;
}

NTSTATUS ob_delete_link(const UNICODE_STRING *name) {
    void *link = ob_find_link(name);

    if (!link) return STATUS_OBJECT_NAME_NOT_FOUND;
    ob_dereference(link);
    return STATUS_SUCCESS;
}
