/* Connected cells without mountain, by runs of a row and a forest of patches.
 * Unknown cells count among them: a patch with one is not known to be
 * surrounded. */
#include "eco_basins.h"

#include "eco_mem.h"

#include <stdlib.h>

#define NONE SIZE_MAX

struct run {
    int row, first, last;
    size_t next; /* of its patch; or in the list of free ones */
};

/* Part of a patch: its root tells of the whole. */
struct patch {
    size_t parent, head, tail; /* runs, unless lost */
    double area_m2;
    bool lost; /* no basin, whatever is still to come */
    int row;   /* last one that has a run of it */
};

/* A run of the row in hand or of the one above. */
struct stretch {
    int first, last;
    size_t patch;
};

struct stretches {
    struct stretch *items;
    size_t n;
};

struct eco_basins {
    const eco_terrain_rows *rows;
    int ncols, row;
    double most_m2;
    struct run *runs, *found;
    size_t nruns, runs_cap, free_run, nfound, found_cap;
    struct patch *patches;
    size_t npatches, patches_cap;
    size_t *free_patches; /* room for all, as they are made */
    size_t nfree, free_cap;
    struct stretches above, here;
};

eco_status eco_basins_create(const eco_terrain_rows *rows, int ncols,
                             double most_m2, eco_basins **out)
{
    eco_basins *b = eco_mem_array(1, sizeof *b);
    size_t most = (size_t)ncols / 2 + 1; /* stretches of a row */

    *out = NULL;
    if (!b)
        return ECO_NOMEM;
    *b = (eco_basins){
        .rows = rows, .ncols = ncols, .most_m2 = most_m2, .free_run = NONE};
    b->above.items = eco_mem_array(most, sizeof(struct stretch));
    b->here.items = eco_mem_array(most, sizeof(struct stretch));
    if (!b->above.items || !b->here.items) {
        eco_basins_destroy(b);
        return ECO_NOMEM;
    }
    *out = b;
    return ECO_OK;
}

void eco_basins_destroy(eco_basins *b)
{
    if (!b)
        return;
    eco_mem_free(b->runs);
    eco_mem_free(b->found);
    eco_mem_free(b->patches);
    eco_mem_free(b->free_patches);
    eco_mem_free(b->above.items);
    eco_mem_free(b->here.items);
    eco_mem_free(b);
}

static size_t root(eco_basins *b, size_t i)
{
    while (b->patches[i].parent != i) {
        struct patch *p = &b->patches[i];

        p->parent = b->patches[p->parent].parent;
        i = p->parent;
    }
    return i;
}

/* Its runs are needed no more. */
static void drop_runs(eco_basins *b, struct patch *p)
{
    if (p->head != NONE) {
        b->runs[p->tail].next = b->free_run;
        b->free_run = p->head;
    }
    p->head = p->tail = NONE;
}

static void judge(eco_basins *b, struct patch *p)
{
    if (p->area_m2 >= b->most_m2)
        p->lost = true;
    if (p->lost)
        drop_runs(b, p);
}

/* A patch of nothing yet. */
static bool new_patch(eco_basins *b, size_t *index)
{
    if (b->nfree) {
        *index = b->free_patches[--b->nfree];
    } else {
        if (!ECO_GROW(b->patches, b->npatches, b->patches_cap) ||
            !ECO_GROW(b->free_patches, b->npatches, b->free_cap))
            return false;
        *index = b->npatches++;
    }
    b->patches[*index] =
        (struct patch){.parent = *index, .head = NONE, .tail = NONE};
    return true;
}

static bool add_run(eco_basins *b, struct patch *p, const struct stretch *s)
{
    size_t i = b->free_run;

    if (i != NONE) {
        b->free_run = b->runs[i].next;
    } else {
        if (!ECO_GROW(b->runs, b->nruns, b->runs_cap))
            return false;
        i = b->nruns++;
    }
    b->runs[i] = (struct run){b->row, s->first, s->last, p->head};
    if (p->head == NONE)
        p->tail = i;
    p->head = i;
    return true;
}

/* Two roots become one; the lower number stays, so that the order of cells
 * alone decides. */
static size_t join(eco_basins *b, size_t one, size_t other)
{
    size_t stays = one < other ? one : other, goes = one < other ? other : one;
    struct patch *p = &b->patches[stays], *q = &b->patches[goes];

    if (one == other)
        return one;
    q->parent = stays;
    p->area_m2 += q->area_m2;
    p->lost |= q->lost;
    if (q->head != NONE) {
        b->runs[q->tail].next = p->head;
        if (p->head == NONE)
            p->tail = q->tail;
        p->head = q->head;
        q->head = q->tail = NONE;
    }
    judge(b, p);
    return stays;
}

/* Stretches of cells that are no mountain; *unknown: with a cell that may be.
 */
