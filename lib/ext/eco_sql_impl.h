/* What sql.c and sql_stmt.c share; for no other file. */
#ifndef ECO_EXT_SQL_IMPL_H
#define ECO_EXT_SQL_IMPL_H

#include "eco_sql.h"

#include <sqlite3.h>

struct eco_sql {
    sqlite3 *handle;
    void *spatialite;
    bool in_transaction; /* begun by us and not yet ended by us */
};

/* SQLite's code and text as a status; `doing` ends the message. */
eco_status eco_sql_fail(eco_ctx *ctx, eco_sql *db, int rc, const char *doing);

/* A failed write inside SpatiaLite's triggers rolls the transaction back while
 * the outer statement reports success; what follows would run in autocommit
 * and be kept. So: asked before and after every statement of a transaction. */
eco_status eco_sql_guard(eco_ctx *ctx, const eco_sql *db);

#endif
