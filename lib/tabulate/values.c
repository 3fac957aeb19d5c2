/* Value layers on the reference grid: averages of densities, parts of counts.
 */
#include "eco_source.h"

#include "eco_mem.h"
#include "eco_quad.h"

#include <math.h>
#include <string.h>

static void clear_lines(eco_values *v)
{
    for (int i = 0; v->lines && i < v->nlines; i++)
        eco_mem_free(v->lines[i]);
    for (int i = 0; v->quanta && i < v->nlines; i++)
        eco_mem_free(v->quanta[i]);
    eco_mem_free(v->lines);
    eco_mem_free(v->quanta);
    eco_mem_free(v->rows);
    v->lines = NULL;
    v->quanta = NULL;
    v->rows = NULL;
    v->nlines = 0;
}

void eco_values_clear(eco_values *v)
{
    clear_lines(v);
    eco_mem_free(v->number_of);
    eco_mem_free(v->quanta_of);
    *v = (eco_values){0};
}

#define TO_NUMBERS(type)                                                       \
    do {                                                                       \
        for (size_t i = 0; i < n; i++) {                                       \
            type x;                                                            \
                                                                               \
            memcpy(&x, p + (view->constant ? 0 : i) * sizeof x, sizeof x);     \
            out[i] = (double)x;                                                \
        }                                                                      \
    } while (0)

static void to_numbers(eco_sample sample, const eco_view *view, size_t n,
                       double *out)
{
    const unsigned char *p = view->samples;

    switch (sample) {
    case ECO_SAMPLE_U8:
        TO_NUMBERS(uint8_t);
        return;
    case ECO_SAMPLE_U16:
        TO_NUMBERS(uint16_t);
        return;
    case ECO_SAMPLE_I16:
        TO_NUMBERS(int16_t);
        return;
    case ECO_SAMPLE_I32:
        TO_NUMBERS(int32_t);
        return;
    case ECO_SAMPLE_F64:
        TO_NUMBERS(double);
        return;
    }
}

static void drop_missing(const eco_layer *l, const eco_view *view, size_t n,
                         double *x)
{
    for (size_t i = 0; i < n; i++) {
        bool nodata =
            l->has_nodata && !(x[i] < l->nodata) && !(x[i] > l->nodata);

        if (nodata || !isfinite(x[i]) ||
            (view->state && view->state[i] != ECO_STATE_DATA))
            x[i] = NAN;
    }
}

/* Room for as many lines as a reference row meets, for the window's columns. */
static eco_status make_lines(eco_ctx *ctx, eco_values *v, const eco_source *s,
                             int lines)
{
    int width = s->window[2] - s->window[0];

    if (v->nlines >= lines && v->from == s->window[0] && v->to == s->window[2])
        return ECO_OK;
    if (v->nlines < lines || v->to - v->from < width) {
        int n = lines > v->nlines ? lines : v->nlines;

        clear_lines(v);
        v->lines = eco_mem_array((size_t)n, sizeof(double *));
        v->quanta = eco_mem_array((size_t)n, sizeof(int64_t *));
        v->rows = eco_mem_array((size_t)n, sizeof *v->rows);
        if (!v->lines || !v->quanta || !v->rows)
            return eco_nomem(ctx);
        v->nlines = n;
        for (int i = 0; i < n; i++) {
            v->lines[i] = eco_mem_array((size_t)width, sizeof(double));
            v->quanta[i] = eco_mem_array((size_t)width, sizeof(int64_t));
            if (!v->lines[i] || !v->quanta[i])
                return eco_nomem(ctx);
        }
    }
    v->from = s->window[0];
    v->to = s->window[2];
    v->last_row = -1;
    for (int i = 0; i < v->nlines; i++)
        v->rows[i] = -1;
    return ECO_OK;
}

static eco_status too_large(eco_ctx *ctx, const eco_layer *l, double value,
                            const char *of, const int at[2])
{
    return eco_fail(ctx, ECO_FORMAT,
                    "%s: value %g at column %d, row %d of %s is too large to "
                    "add up; is its nodata value declared?",
                    l->name, value, at[0], at[1], of);
}

