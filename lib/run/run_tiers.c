/* The rules into the store, and each piece of evidence graded by them. */
#include "eco_mem.h"
#include "eco_run_job.h"
#include "eco_str.h"

#include <string.h>

static eco_status run_query(eco_ctx *ctx, eco_store *store, const char *query)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, query, &s);

    if (!st)
        st = eco_stmt_step(ctx, s, NULL);
    eco_stmt_finalize(s);
    return st;
}

static eco_status put_rule(eco_ctx *ctx, eco_stmt *s, const eco_rules *rules,
                           size_t i)
{
    const eco_rule_about *r = eco_rules_about(rules, i);
    const char status[2] = {r->status, '\0'};
    eco_str asks = {0};
    eco_status st;

    for (size_t k = 0; r->asks[k]; k++)
        eco_str_printf(&asks, "%s%s", k ? "\n" : "", r->asks[k]);
    eco_bind_text(s, ":id", r->id);
    eco_bind_int(s, ":position", (int64_t)i + 1);
    eco_bind_text(s, ":tier", r->tier);
    eco_bind_int(s, ":is_cap", r->is_cap);
    eco_bind_text(s, ":title", r->title);
    eco_bind_text(s, ":text", r->text);
    eco_bind_text(s, ":asks", eco_str_text(&asks));
    eco_bind_text(s, ":source", r->source);
    eco_bind_text(s, ":status", status);
    eco_bind_text(s, ":file", eco_rules_file(rules));
    eco_bind_text(s, ":sha256", eco_rules_sha256(rules));
    st = asks.failed ? eco_nomem(ctx) : eco_stmt_step(ctx, s, NULL);
    eco_str_clear(&asks);
    return st;
}

static eco_status put_rules(eco_ctx *ctx, eco_store *store,
                            const eco_rules *rules)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, "rule_insert", &s);

    for (size_t i = 0; i < eco_rules_count(rules) && !st; i++)
        st = put_rule(ctx, s, rules, i);
    eco_stmt_finalize(s);
    return st;
}

static eco_status put_file(eco_ctx *ctx, eco_store *store,
                           const eco_rules *rules, const char *text,
                           bool is_default)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, "rule_file_insert", &s);

    if (!st) {
        eco_bind_text(s, ":file", eco_rules_file(rules));
        eco_bind_text(s, ":name", eco_rules_name(rules));
        eco_bind_text(s, ":sha256", eco_rules_sha256(rules));
        eco_bind_int(s, ":is_default", is_default);
        eco_bind_text(s, ":text", text);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

/* In place of those of the run before. */
static eco_status put(eco_ctx *ctx, eco_store *store, const eco_rules *rules,
                      const char *text, bool is_default)
{
    eco_status st = run_query(ctx, store, "rule_clear");

    if (!st)
        st = run_query(ctx, store, "rule_file_clear");
    if (!st)
        st = put_rules(ctx, store, rules);
    return st ? st : put_file(ctx, store, rules, text, is_default);
}

static eco_status parse(eco_ctx *ctx, const char *shown, const char *text,
                        size_t n, eco_rules **out)
{
    eco_findings found = {0};
    eco_status st = eco_rules_parse(ctx, shown, text, n, &found, out);

    if (st == ECO_USAGE && found.nerrors > 1)
        st = eco_trace(ctx, st, "%zu more errors: see 'ecocrime check'",
                       found.nerrors - 1);
    eco_findings_clear(&found);
    return st;
}

eco_status eco_run_rules(eco_ctx *ctx, eco_store *store, const char *path,
                         eco_rules **out)
{
    const char *shown = path ? path : "layers/" ECO_RULES_DEFAULT;
    char *text = NULL;
    size_t n;
    eco_status st = eco_rules_source(ctx, path, &text, &n);

    *out = NULL;
    if (!st)
        st = parse(ctx, shown, text, n, out);
    if (!st)
        st = put(ctx, store, *out, text, !path);
    eco_mem_free(text);
    return st;
}

eco_status eco_run_rules_again(eco_ctx *ctx, eco_store *store, eco_rules **out)
{
    char *text = NULL, *file = NULL;
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "rule_file_own", &s);

    *out = NULL;
    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (!st && row) {
        file = eco_mem_text(eco_col_text(s, 0));
        text = eco_mem_text(eco_col_text(s, 1));
        if (!file || !text)
            st = eco_nomem(ctx);
    }
    eco_stmt_finalize(s);
    if (!st && !row)
        return eco_run_rules(ctx, store, NULL, out);
    if (!st)
        st = parse(ctx, file, text, strlen(text), out);
    if (!st)
        st = put(ctx, store, *out, text, false);
    eco_mem_free(file);
    eco_mem_free(text);
    return st;
}

