/* Reads features, repairs and reprojects them, and keeps what is refused. */
#include "eco_zones.h"

#include "eco_antimeridian.h"
#include "eco_day.h"
#include "eco_densify.h"
#include "eco_geom.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "eco_vector.h"
#include "eco_wkb.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* 1e-7 degree is about a centimetre: edges of reprojected polygons stay within
 * it, well below what any border is known to. Metres for projected targets. */
#define TOLERANCE_DEG 1e-7
#define TOLERANCE_M   1e-2

struct fields {
    int key, name, date, valid_to, lat, lon;
};

struct reading {
    const eco_vector_source *src;
    const eco_crs *target;
    bool areas_only;
    eco_features *out;
    eco_geom *geom;
    eco_vector *vector;
    struct fields fields;
    eco_crs *file_crs; /* of the current file */
    eco_path path;
    size_t file;
    size_t far; /* features whose degrees are no degrees */
};

static eco_status find_field(eco_ctx *ctx, const struct reading *r,
                             const char *name, const char *what, int *out)
{
    eco_str list = {0};
    eco_status st = ECO_OK;

    *out = -1;
    if (!name)
        return ECO_OK;
    *out = eco_vector_field(r->vector, name);
    if (*out < 0) {
        eco_vector_field_list(r->vector, &list);
        st = eco_fail(ctx, ECO_USAGE,
                      "%s: %s: there is no field '%s'; it has: %s",
                      r->src->files[r->file], what, name, eco_str_text(&list));
        eco_str_clear(&list);
    }
    return st;
}

static eco_status find_fields(eco_ctx *ctx, struct reading *r)
{
    const eco_vector_source *s = r->src;
    eco_status st = find_field(ctx, r, s->key, "key", &r->fields.key);

    if (!st)
        st = find_field(ctx, r, s->name, "name", &r->fields.name);
    if (!st)
        st = find_field(ctx, r, s->date, "date", &r->fields.date);
    if (!st)
        st = find_field(ctx, r, s->valid_to, "valid_to", &r->fields.valid_to);
    if (!st)
        st = find_field(ctx, r, s->lat, "lat", &r->fields.lat);
    if (!st)
        st = find_field(ctx, r, s->lon, "lon", &r->fields.lon);
    return st;
}

/* The CRS of a file: as told, as it says, or degrees where lat and lon are
 * columns. Without any there is no place. */
static eco_status file_crs(eco_ctx *ctx, struct reading *r)
{
    const eco_crs *own = eco_vector_crs(r->vector);

    eco_crs_destroy(r->file_crs);
    r->file_crs = NULL;
    if (r->src->crs)
        return eco_crs_create(ctx, r->src->crs, &r->file_crs);
    if (own)
        return eco_crs_clone(ctx, own, &r->file_crs);
    if (r->src->lat)
        return eco_crs_create(ctx, "EPSG:4326", &r->file_crs);
    return eco_fail(ctx, ECO_USAGE,
                    "%s: has no coordinate reference system; name it with "
                    "crs: EPSG:...",
                    r->src->files[r->file]);
}

/* The CRS of the source and the way from it, of files that differ each once. */
static eco_status note_crs(eco_ctx *ctx, struct reading *r)
{
    eco_features *out = r->out;
    eco_str text = {0};
    char *joined;

    if (r->path.transform)
        eco_str_add(&text, eco_transform_about(r->path.transform));
    else
        eco_str_printf(&text, "%s, as it is", eco_crs_name(r->file_crs));
    if (out->transformed && strstr(out->transformed, eco_str_text(&text))) {
        eco_str_clear(&text);
        return ECO_OK;
    }
    if (out->transformed) {
        eco_str_add(&text, "; ");
        eco_str_add(&text, out->transformed);
    }
    joined = eco_str_take(&text);
    eco_mem_free(out->transformed);
    out->transformed = joined;
    if (!out->source_crs)
        out->source_crs = eco_mem_text(eco_crs_name(r->file_crs));
    return out->transformed && out->source_crs ? ECO_OK : eco_nomem(ctx);
}

