/* layers/rules/type_domain.csv: read, checked row by row, stored. */
#include "eco_type_domain.h"

#include "eco_csv.h"
#include "eco_mem.h"

#include <ecocrime/vocabulary.h>
#include <string.h>

#define FILE_NAME "rules/type_domain.csv"

enum { TYPE, DOMAIN, SOURCE, STATUS, COLUMNS };
static const char *const columns[COLUMNS] = {"type", "domain", "source",
                                             "status"};

struct lists {
    eco_vocabulary *types, *domains, *statuses;
};

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
                        "type,domain,source,status are the columns");
    return ECO_OK;
}

static eco_status check_row(eco_ctx *ctx, const struct lists *l,
                            const eco_csv_row *row)
{
    const eco_term *domain;

    if (row->n != COLUMNS)
        return fail(ctx, row->line, "row", row->n ? row->cells[0] : "",
                    "type,domain,source,status are the columns");
    if (!eco_vocabulary_find(l->types, NULL, row->cells[TYPE]))
        return fail(ctx, row->line, "type", row->cells[TYPE],
                    "see 'ecocrime help vocabulary degradation'");
    domain = eco_vocabulary_find(l->domains, NULL, row->cells[DOMAIN]);
    if (!domain || domain->parent)
        return fail(ctx, row->line, "domain", row->cells[DOMAIN],
                    "a code of 'ecocrime help vocabulary domain' without "
                    "subtype is right");
    if (strcmp(row->cells[DOMAIN], "ENB") == 0)
        return fail(ctx, row->line, "domain", row->cells[DOMAIN],
                    "enabling crime alone has no area");
    if (!*row->cells[SOURCE])
        return fail(ctx, row->line, "source", "", "name one");
    if (!eco_vocabulary_find(l->statuses, NULL, row->cells[STATUS]))
        return fail(ctx, row->line, "status", row->cells[STATUS],
                    "see 'ecocrime help vocabulary verification'");
    return ECO_OK;
}

/* Its place in the list, at the end when it is new; `most`: no memory or no
 * room. */
static size_t place_of(char **list, size_t *n, size_t most, const char *code)
{
    size_t i = 0;

    while (i < *n && strcmp(list[i], code) != 0)
        i++;
    if (i < *n || i == most)
        return i;
    list[i] = eco_mem_text(code);
    if (!list[i])
        return most;
    return (*n)++;
}

static eco_status add(eco_ctx *ctx, eco_type_domains *t, const eco_csv_row *row)
{
    size_t domain =
        place_of(t->roots, &t->nroots, ECO_ROOTS_MAX, row->cells[DOMAIN]);
    size_t type =
        place_of(t->types, &t->ntypes, ECO_TYPES_MAX, row->cells[TYPE]);
    uint64_t bit;

    if (domain == ECO_ROOTS_MAX || type == ECO_TYPES_MAX)
        return eco_nomem(ctx);
    bit = UINT64_C(1) << domain;
    if (t->domains[type] & bit)
        return fail(ctx, row->line, "domain", row->cells[DOMAIN],
                    "the type has it already");
    t->domains[type] |= bit;
    return ECO_OK;
}

static eco_status read_rows(eco_ctx *ctx, const struct lists *l,
                            eco_type_domains *t)
{
    const char *text = eco_layers_text(FILE_NAME);
    eco_csv_reader reader;
    eco_csv_row row = {0};
    eco_status st;

    eco_csv_open(&reader, text, strlen(text));
    st = eco_csv_read(&reader, &row);
    if (!st)
        st = check_header(ctx, &row);
    while (!st && !(st = eco_csv_read(&reader, &row))) {
        st = check_row(ctx, l, &row);
        if (!st)
            st = add(ctx, t, &row);
    }
    if (st == ECO_NOTFOUND) /* the end */
        st = t->ntypes ? ECO_OK
                       : fail(ctx, 1, "row", "", "at least one is needed");
    else if (st == ECO_NOMEM)
        st = eco_nomem(ctx);
    else if (!*eco_ctx_message(ctx))
        st = fail(ctx, row.line, "quote", "", "each must be closed");
    eco_csv_row_clear(&row);
    return st;
}

eco_status eco_type_domains_load(eco_ctx *ctx, eco_type_domains *out)
{
    struct lists l = {0};
    eco_status st = eco_vocabulary_load(ctx, "degradation", NULL, &l.types);

    *out = (eco_type_domains){0};
    if (!st)
        st = eco_vocabulary_load(ctx, "domain", NULL, &l.domains);
    if (!st)
        st = eco_vocabulary_load(ctx, "verification", NULL, &l.statuses);
    if (!st)
        st = read_rows(ctx, &l, out);
    if (st)
        eco_type_domains_clear(out);
    eco_vocabulary_destroy(l.types);
    eco_vocabulary_destroy(l.domains);
    eco_vocabulary_destroy(l.statuses);
    return st;
}

void eco_type_domains_clear(eco_type_domains *t)
{
    for (size_t i = 0; i < t->nroots; i++)
        eco_mem_free(t->roots[i]);
    for (size_t i = 0; i < t->ntypes; i++)
        eco_mem_free(t->types[i]);
    *t = (eco_type_domains){0};
}

uint64_t eco_type_domains_of(const eco_type_domains *t, const char *type)
{
    for (size_t i = 0; i < t->ntypes; i++)
        if (strcmp(t->types[i], type) == 0)
            return t->domains[i];
    return 0;
}

uint64_t eco_type_domains_bits(const eco_type_domains *t, const char *domains)
{
    uint64_t bits = 0;

    if (strcmp(domains, "*") == 0)
        return UINT64_MAX;
    while (*domains) {
        size_t n = strcspn(domains, ","), root;

        root = strcspn(domains, "_,");
        for (size_t i = 0; i < t->nroots; i++)
            if (strlen(t->roots[i]) == root &&
                strncmp(t->roots[i], domains, root) == 0)
                bits |= UINT64_C(1) << i;
        domains += n + (domains[n] == ',');
    }
    return bits;
}

const char *eco_type_domains_name(const eco_type_domains *t, uint64_t bits)
{
    for (size_t i = 0; i < t->nroots; i++)
        if (bits == UINT64_C(1) << i)
            return t->roots[i];
    return "_U";
}

static eco_status store_type(eco_ctx *ctx, eco_stmt *s,
                             const eco_type_domains *t, size_t type)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < t->nroots && !st; i++) {
        if (!(t->domains[type] >> i & 1))
            continue;
        eco_bind_text(s, ":type", t->types[type]);
        eco_bind_text(s, ":domain", t->roots[i]);
        st = eco_stmt_step(ctx, s, NULL);
    }
    return st;
}

eco_status eco_type_domains_store(eco_ctx *ctx, eco_store *store,
                                  const eco_type_domains *t)
{
    eco_stmt *clear = NULL, *s = NULL;
    eco_status st =
        eco_store_query(ctx, store, "attribute_clear_types", &clear);

    if (!st)
        st = eco_stmt_step(ctx, clear, NULL);
    if (!st)
        st = eco_store_query(ctx, store, "attribute_type", &s);
    for (size_t i = 0; i < t->ntypes && !st; i++)
        st = store_type(ctx, s, t, i);
    eco_stmt_finalize(clear);
    eco_stmt_finalize(s);
    return st;
}
