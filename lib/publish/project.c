/* The QGIS project beside the store: layers, groups, themes, years, layout. */
#include "eco_publish.h"

#include "eco_crs.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "eco_style.h"
#include "eco_template.h"
#include "eco_zip.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Shape of the layout's map, width over height. */
#define MAP_ASPECT (200.0 / 160.0)

struct project {
    eco_store *store;
    eco_map_layers layers;
    char title[300], year_from[16], year_to[16], run[16], program[64];
    char crs[16];
    double box[4]; /* in the project's CRS: w, s, e, n */
    eco_str tree, xml, presets, layout;
};

static eco_status read_run(eco_ctx *ctx, struct project *p)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, p->store, "publish_run", &s);

    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (!st && !row)
        st = eco_fail(ctx, ECO_FORMAT, "the store holds no run");
    if (!st) {
        snprintf(p->title, sizeof p->title, "%s", eco_col_text(s, 0));
        snprintf(p->year_from, sizeof p->year_from, "%d",
                 (int)eco_col_int(s, 1));
        snprintf(p->year_to, sizeof p->year_to, "%d", (int)eco_col_int(s, 2));
        snprintf(p->run, sizeof p->run, "%s", eco_col_text(s, 3));
        snprintf(p->program, sizeof p->program, "%s", eco_col_text(s, 4));
    }
    eco_stmt_finalize(s);
    return st;
}

/* Where scale bars are right: a UTM zone for what is less than 12 degrees wide,
 * the equal-area EASE grid for the rest. */
static void choose_crs(const double box[4], char crs[16])
{
    double lon = (box[0] + box[2]) / 2, lat = (box[1] + box[3]) / 2;
    int zone = (int)floor((lon + 180) / 6) + 1;

    if (box[2] - box[0] < 12 && box[3] - box[1] < 12 && fabs(lat) < 80 &&
        zone >= 1 && zone <= 60)
        snprintf(crs, 16, "EPSG:32%d%02d", lat < 0 ? 7 : 6, zone);
    else
        snprintf(crs, 16, "EPSG:6933");
}

/* The zones' box, its edges taken to the project's CRS point by point, with a
 * margin and in the shape of the layout's map. */
static eco_status project_box(eco_ctx *ctx, struct project *p,
                              const double box[4])
{
    enum { N = 20 };
    eco_crs *from = NULL, *to = NULL;
    eco_transform *t = NULL;
    eco_point pts[4 * N];
    size_t npts = sizeof pts / sizeof *pts;
    double w, h;
    eco_status st = eco_crs_create(ctx, "EPSG:4326", &from);

    if (!st)
        st = eco_crs_create(ctx, p->crs, &to);
    if (!st)
        st = eco_transform_create(ctx, from, to, &t);
    if (st)
        goto done;
    for (size_t i = 0; i < N; i++) {
        double f = (double)i / (N - 1);
        double x = box[0] + f * (box[2] - box[0]);
        double y = box[1] + f * (box[3] - box[1]);

        pts[4 * i] = (eco_point){x, box[1]};
        pts[4 * i + 1] = (eco_point){x, box[3]};
        pts[4 * i + 2] = (eco_point){box[0], y};
        pts[4 * i + 3] = (eco_point){box[2], y};
    }
    st = eco_transform_points(t, npts, pts);
    if (st) {
        st = eco_fail(ctx, st, "the zones have no place in %s", p->crs);
        goto done;
    }
    p->box[0] = p->box[2] = pts[0].x;
    p->box[1] = p->box[3] = pts[0].y;
    for (int i = 1; i < 4 * N; i++) {
        p->box[0] = fmin(p->box[0], pts[i].x);
        p->box[1] = fmin(p->box[1], pts[i].y);
        p->box[2] = fmax(p->box[2], pts[i].x);
        p->box[3] = fmax(p->box[3], pts[i].y);
    }
    w = fmax(p->box[2] - p->box[0], 1) * 1.06;
    h = fmax(p->box[3] - p->box[1], 1) * 1.06;
    if (w < h * MAP_ASPECT)
        w = h * MAP_ASPECT;
    else
        h = w / MAP_ASPECT;
    p->box[0] = (p->box[0] + p->box[2] - w) / 2;
    p->box[1] = (p->box[1] + p->box[3] - h) / 2;
    p->box[2] = p->box[0] + w;
    p->box[3] = p->box[1] + h;
done:
    eco_transform_destroy(t);
    eco_crs_destroy(from);
    eco_crs_destroy(to);
    return st;
}

static eco_status find_extent(eco_ctx *ctx, struct project *p)
{
    eco_stmt *s = NULL;
    double box[4] = {-180, -80, 180, 80};
    bool row = false;
    eco_status st = eco_store_query(ctx, p->store, "publish_extent", &s);

    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    for (int i = 0; i < 4 && !st && row && !eco_col_null(s, 0); i++)
        box[i] = eco_col_real(s, i);
    eco_stmt_finalize(s);
    if (st)
        return st;
    choose_crs(box, p->crs);
    return project_box(ctx, p, box);
}