static eco_status set_path(eco_ctx *ctx, struct reading *r)
{
    eco_status st = file_crs(ctx, r);

    eco_transform_destroy(r->path.transform);
    r->path = (eco_path){0};
    if (st)
        return st;
    if (!r->out->crs)
        st = eco_crs_clone(ctx, r->target ? r->target : r->file_crs,
                           &r->out->crs);
    if (!st && !eco_crs_same(r->file_crs, r->out->crs))
        st = eco_transform_create(ctx, r->file_crs, r->out->crs,
                                  &r->path.transform);
    if (!st)
        st = note_crs(ctx, r);
    if (st)
        return eco_trace(ctx, st, "%s", r->src->files[r->file]);
    r->path.tolerance =
        eco_crs_geographic(r->out->crs) ? TOLERANCE_DEG : TOLERANCE_M;
    return ECO_OK;
}

static eco_status refuse(eco_ctx *ctx, struct reading *r, const char *key,
                         const char *reason)
{
    eco_features *out = r->out;
    eco_refused *x;

    if (!ECO_GROW(out->refused, out->nrefused, out->refused_cap))
        return eco_nomem(ctx);
    x = &out->refused[out->nrefused++];
    *x = (eco_refused){r->file, eco_vector_row(r->vector),
                       eco_mem_text(key ? key : ""), eco_mem_text(reason),
                       eco_vector_original(r->vector)};
    return x->key && x->reason && x->original ? ECO_OK : eco_nomem(ctx);
}

/* A year, a month or a day; 201800 is the year 2018, as some yearly series
 * write it. */
static bool parse_date(const char *text, int *first, int *last)
{
    char buf[8];

    if (strlen(text) == 6 && strspn(text, "0123456789") == 6) {
        memcpy(buf, text, 4);
        buf[4] = strcmp(text + 4, "00") == 0 ? '\0' : '-';
        memcpy(buf + 5, text + 4, 3);
        return eco_day_parse(buf, first, last);
    }
    return eco_day_parse(text, first, last);
}

/* *bad: a date stands there that cannot be read. */
static void set_date(const struct reading *r, eco_feature *f, bool *bad)
{
    char *from = eco_vector_text(r->vector, r->fields.date);
    char *to = eco_vector_text(r->vector, r->fields.valid_to);
    int ignored;

    *bad = false;
    if (from && *from) {
        f->dated = parse_date(from, &f->day_first, &f->day_last);
        *bad = !f->dated;
    } else if (r->src->year) {
        f->dated = true;
        f->day_first = eco_day_from_civil(r->src->year, 1, 1);
        f->day_last = eco_day_from_civil(r->src->year, 12, 31);
    }
    if (to && *to && f->dated) {
        *bad = !parse_date(to, &ignored, &f->day_last) ||
               f->day_last < f->day_first;
        f->dated = !*bad;
        f->ends = f->dated;
    }
    eco_mem_free(from);
    eco_mem_free(to);
}

static bool degrees_ok(eco_point p)
{
    return fabs(p.x) <= 540 && fabs(p.y) <= 90 + 1e-9;
}

/* Of a point (when there are no areas) or of all corners. */
static bool in_degrees(const struct reading *r, const eco_polyset *s,
                       eco_point p)
{
    if (!eco_crs_geographic(r->file_crs))
        return true;
    for (size_t i = 0; i < s->npoints; i++)
        if (!degrees_ok(s->points[i]))
            return false;
    return s->npoints || degrees_ok(p);
}

static const char far_words[] =
    "coordinates are no degrees, but the coordinate reference system is "
    "geographic: metres under a degree CRS?";

static void move_set(eco_polyset *from, eco_polyset *to)
{
    *to = *from;
    *from = (eco_polyset){0};
}

static eco_status area_wkb(eco_ctx *ctx, struct reading *r, eco_feature *f,
                           eco_polyset *s)
{
    eco_polyset moved = {0};
    const char *reason;
    double change;
    eco_status st = ECO_OK;

    /* Before the repair: torn at the 180th meridian a ring crosses itself. */
    if (eco_crs_geographic(r->file_crs))
        st = eco_antimeridian_unroll(ctx, s);
    if (!st)
        st = eco_geom_repair(ctx, r->geom, s, &f->repaired, &change, &reason);
    if (st)
        return st;
    if (f->repaired) {
        r->out->nrepaired++;
        r->out->repair_change_max = fmax(r->out->repair_change_max, change);
    }
    if (r->path.transform)
        st = eco_densify(ctx, &r->path, s, 0, &moved);
    else
        move_set(s, &moved);
    if (!st && eco_crs_geographic(r->out->crs))
        st = eco_antimeridian_cut(ctx, r->geom, &moved);
    if (!st && r->src->sink)
        st = r->src->sink(ctx, r->src->user, r->out, r->out->n, &moved);
    else if (!st)
        st = eco_wkb_multipolygon(ctx, &moved, 0, &f->wkb, &f->nwkb);
    eco_polyset_clear(&moved);
    return st;
}

