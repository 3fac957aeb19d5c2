/* Zone sets and dated evidence from files onto the grid. */
#include "eco_standalone.h"

#include "eco_day.h"
#include "eco_geom.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Where a reader's polygons go. */
struct sink {
    const eco_stack *stack;
    eco_to_grid *to_grid; /* made at the first polygon, when its CRS is known */
    eco_polyset *out;
    size_t first; /* number of the reader's first item in `out` */
};

static eco_status take(eco_ctx *ctx, void *user, const eco_features *f,
                       size_t index, const eco_polyset *areas)
{
    struct sink *s = user;
    eco_status st = ECO_OK;

    if (!s->to_grid)
        st = eco_to_grid_create(ctx, f->crs, s->stack->crs, &s->stack->grid,
                                ECO_GRID_TOLERANCE_PX, &s->to_grid);
    return st ? st
              : eco_to_grid_add_areas(ctx, s->to_grid,
                                      (int64_t)(s->first + index), areas,
                                      s->out);
}

/* FILE or FILE:LAYER; a file whose name has a colon is taken as it stands.
 * *layer points into *file, which the caller frees. */
static eco_status split(eco_ctx *ctx, const char *text, char **file,
                        const char **layer)
{
    char *colon;

    *layer = NULL;
    *file = eco_mem_text(text);
    if (!*file)
        return eco_nomem(ctx);
    colon = strrchr(*file, ':');
    if (colon && access(*file, F_OK)) {
        *colon = '\0';
        *layer = colon + 1;
    }
    return ECO_OK;
}

static void tell(eco_ctx *ctx, const char *file, const eco_features *f)
{
    for (size_t i = 0; i < f->nrefused; i++)
        eco_log(ctx, ECO_LOG_WARN, "%s: row %lld refused: %s", file,
                (long long)f->refused[i].row, f->refused[i].reason);
    if (f->nrepaired)
        eco_log(ctx, ECO_LOG_WARN, "%s: %zu invalid polygons repaired", file,
                f->nrepaired);
}

/* The layer's name, or the file's without folder and ending. */
static char *set_name(const char *file, const char *layer)
{
    const char *base = strrchr(file, '/');
    size_t n;

    if (layer)
        return eco_mem_text(layer);
    base = base ? base + 1 : file;
    n = strcspn(base, ".");
    return eco_mem_text_n(base, n ? n : strlen(base));
}

/* Kept geometries, for outputs that hold them, go to the grid afterwards. */
static eco_status kept_to_grid(eco_ctx *ctx, struct sink *s,
                               const eco_features *f)
{
    eco_status st =
        eco_to_grid_create(ctx, f->crs, s->stack->crs, &s->stack->grid,
                           ECO_GRID_TOLERANCE_PX, &s->to_grid);

    for (size_t i = 0; i < f->n && !st; i++) {
        st = eco_to_grid_add(ctx, s->to_grid, (int64_t)(s->first + i),
                             f->items[i].wkb, f->items[i].nwkb, s->out);
        if (st)
            st = eco_trace(ctx, st, "zone '%s'", f->items[i].key);
    }
    return st;
}

eco_status eco_zone_set_read(eco_ctx *ctx, const eco_stack *stack,
                             const eco_zone_request *q, eco_polyset *out,
                             eco_zone_set *set)
{
    struct sink sink = {.stack = stack, .out = out, .first = out->nitems};
    eco_vector_source source = {.nfiles = 1,
                                .where = q->where,
                                .key = q->key,
                                .unique_keys = true,
                                .user = &sink};
    char *file = NULL;
    eco_status st = split(ctx, q->file, &file, &source.layer);

    *set = (eco_zone_set){.first = out->nitems};
    if (st)
        return st;
    source.files = (const char *const *)&file;
    source.sink = q->keep_geometry ? NULL : take;
    st = eco_features_read(ctx, &source, NULL, true, &set->features);
    if (!st) {
        tell(ctx, file, &set->features);
        set->name = set_name(file, source.layer);
        st = set->name ? ECO_OK : eco_nomem(ctx);
    }
    if (!st && q->keep_geometry)
        st = kept_to_grid(ctx, &sink, &set->features);
    eco_to_grid_destroy(sink.to_grid);
    eco_mem_free(file);
    return st;
}

void eco_zone_set_clear(eco_zone_set *set)
{
    eco_features_clear(&set->features);
    eco_mem_free(set->name);
    *set = (eco_zone_set){0};
}

/* Per face, instead of the items that hold it: the first year of any of them,
 * so that faces of one year are one set. Undated items say nothing. */
static void date_faces(eco_faces *faces, const eco_features *f)
{
    for (size_t k = 0; k < faces->polygons.nitems; k++) {
        uint32_t first = ECO_NO_YEAR;

        for (size_t i = faces->first[k]; i < faces->first[k + 1]; i++) {
            const eco_feature *x = &f->items[faces->items[i]];
            int year = 0, month, day;

            if (!x->dated)
                continue;
            eco_day_to_civil(x->day_first, &year, &month, &day);
            if (year > 0 && (uint32_t)year < first)
                first = (uint32_t)year;
        }
        faces->items[faces->first[k]] = first;
    }
    for (size_t k = 0; k < faces->polygons.nitems; k++)
        faces->items[k] = faces->items[faces->first[k]];
    for (size_t k = 0; k <= faces->polygons.nitems; k++)
        faces->first[k] = k;
}

eco_status eco_evidence_read(eco_ctx *ctx, const eco_stack *stack,
                             const char *text, const char *date, eco_faces *out)
{
    const double box[4] = {0, 0, stack->grid.ncols, stack->grid.nrows};
    eco_polyset polygons = {0};
    struct sink sink = {.stack = stack, .out = &polygons};
    eco_vector_source source = {
        .nfiles = 1, .date = date, .sink = take, .user = &sink};
    eco_features features = {0};
    eco_geom *geom = NULL;
    char *file = NULL;
    eco_status st = split(ctx, text, &file, &source.layer);

    if (st)
        return st;
    source.files = (const char *const *)&file;
    st = eco_features_read(ctx, &source, NULL, true, &features);
    if (!st) {
        tell(ctx, file, &features);
        st = eco_geom_create(ctx, &geom);
    }
    if (!st)
        st = eco_faces_make(ctx, geom, &polygons, box, out);
    if (!st && out->polygons.nitems)
        date_faces(out, &features);
    eco_geom_destroy(geom);
    eco_features_clear(&features);
    eco_polyset_clear(&polygons);
    eco_to_grid_destroy(sink.to_grid);
    eco_mem_free(file);
    return st;
}
