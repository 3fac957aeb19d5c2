/* Connections and transactions: SQLite with SpatiaLite linked in. */
#include "eco_sql_impl.h"

#include "eco_mem.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <spatialite.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUSY_MS = 20000 };

static pthread_once_t once = PTHREAD_ONCE_INIT;

/* SPATIALITE_SECURITY=relaxed lets SQL write files, SPATIALITE_TINYPOINT
 * changes how points are stored: neither may come from outside. */
static void close_environment(void)
{
    unsetenv("SPATIALITE_SECURITY");
    unsetenv("SPATIALITE_TINYPOINT");
    spatialite_initialize();
}

static eco_status status_of(int rc)
{
    switch (rc & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return ECO_OK;
    case SQLITE_NOMEM:
        return ECO_NOMEM;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ECO_BUSY;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_PROTOCOL:
        return ECO_IO;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_RANGE:
        return ECO_INVALID;
    case SQLITE_INTERRUPT:
        return ECO_CANCELLED;
    case SQLITE_MISUSE:
    case SQLITE_INTERNAL:
        return ECO_INTERNAL;
    default: /* ERROR, CORRUPT, NOTADB, SCHEMA, AUTH ...: text or file is bad */
        return ECO_FORMAT;
    }
}

/* SQLite quotes CHECKs with their line breaks; a message is one line. */
static void one_line(const char *text, char *out, size_t cap)
{
    size_t n = 0;

    for (; *text && n + 1 < cap; text++) {
        bool blank = (unsigned char)*text <= ' ';

        if (!blank)
            out[n++] = *text;
        else if (n > 0 && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    out[n] = '\0';
}

eco_status eco_sql_fail(eco_ctx *ctx, eco_sql *db, int rc, const char *doing)
{
    int basic = rc & 0xff;
    int cause = sqlite3_system_errno(db->handle);
    char text[400];

    one_line(sqlite3_errmsg(db->handle), text, sizeof text);
    if (basic == SQLITE_NOMEM)
        return eco_nomem(ctx);
    if (basic == SQLITE_FULL || (basic == SQLITE_IOERR && cause == ENOSPC))
        return eco_fail(ctx, ECO_IO, "disk full while %s", doing);
    if (basic == SQLITE_IOERR)
        return eco_fail(ctx, ECO_IO, "%s (%s) while %s", text,
                        cause ? strerror(cause) : "no cause given", doing);
    return eco_fail(ctx, status_of(rc), "%s while %s", text, doing);
}

eco_status eco_sql_guard(eco_ctx *ctx, const eco_sql *db)
{
    if (!db->in_transaction || !sqlite3_get_autocommit(db->handle))
        return ECO_OK;
    return eco_fail(ctx, ECO_IO,
                    "the transaction was rolled back after a failed write "
                    "(disk full?); nothing of it was kept");
}

/* Bytes 18 and 19 of a SQLite file are 2 in WAL mode. They are read through
 * the open handle: closing a second descriptor of the file would drop the
 * POSIX locks of the first. */
static eco_status refuse_wal(eco_ctx *ctx, eco_sql *db)
{
    sqlite3_file *file = NULL;
    unsigned char head[20];

    if (sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_FILE_POINTER,
                             (void *)&file) != SQLITE_OK ||
        !file || !file->pMethods ||
        file->pMethods->xRead(file, head, sizeof head, 0) != SQLITE_OK)
        return ECO_OK; /* in memory, or still empty */
    if (memcmp(head, "SQLite format 3", 16) != 0)
        return eco_fail(ctx, ECO_FORMAT, "is not a SQLite database");
    if (head[18] != 2 && head[19] != 2)
        return ECO_OK;
    return eco_fail(ctx, ECO_FORMAT,
                    "is in WAL mode; convert it with "
                    "'PRAGMA journal_mode=DELETE' where it was written");
}

/* DEFENSIVE: SQL cannot corrupt the file. TRUSTED_SCHEMA stays on, since
 * SpatiaLite's own triggers call its functions. */
static int configure(eco_sql *db, eco_sql_mode mode)
{
    static const char common[] =
        "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
        "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;";
    int rc = sqlite3_extended_result_codes(db->handle, 1);

    if (rc == SQLITE_OK)
        rc = sqlite3_busy_timeout(db->handle, BUSY_MS);
    if (rc == SQLITE_OK)
        rc = sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1,
                               (int *)NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db->handle, common, NULL, NULL, NULL);
    if (rc == SQLITE_OK && mode == ECO_SQL_READ)
        rc = sqlite3_exec(db->handle, "PRAGMA query_only=ON", NULL, NULL, NULL);
    return rc;
}

/* Made by us, readable by its owner only; SQLite would follow a link. */
static eco_status make_file(eco_ctx *ctx, const char *path)
{
    int fd =
        open(path, O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_RDWR, 0600);

    if (fd < 0)
        return eco_fail(ctx, errno == ENOENT ? ECO_NOTFOUND : ECO_IO,
                        "%s: cannot be made: %s", path, strerror(errno));
    close(fd);
    return ECO_OK;
}

