/* Runs of events, joined to patches: 8-connected, of one kind. */
#ifndef ECO_TABULATE_EVENT_JOIN_H
#define ECO_TABULATE_EVENT_JOIN_H

#include "eco_events.h"

/* Of a patch, told by its root. */
typedef struct eco_event_patch {
    int64_t area; /* 2^-ECO_EVENT_BITS m2, as far as runs are known */
    uint32_t met; /* a set */
} eco_event_patch;

/* Sorts runs by sheet, row and column, and makes each one's parent its patch's
 * root. `patches`: as many as runs, [out] filled at the roots. Who meets a run
 * is of `met`, where what meets a patch is put. The same patches in whatever
 * order runs come and wherever they were cut.
 * ECO_NOMEM; ECO_INVALID: more than 2^32 runs. Time: O(n log n). */
eco_status eco_event_join(eco_event_runs *runs, const eco_links *links,
                          eco_sets *met, eco_event_patch *patches);

/* As the first of rows, sheets within them and columns; after joining. */
void eco_event_by_row(eco_event_runs *runs);

#endif
