/* What the files of this room share; for no other room. */
#ifndef ECO_STORE_IMPL_H
#define ECO_STORE_IMPL_H

#include "eco_store.h"

/* In the header of every store (PRAGMA application_id): "ECRM". */
enum { ECO_STORE_APPLICATION = 0x4543524D };

typedef struct eco_store_lock {
    char *path;
    int fd; /* -1: none */
} eco_store_lock;

struct eco_store {
    eco_sql *db;
    char *path;    /* what it is or will be */
    char *working; /* the temporary being written; NULL: none */
    bool edited;   /* not all made by us: triggers are off, R-trees remade */
    eco_store_lock lock;
    eco_sql *side; /* rows on their way; NULL: none */
    char *side_path;
};

/* Exclusive lock through ".NAME.lock" beside `path`; released, and the file
 * removed, by _release or by the end of the process. ECO_BUSY names it. */
eco_status eco_store_lock_take(eco_ctx *ctx, const char *path,
                               eco_store_lock *lock);
void eco_store_lock_release(eco_store_lock *lock);

/* Remove a temporary and the rollback journal that SQLite may have left. */
void eco_store_unlink(const char *path);

/* Remove temporaries that a killed writer of `path` left; under the lock. */
void eco_store_sweep(const char *path);

/* The numbered files of layers/schema/ above `from`, each in a transaction. */
eco_status eco_store_migrate(eco_ctx *ctx, eco_store *s, int64_t from);
int64_t eco_store_schema_number(void); /* of the last file */

/* Columns of the one row of a query of integers, bound by the caller. */
eco_status eco_store_counts(eco_ctx *ctx, eco_stmt *q, int64_t *out, int n);

/* `text` in double quotes is a table or column of ours. */
bool eco_store_is_name(const char *text);

#endif
