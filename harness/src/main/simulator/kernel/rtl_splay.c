// Splay trees of links: the root is its own parent.
#include "internal.h"

static void replace_child(PRTL_SPLAY_LINKS parent, PRTL_SPLAY_LINKS old, PRTL_SPLAY_LINKS new) {
    if (parent->LeftChild == old) parent->LeftChild = new;
    else parent->RightChild = new;
}

// Lifts a node above its parent.
static void rotate(PRTL_SPLAY_LINKS node) {
    PRTL_SPLAY_LINKS parent = node->Parent, grandparent = parent->Parent, moved;
    if (parent->LeftChild == node) {
        moved = parent->LeftChild = node->RightChild;
        node->RightChild = parent;
    } else {
        moved = parent->RightChild = node->LeftChild;
        node->LeftChild = parent;
    }
    if (moved != NULL) moved->Parent = parent;
    if (grandparent == parent) node->Parent = node;
    else {
        replace_child(grandparent, parent, node);
        node->Parent = grandparent;
    }
    parent->Parent = node;
}

// wdm/nf-wdm-rtlsplay
PRTL_SPLAY_LINKS RtlSplay(PRTL_SPLAY_LINKS links) {
    SIM_CALL(RtlSplay);
    while (!RtlIsRoot(links)) {
        PRTL_SPLAY_LINKS parent = links->Parent;
        if (!RtlIsRoot(parent)) {
            bool same_side = RtlIsLeftChild(links) == RtlIsLeftChild(parent);
            rotate(same_side ? parent : links);
        }
        rotate(links);
    }
    return links;
}

PRTL_SPLAY_LINKS RtlSubtreeSuccessor(PRTL_SPLAY_LINKS links) {
    SIM_CALL(RtlSubtreeSuccessor);
    PRTL_SPLAY_LINKS at = links->RightChild;
    while (at != NULL && at->LeftChild != NULL) at = at->LeftChild;
    return at;
}

PRTL_SPLAY_LINKS RtlSubtreePredecessor(PRTL_SPLAY_LINKS links) {
    SIM_CALL(RtlSubtreePredecessor);
    PRTL_SPLAY_LINKS at = links->LeftChild;
    while (at != NULL && at->RightChild != NULL) at = at->RightChild;
    return at;
}

// wdm/nf-wdm-rtlrealsuccessor
PRTL_SPLAY_LINKS RtlRealSuccessor(PRTL_SPLAY_LINKS links) {
    SIM_CALL(RtlRealSuccessor);
    if (links->RightChild != NULL) return RtlSubtreeSuccessor(links);
    while (!RtlIsRoot(links) && RtlIsRightChild(links)) links = links->Parent;
    return RtlIsRoot(links) ? NULL : links->Parent;
}

PRTL_SPLAY_LINKS RtlRealPredecessor(PRTL_SPLAY_LINKS links) {
    SIM_CALL(RtlRealPredecessor);
    if (links->LeftChild != NULL) return RtlSubtreePredecessor(links);
    while (!RtlIsRoot(links) && RtlIsLeftChild(links)) links = links->Parent;
    return RtlIsRoot(links) ? NULL : links->Parent;
}

// Puts `other`, the last node before `node`, in its place, so that `node` has at most one child.
static void swap(PRTL_SPLAY_LINKS node, PRTL_SPLAY_LINKS other) {
    RTL_SPLAY_LINKS mine = *node, theirs = *other;
    bool root = RtlIsRoot(node), direct = theirs.Parent == node;
    other->Parent = root ? other : mine.Parent;
    if (!root) replace_child(mine.Parent, node, other);
    other->RightChild = mine.RightChild;
    other->RightChild->Parent = other;
    other->LeftChild = direct ? node : mine.LeftChild;
    other->LeftChild->Parent = other;
    node->Parent = direct ? other : theirs.Parent;
    if (!direct) replace_child(theirs.Parent, other, node);
    node->LeftChild = theirs.LeftChild;
    node->RightChild = NULL;
    if (node->LeftChild != NULL) node->LeftChild->Parent = node;
}

// Returns where the tree changed: the parent, or the new root, or NULL if the tree is empty now.
static PRTL_SPLAY_LINKS unlink_node(PRTL_SPLAY_LINKS node) {
    if (node->LeftChild != NULL && node->RightChild != NULL) {
        PRTL_SPLAY_LINKS before = node->LeftChild;
        while (before->RightChild != NULL) before = before->RightChild;
        swap(node, before);
    }
    PRTL_SPLAY_LINKS child = node->LeftChild != NULL ? node->LeftChild : node->RightChild;
    if (RtlIsRoot(node)) {
        if (child != NULL) child->Parent = child;
        return child;
    }
    replace_child(node->Parent, node, child);
    if (child != NULL) child->Parent = node->Parent;
    return node->Parent;
}

// wdm/nf-wdm-rtldelete
PRTL_SPLAY_LINKS RtlDelete(PRTL_SPLAY_LINKS links) {
    SIM_CALL(RtlDelete);
    PRTL_SPLAY_LINKS changed = unlink_node(links);
    return changed != NULL ? RtlSplay(changed) : NULL;
}

VOID RtlDeleteNoSplay(PRTL_SPLAY_LINKS links, PRTL_SPLAY_LINKS *root) {
    SIM_CALL(RtlDeleteNoSplay);
    PRTL_SPLAY_LINKS changed = unlink_node(links);
    while (changed != NULL && !RtlIsRoot(changed)) changed = changed->Parent;
    *root = changed;
}