/* ---- grading ---- */

struct grader {
    const eco_rules *rules;
    eco_store *store;
    eco_stmt *rows, *add, *find, *write;
    size_t columns[ECO_FACTS_MAX]; /* fact of each column after the first */
    int ncolumns;
    eco_facts facts, last; /* equal facts stand together: graded once */
    eco_graded graded;     /* of `last` */
    int64_t reason;        /* of `last`; 0: none */
    bool any;
    int64_t nodd[ECO_FACTS_MAX]; /* values that are none, by fact */
    eco_str odd[ECO_FACTS_MAX];  /* the first of them */
};

static eco_status find_columns(eco_ctx *ctx, struct grader *g)
{
    g->ncolumns = eco_col_count(g->rows) - 1;
    if (g->ncolumns > ECO_FACTS_MAX)
        return eco_fail(ctx, ECO_INVALID,
                        "layers/query/tier_facts.sql: has more columns than "
                        "there are facts");
    for (int i = 0; i < g->ncolumns; i++)
        if (!eco_fact_find(eco_col_name(g->rows, i + 1), &g->columns[i]))
            return eco_fail(ctx, ECO_INVALID,
                            "layers/query/tier_facts.sql: column '%s' is no "
                            "fact; 'ecocrime help rules' lists them",
                            eco_col_name(g->rows, i + 1));
    return ECO_OK;
}

/* What is no value of a fact is not known; it is told at the end. */
static void read_facts(struct grader *g)
{
    g->facts = (eco_facts){0};
    for (int i = 0; i < g->ncolumns; i++) {
        const size_t fact = g->columns[i];
        const char *text = eco_col_text(g->rows, i + 1);

        if (eco_facts_set(&g->facts, fact, text, &g->rules->words[fact]))
            continue;
        if (!g->nodd[fact]++)
            eco_str_printf(&g->odd[fact], "%.60s", text);
    }
}

static eco_status reason_of(eco_ctx *ctx, struct grader *g)
{
    eco_str text = {0};
    bool row = false;
    eco_status st = ECO_OK;

    g->reason = 0;
    eco_graded_text(g->rules, &g->graded, &g->facts, &text);
    if (text.failed)
        st = eco_nomem(ctx);
    if (!st && text.n) {
        eco_bind_text(g->add, ":text", eco_str_text(&text));
        st = eco_stmt_step(ctx, g->add, NULL);
        eco_bind_text(g->find, ":text", eco_str_text(&text));
        if (!st)
            st = eco_stmt_step(ctx, g->find, &row);
        if (!st && row)
            g->reason = eco_col_int(g->find, 0);
        eco_stmt_reset(g->find);
    }
    eco_str_clear(&text);
    return st;
}

