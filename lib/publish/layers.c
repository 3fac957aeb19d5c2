/* Materialises the layers for people and gives each its default style. */
#include "eco_publish.h"

#include "eco_layer_make.h"
#include "eco_str.h"
#include "eco_style.h"
#include "eco_template.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

eco_status eco_layer_run(eco_ctx *ctx, eco_store *store, const char *query,
                         const char *const table_column[2],
                         const char *const binds[4])
{
    eco_stmt *s = NULL;
    bool row;
    eco_status st =
        table_column ? eco_store_query_table(ctx, store, query, table_column[0],
                                             table_column[1], &s)
                     : eco_store_query(ctx, store, query, &s);

    for (int i = 0; i < 4 && binds && binds[i] && !st; i += 2)
        eco_bind_text(s, binds[i], binds[i + 1]);
    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    eco_stmt_finalize(s);
    return st;
}

eco_status eco_layer_add(eco_ctx *ctx, eco_store *store, const eco_layer_row *l)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, "publish_layer_insert", &s);

    if (!st) {
        eco_bind_text(s, ":name", l->name);
        eco_bind_text(s, ":title", l->title);
        eco_bind_text(s, ":abstract", l->abstract);
        eco_bind_text(s, ":theme", l->theme);
        eco_bind_text(s, ":indicator", l->indicator);
        eco_bind_text(s, ":series", l->series);
        eco_bind_text(s, ":zone_set", l->zone_set);
        eco_bind_text(s, ":unit", l->unit ? l->unit : "");
        eco_bind_text(s, ":style", l->style);
        eco_bind_text(s, ":licence", l->licence ? l->licence : "");
        eco_bind_text(s, ":attribution", l->attribution ? l->attribution : "");
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

/* "15.1.1", "admin": sdg_15_1_1_admin. A table cannot begin with a digit, nor
 * hold a dot. */
static void table_name(const char *code, const char *set, eco_str *out)
{
    if (isdigit((unsigned char)*code))
        eco_str_add(out, "sdg_");
    for (; *code; code++)
        eco_str_printf(out, "%c",
                       isalnum((unsigned char)*code)
                           ? tolower((unsigned char)*code)
                           : '_');
    eco_str_printf(out, "_%s", set);
}

static eco_status fill_columns(eco_ctx *ctx, eco_store *store,
                               const char *table, const char *indicator)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "publish_other_series", &s);

    if (!st)
        eco_bind_text(s, ":indicator", indicator);
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        const char *const names[2] = {table, eco_col_text(s, 1)};

        st = eco_layer_run(ctx, store, "publish_column_add", names, NULL);
        if (!st)
            st = eco_layer_run(
                ctx, store, "publish_column_fill", names,
                (const char *const[4]){":series", eco_col_text(s, 0)});
    }
    eco_stmt_finalize(s);
    return st;
}

enum column {
    INDICATOR,
    SERIES,
    TITLE,
    UNIT,
    UNIT_TEXT,
    CAVEAT,
    METHOD,
    FORMULA,
    SOURCE,
    CLASS,
    ZONE_SET,
    SET_TITLE,
    LICENCES,
    CITATIONS
};

