/* Where a row lies: read, reprojected, compared with where it should be. */
#include "eco_incident_impl.h"
#include "eco_mem.h"
#include "eco_place.h"
#include "eco_wkb.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    unsigned bit;
    const char *word;
} findings[] =
    {
        {ECO_PLACE_IS_OUTSIDE, "outside"},
        {ECO_PLACE_IS_SWAPPED, "swapped"},
        {ECO_PLACE_IS_LAT_SIGN, "north_for_south"},
        {ECO_PLACE_IS_LON_SIGN, "east_for_west"},
        {ECO_PLACE_IS_BOTH_SIGNS, "both_hemispheres"},
        {ECO_PLACE_IS_SEVERAL, "several_changes"},
        {ECO_PLACE_IS_NULL_ISLAND, "no_place"},
        {ECO_PLACE_IS_ZERO, "zero"},
        {ECO_PLACE_IS_SAME, "same_number"},
        {ECO_PLACE_IS_INTEGER, "whole_degrees"},
},
  notes[] = {
      {ECO_PLACE_NOTE_SIDE, "hemisphere_given"},
      {ECO_PLACE_NOTE_ZONE_S, "zone_s"},
      {ECO_PLACE_NOTE_ZONE, "zone_given"},
      {ECO_PLACE_NOTE_SIGN, "minus_and_letter"},
      {ECO_PLACE_NOTE_OUTSIDE_ZONE, "outside_zone"},
      {ECO_PLACE_NOTE_OVER_EQUATOR, "over_equator"},
};

/* The columns that hold the place, for messages: the last may be -1. */
struct cells {
    int first, second;
};

static struct cells cells_of(const eco_incident_reader *r)
{
    if (r->at.both >= 0)
        return (struct cells){r->at.both, -1};
    if (r->at.lat >= 0)
        return (struct cells){r->at.lat, r->at.lon};
    return (struct cells){r->at.easting, r->at.northing};
}

static bool refuse(eco_incident_reader *r, const char *why)
{
    const struct cells c = cells_of(r);

    if (c.first < 0)
        return eco_row_refuse(r, "geometry: %s", why);
    if (c.second < 0)
        return eco_row_refuse_cell(r, c.first, "%s", why);
    if (r->hide)
        return eco_row_refuse(r, "columns '%.60s', '%.60s': %s",
                              eco_table_in_column(r->table, (size_t)c.first),
                              eco_table_in_column(r->table, (size_t)c.second),
                              why);
    return eco_row_refuse(r, "columns '%.60s', '%.60s': '%.60s', '%.60s': %s",
                          eco_table_in_column(r->table, (size_t)c.first),
                          eco_table_in_column(r->table, (size_t)c.second),
                          eco_row_cell(r, c.first), eco_row_cell(r, c.second),
                          why);
}

static bool flag_notes(eco_incident_reader *r, unsigned bits)
{
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (bits & notes[i].bit)
            eco_row_flag(r, notes[i].word);
    return true;
}

static double larger(double a, double b)
{
    return isnan(a) ? b : isnan(b) ? a : fmax(a, b);
}

/* Written to a unit, a place is off by half of it at most. */
static bool take(eco_incident_reader *r, const eco_place *place, eco_point *p)
{
    *p = (eco_point){place->lon_deg, place->lat_deg};
    r->out.precision_m = larger(place->precision_m / 2, place->accuracy_m);
    return flag_notes(r, place->notes);
}

/* What brings a place back that lies beyond the degrees there are. */
static bool out_of_range(eco_incident_reader *r, const eco_place *place)
{
    unsigned found = eco_place_check(place->lon_deg, place->lat_deg, NULL);
    char why[200];

    snprintf(why, sizeof why, "%s%s%s", eco_place_reason_text(ECO_PLACE_RANGE),
             found & ECO_PLACE_IS_SWAPPED ? "; " : "",
             found & ECO_PLACE_IS_SWAPPED
                 ? eco_place_finding_text(ECO_PLACE_IS_SWAPPED)
                 : "");
    return refuse(r, why);
}

static bool read_degrees(eco_incident_reader *r, eco_point *p)
{
    const eco_mapping *m = r->m;
    const eco_place_options o = {.language =
                                     (eco_language)m->coordinates.language,
                                 .first = (eco_axis)m->coordinates.first,
                                 .side = (eco_side)m->coordinates.side,
                                 .zone = m->coordinates.fixed_zone};
    const struct cells c = cells_of(r);
    eco_place_reason why;
    eco_place place;

    if (r->at.both >= 0)
        why = eco_place_read(eco_row_cell(r, c.first), &o, &place);
    else if (r->at.lat >= 0)
        why = eco_place_read_two(eco_row_cell(r, c.first),
                                 eco_row_cell(r, c.second), &o, &place);
    else
        why = eco_place_read_utm(
            eco_row_cell(r, c.first), eco_row_cell(r, c.second),
            r->at.zone < 0 ? NULL : eco_row_cell(r, r->at.zone), &o, &place);
    if (why == ECO_PLACE_RANGE)
        return out_of_range(r, &place);
    if (why != ECO_PLACE_READ)
        return refuse(r, eco_place_reason_text(why));
    return take(r, &place, p);
}

static bool read_metres(eco_incident_reader *r, eco_point *p)
{
    int decimal = r->m->format.decimal;

    r->out.precision_m = 1;
    if (eco_number_read(eco_row_cell(r, r->at.easting), decimal, &p->x) ||
        eco_number_read(eco_row_cell(r, r->at.northing), decimal, &p->y))
        return refuse(r, "easting or northing is not a number that has one "
                         "reading; write it without marks between thousands");
    return true;
}

