/* Cells of one reference row lie in many rows of the layer: those are put
 * together in a sheet as they are asked for. */
#include "eco_warped.h"

#include "eco_mem.h"
#include "eco_warp.h"

#include <math.h>
#include <string.h>

eco_status eco_warped_window(eco_ctx *ctx, eco_source *s)
{
    const int *w = s->window;
    size_t width = (size_t)(w[2] - w[0]), height = (size_t)(w[3] - w[1]);
    size_t size = eco_sample_size(s->layer->sample);
    eco_sheet *sheet = &s->sheet;

    if (s->layer->value)
        return ECO_OK;
    if (!ECO_GROW(sheet->samples, width * height * size, sheet->samples_cap) ||
        !ECO_GROW(sheet->state, width * height, sheet->state_cap) ||
        !ECO_GROW(sheet->ready, height, sheet->ready_cap))
        return eco_nomem(ctx);
    memset(sheet->ready, 0, height);
    return ECO_OK;
}

static void fill(unsigned char *to, const eco_view *line, size_t n, size_t size)
{
    if (!line->samples)
        memset(to, 0, n * size);
    else if (!line->constant)
        memcpy(to, line->samples, n * size);
    else
        for (size_t i = 0; i < n; i++)
            memcpy(to + i * size, line->samples, size);
}

static eco_status make_ready(eco_ctx *ctx, eco_source *s, int row)
{
    eco_sheet *sheet = &s->sheet;
    size_t n = (size_t)(s->window[2] - s->window[0]);
    size_t at = (size_t)(row - s->window[1]);
    size_t size = eco_sample_size(s->layer->sample);
    eco_view line;
    eco_status st =
        eco_source_line(ctx, s, row, s->window[0], s->window[2], &line);

    if (st)
        return st;
    fill(sheet->samples + at * n * size, &line, n, size);
    if (line.samples && line.state)
        memcpy(sheet->state + at * n, line.state, n);
    else
        memset(sheet->state + at * n,
               line.samples ? ECO_STATE_DATA : ECO_STATE_OUTSIDE, n);
    sheet->ready[at] = 1;
    return ECO_OK;
}

/* The layer's cell under the centre of cell i; false: none in the window,
 * which holds all of the layer that the chunk meets. */
static bool cell_of(const eco_source *s, const eco_point *const lines[2],
                    size_t i, int at[2])
{
    const int *w = s->window;
    eco_point q[4];
    double x, y;

    if (!eco_warp_quad(s->warp, lines, i, q))
        return false;
    x = floor((q[0].x + q[1].x + q[2].x + q[3].x) / 4);
    y = floor((q[0].y + q[1].y + q[2].y + q[3].y) / 4);
    if (!(x >= w[0] && x < w[2] && y >= w[1] && y < w[3]))
        return false;
    at[0] = (int)x;
    at[1] = (int)y;
    return true;
}

static eco_status gather(eco_ctx *ctx, eco_source *s,
                         const eco_point *const lines[2], size_t n)
{
    size_t size = eco_sample_size(s->layer->sample);
    size_t width = (size_t)(s->window[2] - s->window[0]);
    eco_status st = ECO_OK;
    int at[2];

    memset(s->moved, 0, n * size);
    memset(s->moved_state, ECO_STATE_OUTSIDE, n);
    for (size_t i = 0; i < n && !st; i++) {
        size_t k;

        if (!cell_of(s, lines, i, at))
            continue;
        if (!s->sheet.ready[at[1] - s->window[1]])
            st = make_ready(ctx, s, at[1]);
        if (st)
            break;
        k = (size_t)(at[1] - s->window[1]) * width +
            (size_t)(at[0] - s->window[0]);
        memcpy(s->moved + i * size, s->sheet.samples + k * size, size);
        s->moved_state[i] = s->sheet.state[k];
    }
    return st;
}

eco_status eco_warped_view(eco_ctx *ctx, eco_source *s, int row, int col0,
                           size_t n, eco_view *out)
{
    const eco_point *lines[2];
    eco_status st;

    *out = (eco_view){0};
    if (!s->npatches)
        return ECO_OK;
    if (!ECO_GROW(s->moved, n * eco_sample_size(s->layer->sample),
                  s->moved_cap) ||
        !ECO_GROW(s->moved_state, n, s->moved_state_cap))
        return eco_nomem(ctx);
    st = eco_warp_row(ctx, s->warp, row, col0, n, lines);
    if (!st)
        st = gather(ctx, s, lines, n);
    if (!st)
        *out = (eco_view){s->moved, s->moved_state, false};
    return st;
}
