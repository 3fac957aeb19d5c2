/* Stores appear whole or not at all, and the same inputs give the same bytes.
 */
#include "eco_mem.h"
#include "eco_store.h"
#include "scratch.h"
#include "store_sample.h"

#include <ecocrime/store.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

static eco_ctx *ctx;

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx) || !scratch_make();
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static eco_status fill(eco_store *s, const char *more)
{
    eco_sql *db = eco_store_sql(s);
    eco_status st = eco_sql_begin(ctx, db);

    if (!st)
        st = eco_sql_run(ctx, db, store_sample);
    if (!st)
        st = eco_sql_run(ctx, db, more);
    return st ? st : eco_sql_commit(ctx, db);
}

static eco_status build(const char *path, const char *more)
{
    eco_store *s = NULL;
    eco_status st = eco_store_create(ctx, path, &s);

    if (!st)
        st = fill(s, more);
    if (st) {
        eco_store_close(s);
        return st;
    }
    return eco_store_finish(ctx, s);
}

static void good(eco_status st)
{
    if (st)
        fail_msg("%s: %s", eco_status_text(st), eco_ctx_message(ctx));
}

static void a_store_is_delivered_alone(void **state)
{
    eco_store *s = NULL;
    struct stat info;
    int64_t n = 0;

    (void)state;
    assert_true(scratch_folder("one"));
    umask(027);
    good(build(scratch("one/a.sqlite"), ""));
    umask(022);
    assert_int_equal(scratch_count("one"), 1);
    assert_int_equal(stat(scratch("one/a.sqlite"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
    good(eco_store_open(ctx, scratch("one/a.sqlite"), &s));
    good(eco_sql_int(ctx, eco_store_sql(s),
                     "SELECT count(*) FROM zone WHERE zone_id IN (SELECT rowid "
                     "FROM SpatialIndex WHERE f_table_name = 'zone' AND "
                     "search_frame = BuildMbr(0, 0, 0.5, 0.5))",
                     &n));
    assert_int_equal(n, 1);
    good(eco_sql_int(ctx, eco_store_sql(s), "SELECT CheckSpatialMetaData()",
                     &n));
    assert_int_equal(n, 3);
    assert_int_equal(eco_sql_run(ctx, eco_store_sql(s), "DELETE FROM zone"),
                     ECO_IO);
    eco_store_close(s);
    assert_int_equal(scratch_count("one"), 1);
}

/* Different second, different time zone: same bytes. */
static void same_inputs_give_the_same_bytes(void **state)
{
    struct timespec wait = {1, 100000000};

    (void)state;
    good(build(scratch("x.sqlite"), ""));
    nanosleep(&wait, NULL);
    setenv("TZ", "Pacific/Kiritimati", 1);
    tzset();
    good(build(scratch("longer-name.sqlite"), ""));
    unsetenv("TZ");
    assert_true(scratch_same_bytes("x.sqlite", "longer-name.sqlite"));
    good(build(scratch("y.sqlite"), "UPDATE zone SET name = 'Charlie'"));
    assert_false(scratch_same_bytes("x.sqlite", "y.sqlite"));
}

/* Bytes depend on what was done to a store, not on when or how often it was
 * opened. (An edited copy differs from a new store in SQLite's count of schema
 * changes, no more.) */
static void an_edit_changes_what_it_changes(void **state)
{
    eco_store *s = NULL;

    (void)state;
    good(build(scratch("e.sqlite"), ""));
    good(build(scratch("e2.sqlite"), ""));
    good(eco_store_edit(ctx, scratch("e.sqlite"), &s));
    good(eco_store_finish(ctx, s));
    good(eco_store_edit(ctx, scratch("e2.sqlite"), &s));
    good(eco_store_finish(ctx, s));
    good(eco_store_edit(ctx, scratch("e2.sqlite"), &s));
    good(eco_store_finish(ctx, s));
    assert_true(scratch_same_bytes("e.sqlite", "e2.sqlite"));
    good(eco_store_edit(ctx, scratch("e.sqlite"), &s));
    good(eco_sql_run(ctx, eco_store_sql(s), "DELETE FROM tally"));
    eco_store_close(s); /* given up */
    assert_true(scratch_same_bytes("e.sqlite", "e2.sqlite"));
    good(eco_store_edit(ctx, scratch("e.sqlite"), &s));
    good(eco_sql_run(ctx, eco_store_sql(s), "DELETE FROM tally"));
    good(eco_store_finish(ctx, s));
    assert_false(scratch_same_bytes("e.sqlite", "e2.sqlite"));
}

static void there_is_one_writer(void **state)
{
    eco_store *a = NULL, *b = NULL;

    (void)state;
    assert_true(scratch_folder("busy"));
    good(eco_store_create(ctx, scratch("busy/a.sqlite"), &a));
    assert_int_equal(eco_store_create(ctx, scratch("busy/a.sqlite"), &b),
                     ECO_BUSY);
    assert_null(b);
    assert_non_null(strstr(eco_ctx_message(ctx), "busy/a.sqlite"));
    good(eco_store_create(ctx, scratch("busy/b.sqlite"), &b));
    eco_store_close(b);
    eco_store_close(a);
    assert_int_equal(scratch_count("busy"), 0);
}

/* What a killed writer leaves is removed by the next; nothing else is. */
static void leftovers_are_swept(void **state)
{
    static const char *const files[] = {
        ".a.12-0.tmp.sqlite", ".a.12-0.tmp.sqlite-journal",
        ".a.sqlite.lock",     ".a.x-0.tmp.sqlite",
        "a.12-0.tmp.sqlite",  ".ab.1-0.tmp.sqlite"};
    eco_store *s = NULL;

    (void)state;
    assert_true(scratch_folder("left"));
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char name[64];

        snprintf(name, sizeof name, "left/%s", files[i]);
        assert_true(scratch_write(name, "x"));
    }
    good(eco_store_create(ctx, scratch("left/a.sqlite"), &s));
    eco_store_close(s);
    assert_int_equal(scratch_count("left"), 3);
    assert_int_equal(access(scratch("left/.a.12-0.tmp.sqlite"), F_OK), -1);
    assert_int_equal(access(scratch("left/.ab.1-0.tmp.sqlite"), F_OK), 0);
}

static void places_that_cannot_be_written_are_named(void **state)
{
    eco_store *s = NULL;

    (void)state;
    assert_int_equal(eco_store_create(ctx, scratch("no/a.sqlite"), &s),
                     ECO_NOTFOUND);
    assert_non_null(strstr(eco_ctx_message(ctx), "no such folder"));
    assert_true(scratch_write("file", "x"));
    assert_int_equal(eco_store_create(ctx, scratch("file/a.sqlite"), &s),
                     ECO_IO);
    assert_true(scratch_folder("ro"));
    chmod(scratch("ro"), 0555);
    if (geteuid() != 0 ||
        (chmod(scratch_dir, 0755) == 0 && seteuid(65534) == 0)) {
        assert_int_equal(eco_store_create(ctx, scratch("ro/a.sqlite"), &s),
                         ECO_IO);
        assert_non_null(strstr(eco_ctx_message(ctx), "cannot write"));
    }
    if (getuid() == 0)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(scratch_count("ro"), 0);
    assert_null(s);
}

/* A file may grow to `limit` bytes in a child; exit code: the status. */
static int build_limited(const char *path, rlim_t limit)
{
    pid_t pid = fork();
    int code = 0;

    if (pid == 0) {
        struct rlimit r = {limit, limit};
        eco_status st;

        signal(SIGXFSZ, SIG_IGN); /* a failed write, as on a full disk */
        setrlimit(RLIMIT_FSIZE, &r);
        st = build(path, "");
        _exit(st && !strchr(eco_ctx_message(ctx), '\n') ? (int)st : 100);
    }
    waitpid(pid, &code, 0);
    return WIFEXITED(code) ? WEXITSTATUS(code) : -1;
}

static void a_full_disk_leaves_the_old_store(void **state)
{
    (void)state;
    assert_true(scratch_folder("full"));
    good(build(scratch("full/a.sqlite"), ""));
    good(build(scratch("full.sqlite"), ""));
    for (rlim_t limit = 0; limit < 240000; limit += 24000) {
        assert_int_equal(build_limited(scratch("full/a.sqlite"), limit),
                         ECO_IO);
        assert_int_equal(scratch_count("full"), 1);
        assert_true(scratch_same_bytes("full/a.sqlite", "full.sqlite"));
    }
}

/* The same with rows that outgrow SQLite's cache, so that the disk is met while
 * they are written, indexed, committed and copied. */
static int build_large(const char *path, rlim_t limit)
{
    static const char rows[] =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
        "i < 9000) INSERT INTO evidence (dataset_id, dataset, kind, key, geom)"
        " SELECT 1, 'zones', 'k', i, GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,"
        "0 0)))', 4326) FROM n";
    pid_t pid = fork();
    int code = 0;

    if (pid == 0) {
        struct rlimit r = {limit, limit};

        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &r);
        _exit((int)build(path, rows));
    }
    waitpid(pid, &code, 0);
    return WIFEXITED(code) ? WEXITSTATUS(code) : -1;
}

static void a_disk_that_fills_up_leaves_nothing(void **state)
{
    int failed = 0;

    (void)state;
    assert_true(scratch_folder("fill"));
    for (rlim_t limit = 1200000; limit < 3600000; limit += 150000) {
        int code = build_large(scratch("fill/a.sqlite"), limit);

        assert_true(code == ECO_OK || code == ECO_IO);
        assert_int_equal(scratch_count("fill"), code == ECO_OK);
        unlink(scratch("fill/a.sqlite"));
        failed += code != ECO_OK;
    }
    assert_true(failed > 3);
}

static void other_files_are_refused(void **state)
{
    eco_store *s = NULL;
    eco_sql *db = NULL;

    (void)state;
    assert_int_equal(eco_store_open(ctx, scratch("none"), &s), ECO_NOTFOUND);
    assert_int_equal(eco_store_edit(ctx, scratch("none"), &s), ECO_NOTFOUND);
    assert_true(scratch_write("text.sqlite", "certainly no database at all"));
    assert_int_equal(eco_store_open(ctx, scratch("text.sqlite"), &s),
                     ECO_FORMAT);
    good(eco_sql_open(ctx, scratch("other.sqlite"), ECO_SQL_CREATE, &db));
    good(eco_sql_run(ctx, db, "CREATE TABLE t (a)"));
    eco_sql_close(db);
    assert_int_equal(eco_store_open(ctx, scratch("other.sqlite"), &s),
                     ECO_FORMAT);
    assert_non_null(strstr(eco_ctx_message(ctx), "not an ecocrime store"));
    good(build(scratch("new.sqlite"), ""));
    good(eco_sql_open(ctx, scratch("new.sqlite"), ECO_SQL_WRITE, &db));
    good(eco_sql_run(ctx, db, "PRAGMA user_version=9999"));
    eco_sql_close(db);
    assert_int_equal(eco_store_open(ctx, scratch("new.sqlite"), &s),
                     ECO_FORMAT);
    assert_non_null(strstr(eco_ctx_message(ctx), "newer"));
    assert_int_equal(eco_store_edit(ctx, scratch("new.sqlite"), &s),
                     ECO_FORMAT);
    assert_null(s);
}

/* A partner's trigger must not act when we write, nor a virtual table show
 * another file as if it were data. */
static void planted_sql_does_not_act(void **state)
{
    eco_store *s = NULL;
    eco_sql *db = NULL;
    int64_t n = 0;

    (void)state;
    good(build(scratch("trap.sqlite"), ""));
    good(eco_sql_open(ctx, scratch("trap.sqlite"), ECO_SQL_WRITE, &db));
    good(eco_sql_run(ctx, db,
                     "CREATE TRIGGER trap AFTER INSERT ON parameter BEGIN "
                     "UPDATE tally SET area_cm2 = 0; END"));
    eco_sql_close(db);
    good(eco_store_edit(ctx, scratch("trap.sqlite"), &s));
    good(eco_sql_run(ctx, eco_store_sql(s),
                     "INSERT INTO parameter VALUES ('a', 'b', '', 'c', 1);"
                     "UPDATE zone SET geom = GeomFromText('MULTIPOLYGON((("
                     "5 5,6 5,6 6,5 5)))', 4326) WHERE zone_id = 1"));
    good(eco_store_finish(ctx, s));
    good(eco_store_open(ctx, scratch("trap.sqlite"), &s));
    good(eco_sql_int(ctx, eco_store_sql(s), "SELECT min(area_cm2) FROM tally",
                     &n));
    assert_int_equal(n, 100000);
    good(eco_sql_int(ctx, eco_store_sql(s),
                     "SELECT count(*) FROM idx_zone_geom WHERE xmin > 4", &n));
    assert_int_equal(n, 1); /* the index was made anew */
    eco_store_close(s);
    good(eco_sql_open(ctx, scratch("trap.sqlite"), ECO_SQL_WRITE, &db));
    good(eco_sql_run(ctx, db,
                     "CREATE VIRTUAL TABLE \"x USING rtree(\" USING "
                     "VirtualText('/etc/passwd', 'UTF-8', 0)"));
    eco_sql_close(db);
    assert_int_equal(eco_store_open(ctx, scratch("trap.sqlite"), &s),
                     ECO_FORMAT);
    assert_non_null(strstr(eco_ctx_message(ctx), "virtual table"));
}

static void names_are_checked(void **state)
{
    static const char *const bad[] = {
        "",         "Zone",          "zone;--", "zone\"", "select",
        "idx_zone", "sqlite_master", "1st",     "größe"};
    eco_store *s = NULL;
    eco_stmt *q = NULL;

    (void)state;
    good(eco_store_create(ctx, ":memory:", &s));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(eco_store_register_layer(ctx, s, bad[i], "POINT"),
                         ECO_INVALID);
        assert_int_equal(eco_store_query_table(ctx, s, "store_index_counts",
                                               bad[i], "geom", &q),
                         ECO_INVALID);
    }
    assert_int_equal(eco_store_register_layer(ctx, s, "nowhere", "POINT"),
                     ECO_IO);
    assert_int_equal(eco_store_query(ctx, s, "nowhere", &q), ECO_INTERNAL);
    good(eco_sql_run(ctx, eco_store_sql(s),
                     "CREATE TABLE p (fid INTEGER PRIMARY KEY, geom BLOB) "
                     "STRICT"));
    good(eco_store_register_layer(ctx, s, "p", "POINT"));
    good(eco_store_index_layer(ctx, s, "p"));
    assert_int_equal(eco_store_index_layer(ctx, s, "p"), ECO_IO);
    good(eco_store_finish(ctx, s));
}

