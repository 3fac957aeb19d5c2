/* Legends: lists of ranges with labels, from text, CSV or the assessment. */
#include "eco_resolve.h"

#include "eco_coding.h"
#include "eco_csv.h"
#include "eco_file.h"
#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_raster_names.h"
#include "eco_str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { LEGEND_BYTES_MAX = 1 << 20, ENTRIES_MAX = 60000 };

static const char *const shipped[] = {"vocabulary/legend_",
                                      "vocabulary/coding_"};

enum { NSHIPPED = sizeof shipped / sizeof *shipped };

struct entry {
    eco_legend_entry e;
    size_t line; /* CSV: in its file; else 0 */
};

struct entries {
    struct entry *items;
    size_t n, cap;
};

static const char *const roles[] = {"forest", "mining", "water", "land",
                                    "nodata"};

void eco_legend_free(eco_legend_entry *legend, size_t n)
{
    for (size_t i = 0; legend && i < n; i++) {
        eco_mem_free(legend[i].label);
        eco_mem_free(legend[i].role);
    }
    eco_mem_free(legend);
}

static bool is_role(const char *role)
{
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(role, roles[i]) == 0)
            return true;
    return false;
}

/* texts: value, label, role, unccd, seea; a label that is itself a role's word
 * is one. */
static eco_status add_entry(eco_ctx *ctx, struct entries *e, size_t line,
                            const char *const texts[5])
{
    struct entry entry = {.line = line};
    eco_status st;
    const char *label = texts[1] ? texts[1] : "";
    const char *role = texts[2] && *texts[2] ? texts[2]
                       : is_role(label)      ? label
                                             : NULL;

    if (!eco_legend_range(texts[0], &entry.e.low, &entry.e.high))
        return eco_fail(ctx, ECO_USAGE,
                        "'%.60s' is not a value or a range such as 0-29",
                        texts[0]);
    if (!*label)
        return eco_fail(ctx, ECO_USAGE, "value %.60s has no label", texts[0]);
    if (role && !is_role(role))
        return eco_fail(ctx, ECO_USAGE,
                        "role '%.60s' of '%.60s' is unknown; allowed: forest, "
                        "mining, water, land, nodata",
                        role, label);
    st = eco_unccd_find(ctx, texts[3], &entry.e.unccd);
    if (!st)
        st = eco_seea_find(ctx, texts[4], &entry.e.seea);
    if (st)
        return st;
    if (!ECO_GROW(e->items, e->n, e->cap))
        return eco_nomem(ctx);
    entry.e.label = eco_mem_text(label);
    entry.e.role = eco_mem_text(role);
    e->items[e->n++] = entry; /* hand_over frees it, whole or not */
    return entry.e.label && (!role || entry.e.role) ? ECO_OK : eco_nomem(ctx);
}

static int by_low(const void *a, const void *b)
{
    const struct entry *const *p = a, *const *q = b;
    double x = (*p)->e.low, y = (*q)->e.low;

    if (x < y || x > y)
        return x < y ? -1 : 1;
    return (*p > *q) - (*p < *q);
}

/* A value has one class. *bad: the entry that another one overlaps, the later
 * written of the two. */
static eco_status check_overlap(eco_ctx *ctx, const struct entries *e,
                                size_t *bad)
{
    const struct entry **order = eco_mem_array(e->n, sizeof *order);
    eco_status st = ECO_OK;
    char low[32];

    if (!order)
        return eco_nomem(ctx);
    for (size_t i = 0; i < e->n; i++)
        order[i] = &e->items[i];
    if (e->n)
        qsort(order, e->n, sizeof *order, by_low);
    for (size_t i = 1; i < e->n && !st; i++) {
        const struct entry *p = order[i - 1], *q = order[i];

        if (q->e.low > p->e.high)
            continue;
        *bad = (size_t)((p > q ? p : q) - e->items);
        st = eco_fail(ctx, ECO_USAGE,
                      "value %s is both '%.60s' and '%.60s'; a value has one "
                      "class",
                      eco_str_real(low, q->e.low), (p > q ? q : p)->e.label,
                      (p > q ? p : q)->e.label);
    }
    eco_mem_free(order);
    return st;
}