static bool next_stretch(const eco_basins *b, const unsigned char *classes,
                         int *col, struct stretch *s, bool *unknown)
{
    int c = *col;

    while (c < b->ncols && classes[c] != ECO_TERRAIN_NONE &&
           classes[c] != ECO_TERRAIN_UNKNOWN)
        c++;
    s->first = c;
    *unknown = false;
    for (; c < b->ncols && (classes[c] == ECO_TERRAIN_NONE ||
                            classes[c] == ECO_TERRAIN_UNKNOWN);
         c++)
        *unknown |= classes[c] == ECO_TERRAIN_UNKNOWN;
    s->last = c - 1;
    *col = c;
    return s->first <= s->last;
}

/* Patches of the row above that reach no further down are whole. */
static eco_status close_patches(eco_basins *b)
{
    for (size_t i = 0; i < b->above.n; i++) {
        struct patch *p = &b->patches[b->above.items[i].patch];

        for (size_t k = p->head; p->row < b->row && k != NONE;
             k = b->runs[k].next) {
            if (!ECO_GROW(b->found, b->nfound, b->found_cap))
                return ECO_NOMEM;
            b->found[b->nfound++] = b->runs[k];
        }
        if (p->row < b->row)
            drop_runs(b, p);
    }
    return ECO_OK;
}

/* Numbers of patches that no stretch of the row in hand has may be used anew.
 * `parent` NONE marks those told already. */
static void free_patches(eco_basins *b)
{
    for (size_t i = 0; i < b->above.n; i++) {
        size_t p = b->above.items[i].patch;
        bool kept = b->patches[p].parent == p && b->patches[p].row == b->row;

        if (!kept && b->patches[p].parent != NONE) {
            b->patches[p].parent = NONE;
            b->free_patches[b->nfree++] = p;
        }
    }
}

static eco_status place(eco_basins *b, struct stretch *s, bool unknown,
                        size_t *above)
{
    bool border = b->row == 0 || b->row == b->rows->nrows - 1 ||
                  s->first == 0 || s->last == b->ncols - 1;
    struct patch *p;
    size_t i = NONE;

    while (*above < b->above.n && b->above.items[*above].last + 1 < s->first)
        ++*above;
    for (size_t k = *above;
         k < b->above.n && b->above.items[k].first <= s->last + 1; k++) {
        size_t r = root(b, b->above.items[k].patch);

        i = i == NONE ? r : join(b, i, r);
    }
    if (i == NONE && !new_patch(b, &i))
        return ECO_NOMEM;
    p = &b->patches[i];
    p->row = b->row;
    p->area_m2 += b->rows->area_m2[b->row] * (s->last - s->first + 1);
    p->lost |= border || unknown;
    if (!p->lost && !add_run(b, p, s))
        return ECO_NOMEM;
    judge(b, p);
    s->patch = i;
    return ECO_OK;
}

eco_status eco_basins_push(eco_basins *b, const unsigned char *classes)
{
    struct stretches swap;
    struct stretch s;
    size_t above = 0;
    bool unknown;
    int col = 0;
    eco_status st = ECO_OK;

    b->here.n = 0;
    while (!st && next_stretch(b, classes, &col, &s, &unknown)) {
        st = place(b, &s, unknown, &above);
        if (!st)
            b->here.items[b->here.n++] = s;
    }
    for (size_t i = 0; i < b->here.n && !st; i++)
        b->here.items[i].patch = root(b, b->here.items[i].patch);
    if (!st)
        st = close_patches(b);
    if (st)
        return st;
    free_patches(b);
    swap = b->above;
    b->above = b->here;
    b->here = swap;
    b->row++;
    return ECO_OK;
}

static int by_place(const void *a, const void *b)
{
    const struct run *p = a, *q = b;

    if (p->row != q->row)
        return p->row < q->row ? -1 : 1;
    return (p->first > q->first) - (p->first < q->first);
}

eco_status eco_basins_finish(eco_basins *b)
{
    if (b->nfound)
        qsort(b->found, b->nfound, sizeof *b->found, by_place);
    return b->row == b->rows->nrows ? ECO_OK : ECO_INVALID;
}

/* The first run found of a row or of a later one. */
static size_t first_of(const eco_basins *b, int row)
{
    size_t low = 0, high = b->nfound;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (b->found[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void eco_basins_mark(const eco_basins *b, int row, unsigned char *classes)
{
    for (size_t i = first_of(b, row); i < b->nfound && b->found[i].row == row;
         i++)
        for (int c = b->found[i].first; c <= b->found[i].last; c++)
            classes[c] = ECO_TERRAIN_BASIN;
}

int64_t eco_basins_cells(const eco_basins *b)
{
    int64_t n = 0;

    for (size_t i = 0; i < b->nfound; i++)
        n += b->found[i].last - b->found[i].first + 1;
    return n;
}