static eco_status point_wkb(eco_ctx *ctx, struct reading *r, eco_feature *f,
                            eco_point p)
{
    if (r->path.transform && eco_transform_points(r->path.transform, 1, &p))
        return eco_fail(ctx, ECO_INVALID,
                        "the point has no place in the target CRS");
    f->point = true;
    return eco_wkb_point(ctx, p, &f->wkb, &f->nwkb);
}

static bool coordinate(const struct reading *r, int field, double *out)
{
    char *text = eco_vector_text(r->vector, field);
    bool ok = text && eco_parse_real(text, out) && isfinite(*out);

    eco_mem_free(text);
    return ok;
}

/* The geometry of the current feature into f->wkb. ECO_INVALID with the reason
 * on ctx: the row is to be refused. */
static eco_status geometry(eco_ctx *ctx, struct reading *r, eco_feature *f)
{
    eco_polyset areas = {0};
    eco_point p = {0, 0};
    eco_shape shape = ECO_SHAPE_POINT;
    const char *kind = "";
    eco_status st = ECO_OK;

    if (r->src->lat) {
        if (!coordinate(r, r->fields.lon, &p.x) ||
            !coordinate(r, r->fields.lat, &p.y))
            return eco_fail(ctx, ECO_INVALID,
                            "lat or lon is missing or not a decimal number");
    } else {
        st = eco_vector_shape(ctx, r->vector, &areas, &p, &shape, &kind);
        if (st == ECO_INVALID)
            eco_fail(ctx, st, "a coordinate is not a finite number");
    }
    if (!st && !in_degrees(r, &areas, p)) {
        r->far++;
        st = eco_fail(ctx, ECO_INVALID, "%s", far_words);
    }
    if (!st && (shape == ECO_SHAPE_NONE || shape == ECO_SHAPE_OTHER ||
                (shape == ECO_SHAPE_LINE && !r->src->line_ends) ||
                (r->areas_only && shape != ECO_SHAPE_AREA)))
        st = eco_fail(ctx, ECO_INVALID, "is %s, not a polygon%s", kind,
                      r->areas_only ? "" : " or a point");
    if (!st)
        st = shape == ECO_SHAPE_AREA ? area_wkb(ctx, r, f, &areas)
                                     : point_wkb(ctx, r, f, p);
    eco_polyset_clear(&areas);
    return st;
}

static void free_feature(eco_feature *f)
{
    eco_mem_free(f->key);
    eco_mem_free(f->name);
    eco_mem_free(f->wkb);
    eco_mem_free(f->properties);
}

static eco_status texts(eco_ctx *ctx, const struct reading *r, eco_feature *f)
{
    eco_str number = {0};

    f->key = eco_vector_text(r->vector, r->fields.key);
    if (r->fields.key < 0) { /* the row's number, of several files the file's */
        if (r->src->nfiles > 1)
            eco_str_printf(&number, "%zu-", r->file + 1);
        eco_str_printf(&number, "%lld", (long long)f->row);
        f->key = eco_str_take(&number);
    }
    f->name = eco_vector_text(r->vector, r->fields.name);
    if (!f->name)
        f->name = eco_mem_text(f->key);
    if (!r->areas_only || r->src->date || r->src->year || r->src->attributes)
        f->properties = eco_vector_properties(r->vector);
    return r->fields.key < 0 && !f->key ? eco_nomem(ctx) : ECO_OK;
}

static eco_status keep(eco_ctx *ctx, struct reading *r, eco_feature *f)
{
    if (!ECO_GROW(r->out->items, r->out->n, r->out->cap))
        return eco_nomem(ctx);
    r->out->items[r->out->n++] = *f;
    *f = (eco_feature){0};
    return ECO_OK;
}

static eco_status one_feature(eco_ctx *ctx, struct reading *r)
{
    eco_feature f = {.file = r->file, .row = eco_vector_row(r->vector)};
    bool bad_date;
    eco_status st = texts(ctx, r, &f);

    if (st)
        goto done;
    set_date(r, &f, &bad_date);
    if (!f.key || !*f.key) {
        st = refuse(ctx, r, NULL, "the key field is empty");
        goto done;
    }
    if (bad_date) {
        st = refuse(ctx, r, f.key,
                    "the date is not YYYY, YYYY-MM or YYYY-MM-DD, or ends "
                    "before it begins");
        goto done;
    }
    st = geometry(ctx, r, &f);
    if (st == ECO_INVALID)
        st = refuse(ctx, r, f.key, eco_ctx_message(ctx));
    else if (!st)
        st = keep(ctx, r, &f);
done:
    free_feature(&f);
    return st;
}

