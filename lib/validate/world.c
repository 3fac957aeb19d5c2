#include "eco_world.h"

#include "eco_mem.h"
#include "eco_streams.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELL_M     100.0
#define CELL_CM2   (CELL_M * CELL_M * 1e4)
#define ERROR_MOST 0.05

static double between(eco_random *r, double low, double high)
{
    return low + (high - low) * eco_random_uniform(r);
}

/* Rectangles of 1 to 8 by 1 to 8 cells; a cell is of the first that takes it.
 */
static eco_status make_cells(eco_world *w, eco_random *r)
{
    int side = w->spec.side;
    unsigned char *taken = eco_mem_array((size_t)side * (size_t)side, 1);

    w->cells = eco_mem_array((size_t)w->spec.npatches * 64, sizeof *w->cells);
    if (!taken || !w->cells) {
        eco_mem_free(taken);
        return ECO_NOMEM;
    }
    for (int p = 0; p < w->spec.npatches; p++) {
        int ncols = 1 + (int)between(r, 0, 8),
            nrows = 1 + (int)between(r, 0, 8);
        int col = (int)between(r, 0, side - ncols);
        int row = (int)between(r, 0, side - nrows);

        for (int i = 0; i < nrows * ncols; i++) {
            int y = row + i / ncols, x = col + i % ncols;

            if (taken[(size_t)y * (size_t)side + (size_t)x])
                continue;
            taken[(size_t)y * (size_t)side + (size_t)x] = 1;
            w->cells[w->ncells++] = (eco_world_cell){
                (x + 0.5) * CELL_M, (y + 0.5) * CELL_M, (uint32_t)p};
        }
    }
    eco_mem_free(taken);
    return ECO_OK;
}

/* Squares of an offence, GPS points, vague places. */
static void make_items(eco_world *w, eco_random *r)
{
    double size = w->spec.side * CELL_M;

    for (int k = 0; k < w->spec.nitems; k++) {
        eco_world_item *item = &w->items[k];
        double kind = eco_random_uniform(r), told = eco_random_uniform(r);
        /* away from the border: links are not cut there */
        *item = (eco_world_item){
            .x = between(r, 0.15 * size, 0.85 * size),
            .y = between(r, 0.15 * size, 0.85 * size),
            .klass = (uint32_t)between(r, 0, (double)w->spec.nclasses)};
        if (kind < w->spec.surveyed) {
            item->location.kind = ECO_LOCATION_POLYGON;
            item->half_m = between(r, 3, 10) * CELL_M;
        } else if (kind < (1 + w->spec.surveyed) / 2) {
            item->location = (eco_location){.kind = ECO_LOCATION_GAUSSIAN,
                                            .spread_m = between(r, 50, 400)};
        } else {
            item->location = (eco_location){.kind = ECO_LOCATION_DISC,
                                            .spread_m = between(r, 500, 1500)};
        }
        /* twice as often in the left half; half of all at 0.5 */
        item->told = w->spec.reported >= 1 ||
                     told < w->spec.reported * (item->x < size / 2 ? 4 : 2) / 3;
    }
}

static bool in_square(const eco_world_item *item, double x, double y)
{
    return fabs(x - item->x) <= item->half_m &&
           fabs(y - item->y) <= item->half_m;
}

/* What covers a cell by the estimate: level of each item, 0 none. */
struct signature {
    unsigned char level[ECO_WORLD_ITEMS_MAX];
    uint32_t patch;
    double area;
};

static int by_signature(const void *a, const void *b)
{
    const struct signature *p = a, *q = b;
    int order = memcmp(p->level, q->level, sizeof p->level);

    return order ? order : (p->patch > q->patch) - (p->patch < q->patch);
}

static unsigned char level_of(const eco_world_item *item,
                              const eco_levels *levels,
                              const eco_world_cell *cell)
{
    double d = hypot(cell->x - item->x, cell->y - item->y);

    if (!item->told)
        return 0;
    if (item->location.kind == ECO_LOCATION_POLYGON)
        return in_square(item, cell->x, cell->y);
    for (size_t i = 0; i < levels->n; i++)
        if (d <= levels->items[i].outer_m)
            return (unsigned char)(i + 1);
    return 0;
}

static eco_status add_case(eco_world *w, const struct signature *s,
                           const eco_levels *levels, size_t *nmembers)
{
    eco_mc_case *c = &w->cases[w->mc.ncases++];

    c->first = (uint32_t)*nmembers;
    for (int k = 0; k < w->spec.nitems; k++)
        if (s->level[k])
            w->members[(*nmembers)++] = (eco_mc_member){
                .place = (uint32_t)k,
                .klass = w->items[k].klass,
                .m = w->items[k].location.kind == ECO_LOCATION_POLYGON
                         ? 1
                         : levels[k].items[s->level[k] - 1].value};
    c->n = (uint32_t)*nmembers - c->first;
    return ECO_OK;
}

