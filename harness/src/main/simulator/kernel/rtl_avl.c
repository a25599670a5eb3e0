// The balanced links of AVL tables. The tree hangs at the right of the table's own links.
#include "internal.h"
#include "rtl_avl.h"

static void replace_child(PRTL_BALANCED_LINKS parent, PRTL_BALANCED_LINKS old,
                          PRTL_BALANCED_LINKS new) {
    if (parent->LeftChild == old) parent->LeftChild = new;
    else parent->RightChild = new;
}

static void rotate(PRTL_BALANCED_LINKS node) {
    PRTL_BALANCED_LINKS parent = node->Parent, moved;
    if (parent->LeftChild == node) {
        moved = parent->LeftChild = node->RightChild;
        node->RightChild = parent;
    } else {
        moved = parent->RightChild = node->LeftChild;
        node->LeftChild = parent;
    }
    if (moved != NULL) moved->Parent = parent;
    replace_child(parent->Parent, parent, node);
    node->Parent = parent->Parent;
    parent->Parent = node;
}

// Levels a node whose one side is higher by two; returns what is in its place then. `shrunk` tells
// whether the subtree is lower than before.
static PRTL_BALANCED_LINKS level(PRTL_BALANCED_LINKS node, bool *shrunk) {
    int heavy = node->Balance > 0 ? 1 : -1; // the right side, the left side
    PRTL_BALANCED_LINKS child = heavy > 0 ? node->RightChild : node->LeftChild;
    *shrunk = true;
    if (child->Balance != -heavy) {
        *shrunk = child->Balance != 0;
        rotate(child);
        node->Balance = (CHAR)(*shrunk ? 0 : heavy);
        child->Balance = (CHAR)(*shrunk ? 0 : -heavy);
        return child;
    }
    PRTL_BALANCED_LINKS middle = heavy > 0 ? child->LeftChild : child->RightChild;
    rotate(middle);
    rotate(middle);
    node->Balance = (CHAR)(middle->Balance == heavy ? -heavy : 0);
    child->Balance = (CHAR)(middle->Balance == -heavy ? heavy : 0);
    middle->Balance = 0;
    return middle;
}

void rtl_avl_insert(PRTL_AVL_TABLE table, PRTL_BALANCED_LINKS node, PRTL_BALANCED_LINKS parent,
                    bool left) {
    bool shrunk;
    *node = (RTL_BALANCED_LINKS){.Parent = parent};
    if (left) parent->LeftChild = node;
    else parent->RightChild = node;
    for (; parent != &table->BalancedRoot; node = parent, parent = parent->Parent) {
        parent->Balance += parent->LeftChild == node ? -1 : 1;
        if (parent->Balance == 0) return;
        if (parent->Balance == 2 || parent->Balance == -2) {
            level(parent, &shrunk);
            return;
        }
    }
    table->DepthOfTree++;
}

// Exchanges the places of a node with two children and the one before it.
static void swap(PRTL_BALANCED_LINKS node, PRTL_BALANCED_LINKS before) {
    RTL_BALANCED_LINKS mine = *node, theirs = *before;
    bool direct = theirs.Parent == node;
    replace_child(mine.Parent, node, before);
    *before = mine;
    if (direct) before->LeftChild = node;
    else replace_child(theirs.Parent, before, node);
    *node = theirs;
    if (direct) node->Parent = before;
    before->LeftChild->Parent = before;
    before->RightChild->Parent = before;
    if (node->LeftChild != NULL) node->LeftChild->Parent = node;
}

void rtl_avl_remove(PRTL_AVL_TABLE table, PRTL_BALANCED_LINKS node) {
    if (node->LeftChild != NULL && node->RightChild != NULL) {
        PRTL_BALANCED_LINKS before = node->LeftChild;
        while (before->RightChild != NULL) before = before->RightChild;
        swap(node, before);
    }
    PRTL_BALANCED_LINKS child = node->LeftChild != NULL ? node->LeftChild : node->RightChild;
    PRTL_BALANCED_LINKS parent = node->Parent;
    bool left = parent->LeftChild == node, shrunk = true;
    replace_child(parent, node, child);
    if (child != NULL) child->Parent = parent;
    while (parent != &table->BalancedRoot) {
        parent->Balance += left ? 1 : -1;
        if (parent->Balance == 1 || parent->Balance == -1) return;
        if (parent->Balance != 0) parent = level(parent, &shrunk);
        if (!shrunk) return;
        left = parent->Parent->LeftChild == parent;
        parent = parent->Parent;
    }
    table->DepthOfTree--;
}

PRTL_BALANCED_LINKS rtl_avl_first(PRTL_AVL_TABLE table) {
    PRTL_BALANCED_LINKS at = table->BalancedRoot.RightChild;
    while (at != NULL && at->LeftChild != NULL) at = at->LeftChild;
    return at;
}

PRTL_BALANCED_LINKS rtl_avl_next(PRTL_AVL_TABLE table, PRTL_BALANCED_LINKS node) {
    if (node->RightChild != NULL) {
        node = node->RightChild;
        while (node->LeftChild != NULL) node = node->LeftChild;
        return node;
    }
    while (node->Parent != &table->BalancedRoot && node->Parent->RightChild == node) {
        node = node->Parent;
    }
    return node->Parent != &table->BalancedRoot ? node->Parent : NULL;
}

PRTL_BALANCED_LINKS rtl_avl_previous(PRTL_AVL_TABLE table, PRTL_BALANCED_LINKS node) {
    if (node->LeftChild != NULL) {
        node = node->LeftChild;
        while (node->RightChild != NULL) node = node->RightChild;
        return node;
    }
    while (node->Parent != &table->BalancedRoot && node->Parent->LeftChild == node) {
        node = node->Parent;
    }
    return node->Parent != &table->BalancedRoot ? node->Parent : NULL;
}
