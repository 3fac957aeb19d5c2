/* Statements: prepared, bound by name, stepped under the guard. */
#include "eco_sql_impl.h"

#include "eco_mem.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

struct eco_stmt {
    sqlite3_stmt *handle;
    eco_sql *db;
    int bind_rc;       /* first failure of a bind, SQLITE_OK if none */
    char bad_name[48]; /* its parameter */
};

/* The next statement of a script. *handle is NULL when only blanks and
 * comments were left. */
static eco_status prepare(eco_ctx *ctx, eco_sql *db, const char **script,
                          sqlite3_stmt **handle)
{
    const char *tail = NULL;
    int rc = sqlite3_prepare_v3(db->handle, *script, -1,
                                SQLITE_PREPARE_PERSISTENT, handle, &tail);

    if (rc != SQLITE_OK)
        return eco_sql_fail(ctx, db, rc, "reading SQL");
    *script = tail;
    return ECO_OK;
}

eco_status eco_sql_run(eco_ctx *ctx, eco_sql *db, const char *script)
{
    eco_status st = ECO_OK;

    while (!st && *script) {
        sqlite3_stmt *handle = NULL;
        int rc = SQLITE_DONE;

        st = eco_sql_guard(ctx, db);
        if (!st)
            st = prepare(ctx, db, &script, &handle);
        if (!st && handle) {
            do {
                rc = sqlite3_step(handle);
            } while (rc == SQLITE_ROW);
        }
        if (!st && rc != SQLITE_DONE)
            st = eco_sql_fail(ctx, db, rc, "running SQL");
        sqlite3_finalize(handle);
        if (!st)
            st = eco_sql_guard(ctx, db);
    }
    return st;
}

eco_status eco_stmt_prepare(eco_ctx *ctx, eco_sql *db, const char *sql,
                            eco_stmt **out)
{
    eco_stmt *s = eco_mem_array(1, sizeof *s);
    sqlite3_stmt *more = NULL;
    eco_status st;

    *out = NULL;
    if (!s) {
        eco_nomem(ctx);
        return ECO_NOMEM;
    }
    s->db = db;
    st = prepare(ctx, db, &sql, &s->handle);
    if (st)
        goto done;
    if (!s->handle) {
        eco_fail(ctx, ECO_FORMAT, "there is no SQL statement");
        st = ECO_FORMAT;
        goto done;
    }
    /* A forgotten second statement must not be dropped in silence. */
    if (sqlite3_prepare_v2(db->handle, sql, -1, &more, NULL) != SQLITE_OK ||
        more) {
        eco_fail(ctx, ECO_FORMAT, "more than one SQL statement");
        st = ECO_FORMAT;
        goto done;
    }
    *out = s;
    s = NULL; /* the caller owns it now */
done:
    sqlite3_finalize(more);
    eco_stmt_finalize(s);
    return st;
}

void eco_stmt_finalize(eco_stmt *s)
{
    if (!s)
        return;
    sqlite3_finalize(s->handle);
    eco_mem_free(s);
}

static void note_bind(eco_stmt *s, const char *name, int rc)
{
    if (rc == SQLITE_OK || s->bind_rc != SQLITE_OK)
        return;
    s->bind_rc = rc;
    snprintf(s->bad_name, sizeof s->bad_name, "%.47s", name);
}

static int at(eco_stmt *s, const char *name)
{
    return sqlite3_bind_parameter_index(s->handle, name);
}

void eco_bind_int(eco_stmt *s, const char *name, int64_t v)
{
    note_bind(s, name, sqlite3_bind_int64(s->handle, at(s, name), v));
}

void eco_bind_real(eco_stmt *s, const char *name, double v)
{
    note_bind(s, name, sqlite3_bind_double(s->handle, at(s, name), v));
}

void eco_bind_text(eco_stmt *s, const char *name, const char *v)
{
    note_bind(
        s, name,
        sqlite3_bind_text(s->handle, at(s, name), v, -1, SQLITE_TRANSIENT));
}

void eco_bind_blob(eco_stmt *s, const char *name, const void *p, size_t n)
{
    note_bind(
        s, name,
        sqlite3_bind_blob64(s->handle, at(s, name), p, n, SQLITE_TRANSIENT));
}

void eco_bind_null(eco_stmt *s, const char *name)
{
    note_bind(s, name, sqlite3_bind_null(s->handle, at(s, name)));
}

void eco_bind_row(eco_stmt *s, eco_stmt *from)
{
    int n = sqlite3_column_count(from->handle);

    for (int i = 0; i < n; i++) {
        char name[64];
        int k;

        snprintf(name, sizeof name, ":%s",
                 sqlite3_column_name(from->handle, i));
        k = at(s, name);
        if (k > 0)
            note_bind(s, name,
                      sqlite3_bind_value(
                          s->handle, k, sqlite3_column_value(from->handle, i)));
    }
}