/* Cells of one patch that the same covers are one row. */
static eco_status make_rows(eco_world *w, struct signature *s, size_t n,
                            const eco_levels *levels)
{
    size_t nmembers = 0;

    qsort(s, n, sizeof *s, by_signature);
    w->rows = eco_mem_array(n, sizeof *w->rows);
    w->cases = eco_mem_array(n, sizeof *w->cases);
    w->members = eco_mem_array(n * (size_t)w->spec.nitems, sizeof *w->members);
    if (!w->rows || !w->cases || !w->members)
        return ECO_NOMEM;
    for (size_t i = 0; i < n; i++) {
        bool same =
            i && memcmp(s[i].level, s[i - 1].level, sizeof s[i].level) == 0;

        if (!same)
            add_case(w, &s[i], levels, &nmembers);
        if (same && s[i].patch == s[i - 1].patch)
            w->rows[w->mc.nrows - 1].area_cm2 += (int64_t)CELL_CM2;
        else
            w->rows[w->mc.nrows++] =
                (eco_mc_row){.one_case = (uint32_t)w->mc.ncases - 1,
                             .year_output = 0,
                             .period_output = 1,
                             .area_cm2 = (int64_t)CELL_CM2,
                             .patches = 1,
                             .patch_id = s[i].patch};
    }
    w->mc.nmembers = nmembers;
    return ECO_OK;
}

static eco_status make_levels(const eco_world *w, eco_levels *levels)
{
    eco_status st = ECO_OK;

    for (int k = 0; k < w->spec.nitems && !st; k++)
        if (w->items[k].location.kind != ECO_LOCATION_POLYGON)
            st = eco_levels_make(&w->items[k].location, w->spec.assumed_link_m,
                                 ERROR_MOST, ECO_LEVELS_CENTRED, &levels[k]);
    return st;
}

static eco_status make_view(eco_world *w)
{
    eco_levels levels[ECO_WORLD_ITEMS_MAX] = {0};
    struct signature *s = eco_mem_array(w->ncells, sizeof *s);
    eco_status st = s ? make_levels(w, levels) : ECO_NOMEM;

    for (size_t i = 0; i < w->ncells && !st; i++) {
        s[i].patch = w->cells[i].patch;
        for (int k = 0; k < w->spec.nitems; k++)
            s[i].level[k] = level_of(&w->items[k], &levels[k], &w->cells[i]);
    }
    if (!st)
        st = make_rows(w, s, w->ncells, levels);
    for (int k = 0; k < w->spec.nitems; k++)
        eco_levels_clear(&levels[k]);
    eco_mem_free(s);
    return st;
}

static eco_status finish(eco_world *w)
{
    w->places = eco_mem_array((size_t)w->spec.nitems, sizeof *w->places);
    if (!w->places)
        return ECO_NOMEM;
    for (int k = 0; k < w->spec.nitems; k++)
        w->places[k] = (uint64_t)k + 1;
    w->map = (eco_mc_map){.id = 1, .ratio = 1};
    w->outputs[0] = w->outputs[1] = (eco_mc_output){0, ECO_MC_NONE};
    w->zone = (eco_mc_zone){0, w->mc.nrows, 0, 2};
    w->mc.values = w->spec.values;
    w->mc.nvalues = w->spec.nvalues;
    w->mc.classes = w->spec.classes;
    w->mc.nclasses = w->spec.nclasses;
    w->mc.places = w->places;
    w->mc.nplaces = (size_t)w->spec.nitems;
    w->mc.members = w->members;
    w->mc.cases = w->cases;
    w->mc.rows = w->rows;
    w->mc.maps = &w->map;
    w->mc.nmaps = 1;
    w->mc.outputs = w->outputs;
    w->mc.noutputs = 2;
    w->mc.zones = &w->zone;
    w->mc.nzones = 1;
    return ECO_OK;
}

eco_status eco_world_make(const eco_world_spec *spec, eco_world *out)
{
    eco_random r;
    eco_status st;

    *out = (eco_world){.spec = *spec};
    if (spec->nitems < 1 || spec->nitems > ECO_WORLD_ITEMS_MAX ||
        !spec->nclasses || spec->side < 16)
        return ECO_INVALID;
    eco_random_start(&r, spec->seed, eco_stream_key("world", spec->number), 0);
    st = make_cells(out, &r);
    if (!st) {
        make_items(out, &r);
        st = make_view(out);
    }
    if (!st)
        st = finish(out);
    if (st)
        eco_world_clear(out);
    return st;
}

void eco_world_clear(eco_world *w)
{
    eco_mem_free(w->cells);
    eco_mem_free(w->places);
    eco_mem_free(w->members);
    eco_mem_free(w->cases);
    eco_mem_free(w->rows);
    *w = (eco_world){0};
}
