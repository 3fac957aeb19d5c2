/* Classes of relief, row by row.
 *
 * A row that comes in widens the range of all rows within the radius. Its part
 * of a disc is a chord: the highest of 2w + 1 cells is the higher of two runs
 * of a power of two, and runs of the next power come from those of the last,
 * so one pass over the row per power serves all chords. Maxima and minima do
 * not depend on the order in which they are taken. */
#include "eco_terrain.h"

#include "eco_mem.h"

#include <math.h>
#include <string.h>

enum { LEVELS = 31 };

struct eco_terrain {
    eco_terrain_rows rows;
    int ncols, nrows;
    double radius_m;
    int pushed, taken;
    int depth;           /* rows kept: those that one row reaches, and itself */
    size_t pad, stride;  /* of `high` and `low`: unknown cells on both sides */
    float *high, *low;   /* extremes of runs of a power of two of one row */
    float *most, *least; /* per kept row: extremes within the radius so far */
    float *elevation;    /* per kept row */
    int *chords;         /* of the row in hand, per kept row: w; -1: too far */
};

unsigned char eco_terrain_class(double elevation_m, double slope_deg,
                                double range_m)
{
    const double steep = 300; /* m within the radius */

    if (elevation_m >= 4500)
        return 1;
    if (elevation_m >= 3500)
        return 2;
    if (elevation_m >= 2500)
        return 3;
    if (elevation_m >= 1500)
        return slope_deg >= 2 ? 4 : 0;
    if (elevation_m >= 1000)
        return slope_deg >= 5 || range_m > steep ? 5 : 0;
    if (elevation_m >= 300)
        return range_m > steep ? 6 : 0;
    return 0;
}

double eco_terrain_slope(const float window[9], double dx_m, double dy_m)
{
    double z[9], east, south;

    for (int i = 0; i < 9; i++)
        z[i] = isnan(window[i]) ? (double)window[4] : (double)window[i];
    east = (z[2] + 2 * z[5] + z[8] - z[0] - 2 * z[3] - z[6]) / (8 * dx_m);
    south = (z[6] + 2 * z[7] + z[8] - z[0] - 2 * z[1] - z[2]) / (8 * dy_m);
    return atan(hypot(east, south)) * 57.29577951308232;
}

/* Half a chord in cells, for two rows: what the disc round a cell of the one
 * cuts out of the other. */
static int half_chord(const eco_terrain *t, int a, int b)
{
    const double slack = 1e-9; /* cells: a centre on the circle is within */
    double dy = t->rows.y_m[a] - t->rows.y_m[b];
    double dx = (t->rows.dx_m[a] + t->rows.dx_m[b]) / 2;
    double rest = t->radius_m * t->radius_m - dy * dy, w;

    if (rest < 0)
        return fabs(dy) <= t->radius_m + slack * t->rows.dy_m[a] ? 0 : -1;
    w = floor(sqrt(rest) / dx + slack);
    return w < t->ncols ? (int)w : t->ncols;
}

/* The farthest that a row reaches, and the widest of all chords. */
static void measure(eco_terrain *t)
{
    int reach = 0, widest = 0;

    for (int i = 0; i < t->nrows; i++) {
        int w = half_chord(t, i, i);

        if (w > widest)
            widest = w;
        while (i + reach + 1 < t->nrows && half_chord(t, i, i + reach + 1) >= 0)
            reach++;
    }
    t->depth =
        2 * (reach > 0 ? reach : 1) + 1; /* slopes see their neighbours */
    t->pad = (size_t)widest + 1;
    t->stride = (size_t)t->ncols + 2 * t->pad;
}

static size_t slot(const eco_terrain *t, int row)
{
    return (size_t)(row % t->depth) * (size_t)t->ncols;
}

eco_status eco_terrain_create(const eco_terrain_spec *spec, eco_terrain **out)
{
    eco_terrain *t = eco_mem_array(1, sizeof *t);
    size_t cells;
    eco_status st;

    *out = NULL;
    if (!t)
        return ECO_NOMEM;
    st = eco_terrain_rows_make(spec, &t->rows);
    if (st) {
        eco_terrain_destroy(t);
        return st;
    }
    t->ncols = spec->grid.ncols;
    t->nrows = spec->grid.nrows;
    t->radius_m = spec->radius_m;
    measure(t);
    cells = (size_t)t->depth * (size_t)t->ncols;
    t->high = eco_mem_array(t->stride, sizeof(float));
    t->low = eco_mem_array(t->stride, sizeof(float));
    t->most = eco_mem_array(cells, sizeof(float));
    t->least = eco_mem_array(cells, sizeof(float));
    t->elevation = eco_mem_array(cells, sizeof(float));
    t->chords = eco_mem_array((size_t)t->depth, sizeof(int));
    if (!t->high || !t->low || !t->most || !t->least || !t->elevation ||
        !t->chords) {
        eco_terrain_destroy(t);
        return ECO_NOMEM;
    }
    *out = t;
    return ECO_OK;
}

