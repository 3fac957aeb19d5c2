/* Layers of what lies in what. */
#include "eco_layer_make.h"

#include "eco_str.h"

#include <string.h>

/* A layer that is there when its query has a row with a count above zero, then
 * licences and citations. */
struct simple {
    const char *name, *what, *title, *style, *abstract;
};

#define REPORTING                                                              \
    "Reporting follows roads, press and patrols: counts show where people "    \
    "look and tell, and no report is not no crime. "

static const struct simple areas = {
    "incident_area", "incident_area", "Reported incidents, by domain",
    "incident_area",
    "Reports as they came, not verified. A circle is the area in which the "
    "report places the event (geodesic, its radius as told or, column assumed, "
    "that of its precision class); a polygon is as reported; a dot stands "
    "where "
    "the area is smaller than the dot. Hatched: the radius is assumed. "
    "Incidents known to a province only are not drawn. " REPORTING
    "Internal use only."};
static const struct simple points = {
    "incident_points", "incident", "Reported incidents, exactness not told",
    "incident",
    "Reports as they came, not verified, with a place of which nobody says how "
    "exact it is: it may be off by any distance. " REPORTING
    "Internal use only."};
static const struct simple prohibited = {
    "incident_in_prohibition", "prohibition",
    "Incidents where an activity is prohibited", "prohibition",
    "Incidents whose point lies in a prohibition, and whether it was in force "
    "on their days. A point inside is not proof: see its precision, and which "
    "activities are prohibited. " REPORTING "Internal use only."};
static const struct simple conflicts = {
    "permit_conflict", "conflict", "Footprints without a valid permit",
    "conflict",
    "Parts of mapped footprints that no permit of the register covers in the "
    "whole period of the footprint: before or after its validity, partly, "
    "undated, or without any permit (told only within the convex hull of the "
    "register's permits: beyond, it may have no say). Parts of several permits "
    "overlap: do not "
    "add them. Slivers below 100 m2 are in the table permit_overlap only. A "
    "register may be incomplete, a map of footprints wrong, and a "
    "permit on paper is not proof of legality: a conflict asks for a look, it "
    "accuses nobody."};
static const struct simple ghosts = {
    "ghost_permit", "ghost", "Permits with output and no footprint", "ghost",
    "Permits that declare an output and on whose ground no footprint is mapped "
    "while they are valid (years looked at: year_start to year_end). Ore may "
    "come from under ground, from old pits (nearest: other years), or from "
    "where the map is blind; or elsewhere."};

static eco_status make_simple(eco_ctx *ctx, eco_store *store,
                              const struct simple *l)
{
    const char *const names[2] = {l->name, l->name};
    eco_str query = {0};
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st;

    eco_str_printf(&query, "publish_%s_count", l->what);
    st = query.failed ? eco_nomem(ctx)
                      : eco_store_query(ctx, store, query.text, &s);
    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (st || !row || !eco_col_int(s, 0))
        goto done;
    eco_str_clear(&query);
    eco_str_printf(&query, "publish_%s_create", l->what);
    st = query.failed ? eco_nomem(ctx)
                      : eco_layer_run(ctx, store, query.text, names, NULL);
    eco_str_clear(&query);
    eco_str_printf(&query, "publish_%s_fill", l->what);
    if (!st)
        st = query.failed ? eco_nomem(ctx)
                          : eco_layer_run(ctx, store, query.text, names, NULL);
    if (!st)
        st = eco_layer_add(ctx, store,
                           &(eco_layer_row){.name = l->name,
                                            .title = l->title,
                                            .abstract = l->abstract,
                                            .theme = "Evidence and incidents",
                                            .style = l->style,
                                            .licence = eco_col_text(s, 1),
                                            .attribution = eco_col_text(s, 2)});
done:
    eco_stmt_finalize(s);
    eco_str_clear(&query);
    return st;
}

