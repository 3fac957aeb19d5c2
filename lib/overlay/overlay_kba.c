/* Key biodiversity areas and what is protected of them. */
#include "eco_kba.h"

#include "eco_mem.h"
#include "eco_streams.h"
#include "eco_wkb.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static eco_status read_areas(eco_ctx *ctx, struct kba_job *j)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, j->o->store, "kba_areas", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        size_t n;
        const void *wkb = eco_col_blob(s, 1, &n);

        if (!ECO_GROW(j->areas, j->nareas, j->areas_cap)) {
            st = eco_nomem(ctx);
            break;
        }
        j->areas[j->nareas++] = (struct kba_area){
            .id = eco_col_int(s, 0), .area_m2 = eco_col_real(s, 2)};
        st = eco_wkb_to_polyset(ctx, wkb, n, eco_col_int(s, 0), &j->kbas);
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status read_protected(eco_ctx *ctx, struct kba_job *j)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, j->o->store, "kba_protected", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        size_t n;
        const void *wkb = eco_col_blob(s, 1, &n);
        struct kba_protected *p;

        if (!ECO_GROW(j->protected_areas, j->nprotected, j->protected_cap)) {
            st = eco_nomem(ctx);
            break;
        }
        p = &j->protected_areas[j->nprotected++];
        *p = (struct kba_protected){
            .year = eco_col_null(s, 2) ? INT_MAX : (int)eco_col_int(s, 2)};
        snprintf(p->country, sizeof p->country, "%s", eco_col_text(s, 3));
        p->key =
            eco_hash_text(eco_stream_key("established", 0), eco_col_text(s, 4));
        st = eco_wkb_to_polyset(ctx, wkb, n, eco_col_int(s, 0), &j->shapes);
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status read_period(eco_ctx *ctx, struct kba_job *j)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, j->o->store, "kba_period", &s);

    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (!st && row) {
        j->year_from = (int)eco_col_int(s, 0);
        j->nyears = (int)eco_col_int(s, 1) - j->year_from + 1;
    }
    eco_stmt_finalize(s);
    if (st)
        return st;
    j->sums =
        eco_mem_array((size_t)j->nyears + 1, ECO_KBA_DRAWS * sizeof *j->sums);
    j->column = eco_mem_array(ECO_KBA_DRAWS, sizeof *j->column);
    return j->sums && j->column ? ECO_OK : eco_nomem(ctx);
}

/* A face of the parts that protected areas cut out of the area; `ids` says
 * which they are. */
static eco_status add_part(eco_ctx *ctx, struct kba_job *j, const eco_faces *f,
                           size_t face, const eco_polyset *cut)
{
    struct kba_part part = {.year = INT_MAX, .first = j->nundated};
    eco_status st =
        eco_overlay_area(ctx, j->o, &f->polygons, face, &part.area_m2);

    for (size_t i = f->first[face]; i < f->first[face + 1] && !st; i++) {
        size_t k = (size_t)cut->items[f->items[i]].id;
        const struct kba_protected *p = &j->protected_areas[k];

        if (p->year < part.year)
            part.year = p->year;
        if (p->year != INT_MAX)
            continue;
        if (!ECO_GROW(j->undated, j->nundated, j->undated_cap))
            return eco_nomem(ctx);
        j->undated[j->nundated++] = (uint32_t)k;
        part.n++;
    }
    if (st)
        return st;
    if (!ECO_GROW(j->parts, j->nparts, j->parts_cap))
        return eco_nomem(ctx);
    j->parts[j->nparts++] = part;
    return ECO_OK;
}

/* What each protected area shares with area `i`; ids are their indices. */
static eco_status cut_area(eco_ctx *ctx, struct kba_job *j, eco_geom_index *ix,
                           size_t i, eco_polyset *cut)
{
    eco_hits hits = {0};
    eco_status st = eco_geom_index_meets(ctx, ix, &j->kbas, i, &hits);

    for (size_t k = 0; k < hits.n && !st; k++) {
        size_t item = hits.items[k].item;

        st = eco_geom_index_shared(ctx, ix, item, &j->kbas, i, cut);
        if (!st) {
            cut->items[cut->nitems - 1].id = (int64_t)item;
            j->areas[i].nundated += j->protected_areas[item].year == INT_MAX &&
                                    cut->items[cut->nitems - 1].n > 0;
        }
    }
    eco_hits_clear(&hits);
    return st;
}

