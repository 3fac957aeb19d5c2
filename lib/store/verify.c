/* Is a store whole, are its figures consistent, are its inputs unchanged? */
#include "eco_findings_add.h"
#include "eco_head.h"
#include "eco_layers.h"
#include "eco_store_impl.h"
#include "eco_str.h"

#include <ecocrime/store.h>
#include <string.h>

enum { SHOWN_MAX = 20 }; /* rows told of each check; the rest is counted */

static eco_status add_damage(eco_ctx *ctx, const eco_store *s,
                             const char *problem, eco_findings *found)
{
    char text[256];
    size_t n = 0;

    for (; problem[n] && n + 1 < sizeof text; n++) {
        text[n] = problem[n];
        if (text[n] == '\n')
            text[n] = ' ';
    }
    text[n] = '\0';
    return eco_findings_add(ctx, found, ECO_SEVERITY_ERROR, s->path,
                            "the file is damaged (%s); make it again", text);
}

/* The check itself may stop at the damage it has found. */
static eco_status check_damage(eco_ctx *ctx, eco_store *s, eco_findings *found)
{
    eco_stmt *q = NULL;
    bool row = true;
    eco_status st = eco_store_query(ctx, s, "store_integrity", &q);

    while (!st && row) {
        st = eco_stmt_step(ctx, q, &row);
        if (!st && row && strcmp(eco_col_text(q, 0), "ok") != 0)
            st = add_damage(ctx, s, eco_col_text(q, 0), found);
    }
    eco_stmt_finalize(q);
    if (st == ECO_FORMAT)
        st = found->nerrors > 0
                 ? ECO_OK
                 : add_damage(ctx, s, eco_ctx_message(ctx), found);
    return st;
}

static eco_status check_references(eco_ctx *ctx, eco_store *s,
                                   eco_findings *found)
{
    eco_stmt *q = NULL;
    bool row = true;
    eco_status st = eco_store_query(ctx, s, "store_references", &q);

    for (int n = 0; !st && row && n < SHOWN_MAX; n++) {
        st = eco_stmt_step(ctx, q, &row);
        if (!st && row)
            st = eco_findings_add(ctx, found, ECO_SEVERITY_ERROR,
                                  eco_col_text(q, 0),
                                  "a row refers to a row of '%s' that is not "
                                  "there",
                                  eco_col_text(q, 2));
    }
    eco_stmt_finalize(q);
    return st;
}

static eco_status check_layer(eco_ctx *ctx, eco_store *s, const char *table,
                              const char *column, eco_findings *found)
{
    int64_t n[2] = {0, 0};
    eco_stmt *q = NULL;
    eco_status st =
        eco_store_query_table(ctx, s, "store_index_counts", table, column, &q);

    if (!st)
        st = eco_store_counts(ctx, q, n, 2);
    eco_stmt_finalize(q);
    if (st || n[0] == n[1])
        return st;
    return eco_findings_add(ctx, found, ECO_SEVERITY_ERROR, table,
                            "%lld rows have a geometry, the spatial index has "
                            "%lld: QGIS does not show all; make the store "
                            "again",
                            (long long)n[0], (long long)n[1]);
}

static eco_status check_layers(eco_ctx *ctx, eco_store *s, eco_findings *found)
{
    eco_stmt *q = NULL;
    bool row = true;
    eco_status st = eco_store_query(ctx, s, "store_geometries", &q);

    while (!st && row) {
        const char *table, *column;

        st = eco_stmt_step(ctx, q, &row);
        if (st || !row)
            break;
        table = eco_col_text(q, 0);
        column = eco_col_text(q, 1);
        if (eco_col_int(q, 2) == 0)
            st = eco_findings_add(ctx, found, ECO_SEVERITY_WARNING, table,
                                  "has no spatial index: QGIS is slow with it");
        else if (eco_store_is_name(table) && eco_store_is_name(column))
            st = check_layer(ctx, s, table, column, found);
    }
    eco_stmt_finalize(q);
    return st;
}

