/* Finds the patches that links meet, tile by tile as they go on, and books what
 * is in them. */
#include "eco_event_pass.h"

#include "eco_event_book.h"
#include "eco_event_scan.h"
#include "eco_mem.h"
#include "eco_pool.h"

#include <math.h>
#include <string.h>

/* A tile is a chunk's columns in a band. */
enum { TILE_DONE = 1, TILE_WANTED = 2, TILE_REACHED = 4 };

struct pass {
    const eco_job *job;
    const eco_plan *plan;
    eco_events events;
    unsigned char *tiles;  /* per band and chunk */
    unsigned char *flags;  /* of the tiles that are wanted now, 0 or 1 */
    size_t *bands, nbands; /* that have any */
    eco_event_scan **scans;
    eco_event_index index;
    eco_event_patch *patches;
    size_t patches_cap;
    int64_t followed;
    eco_plan booking;
    eco_worker **workers;
};

static size_t ntiles(const struct pass *p)
{
    return (size_t)p->plan->nbands * (size_t)p->plan->chunks.n;
}

static int band_of(const eco_plan *p, int row)
{
    return (row - p->band0) / p->band_rows;
}

static int clamp(double x, int most)
{
    return x > 0 ? x < most ? (int)x : most : 0;
}

/* Tiles that the rectangle meets, columns cols[0] .. cols[1] of rows rows[0] ..
 * rows[1], the last ones too. */
static bool mark(struct pass *p, const int cols[2], const int rows[2],
                 unsigned char as)
{
    const eco_plan *plan = p->plan;
    int first = eco_chunks_of(&plan->chunks, cols[0]);
    int last = eco_chunks_of(&plan->chunks, cols[1]);
    bool any = false;

    for (int b = band_of(plan, rows[0]); b <= band_of(plan, rows[1]); b++)
        for (int c = first; c <= last; c++) {
            unsigned char *t =
                &p->tiles[(size_t)b * (size_t)plan->chunks.n + (size_t)c];

            any |= !*t;
            if (!(*t & TILE_DONE))
                *t |= as;
        }
    return any;
}

/* Where a face with a link that follows patches may meet a cell. */
static void reach(struct pass *p, size_t face)
{
    const eco_polyset *s = &p->plan->faces->polygons;
    const eco_grid *g = &p->plan->stack->grid;
    const eco_polygon_item *item = &s->items[face];
    double box[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};

    for (size_t r = item->first; r < item->first + item->n; r++)
        for (size_t i = 0; i < s->rings[r].n; i++) {
            eco_point at = s->points[s->rings[r].first + i];

            box[0] = fmin(box[0], at.x);
            box[1] = fmin(box[1], at.y);
            box[2] = fmax(box[2], at.x);
            box[3] = fmax(box[3], at.y);
        }
    if (!(box[0] < g->ncols && box[1] < g->nrows && box[2] > 0 && box[3] > 0))
        return;
    mark(p,
         (const int[2]){clamp(floor(box[0]), g->ncols - 1),
                        clamp(floor(box[2]), g->ncols - 1)},
         (const int[2]){clamp(floor(box[1]), g->nrows - 1),
                        clamp(floor(box[3]), g->nrows - 1)},
         TILE_WANTED | TILE_REACHED);
}

static void reach_all(struct pass *p)
{
    const eco_faces *f = p->plan->faces;
    const eco_links *links = p->job->links;

    for (size_t k = 0; k < f->polygons.nitems; k++) {
        bool follows = false;

        for (size_t i = f->first[k]; i < f->first[k + 1]; i++)
            follows |= links->items[f->items[i]].patch;
        if (follows)
            reach(p, k);
    }
}

static size_t most_item(const eco_faces *f)
{
    size_t most = 0;

    for (size_t i = 0; i < f->nitems; i++)
        most = f->items[i] >= most ? f->items[i] + (size_t)1 : most;
    return most;
}

