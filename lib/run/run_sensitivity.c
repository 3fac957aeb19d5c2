/* What totals become with one parameter changed, as far as no raster has to be
 * read for it: layers/rules/sensitivity.csv. */
#include "eco_run_draws.h"

#include "eco_csv.h"
#include "eco_mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FILE_NAME "rules/sensitivity.csv"

enum { PARAMETER, HOW, OF, DEFAULT, LOW, HIGH, SOURCE, STATUS, NOTE, COLUMNS };

#define HOW_MAP(X)                                                             \
    X(VALUES, "values")           /* low or high values, of tiers `of` */      \
    X(PERMIT, "permit")           /* the same of what a permit leaves */       \
    X(DROP, "drop")               /* tiers `of` are worth nothing */           \
    X(UNORGANIZED, "unorganized") /* they tell of no organized crime */        \
    X(WINDOW, "window")           /* "N before, N after", years */             \
    X(OMISSION, "omission")       /* what a map misses is not attributed */    \
    X(NONE, "none")               /* cannot be told from the store */

typedef enum how {
#define X(name, word) HOW_##name,
    HOW_MAP(X)
#undef X
        HOWS
} how;

struct trial {
    eco_store *store;
    const eco_rules *rules;
    const eco_draw_options *options;
    const eco_draw_world *world;
    double *values;      /* of the world */
    double *base, *sums; /* ntotals * 3 */
    eco_stmt *insert;
    size_t tested, listed;
};

static how how_of(const char *word)
{
    static const char *const words[HOWS] = {
#define X(name, text) text,
        HOW_MAP(X)
#undef X
    };
    int i = 0;

    while (i < HOWS && strcmp(words[i], word) != 0)
        i++;
    return (how)i;
}

/* Is the tier one of the words? No words: all tiers. */
static bool is_of(const char *words, int tier)
{
    const char *code = tier < ECO_TIERS ? eco_tier_code((eco_tier)tier) : "";
    size_t n = strlen(code);

    if (!*words)
        return true;
    for (const char *w = words; *w; w += strcspn(w, " "), w += *w == ' ')
        if (n && strncmp(w, code, n) == 0 && (w[n] == ' ' || !w[n]))
            return true;
    return false;
}

static double bound_of(const eco_pert *p, bool high)
{
    return high ? p->high : p->low;
}

static void set_values(const struct trial *t, how what, const char *of,
                       bool high)
{
    for (size_t i = 0; i < t->world->mc.nvalues; i++) {
        const eco_mc_value *v = &t->world->values[i];
        bool is_factor = v->quantity == ECO_MC_FACTOR;

        t->values[i] = v->pert.central;
        if (!is_of(of, v->tier))
            continue;
        if ((what == HOW_VALUES && !is_factor) ||
            (what == HOW_PERMIT && is_factor))
            t->values[i] = bound_of(&v->pert, high);
        if ((what == HOW_DROP && v->quantity == ECO_MC_ILLEGAL) ||
            (what == HOW_UNORGANIZED && v->quantity == ECO_MC_ORGANIZED))
            t->values[i] = 0;
    }
}

static bool same_total(const eco_draw_world *a, size_t i,
                       const eco_draw_world *b, size_t k)
{
    return a->sums[i].zone_set == b->sums[k].zone_set &&
           a->sums[i].dataset == b->sums[k].dataset &&
           strcmp(a->types[a->sums[i].type], b->types[b->sums[k].type]) == 0;
}

/* The world with other years, its totals put where they belong. */
static eco_status other_years(eco_ctx *ctx, const struct trial *t,
                              const eco_case_window *window)
{
    eco_draw_world w = {0};
    double *sums = NULL;
    eco_status st = eco_draw_world_load(ctx, t->store, t->rules, window,
                                        t->options->patch_ha, &w);

    if (!st)
        sums = eco_mem_array(w.mc.ntotals + 1, ECO_MC_MEASURES * sizeof *sums);
    if (!st && !sums)
        st = eco_nomem(ctx);
    if (!st) /* values stand in the same order */
        st = eco_mc_expected(ctx, &w.mc, t->values, sums);
    for (size_t i = 0; i < t->world->mc.ntotals && !st; i++)
        for (size_t x = 0; x < ECO_MC_MEASURES; x++) {
            t->sums[i * ECO_MC_MEASURES + x] = 0;
            for (size_t k = 0; k < w.mc.ntotals; k++)
                if (same_total(t->world, i, &w, k))
                    t->sums[i * ECO_MC_MEASURES + x] =
                        sums[k * ECO_MC_MEASURES + x];
        }
    eco_mem_free(sums);
    eco_draw_world_clear(&w);
    return st;
}

/* Times the user's accuracy in place of the ratio, where it is known. Not: all
 * are unknown. */
static void without_omission(const struct trial *t, bool is_asked)
{
    const eco_draw_world *w = t->world;

    for (size_t i = 0; i < w->mc.ntotals * ECO_MC_MEASURES; i++) {
        uint32_t map = w->total_maps[i / ECO_MC_MEASURES];

        t->sums[i] =
            is_asked && w->maps[map].ratio > 0
                ? t->base[i] * (w->of_maps[map].users / w->maps[map].ratio)
                : (double)NAN;
    }
}

static eco_status fail(eco_ctx *ctx, const eco_csv_row *row, int column,
                       const char *right)
{
    return eco_fail(ctx, ECO_FORMAT, "layers/" FILE_NAME ":%zu: '%.60s'; %s",
                    row->line,
                    (size_t)column < row->n ? row->cells[column] : "", right);
}

