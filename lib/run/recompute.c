/* What can be done again from a store, without reading a raster. */
#include <ecocrime/run.h>
#include <ecocrime/version.h>

#include "eco_file.h"
#include "eco_gdal.h"
#include "eco_indicator.h"
#include "eco_mem.h"
#include "eco_overlay.h"
#include "eco_publish.h"
#include "eco_run_job.h"
#include "eco_str.h"

#include <string.h>

struct codes {
    char **items;
    size_t n, cap;
};

/* The indicators that the store has values of, so that recomputing asks for
 * the same ones. */
static eco_status stored_codes(eco_ctx *ctx, eco_store *store, struct codes *c)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "run_indicators", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        char *code = eco_mem_text(eco_col_text(s, 0));

        if (code && ECO_GROW(c->items, c->n, c->cap)) {
            c->items[c->n++] = code;
        } else {
            eco_mem_free(code);
            st = eco_nomem(ctx);
        }
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status load_rules(eco_ctx *ctx, eco_store *store, const char *rules,
                             eco_rules **out)
{
    if (!rules)
        return eco_run_rules_again(ctx, store, out);
    return eco_run_rules(ctx, store,
                         strcmp(rules, "default") == 0 ? NULL : rules, out);
}

/* Facts, then what evidence tells of them. */
static eco_status attribute(eco_ctx *ctx, eco_store *store, const char *path,
                            const eco_run_draw *draw)
{
    eco_rules *rules = NULL;
    eco_status st = load_rules(ctx, store, path, &rules);

    if (!st)
        st = eco_run_grade_told(ctx, store, rules);
    if (!st)
        st = eco_indicator_facts(ctx, store);
    if (!st)
        st = eco_run_attribution(ctx, store, rules);
    if (!st)
        st = eco_run_draws(ctx, store, rules, draw, 0);
    eco_rules_destroy(rules);
    return st;
}

eco_status eco_run_recompute(eco_ctx *ctx, eco_store *store, const char *rules,
                             const eco_run_draw *draw)
{
    struct codes codes = {0};
    eco_sql *db = eco_store_sql(store);
    eco_status st = eco_sql_begin(ctx, db);

    if (!st)
        st = stored_codes(ctx, store, &codes);
    if (!st)
        st = eco_run_vocabulary(ctx, store);
    if (!st)
        st = eco_run_land_rules(ctx, store);
    if (!st)
        st = eco_run_clusters(ctx, store);
    if (!st)
        st = attribute(ctx, store, rules, draw);
    if (!st)
        st = eco_overlay_run(ctx, store); /* incidents may have come */
    if (!st)
        st = eco_run_mercury(ctx, store);
    if (!st)
        st = eco_run_people_again(ctx, store);
    if (!st)
        st = eco_indicator_run(ctx, store, (const char *const *)codes.items,
                               codes.n);
    if (!st)
        st = eco_overlay_facts(ctx, store);
    if (!st)
        st = eco_publish_layers(ctx, store);
    if (!st)
        st = eco_sql_commit(ctx, db);
    if (!st)
        st = eco_publish_index(ctx, store);
    for (size_t i = 0; i < codes.n; i++)
        eco_mem_free(codes.items[i]);
    eco_mem_free(codes.items);
    return st;
}

/* *summary is told when the store is whole; NULL: not wanted. */
static eco_status again(eco_ctx *ctx, const char *path,
                        const eco_attribute_options *o, char **summary)
{
    const eco_run_draw draw = {o->draws, o->seed};
    eco_store *store = NULL;
    eco_status st = eco_gdal_init(ctx);

    if (!st && o->layers)
        st = eco_layers_override(ctx, o->layers);
    if (!st)
        st = eco_store_edit(ctx, path, &store);
    if (!st)
        st = eco_run_recompute(ctx, store, o->rules, &draw);
    if (!st && summary)
        st = eco_publish_attribution(ctx, store, summary);
    if (!st) {
        st = eco_store_finish(ctx, store);
        store = NULL;
    }
    eco_store_close(store);
    if (st && summary) {
        eco_mem_free(*summary);
        *summary = NULL;
    }
    return st;
}

eco_status eco_run_indicators(eco_ctx *ctx, const char *path,
                              const char *layers)
{
    return again(
        ctx, path,
        &(eco_attribute_options){.layers = layers, .draws = -1, .seed = -1},
        NULL);
}

eco_status eco_run_attribute(eco_ctx *ctx, const char *path,
                             const eco_attribute_options *options,
                             char **summary)
{
    *summary = NULL;
    if (options->draws == 1 || options->draws > ECO_ASSESSMENT_DRAWS_MOST)
        return eco_fail(ctx, ECO_USAGE,
                        "%d draws: 0, for none, or from 2 to %d are right",
                        options->draws, ECO_ASSESSMENT_DRAWS_MOST);
    return again(ctx, path, options, summary);
}

/* "DIR/NAME.sqlite" to "NAME". */
static char *store_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');

    return eco_mem_text_n(name, dot && dot > name ? (size_t)(dot - name)
                                                  : strlen(name));
}

/* The project points at the store beside it: in another folder, the store has
 * to come along. */
static eco_status copy_store(eco_ctx *ctx, const char *path, const char *folder,
                             const char *name)
{
    eco_str to = {0};
    char *data = NULL;
    size_t n;
    eco_status st = ECO_OK;

    eco_str_printf(&to, "%s/%s.sqlite", folder, name);
    if (to.failed)
        return eco_nomem(ctx);
    if (!eco_file_same(path, eco_str_text(&to))) {
        st = eco_file_read(ctx, path, SIZE_MAX, &data, &n);
        if (!st)
            st = eco_file_write(ctx, eco_str_text(&to), data, n);
    }
    eco_mem_free(data);
    eco_str_clear(&to);
    return st;
}

eco_status eco_run_publish(eco_ctx *ctx, const char *path, const char *output,
                           const char *audience)
{
    eco_store *store = NULL;
    char *name = NULL;
    eco_status st;

    if (audience && strcmp(audience, "internal") != 0)
        return eco_fail(ctx, ECO_USAGE,
                        "audience '%s': only 'internal' copies can be written "
                        "yet; nothing was published",
                        audience);
    st = eco_gdal_init(ctx);
    if (!st)
        st = eco_store_open(ctx, path, &store);
    if (st)
        return st;
    name = store_name(path);
    st = name ? eco_file_make_folder(ctx, output) : eco_nomem(ctx);
    if (!st)
        st = copy_store(ctx, path, output, name);
    if (!st)
        st = eco_publish_project(ctx, store, output, name);
    if (!st)
        st = eco_publish_tables(ctx, store, output);
    eco_mem_free(name);
    eco_store_close(store);
    return st;
}