static eco_status split_area(eco_ctx *ctx, struct kba_job *j,
                             eco_geom_index *ix, size_t i)
{
    static const double all[4] = {-INFINITY, -INFINITY, INFINITY, INFINITY};
    eco_polyset cut = {0};
    eco_faces faces = {0};
    eco_status st = cut_area(ctx, j, ix, i, &cut);

    j->areas[i].first = j->nparts;
    if (!st && cut.nrings)
        st = eco_faces_make(ctx, j->o->geom, &cut, all, &faces);
    for (size_t f = 0; f < faces.polygons.nitems && !st; f++)
        st = add_part(ctx, j, &faces, f, &cut);
    j->areas[i].n = j->nparts - j->areas[i].first;
    eco_faces_clear(&faces);
    eco_polyset_clear(&cut);
    return st ? eco_trace(ctx, st, "key biodiversity area %lld",
                          (long long)j->areas[i].id)
              : ECO_OK;
}

static void clear_sums(struct kba_job *j)
{
    memset(j->sums, 0, (size_t)j->nyears * ECO_KBA_DRAWS * sizeof *j->sums);
}

static eco_status put_cover(eco_ctx *ctx, struct kba_job *j)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, j->o->store, "kba_cover_insert", &s);

    for (size_t i = 0; i < j->nareas && !st; i++) {
        const struct kba_area *a = &j->areas[i];

        clear_sums(j);
        eco_kba_add(j, a, 1, j->sums);
        for (int y = 0; y < j->nyears && !st; y++) {
            double p[3];

            eco_kba_percentiles(j, y, p);
            eco_bind_int(s, ":kba_id", a->id);
            eco_bind_int(s, ":year", j->year_from + y);
            eco_bind_real(s, ":area_m2", a->area_m2);
            eco_bind_real(s, ":covered_m2", p[0]);
            eco_bind_real(s, ":low_m2", p[1]);
            eco_bind_real(s, ":high_m2", p[2]);
            eco_bind_int(s, ":nundated", a->nundated);
            st = eco_stmt_step(ctx, s, NULL);
        }
    }
    eco_stmt_finalize(s);
    return st;
}

/* The zone of a set that shares most with area `i`. */
static eco_status put_zone(eco_ctx *ctx, struct kba_job *j, eco_geom_index *ix,
                           const struct shapes *zones, size_t i, eco_stmt *s)
{
    eco_hits hits = {0};
    double most = 0;
    int64_t zone = 0;
    eco_status st = eco_geom_index_meets(ctx, ix, &j->kbas, i, &hits);

    for (size_t k = 0; k < hits.n && !st; k++) {
        eco_polyset part = {0};
        double m2 = 0;

        st = eco_geom_index_shared(ctx, ix, hits.items[k].item, &j->kbas, i,
                                   &part);
        if (!st)
            st = eco_overlay_area(ctx, j->o, &part, 0, &m2);
        if (m2 > most) {
            most = m2;
            zone = zones->set.items[hits.items[k].item].id;
        }
        eco_polyset_clear(&part);
    }
    if (!st && most >= ECO_OVERLAY_LEAST_M2) {
        eco_bind_int(s, ":kba_id", j->areas[i].id);
        eco_bind_int(s, ":zone_id", zone);
        eco_bind_real(s, ":area_m2", most);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_hits_clear(&hits);
    return st;
}

static eco_status put_set(eco_ctx *ctx, struct kba_job *j, const char *name,
                          eco_stmt *out)
{
    struct shapes zones = {0};
    eco_geom_index *ix = NULL;
    eco_status st =
        eco_shapes_read(ctx, j->o, "overlay_zones", ":zone_set", name, &zones);

    if (!st)
        st = eco_geom_index_create(ctx, j->o->geom, &zones.set, &ix);
    for (size_t i = 0; i < j->nareas && !st; i++)
        st = put_zone(ctx, j, ix, &zones, i, out);
    eco_geom_index_destroy(ix);
    eco_outlines_clear(&zones);
    return st;
}

static eco_status put_zones(eco_ctx *ctx, struct kba_job *j)
{
    eco_stmt *in = NULL, *out = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, j->o->store, "kba_zone_sets", &in);

    if (!st)
        st = eco_store_query(ctx, j->o->store, "kba_zone_insert", &out);
    while (!st && !(st = eco_stmt_step(ctx, in, &row)) && row)
        st = put_set(ctx, j, eco_col_text(in, 1), out);
    eco_stmt_finalize(in);
    eco_stmt_finalize(out);
    return st;
}

/* The zone and kind whose areas are being added up. */
struct group {
    int64_t zone;
    char ecosystem[16];
    int n;
};

/* Sums are of percent over all areas of the group. */
static eco_status put_group(eco_ctx *ctx, struct kba_job *j,
                            const struct group *g, eco_stmt *s)
{
    eco_status st = ECO_OK;

    for (int y = 0; y < j->nyears && !st && g->n; y++) {
        double p[3];

        eco_kba_percentiles(j, y, p);
        eco_bind_int(s, ":zone_id", g->zone);
        eco_bind_int(s, ":year", j->year_from + y);
        eco_bind_text(s, ":ecosystem", g->ecosystem);
        eco_bind_int(s, ":nkba", g->n);
        eco_bind_real(s, ":percent", p[0] / g->n);
        eco_bind_real(s, ":low", p[1] / g->n);
        eco_bind_real(s, ":high", p[2] / g->n);
        st = eco_stmt_step(ctx, s, NULL);
    }
    return st;
}

