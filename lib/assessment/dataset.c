/* One dataset of the file: its words checked, its files found, its defaults. */
#include "eco_resolve.h"

#include "eco_csv.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { CANOPY_MIN = 30, LOSS_BASE = 2000, YEAR_LOW = 1900, YEAR_HIGH = 2100 };

/* [a-z][a-z0-9_-]*, as ids name tables and files. */
static bool is_word(const char *text, bool dash)
{
    if (!islower((unsigned char)*text) || strlen(text) > 40)
        return false;
    for (; *text; text++)
        if (!islower((unsigned char)*text) && !isdigit((unsigned char)*text) &&
            *text != '_' && (!dash || *text != '-'))
            return false;
    return true;
}

static eco_status copy(struct resolver *r, const char *from, char **to)
{
    *to = eco_mem_text(from && *from ? from : NULL);
    return from && *from && !*to ? eco_nomem(r->ctx) : ECO_OK;
}

static eco_status copy_texts(struct resolver *r, const struct raw_dataset *raw,
                             eco_dataset_spec *d)
{
    const struct {
        const char *from;
        char **to;
    } texts[] = {
        {raw->id, &d->id},
        {raw->title && *raw->title ? raw->title : raw->id, &d->title},
        {raw->licence, &d->licence},
        {raw->citation, &d->citation},
        {raw->origin, &d->origin},
        {raw->unit, &d->unit},
        {raw->key, &d->key},
        {raw->name, &d->name},
        {raw->set, &d->set},
        {raw->layer, &d->layer},
        {raw->where, &d->where},
        {raw->crs, &d->crs},
        {raw->valid_from ? raw->valid_from : raw->date, &d->date},
        {raw->valid_to, &d->valid_to},
        {raw->lat, &d->lat},
        {raw->lon, &d->lon},
        {raw->output, &d->output},
        {raw->lands, &d->lands},
        {raw->ecosystem, &d->ecosystem},
    };
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof texts / sizeof *texts && !st; i++)
        st = copy(r, texts[i].from, texts[i].to);
    return st;
}

static eco_status set_nodata(struct resolver *r, const struct raw_dataset *raw,
                             eco_dataset_spec *d)
{
    const char *text = raw->nodata ? raw->nodata : "declared";

    if (strcmp(text, "declared") == 0)
        d->nodata = ECO_NODATA_DECLARED;
    else if (strcmp(text, "keep") == 0)
        d->nodata = ECO_NODATA_KEEP;
    else if (eco_parse_real(text, &d->nodata_value))
        d->nodata = ECO_NODATA_VALUE;
    else
        return eco_resolve_error(
            r, "nodata",
            "'%.60s' is unknown; allowed: declared, keep, or the number "
            "that stands for no data",
            text);
    return ECO_OK;
}

static eco_status set_per(struct resolver *r, const struct raw_dataset *raw,
                          eco_dataset_spec *d)
{
    const char *per = raw->per                         ? raw->per
                      : d->kind == ECO_KIND_POPULATION ? "cell"
                                                       : "hectare";

    d->count = strcmp(per, "cell") == 0;
    if (d->count || strcmp(per, "hectare") == 0)
        return ECO_OK;
    return eco_resolve_error(r, "per",
                             "'%.60s' is unknown; allowed: hectare, cell", per);
}

static eco_status set_numbers(struct resolver *r, const struct raw_dataset *raw,
                              eco_dataset_spec *d)
{
    eco_status st = ECO_OK;

    d->year = raw->year ? *raw->year : 0;
    d->canopy_min = raw->canopy_min ? *raw->canopy_min : CANOPY_MIN;
    d->sensitivity = raw->sensitivity ? *raw->sensitivity : 0;
    d->official = raw->official && *raw->official;
    if (raw->year && (d->year < YEAR_LOW || d->year > YEAR_HIGH))
        st = eco_resolve_error(r, "year", "%d is not a year from %d to %d",
                               d->year, YEAR_LOW, YEAR_HIGH);
    if (!st && (d->canopy_min < 1 || d->canopy_min > 100)) {
        st = eco_resolve_error(r, "canopy_min",
                               "%d is not a percentage from 1 to 100",
                               d->canopy_min);
        d->canopy_min = CANOPY_MIN;
    }
    if (!st && raw->min_patch &&
        (!eco_parse_real(raw->min_patch, &d->min_patch) ||
         !(d->min_patch > 0) || d->min_patch > 1e4)) {
        st = eco_resolve_error(r, "min_patch",
                               "'%.60s' is not a number of hectares up to "
                               "10000",
                               raw->min_patch);
        d->min_patch = 0;
    }
    if (!st && (d->sensitivity < 0 || d->sensitivity > 3))
        st = eco_resolve_error(r, "sensitivity", "%d is not 0, 1, 2 or 3",
                               d->sensitivity);
    return st;
}