static eco_status describe_indicator(eco_ctx *ctx, eco_store *store,
                                     eco_stmt *s, const char *table)
{
    const char *code = eco_col_text(s, INDICATOR);
    bool sdg = isdigit((unsigned char)*code);
    eco_str title = {0}, abstract = {0}, theme = {0};
    eco_status st;

    eco_str_printf(&title, "%s%s%s, %s (%s) - %s", sdg ? "SDG " : "",
                   sdg ? code : "", sdg ? "" : eco_col_text(s, TITLE),
                   eco_col_text(s, UNIT_TEXT), eco_col_text(s, CLASS),
                   eco_col_text(s, ZONE_SET));
    eco_str_printf(
        &abstract,
        "%s, by %s. Class: %s. Formula: %s. Method: %s Caveat: %s "
        "Definition: %s. Columns illegal, organized and "
        "transnational, where filled, are arithmetic on what has "
        "such evidence (see method); they name no cause. Lines over "
        "a colour: low and high lie further apart than 60 percent of "
        "the value. Hatched zones have no data. No evidence is not "
        "evidence of absence.",
        eco_col_text(s, TITLE), eco_col_text(s, SET_TITLE),
        eco_col_text(s, CLASS), eco_col_text(s, FORMULA),
        eco_col_text(s, METHOD), eco_col_text(s, CAVEAT),
        eco_col_text(s, SOURCE));
    if (sdg)
        eco_str_printf(&theme, "SDG %d", (int)strtol(code, NULL, 10));
    else
        eco_str_add(&theme, "Degradation");
    st = title.failed || abstract.failed || theme.failed
             ? eco_nomem(ctx)
             : eco_layer_add(
                   ctx, store,
                   &(eco_layer_row){.name = table,
                                    .title = eco_str_text(&title),
                                    .abstract = eco_str_text(&abstract),
                                    .theme = eco_str_text(&theme),
                                    .indicator = code,
                                    .series = eco_col_text(s, SERIES),
                                    .zone_set = eco_col_text(s, ZONE_SET),
                                    .unit = eco_col_text(s, UNIT),
                                    .style = "indicator",
                                    .licence = eco_col_text(s, LICENCES),
                                    .attribution = eco_col_text(s, CITATIONS)});
    eco_str_clear(&title);
    eco_str_clear(&abstract);
    eco_str_clear(&theme);
    return st;
}

static eco_status make_indicator(eco_ctx *ctx, eco_store *store, eco_stmt *s)
{
    eco_str table = {0};
    const char *names[2];
    eco_status st;

    table_name(eco_col_text(s, INDICATOR), eco_col_text(s, ZONE_SET), &table);
    if (table.failed)
        return eco_nomem(ctx);
    names[0] = names[1] = eco_str_text(&table);
    st = eco_layer_run(ctx, store, "publish_indicator_create", names, NULL);
    if (!st)
        st = eco_layer_run(
            ctx, store, "publish_indicator_fill", names,
            (const char *const[4]){":series", eco_col_text(s, SERIES),
                                   ":zone_set", eco_col_text(s, ZONE_SET)});
    if (!st)
        st = fill_columns(ctx, store, names[0], eco_col_text(s, INDICATOR));
    if (!st)
        st = describe_indicator(ctx, store, s, names[0]);
    eco_str_clear(&table);
    return st;
}

eco_status eco_layer_each(eco_ctx *ctx, eco_store *store, const char *query,
                          eco_layer_maker make)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, query, &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
        st = make(ctx, store, s);
    eco_stmt_finalize(s);
    return st;
}

/* What the shapes of a kind of evidence are. */
static const char *evidence_abstract(const char *kind)
{
    if (strcmp(kind, "incident") == 0 || strcmp(kind, "enforcement") == 0 ||
        strcmp(kind, "judicial") == 0)
        return "Where a reported event may have been: a polygon as it was "
               "given, three standard deviations about a GPS point, the disc "
               "or the district of a vaguer place. It links to land up to some "
               "kilometres farther. Coloured by tier: the rules and their "
               "texts "
               "stand in the table rule, uncalibrated. No report is not "
               "evidence of absence.";
    return "Dated polygons as they were given. A footprint is neither legal "
           "nor illegal by itself; a permit is not proof of legality.";
}

static eco_status make_evidence(eco_ctx *ctx, eco_store *store, eco_stmt *s)
{
    const char *kind = eco_col_text(s, 0);
    const char *const names[2] = {eco_col_text(s, 1), eco_col_text(s, 1)};
    eco_str title = {0};
    eco_status st =
        eco_layer_run(ctx, store, "publish_evidence_create", names, NULL);

    if (!st)
        st = eco_layer_run(ctx, store, "publish_evidence_fill", names,
                           (const char *const[4]){":kind", kind});
    eco_str_printf(&title, "Evidence: %s", kind);
    if (!st)
        st = eco_layer_add(
            ctx, store,
            &(eco_layer_row){.name = names[0],
                             .title = eco_str_text(&title),
                             .abstract = evidence_abstract(kind),
                             .theme = "Evidence and incidents",
                             .style = strcmp(kind, "mining-footprint") == 0
                                          ? "footprint"
                                          : "evidence",
                             .licence = eco_col_text(s, 2),
                             .attribution = eco_col_text(s, 3)});
    eco_str_clear(&title);
    return st;
}

