#include "slow.h"

#include "oracle.h"

#include <math.h>
#include <proj.h>
#include <stdlib.h>
#include <string.h>

enum { INDEX = 1 << 16 };

static uint64_t hash(const slow_row *key)
{
    uint64_t h = 1469598103934665603ULL;
    int words[3 + SLOW_DIGITS] = {key->table, key->zone, (int)key->mask};

    memcpy(words + 3, key->digits, sizeof key->digits);
    for (size_t i = 0; i < 3 + SLOW_DIGITS; i++)
        h = (h ^ (uint32_t)words[i]) * 1099511628211ULL;
    return h ^ h >> 29;
}

static bool same(const slow_row *a, const slow_row *b)
{
    return a->table == b->table && a->zone == b->zone && a->mask == b->mask &&
           memcmp(a->digits, b->digits, sizeof a->digits) == 0;
}

slow_row *slow_find(slow *s, const slow_row *key)
{
    size_t at = hash(key) % INDEX;

    if (!s->index)
        s->index = calloc(INDEX, sizeof *s->index);
    while (s->index && s->index[at]) {
        if (same(&s->rows[s->index[at] - 1], key))
            return &s->rows[s->index[at] - 1];
        at = (at + 1) % INDEX;
    }
    if (s->n == s->cap) {
        s->cap = s->cap ? 2 * s->cap : 256;
        s->rows = realloc(s->rows, s->cap * sizeof *s->rows);
    }
    if (!s->index || !s->rows || s->n >= INDEX / 2)
        abort();
    s->rows[s->n] =
        (slow_row){.table = key->table, .zone = key->zone, .mask = key->mask};
    memcpy(s->rows[s->n].digits, key->digits, sizeof key->digits);
    s->index[at] = ++s->n;
    return &s->rows[s->n - 1];
}

void slow_clear(slow *s)
{
    for (int i = 0; i < WORLD_LAYERS; i++)
        free(s->small[i]);
    free(s->rows);
    free(s->index);
    *s = (slow){0};
}

/* Where a place of the reference grid lies in a layer's, in cells. */
static double own(const world *w, const world_layer *l, int axis, double at)
{
    const double *g = w->stack.grid.gt;
    int k = axis ? 3 : 0, c = axis ? 5 : 1;

    return (g[k] + at * g[c] - l->gt[k]) / l->gt[c];
}

/* As stored; NAN: no data, *there false: no file has the cell. */
static double stored(const world_layer *l, int col, int row, bool *there)
{
    double v;

    *there = col >= 0 && col < l->ncols && row >= 0 && row < l->nrows &&
             l->there[row * l->ncols + col];
    if (!*there)
        return NAN;
    v = l->raw[row * l->ncols + col];
    if (l->rule == ECO_NODATA_DECLARED && l->declared && v == l->nodata)
        return NAN;
    if (l->rule == ECO_NODATA_VALUE && v == l->other_nodata)
        return NAN;
    return v;
}

/* Of one of the layer's own cells, patches aside. */
static int own_class(const world_layer *l, int col, int row)
{
    bool there;
    double v = stored(l, col, row, &there);

    if (!there || isnan(v))
        return there ? SLOW_NODATA : SLOW_OUTSIDE;
    if (!l->nlegend)
        return (int)v;
    for (size_t i = 0; i < l->nlegend; i++) {
        size_t first = 0;

        if (v < l->legend[i].low || v > l->legend[i].high)
            continue;
        while (strcmp(l->legend[first].label, l->legend[i].label) != 0)
            first++;
        return (int)first;
    }
    return SLOW_UNLISTED;
}

static int class_at(const world *w, const slow *s, const world_layer *l,
                    int col, int row)
{
    const unsigned char *small = s->small[l - w->layers];
    int c = (int)floor(own(w, l, 0, col + 0.5));
    int r = (int)floor(own(w, l, 1, row + 0.5));

    if (small && c >= 0 && c < l->ncols && r >= 0 && r < l->nrows &&
        small[r * l->ncols + c])
        return SLOW_SMALL;
    return own_class(l, c, r);
}