static eco_status begin(eco_ctx *ctx, struct pass *p)
{
    size_t threads = (size_t)p->job->threads;

    p->tiles = eco_mem_array(ntiles(p), 1);
    p->flags = eco_mem_array(ntiles(p), 1);
    p->bands = eco_mem_array((size_t)p->plan->nbands, sizeof *p->bands);
    p->scans = eco_mem_array(threads, sizeof(eco_event_scan *));
    p->workers = eco_mem_array(threads, sizeof(eco_worker *));
    if (!p->tiles || !p->flags || !p->bands || !p->scans || !p->workers ||
        eco_sets_create(&p->index.met))
        return eco_nomem(ctx);
    p->index.links = p->job->links;
    return eco_events_create(ctx, p->plan->stack, p->job->links,
                             most_item(p->plan->faces), &p->events);
}

/* The bands that have tiles which are wanted, and these. */
static void list_bands(struct pass *p)
{
    size_t nc = (size_t)p->plan->chunks.n;

    p->nbands = 0;
    for (size_t b = 0; b < (size_t)p->plan->nbands; b++) {
        bool any = false;

        for (size_t i = b * nc; i < (b + 1) * nc; i++) {
            p->flags[i] =
                (p->tiles[i] & (TILE_WANTED | TILE_DONE)) == TILE_WANTED;
            any |= p->flags[i];
        }
        if (any)
            p->bands[p->nbands++] = b;
    }
}

static eco_status scan(eco_ctx *ctx, void *arg, int worker, size_t task)
{
    struct pass *p = arg;
    size_t nc = (size_t)p->plan->chunks.n, first = p->bands[task] * nc;
    bool reached = false;
    eco_status st = ECO_OK;

    for (size_t i = first; i < first + nc; i++)
        reached |= p->flags[i] && (p->tiles[i] & TILE_REACHED);
    if (!p->scans[worker])
        st = eco_event_scan_create(ctx, p->plan, &p->events, &p->scans[worker]);
    return st ? st
              : eco_event_scan_band(ctx, p->scans[worker], (int)p->bands[task],
                                    p->flags + first, reached);
}

/* What a worker found to all runs. */
static eco_status take(struct pass *p, eco_event_scan *s)
{
    eco_event_runs *from = eco_event_scan_runs(s), *to = &p->index.runs;
    const eco_sets *met = eco_event_scan_sets(s);
    uint32_t *map = eco_mem_array(eco_sets_count(met), sizeof *map);
    eco_status st = map ? eco_sets_merge(p->index.met, met, map) : ECO_NOMEM;

    if (!st && from->n && !ECO_GROW(to->items, to->n + from->n, to->cap))
        st = ECO_NOMEM;
    for (size_t i = 0; i < from->n && !st; i++) {
        to->items[to->n] = from->items[i];
        to->items[to->n++].met = map[from->items[i].met];
    }
    from->n = 0;
    eco_mem_free(map);
    return st;
}

static eco_status join(eco_ctx *ctx, struct pass *p)
{
    eco_event_runs *runs = &p->index.runs;
    eco_status st = ECO_OK;

    for (int i = 0; i < p->job->threads && !st; i++)
        if (p->scans[i])
            st = take(p, p->scans[i]);
    if (!st && !ECO_GROW(p->patches, runs->n, p->patches_cap))
        st = ECO_NOMEM;
    if (!st)
        st = eco_event_join(runs, p->job->links, p->index.met, p->patches);
    if (st == ECO_INVALID)
        return eco_fail(ctx, ECO_USAGE,
                        "too many events near evidence to follow their "
                        "patches: link_mode pixel counts single cells");
    return st ? eco_nomem(ctx) : ECO_OK;
}

/* A patch that somebody meets and that is not too large, as far as is known. */
static bool is_followed(const struct pass *p, const eco_event_run *run)
{
    const eco_event_patch *x = &p->patches[run->parent];

    return x->met && ldexp((double)x->area, -ECO_EVENT_BITS) <=
                         p->job->links->patch_max_m2;
}

/* Tiles into which patches that are followed may go on; false: none. */
static bool grow(struct pass *p)
{
    const eco_grid *g = &p->plan->stack->grid;
    bool any = false;

    for (size_t i = 0; i < ntiles(p); i++)
        if (p->tiles[i] & TILE_WANTED)
            p->tiles[i] = TILE_DONE;
    for (size_t i = 0; i < p->index.runs.n; i++) {
        const eco_event_run *r = &p->index.runs.items[i];

        if (is_followed(p, r))
            any |= mark(
                p,
                (const int[2]){r->col0 ? r->col0 - 1 : 0,
                               r->col1 < g->ncols ? r->col1 : r->col1 - 1},
                (const int[2]){r->row ? r->row - 1 : 0,
                               r->row + 1 < g->nrows ? r->row + 1 : r->row},
                TILE_WANTED);
    }
    return any;
}

