/* layers/rules/location.csv: read, checked row by row, asked. */
#include "eco_location_defaults.h"

#include "eco_csv.h"
#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FILE_NAME "rules/location.csv"

enum { COLUMNS = 7, CLASSES = 6, ROWS_MAX = 1000, DOMAIN_MAX = 32 };

static const char *const columns[COLUMNS] = {
    "what", "of", "value", "unit", "status", "source", "note"};

/* What a row may say: of how many (one: "of" is empty), unit, range. */
static const struct kind {
    const char *what, *unit;
    double least, most;
    bool is_whole;
} kinds[] = {
    {"model", "", 0, 0, false},
    {"spread", "m", 0, ECO_LOCATION_MOST_M, false},
    {"unit_most", "km2", 0, 1e9, false},
    {"link", "m", 0, ECO_LOCATION_MOST_M, false},
    {"link_polygon", "m", 0, 0, false},
    {"link_mode", "", 0, 0, false},
    {"patch_max", "ha", 0, 1e6, false},
    {"window_before", "years", 0, 100, true},
    {"window_after", "years", 0, 100, true},
    {"level_error", "", ECO_LEVELS_ERROR_LEAST, ECO_LEVELS_ERROR_MOST, false},
    {"ring_error", "", 1e-6, 0.1, false},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static const char *const models[] = {
#define X(name, word, text) word,
    ECO_LOCATION_MAP(X)
#undef X
};
enum { MODELS = sizeof models / sizeof *models };

struct row {
    char *cells[COLUMNS];
    eco_location_default told;
    const struct kind *kind;
    double number;
};

struct eco_location_defaults {
    struct row *rows;
    size_t n, cap;
};

void eco_location_defaults_destroy(eco_location_defaults *d)
{
    if (!d)
        return;
    for (size_t i = 0; i < d->n; i++)
        for (int c = 0; c < COLUMNS; c++)
            eco_mem_free(d->rows[i].cells[c]);
    eco_mem_free(d->rows);
    eco_mem_free(d);
}

static const struct row *find(const eco_location_defaults *d, const char *what,
                              const char *of)
{
    for (size_t i = 0; i < d->n; i++)
        if (strcmp(d->rows[i].told.what, what) == 0 &&
            strcmp(d->rows[i].told.of, of) == 0)
            return &d->rows[i];
    return NULL;
}

static eco_status fail(eco_ctx *ctx, size_t line, const char *what,
                       const char *got, const char *right)
{
    return eco_fail(ctx, ECO_FORMAT, "layers/" FILE_NAME ":%zu: %s '%.60s'; %s",
                    line, what, got, right);
}

static eco_status check_header(eco_ctx *ctx, const eco_csv_row *row)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (row->n != COLUMNS || strcmp(row->cells[i], columns[i]) != 0)
            return fail(ctx, row->line, "column",
                        i < row->n ? row->cells[i] : "",
                        "what,of,value,unit,status,source,note are the "
                        "columns");
    return ECO_OK;
}

static bool is_model(const char *word)
{
    for (size_t i = 0; i < MODELS; i++)
        if (strcmp(models[i], word) == 0)
            return true;
    return false;
}

static eco_status check_value(eco_ctx *ctx, struct row *r)
{
    const eco_location_default *t = &r->told;
    char range[80], low[32], high[32];

    if (strcmp(t->what, "link_mode") == 0)
        return strcmp(t->value, "pixel") == 0 || strcmp(t->value, "patch") == 0
                   ? ECO_OK
                   : fail(ctx, t->line, "value", t->value, "pixel or patch");
    if (strcmp(t->what, "model") == 0)
        return is_model(t->value)
                   ? ECO_OK
                   : fail(ctx, t->line, "value", t->value,
                          "none, polygon, gaussian, disc or unit");
    snprintf(range, sizeof range, "a %snumber from %s to %s is right",
             r->kind->is_whole ? "whole " : "",
             eco_str_real(low, r->kind->least),
             eco_str_real(high, r->kind->most));
    if (!eco_parse_real(t->value, &r->number) ||
        !(r->number >= r->kind->least && r->number <= r->kind->most) ||
        (r->kind->is_whole && fabs(r->number - round(r->number)) > 0))
        return fail(ctx, t->line, "value", t->value, range);
    return ECO_OK;
}

static bool is_class(const char *text)
{
    return text[0] >= '0' && text[0] < '0' + CLASSES && !text[1];
}

