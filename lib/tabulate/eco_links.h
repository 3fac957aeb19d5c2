/* How evidence covers events beyond the place that it is linked to: whole
 * patches of one event that a link meets, link_mode 'patch'. */
#ifndef ECO_TABULATE_LINKS_H
#define ECO_TABULATE_LINKS_H

#include "eco_sets.h"

/* An item of evidence's faces. Items of one owner follow one another, the
 * strongest first: a set holds one of them. */
typedef struct eco_link {
    uint32_t owner;
    bool patch;      /* else it covers what it holds */
    int first, last; /* years of the events that it covers */
} eco_link;

/* Which combinations of a table are events. */
typedef struct eco_event_table {
    uint16_t *year_of; /* CROSS: year by class of the first layer; 0: none */
    unsigned char *counts; /* CROSS: by class of the second; NULL: all count */
    int year;              /* YEAR: 0: none */
    bool forest, mining;   /* YEAR: its loss and mining are events */
} eco_event_table;

typedef struct eco_links {
    const eco_link *items;         /* per item of the faces */
    const eco_event_table *tables; /* per table of the stack */
    double patch_max_m2;           /* larger patches are not followed */
} eco_links;

/* Items, ascending, at most one of an owner. */
typedef struct eco_item_list {
    uint32_t *items;
    size_t n, cap;
} eco_item_list;

void eco_item_list_clear(eco_item_list *l);

/* To `out`, which is neither: a and b, the strongest item of each owner. False
 * when memory is short, as below. */
bool eco_links_join(const eco_links *l, const uint32_t *a, size_t na,
                    const uint32_t *b, size_t nb, eco_item_list *out);

/* Those of `items` that follow patches of events of a year. */
bool eco_links_reach(const eco_links *l, const uint32_t *items, size_t n,
                     int year, eco_item_list *out);

/* The number in `sets` of sets a and b of it, joined; SIZE_MAX: memory. */
size_t eco_links_join_sets(const eco_links *l, eco_sets *sets, size_t a,
                           size_t b, eco_item_list *scratch);

#endif