/* Ids rise. */
static const struct kba_area *find(const struct kba_job *j, int64_t id)
{
    size_t low = 0, high = j->nareas;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (j->areas[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < j->nareas && j->areas[low].id == id ? &j->areas[low] : NULL;
}

static eco_status put_coverage(eco_ctx *ctx, struct kba_job *j)
{
    eco_stmt *in = NULL, *out = NULL;
    struct group g = {.n = 0};
    bool row = false;
    eco_status st = eco_store_query(ctx, j->o->store, "kba_members", &in);

    if (!st)
        st = eco_store_query(ctx, j->o->store, "kba_coverage_insert", &out);
    clear_sums(j);
    while (!st && !(st = eco_stmt_step(ctx, in, &row)) && row) {
        const struct kba_area *a = find(j, eco_col_int(in, 2));

        if (eco_col_int(in, 0) != g.zone ||
            strcmp(eco_col_text(in, 1), g.ecosystem) != 0) {
            st = put_group(ctx, j, &g, out);
            clear_sums(j);
            g = (struct group){.zone = eco_col_int(in, 0)};
            snprintf(g.ecosystem, sizeof g.ecosystem, "%s",
                     eco_col_text(in, 1));
        }
        if (a) {
            eco_kba_add(j, a, 100 / a->area_m2, j->sums);
            g.n++;
        }
    }
    if (!st)
        st = put_group(ctx, j, &g, out);
    eco_stmt_finalize(in);
    eco_stmt_finalize(out);
    return st;
}

static eco_status clear_tables(eco_ctx *ctx, eco_store *store)
{
    static const char *const tables[] = {"kba_zone", "kba_cover",
                                         "kba_coverage"};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof tables / sizeof *tables && !st; i++) {
        eco_stmt *s = NULL;

        st = eco_store_query_table(ctx, store, "overlay_clear", tables[i],
                                   tables[i], &s);
        if (!st)
            st = eco_stmt_step(ctx, s, NULL);
        eco_stmt_finalize(s);
    }
    return st;
}

static eco_status lay_over(eco_ctx *ctx, struct kba_job *j)
{
    eco_geom_index *ix = NULL;
    eco_status st = read_protected(ctx, j);

    if (!st)
        st = read_period(ctx, j);
    if (!st)
        st = eco_geom_index_create(ctx, j->o->geom, &j->shapes, &ix);
    for (size_t i = 0; i < j->nareas && !st; i++) {
        st = split_area(ctx, j, ix, i);
        if (!st)
            st = eco_progress(ctx, (double)i / (double)j->nareas,
                              "laying protected areas over key biodiversity "
                              "areas");
    }
    if (!st)
        st = eco_kba_draw(ctx, j);
    if (!st)
        st = put_cover(ctx, j);
    if (!st)
        st = put_zones(ctx, j);
    if (!st)
        st = put_coverage(ctx, j);
    eco_geom_index_destroy(ix);
    return st;
}

static void clear_job(struct kba_job *j)
{
    for (size_t i = 0; i < j->nprotected; i++)
        eco_mem_free(j->protected_areas[i].drawn);
    eco_mem_free(j->areas);
    eco_mem_free(j->parts);
    eco_mem_free(j->undated);
    eco_mem_free(j->protected_areas);
    eco_mem_free(j->sums);
    eco_mem_free(j->column);
    eco_polyset_clear(&j->kbas);
    eco_polyset_clear(&j->shapes);
}

eco_status eco_overlay_kba(eco_ctx *ctx, eco_store *store)
{
    struct overlay o = {.store = store};
    struct kba_job j = {.o = &o};
    eco_area_spec spec = {.grid = {{0, 1, 0, 0, 0, 1}, 1, 1},
                          .ellipsoid = eco_wgs84,
                          .kind = ECO_AREA_PARALLELS,
                          .unit_m = 1};
    eco_status st = eco_geom_create(ctx, &o.geom);

    if (!st)
        st = eco_area_create(ctx, &spec, &o.model);
    if (!st)
        st = clear_tables(ctx, store);
    if (!st)
        st = read_areas(ctx, &j);
    if (!st && j.nareas)
        st = lay_over(ctx, &j);
    clear_job(&j);
    eco_area_destroy(o.model);
    eco_geom_destroy(o.geom);
    return st ? eco_trace(ctx, st,
                          "laying protected areas over key biodiversity areas")
              : ECO_OK;
}
