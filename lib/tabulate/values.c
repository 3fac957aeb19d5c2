/* Value layers on the reference grid: averages of densities, parts of counts.
 */
#include "eco_source.h"

#include "eco_mem.h"

#include <math.h>
#include <string.h>

void eco_values_clear(eco_values *v)
{
    for (int i = 0; v->lines && i < v->nlines; i++)
        eco_mem_free(v->lines[i]);
    eco_mem_free(v->lines);
    eco_mem_free(v->rows);
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

        eco_values_clear(v);
        v->lines = eco_mem_array((size_t)n, sizeof(double *));
        v->rows = eco_mem_array((size_t)n, sizeof *v->rows);
        if (!v->lines || !v->rows)
            return eco_nomem(ctx);
        v->nlines = n;
        for (int i = 0; i < n; i++) {
            v->lines[i] = eco_mem_array((size_t)width, sizeof(double));
            if (!v->lines[i])
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

static eco_status read_line(eco_ctx *ctx, eco_values *v, eco_source *s, int row)
{
    int k = row % v->nlines;
    size_t n = (size_t)(v->to - v->from);
    eco_view view;
    eco_status st;

    if (v->rows[k] == row)
        return ECO_OK;
    st = eco_source_line(ctx, s, row, v->from, v->to, &view);
    if (st)
        return st;
    if (!view.samples) {
        for (size_t i = 0; i < n; i++)
            v->lines[k][i] = NAN;
    } else {
        to_numbers(s->layer->sample, &view, n, v->lines[k]);
        drop_missing(s->layer, &view, n, v->lines[k]);
    }
    v->rows[k] = row;
    return ECO_OK;
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

    if (!l->count && nx == 1 && ny == 1)
        return v->lines[l->rows.first[row] % v->nlines]
                       [l->cols.first[col] - v->from];
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

static eco_status too_large(eco_ctx *ctx, const eco_layer *l, double value,
                            int col, int row)
{
    return eco_fail(ctx, ECO_FORMAT,
                    "%s: value %g at column %d, row %d is too large to add "
                    "up; is its nodata value declared?",
                    l->name, value, col, row);
}

eco_status eco_values_row(eco_ctx *ctx, eco_values *v, eco_source *s,
                          const int at[2], size_t n, int64_t *out, bool *same)
{
    const eco_layer *l = s->layer;
    const double unit = ldexp(1, l->value_bits);
    const double max = l->count ? 0x1p52 : 0x1p40;
    int ny = l->rows.n[at[1]];
    eco_status st = make_lines(ctx, v, s, ny > 1 ? ny : 1);

    *same = !st && as_before(v, l, at, n);
    if (st || *same)
        return st;
    for (int j = 0; j < ny && s->npatches && !st; j++)
        st = read_line(ctx, v, s, l->rows.first[at[1]] + j);
    for (size_t i = 0; i < n && !st; i++) {
        double x =
            s->npatches ? joined(v, l, at[0] + (int)i, at[1]) : (double)NAN;

        out[i] = ECO_NO_VALUE;
        if (isnan(x))
            continue;
        if (!(fabs(x * unit) < max))
            st = too_large(ctx, l, x, at[0] + (int)i, at[1]);
        else
            out[i] = llround(x * unit);
    }
    v->last_row = st ? -1 : at[1];
    v->last_col0 = at[0];
    v->last_n = n;
    return st;
}
