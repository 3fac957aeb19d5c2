/* What one thread finds of events and of who meets them. */
#ifndef ECO_TABULATE_EVENT_SCAN_H
#define ECO_TABULATE_EVENT_SCAN_H

#include "eco_events.h"
#include "eco_worker.h"

typedef struct eco_event_scan eco_event_scan;

/* All borrowed as long as the scan lives. */
eco_status eco_event_scan_create(eco_ctx *ctx, const eco_plan *plan,
                                 const eco_events *events,
                                 eco_event_scan **out);
void eco_event_scan_destroy(eco_event_scan *s);

/* The runs of a band's chunks that `wanted` tells of, cut at their borders.
 * reached: links may meet them. */
eco_status eco_event_scan_band(eco_ctx *ctx, eco_event_scan *s, int band,
                               const unsigned char *wanted, bool reached);

/* What was found so far; `met` of the runs is of these sets. */
eco_event_runs *eco_event_scan_runs(eco_event_scan *s);
const eco_sets *eco_event_scan_sets(const eco_event_scan *s);

#endif