static eco_status open_file(eco_ctx *ctx, const char *path, eco_sql_mode mode,
                            eco_sql *db)
{
    int flags = mode == ECO_SQL_READ
                    ? SQLITE_OPEN_READONLY
                    : SQLITE_OPEN_READWRITE; /* never CREATE: see make_file */
    bool memory = strcmp(path, ":memory:") == 0;
    int rc;

    if (mode == ECO_SQL_CREATE && !memory) {
        eco_status st = make_file(ctx, path);

        if (st)
            return st;
    }
    if (!memory && access(path, F_OK) != 0)
        return eco_fail(ctx, errno == ENOENT ? ECO_NOTFOUND : ECO_IO, "%s: %s",
                        path, strerror(errno));
    rc = sqlite3_open_v2(path, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (!db->handle)
        return eco_nomem(ctx);
    if (rc != SQLITE_OK) {
        eco_status st = eco_sql_fail(ctx, db, rc, "opening it");

        return eco_trace(ctx, st, "%s", path);
    }
    return ECO_OK;
}

eco_status eco_sql_open(eco_ctx *ctx, const char *path, eco_sql_mode mode,
                        eco_sql **out)
{
    eco_sql *db = eco_mem_array(1, sizeof *db);
    eco_status st;
    int rc;

    *out = NULL;
    if (!db)
        return eco_nomem(ctx);
    pthread_once(&once, close_environment);
    st = open_file(ctx, path, mode, db);
    if (st)
        goto done;
    st = refuse_wal(ctx, db);
    if (st) {
        eco_trace(ctx, st, "%s", path);
        goto done;
    }
    rc = configure(db, mode);
    if (rc != SQLITE_OK) {
        st = eco_sql_fail(ctx, db, rc, "opening it");
        eco_trace(ctx, st, "%s", path);
        goto done;
    }
    db->spatialite = spatialite_alloc_connection();
    if (!db->spatialite) {
        st = eco_nomem(ctx);
        goto done;
    }
    spatialite_init_ex(db->handle, db->spatialite, 0);
    *out = db;
    db = NULL; /* the caller owns it now */
done:
    eco_sql_close(db);
    return st;
}

void eco_sql_close(eco_sql *db)
{
    int rc;

    if (!db)
        return;
    eco_sql_rollback(db);
    rc = sqlite3_close(db->handle);
    assert(rc == SQLITE_OK); /* else a statement was not finalised */
    if (db->spatialite && rc == SQLITE_OK) /* must outlive the connection */
        spatialite_cleanup_ex(db->spatialite);
    eco_mem_free(db);
}

eco_status eco_sql_begin(eco_ctx *ctx, eco_sql *db)
{
    int rc;

    if (db->in_transaction)
        return eco_fail(ctx, ECO_INTERNAL, "a transaction is already open");
    rc = sqlite3_exec(db->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (rc != SQLITE_OK)
        return eco_sql_fail(ctx, db, rc, "starting a transaction");
    db->in_transaction = true;
    return ECO_OK;
}

eco_status eco_sql_commit(eco_ctx *ctx, eco_sql *db)
{
    eco_status st = eco_sql_guard(ctx, db);
    int rc;

    if (st) {
        db->in_transaction = false;
        return st;
    }
    rc = sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL);
    if (rc != SQLITE_OK) {
        st = eco_sql_fail(ctx, db, rc, "committing");
        eco_sql_rollback(db);
        return st;
    }
    db->in_transaction = false;
    return ECO_OK;
}

void eco_sql_rollback(eco_sql *db)
{
    if (db->handle && !sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    db->in_transaction = false;
}

int64_t eco_sql_last_id(eco_sql *db)
{
    return sqlite3_last_insert_rowid(db->handle);
}

int64_t eco_sql_changes(eco_sql *db)
{
    return sqlite3_changes64(db->handle);
}

eco_status eco_sql_no_triggers(eco_ctx *ctx, eco_sql *db)
{
    int rc = sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0,
                               (int *)NULL);

    return rc == SQLITE_OK ? ECO_OK
                           : eco_sql_fail(ctx, db, rc, "disabling triggers");
}

eco_status eco_sql_copy(eco_ctx *ctx, eco_sql *from, eco_sql *to)
{
    sqlite3_backup *copy =
        sqlite3_backup_init(to->handle, "main", from->handle, "main");
    int rc;

    if (!copy)
        return eco_sql_fail(ctx, to, sqlite3_extended_errcode(to->handle),
                            "copying a store");
    rc = sqlite3_backup_step(copy, -1); /* all pages under one read lock */
    sqlite3_backup_finish(copy);
    return rc == SQLITE_DONE ? ECO_OK
                             : eco_sql_fail(ctx, to, rc, "copying a store");
}

const char *eco_sql_versions(void)
{
    static char text[96];
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

    pthread_mutex_lock(&lock);
    snprintf(text, sizeof text, "sqlite %s, spatialite %s",
             sqlite3_libversion(), spatialite_version());
    pthread_mutex_unlock(&lock);
    return text;
}