static eco_status one_file(eco_ctx *ctx, struct reading *r)
{
    const char *path = r->src->files[r->file];
    bool got = false;
    size_t before = r->out->n + r->out->nrefused;
    eco_status st =
        eco_vector_open(ctx, path, r->src->layer, r->src->where, &r->vector);

    if (!st)
        st = find_fields(ctx, r);
    if (!st)
        st = set_path(ctx, r);
    while (!st && !(st = eco_vector_next(ctx, r->vector, &got)) && got) {
        st = one_feature(ctx, r);
        if (!st)
            st = eco_progress(ctx, 0, "reading features");
    }
    if (!st && r->out->n + r->out->nrefused == before)
        st = eco_fail(ctx, ECO_USAGE, "%s: has no features%s%s", path,
                      r->src->where ? " where " : "",
                      r->src->where ? r->src->where : "");
    eco_vector_close(r->vector);
    r->vector = NULL;
    return st;
}

static int by_key(const void *a, const void *b)
{
    const eco_feature *p = *(eco_feature *const *)a;
    const eco_feature *q = *(eco_feature *const *)b;
    int order = strcmp(p->key, q->key);

    if (order)
        return order;
    return p < q ? -1 : p > q;
}

static eco_status check_keys(eco_ctx *ctx, const struct reading *r)
{
    eco_features *f = r->out;
    eco_feature **order = eco_mem_array(f->n, sizeof(eco_feature *));
    eco_status st = order ? ECO_OK : eco_nomem(ctx);

    for (size_t i = 0; i < f->n && !st; i++)
        order[i] = &f->items[i];
    if (!st)
        qsort(order, f->n, sizeof(eco_feature *), by_key);
    for (size_t i = 1; order && i < f->n && !st; i++)
        if (strcmp(order[i - 1]->key, order[i]->key) == 0)
            st = eco_fail(ctx, ECO_USAGE,
                          "%s: %s: '%s' stands in row %lld and in row %lld; "
                          "each zone needs a key of its own",
                          r->src->files[order[i]->file],
                          r->src->key ? r->src->key : "key", order[i]->key,
                          (long long)order[i - 1]->row,
                          (long long)order[i]->row);
    eco_mem_free(order);
    return st;
}

eco_status eco_features_read(eco_ctx *ctx, const eco_vector_source *src,
                             const eco_crs *target, bool areas_only,
                             eco_features *out)
{
    struct reading r = {
        .src = src, .target = target, .areas_only = areas_only, .out = out};
    eco_status st;

    *out = (eco_features){0};
    st = eco_geom_create(ctx, &r.geom);
    for (r.file = 0; r.file < src->nfiles && !st; r.file++)
        st = one_file(ctx, &r);
    if (!st && r.far && !out->n)
        st = eco_fail(ctx, ECO_USAGE, "%s: %s", src->files[0], far_words);
    if (!st && !out->n && areas_only)
        st = eco_fail(ctx, ECO_USAGE, "%s: no feature can be used: row %lld %s",
                      src->files[0], (long long)out->refused[0].row,
                      out->refused[0].reason);
    if (!st && src->unique_keys)
        st = check_keys(ctx, &r);
    eco_vector_close(r.vector);
    eco_geom_destroy(r.geom);
    eco_transform_destroy(r.path.transform);
    eco_crs_destroy(r.file_crs);
    if (st)
        eco_features_clear(out);
    return st;
}

void eco_features_clear(eco_features *f)
{
    for (size_t i = 0; i < f->n; i++)
        free_feature(&f->items[i]);
    for (size_t i = 0; i < f->nrefused; i++) {
        eco_mem_free(f->refused[i].key);
        eco_mem_free(f->refused[i].reason);
        eco_mem_free(f->refused[i].original);
    }
    eco_mem_free(f->items);
    eco_mem_free(f->refused);
    eco_mem_free(f->source_crs);
    eco_mem_free(f->transformed);
    eco_crs_destroy(f->crs);
    *f = (eco_features){0};
}
