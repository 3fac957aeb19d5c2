/* The identity of a job, for eco_kept.h. */
#include "eco_kept.h"

#include "eco_sha256.h"

#include <ecocrime/version.h>
#include <sys/stat.h>

static void add_bytes(eco_str *out, const char *what, const void *p, size_t n)
{
    char hex[65];

    eco_sha256_text(p ? p : "", n, hex);
    eco_str_printf(out, "%s %zu %s\n", what, n, hex);
}

static void add_file(eco_str *out, const char *path)
{
    struct stat s = {0};

    (void)stat(path, &s);
    eco_str_printf(out, "file %s %lld %lld.%09ld %lld.%09ld %llu\n", path,
                   (long long)s.st_size, (long long)s.st_mtim.tv_sec,
                   s.st_mtim.tv_nsec, (long long)s.st_ctim.tv_sec,
                   s.st_ctim.tv_nsec, (unsigned long long)s.st_ino);
}

static void add_grid(eco_str *out, const eco_grid *g)
{
    for (int i = 0; i < 6; i++)
        eco_str_printf(out, "%a ", g->gt[i]);
    eco_str_printf(out, "%d %d\n", g->ncols, g->nrows);
}

static void add_classes(eco_str *out, const eco_classes *c)
{
    eco_str_printf(out, "classes %zu %d %a %d %a\n", c->n, c->identity, c->low,
                   c->has_nodata, c->nodata);
    for (size_t i = 0; i < c->n && c->labels; i++)
        eco_str_printf(out, "%s/%s\n", c->labels[i],
                       c->roles && c->roles[i] ? c->roles[i] : "");
    for (size_t i = 0; i < c->nranges; i++)
        eco_str_printf(out, "%a %a %d\n", c->lows[i], c->highs[i], c->ids[i]);
}

static void add_layer(eco_str *out, const eco_layer *l)
{
    eco_str_printf(out, "layer %s %d %d %d %d %d %a %d %d %a %d %d\n", l->name,
                   l->band, (int)l->sample, l->aligned, l->value, l->count,
                   l->unit_per_m2, l->value_bits, l->has_nodata, l->nodata,
                   l->warped, l->warp_step);
    eco_str_printf(out, "patch %a\n", l->min_patch_m2);
    eco_str_printf(out, "%s\n", eco_crs_wkt(l->crs));
    add_grid(out, &l->grid);
    for (size_t i = 0; i < l->ntiles; i++)
        eco_str_printf(out, "tile %zu %d %d\n", l->tiles[i].file,
                       l->tiles[i].col, l->tiles[i].row);
    if (!l->value)
        add_classes(out, &l->classes);
}

static void add_tables(eco_str *out, const eco_stack *s)
{
    for (size_t t = 0; t < s->ntables; t++) {
        const eco_table *table = &s->tables[t];

        eco_str_printf(out, "table %d %zu", (int)table->kind, table->series);
        for (size_t i = 0; i < table->n; i++)
            eco_str_printf(out, " %zu", table->layers[i]);
        eco_str_add(out, "\n");
    }
}

static void add_polygons(eco_str *out, const eco_polyset *p)
{
    for (size_t i = 0; i < p->nitems; i++)
        eco_str_printf(out, "item %lld %zu %zu\n", (long long)p->items[i].id,
                       p->items[i].first, p->items[i].n);
    for (size_t i = 0; i < p->nrings; i++)
        eco_str_printf(out, "ring %zu %zu %d\n", p->rings[i].first,
                       p->rings[i].n, p->rings[i].hole);
    add_bytes(out, "points", p->points, p->npoints * sizeof *p->points);
}

eco_status eco_kept_about(eco_ctx *ctx, const eco_job *job,
                          const eco_plan *plan, eco_str *out)
{
    const eco_stack *s = job->stack;

    eco_str_printf(out, "ecocrime %s\nbands %d %d %d\nbits %d %d %d\n",
                   eco_version(), plan->nbands, plan->band0, plan->band_rows,
                   plan->area_bits, plan->value_area_bits, s->planar);
    add_grid(out, &s->grid);
    for (size_t i = 0; i < s->nfiles; i++)
        add_file(out, s->files[i]);
    for (size_t i = 0; i < s->nlayers; i++)
        add_layer(out, &s->layers[i]);
    add_tables(out, s);
    return out->failed ? eco_nomem(ctx) : ECO_OK;
}

eco_status eco_kept_identity(eco_ctx *ctx, const eco_job *job,
                             const eco_str *about, char hex[65])
{
    const eco_faces *f = job->evidence;
    eco_str text = {0};
    eco_status st = ECO_OK;

    eco_str_add_n(&text, about->text, about->n);
    add_polygons(&text, job->zones);
    if (f && f->polygons.nitems) {
        add_polygons(&text, &f->polygons);
        add_bytes(&text, "items", f->items, f->nitems * sizeof *f->items);
        add_bytes(&text, "first", f->first,
                  (f->polygons.nitems + 1) * sizeof *f->first);
    }
    if (text.failed)
        st = eco_nomem(ctx);
    else
        eco_sha256_text(text.text, text.n, hex);
    eco_str_clear(&text);
    return st;
}