/* Every row of a check is a mistake: where it is, and what. */
static eco_status run_check(eco_ctx *ctx, eco_store *s, const char *name,
                            eco_findings *found)
{
    char key[64];
    eco_head head = {0};
    eco_stmt *q = NULL;
    const char *rule = NULL;
    bool row = true;
    int n = 0;
    eco_status st = eco_head_read(ctx, name, &head);

    eco_head_short(name, key, sizeof key);
    if (!st)
        st = eco_head_need(ctx, &head, name, "check", &rule);
    if (!st)
        st = eco_stmt_prepare(ctx, s->db, eco_layers_text(name), &q);
    while (!st && row) {
        st = eco_stmt_step(ctx, q, &row);
        if (!st && row && n++ < SHOWN_MAX)
            st = eco_findings_add(ctx, found, ECO_SEVERITY_ERROR,
                                  eco_col_text(q, 0), "%s [%s]",
                                  eco_col_text(q, 1), key);
    }
    if (!st && n > SHOWN_MAX)
        st = eco_findings_add(ctx, found, ECO_SEVERITY_ERROR, key,
                              "and %d more rows like these", n - SHOWN_MAX);
    if (!st && n > 0)
        st = eco_findings_add(ctx, found, ECO_SEVERITY_NOTE, key,
                              "the rule is: %s", rule);
    eco_stmt_finalize(q);
    eco_head_clear(&head);
    return st ? eco_trace(ctx, st, "layers/%s", name) : ECO_OK;
}

static eco_status run_checks(eco_ctx *ctx, eco_store *s, eco_findings *found)
{
    const char *const *names = eco_layers_list("check/");
    eco_status st = ECO_OK;

    for (; *names && !st; names++)
        st = run_check(ctx, s, *names, found);
    return st;
}

/* A file below `root`, or one that comes with the library. */
static eco_status hash(eco_ctx *ctx, const char *root, const char *file,
                       char sha256[65], int64_t *nbytes)
{
    eco_str path = {0};
    eco_status st;

    if (!eco_layers_is_builtin(file))
        eco_str_printf(&path, "%s/", root);
    eco_str_add(&path, file);
    st = path.failed
             ? eco_nomem(ctx)
             : eco_layers_sha256(ctx, "mapping", path.text, sha256, nbytes);
    eco_str_clear(&path);
    return st;
}

static eco_status check_file(eco_ctx *ctx, eco_stmt *q, const char *root,
                             eco_findings *found)
{
    const char *file = eco_col_text(q, 1), *want = eco_col_text(q, 2);
    char got[65] = "";
    int64_t nbytes = 0;
    eco_status st = hash(ctx, root, file, got, &nbytes);

    if (st == ECO_NOTFOUND || st == ECO_IO)
        st =
            eco_findings_add(ctx, found, ECO_SEVERITY_ERROR, eco_col_text(q, 0),
                             "cannot be compared: %s", eco_ctx_message(ctx));
    else if (!st && strcmp(got, want) != 0)
        st = eco_findings_add(
            ctx, found, ECO_SEVERITY_ERROR, eco_col_text(q, 0),
            "%s has changed since it was read: %lld bytes, "
            "SHA-256 %.12s...; then %lld bytes, %.12s...",
            file, (long long)nbytes, got, (long long)eco_col_int(q, 3), want);
    return st;
}

static eco_status check_inputs(eco_ctx *ctx, eco_store *s, const char *root,
                               eco_findings *found)
{
    eco_stmt *q = NULL;
    bool row = true;
    eco_status st = eco_store_query(ctx, s, "verify_files", &q);

    while (!st && row) {
        st = eco_stmt_step(ctx, q, &row);
        if (!st && row)
            st = check_file(ctx, q, root, found);
        if (!st)
            st = eco_progress(ctx, 0.5, "comparing input files");
    }
    eco_stmt_finalize(q);
    return st;
}

eco_status eco_store_verify(eco_ctx *ctx, const char *path, const char *root,
                            eco_findings *found)
{
    eco_store *s = NULL;
    eco_status st = eco_store_open(ctx, path, &s);

    if (!st)
        st = check_damage(ctx, s, found);
    /* Queries on a damaged file would only repeat that it is damaged. */
    if (!st && found->nerrors == 0)
        st = check_references(ctx, s, found);
    if (!st && found->nerrors == 0)
        st = check_layers(ctx, s, found);
    if (!st && found->nerrors == 0)
        st = run_checks(ctx, s, found);
    if (!st && root)
        st = check_inputs(ctx, s, root, found);
    eco_store_close(s);
    if (st)
        return st;
    eco_findings_sort(found);
    if (found->nerrors == 0)
        return ECO_OK;
    return eco_fail(ctx, ECO_FOUND, "%s: %zu problems found", path,
                    found->nerrors);
}
