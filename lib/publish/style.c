/* Styles from templates: colours here, structure in layers/style. */
#include "eco_style.h"

#include "eco_breaks.h"
#include "eco_mem.h"
#include "eco_template.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Colour-blind safe schemes by Cynthia Brewer (ColorBrewer 2.0, Apache-2.0):
 * YlGn for what is good to have, YlOrRd for loss, Greys under bars, PuOr about
 * zero. */
static const char *const greens[] = {"255,255,204", "194,230,153",
                                     "120,198,121", "49,163,84",
                                     "0,104,55",    "0,69,41"};
static const char *const reds[] = {"255,255,178", "254,217,118", "254,178,76",
                                   "253,141,60",  "240,59,32",   "189,0,38"};
static const char *const greys[] = {"247,247,247", "224,224,224",
                                    "204,204,204", "180,180,180",
                                    "150,150,150", "115,115,115"};
static const char *const about_zero[] = {"179,88,6",    "241,163,64",
                                         "254,224,182", "216,218,235",
                                         "153,142,195", "84,39,136"};

static eco_status read_values(eco_ctx *ctx, eco_store *store, const char *table,
                              double **values, size_t *n)
{
    eco_stmt *s = NULL;
    size_t cap = 0;
    bool row = false;
    eco_status st =
        eco_store_query_table(ctx, store, "publish_values", table, table, &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        if (!ECO_GROW(*values, *n, cap))
            st = eco_nomem(ctx);
        else
            (*values)[(*n)++] = eco_col_real(s, 0);
    }
    eco_stmt_finalize(s);
    return st;
}

/* Of the greens the darkest is left out. */
static const char *colour(const eco_breaks *b, const char *const *palette,
                          size_t i)
{
    size_t last = palette == greens ? 4 : 5;

    if (b->diverging)
        return about_zero[i * 5 / (b->n > 1 ? b->n - 1 : 1)];
    return palette[i * last / (b->n > 1 ? b->n - 1 : 1)];
}

/* Limits without needless digits; thousands are not grouped, as the legend is
 * read by programs too. */
static void number(char buf[40], double v)
{
    snprintf(buf, 40, "%.6g", fabs(v) > 0 ? v : 0.0);
}

/* A kind of layer whose zones are coloured by their column `value`. */
struct graduated {
    const char *style, *document, *symbol;
};

static const struct graduated kinds[] = {
    {"indicator", "style/indicator.xml", "style/indicator_class.xml"},
    {"loss", "style/loss.xml", "style/loss_class.xml"}};

/* The two lists of a renderer. */
struct scale {
    eco_str ranges, symbols;
};

static eco_status add_class(eco_ctx *ctx, const char *symbol,
                            const eco_breaks *b, size_t i, const char *colour,
                            struct scale *out)
{
    char low[40], high[40], index[24];

    number(low, b->limits[i]);
    number(high, b->limits[i + 1]);
    snprintf(index, sizeof index, "%zu", i);
    eco_str_printf(&out->ranges,
                   "<range lower=\"%.17g\" upper=\"%.17g\" symbol=\"%s\" "
                   "label=\"%s to %s\" render=\"true\"/>\n",
                   b->limits[i], b->limits[i + 1], index, low, high);
    return eco_template_fill(ctx, symbol,
                             (const eco_slot[]){{"index", index, false},
                                                {"colour", colour, false},
                                                {NULL, NULL, false}},
                             &out->symbols);
}

/* The first class takes in what lies on its lower limit. */
static eco_status graduated_style(eco_ctx *ctx, eco_store *store,
                                  const struct graduated *kind,
                                  const eco_map_layer *l, eco_str *out)
{
    bool percent = strcmp(l->unit, "PT") == 0;
    const char *const *palette =
        kind == &kinds[1]                                   ? greys
        : l->series && strncmp(l->series, "AG_LND", 6) == 0 ? greens
                                                            : reds;
    double *values = NULL;
    size_t n = 0;
    eco_breaks b;
    struct scale scale = {0};
    eco_status st = read_values(ctx, store, l->name, &values, &n);

    if (st)
        goto done;
    eco_breaks_make(values, n, percent, &b);
    for (size_t i = 0; i < b.n && !st; i++)
        st =
            add_class(ctx, kind->symbol, &b, i, colour(&b, palette, i), &scale);
    if (!st)
        st = eco_template_fill(
            ctx, kind->document,
            (const eco_slot[]){{"ranges", eco_str_text(&scale.ranges), true},
                               {"symbols", eco_str_text(&scale.symbols), true},
                               {"notes", l->abstract, false},
                               {"unit", l->unit, false},
                               {NULL, NULL, false}},
            out);
done:
    eco_mem_free(values);
    eco_str_clear(&scale.ranges);
    eco_str_clear(&scale.symbols);
    return st;
}

eco_status eco_style_make(eco_ctx *ctx, eco_store *store,
                          const eco_map_layer *l, eco_str *out)
{
    eco_str name = {0};
    eco_status st;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(l->style, kinds[i].style) == 0)
            return graduated_style(ctx, store, &kinds[i], l, out);
    eco_str_printf(&name, "style/%s.xml", l->style);
    st = eco_template_fill(
        ctx, eco_str_text(&name),
        (const eco_slot[]){{"notes", l->abstract, false}, {NULL, NULL, false}},
        out);
    eco_str_clear(&name);
    return st;
}

eco_status eco_map_layers_read(eco_ctx *ctx, eco_store *store,
                               eco_map_layers *out)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "publish_layer_list", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        eco_map_layer *l;
        char **texts[11];

        if (!ECO_GROW(out->items, out->n, out->cap)) {
            st = eco_nomem(ctx);
            break;
        }
        l = &out->items[out->n++];
        *l = (eco_map_layer){0};
        memcpy(texts,
               (char **[]){&l->name, &l->title, &l->abstract, &l->theme,
                           &l->indicator, &l->series, &l->zone_set, &l->unit,
                           &l->style, &l->licence, &l->attribution},
               sizeof texts);
        for (int i = 0; i < 11 && !st; i++) {
            *texts[i] = eco_mem_text(eco_col_text(s, i));
            st = *texts[i] ? ECO_OK : eco_nomem(ctx);
        }
    }
    eco_stmt_finalize(s);
    return st;
}

void eco_map_layers_clear(eco_map_layers *l)
{
    for (size_t i = 0; i < l->n; i++) {
        eco_map_layer *m = &l->items[i];

        eco_mem_free(m->name);
        eco_mem_free(m->title);
        eco_mem_free(m->abstract);
        eco_mem_free(m->theme);
        eco_mem_free(m->indicator);
        eco_mem_free(m->series);
        eco_mem_free(m->zone_set);
        eco_mem_free(m->unit);
        eco_mem_free(m->style);
        eco_mem_free(m->licence);
        eco_mem_free(m->attribution);
    }
    eco_mem_free(l->items);
    *l = (eco_map_layers){0};
}
