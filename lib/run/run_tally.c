/* The tally from memory into the store, its keys put into words. */
#include "eco_run_job.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A distinct (table, key) and the number it gets. */
struct combination {
    uint32_t table;
    uint64_t key;
};

struct words {
    const char *dataset, *from_label, *from_role, *to_label, *to_role;
    int year, history, canopy; /* year 0, canopy -1: none */
    char from_buf[32], to_buf[32], other_buf[32];
    eco_str label;
};

static int by_table(const void *a, const void *b)
{
    const struct combination *p = a, *q = b;

    if (p->table != q->table)
        return p->table < q->table ? -1 : 1;
    return (p->key > q->key) - (p->key < q->key);
}

/* Cells that only rounding left are no row; see eco_cover.h. */
static bool occurs(const eco_tally_row *row)
{
    return row->cells > 0 && row->area > 0;
}

static size_t distinct(const eco_tally *t, struct combination *out)
{
    size_t n = 0, kept = 0;

    for (size_t i = 0; i < eco_tally_count(t); i++) {
        const eco_tally_row *row = eco_tally_get(t, i);

        if (occurs(row))
            out[n++] =
                (struct combination){row->key.table, row->key.combination};
    }
    qsort(out, n, sizeof *out, by_table);
    for (size_t i = 0; i < n; i++)
        if (!kept || by_table(&out[i], &out[kept - 1]) != 0)
            out[kept++] = out[i];
    return kept;
}

static const eco_classes *classes(const eco_run_job *job, uint32_t table,
                                  size_t i)
{
    return &job->stack.layers[job->stack.tables[table].layers[i]].classes;
}

static void total_words(const eco_run_job *job, const struct combination *c,
                        struct words *w)
{
    (void)job;
    w->to_label = c->key ? "outside" : "inside";
    w->to_role = c->key ? "outside" : NULL;
    eco_str_add(&w->label, c->key ? "off the rasters" : "on the rasters");
}

static void year_words(const eco_run_job *job, const struct combination *c,
                       struct words *w)
{
    const eco_classes *k = classes(job, c->table, 0);
    size_t from = eco_table_digit(&job->stack, c->table, c->key, 1);
    size_t to = eco_table_digit(&job->stack, c->table, c->key, 2);

    w->year = job->themes[c->table].year;
    w->history = (int)eco_table_digit(&job->stack, c->table, c->key, 0);
    if (from != ECO_CLASS_RADIX(k)) {
        w->from_label = eco_class_label(k, from, w->from_buf);
        w->from_role = eco_class_role(k, from);
    }
    w->to_label = eco_class_label(k, to, w->to_buf);
    w->to_role = eco_class_role(k, to);
    if (w->from_label)
        eco_str_printf(&w->label, "%s to ", w->from_label);
    eco_str_printf(&w->label, "%s, %d", w->to_label, w->year);
}

/* Loss year and canopy: the value k is the year base + k, 0 is no loss. */
static void loss_words(const eco_run_job *job, const struct combination *c,
                       struct words *w)
{
    const eco_dataset_spec *d = job->themes[c->table].spec;
    const eco_classes *loss = classes(job, c->table, 0);
    size_t value = eco_table_digit(&job->stack, c->table, c->key, 0);
    int base = d && d->year ? d->year : 2000;

    w->to_label = eco_class_label(loss, value, w->to_buf);
    w->to_role = value < loss->n ? NULL : eco_class_role(loss, value);
    if (value > 0 && value < loss->n) {
        w->year = base + (int)value;
        w->to_role = "loss";
        eco_str_printf(&w->label, "loss in %d", w->year);
    } else {
        eco_str_add(&w->label, value ? w->to_label : "no loss");
    }
    if (job->stack.tables[c->table].n > 1) {
        const eco_classes *canopy = classes(job, c->table, 1);
        size_t k = eco_table_digit(&job->stack, c->table, c->key, 1);
        const char *role = eco_class_role(canopy, k);

        if (eco_class_observed(canopy, k))
            w->canopy = role && strcmp(role, "forest") == 0;
        eco_str_printf(&w->label, ", canopy %s",
                       eco_class_label(canopy, k, w->other_buf));
    }
}

static void class_words(const eco_run_job *job, const struct combination *c,
                        struct words *w)
{
    const eco_classes *k = classes(job, c->table, 0);

    w->year = job->themes[c->table].year;
    w->to_label = eco_class_label(k, (size_t)c->key, w->to_buf);
    w->to_role = eco_class_role(k, (size_t)c->key);
    eco_str_add(&w->label, w->to_label);
}