/* Legends that follow from the kind when none is written. */
static eco_status default_legend(struct resolver *r, eco_dataset_spec *d)
{
    eco_str text = {0};
    eco_status st = ECO_OK;

    if (d->kind == ECO_KIND_CANOPY_COVER)
        eco_str_printf(&text, "0-%d:open:land;%d-100:forest:forest",
                       d->canopy_min - 1, d->canopy_min);
    else if (d->kind == ECO_KIND_MINING_MASK)
        eco_str_add(&text, "0:other:land;1-255:mining:mining");
    else if (d->kind == ECO_KIND_LAND_COVER)
        return eco_resolve_error(
            r, "legend",
            "is missing: land cover needs one, such as {3: {label: forest, "
            "role: forest}, 30: {label: mining, role: mining}}, a CSV file, "
            "or the name of one that comes with ecocrime (mapbiomas, "
            "esa-cci)");
    else if (d->kind == ECO_KIND_DATED_ALERTS)
        return eco_resolve_error(
            r, "legend",
            "is missing: dated alerts need the coding of their values, "
            "gfw-integrated, glad-l, glad-s2, radd, radd-date, or a CSV file "
            "with the columns key and value");
    else
        eco_str_add(&text, eco_kind_legend(d->kind));
    if (text.n)
        st = eco_legend_parse(r->ctx, "legend", eco_str_text(&text), &d->legend,
                              &d->nlegend);
    eco_str_clear(&text);
    return st;
}

/* A legend of one's own for canopy cover says itself where forest begins. */
static eco_status canopy_from_legend(struct resolver *r, eco_dataset_spec *d)
{
    double low = 101;

    if (eco_resolve_given(r, "canopy_min"))
        return eco_resolve_error(r, "canopy_min",
                                 "stands beside legend; give one of them");
    for (size_t i = 0; i < d->nlegend; i++)
        if (d->legend[i].role && strcmp(d->legend[i].role, "forest") == 0 &&
            d->legend[i].low < low)
            low = d->legend[i].low;
    d->canopy_min = (int)ceil(low);
    if (low >= 0 && low <= 100)
        return ECO_OK;
    return eco_resolve_error(r, "legend",
                             "canopy cover needs a class with the role forest, "
                             "within 0-100 percent");
}

/* Labels are months, which the monthly tables go by. */
static eco_status check_coding(struct resolver *r, const eco_dataset_spec *d)
{
    for (size_t i = 0; i < d->nlegend; i++)
        if (d->legend[i].role && strcmp(d->legend[i].role, "alert") == 0)
            return ECO_OK;
    return eco_resolve_error(r, "legend",
                             "has no dates: dated alerts need a coding, such "
                             "as gfw-integrated; a raster of other classes is "
                             "of kind class");
}

static eco_status legend(struct resolver *r, const struct raw_dataset *raw,
                         eco_dataset_spec *d)
{
    eco_status st;

    if (!raw->nlegend)
        return default_legend(r, d);
    st = eco_resolve_legend(r, raw, d);
    if (!st && d->nlegend && d->kind == ECO_KIND_CANOPY_COVER)
        st = canopy_from_legend(r, d);
    if (!st && d->nlegend && d->kind == ECO_KIND_DATED_ALERTS)
        st = check_coding(r, d);
    if (!st)
        st = eco_resolve_labels(r, d);
    return st;
}