void eco_terrain_destroy(eco_terrain *t)
{
    if (!t)
        return;
    eco_terrain_rows_clear(&t->rows);
    eco_mem_free(t->high);
    eco_mem_free(t->low);
    eco_mem_free(t->most);
    eco_mem_free(t->least);
    eco_mem_free(t->elevation);
    eco_mem_free(t->chords);
    eco_mem_free(t);
}

/* Rows that the row in hand reaches, and that are kept at the same time. */
static int first_reached(const eco_terrain *t, int row)
{
    int first = row - t->depth / 2;

    return first > 0 ? first : 0;
}

static int last_reached(const eco_terrain *t, int row)
{
    int last = row + t->depth / 2;

    return last < t->nrows ? last : t->nrows - 1;
}

/* A row that is reached for the first time: nothing is known round it. */
static void begin_row(eco_terrain *t, int row)
{
    float *most = t->most + slot(t, row), *least = t->least + slot(t, row);

    for (int c = 0; c < t->ncols; c++) {
        most[c] = -INFINITY;
        least[c] = INFINITY;
    }
}

/* The row as runs of one cell. */
static void begin_runs(eco_terrain *t, const float *elevation)
{
    for (size_t i = 0; i < t->stride; i++) {
        t->high[i] = -INFINITY;
        t->low[i] = INFINITY;
    }
    for (int c = 0; c < t->ncols; c++)
        if (!isnan(elevation[c])) {
            t->high[t->pad + (size_t)c] = elevation[c];
            t->low[t->pad + (size_t)c] = elevation[c];
        }
}

/* From runs of `n` cells to those of 2n, by their first cell. */
static void double_runs(eco_terrain *t, size_t n)
{
    for (size_t i = 0; i + n < t->stride; i++) {
        float h = t->high[i + n], l = t->low[i + n];

        t->high[i] = t->high[i] > h ? t->high[i] : h;
        t->low[i] = t->low[i] < l ? t->low[i] : l;
    }
}

/* The chord of half-width w into a row's extremes, by two runs of n cells. */
static void widen(eco_terrain *t, int row, size_t w, size_t n)
{
    float *restrict most = t->most + slot(t, row);
    float *restrict least = t->least + slot(t, row);
    const float *h1 = t->high + t->pad - w, *h2 = h1 + 2 * w + 1 - n;
    const float *l1 = t->low + t->pad - w, *l2 = l1 + 2 * w + 1 - n;

    for (int c = 0; c < t->ncols; c++) {
        float h = h1[c] > h2[c] ? h1[c] : h2[c];
        float l = l1[c] < l2[c] ? l1[c] : l2[c];

        most[c] = most[c] > h ? most[c] : h;
        least[c] = least[c] < l ? least[c] : l;
    }
}

void eco_terrain_push(eco_terrain *t, const float *elevation_m)
{
    int row = t->pushed++, first = first_reached(t, row);
    int last = last_reached(t, row);
    size_t widest = 0;

    for (int r = row ? last_reached(t, row - 1) + 1 : 0; r <= last; r++)
        begin_row(t, r);
    memcpy(t->elevation + slot(t, row), elevation_m,
           (size_t)t->ncols * sizeof *elevation_m);
    for (int r = first; r <= last; r++) {
        int w = half_chord(t, r, row);

        t->chords[r - first] = w;
        if (w >= 0 && (size_t)w > widest)
            widest = (size_t)w;
    }
    begin_runs(t, elevation_m);
    for (size_t n = 1; n <= 2 * widest + 1; n *= 2) {
        for (int r = first; r <= last; r++) {
            int w = t->chords[r - first];
            size_t cells = 2 * (size_t)(w < 0 ? 0 : w) + 1;

            if (w >= 0 && cells >= n && cells < 2 * n)
                widen(t, r, (size_t)w, n);
        }
        double_runs(t, n);
    }
}

/* The 3 x 3 elevations round a cell; NAN beyond the raster. */
static void window_at(const eco_terrain *t, int row, int col, float out[9])
{
    for (int i = 0; i < 9; i++) {
        int r = row + i / 3 - 1, c = col + i % 3 - 1;
        bool on = r >= 0 && r < t->nrows && c >= 0 && c < t->ncols;

        out[i] = on ? t->elevation[slot(t, r) + (size_t)c] : NAN;
    }
}

bool eco_terrain_take(eco_terrain *t, unsigned char *classes, float *range_m)
{
    int row = t->taken;
    const float *z, *most, *least;

    if (row >= t->nrows || t->pushed <= last_reached(t, row))
        return false;
    z = t->elevation + slot(t, row);
    most = t->most + slot(t, row);
    least = t->least + slot(t, row);
    for (int c = 0; c < t->ncols; c++) {
        float window[9], range = NAN;

        classes[c] = ECO_TERRAIN_UNKNOWN;
        if (!isnan(z[c])) {
            window_at(t, row, c, window);
            range = most[c] - least[c];
            classes[c] = eco_terrain_class(
                (double)z[c],
                eco_terrain_slope(window, t->rows.dx_m[row], t->rows.dy_m[row]),
                (double)range);
        }
        if (range_m)
            range_m[c] = range;
    }
    t->taken++;
    return true;
}
