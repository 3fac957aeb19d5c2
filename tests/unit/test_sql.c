/* Connections, statements and transactions of the SQL door. */
#include "eco_mem.h"
#include "eco_sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static eco_ctx *ctx;
static char dir[] = "/tmp/eco_test_sql_XXXXXX";

static const char *in_dir(const char *name)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/%s", dir, name);
    return path;
}

static int setup(void **state)
{
    (void)state;
    /* as an attacker, or a careless profile, would: it must not matter */
    setenv("SPATIALITE_SECURITY", "relaxed", 1);
    return eco_ctx_create(&ctx) || !mkdtemp(dir);
}

static int teardown(void **state)
{
    static const char *const made[] = {"a.sqlite", "wal.sqlite", "text"};

    (void)state;
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++)
        unlink(in_dir(made[i]));
    eco_ctx_destroy(ctx);
    return rmdir(dir);
}

static eco_sql *memory(void)
{
    eco_sql *db = NULL;

    assert_int_equal(eco_sql_open(ctx, ":memory:", ECO_SQL_WRITE, &db), ECO_OK);
    return db;
}

static void run(eco_sql *db, const char *script)
{
    if (eco_sql_run(ctx, db, script) != ECO_OK)
        fail_msg("%s", eco_ctx_message(ctx));
}

static int64_t number(eco_sql *db, const char *select)
{
    int64_t v = -1;

    if (eco_sql_int(ctx, db, select, &v) != ECO_OK)
        fail_msg("%s", eco_ctx_message(ctx));
    return v;
}

static void values_come_back_as_they_went(void **state)
{
    static const unsigned char blob[] = {0, 1, 0, 255};
    eco_sql *db = memory();
    eco_stmt *s = NULL;
    bool row = false;
    size_t n = 0;

    (void)state;
    run(db, "CREATE TABLE t (i INTEGER, r REAL, x TEXT, b BLOB, z REAL)");
    assert_int_equal(
        eco_stmt_prepare(ctx, db, "INSERT INTO t VALUES (:i, :r, :x, :b, :z)",
                         &s),
        ECO_OK);
    eco_bind_int(s, ":i", INT64_MIN);
    eco_bind_real(s, ":r", 0.1);
    eco_bind_text(s, ":x", "Lourenço");
    eco_bind_blob(s, ":b", blob, sizeof blob);
    eco_bind_real(s, ":z", (double)NAN);
    assert_int_equal(eco_stmt_step(ctx, s, NULL), ECO_OK);
    assert_int_equal(eco_sql_last_id(db), 1);
    assert_int_equal(eco_sql_changes(db), 1);
    eco_stmt_finalize(s);
    assert_int_equal(eco_stmt_prepare(ctx, db, "SELECT * FROM t -- all\n", &s),
                     ECO_OK);
    assert_int_equal(eco_stmt_step(ctx, s, &row), ECO_OK);
    assert_true(row);
    assert_int_equal(eco_col_count(s), 5);
    assert_string_equal(eco_col_name(s, 2), "x");
    assert_true(eco_col_int(s, 0) == INT64_MIN);
    assert_true(eco_col_real(s, 1) == 0.1);
    assert_true(eco_col_is_text(s, 2));
    assert_string_equal(eco_col_text(s, 2), "Lourenço");
    assert_memory_equal(eco_col_blob(s, 3, &n), blob, sizeof blob);
    assert_int_equal(n, sizeof blob);
    assert_true(eco_col_null(s, 4));
    assert_string_equal(eco_col_text(s, 4), "");
    assert_int_equal(eco_stmt_step(ctx, s, &row), ECO_OK);
    assert_false(row);
    assert_int_equal(eco_stmt_step(ctx, s, &row), ECO_OK);
    assert_true(row); /* it was reset: the rows come again */
    eco_stmt_finalize(s);
    eco_sql_close(db);
}