/* QGIS replaces layer ids of ten letters and less. */
static const char *layer_id(const eco_map_layer *l, char buf[100])
{
    snprintf(buf, 100, "%s_ecocrime_layer", l->name);
    return buf;
}

static bool is_indicator(const eco_map_layer *l)
{
    return strcmp(l->style, "indicator") == 0;
}

static const eco_map_layer *first_indicator(const struct project *p)
{
    for (size_t i = 0; i < p->layers.n; i++)
        if (is_indicator(&p->layers.items[i]))
            return &p->layers.items[i];
    return NULL;
}

/* Seen at the start: the first indicator, and the outlines of its zones. */
static bool is_visible(const struct project *p, const eco_map_layer *l)
{
    const eco_map_layer *first = first_indicator(p);

    if (l == first)
        return true;
    return strcmp(l->style, "zone") == 0 &&
           (!first || strcmp(l->zone_set, first->zone_set) == 0);
}

static void add_tree(struct project *p)
{
    const char *theme = "";
    char id[100];

    for (size_t i = 0; i < p->layers.n; i++) {
        const eco_map_layer *l = &p->layers.items[i];

        if (strcmp(l->theme, theme) != 0) {
            eco_str_add(&p->tree, *theme ? "</layer-tree-group>\n" : "");
            eco_str_add(&p->tree, "<layer-tree-group name=\"");
            eco_str_xml(&p->tree, l->theme);
            eco_str_add(&p->tree,
                        "\" checked=\"Qt::Checked\" expanded=\"1\">\n");
            theme = l->theme;
        }
        eco_str_printf(&p->tree, "<layer-tree-layer id=\"%s\" name=\"",
                       layer_id(l, id));
        eco_str_xml(&p->tree, l->title);
        eco_str_printf(&p->tree, "\" checked=\"Qt::%s\" expanded=\"%d\"/>\n",
                       is_visible(p, l) ? "Checked" : "Unchecked",
                       is_visible(p, l));
    }
    eco_str_add(&p->tree, *theme ? "</layer-tree-group>\n" : "");
}

static eco_status add_layer(eco_ctx *ctx, struct project *p,
                            const eco_map_layer *l, const char *name)
{
    eco_str source = {0}, style = {0};
    char id[100];
    eco_status st;

    eco_str_printf(&source, "dbname='./%s.sqlite' table=\"%s\" (geom)", name,
                   l->name);
    st = eco_style_make(ctx, p->store, l, &style);
    if (!st)
        st = eco_template_fill(
            ctx, "project/layer.xml",
            (const eco_slot[]){
                {"geometry",
                 strcmp(l->style, "incident") == 0 ? "Point" : "Polygon",
                 false},
                {"id", layer_id(l, id), false},
                {"source", eco_str_text(&source), false},
                {"title", l->title, false},
                {"abstract", l->abstract, false},
                {"attribution", l->attribution, false},
                {"licence", l->licence, false},
                {"table", l->name, false},
                {"style", eco_str_text(&style), true},
                {NULL, NULL, false}},
            &p->xml);
    eco_str_clear(&source);
    eco_str_clear(&style);
    return st;
}

/* A theme per indicator layer: it over the outlines of its zones. */
static void add_presets(struct project *p)
{
    char id[100];

    for (size_t i = 0; i < p->layers.n; i++) {
        const eco_map_layer *l = &p->layers.items[i];

        if (!is_indicator(l))
            continue;
        eco_str_add(&p->presets, "<visibility-preset name=\"");
        eco_str_xml(&p->presets, l->title);
        eco_str_printf(&p->presets, "\"><layer id=\"%s\" visible=\"1\"/>",
                       layer_id(l, id));
        for (size_t k = 0; k < p->layers.n; k++) {
            const eco_map_layer *z = &p->layers.items[k];

            if (strcmp(z->style, "zone") == 0 &&
                strcmp(z->zone_set, l->zone_set) == 0)
                eco_str_printf(&p->presets, "<layer id=\"%s\" visible=\"1\"/>",
                               layer_id(z, id));
        }
        eco_str_add(&p->presets, "</visibility-preset>\n");
    }
}

/* A bar of two round segments, about a quarter of the map's width. */
static double segment_km(const struct project *p)
{
    double km = (p->box[2] - p->box[0]) / 1000 / 8;
    double scale = pow(10, floor(log10(km)));

    return scale * (km / scale >= 5 ? 5 : km / scale >= 2 ? 2 : 1);
}

static void legend_tree(const struct project *p, const eco_map_layer *l,
                        eco_str *out)
{
    char id[100];

    eco_str_printf(out, "<layer-tree-layer id=\"%s\" name=\"", layer_id(l, id));
    eco_str_xml(out, l->title);
    eco_str_add(out, "\" checked=\"Qt::Checked\" expanded=\"1\"/>\n");
    for (size_t k = 0; k < p->layers.n; k++) {
        const eco_map_layer *z = &p->layers.items[k];

        if (strcmp(z->style, "zone") != 0 ||
            strcmp(z->zone_set, l->zone_set) != 0)
            continue;
        eco_str_printf(out, "<layer-tree-layer id=\"%s\" name=\"",
                       layer_id(z, id));
        eco_str_xml(out, z->title);
        eco_str_add(out, "\" checked=\"Qt::Checked\" expanded=\"1\"/>\n");
    }
}