/* The entries to the caller, or none and why. *bad: which entry is at fault,
 * as far as it is one. */
static eco_status hand_over(eco_ctx *ctx, eco_status st, struct entries *e,
                            eco_legend_entry **out, size_t *n, size_t *bad)
{
    eco_legend_entry *legend = NULL;

    *out = NULL;
    *n = 0;
    *bad = e->n ? e->n - 1 : 0;
    if (!st && !e->n)
        st = eco_fail(ctx, ECO_USAGE, "the legend is empty");
    if (!st)
        st = check_overlap(ctx, e, bad);
    if (!st) {
        legend = eco_mem_array(e->n, sizeof *legend);
        st = legend ? ECO_OK : eco_nomem(ctx);
    }
    for (size_t i = 0; i < e->n; i++) {
        if (!st) {
            legend[i] = e->items[i].e;
            continue;
        }
        eco_mem_free(e->items[i].e.label);
        eco_mem_free(e->items[i].e.role);
    }
    if (!st) {
        *out = legend;
        *n = e->n;
    }
    return st;
}

/* One "0-29:open" or "30-100:forest:forest". */
static eco_status parse_entry(eco_ctx *ctx, struct entries *e, char *text)
{
    char *label = strchr(text, ':'), *role;

    if (!label)
        return eco_fail(ctx, ECO_USAGE,
                        "'%.60s': write value:label, such as 0-29:open", text);
    *label++ = '\0';
    role = strchr(label, ':');
    if (role)
        *role++ = '\0';
    return add_entry(ctx, e, 0,
                     (const char *const[5]){text, label, role, NULL, NULL});
}

/* "WHERE: " before the message of a failure. */
static eco_status at(eco_ctx *ctx, eco_status st, const char *where,
                     size_t line)
{
    eco_str text = {0};

    if (!st || st == ECO_NOMEM)
        return st;
    eco_str_add(&text, eco_ctx_message(ctx));
    if (text.failed)
        st = eco_nomem(ctx);
    else if (line)
        eco_fail(ctx, st, "%s:%zu: %s", where, line, eco_str_text(&text));
    else
        eco_fail(ctx, st, "%s: %s", where, eco_str_text(&text));
    eco_str_clear(&text);
    return st;
}

eco_status eco_legend_parse(eco_ctx *ctx, const char *where, const char *text,
                            eco_legend_entry **out, size_t *n)
{
    char *copy = eco_mem_text(text), *next = copy;
    struct entries e = {0};
    eco_status st = copy ? ECO_OK : eco_nomem(ctx);
    size_t bad;

    while (!st && next && *next) {
        char *entry = next;

        next = strchr(entry, ';');
        if (next)
            *next++ = '\0';
        if (*entry)
            st = parse_entry(ctx, &e, entry);
    }
    st = hand_over(ctx, st, &e, out, n, &bad);
    eco_mem_free(e.items);
    eco_mem_free(copy);
    return at(ctx, st, where, 0);
}

struct columns {
    int value, low, high, label, role, unccd, seea;
};

static int column(const eco_csv_row *row, const char *const *names)
{
    for (; *names; names++)
        for (size_t i = 0; i < row->n; i++)
            if (strcasecmp(row->cells[i], *names) == 0)
                return (int)i;
    return -1;
}

static eco_status find_columns(eco_ctx *ctx, const eco_csv_row *row,
                               struct columns *c)
{
    static const char *const value[] = {"value", "code",  "class_id",
                                        "id",    "class", NULL};
    static const char *const label[] = {"label", "name", "description",
                                        "meaning", NULL};
    static const char *const low[] = {"low", "from", "min", NULL};
    static const char *const high[] = {"high", "to", "max", NULL};
    static const char *const role[] = {"role", NULL};
    static const char *const unccd[] = {"unccd", NULL};
    static const char *const seea[] = {"seea", NULL};