/* A dataset of other years than the period's would be read for nothing. */
static eco_status check_period(struct resolver *r, const eco_dataset_spec *d)
{
    int base = d->year ? d->year : LOSS_BASE;
    int from = r->a->year_from, to = r->a->year_to;

    if (!r->period_good)
        return ECO_OK; /* told already */
    if (d->kind == ECO_KIND_FOREST_LOSS_YEAR)
        return to > base
                   ? ECO_OK
                   : eco_resolve_error(
                         r, eco_resolve_given(r, "year") ? "year" : "kind",
                         "forest-loss-year counts from %d, so it has no "
                         "year of the period %d-%d",
                         base, from, to);
    for (size_t k = 0; k < d->nbands; k++)
        if (!d->bands[k].year ||
            (d->bands[k].year >= from && d->bands[k].year <= to))
            return ECO_OK;
    if (!d->nbands)
        return ECO_OK;
    return eco_resolve_error(
        r, eco_resolve_given(r, "bands") ? "bands" : "files",
        "no year of the period %d-%d; the years are %d-%d", from, to,
        d->bands[0].year, d->bands[d->nbands - 1].year);
}

static eco_status raster(struct resolver *r, const struct raw_dataset *raw,
                         eco_dataset_spec *d)
{
    eco_status st = eco_resolve_bands(r, raw, d);

    if (!st)
        st = eco_resolve_people(r, raw, d);
    if (!st)
        st = check_period(r, d);
    if (!st)
        st = set_nodata(r, raw, d);
    if (!st && eco_kind_is_value(d->kind))
        st = set_per(r, raw, d);
    if (!st && eco_kind_is_class(d->kind))
        st = legend(r, raw, d);
    if (!st && !d->unit && eco_kind_is_value(d->kind))
        st = copy(r,
                  d->kind == ECO_KIND_BIOMASS       ? "t"
                  : d->kind == ECO_KIND_SOIL_CARBON ? "t"
                  : d->kind == ECO_KIND_POPULATION  ? "persons"
                                                    : "units",
                  &d->unit);
    return st;
}

static eco_status zones(struct resolver *r, eco_dataset_spec *d)
{
    eco_status st = ECO_OK;

    if (!d->key)
        st = eco_resolve_error(r, "key",
                               "is missing: zones need the field that tells "
                               "them apart");
    if (!st && !d->set)
        st = copy(r, "admin", &d->set);
    if (!st && !is_word(d->set, false))
        st = eco_resolve_error(
            r, "set",
            "'%.60s': use at most 40 lower-case letters, digits "
            "and _, as it ends the names of layers",
            d->set);
    if (!st)
        st = eco_resolve_lands(r, d);
    for (int i = 0; i < r->dataset && !st; i++)
        if (r->a->datasets[i].kind == ECO_KIND_ZONES && r->a->datasets[i].set &&
            strcmp(r->a->datasets[i].set, d->set) == 0)
            st = eco_resolve_error(r, "set",
                                   "'%s' is the set of dataset '%s' already; "
                                   "give each zone dataset its own",
                                   d->set, r->a->datasets[i].id);
    return st;
}

static bool is_csv(const char *file)
{
    size_t n = strlen(file);

    return n > 4 && strcasecmp(file + n - 4, ".csv") == 0;
}

/* A CSV column named WKT holds geometries, by GDAL's convention. */
static bool has_wkt(const char *file)
{
    char head[4096] = "";
    FILE *f = fopen(file, "rb");
    eco_csv_reader reader;
    eco_csv_row row = {0};
    bool found = false;
    size_t n;

    if (!f)
        return false;
    n = fread(head, 1, sizeof head - 1, f);
    fclose(f);
    eco_csv_open(&reader, head, n);
    if (!eco_csv_read(&reader, &row))
        for (size_t i = 0; i < row.n; i++)
            found |= strcasecmp(row.cells[i], "WKT") == 0;
    eco_csv_row_clear(&row);
    return found;
}