static bool has_role(const world_layer *l, int klass, const char *role)
{
    return klass >= 0 && l->nlegend && l->legend[klass].role &&
           strcmp(l->legend[klass].role, role) == 0;
}

static bool unseen(const world_layer *l, int klass)
{
    return (klass < 0 && klass != SLOW_NONE && klass != SLOW_SMALL) ||
           has_role(l, klass, "nodata");
}

/* Average of what the cell meets, or the parts of it that lie in the cell. */
static double value_at(const world *w, const world_layer *l, int col, int row)
{
    double x0 = own(w, l, 0, col), x1 = own(w, l, 0, col + 1);
    double y0 = own(w, l, 1, row), y1 = own(w, l, 1, row + 1);
    double sum = 0, weight = 0;

    for (int r = (int)floor(y0 - 1e-7); r < y1; r++)
        for (int c = (int)floor(x0 - 1e-7); c < x1; c++) {
            bool there;
            double v = stored(l, c, r, &there);
            double wx = fmin(x1, c + 1) - fmax(x0, c);
            double wy = fmin(y1, r + 1) - fmax(y0, r);

            if (!there || isnan(v) || wx < 1e-8 || wy < 1e-8)
                continue;
            sum += (v * l->scale + l->offset) * wx * wy;
            weight += wx * wy;
        }
    return weight > 0 ? l->count ? sum : sum / weight : (double)NAN;
}

/* Zone of the authalic sphere: METHODS of anybody, in long doubles. */
static double parallels(double lat1, double lat2, double dlon)
{
    const long double a = 6378137.0L, f = 1 / 298.257223563L, b = a * (1 - f),
                      e = sqrtl(f * (2 - f)), rad = acosl(-1) / 180;
    long double s1 = sinl(lat1 * rad), s2 = sinl(lat2 * rad);
    long double q1 = s1 / (1 - e * e * s1 * s1) + atanhl(e * s1) / e;
    long double q2 = s2 / (1 - e * e * s2 * s2) + atanhl(e * s2) / e;

    return (double)fabsl(b * b / 2 * dlon * rad * (q2 - q1));
}

static double cell_m2(const world *w, PJ *utm, const double *g, int col,
                      int row)
{
    double plane = fabs(g[1] * g[5]);
    PJ_COORD c;

    if (w->planar || w->epsg == 6933)
        return plane;
    if (w->epsg == 4326)
        return parallels(g[3] + row * g[5], g[3] + (row + 1) * g[5],
                         fabs(g[1]));
    c = proj_coord(g[0] + (col + 0.5) * g[1], g[3] + (row + 0.5) * g[5], 0, 0);
    c = proj_trans(utm, PJ_INV, c);
    return plane / proj_factors(utm, c).areal_scale;
}

/* The patch of a cell by flooding: its cells go to `cells`. */
static size_t flood(const world_layer *l, const char *role, int start,
                    unsigned char *seen, int *cells)
{
    size_t n = 1;

    cells[0] = start;
    seen[start] = 1;
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < 9; k++) {
            int c = cells[i] % l->ncols + k % 3 - 1;
            int r = cells[i] / l->ncols + k / 3 - 1, at = r * l->ncols + c;

            if (c < 0 || r < 0 || c >= l->ncols || r >= l->nrows || seen[at] ||
                !has_role(l, own_class(l, c, r), role))
                continue;
            seen[at] = 1;
            cells[n++] = at;
        }
    return n;
}

static void find_small(const world *w, const world_layer *l, PJ *utm,
                       const char *role, unsigned char *small)
{
    size_t all = (size_t)l->ncols * (size_t)l->nrows;
    unsigned char *seen = calloc(all, 1);
    int *cells = calloc(all, sizeof *cells);

    if (!seen || !cells)
        abort();
    for (int i = 0; i < (int)all; i++) {
        double area = 0;
        size_t n;

        if (seen[i] ||
            !has_role(l, own_class(l, i % l->ncols, i / l->ncols), role))
            continue;
        n = flood(l, role, i, seen, cells);
        for (size_t k = 0; k < n; k++)
            area += cell_m2(w, utm, l->gt, cells[k] % l->ncols,
                            cells[k] / l->ncols);
        for (size_t k = 0; k < n && area < l->min_patch; k++)
            small[cells[k]] = 1;
    }
    free(seen);
    free(cells);
}