/* "2023-05 high": the year is that of the alert. */
static void alert_words(const eco_run_job *job, const struct combination *c,
                        struct words *w)
{
    class_words(job, c, w);
    w->year = 0;
    if (w->to_role && strcmp(w->to_role, "alert") == 0)
        w->year = (int)strtol(w->to_label, NULL, 10);
}

/* All its classes, one after the other. */
static void part_words(const eco_run_job *job, const struct combination *c,
                       struct words *w)
{
    const eco_table *t = &job->stack.tables[c->table];
    bool outside = true;

    w->year = job->themes[c->table].year;
    for (size_t i = 0; i < t->n; i++) {
        const eco_classes *k = classes(job, c->table, i);
        size_t digit = eco_table_digit(&job->stack, c->table, c->key, i);

        outside &= digit == ECO_CLASS_OUTSIDE(k);
        eco_str_printf(&w->label, "%s%s", i ? ", " : "",
                       eco_class_label(k, digit, w->other_buf));
    }
    w->to_label = outside ? "outside" : "inside";
    w->to_role = outside ? "outside" : NULL;
}

static void put_into_words(const eco_run_job *job, const struct combination *c,
                           struct words *w)
{
    const eco_theme *theme = &job->themes[c->table];

    *w = (struct words){.canopy = -1, .dataset = ""};
    if (theme->spec)
        w->dataset = theme->spec->id;
    if (theme->parts)
        part_words(job, c, w);
    else if (strcmp(theme->theme, "total") == 0)
        total_words(job, c, w);
    else if (strcmp(theme->theme, "forest-loss-year") == 0)
        loss_words(job, c, w);
    else if (strcmp(theme->theme, "dated-alerts") == 0)
        alert_words(job, c, w);
    else if (strcmp(theme->theme, "class") == 0)
        class_words(job, c, w);
    else
        year_words(job, c, w);
}

static eco_status write_combination(eco_ctx *ctx, const eco_run_job *job,
                                    eco_stmt *s, const struct combination *c,
                                    size_t number)
{
    struct words w;
    eco_status st;

    put_into_words(job, c, &w);
    eco_bind_int(s, ":combination_id", (int64_t)number);
    eco_bind_text(s, ":theme", job->themes[c->table].theme);
    eco_bind_text(s, ":dataset", w.dataset);
    if (w.year)
        eco_bind_int(s, ":year", w.year);
    else
        eco_bind_null(s, ":year");
    eco_bind_text(s, ":from_label", w.from_label);
    eco_bind_text(s, ":from_role", w.from_role);
    eco_bind_text(s, ":to_label", w.to_label);
    eco_bind_text(s, ":to_role", w.to_role);
    eco_bind_int(s, ":history", w.history);
    if (w.canopy >= 0)
        eco_bind_int(s, ":canopy", w.canopy);
    else
        eco_bind_null(s, ":canopy");
    eco_bind_text(s, ":label", eco_str_text(&w.label));
    st = w.label.failed ? eco_nomem(ctx) : eco_stmt_step(ctx, s, NULL);
    eco_str_clear(&w.label);
    return st;
}

static eco_status write_parts(eco_ctx *ctx, const eco_run_job *job, eco_stmt *s,
                              const struct combination *c, size_t number)
{
    const eco_table *t = &job->stack.tables[c->table];
    const eco_theme *theme = &job->themes[c->table];
    eco_status st = ECO_OK;
    char buf[32];

    for (size_t i = 0; theme->parts && i < t->n && !st; i++) {
        const eco_classes *k = classes(job, c->table, i);
        size_t digit = eco_table_digit(&job->stack, c->table, c->key, i);
        const eco_dataset_spec *d = job->layers[t->layers[i]].spec;
        int year = job->stack.layers[t->layers[i]].year;

        eco_bind_int(s, ":combination_id", (int64_t)number);
        eco_bind_text(s, ":part", theme->parts[i]);
        eco_bind_text(s, ":dataset", d->id);
        if (year || d->year)
            eco_bind_int(s, ":year", year ? year : d->year);
        else
            eco_bind_null(s, ":year");
        eco_bind_text(s, ":label", eco_class_label(k, digit, buf));
        eco_bind_text(s, ":role", eco_class_role(k, digit));
        st = eco_stmt_step(ctx, s, NULL);
    }
    return st;
}

