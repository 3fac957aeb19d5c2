/* The draft's coordinates and place. */
#include "eco_column_find.h"
#include "eco_suggest_impl.h"

#include <string.h>

static void put(eco_draft *d, const char *key, const eco_column *c)
{
    if (!c)
        return;
    eco_str_printf(&d->body, "  %s: ", key);
    eco_yaml_quote(&d->body, c->name);
    eco_str_add(&d->body, "\n");
}

/* The same as a comment: what could stand here. */
static void put_idea(eco_draft *d, const char *key, const eco_column *c)
{
    char name[96];

    if (c)
        eco_yaml_comment(&d->body, "  %s: %s", key, eco_shown_name(c, name));
}

/* Rows without it are stored without a place, and said to be. */
static void put_optional(eco_draft *d, size_t nfilled)
{
    size_t n = d->plan->profile->nrows;

    if (nfilled >= n)
        return;
    eco_yaml_comment(&d->body,
                     "  %zu of %zu rows have no place; take this out to refuse "
                     "them.",
                     n - nfilled, n);
    eco_str_add(&d->body, "  optional: true\n");
}

/* A pattern of a recognised mapping that several columns fit. */
static void tell_several(eco_draft *d, const char *key, const char *pattern,
                         const eco_column *chosen)
{
    const eco_profile *p = d->plan->profile;
    char name[96];

    if (!pattern || !chosen || !eco_column_is_pattern(pattern))
        return;
    for (size_t i = 0; i < p->ncolumns; i++)
        if (&p->columns[i] != chosen &&
            eco_column_fits(pattern, p->columns[i].name))
            eco_yaml_comment(&d->body,
                             "%s may as well be %s (%zu cells filled); %zu are "
                             "in the one chosen.",
                             key, eco_shown_name(&p->columns[i], name),
                             p->columns[i].nfilled, chosen->nfilled);
}

static void put_degrees(eco_draft *d)
{
    const eco_column *lat = eco_draft_column(d, ECO_ROLE_LAT);
    const eco_column *lon = eco_draft_column(d, ECO_ROLE_LON);
    const eco_mapping *m = d->plan->ready;
    char a[96], b[96];

    eco_yaml_comment(&d->body,
                     "%s: %zu of %zu cells are latitudes; %s: %zu of %zu are "
                     "longitudes.",
                     eco_shown_name(lat, a), lat->nlat, lat->nfilled,
                     eco_shown_name(lon, b), lon->nlon, lon->nfilled);
    if (m) {
        tell_several(d, "lat", m->coordinates.lat, lat);
        tell_several(d, "lon", m->coordinates.lon, lon);
    }
    if (lat->nletter + lon->nletter)
        eco_yaml_comment(
            &d->body,
            "%zu cells have a letter that is west or east by the "
            "language; they are refused until it is given, such as "
            "language: pt",
            lat->nletter + lon->nletter);
    eco_yaml_comment(&d->body,
                     "Taken as WGS 84: 'crs: EPSG:...' names another system.");
    eco_str_add(&d->body, "coordinates:\n");
    put(d, "lat", lat);
    put(d, "lon", lon);
    put(d, "accuracy", eco_draft_column(d, ECO_ROLE_ACCURACY));
    put_optional(d, lat->nfilled < lon->nfilled ? lat->nfilled : lon->nfilled);
}

static void put_pair(eco_draft *d)
{
    const eco_column *c = eco_draft_column(d, ECO_ROLE_PAIR);
    char name[96];

    eco_yaml_comment(
        &d->body,
        "%s: %zu of %zu cells hold a whole place. Of two bare "
        "numbers the first is taken as latitude ('first: lon' says "
        "otherwise).",
        eco_shown_name(c, name), c->nplace, c->nfilled);
    if (c->nside)
        eco_yaml_comment(&d->body,
                         "%zu are UTM without a hemisphere, and refused until "
                         "it is given: hemisphere: south, or north",
                         c->nside);
    eco_str_add(&d->body, "coordinates:\n");
    put(d, "column", c);
    put(d, "accuracy", eco_draft_column(d, ECO_ROLE_ACCURACY));
    put_optional(d, c->nfilled);
}

