/* Zones, incidents and evidence; refused rows are kept with their reason. */
#include "eco_ingest_job.h"

#include "eco_area.h"
#include "eco_day.h"
#include "eco_mem.h"
#include "eco_wkb.h"

#include <string.h>

void eco_ingest_source(const eco_dataset_spec *spec, eco_vector_source *src)
{
    *src = (eco_vector_source){
        .files = (const char *const *)spec->files,
        .nfiles = spec->nfiles,
        .layer = spec->layer,
        .where = spec->where,
        .key = spec->key,
        .name = spec->name,
        .crs = spec->crs,
        .date = spec->date,
        .valid_to = spec->valid_to,
        .lat = spec->lat,
        .lon = spec->lon,
        .year = spec->year,
        .line_ends = spec->kind == ECO_KIND_RIVERS,
        .attributes = spec->kind != ECO_KIND_ZONES || spec->ecosystem,
        .unique_keys = spec->kind == ECO_KIND_ZONES,
    };
}

/* Area of a polygon in degrees: its edges are straight in longitude and
 * latitude, as the store draws them. */
static eco_status true_area(eco_ctx *ctx, const eco_area *model,
                            const eco_feature *f, double *area_m2)
{
    eco_polyset set = {0};
    eco_status st = eco_wkb_to_polyset(ctx, f->wkb, f->nwkb, 0, &set);

    if (!st)
        st = eco_area_polygon(ctx, model, &set, 0, area_m2);
    eco_polyset_clear(&set);
    return st;
}

/* A grid of degrees whose pixel space is longitude and latitude. */
static eco_status degree_model(eco_ctx *ctx, eco_area **out)
{
    eco_area_spec spec = {.grid = {{0, 1, 0, 0, 0, 1}, 1, 1},
                          .ellipsoid = eco_wgs84,
                          .kind = ECO_AREA_PARALLELS,
                          .unit_m = 1};

    return eco_area_create(ctx, &spec, out);
}

