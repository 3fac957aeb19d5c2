/* Stores are made and edited under a temporary name, read in place. */
#include "eco_store_impl.h"

#include "eco_file.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_memory(const char *path)
{
    return strcmp(path, ":memory:") == 0;
}

static eco_status store_new(eco_ctx *ctx, const char *path, eco_store **out)
{
    eco_store *s = eco_mem_array(1, sizeof *s);

    *out = s;
    if (!s) {
        eco_nomem(ctx);
        return ECO_NOMEM;
    }
    s->lock.fd = -1;
    s->path = eco_mem_text(path);
    return s->path ? ECO_OK : eco_nomem(ctx);
}

enum { ROOM_BYTES = 1 << 20 }; /* an empty store and its journal */

/* A disk that is full from the start is told here: SpatiaLite, met by it later
 * while it makes its tables, writes lines of its own to stderr. */
static eco_status reserve(eco_ctx *ctx, const eco_store *s)
{
    int fd = open(s->working, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    int cause = fd < 0 ? errno : posix_fallocate(fd, 0, ROOM_BYTES);

    if (fd >= 0) {
        if (ftruncate(fd, 0) != 0 && !cause)
            cause = errno;
        fchmod(fd, 0600); /* ours alone until it is delivered */
        close(fd);
    }
    if (!cause || cause == EINVAL || cause == EOPNOTSUPP)
        return ECO_OK;
    return eco_fail(ctx, ECO_IO, "%s: %s", s->path,
                    cause == ENOSPC || cause == EDQUOT ? "disk full"
                                                       : strerror(cause));
}

static eco_status start_working(eco_ctx *ctx, eco_store *s)
{
    eco_status st = eco_store_lock_take(ctx, s->path, &s->lock);

    if (st)
        return st;
    eco_store_sweep(s->path);
    st = eco_file_temporary(ctx, s->path, &s->working);
    return st ? st : reserve(ctx, s);
}

/* It is thrown away after a crash, so it need not reach the disk; the rollback
 * journal stays, for a failed statement. */
static eco_status open_working(eco_ctx *ctx, eco_store *s)
{
    eco_status st = eco_sql_open(ctx, s->working ? s->working : s->path,
                                 ECO_SQL_WRITE, &s->db);

    return st ? st : eco_sql_run(ctx, s->db, "PRAGMA synchronous=OFF");
}

static eco_status run_query(eco_ctx *ctx, eco_store *s, const char *name)
{
    eco_stmt *q = NULL;
    eco_status st = eco_store_query(ctx, s, name, &q);

    if (!st)
        st = eco_stmt_expect(ctx, q, 1, name);
    eco_stmt_finalize(q);
    return st;
}

static eco_status register_missing(eco_ctx *ctx, eco_store *s)
{
    eco_stmt *q = NULL;
    bool row = true;
    eco_status st = eco_store_query(ctx, s, "store_layers", &q);

    while (!st && row) {
        st = eco_stmt_step(ctx, q, &row);
        if (!st && row)
            st = eco_store_register_layer(ctx, s, eco_col_text(q, 0),
                                          eco_col_text(q, 1));
    }
    eco_stmt_finalize(q);
    return st;
}

/* The layers of the schema; those that were empty when delivered lack it. */
static eco_status register_layers(eco_ctx *ctx, eco_store *s)
{
    eco_status st = eco_sql_begin(ctx, s->db);

    if (!st)
        st = register_missing(ctx, s);
    return st ? st : eco_sql_commit(ctx, s->db);
}

static eco_status fill_new(eco_ctx *ctx, eco_store *s)
{
    eco_str pragma = {0};
    eco_status st;

    eco_str_printf(&pragma, "PRAGMA application_id=%d", ECO_STORE_APPLICATION);
    st = pragma.failed ? eco_nomem(ctx) : eco_sql_run(ctx, s->db, pragma.text);
    eco_str_clear(&pragma);
    if (!st)
        st = run_query(ctx, s, "store_init");
    if (!st)
        st = run_query(ctx, s, "store_srid");
    if (!st)
        st = eco_store_migrate(ctx, s, 0);
    return st ? st : register_layers(ctx, s);
}

eco_status eco_store_create(eco_ctx *ctx, const char *path, eco_store **out)
{
    eco_store *s = NULL;
    eco_status st = store_new(ctx, path, &s);

    *out = NULL;
    if (!st && !is_memory(path))
        st = start_working(ctx, s);
    if (!st)
        st = open_working(ctx, s);
    if (!st)
        st = fill_new(ctx, s);
    if (!st) /* R-trees and stamps are made at the end; row by row they cost */
        st = eco_sql_no_triggers(ctx, s->db);
    if (!st) {
        *out = s;
        return ECO_OK;
    }
    eco_store_close(s);
    return eco_trace(ctx, st, "making store '%s'", path);
}

eco_status eco_store_counts(eco_ctx *ctx, eco_stmt *q, int64_t *out, int n)
{
    bool row = false;
    eco_status st = eco_stmt_step(ctx, q, &row);

    for (int i = 0; i < n; i++)
        out[i] = !st && row ? eco_col_int(q, i) : 0;
    eco_stmt_reset(q);
    return st;
}

static eco_status number(eco_ctx *ctx, eco_store *s, const char *name,
                         int64_t *out)
{
    eco_stmt *q = NULL;
    eco_status st = eco_store_query(ctx, s, name, &q);

    *out = 0;
    if (!st)
        st = eco_store_counts(ctx, q, out, 1);
    eco_stmt_finalize(q);
    return st;
}

/* Ours, and of a schema that we know. */
static eco_status identify(eco_ctx *ctx, eco_store *s, int64_t *version)
{
    int64_t application = 0, known = eco_store_schema_number();
    eco_status st = number(ctx, s, "store_application", &application);

    if (!st)
        st = number(ctx, s, "store_version", version);
    if (st)
        return st;
    if (application != ECO_STORE_APPLICATION)
        return eco_fail(ctx, ECO_FORMAT,
                        "%s: is a SQLite database, but not an ecocrime store",
                        s->path);
    if (*version > known)
        return eco_fail(ctx, ECO_FORMAT,
                        "%s: was made by a newer ecocrime (schema %d; this "
                        "program knows up to %d)",
                        s->path, (int)*version, (int)known);
    return ECO_OK;
}

/* SpatiaLite can show a text file or a spreadsheet as a table. */
static eco_status refuse_foreign(eco_ctx *ctx, eco_store *s)
{
    eco_stmt *q = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, s, "store_foreign", &q);

    if (!st)
        st = eco_stmt_step(ctx, q, &row);
    if (!st && row)
        st = eco_fail(ctx, ECO_FORMAT,
                      "%s: holds the virtual table '%s', which can read other "
                      "files; drop it if you trust the store",
                      s->path, eco_col_text(q, 0));
    eco_stmt_finalize(q);
    return st;
}

