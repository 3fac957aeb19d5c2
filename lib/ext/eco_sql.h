/* The only door to sqlite3 and SpatiaLite: no other room includes them. */
#ifndef ECO_EXT_SQL_H
#define ECO_EXT_SQL_H

#include "eco_fail.h"

#include <stddef.h>
#include <stdint.h>

typedef struct eco_sql eco_sql;
typedef struct eco_stmt eco_stmt;

typedef enum eco_sql_mode {
    ECO_SQL_READ,  /* existing file, read only */
    ECO_SQL_WRITE, /* existing file, read and write */
    ECO_SQL_CREATE /* new file; fails when it exists */
} eco_sql_mode;

/* Open with SpatiaLite's functions, foreign keys on, extended codes, rollback
 * journal (a WAL file is refused), 20 s busy timeout. ":memory:" works.
 * ECO_NOTFOUND, ECO_IO, ECO_FORMAT (not SQLite, or WAL), ECO_BUSY. A
 * connection belongs to one thread. */
eco_status eco_sql_open(eco_ctx *ctx, const char *path, eco_sql_mode mode,
                        eco_sql **out);
void eco_sql_close(eco_sql *db); /* NULL is a no-op */

/* A script of statements without parameters; rows are dropped. */
eco_status eco_sql_run(eco_ctx *ctx, eco_sql *db, const char *script);

/* SpatiaLite administration calls answer 0 for failure instead of an error:
 * one SELECT whose first column must be `want`; ECO_IO otherwise, or what
 * SQLite says is the cause. `what` names it. The second form takes a bound
 * statement. */
eco_status eco_sql_expect(eco_ctx *ctx, eco_sql *db, const char *select,
                          int64_t want, const char *what);
eco_status eco_stmt_expect(eco_ctx *ctx, eco_stmt *s, int64_t want,
                           const char *what);

/* A file that others may have edited: none of its triggers runs any more on
 * this connection, SpatiaLite's neither (R-trees must be made anew). */
eco_status eco_sql_no_triggers(eco_ctx *ctx, eco_sql *db);

/* The whole content of `from` into `to`, as it is at one moment. */
eco_status eco_sql_copy(eco_ctx *ctx, eco_sql *from, eco_sql *to);

/* Transactions. Every write passes eco_stmt_step, which refuses to go on when
 * SQLite has rolled back behind our back. */
eco_status eco_sql_begin(eco_ctx *ctx, eco_sql *db); /* IMMEDIATE */
eco_status eco_sql_commit(eco_ctx *ctx, eco_sql *db);
void eco_sql_rollback(eco_sql *db);
int64_t eco_sql_last_id(eco_sql *db);
int64_t eco_sql_changes(eco_sql *db);

eco_status eco_stmt_prepare(eco_ctx *ctx, eco_sql *db, const char *sql,
                            eco_stmt **out);
void eco_stmt_finalize(eco_stmt *s); /* NULL is a no-op */

/* Bind by name (":name"); a failure sticks and eco_stmt_step reports it.
 * Text and blobs are copied; NULL text binds NULL. Values stay bound after a
 * reset until they are bound again. */
void eco_bind_int(eco_stmt *s, const char *name, int64_t v);
void eco_bind_real(eco_stmt *s, const char *name, double v); /* NaN: NULL */
void eco_bind_text(eco_stmt *s, const char *name, const char *v);
void eco_bind_blob(eco_stmt *s, const char *name, const void *p, size_t n);
void eco_bind_null(eco_stmt *s, const char *name);
/* The columns of the row that `from` stands at, to the parameters of `s` of the
 * same names; columns without one are left out. */
void eco_bind_row(eco_stmt *s, eco_stmt *from);

/* *row says whether there is a row to read. After the last row, or after a
 * write (row == NULL allowed), the statement is reset, ready to bind again. */
eco_status eco_stmt_step(eco_ctx *ctx, eco_stmt *s, bool *row);
void eco_stmt_reset(eco_stmt *s);

int eco_col_count(eco_stmt *s);
const char *eco_col_name(eco_stmt *s, int i);
bool eco_col_null(eco_stmt *s, int i);
bool eco_col_is_text(eco_stmt *s, int i);
bool eco_col_is_int(eco_stmt *s, int i);
int64_t eco_col_int(eco_stmt *s, int i);
double eco_col_real(eco_stmt *s, int i);
const char *eco_col_text(eco_stmt *s, int i); /* borrowed till next step; "" */
const void *eco_col_blob(eco_stmt *s, int i, size_t *n);

/* One row, one value, no parameters; ECO_NOTFOUND when there is no row. */
eco_status eco_sql_int(eco_ctx *ctx, eco_sql *db, const char *select,
                       int64_t *out);

const char *eco_sql_versions(void); /* "sqlite 3.40.1, spatialite 5.0.1" */

#endif
