/* Books cells of patches from the set that covers them to the set that covers
 * them and follows the patch: what goes off one is added to the other. */
#ifndef ECO_TABULATE_EVENT_BOOK_H
#define ECO_TABULATE_EVENT_BOOK_H

#include "eco_event_join.h"
#include "eco_ledger.h"

/* Runs of the patches that links meet, read only. `met` of a run is what meets
 * its patch. */
typedef struct eco_event_index {
    const eco_links *links;
    eco_event_runs runs;  /* by row, sheet, column */
    size_t *first;        /* of each row, and one more */
    unsigned char *tiles; /* per band and chunk: runs are in it */
    eco_sets *met;
} eco_event_index;

void eco_event_index_clear(eco_event_index *x);

static inline bool eco_event_index_row(const eco_event_index *x, int row)
{
    return x->first[row + 1] > x->first[row];
}

typedef struct eco_event_book eco_event_book;

/* `sets`, in which parts are tagged and new sets found: the ledger's. */
eco_status eco_event_book_create(eco_ctx *ctx, const eco_event_index *index,
                                 eco_sets *sets, eco_event_book **out);
void eco_event_book_destroy(eco_event_book *b);

/* What of the zones' parts of a row lies in patches, in the same order;
 * borrowed till the next call. ECO_NOMEM. */
eco_status eco_event_book_clip(eco_event_book *b, int row,
                               const eco_row_parts *zones, eco_row_parts *out);

/* The parts of a row as eco_ledger_row has them: those in patches are booked
 * from set to set. */
eco_status eco_event_book_row(eco_ctx *ctx, eco_event_book *b, eco_ledger *l,
                              const eco_row *row, int at,
                              const eco_row_parts *parts);

#endif