/* A number of years and what follows it; false: none. */
static bool read_years(const char **text, int *years, const char *rest)
{
    char *end;
    long n = strtol(*text, &end, 10);

    if (end == *text || n < 0 || n > 99 ||
        strncmp(end, rest, strlen(rest)) != 0)
        return false;
    *years = (int)n;
    *text = end + strlen(rest);
    return true;
}

static bool read_window(const char *text, eco_case_window *out)
{
    return read_years(&text, &out->before, " before, ") &&
           read_years(&text, &out->after, " after") && !*text;
}

static eco_status work_out(eco_ctx *ctx, const struct trial *t,
                           const eco_csv_row *row, int bound)
{
    how what = how_of(row->cells[HOW]);
    eco_case_window window;

    if (what == HOW_NONE || what == HOW_OMISSION) {
        without_omission(t, what == HOW_OMISSION);
        return ECO_OK;
    }
    if (what != HOW_WINDOW) {
        set_values(t, what, row->cells[OF], bound == HIGH);
        return eco_mc_expected(ctx, &t->world->mc, t->values, t->sums);
    }
    if (!read_window(row->cells[bound], &window))
        return fail(ctx, row, bound, "'N before, N after' would be right");
    set_values(t, what, "", false);
    return other_years(ctx, t, &window);
}

static eco_status write(eco_ctx *ctx, const struct trial *t,
                        const eco_csv_row *row, int bound)
{
    static const char *const measures[] = {"ILL", "ORG", "TOC"};
    const eco_draw_world *w = t->world;
    eco_status st = ECO_OK;

    eco_bind_text(t->insert, ":parameter", row->cells[PARAMETER]);
    eco_bind_text(t->insert, ":bound", bound == LOW ? "low" : "high");
    eco_bind_text(t->insert, ":is", row->cells[DEFAULT]);
    eco_bind_text(t->insert, ":setting", row->cells[bound]);
    eco_bind_text(t->insert, ":note", row->cells[NOTE]);
    for (size_t i = 0; i < w->mc.ntotals * ECO_MC_MEASURES && !st; i++) {
        const eco_draw_sum *of = &w->sums[i / ECO_MC_MEASURES];

        eco_bind_int(t->insert, ":zone_set", of->zone_set);
        eco_bind_int(t->insert, ":dataset", of->dataset);
        eco_bind_text(t->insert, ":type", w->types[of->type]);
        eco_bind_text(t->insert, ":measure", measures[i % ECO_MC_MEASURES]);
        eco_bind_real(t->insert, ":base", t->base[i]);
        eco_bind_real(t->insert, ":value", t->sums[i]);
        st = eco_stmt_step(ctx, t->insert, NULL);
    }
    return st;
}

static bool any_known(const struct trial *t)
{
    for (size_t i = 0; i < t->world->mc.ntotals * ECO_MC_MEASURES; i++)
        if (!isnan(t->sums[i]))
            return true;
    return false;
}

static eco_status try_row(eco_ctx *ctx, struct trial *t, const eco_csv_row *row)
{
    eco_status st = ECO_OK;
    how what;

    if (row->n != COLUMNS)
        return fail(ctx, row, PARAMETER,
                    "parameter,how,of,default,low,high,source,status,note are "
                    "the columns");
    what = how_of(row->cells[HOW]);
    if (what == HOWS)
        return fail(ctx, row, HOW,
                    "values, permit, drop, unorganized, window, omission, none "
                    "are right");
    for (int bound = LOW; bound <= HIGH && !st; bound++) {
        if (!*row->cells[bound])
            continue;
        st = work_out(ctx, t, row, bound);
        if (!st)
            st = write(ctx, t, row, bound);
        t->tested += any_known(t);
        t->listed++;
    }
    return st;
}

static eco_status try_rows(eco_ctx *ctx, struct trial *t)
{
    const char *text = eco_layers_text(FILE_NAME);
    eco_csv_reader reader;
    eco_csv_row row = {0};
    eco_status st;

    eco_csv_open(&reader, text, strlen(text));
    st = eco_csv_read(&reader, &row); /* the header */
    while (!st && !(st = eco_csv_read(&reader, &row)))
        st = try_row(ctx, t, &row);
    if (st == ECO_NOTFOUND) /* the end */
        st = ECO_OK;
    else if (st == ECO_NOMEM)
        st = eco_nomem(ctx);
    else if (!*eco_ctx_message(ctx))
        st = fail(ctx, &row, COLUMNS, "each quote must be closed");
    eco_csv_row_clear(&row);
    return st;
}

static eco_status try_all(eco_ctx *ctx, struct trial *t)
{
    eco_status st;

    set_values(t, HOW_NONE, "", false);
    st = eco_mc_expected(ctx, &t->world->mc, t->values, t->base);
    if (!st)
        st = eco_store_query(ctx, t->store, "draws_sensitivity", &t->insert);
    if (!st)
        st = try_rows(ctx, t);
    eco_stmt_finalize(t->insert);
    return st;
}

eco_status eco_draw_sensitivity(eco_ctx *ctx, eco_store *store,
                                const eco_rules *rules,
                                const eco_draw_options *options,
                                const eco_draw_world *world, size_t settings[2])
{
    size_t nsums = (world->mc.ntotals + 1) * ECO_MC_MEASURES;
    struct trial t = {
        .store = store, .rules = rules, .options = options, .world = world};
    eco_status st;

    t.values = eco_mem_array(world->mc.nvalues + 1, sizeof *t.values);
    t.base = eco_mem_array(nsums, sizeof *t.base);
    t.sums = eco_mem_array(nsums, sizeof *t.sums);
    st = t.values && t.base && t.sums ? try_all(ctx, &t) : eco_nomem(ctx);
    settings[0] = t.tested;
    settings[1] = t.listed;
    eco_mem_free(t.values);
    eco_mem_free(t.base);
    eco_mem_free(t.sums);
    return st;
}
