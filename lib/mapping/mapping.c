/* The mapping file: read, checked as a whole. */
#include "eco_mapping.h"

#include "eco_crs.h"
#include "eco_file.h"
#include "eco_findings_add.h"
#include "eco_mapping_keys.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <string.h>

enum { BYTES_MAX = 1 << 20 };

bool eco_words_have(const eco_words *words, const char *word)
{
    for (size_t i = 0; i < words->n; i++)
        if (strcmp(words->items[i], word) == 0)
            return true;
    return false;
}

/* "+07:00", "-03:30" or "Z". */
static bool parse_zone(const char *text, int *offset_min)
{
    int sign = *text == '-' ? -1 : 1;

    *offset_min = 0;
    if (strcmp(text, "Z") == 0)
        return true;
    if (strlen(text) != 6 || !strchr("+-", *text) || text[3] != ':')
        return false;
    for (int i = 1; i < 6; i++)
        if (i != 3 && (text[i] < '0' || text[i] > '9'))
            return false;
    *offset_min = sign * (((text[1] - '0') * 10 + text[2] - '0') * 60 +
                          (text[4] - '0') * 10 + text[5] - '0');
    return text[4] < '6' && *offset_min >= -1080 && *offset_min <= 1080;
}

static eco_status check_date(eco_map_reader *r)
{
    eco_mapping *m = r->m;
    int ways = !!m->date.column + !!m->date.from + !!m->date.fixed;
    int line;

    if (!eco_yaml_find(r->yaml, "date", &line))
        return ECO_OK;
    if (ways != 1 || (m->date.to && !m->date.from))
        return eco_map_error_at(r, "date",
                                "needs one of column, from (with to), fixed");
    if (m->date.fixed) {
        eco_when_options o = {.order = (eco_when_order)m->date.order};
        eco_when when;

        if (eco_when_parse(m->date.fixed, &o, &when))
            return eco_map_error_at(r, "date.fixed", "'%.60s' %s",
                                    m->date.fixed,
                                    eco_when_reason_text(when.reason));
    }
    if (m->date.time_zone &&
        !parse_zone(m->date.time_zone, &m->date.offset_min))
        return eco_map_error_at(r, "date.time_zone",
                                "'%.60s' is not such as +07:00, -03:00 or Z",
                                m->date.time_zone);
    return ECO_OK;
}

static eco_status check_crs(eco_map_reader *r)
{
    const eco_mapping *m = r->m;
    eco_crs *crs = NULL;
    eco_status st;
    bool degrees;

    if (!m->coordinates.crs)
        return ECO_OK;
    st = eco_crs_create(r->ctx, m->coordinates.crs, &crs);
    if (st)
        return st == ECO_NOMEM
                   ? st
                   : eco_map_error_at(r, "coordinates.crs",
                                      "'%.60s' is not known; name it such as "
                                      "EPSG:4674",
                                      m->coordinates.crs);
    degrees = eco_crs_geographic(crs);
    eco_crs_destroy(crs);
    if (m->coordinates.easting && degrees)
        return eco_map_error_at(r, "coordinates.crs",
                                "easting and northing are metres, and this is "
                                "a reference system of degrees");
    if ((m->coordinates.lat || m->coordinates.column) && !degrees)
        return eco_map_error_at(r, "coordinates.crs",
                                "lat and lon are degrees, and this is a "
                                "projected reference system; use easting and "
                                "northing");
    return ECO_OK;
}

static eco_status check_coordinates(eco_map_reader *r)
{
    const eco_mapping *m = r->m;
    int ways = !!m->coordinates.lat + !!m->coordinates.column +
               !!m->coordinates.easting + m->coordinates.geometry;
    int zones = !!m->coordinates.zone + !!m->coordinates.fixed_zone;
    int line;

    if (!eco_yaml_find(r->yaml, "coordinates", &line))
        return ECO_OK;
    if (ways != 1)
        return eco_map_error_at(r, "coordinates",
                                "needs one of lat (with lon), column, easting "
                                "(with northing), geometry: true");
    if (!m->coordinates.lat != !m->coordinates.lon)
        return eco_map_error_at(r, "coordinates", "lat and lon go together");
    if (!m->coordinates.easting != !m->coordinates.northing)
        return eco_map_error_at(r, "coordinates",
                                "easting and northing go together");
    if (m->coordinates.easting && !m->coordinates.crs && !zones)
        return eco_map_error_at(r, "coordinates",
                                "easting and northing need zone (a column), "
                                "fixed_zone, or crs");
    if (m->coordinates.crs && zones)
        return eco_map_error_at(r, "coordinates",
                                "crs stands beside a UTM zone, which is WGS "
                                "84; give one of them");
    return check_crs(r);
}