static eco_status quantise(eco_ctx *ctx, const eco_layer *l, double x,
                           const char *of, const int at[2], int64_t *out)
{
    x *= (double)(INT64_C(1) << l->value_bits); /* 0, 16 or 32: exact */
    *out = ECO_NO_VALUE;
    if (isnan(x))
        return ECO_OK;
    if (!(fabs(x) < (l->count ? 0x1p52 : 0x1p40)))
        return too_large(ctx, l, ldexp(x, -l->value_bits), of, at);
    *out = llround(x);
    return ECO_OK;
}

/* How many samples there can be; 0: too many to look them up. */
static size_t nsamples(eco_sample sample)
{
    return sample == ECO_SAMPLE_U8                                ? 256
           : sample == ECO_SAMPLE_U16 || sample == ECO_SAMPLE_I16 ? 65536
                                                                  : 0;
}

/* What each sample is worth, in the order of its bits. A sample that does not
 * fit is one only if it occurs. */
static eco_status make_lookup(eco_ctx *ctx, eco_values *v, const eco_layer *l)
{
    size_t n = nsamples(l->sample), size = eco_sample_size(l->sample);
    const double max = 0x1p40;

    if (v->number_of || !n)
        return ECO_OK;
    v->number_of = eco_mem_array(n, sizeof *v->number_of);
    v->quanta_of = eco_mem_array(n, sizeof *v->quanta_of);
    if (!v->number_of || !v->quanta_of)
        return eco_nomem(ctx);
    for (size_t i = 0; i < n; i++) {
        const uint8_t narrow = (uint8_t)i;
        const uint16_t wide = (uint16_t)i;
        unsigned char sample[8] = {0}; /* as long as the longest */
        const eco_view view = {sample, NULL, true};
        double *x = &v->number_of[i];

        memcpy(sample, size == 1 ? (const void *)&narrow : &wide, size);
        to_numbers(l->sample, &view, 1, x);
        drop_missing(l, &view, 1, x);
        v->quanta_of[i] = isnan(*x) || !(fabs(ldexp(*x, l->value_bits)) < max)
                              ? ECO_NO_VALUE
                              : llround(ldexp(*x, l->value_bits));
    }
    return ECO_OK;
}

/* Small integers that are all there: looked up. Cells of a layer of the same
 * grid are never averaged, so their numbers are not wanted. */
static bool look_up(const eco_values *v, const eco_layer *l,
                    const eco_view *view, size_t n, int k)
{
    const uint8_t *p = view->samples;
    bool bytes = l->sample == ECO_SAMPLE_U8;

    if (!v->number_of || view->state || view->constant)
        return false;
    for (size_t i = 0; i < n && bytes; i++)
        v->quanta[k][i] = v->quanta_of[p[i]];
    for (size_t i = 0; i < n && !bytes; i++) {
        uint16_t x;

        memcpy(&x, p + 2 * i, sizeof x);
        v->quanta[k][i] = v->quanta_of[x];
        v->lines[k][i] = v->number_of[x];
    }
    for (size_t i = 0; i < n && bytes && !l->aligned; i++)
        v->lines[k][i] = v->number_of[p[i]];
    return true;
}

/* No sample of 16 bits is too large unless it is scaled up beyond reason, and
 * then samples are no longer of 16 bits. Counts are split before they are. */
static bool fits_lookup(const eco_layer *l)
{
    return nsamples(l->sample) && l->value_bits <= 24;
}

static eco_status read_line(eco_ctx *ctx, eco_values *v, eco_source *s, int row)
{
    int k = row % v->nlines;
    size_t n = (size_t)(v->to - v->from);
    eco_view view;
    eco_status st;

    if (v->rows[k] == row)
        return ECO_OK;
    st = eco_source_line(ctx, s, row, v->from, v->to, &view);
    if (!st)
        st = make_lookup(ctx, v, s->layer);
    if (st)
        return st;
    if (view.samples && fits_lookup(s->layer) &&
        look_up(v, s->layer, &view, n, k)) {
        v->rows[k] = row;
        return ECO_OK;
    }
    if (!view.samples) {
        for (size_t i = 0; i < n; i++)
            v->lines[k][i] = NAN;
    } else {
        to_numbers(s->layer->sample, &view, n, v->lines[k]);
        drop_missing(s->layer, &view, n, v->lines[k]);
    }
    for (size_t i = 0; i < n && (!s->layer->count || s->layer->aligned) && !st;
         i++)
        st = quantise(ctx, s->layer, v->lines[k][i], "the raster",
                      (const int[2]){v->from + (int)i, row}, &v->quanta[k][i]);
    v->rows[k] = st ? -1 : row;
    return st;
}

