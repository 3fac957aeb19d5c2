/* One layer of a vector file, feature by feature, through OGR. */
#ifndef ECO_EXT_VECTOR_H
#define ECO_EXT_VECTOR_H

#include "eco_crs.h"
#include "eco_polyset.h"
#include "eco_str.h"

typedef struct eco_vector eco_vector;

/* `layer` NULL: the only one, else the message lists them. `where` NULL: all.
 * ECO_NOTFOUND, ECO_FORMAT, ECO_USAGE with file, layer or condition named. */
eco_status eco_vector_open(eco_ctx *ctx, const char *path, const char *layer,
                           const char *where, eco_vector **out);
void eco_vector_close(eco_vector *v);

const eco_crs *eco_vector_crs(const eco_vector *v); /* NULL: none; borrowed */
int eco_vector_field(const eco_vector *v, const char *name);   /* -1: none */
void eco_vector_field_list(const eco_vector *v, eco_str *out); /* "a, b" */
/* What the layer says of itself under a key; NULL: nothing. Borrowed. */
const char *eco_vector_metadata(const eco_vector *v, const char *key);

/* The next feature; *got false at the end. A file that ends in the middle of a
 * feature is ECO_IO, not the end. */
eco_status eco_vector_next(eco_ctx *ctx, eco_vector *v, bool *got);
int64_t eco_vector_row(const eco_vector *v); /* of the current one, from 1 */

/* Value of a field as text (whole numbers without decimals); NULL when it is
 * not set or memory is short. The caller frees it. */
char *eco_vector_text(const eco_vector *v, int field);
bool eco_vector_is_set(const eco_vector *v, int field);
char *eco_vector_properties(const eco_vector *v); /* JSON object; freed by
                                                     the caller */
/* The row as it came, for the record of what was refused: its geometry as WKT,
 * or its properties when it has none; at most 2000 bytes. Freed by the caller.
 */
char *eco_vector_original(const eco_vector *v);

typedef enum eco_shape {
    ECO_SHAPE_NONE,
    ECO_SHAPE_POINT,
    ECO_SHAPE_AREA,
    ECO_SHAPE_LINE,
    ECO_SHAPE_OTHER
} eco_shape;

/* The geometry in its own CRS: a point, or the polygons of it (of collections
 * and curves too) as one item appended to `areas`, or the last point of a line.
 * Empty parts are left out. *kind: static word such as "LINESTRING".
 * ECO_INVALID: a coordinate is not finite. */
eco_status eco_vector_shape(eco_ctx *ctx, const eco_vector *v,
                            eco_polyset *areas, eco_point *point,
                            eco_shape *shape, const char **kind);

#endif