static bool is_of(const char *what, const char *of)
{
    if (strcmp(what, "model") == 0 || strcmp(what, "spread") == 0 ||
        strcmp(what, "unit_most") == 0)
        return is_class(of);
    if (strcmp(what, "window_before") == 0 || strcmp(what, "window_after") == 0)
        return strcmp(of, "any") == 0 || strcmp(of, "judicial") == 0;
    return strcmp(what, "link") == 0 || strcmp(what, "link_mode") == 0
               ? *of && strlen(of) < DOMAIN_MAX
               : !*of;
}

static eco_status check_row(eco_ctx *ctx, const eco_location_defaults *d,
                            struct row *r)
{
    const eco_location_default *t = &r->told;
    const char *status = r->cells[4];

    for (size_t i = 0; i < KINDS; i++)
        if (strcmp(kinds[i].what, t->what) == 0)
            r->kind = &kinds[i];
    if (!r->kind)
        return fail(ctx, t->line, "what", t->what,
                    "model, spread, unit_most, link, link_polygon, "
                    "link_mode, patch_max, window_before, window_after, "
                    "level_error or ring_error");
    if (!is_of(t->what, t->of))
        return fail(ctx, t->line, "of", t->of,
                    "a class from 0 to 5, a domain, any or judicial, or "
                    "nothing, as 'what' asks");
    if (find(d, t->what, t->of))
        return fail(ctx, t->line, "of", t->of, "this is told above already");
    if (strcmp(t->unit, r->kind->unit) != 0)
        return fail(ctx, t->line, "unit", t->unit,
                    *r->kind->unit ? r->kind->unit : "none");
    if (strlen(status) != 1 || !strchr("VCMDA", *status))
        return fail(ctx, t->line, "status", status, "V, C, M, D or A");
    if (!*t->source)
        return fail(ctx, t->line, "source", "", "who says so");
    return check_value(ctx, r);
}

static eco_status add(eco_ctx *ctx, eco_location_defaults *d,
                      const eco_csv_row *row)
{
    struct row *r;
    eco_status st;

    if (row->n != COLUMNS || d->n == ROWS_MAX)
        return fail(ctx, row->line, "row", row->n ? row->cells[0] : "",
                    "seven cells, and at most 1000 rows");
    if (!ECO_GROW(d->rows, d->n, d->cap))
        return eco_nomem(ctx);
    r = &d->rows[d->n];
    *r = (struct row){.number = 0};
    st = ECO_OK;
    for (int c = 0; c < COLUMNS; c++)
        if (!(r->cells[c] = eco_mem_text(row->cells[c])))
            st = eco_nomem(ctx);
    if (!st) {
        r->told = (eco_location_default){r->cells[0],  r->cells[1], r->cells[2],
                                         r->cells[3],  r->cells[5], r->cells[6],
                                         *r->cells[4], row->line};
        st = check_row(ctx, d, r);
    }
    d->n++;
    return st;
}

/* Every class has its model, and what the model needs; one of the rest. */
static eco_status check_whole(eco_ctx *ctx, const eco_location_defaults *d)
{
    static const char *const must[][2] = {
        {"link_polygon", ""}, {"window_before", "any"}, {"window_after", "any"},
        {"level_error", ""},  {"ring_error", ""},       {"patch_max", ""},
    };

    for (int i = 0; i < CLASSES; i++) {
        const char of[] = {(char)('0' + i), '\0'};
        const struct row *model = find(d, "model", of);
        const char *also = !model ? "model"
                           : strcmp(model->told.value, "unit") == 0
                               ? "unit_most"
                           : strcmp(model->told.value, "gaussian") == 0 ||
                                   strcmp(model->told.value, "disc") == 0
                               ? "spread"
                               : NULL;

        if (also && !find(d, also, of))
            return eco_fail(ctx, ECO_FORMAT,
                            "layers/" FILE_NAME ": no row '%s,%s' for "
                            "precision class %s",
                            also, of, of);
    }
    for (size_t i = 0; i < sizeof must / sizeof *must; i++)
        if (!find(d, must[i][0], must[i][1]))
            return eco_fail(ctx, ECO_FORMAT,
                            "layers/" FILE_NAME ": no row '%s,%s'", must[i][0],
                            must[i][1]);
    return ECO_OK;
}