eco_status eco_publish_incidents(eco_ctx *ctx, eco_store *store)
{
    static const struct simple *const all[] = {&points, &areas, &prohibited,
                                               &ghosts, &conflicts};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof all / sizeof *all && !st; i++)
        st = make_simple(ctx, store, all[i]);
    return st;
}

static eco_status make_years(eco_ctx *ctx, eco_store *store, eco_stmt *s)
{
    const char *set = eco_col_text(s, 0);
    eco_str table = {0}, title = {0};
    const char *names[2];
    eco_status st;

    eco_str_printf(&table, "incident_by_zone_%s", set);
    eco_str_printf(&title, "Reported incidents by year (count) - %s", set);
    names[0] = names[1] = eco_str_text(&table);
    st = table.failed || title.failed
             ? eco_nomem(ctx)
             : eco_layer_run(ctx, store, "publish_incident_year_create", names,
                             NULL);
    if (!st)
        st = eco_layer_run(ctx, store, "publish_incident_year_fill", names,
                           (const char *const[4]){":zone_set", set});
    if (!st)
        st = eco_layer_add(
            ctx, store,
            &(eco_layer_row){
                .name = names[0],
                .title = eco_str_text(&title),
                .abstract =
                    "Incidents by the zone of their point and the year of "
                    "their first day; low leaves out those that may be off by "
                    "more than the zone is wide, or by nobody knows what. On a "
                    "border of two zones an incident counts once. per_100000: "
                    "for each 100 000 persons, where a population raster tells "
                    "them. A hatched zone has no report in that "
                    "year. " REPORTING "Do not rank zones by it.",
                .theme = "Incidents by zone",
                .indicator = "incidents",
                .series = "incident_year",
                .zone_set = set,
                .unit = "N",
                .style = "indicator",
                .licence = eco_col_text(s, 1),
                .attribution = eco_col_text(s, 2)});
    eco_str_clear(&table);
    eco_str_clear(&title);
    return st;
}

static eco_status make_density(eco_ctx *ctx, eco_store *store, eco_stmt *s)
{
    const char *type = eco_col_text(s, 0), *set = eco_col_text(s, 1);
    eco_str table = {0}, title = {0};
    const char *names[2];
    eco_status st;

    eco_str_printf(&table, "evidence_density_%s_%s", type, set);
    eco_str_printf(&title,
                   "Reports of T1 to T3 per 1 000 ha of %s: enough? - %s", type,
                   set);
    names[0] = names[1] = eco_str_text(&table);
    st = table.failed || title.failed
             ? eco_nomem(ctx)
             : eco_layer_run(ctx, store, "publish_density_create", names, NULL);
    if (!st)
        st = eco_layer_run(
            ctx, store, "publish_density_fill", names,
            (const char *const[4]){":type", type, ":zone_set", set});
    if (!st)
        st = eco_layer_add(
            ctx, store,
            &(eco_layer_row){
                .name = names[0],
                .title = eco_str_text(&title),
                .abstract =
                    "Reports of tier T1 to T3 in the period for each 1 000 ha "
                    "of degradation of one type in it. Hatched: below "
                    "evidence.density_least "
                    "(uncalibrated default, table parameter): too few to say "
                    "anything about causes, and not to be ranked. Absence of "
                    "evidence is not evidence of absence. " REPORTING,
                .theme = "Incidents by zone",
                .zone_set = set,
                .unit = "N/1000 ha",
                .style = "density",
                .licence = eco_col_text(s, 2),
                .attribution = eco_col_text(s, 3)});
    eco_str_clear(&table);
    eco_str_clear(&title);
    return st;
}

eco_status eco_publish_incident_zones(eco_ctx *ctx, eco_store *store)
{
    eco_status st =
        eco_layer_each(ctx, store, "publish_incident_year_sets", make_years);

    return st ? st
              : eco_layer_each(ctx, store, "publish_density_sets",
                               make_density);
}