static void mistakes_in_sql_are_named(void **state)
{
    eco_sql *db = memory();
    eco_stmt *s = NULL;
    int64_t v;

    (void)state;
    assert_int_equal(eco_stmt_prepare(ctx, db, "SELECT 1; SELECT 2", &s),
                     ECO_FORMAT);
    assert_null(s);
    assert_int_equal(eco_stmt_prepare(ctx, db, "-- nothing", &s), ECO_FORMAT);
    assert_int_equal(eco_stmt_prepare(ctx, db, "SELECT x FROM nowhere", &s),
                     ECO_FORMAT);
    assert_non_null(strstr(eco_ctx_message(ctx), "no such table: nowhere"));
    assert_int_equal(eco_stmt_prepare(ctx, db, "SELECT :a", &s), ECO_OK);
    eco_bind_int(s, ":b", 1);
    eco_bind_int(s, ":a", 1);
    assert_int_equal(eco_stmt_step(ctx, s, NULL), ECO_INTERNAL);
    assert_non_null(strstr(eco_ctx_message(ctx), "':b'"));
    eco_stmt_finalize(s);
    assert_int_equal(eco_sql_int(ctx, db, "SELECT 1 WHERE 0", &v),
                     ECO_NOTFOUND);
    run(db, "CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT;"
            "INSERT INTO t VALUES (1);");
    assert_int_equal(eco_sql_run(ctx, db, "INSERT INTO t VALUES (1)"),
                     ECO_INVALID);
    assert_non_null(strstr(eco_ctx_message(ctx), "UNIQUE"));
    assert_int_equal(eco_sql_run(ctx, db, "INSERT INTO t VALUES ('x')"),
                     ECO_INVALID);
    eco_sql_close(db);
}

static void spatialite_is_there_and_closed(void **state)
{
    eco_sql *db;

    (void)state;
    db = memory();
    assert_int_equal(eco_sql_expect(ctx, db,
                                    "SELECT InitSpatialMetaData(1, 'NONE')", 1,
                                    "making the tables"),
                     ECO_OK);
    assert_int_equal(eco_sql_expect(ctx, db, "SELECT InsertEpsgSrid(-5)", 1,
                                    "adding a system"),
                     ECO_IO);
    assert_string_equal(eco_ctx_message(ctx),
                        "SpatiaLite refused: adding a system");
    /* it writes files, so it must not exist */
    assert_int_equal(eco_sql_run(ctx, db, "SELECT BlobToFile(x'00', '/x')"),
                     ECO_FORMAT);
    assert_non_null(strstr(eco_sql_versions(), "spatialite 5"));
    eco_sql_close(db);
}

static void transactions_hold_or_vanish(void **state)
{
    eco_sql *db = memory();

    (void)state;
    run(db, "CREATE TABLE t (a INTEGER)");
    assert_int_equal(eco_sql_begin(ctx, db), ECO_OK);
    assert_int_equal(eco_sql_begin(ctx, db), ECO_INTERNAL);
    run(db, "INSERT INTO t VALUES (1)");
    eco_sql_rollback(db);
    assert_int_equal(number(db, "SELECT count(*) FROM t"), 0);
    assert_int_equal(eco_sql_begin(ctx, db), ECO_OK);
    run(db, "INSERT INTO t VALUES (1)");
    assert_int_equal(eco_sql_commit(ctx, db), ECO_OK);
    assert_int_equal(number(db, "SELECT count(*) FROM t"), 1);
    eco_sql_close(db);
}

/* What SQLite does on its own after a failed write: the guard must notice
 * before anything is written outside a transaction. */
static void a_transaction_lost_behind_our_back_is_noticed(void **state)
{
    eco_sql *db = memory();
    eco_stmt *s = NULL;

    (void)state;
    run(db, "CREATE TABLE t (a INTEGER PRIMARY KEY)");
    assert_int_equal(eco_stmt_prepare(ctx, db, "INSERT INTO t VALUES (:a)", &s),
                     ECO_OK);
    assert_int_equal(eco_sql_begin(ctx, db), ECO_OK);
    eco_bind_int(s, ":a", 1);
    assert_int_equal(eco_stmt_step(ctx, s, NULL), ECO_OK);
    assert_int_equal(
        eco_sql_run(ctx, db, "INSERT OR ROLLBACK INTO t VALUES(1)"),
        ECO_INVALID);
    eco_bind_int(s, ":a", 2);
    assert_int_equal(eco_stmt_step(ctx, s, NULL), ECO_IO);
    assert_non_null(strstr(eco_ctx_message(ctx), "rolled back"));
    assert_int_equal(eco_sql_run(ctx, db, "INSERT INTO t VALUES (3)"), ECO_IO);
    assert_int_equal(eco_sql_commit(ctx, db), ECO_IO);
    eco_stmt_finalize(s);
    assert_int_equal(number(db, "SELECT count(*) FROM t"), 0);
    eco_sql_close(db);
}