/* By month: the columns of an indicator's layer, months for years. */
static eco_status make_alerts(eco_ctx *ctx, eco_store *store, eco_stmt *s)
{
    const char *const names[2] = {eco_col_text(s, 0), eco_col_text(s, 0)};
    eco_str title = {0};
    eco_status st =
        eco_layer_run(ctx, store, "publish_indicator_create", names, NULL);

    if (!st)
        st = eco_layer_run(
            ctx, store, "publish_alert_fill", names,
            (const char *const[4]){":dataset", eco_col_text(s, 1), ":zone_set",
                                   eco_col_text(s, 2)});
    eco_str_printf(&title, "Alerts by month, hectares (proxy) - %s: %s",
                   eco_col_text(s, 1), eco_col_text(s, 2));
    if (!st && title.failed)
        st = eco_nomem(ctx);
    if (!st)
        st = eco_layer_add(
            ctx, store,
            &(eco_layer_row){.name = names[0],
                             .title = eco_str_text(&title),
                             .abstract =
                                 "Area of cells by the month of their "
                                 "alert; low leaves out the lowest "
                                 "confidence. The date is that of "
                                 "detection, not of clearing. Alerts are "
                                 "revised for months; they are not loss "
                                 "and not to be added to it.",
                             .theme = "Degradation",
                             .indicator = "alerts",
                             .series = "alert_month",
                             .zone_set = eco_col_text(s, 2),
                             .unit = "HA",
                             .style = "indicator",
                             .licence = eco_col_text(s, 4),
                             .attribution = eco_col_text(s, 5)});
    eco_str_clear(&title);
    return st;
}

static eco_status make_zones(eco_ctx *ctx, eco_store *store, eco_stmt *s)
{
    eco_str table = {0}, title = {0}, abstract = {0};
    const char *names[2];
    eco_status st;

    eco_str_printf(&table, "zone_%s", eco_col_text(s, 0));
    eco_str_printf(&title, "Zones: %s (hatched where there is no value)",
                   eco_col_text(s, 0));
    eco_str_printf(&abstract, "%s. %s", eco_col_text(s, 1), eco_col_text(s, 2));
    names[0] = names[1] = eco_str_text(&table);
    st = table.failed || title.failed || abstract.failed
             ? eco_nomem(ctx)
             : eco_layer_run(ctx, store, "publish_zone_create", names, NULL);
    if (!st)
        st = eco_layer_run(
            ctx, store, "publish_zone_fill", names,
            (const char *const[4]){":zone_set", eco_col_text(s, 0)});
    if (!st)
        st = eco_layer_add(ctx, store,
                           &(eco_layer_row){.name = names[0],
                                            .title = eco_str_text(&title),
                                            .abstract = eco_str_text(&abstract),
                                            .theme = "Zones",
                                            .zone_set = eco_col_text(s, 0),
                                            .style = "zone",
                                            .licence = eco_col_text(s, 3),
                                            .attribution = eco_col_text(s, 4)});
    eco_str_clear(&table);
    eco_str_clear(&title);
    eco_str_clear(&abstract);
    return st;
}

static eco_status make_tiles(eco_ctx *ctx, eco_store *store, eco_stmt *s)
{
    if (!eco_col_int(s, 0))
        return ECO_OK;
    return eco_layer_add(ctx, store,
                         &(eco_layer_row){.name = "raster_tile",
                                          .title = "Footprints of the rasters",
                                          .abstract =
                                              "Where the rasters that were "
                                              "read lie.",
                                          .theme = "Sources",
                                          .style = "tile",
                                          .licence = eco_col_text(s, 1),
                                          .attribution = eco_col_text(s, 2)});
}