static eco_status places(struct resolver *r, const eco_dataset_spec *d)
{
    if (!d->lat != !d->lon)
        return eco_resolve_error(r, d->lat ? "lat" : "lon",
                                 "lat and lon go together: the columns of "
                                 "latitude and longitude in degrees");
    for (size_t i = 0; i < d->nfiles && !d->lat; i++)
        if (is_csv(d->files[i]) && !has_wkt(d->files[i]))
            return eco_resolve_error(r, "lat",
                                     "is missing: a CSV needs lat and lon, the "
                                     "columns of latitude and longitude in "
                                     "degrees (or a column WKT)");
    return ECO_OK;
}

static eco_status dates(struct resolver *r, const struct raw_dataset *raw,
                        const eco_dataset_spec *d)
{
    bool needed =
        d->kind == ECO_KIND_MINING_FOOTPRINT || d->kind == ECO_KIND_INCIDENTS ||
        d->kind == ECO_KIND_PERMITS || d->kind == ECO_KIND_WATER_MONITORING;

    if (raw->date && raw->valid_from)
        return eco_resolve_error(r, "valid_from",
                                 "stands beside date; give one of them");
    if (!needed || d->date || d->year)
        return ECO_OK;
    return eco_resolve_error(r, "date",
                             "is missing: %s need the field with their date or "
                             "year, or 'year' for all of them",
                             eco_kind_word(d->kind));
}

/* A mapping file says how all columns are read. */
static eco_status mapped(struct resolver *r, const struct raw_dataset *raw,
                         eco_dataset_spec *d)
{
    static const char *const instead[] = {
        "key",  "name",       "layer",    "where", "crs", "date",
        "year", "valid_from", "valid_to", "lat",   "lon"};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof instead / sizeof *instead && !st; i++)
        if (eco_resolve_given(r, instead[i]))
            st = eco_resolve_error(r, instead[i],
                                   "stands beside mapping, which says how the "
                                   "columns are read; take it out");
    if (st)
        return st;
    return eco_resolve_mapping(r, raw->mapping, &d->mapping);
}

static eco_status vector(struct resolver *r, const struct raw_dataset *raw,
                         eco_dataset_spec *d)
{
    eco_status st = ECO_OK;

    for (unsigned i = 0; i < raw->nfiles && !st; i++)
        st = eco_resolve_files(r, raw->files[i], &d->files, &d->nfiles);
    if (!st && raw->mapping)
        return mapped(r, raw, d);
    if (!st && d->kind == ECO_KIND_OFFICIAL_VALUES)
        return ECO_OK; /* its columns have fixed names */
    if (!st && d->kind == ECO_KIND_ZONES)
        return zones(r, d);
    if (!st)
        st = places(r, d);
    if (!st)
        st = dates(r, raw, d);
    return st ? st : eco_resolve_grades(r, raw, d);
}

static eco_status check_id(struct resolver *r, const eco_dataset_spec *d)
{
    if (!is_word(d->id, true))
        return eco_resolve_error(r, "id",
                                 "'%.60s': use at most 40 lower-case letters, "
                                 "digits, - and _, beginning with a letter",
                                 d->id);
    for (int i = 0; i < r->dataset; i++)
        if (r->a->datasets[i].id && strcmp(r->a->datasets[i].id, d->id) == 0)
            return eco_resolve_error(
                r, "id", "'%s' is the id of another dataset (line %d)", d->id,
                r->a->datasets[i].line);
    return ECO_OK;
}

eco_status eco_resolve_dataset(struct resolver *r,
                               const struct raw_dataset *raw,
                               eco_dataset_spec *d)
{
    eco_status st = copy_texts(r, raw, d);

    if (!st)
        st = check_id(r, d);
    if (!st)
        st = eco_resolve_kind(r, raw->kind, &d->kind);
    if (!st)
        st = set_numbers(r, raw, d);
    if (st || d->kind == ECO_KIND_COUNT)
        return st;
    st = eco_resolve_keys(r, d);
    if (!st)
        st = eco_resolve_facts(r, raw, d);
    if (st)
        return st;
    if (!raw->nfiles)
        return eco_resolve_error(r, "files",
                                 "is missing: the file, list or pattern of "
                                 "files that hold the data");
    if (!eco_kind_is_raster(d->kind))
        return vector(r, raw, d);
    st = raster(r, raw, d);
    return st ? st : eco_resolve_accuracy(r, raw, d);
}
