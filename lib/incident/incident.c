/* A file and its mapping to incidents, row by row. */
#include "eco_incident.h"

#include "eco_incident_impl.h"
#include "eco_mem.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* From the reference system of the mapping, or of the file where its geometry
 * is used, to longitude and latitude. */
static eco_status make_transform(eco_ctx *ctx, eco_incident_reader *r)
{
    const eco_mapping *m = r->m;
    bool placed = m->coordinates.lat || m->coordinates.column ||
                  m->coordinates.easting || m->coordinates.geometry;
    eco_crs *from = NULL, *to = NULL;
    const eco_crs *own = eco_table_in_crs(r->table);
    eco_status st = eco_crs_create(ctx, "EPSG:4326", &to);

    if (!st && m->coordinates.crs)
        st = eco_crs_create(ctx, m->coordinates.crs, &from);
    else if (!st && m->coordinates.geometry && own)
        st = eco_crs_clone(ctx, own, &from);
    else if (!st && m->coordinates.geometry)
        st = eco_fail(ctx, ECO_USAGE,
                      "%s: has no coordinate reference system; name it with "
                      "coordinates.crs: EPSG:...",
                      r->file);
    if (!st && from && !eco_crs_same(from, to))
        st = eco_transform_create(ctx, from, to, &r->transform);
    if (!st) {
        r->crs = eco_mem_text(!placed ? "" : eco_crs_name(from ? from : to));
        st = r->crs ? ECO_OK : eco_nomem(ctx);
    }
    eco_crs_destroy(from);
    eco_crs_destroy(to);
    return st;
}

static eco_status open_table(eco_ctx *ctx, eco_incident_reader *r)
{
    const eco_mapping *m = r->m;
    const eco_table_options o = {.layer = m->format.layer,
                                 .encoding = m->format.encoding,
                                 .separator = (char)m->format.separator,
                                 .header_line = (size_t)m->format.header_line};
    eco_status st = eco_table_in_open(ctx, r->file, &o, &r->table);

    if (!st && m->coordinates.geometry && !eco_table_in_spatial(r->table))
        st = eco_fail(ctx, ECO_USAGE,
                      "%s: has no geometries; name the columns of the "
                      "coordinates instead of geometry: true",
                      r->file);
    if (!st)
        st = make_transform(ctx, r);
    return st ? st : eco_columns_bind(ctx, r);
}

eco_status eco_incident_open(eco_ctx *ctx, const eco_mapping *m,
                             const char *file, const eco_incident_options *o,
                             eco_incident_reader **out)
{
    eco_incident_reader *r = eco_mem_array(1, sizeof *r);
    eco_status st;

    *out = NULL;
    if (!r)
        return eco_nomem(ctx);
    r->m = m;
    r->options = *o;
    r->file = eco_mem_text(file);
    st = r->file ? open_table(ctx, r) : eco_nomem(ctx);
    if (!st)
        *out = r;
    else
        eco_incident_close(r);
    return st;
}

void eco_incident_close(eco_incident_reader *r)
{
    if (!r)
        return;
    eco_str *const texts[] = {&r->reason,     &r->key,     &r->flags,
                              &r->folded,     &r->content, &r->merged,
                              &r->properties, &r->dropped, &r->original};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        eco_str_clear(texts[i]);
    eco_table_in_close(r->table);
    eco_transform_destroy(r->transform);
    eco_mem_free(r->at.id);
    eco_mem_free(r->at.quantities);
    eco_mem_free(r->quantities);
    eco_mem_free(r->polygon);
    eco_mem_free(r->use);
    eco_mem_free(r->crs);
    eco_mem_free(r->file);
    eco_mem_free(r);
}

const char *eco_incident_about(const eco_incident_reader *r)
{
    return eco_table_in_about(r->table);
}

const char *eco_incident_crs(const eco_incident_reader *r)
{
    return r->crs;
}

const char *eco_incident_dropped(const eco_incident_reader *r)
{
    return eco_str_text(&r->dropped);
}

static void begin(eco_incident_reader *r, const eco_table_row *row)
{
    r->row = row;
    r->hide = r->options.sensitivity >= 2 && !r->m->keep_rejected;
    r->out = (eco_incident){.row = row->number,
                            .sensitivity = r->options.sensitivity,
                            .precision_m = NAN};
    eco_mem_free(r->polygon);
    r->polygon = NULL;
    eco_str_reset(&r->flags);
    eco_str_reset(&r->reason);
    eco_str_reset(&r->key);
    r->out.title = eco_row_cell(r, r->at.title);
    r->out.case_id = eco_row_cell(r, r->at.case_id);
    r->out.place_name = eco_row_cell(r, r->at.name);
    r->out.place_code = eco_row_cell(r, r->at.code);
    r->out.place_parent = eco_row_cell(r, r->at.parent);
}

/* Damaged letters are flagged, not refused: the row is in step. */
static bool in_step(eco_incident_reader *r)
{
    const eco_table_row *row = r->row;

    if (row->fault == ECO_ROW_GOOD)
        return true;
    if (row->fault == ECO_ROW_BAD_TEXT) {
        eco_row_flag(r, "damaged_text");
        return true;
    }
    return eco_row_refuse(r, "%s", row->why);
}

static eco_status read_row(eco_ctx *ctx, eco_incident_reader *r, bool *good)
{
    *good = in_step(r) && eco_row_sensitivity(r) && eco_row_key(r) &&
            eco_row_facts(r) && eco_row_date(r) && eco_row_quantities(r);
    return *good ? eco_row_place(ctx, r, good) : ECO_OK;
}

/* A text that could not be built whole is not to be stored. */
static eco_status built(eco_ctx *ctx, const eco_incident_reader *r)
{
    bool failed = r->reason.failed || r->key.failed || r->flags.failed ||
                  r->folded.failed || r->content.failed || r->merged.failed ||
                  r->properties.failed || r->original.failed;

    return failed ? eco_nomem(ctx) : ECO_OK;
}

eco_status eco_incident_next(eco_ctx *ctx, eco_incident_reader *r,
                             const eco_incident **out)
{
    const eco_table_row *row;
    bool good = false;
    eco_status st = eco_table_in_next(ctx, r->table, &row);

    *out = NULL;
    if (st || !row)
        return st;
    begin(r, row);
    st = read_row(ctx, r, &good);
    if (st)
        return st;
    if (good) {
        eco_row_precision(r);
        r->out.flags = eco_str_text(&r->flags);
        eco_row_content(r);
    } else {
        if (r->reason.text)
            eco_one_line(r->reason.text);
        r->out.refused = eco_str_text(&r->reason);
        r->out.key = r->hide ? "" : eco_str_text(&r->key);
        eco_row_original(r);
    }
    *out = &r->out;
    return built(ctx, r);
}
