/* Zones' parts of a row x evidence's pieces x chunks. */
#include "eco_fragments.h"

#include "eco_mem.h"

int eco_chunks_of(const eco_chunks *c, int col)
{
    return col < c->first ? 0 : (col - c->first) / c->cols + 1;
}

int eco_chunks_start(const eco_chunks *c, int chunk)
{
    int start = chunk ? c->first + (chunk - 1) * c->cols : 0;

    return start < c->ncols ? start : c->ncols;
}

void eco_fragments_clear(eco_fragments *f)
{
    eco_pieces_clear(&f->pieces);
    for (size_t k = 0; k < f->nchunks; k++) {
        eco_mem_free(f->chunks[k].cells);
        eco_mem_free(f->chunks[k].runs);
        eco_mem_free(f->chunks[k].rows);
    }
    eco_mem_free(f->chunks);
    *f = (eco_fragments){0};
}

eco_status eco_fragments_begin(eco_fragments *f, const eco_chunks *c,
                               eco_sets *sets, const eco_faces *faces)
{
    if (!f->chunks) {
        f->chunks = eco_mem_array((size_t)c->n, sizeof *f->chunks);
        if (!f->chunks)
            return ECO_NOMEM;
        f->nchunks = (size_t)c->n;
    }
    f->plan = c;
    f->sets = sets;
    f->faces = faces;
    f->from = f->to = 0;
    for (size_t k = 0; k < f->nchunks; k++)
        f->chunks[k].ncells = f->chunks[k].nruns = f->chunks[k].nrows = 0;
    return ECO_OK;
}

/* The chunk that holds column `col`, kept in hand: the next is mostly of the
 * same. */
static inline eco_fragment_list *list_of(eco_fragments *f, int col)
{
    const eco_chunks *c = f->plan;

    if (col < f->from || col >= f->to) {
        f->at = eco_chunks_of(c, col);
        f->from = eco_chunks_start(c, f->at);
        f->to = eco_chunks_start(c, f->at + 1);
    }
    return &f->chunks[f->at];
}

static inline bool add_cell(eco_fragments *f, eco_cell_part x)
{
    eco_fragment_list *l = list_of(f, x.col);

    if (!ECO_GROW(l->cells, l->ncells, l->cells_cap))
        return false;
    l->cells[l->ncells++] = x;
    return true;
}

/* Cut at the chunks' borders. */
static inline bool add_run(eco_fragments *f, eco_run_part x)
{
    int end = x.col1;

    while (x.col0 < end) {
        eco_fragment_list *l = list_of(f, x.col0);

        x.col1 = end < f->to ? end : f->to;
        if (!ECO_GROW(l->runs, l->nruns, l->runs_cap))
            return false;
        l->runs[l->nruns++] = x;
        x.col0 = x.col1;
    }
    return true;
}

/* Nothing but zones. */
static bool add_zones(eco_fragments *f, const eco_row_parts *zones)
{
    bool ok = true;

    for (size_t i = 0; i < zones->ncells && ok; i++)
        ok = add_cell(f, zones->cells[i]);
    for (size_t i = 0; i < zones->nruns && ok; i++)
        ok = add_run(f, zones->runs[i]);
    return ok;
}

/* What is left of a run against one piece: cells or a run. */
static bool add_part(eco_fragments *f, eco_run_part x)
{
    if (!x.frac)
        return true;
    return x.col1 - x.col0 == 1
               ? add_cell(f, (eco_cell_part){x.item, x.tag, x.col0, x.frac})
               : add_run(f, x);
}

/* The pieces from `i` on that share a stretch of columns, against a run.
 * Fractions are cut without loss: the last piece takes the rounding. */
static size_t cut_stretch(eco_fragments *f, eco_run_part whole, size_t i,
                          bool *ok)
{
    const eco_pieces *p = &f->pieces;
    const eco_piece *first = &p->items[i];
    eco_run_part x = whole;
    int64_t left = whole.frac;

    x.col0 = first->col0 > whole.col0 ? first->col0 : whole.col0;
    x.col1 = first->col1 < whole.col1 ? first->col1 : whole.col1;
    for (; i < p->n && p->items[i].col0 == first->col0 && *ok; i++) {
        bool last = i + 1 == p->n || p->items[i + 1].col0 != first->col0;
        int64_t share = (whole.frac * p->items[i].weight + ECO_COVER_ONE / 2) >>
                        ECO_COVER_BITS;

        x.tag = p->items[i].set;
        x.frac = (int32_t)(last ? left : share);
        left -= x.frac;
        *ok = add_part(f, x);
    }
    return i;
}

/* A zone's run against the row's evidence pieces. */
static bool cut_run(eco_fragments *f, eco_run_part whole, size_t *from)
{
    const eco_pieces *p = &f->pieces;
    size_t i = *from;
    bool ok = true;

    while (i < p->n && p->items[i].col1 <= whole.col0)
        i++;
    *from = i; /* later runs of this zone lie further right */
    while (i < p->n && p->items[i].col0 < whole.col1 && ok)
        i = cut_stretch(f, whole, i, &ok);
    return ok;
}

/* Zones' cells and runs likewise, each in the order of columns. */
static bool cut_zones(eco_fragments *f, const eco_row_parts *zones)
{
    size_t from = 0;
    bool ok = true;

    for (size_t i = 0; i < zones->ncells && ok; i++) {
        const eco_cell_part *x = &zones->cells[i];

        if (i == 0 || x->item != x[-1].item)
            from = 0;
        ok = cut_run(f, (eco_run_part){x->item, 0, x->col, x->col + 1, x->frac},
                     &from);
    }
    for (size_t i = 0; i < zones->nruns && ok; i++) {
        if (i == 0 || zones->runs[i].item != zones->runs[i - 1].item)
            from = 0;
        ok = cut_run(f, zones->runs[i], &from);
    }
    return ok;
}

/* Where the row ends in each chunk that has any of it. */
static bool end_row(eco_fragments *f, int row)
{
    for (size_t k = 0; k < f->nchunks; k++) {
        eco_fragment_list *l = &f->chunks[k];
        size_t cells = l->nrows ? l->rows[l->nrows - 1].cells : 0;
        size_t runs = l->nrows ? l->rows[l->nrows - 1].runs : 0;

        if (l->ncells == cells && l->nruns == runs)
            continue;
        if (!ECO_GROW(l->rows, l->nrows, l->rows_cap))
            return false;
        l->rows[l->nrows++] =
            (struct eco_fragment_row){row, l->ncells, l->nruns};
    }
    return true;
}

eco_status eco_fragments_row(eco_fragments *f, int row,
                             const eco_row_parts *zones,
                             const eco_row_parts *evidence)
{
    bool ok;

    if (!evidence->ncells && !evidence->nruns)
        ok = add_zones(f, zones);
    else
        ok = !eco_pieces_make(&f->pieces, f->sets, f->faces, evidence,
                              f->plan->ncols) &&
             cut_zones(f, zones);
    return ok && end_row(f, row) ? ECO_OK : ECO_NOMEM;
}

eco_row_parts eco_fragments_of(const eco_fragment_list *l, size_t row)
{
    size_t cells = row ? l->rows[row - 1].cells : 0;
    size_t runs = row ? l->rows[row - 1].runs : 0;

    return (eco_row_parts){l->cells + cells, l->runs + runs,
                           l->rows[row].cells - cells,
                           l->rows[row].runs - runs};
}