static void find_patches(const world *w, slow *s, PJ *utm)
{
    for (size_t i = 0; i < w->nlayers; i++) {
        const world_layer *l = &w->layers[i];

        if (!(l->min_patch > 0))
            continue;
        s->small[i] = calloc((size_t)l->ncols * (size_t)l->nrows, 1);
        if (!s->small[i])
            abort();
        find_small(w, l, utm, "forest", s->small[i]);
        find_small(w, l, utm, "mining", s->small[i]);
    }
}

/* Evidence of a cell: shares by set of items; what is left has none. */
static size_t shares_of(const world *w, int col, int row,
                        double share[WORLD_FACES + 1],
                        uint32_t mask[WORLD_FACES + 1])
{
    double left = 1;
    size_t n = 0;

    for (size_t k = 0; k < w->nfaces; k++) {
        const double *b = w->boxes[k];
        double x = fmin(b[2], col + 1) - fmax(b[0], col);
        double y = fmin(b[3], row + 1) - fmax(b[1], row);

        if (x <= 0 || y <= 0)
            continue;
        share[n] = x * y;
        mask[n] = w->masks[k];
        left -= share[n++];
    }
    share[n] = left;
    mask[n++] = 0;
    return n;
}

/* Digits of every table for one cell; digits[table] */
static void digits_of(const world *w, const slow *s, int col, int row,
                      int digits[][SLOW_DIGITS])
{
    int history = 0, before = SLOW_NONE;
    bool missed = false;

    for (size_t t = 0; t < w->stack.ntables; t++) {
        const eco_table *table = &w->stack.tables[t];
        const world_layer *l = &w->layers[table->n ? table->layers[0] : 0];
        int now;

        memset(digits[t], 0, sizeof digits[t]);
        for (size_t i = 0; table->kind == ECO_TABLE_CROSS && i < table->n; i++)
            digits[t][i] =
                class_at(w, s, &w->layers[table->layers[i]], col, row);
        if (table->kind != ECO_TABLE_YEAR)
            continue;
        now = class_at(w, s, l, col, row);
        digits[t][0] = history;
        if (missed && !unseen(l, now))
            digits[t][0] |= ECO_HISTORY_GAP;
        digits[t][1] = before;
        digits[t][2] = now;
        if (unseen(l, now)) {
            missed = before != SLOW_NONE;
            continue;
        }
        if (has_role(l, before, "forest") && !has_role(l, now, "forest"))
            history |= ECO_HISTORY_LOST;
        if (has_role(l, before, "mining") && !has_role(l, now, "mining"))
            history |= ECO_HISTORY_MINED;
        before = now;
        missed = false;
    }
}

struct cell {
    double part, area; /* of it in the zone; m2 */
    double value[SLOW_VALUES];
    bool count[SLOW_VALUES];
};

static void add(slow *s, const slow_row *key, const struct cell *c,
                double share)
{
    slow_row *row = slow_find(s, key);
    double part = c->part * share;

    row->cells += part;
    row->area += part * c->area;
    for (int k = 0; k < SLOW_VALUES; k++) {
        if (isnan(c->value[k]))
            continue;
        row->sum[k] += c->value[k] * part * (c->count[k] ? 1 : c->area * 1e-4);
        row->valid[k] += part * c->area;
    }
}

static void add_cell(const world *w, slow *s, int zone, const int at[2],
                     struct cell *c)
{
    double share[WORLD_FACES + 1];
    uint32_t mask[WORLD_FACES + 1];
    size_t n = shares_of(w, at[0], at[1], share, mask), v = 0;
    int digits[16][SLOW_DIGITS];