/* Average (density) or conserved part (count) of the source cells that one
 * reference cell meets; NaN when none of them has a value. Densities of one
 * source row or column are averaged along the other alone, so that their value
 * does not depend on how the first is cut. */
static double joined(const eco_values *v, const eco_layer *l, int col, int row)
{
    const double *wx = l->cols.weights + l->cols.at[col];
    const double *wy = l->rows.weights + l->rows.at[row];
    int nx = l->cols.n[col], ny = l->rows.n[row];
    double sum = 0, weight = 0;

    for (int j = 0; j < ny; j++) {
        const double *line = v->lines[(l->rows.first[row] + j) % v->nlines] +
                             (l->cols.first[col] - v->from);

        for (int i = 0; i < nx; i++) {
            double w = (l->count || nx > 1 ? wx[i] : 1) *
                       (l->count || ny > 1 ? wy[j] : 1);

            if (isnan(line[i]))
                continue;
            sum += line[i] * w;
            weight += w;
        }
    }
    if (!(weight > 0))
        return NAN;
    return l->count ? sum : sum / weight;
}

/* Whether a reference row meets the same source row, as much of it as matters,
 * as the one that was made last. */
static bool as_before(const eco_values *v, const eco_layer *l, const int at[2],
                      size_t n)
{
    const eco_overlaps *o = &l->rows;
    int last = v->last_row, row = at[1];

    if (last < 0 || v->last_col0 != at[0] || v->last_n != n ||
        o->n[row] != o->n[last] || o->first[row] != o->first[last])
        return false;
    if (o->n[row] == 1 && !l->count)
        return true;
    return memcmp(o->weights + o->at[row], o->weights + o->at[last],
                  (size_t)o->n[row] * sizeof *o->weights) == 0;
}

static int within(int64_t x, int low, int high)
{
    return x < low ? low : x > high ? high : (int)x;
}

/* Cells of the same grid, one to one; none beyond the layer's sides. */
static void aligned_line(const eco_values *v, const eco_layer *l,
                         const int64_t *quanta, const int cols[2], int64_t *out)
{
    int n = cols[1] - cols[0];
    int64_t side = l->dcol - cols[0]; /* of the layer, in cells of the row */
    int begin = within(side, 0, n);
    int end = within(side + l->grid.ncols, begin, n);

    for (int i = 0; i < begin; i++)
        out[i] = ECO_NO_VALUE;
    if (begin < end)
        memcpy(out + begin, quanta + (begin - side - v->from),
               (size_t)(end - begin) * sizeof *out);
    for (int i = end; i < n; i++)
        out[i] = ECO_NO_VALUE;
}

/* Densities, or counts of the same grid, from one source row: most cells have
 * the value of one cell. */
static eco_status one_line(eco_ctx *ctx, const eco_values *v,
                           const eco_layer *l, const int at[2], size_t n,
                           int64_t *out)
{
    const int64_t *quanta = v->quanta[l->rows.first[at[1]] % v->nlines];
    const int *cells = l->cols.n + at[0], *first = l->cols.first + at[0];
    eco_status st = ECO_OK;

    if (l->aligned) {
        aligned_line(v, l, quanta, (const int[2]){at[0], at[0] + (int)n}, out);
        return ECO_OK;
    }
    for (size_t i = 0; i < n && !st; i++) {
        const int here[2] = {at[0] + (int)i, at[1]};

        if (cells[i] == 1)
            out[i] = quanta[first[i] - v->from];
        else
            st = quantise(ctx, l, joined(v, l, here[0], here[1]), "the grid",
                          here, &out[i]);
    }
    return st;
}

static eco_status many_lines(eco_ctx *ctx, const eco_values *v,
                             const eco_layer *l, const int at[2], size_t n,
                             int64_t *out)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < n && !st; i++) {
        const int here[2] = {at[0] + (int)i, at[1]};

        st = quantise(ctx, l, joined(v, l, here[0], here[1]), "the grid", here,
                      &out[i]);
    }
    return st;
}