/* Tables cannot be dropped while a query runs: the names are read first. */
static eco_status drop_old(eco_ctx *ctx, eco_store *store)
{
    eco_map_layers old = {0};
    eco_status st = eco_map_layers_read(ctx, store, &old);

    for (size_t i = 0; i < old.n && !st; i++)
        if (strcmp(old.items[i].name, "raster_tile") != 0)
            st = eco_layer_run(
                ctx, store, "publish_drop", NULL,
                (const char *const[4]){":table", old.items[i].name});
    eco_map_layers_clear(&old);
    return st;
}

/* The style twice: QGIS's two providers look for different rows. */
static eco_status write_style(eco_ctx *ctx, eco_store *store,
                              const eco_map_layer *l)
{
    eco_str inner = {0}, qml = {0};
    eco_stmt *s = NULL;
    eco_status st = eco_style_make(ctx, store, l, &inner);

    if (!st)
        st = eco_template_fill(
            ctx, "style/document.xml",
            (const eco_slot[]){{"inner", eco_str_text(&inner), true},
                               {NULL, NULL, false}},
            &qml);
    if (!st)
        st = eco_layer_run(ctx, store, "publish_style_delete", NULL,
                           (const char *const[4]){":table", l->name});
    if (!st)
        st = eco_store_query(ctx, store, "publish_style_insert", &s);
    for (int i = 0; i < 2 && !st; i++) {
        eco_bind_text(s, ":schema", i ? "" : NULL);
        eco_bind_text(s, ":table", l->name);
        eco_bind_text(s, ":name", "default");
        eco_bind_text(s, ":qml", eco_str_text(&qml));
        eco_bind_text(s, ":description", l->title);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    eco_str_clear(&inner);
    eco_str_clear(&qml);
    return st;
}

static eco_status write_styles(eco_ctx *ctx, eco_store *store)
{
    eco_map_layers layers = {0};
    eco_status st =
        eco_layer_run(ctx, store, "publish_style_table", NULL, NULL);

    if (!st)
        st = eco_map_layers_read(ctx, store, &layers);
    for (size_t i = 0; i < layers.n && !st; i++)
        st = write_style(ctx, store, &layers.items[i]);
    eco_map_layers_clear(&layers);
    return st;
}

eco_status eco_publish_layers(eco_ctx *ctx, eco_store *store)
{
    eco_status st = drop_old(ctx, store);

    if (!st)
        st = eco_layer_run(ctx, store, "publish_clear", NULL, NULL);
    if (!st)
        st = eco_publish_incidents(ctx, store);
    if (!st)
        st =
            eco_layer_each(ctx, store, "publish_evidence_kinds", make_evidence);
    if (!st)
        st = eco_publish_losses(ctx, store);
    if (!st)
        st = eco_layer_each(ctx, store, "publish_indicators", make_indicator);
    if (!st)
        st = eco_layer_each(ctx, store, "publish_alert_sets", make_alerts);
    if (!st)
        st = eco_publish_incident_zones(ctx, store);
    if (!st)
        st = eco_layer_each(ctx, store, "publish_zone_sets", make_zones);
    if (!st)
        st = eco_layer_each(ctx, store, "publish_tile_count", make_tiles);
    return st ? st : write_styles(ctx, store);
}

eco_status eco_publish_index(eco_ctx *ctx, eco_store *store)
{
    eco_map_layers layers = {0};
    eco_status st = eco_map_layers_read(ctx, store, &layers);

    for (size_t i = 0; i < layers.n && !st; i++) {
        const char *name = layers.items[i].name;
        bool base = strcmp(name, "raster_tile") == 0;

        if (!base)
            st = eco_store_register_layer(
                ctx, store, name,
                strcmp(layers.items[i].style, "incident") == 0
                    ? "POINT"
                    : "MULTIPOLYGON");
        if (!st && !base)
            st = eco_store_index_layer(ctx, store, name);
    }
    eco_map_layers_clear(&layers);
    return st;
}