eco_status eco_location_defaults_parse(eco_ctx *ctx, const char *text,
                                       eco_location_defaults **out)
{
    eco_location_defaults *d = eco_mem_array(1, sizeof *d);
    eco_csv_reader reader;
    eco_csv_row row = {0};
    eco_status st = d ? ECO_OK : eco_nomem(ctx);
    size_t n = 0;

    *out = NULL;
    eco_csv_open(&reader, text, strlen(text));
    while (!st && !(st = eco_csv_read(&reader, &row)))
        st = n++ ? add(ctx, d, &row) : check_header(ctx, &row);
    if (st == ECO_NOTFOUND)
        st = check_whole(ctx, d);
    else if (st == ECO_FORMAT && !*eco_ctx_message(ctx))
        st = fail(ctx, row.quote_at, "a quote", "\"", "quotes come in pairs");
    else if (st == ECO_NOMEM)
        st = eco_nomem(ctx);
    eco_csv_row_clear(&row);
    if (st) {
        eco_location_defaults_destroy(d);
        return st;
    }
    *out = d;
    return ECO_OK;
}

eco_status eco_location_defaults_load(eco_ctx *ctx, eco_location_defaults **out)
{
    const char *text = eco_layers_text(FILE_NAME);

    return eco_location_defaults_parse(ctx, text ? text : "", out);
}

size_t eco_location_defaults_count(const eco_location_defaults *d)
{
    return d->n;
}

const eco_location_default *
eco_location_defaults_row(const eco_location_defaults *d, size_t i)
{
    return &d->rows[i].told;
}

eco_status eco_location_defaults_model(const eco_location_defaults *d,
                                       int precision, double unit_m2,
                                       eco_location *out)
{
    const char of[] = {(char)('0' + precision), '\0'};
    const struct row *spread, *most;

    *out = (eco_location){0};
    if (precision < 0 || precision >= CLASSES)
        return ECO_INVALID;
    for (size_t i = 0; i < MODELS; i++)
        if (strcmp(models[i], find(d, "model", of)->told.value) == 0)
            out->kind = (eco_location_kind)i;
    spread = find(d, "spread", of);
    out->spread_m = spread ? spread->number : 0;
    if (out->kind != ECO_LOCATION_UNIT)
        return ECO_OK;
    if (!(unit_m2 > 0) || !isfinite(unit_m2))
        return ECO_INVALID;
    most = find(d, "unit_most", of);
    out->area_m2 = unit_m2;
    if (unit_m2 > most->number * 1e6)
        *out = (eco_location){.kind = ECO_LOCATION_NONE};
    return ECO_OK;
}

/* Of a domain, or of the one above it. */
static const struct row *find_domain(const eco_location_defaults *d,
                                     const char *what, const char *domain)
{
    const struct row *r = find(d, what, domain);
    char above[DOMAIN_MAX];

    snprintf(above, sizeof above, "%.*s", (int)strcspn(domain, "_"), domain);
    return r ? r : find(d, what, above);
}

bool eco_location_defaults_patch(const eco_location_defaults *d,
                                 eco_location_kind kind, const char *domain)
{
    const struct row *r = find_domain(d, "link_mode", domain);

    return r && kind != ECO_LOCATION_POLYGON &&
           strcmp(r->told.value, "patch") == 0;
}

double eco_location_defaults_patch_max_m2(const eco_location_defaults *d)
{
    return find(d, "patch_max", "")->number * 1e4;
}

bool eco_location_defaults_link(const eco_location_defaults *d,
                                eco_location_kind kind, const char *domain,
                                double *link_m)
{
    const struct row *r = find_domain(d, "link", domain);

    *link_m = 0;
    if (r && kind == ECO_LOCATION_POLYGON)
        r = find(d, "link_polygon", "");
    if (r)
        *link_m = r->number;
    return r != NULL;
}

void eco_location_defaults_window(const eco_location_defaults *d, bool judicial,
                                  int *before, int *after)
{
    const struct row *b =
        judicial ? find(d, "window_before", "judicial") : NULL;
    const struct row *a = judicial ? find(d, "window_after", "judicial") : NULL;

    b = b ? b : find(d, "window_before", "any");
    a = a ? a : find(d, "window_after", "any");
    *before = (int)b->number;
    *after = (int)a->number;
}

double eco_location_defaults_level_error(const eco_location_defaults *d)
{
    return find(d, "level_error", "")->number;
}

double eco_location_defaults_ring_error(const eco_location_defaults *d)
{
    return find(d, "ring_error", "")->number;
}