/* Without a zone metres are no place: then nothing is written but how. */
static void put_metres(eco_draft *d)
{
    const eco_column *e = eco_draft_column(d, ECO_ROLE_EASTING);
    const eco_column *n = eco_draft_column(d, ECO_ROLE_NORTHING);
    const eco_column *zone = eco_draft_column(d, ECO_ROLE_ZONE);
    char a[96], b[96];

    eco_yaml_comment(&d->body,
                     "%s: %zu of %zu cells may be eastings of UTM; %s: %zu of "
                     "%zu northings.",
                     eco_shown_name(e, a), e->neasting, e->nfilled,
                     eco_shown_name(n, b), n->nnorthing, n->nfilled);
    if (zone) {
        eco_yaml_comment(&d->body,
                         "Where the zone has no letter of its band, rows are "
                         "refused until 'hemisphere: south' (or north) is "
                         "added.");
        eco_str_add(&d->body, "coordinates:\n");
        put(d, "easting", e);
        put(d, "northing", n);
        put(d, "zone", zone);
        put(d, "accuracy", eco_draft_column(d, ECO_ROLE_ACCURACY));
        put_optional(d, e->nfilled < n->nfilled ? e->nfilled : n->nfilled);
        return;
    }
    eco_yaml_comment(&d->body,
                     "No column tells their zone. Rows have no coordinates "
                     "until this is completed:");
    eco_yaml_comment(&d->body, "coordinates:");
    put_idea(d, "easting", e);
    put_idea(d, "northing", n);
    eco_yaml_comment(&d->body, "  fixed_zone: 1 to 60, with hemisphere: south "
                               "or north; or crs: EPSG:...");
}

static void put_geometry(eco_draft *d)
{
    const eco_profile *p = d->plan->profile;

    eco_yaml_comment(&d->body, "%zu of %zu rows have a geometry.", p->ngeometry,
                     p->nrows);
    if (!eco_table_in_crs(p->table)) {
        eco_yaml_comment(&d->body,
                         "The file does not say in which reference system; "
                         "complete this: coordinates: {geometry: true, crs: "
                         "EPSG:...}");
        return;
    }
    eco_str_add(&d->body, "coordinates:\n  geometry: true\n");
    put_optional(d, p->ngeometry);
}

static void tell_missing(eco_draft *d)
{
    const eco_profile *p = d->plan->profile;
    char name[96];
    int n = 0;

    eco_yaml_comment(
        &d->body, "coordinates: no columns were found that are called so and "
                  "hold them.");
    for (size_t i = 0; i < p->ncolumns && n < 4; i++) {
        const eco_column *c = &p->columns[i];

        if (c->personal || !c->nplace || c->nplace * 10 < 9 * c->nfilled)
            continue;
        eco_yaml_comment(&d->body,
                         "  %s: %zu of %zu cells can be read as places.",
                         eco_shown_name(c, name), c->nplace, c->nfilled);
        n++;
    }
}

static void put_named_place(eco_draft *d)
{
    const eco_column *name = eco_draft_column(d, ECO_ROLE_NAME);
    const eco_column *code = eco_draft_column(d, ECO_ROLE_CODE);
    const eco_column *parent = eco_draft_column(d, ECO_ROLE_PARENT);
    char shown[96];

    eco_str_add(&d->body, "\n");
    if (!name && !code) {
        if (parent)
            eco_yaml_comment(&d->body,
                             "place: %s is called like a state or department; "
                             "no column is called like a place in it.",
                             eco_shown_name(parent, shown));
        return;
    }
    eco_yaml_comment(&d->body,
                     "Called like places; %zu different in %zu cells.",
                     name ? name->ndistinct : code->ndistinct,
                     name ? name->nfilled : code->nfilled);
    eco_str_add(&d->body, "place:\n");
    put(d, "name", name);
    put(d, "code", code);
    put(d, "parent", parent);
}

void eco_draft_place(eco_draft *d)
{
    const eco_profile *p = d->plan->profile;

    eco_str_add(&d->body, "\n");
    if (eco_draft_column(d, ECO_ROLE_LAT))
        put_degrees(d);
    else if (eco_draft_column(d, ECO_ROLE_EASTING))
        put_metres(d);
    else if (eco_draft_column(d, ECO_ROLE_PAIR))
        put_pair(d);
    else if (p->ngeometry)
        put_geometry(d);
    else
        tell_missing(d);
    put_named_place(d);
}