    *c = (struct columns){column(row, value), column(row, low),
                          column(row, high),  column(row, label),
                          column(row, role),  column(row, unccd),
                          column(row, seea)};
    if (c->label < 0 || (c->value < 0 && (c->low < 0 || c->high < 0)))
        return eco_fail(ctx, ECO_USAGE,
                        "a legend needs the columns value (or low and high) "
                        "and label; role, unccd and seea are optional");
    return ECO_OK;
}

/* The text of a cell, without the blanks round it. */
static const char *cell(const eco_csv_row *row, int i)
{
    char *text = i >= 0 && (size_t)i < row->n ? row->cells[i] : NULL;
    size_t n;

    if (!text)
        return "";
    text += strspn(text, " \t");
    n = strlen(text);
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t'))
        text[--n] = '\0';
    return text;
}

static eco_status csv_entry(eco_ctx *ctx, struct entries *e,
                            const eco_csv_row *row, const struct columns *c)
{
    eco_str value = {0};
    eco_status st;

    if (row->n == 1 && !*cell(row, 0))
        return ECO_OK; /* an empty line */
    if (c->low >= 0 && c->high >= 0)
        eco_str_printf(&value, "%s-%s", cell(row, c->low), cell(row, c->high));
    else
        eco_str_add(&value, cell(row, c->value));
    st = value.failed ? eco_nomem(ctx)
                      : add_entry(ctx, e, row->line,
                                  (const char *const[5]){
                                      eco_str_text(&value), cell(row, c->label),
                                      cell(row, c->role), cell(row, c->unccd),
                                      cell(row, c->seea)});
    eco_str_clear(&value);
    return st;
}

static eco_status read_rows(eco_ctx *ctx, const char *text, size_t ntext,
                            struct entries *e, size_t *line)
{
    eco_csv_reader reader;
    eco_csv_row row = {0};
    struct columns columns;
    eco_status st;

    eco_csv_open(&reader, text, ntext);
    st = eco_csv_read(&reader, &row);
    *line = 1;
    if (!st)
        st = find_columns(ctx, &row, &columns);
    while (!st && !(st = eco_csv_read(&reader, &row))) {
        *line = row.line;
        st = e->n < ENTRIES_MAX
                 ? csv_entry(ctx, e, &row, &columns)
                 : eco_fail(ctx, ECO_USAGE, "a legend has at most %d entries",
                            ENTRIES_MAX);
    }
    if (st == ECO_NOTFOUND)
        st = ECO_OK; /* the end */
    if (st == ECO_FORMAT) {
        *line = row.line;
        st = eco_fail(ctx, ECO_USAGE, "a quote is not closed");
    }
    if (st == ECO_NOMEM)
        eco_nomem(ctx);
    eco_csv_row_clear(&row);
    return st;
}

static eco_status from_csv(eco_ctx *ctx, const char *path, const char *text,
                           size_t ntext, eco_legend_entry **out, size_t *n)
{
    struct entries e = {0};
    size_t line, bad;
    eco_status st;
    bool read;

    if (eco_coding_is(text, ntext)) {
        st = eco_coding_read(ctx, text, ntext, out, n, &line);
        return at(ctx, st, path, line);
    }
    st = read_rows(ctx, text, ntext, &e, &line);
    read = !st;

    st = hand_over(ctx, st, &e, out, n, &bad);
    if (read && e.n)
        line = e.items[bad].line;
    eco_mem_free(e.items);
    return at(ctx, st, path, line);
}

eco_status eco_legend_load(eco_ctx *ctx, const char *path,
                           eco_legend_entry **out, size_t *n)
{
    char *text = NULL;
    size_t ntext;
    eco_status st = eco_file_read(ctx, path, LEGEND_BYTES_MAX, &text, &ntext);

    *out = NULL;
    *n = 0;
    if (!st)
        st = from_csv(ctx, path, text, ntext, out, n);
    eco_mem_free(text);
    return st;
}