static eco_status grade_row(eco_ctx *ctx, struct grader *g)
{
    const eco_rule *rule;
    eco_status st = ECO_OK;

    read_facts(g);
    if (!g->any || !eco_facts_equal(&g->facts, &g->last)) {
        eco_rules_eval(g->rules, &g->facts, &g->graded);
        st = reason_of(ctx, g);
        g->last = g->facts;
        g->any = true;
    }
    rule = g->graded.rule;
    eco_bind_text(g->write, ":tier", rule ? rule->about.tier : NULL);
    eco_bind_text(g->write, ":rule", rule ? rule->about.id : NULL);
    if (g->reason)
        eco_bind_int(g->write, ":reason", g->reason);
    else
        eco_bind_null(g->write, ":reason");
    eco_bind_int(g->write, ":evidence_id", eco_col_int(g->rows, 0));
    return st ? st : eco_stmt_step(ctx, g->write, NULL);
}

static eco_status tell_odd(eco_ctx *ctx, struct grader *g)
{
    eco_status st = ECO_OK;

    for (size_t f = 0; f < eco_fact_count(); f++) {
        st = g->odd[f].failed ? eco_nomem(ctx) : st;
        if (g->nodd[f] && !st)
            eco_log(ctx, ECO_LOG_WARN,
                    "%lld pieces of evidence tell no %s that rules know, such "
                    "as '%s': taken as not known; allowed: %s",
                    (long long)g->nodd[f], eco_fact_def_at(f)->name,
                    eco_str_text(&g->odd[f]), g->rules->words[f].shown);
        eco_str_clear(&g->odd[f]);
    }
    return st;
}

static eco_status prepare(eco_ctx *ctx, struct grader *g)
{
    eco_status st = run_query(ctx, g->store, "tier_clear");

    if (!st)
        st = run_query(ctx, g->store, "tier_reason_clear");
    if (!st)
        st = eco_store_query(ctx, g->store, "tier_reason_insert", &g->add);
    if (!st)
        st = eco_store_query(ctx, g->store, "tier_reason_find", &g->find);
    if (!st)
        st = eco_store_query(ctx, g->store, "tier_store", &g->write);
    if (!st)
        st = eco_store_query(ctx, g->store, "tier_facts", &g->rows);
    return st ? st : find_columns(ctx, g);
}

eco_status eco_run_grade(eco_ctx *ctx, eco_store *store, const eco_rules *rules)
{
    struct grader *g = eco_mem_array(1, sizeof *g);
    bool row = false;
    int64_t n = 0;
    eco_status st, told;

    if (!g)
        return eco_nomem(ctx);
    g->rules = rules;
    g->store = store;
    st = prepare(ctx, g);
    while (!st && !(st = eco_stmt_step(ctx, g->rows, &row)) && row) {
        st = grade_row(ctx, g);
        if (!st && ++n % 10000 == 0)
            st = eco_progress(ctx, 0, "grading evidence");
    }
    told = tell_odd(ctx, g);
    eco_stmt_finalize(g->rows);
    eco_stmt_finalize(g->add);
    eco_stmt_finalize(g->find);
    eco_stmt_finalize(g->write);
    eco_mem_free(g);
    return st ? st : told;
}

eco_status eco_run_tier_counts(eco_ctx *ctx, eco_store *store, eco_str *out)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "tier_counts", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
        eco_str_printf(out, "%s%s %lld", out->n ? ", " : "", eco_col_text(s, 0),
                       (long long)eco_col_int(s, 1));
    eco_stmt_finalize(s);
    return st;
}

eco_status eco_run_grade_told(eco_ctx *ctx, eco_store *store,
                              const eco_rules *rules)
{
    eco_str what = {0}, counts = {0};
    eco_status st = eco_run_grade(ctx, store, rules);

    if (!st)
        st = eco_run_tier_counts(ctx, store, &counts);
    eco_str_printf(&what, "by '%s': %s", eco_rules_name(rules),
                   counts.n ? eco_str_text(&counts) : "no evidence");
    if (!st && (what.failed || counts.failed))
        st = eco_nomem(ctx);
    if (!st)
        st = eco_run_lineage_set(ctx, store, "tier", "evidence",
                                 eco_str_text(&what));
    eco_str_clear(&what);
    eco_str_clear(&counts);
    return st;
}