static eco_status write_lands(eco_ctx *ctx, struct ingest *job, int64_t id)
{
    const char *lands = job->spec->lands;
    eco_stmt *s = NULL;
    eco_status st;

    if (!lands || eco_ingest_is_kba(job->spec))
        return ECO_OK;
    st = eco_store_query(ctx, job->store,
                         strcmp(lands, "customary") == 0 ? "ingest_customary"
                                                         : "ingest_heritage",
                         &s);
    if (!st) {
        eco_bind_int(s, ":zone_set_id", id);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status write_set(eco_ctx *ctx, struct ingest *job,
                            const eco_features *f, int64_t *id)
{
    eco_stmt *s = NULL;
    eco_str note = {0};
    double overlap = 0;
    size_t pair[2];
    eco_status st = eco_features_overlap(ctx, f, &overlap, pair);

    if (!st && overlap > 0)
        eco_str_printf(&note,
                       "zones overlap on %.1f ha, most '%s' and '%s': figures "
                       "of this set must not be added up",
                       overlap / 1e4, f->items[pair[0]].key,
                       f->items[pair[1]].key);
    if (!st)
        st = eco_store_query(ctx, job->store, "ingest_zone_set", &s);
    if (!st) {
        eco_bind_text(s, ":name", job->spec->set);
        eco_bind_text(s, ":title", job->spec->title);
        eco_bind_int(s, ":dataset_id", job->dataset_id);
        eco_bind_real(s, ":overlap_m2", overlap);
        eco_bind_text(s, ":note", eco_str_text(&note));
        st = eco_stmt_step(ctx, s, NULL);
    }
    if (!st && note.n)
        eco_log(ctx, ECO_LOG_WARN, "%s: %s", job->spec->id,
                eco_str_text(&note));
    *id = eco_sql_last_id(eco_store_sql(job->store));
    if (!st)
        st = write_lands(ctx, job, *id);
    eco_stmt_finalize(s);
    eco_str_clear(&note);
    return st;
}

static eco_status write_zones(eco_ctx *ctx, struct ingest *job,
                              const eco_features *f)
{
    eco_area *model = NULL;
    eco_stmt *s = NULL;
    int64_t set = 0;
    eco_status st = write_set(ctx, job, f, &set);

    if (!st)
        st = degree_model(ctx, &model);
    if (!st)
        st = eco_store_query(ctx, job->store, "ingest_zone", &s);
    for (size_t i = 0; i < f->n && !st; i++) {
        const eco_feature *x = &f->items[i];
        double area;

        st = true_area(ctx, model, x, &area);
        if (st)
            break;
        eco_bind_int(s, ":zone_set_id", set);
        eco_bind_text(s, ":zone_set", job->spec->set);
        eco_bind_text(s, ":key", x->key);
        eco_bind_text(s, ":name", x->name ? x->name : x->key);
        eco_bind_real(s, ":area_m2", area);
        eco_bind_int(s, ":repaired", x->repaired);
        eco_bind_blob(s, ":wkb", x->wkb, x->nwkb);
        st = eco_stmt_step(ctx, s, NULL);
        if (!st)
            st = eco_ingest_kba(ctx, job, x);
    }
    eco_stmt_finalize(s);
    eco_area_destroy(model);
    return st;
}

static void bind_dates(eco_stmt *s, const eco_feature *f)
{
    char first[16], last[16];

    eco_bind_text(s, ":date_first",
                  f->dated ? eco_day_text(first, f->day_first) : NULL);
    eco_bind_text(s, ":date_last",
                  f->dated ? eco_day_text(last, f->day_last) : NULL);
}

static void note_years(struct ingest *job, const eco_feature *f)
{
    int y0, y1, m, d;

    if (!f->dated)
        return;
    eco_day_to_civil(f->day_first, &y0, &m, &d);
    eco_day_to_civil(f->day_last, &y1, &m, &d);
    if (!job->year_first || y0 < job->year_first)
        job->year_first = y0;
    if (y1 > job->year_last)
        job->year_last = y1;
}

/* Permits and prohibitions hold from their day on, until an end that is told;
 * what was seen was seen in its own years. */
static void bind_evidence(const struct ingest *job, eco_stmt *s,
                          const eco_feature *x)
{
    bool ends = job->spec->kind == ECO_KIND_MINING_FOOTPRINT || x->ends;
    int y, m, d;

    eco_bind_text(s, ":kind", eco_kind_word(job->spec->kind));
    eco_bind_int(s, ":repaired", x->repaired);
    eco_bind_text(s, ":activity", job->spec->activity);
    eco_bind_int(s, ":lasts", !ends);
    eco_day_to_civil(x->day_first, &y, &m, &d);
    if (x->dated)
        eco_bind_int(s, ":year", y);
    else
        eco_bind_null(s, ":year");
}

static eco_status write_events(eco_ctx *ctx, struct ingest *job,
                               const eco_features *f)
{
    bool incidents = job->spec->kind == ECO_KIND_INCIDENTS;
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(
        ctx, job->store, incidents ? "ingest_incident" : "ingest_evidence", &s);

    for (size_t i = 0; i < f->n && !st; i++) {
        const eco_feature *x = &f->items[i];

        eco_bind_int(s, ":dataset_id", job->dataset_id);
        eco_bind_text(s, ":dataset", job->spec->id);
        eco_bind_text(s, ":key", x->key);
        eco_bind_text(s, ":name", x->name ? x->name : "");
        bind_dates(s, x);
        note_years(job, x);
        eco_bind_text(s, ":properties", x->properties ? x->properties : "{}");
        eco_bind_blob(s, ":wkb", x->wkb, x->nwkb);
        eco_bind_int(s, ":sensitivity", job->spec->sensitivity);
        if (!incidents)
            bind_evidence(job, s, x);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

/* The column with what permits declare: all rows have it, or the file has not.
 */
static eco_status write_output(eco_ctx *ctx, struct ingest *job)
{
    eco_stmt *s = NULL;
    bool row = false;
    int64_t counts[3] = {0};
    eco_status st = eco_store_query(ctx, job->store, "ingest_output", &s);

    if (!st) {
        eco_bind_int(s, ":dataset_id", job->dataset_id);
        eco_bind_text(s, ":column", job->spec->output);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    s = NULL;
    if (!st)
        st = eco_store_query(ctx, job->store, "ingest_output_count", &s);
    if (!st) {
        eco_bind_int(s, ":dataset_id", job->dataset_id);
        eco_bind_text(s, ":column", job->spec->output);
        st = eco_stmt_step(ctx, s, &row);
    }
    for (int i = 0; i < 3 && !st && row; i++)
        counts[i] = eco_col_int(s, i);
    eco_stmt_finalize(s);
    if (!st && counts[0] && !counts[1])
        return eco_fail(ctx, ECO_USAGE,
                        "%s: output: there is no field '%.60s' with a value",
                        job->spec->id, job->spec->output);
    if (!st && counts[1] > counts[2])
        eco_str_printf(&job->note, "; output of %lld permits is no number",
                       (long long)(counts[1] - counts[2]));
    return st;
}

static eco_status write_refused(eco_ctx *ctx, struct ingest *job,
                                const eco_features *f)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, job->store, "ingest_rejected", &s);

    for (size_t i = 0; i < f->nrefused && !st; i++) {
        const eco_refused *x = &f->refused[i];
        const char *path = job->spec->files[x->file];
        const char *slash = strrchr(path, '/');

        eco_bind_int(s, ":dataset_id", job->dataset_id);
        eco_bind_text(s, ":dataset", job->spec->id);
        eco_bind_text(s, ":file", slash ? slash + 1 : path);
        eco_bind_int(s, ":row", x->row);
        eco_bind_text(s, ":key", x->key);
        eco_bind_text(s, ":reason", x->reason);
        eco_bind_text(s, ":original", x->original);
        st = eco_stmt_step(ctx, s, NULL);
        eco_log(ctx, ECO_LOG_WARN, "%s: row %lld refused: %s",
                slash ? slash + 1 : path, (long long)x->row, x->reason);
    }
    eco_stmt_finalize(s);
    return st;
}

eco_status eco_ingest_vector(eco_ctx *ctx, struct ingest *job)
{
    bool water = job->spec->kind == ECO_KIND_WATER_MONITORING ||
                 job->spec->kind == ECO_KIND_RIVERS;
    bool areas = job->spec->kind != ECO_KIND_INCIDENTS && !water;
    eco_vector_source source;
    eco_features f = {0};
    eco_crs *lonlat = NULL;
    eco_status st = eco_crs_create(ctx, "EPSG:4326", &lonlat);

    eco_ingest_source(job->spec, &source);
    if (!st)
        st = eco_features_read(ctx, &source, lonlat, areas, &f);
    if (!st)
        st = job->spec->kind == ECO_KIND_ZONES ? write_zones(ctx, job, &f)
             : water                           ? eco_ingest_water(ctx, job, &f)
                                               : write_events(ctx, job, &f);
    if (!st && job->spec->output)
        st = write_output(ctx, job);
    if (!st)
        st = write_refused(ctx, job, &f);
    if (!st)
        st = eco_ingest_grades(ctx, job);
    if (!st) {
        eco_str_add(&job->crs, f.source_crs);
        eco_str_printf(&job->what,
                       "read %zu features: %zu kept, %zu repaired, %zu refused",
                       f.n + f.nrefused, f.n, f.nrepaired, f.nrefused);
        eco_str_add(&job->note, f.transformed);
        if (f.nrepaired)
            eco_str_printf(&job->note,
                           "; %zu invalid polygons repaired, changing an area "
                           "by at most %.3g %%",
                           f.nrepaired, 100 * f.repair_change_max);
    }
    eco_features_clear(&f);
    eco_crs_destroy(lonlat);
    return st;
}
