/* Events of a row of cells: runs of one kind, side by side. */
#ifndef ECO_TABULATE_EVENTS_H
#define ECO_TABULATE_EVENTS_H

#include "eco_links.h"
#include "eco_stack.h"

/* A table's events lie in two sheets, since a forest that becomes a mine is
 * both lost and mined: sheet 2 t of table t holds loss, 2 t + 1 new mining. */
enum { ECO_EVENT_SHEETS = 2 };

/* Cells col0 .. col1-1 of a row, of one kind. Kinds that differ are patches of
 * their own: the year, or 1 for the first and 2 for an event again. */
typedef struct eco_event_run {
    int32_t row, col0, col1;
    uint16_t sheet, kind;
    uint32_t parent; /* a run of the same patch; itself: the root */
    uint32_t met;    /* a set: who follows the patch and meets it here */
    int64_t area;    /* 2^-ECO_EVENT_BITS m2 */
} eco_event_run;

enum { ECO_EVENT_BITS = 10 };

typedef struct eco_event_runs {
    eco_event_run *items;
    size_t n, cap;
} eco_event_runs;

/* What is looked for: events of years that some link covers. */
typedef struct eco_events {
    const eco_stack *stack;
    const eco_links *links;
    bool *wanted; /* per year, 0 .. 65535 */
    bool *ask;    /* per table: its keys are needed */
    bool *layers; /* per layer: it is needed */
    bool any;
} eco_events;

/* `nitems` links. */
eco_status eco_events_create(eco_ctx *ctx, const eco_stack *s,
                             const eco_links *links, size_t nitems,
                             eco_events *out);
void eco_events_clear(eco_events *e);

/* The kind of a key in each sheet of its table; 0: no event that is wanted. */
void eco_events_kinds(const eco_events *e, size_t table, uint32_t key,
                      uint16_t kinds[ECO_EVENT_SHEETS]);
/* The year of an event. */
int eco_events_year(const eco_events *e, size_t table, uint16_t kind);

/* Keys of a table's cells in a row. */
typedef struct eco_event_cells {
    size_t table;
    const uint32_t *keys;
    size_t n;
    int col0, row;
} eco_event_cells;

/* Their runs, added to `out`: without area and who meets them. */
eco_status eco_events_row(eco_ctx *ctx, const eco_events *e,
                          const eco_event_cells *cells, eco_event_runs *out);

#endif