/* Of another reference system, of another type. */
static void a_geometry_that_does_not_fit_is_refused(void **state)
{
    static const char *const odd[] = {"MakePoint(1, 2, 3857)",
                                      "BuildMbr(1, 2, 3, 4, 4326)"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        eco_store *s = NULL;
        char insert[100];

        snprintf(insert, sizeof insert, "INSERT INTO p (geom) VALUES (%s)",
                 odd[i]);
        good(eco_store_create(ctx, scratch("odd.sqlite"), &s));
        good(eco_sql_run(ctx, eco_store_sql(s),
                         "CREATE TABLE p (fid INTEGER PRIMARY KEY, geom BLOB) "
                         "STRICT"));
        good(eco_store_register_layer(ctx, s, "p", "POINT"));
        good(eco_sql_run(ctx, eco_store_sql(s), insert));
        assert_int_equal(eco_store_finish(ctx, s), ECO_INVALID);
        assert_non_null(strstr(eco_ctx_message(ctx), "layer 'p' has 1"));
        assert_int_equal(access(scratch("odd.sqlite"), F_OK), -1);
    }
}

/* What SpatiaLite's triggers can do in silence. */
static void a_lost_index_row_is_noticed(void **state)
{
    eco_store *s = NULL;

    (void)state;
    good(eco_store_create(ctx, scratch("lost.sqlite"), &s));
    good(fill(s, ""));
    good(eco_store_index_layer(ctx, s, "zone"));
    good(eco_sql_run(ctx, eco_store_sql(s),
                     "DELETE FROM idx_zone_geom WHERE pkid = 2"));
    assert_int_equal(eco_store_finish(ctx, s), ECO_IO);
    assert_non_null(strstr(eco_ctx_message(ctx), "2 geometries"));
    assert_int_equal(access(scratch("lost.sqlite"), F_OK), -1);
}

