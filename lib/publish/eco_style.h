/* The look of a layer, as the inside of a QML document and of a project. */
#ifndef ECO_PUBLISH_STYLE_H
#define ECO_PUBLISH_STYLE_H

#include "eco_store.h"
#include "eco_str.h"

/* A row of the table layer; texts are owned. */
typedef struct eco_map_layer {
    char *name, *title, *abstract, *theme, *indicator, *series, *zone_set;
    char *unit, *style, *licence, *attribution;
} eco_map_layer;

typedef struct eco_map_layers {
    eco_map_layer *items;
    size_t n, cap;
} eco_map_layers;

eco_status eco_map_layers_read(eco_ctx *ctx, eco_store *store,
                               eco_map_layers *out);
void eco_map_layers_clear(eco_map_layers *l);

/* Renderer, time, aliases, notes, map tip of a layer, from its template in
 * layers/style; class limits from its values. */
eco_status eco_style_make(eco_ctx *ctx, eco_store *store,
                          const eco_map_layer *layer, eco_str *out);

#endif
