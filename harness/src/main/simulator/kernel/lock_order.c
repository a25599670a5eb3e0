// The locks that threads hold, and the order in which they take them.
//
// An edge A → B says that some thread wanted B while it held A. A circle of edges is a deadlock
// that some schedule reaches, even if this one did not. A lock that is only tried for gets no edge:
// its holder did not wait.
#include "internal.h"

typedef struct lock_edge {
    struct lock_edge *next;
    struct lock_node *to;
    void *wanted_at;
} lock_edge;

typedef struct lock_node {
    const void *lock;
    const char *kind;
    lock_edge *edges;
    uint32_t visited; // number of the search that came here last
    bool dead;        // the lock is gone: its memory may be another's
} lock_node;

static SIM_STATE ke_map nodes;
static SIM_STATE uint32_t searches;

static lock_node *node_of(const void *lock, const char *kind) {
    lock_node *node = ke_map_get(&nodes, lock);

    if (!node) {
        node = sim_alloc(sizeof(*node));
        node->lock = lock;
        ke_map_put(&nodes, lock, node);
    }
    node->kind = kind;
    return node;
}

// The first step of a way from one lock to another; NULL if there is none.
static lock_edge *way(lock_node *from, const lock_node *to) {
    if (from->visited == searches) return NULL;
    from->visited = searches;
    for (lock_edge *edge = from->edges; edge; edge = edge->next) {
        if (edge->to->dead) continue;
        if (edge->to == to || way(edge->to, to)) return edge;
    }
    return NULL;
}

static void add_edge(lock_node *held, lock_node *wanted, void *caller) {
    lock_edge *edge, *back;

    for (edge = held->edges; edge; edge = edge->next) {
        if (edge->to == wanted) return;
    }
    searches++;
    back = way(wanted, held);
    edge = sim_alloc(sizeof(*edge));
    *edge = (lock_edge){held->edges, wanted, caller};
    held->edges = edge;
    if (back) {
        sim_report(RULE_L11, ke_subject(wanted->lock),
                   SIM_BUGCHECK(0xC4, 0x1001, wanted->lock, 0, 0),
                   "%s %s is acquired while %s %s is held, but elsewhere the second is acquired "
                   "(or leads to one that is) while the first is held: two threads can wait for "
                   "each other for ever",
                   ke_article(wanted->kind, true), wanted->kind, ke_article(held->kind, false),
                   held->kind);
    }
}

void ke_lock_wanted(const void *lock, const char *kind, bool exclusive, void *caller) {
    sim_thread *thread = sim_current;
    lock_node *wanted;

    if (!thread || thread->lock_count == 0) return;
    for (uint32_t i = 0; i < thread->lock_count; i++) {
        if (thread->locks[i].lock == lock) return; // recursion is each lock's own affair
    }
    wanted = node_of(lock, kind);
    for (uint32_t i = 0; i < thread->lock_count; i++) {
        add_edge(node_of(thread->locks[i].lock, thread->locks[i].kind), wanted, caller);
    }
}

void (*ke_lock_again)(const sim_held_lock *held); // set by a constructor

void ke_lock_wanted_again(const void *lock) {
    const sim_held_lock *held = ke_lock_held(lock);

    if (held && ke_lock_again) ke_lock_again(held);
}

void ke_lock_initialize(const void *lock, const char *kind, bool paged_allowed) {
    if (!paged_allowed) ke_require_nonpaged(lock, kind);
    ke_lock_forget(lock);
}

void ke_lock_forget(const void *lock) {
    lock_node *node = ke_map_remove(&nodes, lock);

    if (node) node->dead = true;
}

void ke_lock_acquired(const void *lock, const char *kind, bool exclusive, void *caller) {
    sim_held_lock *held = ke_lock_held(lock);
    sim_thread *thread = sim_current;

    if (!thread) return;
    if (held) {
        held->recursion++;
        return;
    }
    if (thread->lock_count == SIM_MAXIMUM_LOCKS) {
        sim_broken("A thread holds more than %d locks", SIM_MAXIMUM_LOCKS);
    }
    thread->locks[thread->lock_count++] = (sim_held_lock){lock, kind, exclusive, 1, caller};
    race_acquire(lock);
    if (exclusive) race_acquire(race_beside(lock));
}

static void remove_held(sim_thread *thread, sim_held_lock *held) {
    thread->lock_count--;
    for (; held < thread->locks + thread->lock_count; held++) held[0] = held[1];
}

bool ke_lock_released(const void *lock) {
    sim_held_lock *held = ke_lock_held(lock);

    if (!held) return false;
    if (--held->recursion == 0) {
        race_release(held->exclusive ? lock : race_beside(lock));
        remove_held(sim_current, held);
    }
    return true;
}

sim_held_lock *ke_lock_held(const void *lock) {
    sim_thread *thread = sim_current;

    for (uint32_t i = thread ? thread->lock_count : 0; i-- > 0;) {
        if (thread->locks[i].lock == lock) return &thread->locks[i];
    }
    return NULL;
}

const sim_held_lock *ke_driver_lock_held(void) {
    sim_thread *thread = sim_current;

    for (uint32_t i = thread ? thread->lock_count : 0; i-- > 0;) {
        if (thread->locks[i].acquired_at) return &thread->locks[i];
    }
    return NULL;
}

// A lock in memory that ends, whoever holds it.
static void report_held_in(sim_thread *thread, const char *start, size_t size,
                           sim_identity identity) {
    for (uint32_t i = thread->lock_count; i-- > 0;) {
        const char *lock = thread->locks[i].lock;

        if (lock < start || lock >= start + size) continue;
        sim_report(RULE_A9, identity, SIM_BUGCHECK(0xC4, 0x100B, lock, thread, 0),
                   "The memory is freed while %s %s in it is held",
                   ke_article(thread->locks[i].kind, false), thread->locks[i].kind);
        remove_held(thread, &thread->locks[i]);
    }
}

void ke_locks_end(const void *address, size_t size, sim_identity identity) {
    for (uint32_t i = 0; i < sim_thread_count(); i++) {
        sim_thread *thread = sim_thread_at(i);

        if (thread->lock_count) report_held_in(thread, address, size, identity);
    }
    for (uint32_t i = 0; i < nodes.capacity && nodes.count; i++) {
        const char *lock = nodes.slots[i].key;

        if (!lock || lock < (const char *)address || lock >= (const char *)address + size) continue;
        ke_lock_forget(lock);
        i--; // removal may have moved the next one here
    }
}
