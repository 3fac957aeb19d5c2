/* Class rows of a layer that is on another CRS or rotated. */
#ifndef ECO_TABULATE_WARPED_H
#define ECO_TABULATE_WARPED_H

#include "eco_source.h"

/* Forget the rows of the last window; s->window is the new one. */
eco_status eco_warped_window(eco_ctx *ctx, eco_source *s);
/* The sample under the centre of each cell; the centre is the mean of the
 * cell's corners. */
eco_status eco_warped_view(eco_ctx *ctx, eco_source *s, int row, int col0,
                           size_t n, eco_view *out);

#endif