/* Cells of the layer that a quad meets, within the window. */
static void quad_box(const eco_point q[4], const int window[4], int box[4])
{
    double x0 = fmin(fmin(q[0].x, q[1].x), fmin(q[2].x, q[3].x));
    double y0 = fmin(fmin(q[0].y, q[1].y), fmin(q[2].y, q[3].y));
    double x1 = fmax(fmax(q[0].x, q[1].x), fmax(q[2].x, q[3].x));
    double y1 = fmax(fmax(q[0].y, q[1].y), fmax(q[2].y, q[3].y));

    box[0] = (int)fmax(floor(x0), window[0]);
    box[1] = (int)fmax(floor(y0), window[1]);
    box[2] = (int)fmin(ceil(x1), window[2]);
    box[3] = (int)fmin(ceil(y1), window[3]);
}

/* As `joined`, of the cells of a quad: areas in the layer's own cells, in which
 * every cell of it is divided among quads without a rest. */
static eco_status warped_value(eco_ctx *ctx, eco_values *v, eco_source *s,
                               const eco_point q[4], double *out)
{
    bool count = s->layer->count;
    double sum = 0, weight = 0, sign = eco_quad_area(q) < 0 ? -1 : 1;
    int box[4];

    quad_box(q, s->window, box);
    for (int row = box[1]; row < box[3]; row++) {
        eco_status st = read_line(ctx, v, s, row);
        const double *line;

        if (st)
            return st;
        line = v->lines[row % v->nlines];
        for (int col = box[0]; col < box[2]; col++) {
            double x = line[col - v->from], w;

            if (isnan(x))
                continue;
            w = sign * eco_quad_overlap(q, col, row);
            sum += x * w;
            weight += w;
        }
    }
    *out = weight > 0 ? count ? sum : sum / weight : (double)NAN;
    return ECO_OK;
}

static eco_status warped_row(eco_ctx *ctx, eco_values *v, eco_source *s,
                             const int at[2], size_t n, int64_t *out)
{
    const eco_point *lines[2];
    eco_status st = make_lines(ctx, v, s, s->window[3] - s->window[1] + 1);

    v->same = false;
    v->last_row = -1;
    if (!st)
        st = eco_warp_row(ctx, s->warp, at[1], at[0], n, lines);
    for (size_t i = 0; i < n && !st; i++) {
        const int here[2] = {at[0] + (int)i, at[1]};
        eco_point q[4];
        double x = NAN;

        if (s->npatches && eco_warp_quad(s->warp, lines, i, q))
            st = warped_value(ctx, v, s, q, &x);
        if (!st)
            st = quantise(ctx, s->layer, x, "the grid", here, &out[i]);
    }
    return st;
}

/* Joined axis by axis. */
static eco_status axes_row(eco_ctx *ctx, eco_values *v, eco_source *s,
                           const int at[2], size_t n, int64_t *out)
{
    const eco_layer *l = s->layer;
    int ny = l->rows.n[at[1]];
    eco_status st = make_lines(ctx, v, s, ny > 1 ? ny : 1);

    v->same = !st && as_before(v, l, at, n);
    if (st || v->same)
        return st;
    for (int j = 0; j < ny && s->npatches && !st; j++)
        st = read_line(ctx, v, s, l->rows.first[at[1]] + j);
    if (!st && (!s->npatches || !ny)) {
        for (size_t i = 0; i < n; i++)
            out[i] = ECO_NO_VALUE;
    } else if (!st && ny == 1 && (!l->count || l->aligned)) {
        st = one_line(ctx, v, l, at, n, out);
    } else if (!st) {
        st = many_lines(ctx, v, l, at, n, out);
    }
    v->last_row = st ? -1 : at[1];
    v->last_col0 = at[0];
    v->last_n = n;
    return st;
}

eco_status eco_values_row(eco_ctx *ctx, eco_values *v, eco_source *s,
                          const int at[2], size_t n, int64_t *out)
{
    return s->layer->warped ? warped_row(ctx, v, s, at, n, out)
                            : axes_row(ctx, v, s, at, n, out);
}