/* Every n-th allocation fails once, n growing: all of the first, then samples,
 * since each round builds a store. */
static void allocations_may_fail(void **state)
{
    size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;

    (void)state;
    assert_true(scratch_folder("nomem"));
    for (size_t n = 0; st != ECO_OK; n += 1 + n / 8) {
        eco_mem_fail_after(n);
        st = build(scratch("nomem/a.sqlite"), "");
        eco_mem_fail_after(SIZE_MAX);
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        assert_int_equal(eco_mem_live(), before);
        assert_int_equal(scratch_count("nomem"), st == ECO_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_store_is_delivered_alone),
        cmocka_unit_test(same_inputs_give_the_same_bytes),
        cmocka_unit_test(an_edit_changes_what_it_changes),
        cmocka_unit_test(there_is_one_writer),
        cmocka_unit_test(leftovers_are_swept),
        cmocka_unit_test(places_that_cannot_be_written_are_named),
        cmocka_unit_test(a_full_disk_leaves_the_old_store),
        cmocka_unit_test(a_disk_that_fills_up_leaves_nothing),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(planted_sql_does_not_act),
        cmocka_unit_test(names_are_checked),
        cmocka_unit_test(a_geometry_that_does_not_fit_is_refused),
        cmocka_unit_test(a_lost_index_row_is_noticed),
        cmocka_unit_test(allocations_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