static void files_that_are_not_ours_are_refused(void **state)
{
    static const char text[] = "this is long enough to have a header";
    eco_sql *db = NULL;
    struct stat info;
    FILE *f;

    (void)state;
    assert_int_equal(eco_sql_open(ctx, in_dir("none"), ECO_SQL_READ, &db),
                     ECO_NOTFOUND);
    assert_int_equal(eco_sql_open(ctx, in_dir("no/a"), ECO_SQL_CREATE, &db),
                     ECO_NOTFOUND);
    assert_int_equal(eco_sql_open(ctx, in_dir("a.sqlite"), ECO_SQL_CREATE, &db),
                     ECO_OK);
    run(db, "CREATE TABLE t (a)");
    eco_sql_close(db);
    assert_int_equal(stat(in_dir("a.sqlite"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_int_equal(eco_sql_open(ctx, in_dir("a.sqlite"), ECO_SQL_CREATE, &db),
                     ECO_IO);
    assert_int_equal(eco_sql_open(ctx, in_dir("a.sqlite"), ECO_SQL_READ, &db),
                     ECO_OK);
    assert_int_equal(eco_sql_run(ctx, db, "INSERT INTO t VALUES (1)"), ECO_IO);
    eco_sql_close(db);
    f = fopen(in_dir("text"), "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    assert_int_equal(eco_sql_open(ctx, in_dir("text"), ECO_SQL_READ, &db),
                     ECO_FORMAT);
    assert_non_null(strstr(eco_ctx_message(ctx), "not a SQLite database"));
}

static void a_wal_file_is_refused(void **state)
{
    static const unsigned char two[] = {2, 2};
    eco_sql *db = NULL;
    int fd;

    (void)state;
    assert_int_equal(
        eco_sql_open(ctx, in_dir("wal.sqlite"), ECO_SQL_CREATE, &db), ECO_OK);
    run(db, "CREATE TABLE t (a)");
    eco_sql_close(db);
    fd = open(in_dir("wal.sqlite"), O_WRONLY);
    assert_int_equal(pwrite(fd, two, 2, 18), 2);
    close(fd);
    assert_int_equal(eco_sql_open(ctx, in_dir("wal.sqlite"), ECO_SQL_READ, &db),
                     ECO_FORMAT);
    assert_non_null(strstr(eco_ctx_message(ctx), "WAL"));
    assert_null(db);
}

static void every_allocation_may_fail(void **state)
{
    size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;

    (void)state;
    for (size_t n = 0; st != ECO_OK; n++) {
        eco_sql *db = NULL;
        eco_stmt *s = NULL;

        eco_mem_fail_after(n);
        st = eco_sql_open(ctx, ":memory:", ECO_SQL_WRITE, &db);
        if (!st)
            st = eco_stmt_prepare(ctx, db, "SELECT 1", &s);
        eco_mem_fail_after(SIZE_MAX);
        eco_stmt_finalize(s);
        eco_sql_close(db);
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        assert_int_equal(eco_mem_live(), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_back_as_they_went),
        cmocka_unit_test(mistakes_in_sql_are_named),
        cmocka_unit_test(spatialite_is_there_and_closed),
        cmocka_unit_test(transactions_hold_or_vanish),
        cmocka_unit_test(a_transaction_lost_behind_our_back_is_noticed),
        cmocka_unit_test(files_that_are_not_ours_are_refused),
        cmocka_unit_test(a_wal_file_is_refused),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
