/* Sites near one point, in the plane about it. */
#ifndef ECO_AROUND_FRAME_H
#define ECO_AROUND_FRAME_H

#include "eco_geom.h"

/* Sites whose middles lie in one cell of so many degrees share a plane; a site
 * that is larger is cut. */
#define ECO_FRAME_DEG 0.5

typedef struct eco_frame {
    int col, row; /* of the cell, from -180, -90 */
    eco_point centre;
    eco_polyset polygons; /* metres */
    eco_point *points;
    size_t npoints, cap;
} eco_frame;

void eco_frame_cell(eco_point p, int *col, int *row);
eco_point eco_frame_centre(int col, int row);
void eco_frame_clear(eco_frame *f);

/* A site; item 0 of `s`, in degrees. */
eco_status eco_frame_add_point(eco_ctx *ctx, eco_frame *f, eco_point p);
eco_status eco_frame_add(eco_ctx *ctx, eco_frame *f, const eco_polyset *s);

/* What lies within a distance, in degrees, as one more item of `out`. */
eco_status eco_frame_buffer(eco_ctx *ctx, eco_geom *g, const eco_frame *f,
                            double distance_m, eco_polyset *out);

#endif