/* Last year that the layer has: the period may go on longer. */
static eco_status last_year(eco_ctx *ctx, struct project *p,
                            const eco_map_layer *l, char year[16])
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query_table(ctx, p->store, "publish_layer_years",
                                          l->name, l->name, &s);

    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (!st && row)
        snprintf(year, 16, "%d", (int)eco_col_int(s, 1));
    eco_stmt_finalize(s);
    return st;
}

static eco_status add_layout(eco_ctx *ctx, struct project *p)
{
    const eco_map_layer *l = first_indicator(p);
    eco_str heading = {0}, footer = {0}, legend = {0};
    char year[16] = "", number[5][40];
    eco_status st;

    if (!l)
        return ECO_OK; /* nothing to print */
    st = last_year(ctx, p, l, year);
    if (st)
        return st;
    eco_str_printf(&heading,
                   "%s, [%% year(map_get(item_variables('main map'),"
                   "'map_start_time')) %%]",
                   l->title);
    eco_str_add(&footer, eco_layers_text("project/disclaimer.txt"));
    eco_str_printf(&footer,
                   "Clearance: pending. Sources: %s. Licences: %s. Run %s, %s. "
                   "A pixel count; bounds and caveats are in the layer notes.",
                   l->attribution, l->licence, p->run, p->program);
    legend_tree(p, l, &legend);
    for (int i = 0; i < 4; i++)
        snprintf(number[i], sizeof number[i], "%.3f", p->box[i]);
    snprintf(number[4], sizeof number[4], "%g", segment_km(p));
    st = eco_template_fill(
        ctx, "project/layout.xml",
        (const eco_slot[]){{"heading", eco_str_text(&heading), false},
                           {"subheading", p->title, false},
                           {"preset", l->title, false},
                           {"year", year, false},
                           {"xmin", number[0], false},
                           {"ymin", number[1], false},
                           {"xmax", number[2], false},
                           {"ymax", number[3], false},
                           {"segment_km", number[4], false},
                           {"legend", eco_str_text(&legend), true},
                           {"footer", eco_str_text(&footer), false},
                           {NULL, NULL, false}},
        &p->layout);
    eco_str_clear(&heading);
    eco_str_clear(&footer);
    eco_str_clear(&legend);
    return st;
}

static eco_status write_project(eco_ctx *ctx, struct project *p,
                                const char *dir, const char *name)
{
    eco_str out = {0}, path = {0}, inner = {0};
    char number[4][40];
    eco_status st;

    for (int i = 0; i < 4; i++)
        snprintf(number[i], sizeof number[i], "%.3f", p->box[i]);
    st = eco_template_fill(
        ctx, "project/project.xml",
        (const eco_slot[]){
            {"title", p->title, false},
            {"tree", eco_str_text(&p->tree), true},
            {"layers", eco_str_text(&p->xml), true},
            {"presets", eco_str_text(&p->presets), true},
            {"layout", eco_str_text(&p->layout), true},
            {"crs", p->crs, false},
            {"xmin", number[0], false},
            {"ymin", number[1], false},
            {"xmax", number[2], false},
            {"ymax", number[3], false},
            {"run", p->run, false},
            {"program", p->program, false},
            {"abstract", eco_layers_text("project/disclaimer.txt"), false},
            {"year_from", p->year_from, false},
            {"year_to", p->year_to, false},
            {NULL, NULL, false}},
        &out);
    eco_str_printf(&path, "%s/%s.qgz", dir, name);
    eco_str_printf(&inner, "%s.qgs", name);
    if (!st && (path.failed || inner.failed))
        st = eco_nomem(ctx);
    if (!st)
        st = eco_zip_write(ctx, eco_str_text(&path), eco_str_text(&inner),
                           out.text, out.n);
    eco_str_clear(&out);
    eco_str_clear(&path);
    eco_str_clear(&inner);
    return st;
}

eco_status eco_publish_project(eco_ctx *ctx, eco_store *store, const char *dir,
                               const char *name)
{
    struct project p = {.store = store};
    eco_status st = read_run(ctx, &p);

    if (!st)
        st = eco_map_layers_read(ctx, store, &p.layers);
    if (!st)
        st = find_extent(ctx, &p);
    for (size_t i = 0; i < p.layers.n && !st; i++)
        st = add_layer(ctx, &p, &p.layers.items[i], name);
    if (!st)
        st = add_layout(ctx, &p);
    if (!st) {
        add_tree(&p);
        add_presets(&p);
        st = write_project(ctx, &p, dir, name);
    }
    eco_map_layers_clear(&p.layers);
    eco_str_clear(&p.tree);
    eco_str_clear(&p.xml);
    eco_str_clear(&p.presets);
    eco_str_clear(&p.layout);
    return st;
}