static bool judge(eco_incident_reader *r, const eco_point *p)
{
    const double *b = r->m->coordinates.box;
    const eco_place_box box = {b[0], b[1], b[2], b[3]};
    unsigned found =
        eco_place_check(p->x, p->y, r->m->coordinates.has_box ? &box : NULL);
    char why[300] = "";

    for (size_t i = 0; i < sizeof findings / sizeof *findings; i++)
        if (found & findings[i].bit) {
            size_t n = strlen(why);

            snprintf(why + n, sizeof why - n, "%s%s", n ? "; " : "",
                     eco_place_finding_text(findings[i].bit));
            eco_row_flag(r, findings[i].word);
        }
    if (found & ECO_PLACE_IS_RANGE)
        return refuse(r, eco_place_finding_text(ECO_PLACE_IS_RANGE));
    if (found & ECO_PLACE_IS_NULL_ISLAND &&
        r->m->coordinates.zero != ECO_ODD_FLAG)
        return refuse(r, why);
    if (found & ECO_PLACE_IS_OUTSIDE &&
        r->m->coordinates.outside != ECO_ODD_FLAG)
        return refuse(r, why);
    return true;
}

static bool accuracy(eco_incident_reader *r)
{
    int column = r->at.accuracy;
    double v;

    if (column < 0 || eco_row_blank(r, column))
        return true;
    if (eco_number_read(eco_row_cell(r, column), r->m->format.decimal, &v) ||
        v < 0)
        return eco_row_refuse_cell(r, column, "is not a number of metres");
    r->out.precision_m = larger(r->out.precision_m, v);
    return true;
}

/* Little-endian, as WKB says in its first byte. */
static void write_point(eco_incident_reader *r, const eco_point *p)
{
    const double xy[2] = {p->x, p->y};

    r->point[0] = 1;
    r->point[1] = 1;
    memset(r->point + 2, 0, 3);
    for (int k = 0; k < 2; k++) {
        uint64_t bits;

        memcpy(&bits, &xy[k], sizeof bits);
        for (int i = 0; i < 8; i++)
            r->point[5 + 8 * k + i] = (unsigned char)(bits >> 8 * i);
    }
    r->out.wkb = r->point;
    r->out.nwkb = sizeof r->point;
}

static bool place_point(eco_incident_reader *r, eco_point p)
{
    if (r->transform && eco_transform_points(r->transform, 1, &p))
        return refuse(r, "has no place on earth in its reference system");
    if (!judge(r, &p) || !accuracy(r))
        return false;
    write_point(r, &p);
    return true;
}

static eco_status place_polygon(eco_ctx *ctx, eco_incident_reader *r,
                                bool *good)
{
    eco_polyset set = {0};
    eco_status st = eco_wkb_to_polyset(ctx, r->row->wkb, r->row->nwkb, 0, &set);

    if (st == ECO_FORMAT || (!st && !set.npoints)) {
        *good = refuse(r, "is not one point or polygon");
        st = ECO_OK;
        goto done;
    }
    if (!st && r->transform &&
        eco_transform_points(r->transform, set.npoints, set.points)) {
        *good = refuse(r, "has no place on earth in its reference system");
        goto done;
    }
    for (size_t i = 0; i < set.npoints && !st && *good; i++)
        *good = judge(r, &set.points[i]);
    if (!st && *good)
        st = eco_wkb_multipolygon(ctx, &set, 0, &r->polygon, &r->out.nwkb);
    r->out.wkb = r->polygon;
    r->out.precision_m = 0;
done:
    eco_polyset_clear(&set);
    return st;
}

static bool is_empty(const eco_incident_reader *r)
{
    const struct cells c = cells_of(r);

    if (r->m->coordinates.geometry)
        return !r->row->wkb;
    return eco_row_blank(r, c.first) &&
           (c.second < 0 || eco_row_blank(r, c.second));
}

eco_status eco_row_place(eco_ctx *ctx, eco_incident_reader *r, bool *good)
{
    const eco_mapping *m = r->m;
    const struct cells c = cells_of(r);
    eco_point p = {NAN, NAN};

    r->out.wkb = NULL;
    r->out.precision_m = NAN;
    if (c.first < 0 && !m->coordinates.geometry)
        return ECO_OK;
    if (is_empty(r)) {
        *good = m->coordinates.optional ||
                refuse(r, "no place is given; 'optional: true' stores such "
                          "rows without one");
        return ECO_OK;
    }
    if (m->coordinates.geometry &&
        !eco_wkb_is_point(r->row->wkb, r->row->nwkb, &p))
        return place_polygon(ctx, r, good);
    if (!m->coordinates.geometry)
        *good = m->coordinates.easting && m->coordinates.crs
                    ? read_metres(r, &p)
                    : read_degrees(r, &p);
    else
        r->out.precision_m = NAN;
    if (*good)
        *good = place_point(r, p);
    return ECO_OK;
}

/* Limits of the classes of METHODS 4.2: two standard deviations of a GPS
 * point, the discs of a site and of its surroundings. */
enum { GPS_M = 100, SITE_M = 2500, NEAR_M = 10000 };

void eco_row_precision(eco_incident_reader *r)
{
    const char *code = r->out.facts[ECO_FACT_PRECISION];
    double off = r->out.precision_m;

    if (code)
        r->out.precision_class = code[0] - '0';
    else if (!r->out.wkb)
        r->out.precision_class = 5; /* until a zone is found by name */
    else if (r->polygon)
        r->out.precision_class = 0;
    else
        r->out.precision_class = isnan(off) || off <= GPS_M ? 1
                                 : off <= SITE_M            ? 2
                                 : off <= NEAR_M            ? 3
                                                            : 5;
}