static eco_status find(eco_ctx *ctx, struct pass *p)
{
    eco_status st = ECO_OK;

    reach_all(p);
    do {
        list_bands(p);
        if (!p->nbands)
            break;
        st = eco_pool_run(ctx, p->job->threads, p->nbands, scan, p,
                          "following patches");
        if (!st)
            st = join(ctx, p);
    } while (!st && grow(p));
    for (int i = 0; i < p->job->threads; i++) {
        eco_event_scan_destroy(p->scans[i]);
        p->scans[i] = NULL;
    }
    return st;
}

/* Only runs of patches that are followed stay, by row; tiles tell where. */
static eco_status index_runs(eco_ctx *ctx, struct pass *p)
{
    eco_event_runs *runs = &p->index.runs;
    size_t kept = 0, nrows = (size_t)p->plan->stack->grid.nrows;

    p->index.first = eco_mem_array(nrows + 1, sizeof *p->index.first);
    if (!p->index.first)
        return eco_nomem(ctx);
    memset(p->tiles, 0, ntiles(p));
    for (size_t i = 0; i < runs->n; i++) {
        eco_event_run run = runs->items[i];

        if (!is_followed(p, &run))
            continue;
        run.met = p->patches[run.parent].met;
        mark(p, (const int[2]){run.col0, run.col1 - 1},
             (const int[2]){run.row, run.row}, TILE_WANTED);
        p->index.first[run.row + 1]++;
        p->followed += run.parent == i;
        runs->items[kept++] = run;
    }
    runs->n = kept;
    for (size_t r = 0; r < nrows; r++)
        p->index.first[r + 1] += p->index.first[r];
    eco_event_by_row(runs);
    list_bands(p);
    p->index.tiles = p->flags;
    p->flags = NULL; /* the index owns them now */
    return ECO_OK;
}

static eco_status book_band(eco_ctx *ctx, void *arg, int worker, size_t task)
{
    struct pass *p = arg;
    eco_status st = ECO_OK;

    if (!p->workers[worker])
        st = eco_worker_create(ctx, &p->booking, &p->workers[worker]);
    return st ? st
              : eco_worker_band(ctx, p->workers[worker], (int)p->bands[task]);
}

static eco_status book(eco_ctx *ctx, struct pass *p, eco_result *out)
{
    eco_status st = index_runs(ctx, p);

    p->booking = *p->plan;
    p->booking.followed = &p->index;
    if (!st && p->nbands)
        st = eco_pool_run(ctx, p->job->threads, p->nbands, book_band, p,
                          "booking patches");
    for (int i = 0; i < p->job->threads && !st; i++) {
        if (!p->workers[i])
            continue;
        st = eco_collect_worker(ctx, p->workers[i], out);
        eco_worker_destroy(p->workers[i]);
        p->workers[i] = NULL;
    }
    return st;
}

static void end(struct pass *p)
{
    for (int i = 0; i < p->job->threads; i++) {
        if (p->scans)
            eco_event_scan_destroy(p->scans[i]);
        if (p->workers)
            eco_worker_destroy(p->workers[i]);
    }
    eco_mem_free(p->scans);
    eco_mem_free(p->workers);
    eco_mem_free(p->tiles);
    eco_mem_free(p->flags);
    eco_mem_free(p->bands);
    eco_mem_free(p->patches);
    eco_events_clear(&p->events);
    eco_event_index_clear(&p->index);
}

eco_status eco_event_pass(eco_ctx *ctx, const eco_job *job,
                          const eco_plan *plan, eco_result *out)
{
    struct pass p = {.job = job, .plan = plan};
    eco_status st;

    *out = (eco_result){0};
    st = begin(ctx, &p);
    if (!st && p.events.any)
        st = find(ctx, &p);
    if (!st && p.index.runs.n)
        st = book(ctx, &p, out);
    out->patches = p.followed;
    end(&p);
    if (st)
        eco_result_clear(out);
    return st;
}
