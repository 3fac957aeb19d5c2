/* Who covers each cell of a world, by flooding its rasters. */
#include "patches.h"

#include "check.h"

#include <gdal.h>
#include <stdlib.h>
#include <string.h>

/* Classes of the series: 0 land, 1 forest, 2 mining, 3 and 4 not seen; the
 * combination as eco_table_digit has it, each digit below 8. */
struct past {
    int history, before; /* 7: none */
    bool missed;
};

static int year_key(struct past *h, int now, int kinds[2])
{
    int history = h->history, key;

    kinds[0] = kinds[1] = 0;
    if (now < 3 && h->missed)
        history |= 4;
    key = (history * 8 + h->before) * 8 + now;
    if (now > 2) {
        h->missed = h->before != 7;
        return key;
    }
    h->missed = false;
    if (h->before == 1 && now != 1)
        kinds[0] = history & 1 ? 2 : 1;
    if (h->before != 7 && h->before != 2 && now == 2)
        kinds[1] = history & 2 ? 2 : 1;
    if (h->before == 1 && now != 1)
        h->history |= 1;
    if (h->before == 2 && now != 2)
        h->history |= 2;
    h->before = now;
    return key;
}

static uint32_t meets(const patches *p, int cell, int year)
{
    int c = cell % p->ncols, r = cell / p->ncols;
    uint32_t mask = 0, held = 0;

    for (uint32_t i = 0; i < PATCH_ITEMS; i++)
        if (p->items[i].patch && year >= p->items[i].first &&
            year <= p->items[i].last)
            held |= 1U << i;
    for (size_t k = 0; k < p->nfaces; k++) {
        const double *b = p->boxes[k];

        if (fmin(b[2], c + 1) - fmax(b[0], c) > 1e-9 &&
            fmin(b[3], r + 1) - fmax(b[1], r) > 1e-9)
            mask |= p->masks[k];
    }
    return mask & held;
}

/* Floods the patches of one sheet and puts down who covers each. */
static void flood(patches *p, int table, const int *kinds)
{
    static bool seen[PATCH_CELLS];
    static int cells[PATCH_CELLS];
    int all = p->ncols * p->nrows;

    memset(seen, 0, sizeof seen);
    for (int start = 0; start < all; start++) {
        int year = table == 1 ? kinds[start] : 2000 + table - 2, n = 0;
        double area = 0;
        uint32_t met = 0;

        if (seen[start] || !kinds[start])
            continue;
        seen[start] = true;
        cells[n++] = start;
        for (int i = 0; i < n; i++) {
            int c = cells[i] % p->ncols, r = cells[i] / p->ncols;
            double cell;

            eco_area_row(p->stack.area, r, c, 1, &cell);
            area += cell;
            met |= meets(p, cells[i], year);
            for (int k = 0; k < 9; k++) {
                int x = c + k % 3 - 1, y = r + k / 3 - 1;
                int at = y * p->ncols + x;

                if (x < 0 || y < 0 || x >= p->ncols || y >= p->nrows ||
                    seen[at] || kinds[at] != kinds[start])
                    continue;
                seen[at] = true;
                cells[n++] = at;
            }
        }
        if (!met || area > p->links.patch_max_m2)
            continue;
        p->followed++;
        for (int i = 0; i < n; i++)
            p->met[table][cells[i]] |= met;
    }
}

/* A table's keys and who covers its cells, as two rasters of a stack. */
static void flatten(patches *p, eco_ctx *ctx, int table, const uint16_t *keys)
{
    static uint16_t numbers[PATCH_CELLS];
    char name[2][40];
    size_t layers[2], n = 0;

    p->labels[table] = calloc(PATCH_CELLS, sizeof *p->labels[table]);
    if (!p->labels[table])
        abort();
    for (int i = 0; i < p->ncols * p->nrows; i++) {
        size_t k = 0;

        while (k < n && p->labels[table][k] != p->met[table][i])
            k++;
        if (k == n)
            p->labels[table][n++] = p->met[table][i];
        numbers[i] = (uint16_t)k;
    }
    p->nlabels[table] = n;
    for (int k = 0; k < 2; k++) {
        snprintf(name[k], sizeof name[k], "flat%d%d.tif", table, k);
        patches_write(p, name[k], GDT_UInt16, k ? numbers : keys);
        layers[k] = patches_layer(ctx, &p->flat, name[k], NULL, 0);
    }
    CHECK(!eco_stack_add_cross(ctx, &p->flat, layers, 2), "%s",
          eco_ctx_message(ctx));
}

static void find_loss(patches *p, eco_ctx *ctx)
{
    static int kinds[PATCH_CELLS];
    static uint16_t keys[PATCH_CELLS];

    for (int i = 0; i < p->ncols * p->nrows; i++) {
        bool counts = !p->canopy || p->cover[i] == 1;

        kinds[i] = p->loss[i] && counts ? 2000 + p->loss[i] : 0;
        keys[i] = p->loss[i];
        if (p->canopy) /* what is not listed is the class after the last */
            keys[i] =
                (uint16_t)(keys[i] * 8 + (p->cover[i] < 2 ? p->cover[i] : 2));
    }
    flood(p, 1, kinds);
    flatten(p, ctx, 1, keys);
}

static void find_years(patches *p, eco_ctx *ctx)
{
    static struct past past[PATCH_CELLS];
    static int kinds[2][PATCH_CELLS];
    static uint16_t keys[PATCH_CELLS];

    for (int i = 0; i < PATCH_CELLS; i++)
        past[i] = (struct past){0, 7, false};
    for (int y = 0; y < p->nyears; y++) {
        for (int i = 0; i < p->ncols * p->nrows; i++) {
            int two[2];

            keys[i] = (uint16_t)year_key(&past[i], p->years[y][i], two);
            kinds[0][i] = two[0];
            kinds[1][i] = two[1];
        }
        flood(p, 2 + y, kinds[0]);
        flood(p, 2 + y, kinds[1]);
        flatten(p, ctx, 2 + y, keys);
    }
}

void patches_tell(patches *p, eco_ctx *ctx)
{
    find_loss(p, ctx);
    find_years(p, ctx);
}