static eco_status check_lists(eco_map_reader *r)
{
    const eco_mapping *m = r->m;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < m->drop.n && !st; i++) {
        if (eco_words_have(&m->keep, m->drop.items[i]))
            st = eco_map_error_at(r, "keep", "'%.60s' is also to be dropped",
                                  m->drop.items[i]);
        if (!st && eco_words_have(&m->merge_by, m->drop.items[i]))
            st =
                eco_map_error_at(r, "merge_by", "'%.60s' is also to be dropped",
                                 m->drop.items[i]);
    }
    if (!st && m->merge_by.n && !m->id.n)
        st = eco_map_error_at(r, "merge_by",
                              "needs id, the column that tells which rows are "
                              "the same");
    if (!st && m->merge_by.n && m->duplicates == ECO_DUPLICATES_KEEP)
        st = eco_map_error_at(r, "merge_by",
                              "stands beside duplicates: keep; give one");
    for (size_t i = 1; i < m->nquantities && !st; i++)
        for (size_t k = 0; k < i && !st; k++)
            if (m->quantities[i].name && m->quantities[k].name &&
                strcmp(m->quantities[i].name, m->quantities[k].name) == 0)
                st = eco_map_error_at(r, "quantities",
                                      "'%.60s' is the name of two",
                                      m->quantities[i].name);
    return st;
}

eco_status eco_map_check_whole(eco_map_reader *r)
{
    eco_status st = check_date(r);

    if (!st)
        st = check_coordinates(r);
    return st ? st : check_lists(r);
}

static eco_status parse(eco_map_reader *r)
{
    eco_status st = eco_map_read_keys(r, eco_yaml_root(r->yaml), "",
                                      eco_mapping_top, (char *)r->m);

    if (st || eco_yaml_root(r->yaml)->type != YAML_MAPPING_NODE)
        return st;
    st = eco_map_check_codes(r);
    return st ? st : eco_map_check_whole(r);
}

static const eco_finding *first_error(const eco_findings *found, size_t from)
{
    for (size_t i = from; i < found->n; i++)
        if (found->items[i].severity == ECO_SEVERITY_ERROR)
            return &found->items[i];
    return NULL;
}

eco_status eco_mapping_parse(eco_ctx *ctx, const char *path, const char *text,
                             size_t n, eco_findings *found, eco_mapping **out)
{
    eco_map_reader r = {.ctx = ctx, .found = found, .path = path};
    const eco_finding *first;
    eco_yaml *yaml = NULL;
    size_t before = found->n;
    eco_status st;

    *out = NULL;
    r.m = eco_mem_array(1, sizeof *r.m);
    if (!r.m)
        return eco_nomem(ctx);
    r.m->path = eco_mem_text(path);
    st = r.m->path ? eco_yaml_create(ctx, path, text, n, found, &yaml)
                   : eco_nomem(ctx);
    r.yaml = yaml;
    if (!st)
        st = parse(&r);
    first = first_error(found, before);
    if ((!st || st == ECO_USAGE) && first)
        st = eco_fail(ctx, ECO_USAGE, "%s: %s", first->where, first->text);
    if (!st) {
        *out = r.m;
        r.m = NULL;
    }
    eco_yaml_destroy(yaml);
    eco_mapping_destroy(r.m);
    return st;
}

eco_status eco_mapping_load(eco_ctx *ctx, const char *path, eco_findings *found,
                            eco_mapping **out)
{
    char *text = NULL;
    size_t n;
    eco_status st = eco_file_read(ctx, path, BYTES_MAX, &text, &n);

    *out = NULL;
    if (!st)
        st = eco_mapping_parse(ctx, path, text, n, found, out);
    else if (eco_status_of_input(st) &&
             eco_findings_add(ctx, found, ECO_SEVERITY_ERROR, path, "%s",
                              eco_ctx_message(ctx)))
        st = ECO_NOMEM;
    eco_mem_free(text);
    return st;
}

static void free_words(eco_words *w)
{
    for (size_t i = 0; i < w->n; i++)
        eco_mem_free(w->items[i]);
    eco_mem_free(w->items);
}

static void free_rule(eco_code_rule *rule)
{
    for (size_t i = 0; i < rule->n; i++) {
        eco_mem_free(rule->items[i].text);
        eco_mem_free(rule->items[i].code);
    }
    eco_mem_free(rule->items);
    eco_mem_free(rule->fixed);
    eco_mem_free(rule->column);
    eco_mem_free(rule->otherwise);
    eco_mem_free(rule->listed);
}

void eco_mapping_destroy(eco_mapping *m)
{
    if (!m)
        return;
    char *const texts[] = {m->path,
                           m->name,
                           m->title,
                           m->case_id,
                           m->format.layer,
                           m->format.encoding,
                           m->date.column,
                           m->date.from,
                           m->date.to,
                           m->date.fixed,
                           m->date.time_zone,
                           m->coordinates.lat,
                           m->coordinates.lon,
                           m->coordinates.column,
                           m->coordinates.easting,
                           m->coordinates.northing,
                           m->coordinates.zone,
                           m->coordinates.accuracy,
                           m->coordinates.crs,
                           m->place.name,
                           m->place.code,
                           m->place.parent};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        eco_mem_free(texts[i]);
    free_words(&m->id);
    free_words(&m->drop);
    free_words(&m->keep);
    free_words(&m->merge_by);
    free_words(&m->not_personal);
    for (int f = 0; f < ECO_FACT_COUNT; f++)
        free_rule(&m->facts[f]);
    for (size_t i = 0; i < m->nquantities; i++) {
        eco_mem_free(m->quantities[i].name);
        eco_mem_free(m->quantities[i].column);
        eco_mem_free(m->quantities[i].unit);
    }
    eco_mem_free(m->quantities);
    eco_mem_free(m);
}