static eco_status bind_failed(eco_ctx *ctx, eco_stmt *s)
{
    int rc = s->bind_rc;

    s->bind_rc = SQLITE_OK;
    if (rc == SQLITE_NOMEM)
        return eco_nomem(ctx);
    if (rc == SQLITE_RANGE)
        return eco_fail(ctx, ECO_INTERNAL, "SQL has no parameter '%s'",
                        s->bad_name);
    return eco_fail(ctx, ECO_INVALID, "value of '%s' cannot be stored: %s",
                    s->bad_name, sqlite3_errstr(rc));
}

eco_status eco_stmt_step(eco_ctx *ctx, eco_stmt *s, bool *row)
{
    eco_status st;
    int rc;

    if (row)
        *row = false;
    if (s->bind_rc != SQLITE_OK)
        return bind_failed(ctx, s);
    st = eco_sql_guard(ctx, s->db);
    if (st)
        return st;
    rc = sqlite3_step(s->handle);
    if (rc == SQLITE_ROW && row) {
        *row = true;
        return eco_sql_guard(ctx, s->db);
    }
    while (rc == SQLITE_ROW) /* rows nobody asked for */
        rc = sqlite3_step(s->handle);
    if (rc != SQLITE_DONE)
        st = eco_sql_fail(ctx, s->db, rc, "running SQL");
    sqlite3_reset(s->handle);
    return st ? st : eco_sql_guard(ctx, s->db);
}

void eco_stmt_reset(eco_stmt *s)
{
    sqlite3_reset(s->handle);
}

int eco_col_count(eco_stmt *s)
{
    return sqlite3_column_count(s->handle);
}

const char *eco_col_name(eco_stmt *s, int i)
{
    const char *name = sqlite3_column_name(s->handle, i);

    return name ? name : "";
}

bool eco_col_null(eco_stmt *s, int i)
{
    return sqlite3_column_type(s->handle, i) == SQLITE_NULL;
}

bool eco_col_is_text(eco_stmt *s, int i)
{
    return sqlite3_column_type(s->handle, i) == SQLITE_TEXT;
}

bool eco_col_is_int(eco_stmt *s, int i)
{
    return sqlite3_column_type(s->handle, i) == SQLITE_INTEGER;
}

int64_t eco_col_int(eco_stmt *s, int i)
{
    return sqlite3_column_int64(s->handle, i);
}

double eco_col_real(eco_stmt *s, int i)
{
    return sqlite3_column_double(s->handle, i);
}

const char *eco_col_text(eco_stmt *s, int i)
{
    const unsigned char *text = sqlite3_column_text(s->handle, i);

    return text ? (const char *)text : "";
}

const void *eco_col_blob(eco_stmt *s, int i, size_t *n)
{
    const void *p = sqlite3_column_blob(s->handle, i);

    *n = (size_t)sqlite3_column_bytes(s->handle, i);
    return p;
}

eco_status eco_stmt_expect(eco_ctx *ctx, eco_stmt *s, int64_t want,
                           const char *what)
{
    bool row = false;
    int64_t got = 0;
    int rc = SQLITE_OK;
    eco_status st = eco_stmt_step(ctx, s, &row);

    if (!st && row) {
        got = eco_col_int(s, 0);
        rc = sqlite3_errcode(s->db->handle) & 0xff;
    }
    eco_stmt_reset(s);
    if (st)
        return eco_trace(ctx, st, "%s", what);
    st = eco_sql_guard(ctx, s->db);
    if (st || (row && got == want))
        return st;
    if (rc == SQLITE_FULL || rc == SQLITE_IOERR || rc == SQLITE_NOMEM)
        return eco_sql_fail(ctx, s->db, rc, what);
    return eco_fail(ctx, ECO_IO, "SpatiaLite refused: %s", what);
}

eco_status eco_sql_expect(eco_ctx *ctx, eco_sql *db, const char *select,
                          int64_t want, const char *what)
{
    eco_stmt *s = NULL;
    eco_status st = eco_stmt_prepare(ctx, db, select, &s);

    if (!st)
        st = eco_stmt_expect(ctx, s, want, what);
    eco_stmt_finalize(s);
    return st;
}

eco_status eco_sql_int(eco_ctx *ctx, eco_sql *db, const char *select,
                       int64_t *out)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_stmt_prepare(ctx, db, select, &s);

    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (!st && !row)
        st = eco_fail(ctx, ECO_NOTFOUND, "no row");
    if (!st)
        *out = eco_col_int(s, 0);
    eco_stmt_finalize(s);
    return st;
}
