/* Legends: lists of ranges with labels, from text, CSV or the assessment. */
#include "eco_resolve.h"

#include "eco_csv.h"
#include "eco_file.h"
#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { LEGEND_BYTES_MAX = 1 << 20 };

struct entries {
    eco_legend_entry *items;
    size_t n, cap;
};

void eco_legend_free(eco_legend_entry *legend, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        eco_mem_free(legend[i].label);
        eco_mem_free(legend[i].role);
    }
    eco_mem_free(legend);
}

/* "30", "-5", "0-29", "-10--1", "0.5-1.5" */
static bool range(const char *text, double *low, double *high)
{
    char *end;

    *low = strtod(text, &end);
    if (end == text)
        return false;
    *high = *low;
    if (*end == '-') {
        char *last;

        *high = strtod(end + 1, &last);
        if (last == end + 1)
            return false;
        end = last;
    }
    return !*end && *low <= *high;
}

static bool role_ok(const char *role)
{
    static const char *const roles[] = {"forest", "mining", "water", "land",
                                        "nodata"};

    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(role, roles[i]) == 0)
            return true;
    return false;
}

static eco_status add_entry(eco_ctx *ctx, struct entries *e, const char *where,
                            const char *const texts[3])
{
    eco_legend_entry entry = {0};
    const char *role = texts[2] && *texts[2] ? texts[2] : NULL;

    if (!range(texts[0], &entry.low, &entry.high))
        return eco_fail(ctx, ECO_USAGE,
                        "%s: '%s' is not a value or a range such as 0-29",
                        where, texts[0]);
    if (!texts[1] || !*texts[1])
        return eco_fail(ctx, ECO_USAGE, "%s: value %s has no label", where,
                        texts[0]);
    if (role && !role_ok(role))
        return eco_fail(ctx, ECO_USAGE,
                        "%s: role '%s' of '%s' is unknown; allowed: forest, "
                        "mining, water, land, nodata",
                        where, role, texts[1]);
    for (size_t i = 0; i < e->n; i++)
        if (entry.low <= e->items[i].high && e->items[i].low <= entry.high)
            return eco_fail(ctx, ECO_USAGE,
                            "%s: '%s' (%s) overlaps '%s'; a value can have one "
                            "class",
                            where, texts[0], texts[1], e->items[i].label);
    entry.label = eco_mem_text(texts[1]);
    entry.role = eco_mem_text(role);
    if (!entry.label || (role && !entry.role) ||
        !ECO_GROW(e->items, e->n, e->cap)) {
        eco_mem_free(entry.label);
        eco_mem_free(entry.role);
        return eco_nomem(ctx);
    }
    e->items[e->n++] = entry;
    return ECO_OK;
}

static eco_status hand_over(eco_status st, struct entries *e,
                            eco_legend_entry **out, size_t *n)
{
    if (st) {
        eco_legend_free(e->items, e->n);
        *out = NULL;
        *n = 0;
    } else {
        *out = e->items;
        *n = e->n;
    }
    return st;
}

/* One "0-29:open" or "30-100:forest:forest". */
static eco_status parse_entry(eco_ctx *ctx, struct entries *e,
                              const char *where, char *text)
{
    char *label = strchr(text, ':'), *role;

    if (!label)
        return eco_fail(ctx, ECO_USAGE,
                        "%s: '%s': write value:label, such as 0-29:open", where,
                        text);
    *label++ = '\0';
    role = strchr(label, ':');
    if (role)
        *role++ = '\0';
    return add_entry(ctx, e, where, (const char *const[3]){text, label, role});
}

eco_status eco_legend_parse(eco_ctx *ctx, const char *where, const char *text,
                            eco_legend_entry **out, size_t *n)
{
    char *copy = eco_mem_text(text), *at = copy;
    struct entries e = {0};
    eco_status st = copy ? ECO_OK : eco_nomem(ctx);

    while (!st && at && *at) {
        char *end = strchr(at, ';');

        if (end)
            *end++ = '\0';
        if (*at)
            st = parse_entry(ctx, &e, where, at);
        at = end;
    }
    if (!st && !e.n)
        st = eco_fail(ctx, ECO_USAGE, "%s: the legend is empty", where);
    eco_mem_free(copy);
    return hand_over(st, &e, out, n);
}

struct columns {
    int value, low, high, label, role;
};

static int column(const eco_csv_row *row, const char *const *names)
{
    for (; *names; names++)
        for (size_t i = 0; i < row->n; i++)
            if (strcasecmp(row->cells[i], *names) == 0)
                return (int)i;
    return -1;
}

static eco_status find_columns(eco_ctx *ctx, const char *path,
                               const eco_csv_row *row, struct columns *c)
{
    static const char *const value[] = {"value", "code",  "class_id",
                                        "id",    "class", NULL};
    static const char *const label[] = {"label", "name", "description",
                                        "meaning", NULL};
    static const char *const low[] = {"low", "from", "min", NULL};
    static const char *const high[] = {"high", "to", "max", NULL};
    static const char *const role[] = {"role", NULL};

    *c = (struct columns){column(row, value), column(row, low),
                          column(row, high), column(row, label),
                          column(row, role)};
    if (c->label < 0 || (c->value < 0 && (c->low < 0 || c->high < 0)))
        return eco_fail(ctx, ECO_USAGE,
                        "%s: a legend needs the columns value (or low and "
                        "high) and label; role is optional",
                        path);
    return ECO_OK;
}