eco_status eco_legend_shipped(eco_ctx *ctx, const char *word,
                              eco_legend_entry **out, size_t *n)
{
    eco_status st = ECO_OK;

    *out = NULL;
    *n = 0;
    for (int i = 0; i < NSHIPPED && !st && !*n; i++) {
        eco_str name = {0};
        const char *text;

        eco_str_printf(&name, "%s%s.csv", shipped[i], word);
        text = name.failed ? NULL : eco_layers_text(eco_str_text(&name));
        if (name.failed)
            st = eco_nomem(ctx);
        else if (text)
            st = from_csv(ctx, eco_str_text(&name), text, strlen(text), out, n);
        eco_str_clear(&name);
    }
    return st;
}

void eco_legend_shipped_names(eco_str *out)
{
    for (int i = 0; i < NSHIPPED; i++)
        for (const char *const *name = eco_layers_list(shipped[i]);
             *name && eco_starts_with(*name, shipped[i]); name++)
            eco_str_printf(out, "%s%.*s", out->n ? ", " : "",
                           (int)(strlen(*name) - strlen(shipped[i]) - 4),
                           *name + strlen(shipped[i]));
}

eco_status eco_legend_of_raster(eco_ctx *ctx, const char *path, int band,
                                eco_legend_entry **out, size_t *n)
{
    eco_str text = {0};
    eco_status st = eco_raster_names(ctx, path, band, &text);

    *out = NULL;
    *n = 0;
    if (!st)
        st = from_csv(ctx, path, text.text, text.n, out, n);
    eco_str_clear(&text);
    return st;
}

static eco_status no_legend(struct resolver *r, const char *word)
{
    eco_str all = {0};
    eco_status st;

    eco_legend_shipped_names(&all);
    st = eco_resolve_error(r, "legend",
                           "'%.100s' is no file in %.200s, no list such as "
                           "0-29:open;30-100:forest, and no legend that comes "
                           "with ecocrime (%s)",
                           word, *r->folder ? r->folder : "./",
                           eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

/* `legend: TEXT`: a list, a file or the name of a shipped legend. */
static eco_status from_word(struct resolver *r, const char *word,
                            eco_dataset_spec *d)
{
    char *path = eco_resolve_path(r, word);
    eco_status st;

    if (!path)
        return eco_nomem(r->ctx);
    if (access(path, F_OK) == 0)
        st = eco_legend_load(r->ctx, path, &d->legend, &d->nlegend);
    else if (strcmp(word, "file") == 0 && d->nbands && d->bands[0].nfiles)
        st = eco_legend_of_raster(r->ctx, d->bands[0].files[0],
                                  d->bands[0].band, &d->legend, &d->nlegend);
    else if (strchr(word, ':'))
        st = eco_legend_parse(r->ctx, "list", word, &d->legend, &d->nlegend);
    else
        st = eco_legend_shipped(r->ctx, word, &d->legend, &d->nlegend);
    if (!st && !d->nlegend)
        st = no_legend(r, word);
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
    char place[40];
    size_t bad;

    if (raw->nlegend == 1 && !raw->legend[0].label)
        return from_word(r, raw->legend[0].value, d);
    for (unsigned i = 0; i < raw->nlegend && !st; i++) {
        snprintf(place, sizeof place, "legend.%u", i);
        st = add_entry(
            r->ctx, &e, 0,
            (const char *const[5]){raw->legend[i].value, raw->legend[i].label,
                                   raw->legend[i].role, raw->legend[i].unccd,
                                   raw->legend[i].seea});
    }
    if (st) {
        hand_over(r->ctx, st, &e, &d->legend, &d->nlegend, &bad);
    } else {
        st = hand_over(r->ctx, st, &e, &d->legend, &d->nlegend, &bad);
        snprintf(place, sizeof place, "legend.%zu", bad);
    }
    eco_mem_free(e.items);
    if (st && st != ECO_NOMEM)
        return eco_resolve_error(r, place, "%s", eco_ctx_message(r->ctx));
    return st;
}