    digits_of(w, s, at[0], at[1], digits);
    c->value[0] = c->value[1] = NAN;
    for (size_t i = 0; i < w->nlayers; i++)
        if (w->layers[i].value) {
            c->count[v] = w->layers[i].count;
            c->value[v++] = value_at(w, &w->layers[i], at[0], at[1]);
        }
    for (size_t t = 0; t < w->stack.ntables; t++)
        for (size_t k = 0; k < n; k++) {
            slow_row key = {.table = (int)t, .zone = zone, .mask = mask[k]};

            memcpy(key.digits, digits[t], sizeof key.digits);
            if (share[k] > 0)
                add(s, &key, c, share[k]);
        }
}

/* What of a zone lies off the grid: "outside" of every table. */
static void add_rest(const world *w, slow *s, int zone, double cells,
                     double area, double slack)
{
    for (size_t t = 0; t < w->stack.ntables; t++) {
        const eco_table *table = &w->stack.tables[t];
        slow_row key = {.table = (int)t, .zone = zone}, *row;

        if (table->kind == ECO_TABLE_TOTAL)
            key.digits[0] = 1;
        for (size_t i = 0; table->kind == ECO_TABLE_CROSS && i < table->n; i++)
            key.digits[i] = SLOW_OUTSIDE;
        if (table->kind == ECO_TABLE_YEAR) {
            key.digits[1] = SLOW_NONE;
            key.digits[2] = SLOW_OUTSIDE;
        }
        row = slow_find(s, &key);
        row->cells += cells;
        row->area += area;
        row->area_slack += slack;
    }
}

static void box_of(const world *w, const eco_polygon_item *it, int box[4])
{
    double b[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};

    for (size_t r = it->first; r < it->first + it->n; r++)
        for (size_t i = 0; i < w->zones.rings[r].n; i++) {
            eco_point p = w->zones.points[w->zones.rings[r].first + i];

            b[0] = fmin(b[0], p.x);
            b[1] = fmin(b[1], p.y);
            b[2] = fmax(b[2], p.x);
            b[3] = fmax(b[3], p.y);
        }
    box[0] = (int)fmax(floor(b[0]), 0);
    box[1] = (int)fmax(floor(b[1]), 0);
    box[2] = (int)fmin(ceil(b[2]), w->stack.grid.ncols);
    box[3] = (int)fmin(ceil(b[3]), w->stack.grid.nrows);
}

static void one_zone(const world *w, slow *s, PJ *utm, size_t zone)
{
    oracle *o = oracle_create(&w->zones, zone);
    double cells = 0, area = 0, rest, noise = 0;
    int box[4], at[2];

    box_of(w, &w->zones.items[zone], box);
    for (at[1] = box[1]; at[1] < box[3]; at[1]++)
        for (at[0] = box[0]; at[0] < box[2]; at[0]++) {
            struct cell c = {
                .area = cell_m2(w, utm, w->stack.grid.gt, at[0], at[1])};

            c.part = oracle_clip(o, at[0], at[1], NULL);
            s->failed |= isnan(c.part) || !isfinite(c.area);
            s->area_max = fmax(s->area_max, c.area);
            if (!(c.part > 0))
                continue;
            cells += c.part;
            area += c.part * c.area;
            add_cell(w, s, (int)zone, at, &c);
        }
    rest = oracle_cells(o) - cells;
    if (rest < 1e-7)
        rest = 0;
    if (w->epsg == 4326) {
        double all =
            oracle_geodesic_m2(&w->stack.grid, &w->zones, zone, &noise);

        if (rest > 0)
            add_rest(w, s, (int)zone, rest, all - area, noise);
    } else if (rest > 0) {
        double m2 = rest * fabs(w->stack.grid.gt[1] * w->stack.grid.gt[5]);

        add_rest(w, s, (int)zone, rest, m2,
                 w->planar || w->epsg == 6933 ? 0 : 0.01 * m2);
    }
    oracle_destroy(o);
}

void slow_tabulate(const world *w, slow *s)
{
    PJ *utm =
        proj_create(PJ_DEFAULT_CTX, "+proj=utm +zone=22 +ellps=WGS84 +units=m");

    *s = (slow){.failed = !utm};
    if (utm)
        find_patches(w, s, utm);
    for (size_t z = 0; utm && z < w->zones.nitems; z++)
        one_zone(w, s, utm, z);
    proj_destroy(utm);
}