static const char *cell(const eco_csv_row *row, int i)
{
    const char *text = i >= 0 && (size_t)i < row->n ? row->cells[i] : "";

    return text + strspn(text, " ");
}

static eco_status csv_entry(eco_ctx *ctx, struct entries *e, const char *path,
                            const eco_csv_row *row, const struct columns *c)
{
    eco_str where = {0}, value = {0};
    eco_status st;

    if (row->n == 1 && !*row->cells[0])
        return ECO_OK; /* an empty line */
    eco_str_printf(&where, "%s:%zu", path, row->line);
    if (c->low >= 0 && c->high >= 0)
        eco_str_printf(&value, "%s-%s", cell(row, c->low), cell(row, c->high));
    else
        eco_str_add(&value, cell(row, c->value));
    st = where.failed || value.failed
             ? eco_nomem(ctx)
             : add_entry(ctx, e, eco_str_text(&where),
                         (const char *const[3]){eco_str_text(&value),
                                                cell(row, c->label),
                                                cell(row, c->role)});
    eco_str_clear(&where);
    eco_str_clear(&value);
    return st;
}

static eco_status from_csv(eco_ctx *ctx, const char *path, const char *text,
                           size_t ntext, struct entries *e)
{
    eco_csv_reader reader;
    eco_csv_row row = {0};
    struct columns columns;
    eco_status st;

    eco_csv_open(&reader, text, ntext);
    st = eco_csv_read(&reader, &row);
    if (st == ECO_NOTFOUND)
        return eco_fail(ctx, ECO_USAGE, "%s: the legend is empty", path);
    if (!st)
        st = find_columns(ctx, path, &row, &columns);
    while (!st && !(st = eco_csv_read(&reader, &row)))
        st = csv_entry(ctx, e, path, &row, &columns);
    if (st == ECO_NOTFOUND)
        st = ECO_OK;
    if (st == ECO_FORMAT)
        eco_fail(ctx, st, "%s:%zu: a quote is not closed", path, reader.line);
    eco_csv_row_clear(&row);
    return st;
}

eco_status eco_legend_load(eco_ctx *ctx, const char *path,
                           eco_legend_entry **out, size_t *n)
{
    struct entries e = {0};
    char *text = NULL;
    size_t ntext;
    eco_status st = eco_file_read(ctx, path, LEGEND_BYTES_MAX, &text, &ntext);

    if (!st)
        st = from_csv(ctx, path, text, ntext, &e);
    eco_mem_free(text);
    return hand_over(st, &e, out, n);
}

/* Shipped legends go by a word: `legend: mapbiomas`. */
static eco_status shipped(struct resolver *r, const char *word,
                          eco_dataset_spec *d, bool *found)
{
    struct entries e = {0};
    eco_str name = {0};
    const char *text;
    eco_status st = ECO_OK;

    eco_str_printf(&name, "vocabulary/legend_%s.csv", word);
    text = name.failed ? NULL : eco_layers_text(eco_str_text(&name));
    *found = text != NULL;
    if (text)
        st = hand_over(
            from_csv(r->ctx, eco_str_text(&name), text, strlen(text), &e), &e,
            &d->legend, &d->nlegend);
    eco_str_clear(&name);
    return st;
}

/* `legend: TEXT`: a list, a file or the name of a shipped legend. */
static eco_status from_word(struct resolver *r, const char *word,
                            eco_dataset_spec *d)
{
    char *path = eco_resolve_path(r, word);
    bool found = false;
    eco_status st;

    if (!path)
        return eco_nomem(r->ctx);
    if (access(path, R_OK) == 0)
        st = eco_legend_load(r->ctx, path, &d->legend, &d->nlegend);
    else if (strchr(word, ':'))
        st = eco_legend_parse(r->ctx, "legend", word, &d->legend, &d->nlegend);
    else
        st = shipped(r, word, d, &found);
    if (!st && !d->nlegend)
        st = eco_resolve_error(r, "legend",
                               "'%s' is no file, no list such as "
                               "0-29:open;30-100:forest, and no legend that "
                               "comes with ecocrime",
                               word);
    else if (st && st != ECO_NOMEM)
        st = eco_resolve_error(r, "legend", "%s", eco_ctx_message(r->ctx));
    eco_mem_free(path);
    return st;
}

eco_status eco_resolve_legend(struct resolver *r, const struct raw_dataset *raw,
                              eco_dataset_spec *d)
{
    struct entries e = {0};
    eco_status st = ECO_OK;

    if (raw->nlegend == 1 && !raw->legend[0].label)
        return from_word(r, raw->legend[0].value, d);
    for (unsigned i = 0; i < raw->nlegend && !st; i++)
        st = add_entry(r->ctx, &e, "legend",
                       (const char *const[3]){raw->legend[i].value,
                                              raw->legend[i].label,
                                              raw->legend[i].role});
    hand_over(st, &e, &d->legend, &d->nlegend);
    if (st && st != ECO_NOMEM)
        return eco_resolve_error(r, "legend", "%s", eco_ctx_message(r->ctx));
    return st;
}