static eco_status open_existing(eco_ctx *ctx, const char *path, eco_store **out)
{
    int64_t version = 0;
    eco_status st = store_new(ctx, path, out);

    if (!st)
        st = eco_sql_open(ctx, path, ECO_SQL_READ, &(*out)->db);
    if (!st)
        st = identify(ctx, *out, &version);
    return st ? st : refuse_foreign(ctx, *out);
}

eco_status eco_store_open(eco_ctx *ctx, const char *path, eco_store **out)
{
    eco_store *s = NULL;
    eco_status st = open_existing(ctx, path, &s);

    *out = NULL;
    if (!st) {
        *out = s;
        return ECO_OK;
    }
    eco_store_close(s);
    eco_trace(ctx, st, "opening the store");
    return st;
}

/* A consistent copy of PATH into the temporary. */
static eco_status copy_working(eco_ctx *ctx, eco_store *s)
{
    eco_store *from = NULL;
    eco_status st = eco_store_open(ctx, s->path, &from);

    s->edited = true;
    if (!st)
        st = eco_sql_no_triggers(ctx, s->db);
    if (!st)
        st = eco_sql_copy(ctx, from->db, s->db);
    eco_store_close(from);
    return st;
}

eco_status eco_store_edit(eco_ctx *ctx, const char *path, eco_store **out)
{
    eco_store *s = NULL;
    int64_t version = 0;
    eco_status st;

    *out = NULL;
    if (access(path, F_OK) != 0)
        return eco_fail(ctx, ECO_NOTFOUND, "%s: there is no such store", path);
    st = store_new(ctx, path, &s);
    if (!st)
        st = start_working(ctx, s);
    if (!st)
        st = open_working(ctx, s);
    if (!st)
        st = copy_working(ctx, s);
    if (!st)
        st = identify(ctx, s, &version);
    if (!st && version < eco_store_schema_number())
        st = eco_store_migrate(ctx, s, version);
    if (!st)
        st = register_layers(ctx, s);
    if (!st) {
        *out = s;
        return ECO_OK;
    }
    eco_store_close(s);
    return eco_trace(ctx, st, "editing store '%s'", path);
}

eco_sql *eco_store_sql(eco_store *s)
{
    return s->db;
}

void eco_store_close(eco_store *s)
{
    if (!s)
        return;
    eco_store_side_drop(s);
    eco_sql_close(s->db);
    if (s->working)
        eco_store_unlink(s->working);
    eco_store_lock_release(&s->lock);
    eco_mem_free(s->working);
    eco_mem_free(s->path);
    eco_mem_free(s);
}
