// Balanced trees, shared by the links and the tables.
#ifndef PERSTREAM_RTL_AVL_H
#define PERSTREAM_RTL_AVL_H

#include "kernel.h"

void rtl_avl_insert(PRTL_AVL_TABLE table, PRTL_BALANCED_LINKS node, PRTL_BALANCED_LINKS parent,
                    bool left);
void rtl_avl_remove(PRTL_AVL_TABLE table, PRTL_BALANCED_LINKS node);
PRTL_BALANCED_LINKS rtl_avl_first(PRTL_AVL_TABLE table);
PRTL_BALANCED_LINKS rtl_avl_next(PRTL_AVL_TABLE table, PRTL_BALANCED_LINKS node);
PRTL_BALANCED_LINKS rtl_avl_previous(PRTL_AVL_TABLE table, PRTL_BALANCED_LINKS node);

#endif