static eco_status write_combinations(eco_ctx *ctx, const eco_run_job *job,
                                     const struct combination *c, size_t n)
{
    eco_stmt *s = NULL, *part = NULL;
    eco_status st = eco_store_query(ctx, job->store, "tally_combination", &s);

    if (!st)
        st = eco_store_query(ctx, job->store, "tally_part", &part);
    for (size_t i = 0; i < n && !st; i++) {
        st = write_combination(ctx, job, s, &c[i], i + 1);
        if (!st)
            st = write_parts(ctx, job, part, &c[i], i + 1);
    }
    eco_stmt_finalize(s);
    eco_stmt_finalize(part);
    return st;
}

static eco_status write_sets(eco_ctx *ctx, const eco_run_job *job)
{
    const eco_shape *shapes = job->shapes.items;
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, job->store, "tally_set", &s);

    for (size_t i = 1; i < eco_sets_count(job->result.sets) && !st; i++) {
        size_t n;
        const uint32_t *items = eco_sets_items(job->result.sets, i, &n);

        for (size_t k = 0; k < n && !st; k++) {
            eco_bind_int(s, ":set", (int64_t)i);
            eco_bind_int(s, ":evidence_id", shapes[items[k]].evidence);
            eco_bind_real(s, ":probability", shapes[items[k]].value);
            eco_bind_real(s, ":probability_error", shapes[items[k]].error);
            st = eco_stmt_step(ctx, s, NULL);
        }
    }
    eco_stmt_finalize(s);
    return st;
}

struct writer {
    const eco_run_job *job;
    const struct combination *combinations;
    size_t n;
    eco_stmt *row, *value;
};

static void bind_key(const struct writer *w, eco_stmt *s,
                     const eco_tally_key *key)
{
    struct combination c = {key->table, key->combination};
    const struct combination *at =
        bsearch(&c, w->combinations, w->n, sizeof c, by_table);

    eco_bind_int(s, ":zone_id", w->job->zones.items[key->zone].id);
    eco_bind_int(s, ":combination_id", (int64_t)(at - w->combinations) + 1);
    eco_bind_int(s, ":set", key->set);
}

static eco_status write_values(eco_ctx *ctx, const struct writer *w, size_t i)
{
    const eco_run_job *job = w->job;
    const eco_tally_row *row = eco_tally_get(job->result.tally, i);
    const eco_tally_value *v = eco_tally_get_values(job->result.tally, i);
    eco_status st = ECO_OK;

    for (size_t l = 0; l < job->stack.nlayers && !st; l++) {
        const eco_layer *layer = &job->stack.layers[l];
        const eco_dataset_spec *d = job->layers[l].spec;

        if (!layer->value)
            continue;
        if (v->valid > 0) {
            bind_key(w, w->value, &row->key);
            eco_bind_text(w->value, ":dataset", d->id);
            eco_bind_real(w->value, ":sum",
                          eco_result_value(&job->result, layer, v));
            eco_bind_text(w->value, ":unit", d->unit ? d->unit : "");
            eco_bind_int(w->value, ":valid_cm2",
                         eco_result_area_cm2(&job->result, v->valid));
            st = eco_stmt_step(ctx, w->value, NULL);
        }
        v++;
    }
    return st;
}

static eco_status write_rows(eco_ctx *ctx, struct writer *w)
{
    const eco_tally *t = w->job->result.tally;
    eco_status st = eco_store_query(ctx, w->job->store, "tally_row", &w->row);

    if (!st)
        st = eco_store_query(ctx, w->job->store, "tally_value", &w->value);
    for (size_t i = 0; i < eco_tally_count(t) && !st; i++) {
        const eco_tally_row *row = eco_tally_get(t, i);

        if (!occurs(row))
            continue;
        bind_key(w, w->row, &row->key);
        eco_bind_real(w->row, ":cells", eco_result_cells(row));
        eco_bind_int(w->row, ":area_cm2",
                     eco_result_area_cm2(&w->job->result, row->area));
        st = eco_stmt_step(ctx, w->row, NULL);
        if (!st)
            st = write_values(ctx, w, i);
    }
    eco_stmt_finalize(w->row);
    eco_stmt_finalize(w->value);
    return st;
}

eco_status eco_run_tally(eco_ctx *ctx, eco_run_job *job)
{
    struct writer w = {.job = job};
    struct combination *c =
        eco_mem_array(eco_tally_count(job->result.tally), sizeof *c);
    eco_status st;

    if (!c)
        return eco_nomem(ctx);
    w.combinations = c;
    w.n = distinct(job->result.tally, c);
    st = write_combinations(ctx, job, c, w.n);
    if (!st)
        st = write_sets(ctx, job);
    if (!st)
        st = write_rows(ctx, &w);
    eco_mem_free(c);
    return st;
}
