/* Columns of the mapping in the table; which are stored, which are not. */
#include "eco_fold.h"
#include "eco_incident_impl.h"
#include "eco_mem.h"

#include <string.h>

struct binder {
    eco_ctx *ctx;
    eco_incident_reader *r;
    eco_personal *personal;
};

static char *folded(const char *text)
{
    eco_str s = {0};

    eco_str_add(&s, "");
    eco_fold(&s, text);
    if (s.failed)
        eco_str_clear(&s);
    return eco_str_take(&s);
}

/* A header that differs in case, accents or the form of an apostrophe is meant
 * when it is the only one. */
static eco_status find_alike(eco_ctx *ctx, const eco_table_in *t,
                             const char *name, int *out)
{
    char *want = folded(name);
    eco_status st = want ? ECO_OK : eco_nomem(ctx);
    size_t n = 0;

    for (size_t i = 0; i < eco_table_in_ncolumns(t) && !st && *want; i++) {
        char *have = folded(eco_table_in_column(t, i));

        if (!have)
            st = eco_nomem(ctx);
        else if (strcmp(have, want) == 0 && !n++)
            *out = (int)i;
        eco_mem_free(have);
    }
    if (n > 1)
        *out = -1;
    eco_mem_free(want);
    return st;
}

static eco_status no_column(const struct binder *b, const char *key,
                            const char *name)
{
    const eco_table_in *t = b->r->table;
    eco_str all = {0};
    eco_status st;

    for (size_t i = 0; i < eco_table_in_ncolumns(t) && all.n < 600; i++)
        eco_str_printf(&all, "%s%.60s", i ? ", " : "",
                       eco_table_in_column(t, i));
    st = eco_fail(b->ctx, ECO_USAGE,
                  "%s: %s: there is no column '%.80s'; it has: %s", b->r->file,
                  key, name, eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

static eco_status find(const struct binder *b, const char *key,
                       const char *name, int *out)
{
    eco_status st = ECO_OK;

    *out = -1;
    if (!name)
        return ECO_OK;
    *out = eco_table_in_find(b->r->table, name);
    if (*out < 0)
        st = find_alike(b->ctx, b->r->table, name, out);
    return !st && *out < 0 ? no_column(b, key, name) : st;
}

/* Columns that are read must be there to be stored: one that looks personal is
 * not used by oversight. */
static eco_status use(const struct binder *b, const char *key, const char *name,
                      int *out)
{
    const eco_incident_reader *r = b->r;
    eco_status st = find(b, key, name, out);

    if (st || *out < 0 || !(r->use[*out] & COLUMN_DROPPED))
        return st;
    return eco_fail(b->ctx, ECO_USAGE,
                    "%s: %s: column '%.80s' is not stored (drop, or its name "
                    "looks personal), so it cannot be used; if it holds "
                    "nothing personal, list it under not_personal",
                    r->file, key, name);
}

static eco_status mark(const struct binder *b, const char *key,
                       const eco_words *words, unsigned char bit)
{
    eco_status st = ECO_OK;
    int at;

    for (size_t i = 0; i < words->n && !st; i++) {
        st = bit == COLUMN_DROPPED ? find(b, key, words->items[i], &at)
                                   : use(b, key, words->items[i], &at);
        if (!st)
            b->r->use[at] |= bit;
    }
    return st;
}

/* Columns that look personal, unless there is a legal basis to keep them. */
static eco_status mark_personal(struct binder *b)
{
    eco_incident_reader *r = b->r;
    eco_words exempt = r->m->not_personal;
    eco_status st = ECO_OK;

    if (r->m->keep_personal && r->options.legal_basis)
        return ECO_OK;
    st = eco_personal_create(b->ctx, &b->personal);
    for (size_t i = 0; i < r->ncolumns && !st; i++) {
        const char *name = eco_table_in_column(r->table, i);
        bool personal = false;

        st = eco_personal_match(b->ctx, b->personal, name, &personal);
        if (!st && personal && !eco_words_have(&exempt, name))
            r->use[i] |= COLUMN_DROPPED;
    }
    eco_personal_destroy(b->personal);
    return st;
}

static eco_status list_dropped(struct binder *b)
{
    eco_incident_reader *r = b->r;

    for (size_t i = 0; i < r->ncolumns; i++)
        if (r->use[i] & COLUMN_DROPPED)
            eco_str_printf(&r->dropped, "%s%s", r->ndropped++ ? ", " : "",
                           eco_table_in_column(r->table, i));
    if (r->dropped.text)
        eco_one_line(r->dropped.text);
    return r->dropped.failed ? eco_nomem(b->ctx) : ECO_OK;
}

static eco_status bind_lists(const struct binder *b)
{
    eco_incident_reader *r = b->r;
    const eco_mapping *m = r->m;
    eco_status st = ECO_OK;

    r->at.id = eco_mem_array(m->id.n + 1, sizeof *r->at.id);
    r->at.quantities =
        eco_mem_array(m->nquantities + 1, sizeof *r->at.quantities);
    r->quantities = eco_mem_array(m->nquantities + 1, sizeof *r->quantities);
    if (!r->at.id || !r->at.quantities || !r->quantities)
        return eco_nomem(b->ctx);
    for (size_t i = 0; i < m->id.n && !st; i++)
        st = use(b, "id", m->id.items[i], &r->at.id[i]);
    for (size_t i = 0; i < m->nquantities && !st; i++)
        st =
            use(b, "quantities", m->quantities[i].column, &r->at.quantities[i]);
    for (int f = 0; f < ECO_FACT_COUNT && !st; f++)
        st = use(b, eco_fact_key((eco_fact)f), m->facts[f].column,
                 &r->at.facts[f]);
    return st;
}

static eco_status bind_single(const struct binder *b)
{
    const eco_mapping *m = b->r->m;
    struct columns *at = &b->r->at;
    const struct {
        const char *key, *name;
        int *out;
    } all[] = {
        {"title", m->title, &at->title},
        {"case", m->case_id, &at->case_id},
        {"date.column", m->date.column, &at->date},
        {"date.from", m->date.from, &at->from},
        {"date.to", m->date.to, &at->to},
        {"coordinates.lat", m->coordinates.lat, &at->lat},
        {"coordinates.lon", m->coordinates.lon, &at->lon},
        {"coordinates.column", m->coordinates.column, &at->both},
        {"coordinates.easting", m->coordinates.easting, &at->easting},
        {"coordinates.northing", m->coordinates.northing, &at->northing},
        {"coordinates.zone", m->coordinates.zone, &at->zone},
        {"coordinates.accuracy", m->coordinates.accuracy, &at->accuracy},
        {"place.name", m->place.name, &at->name},
        {"place.code", m->place.code, &at->code},
        {"place.parent", m->place.parent, &at->parent},
    };
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof all / sizeof *all && !st; i++)
        st = use(b, all[i].key, all[i].name, all[i].out);
    return st;
}

eco_status eco_columns_bind(eco_ctx *ctx, eco_incident_reader *r)
{
    struct binder b = {.ctx = ctx, .r = r};
    const eco_mapping *m = r->m;
    eco_status st;

    r->ncolumns = eco_table_in_ncolumns(r->table);
    r->use = eco_mem_array(r->ncolumns + 1, sizeof *r->use);
    if (!r->use)
        return eco_nomem(ctx);
    st = mark(&b, "drop", &m->drop, COLUMN_DROPPED);
    if (!st)
        st = mark_personal(&b);
    if (!st)
        st = list_dropped(&b);
    if (!st)
        st = mark(&b, "merge_by", &m->merge_by, COLUMN_MERGED);
    if (!st)
        st = mark(&b, "keep", &m->keep, COLUMN_KEPT);
    if (!st)
        st = bind_single(&b);
    return st ? st : bind_lists(&b);
}
