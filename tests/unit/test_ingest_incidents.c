/* Incidents by a mapping into a store: merged, numbered by key whatever the
 * order of the file, counted, and without what must not be kept. */
#include "eco_file.h"
#include "eco_ingest.h"
#include "eco_mem.h"
#include "scratch.h"

#include <ecocrime/store.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static eco_ctx *ctx;
static eco_assessment assessment;
static char assessment_path[512], file[512], mapping[512];
static char id[] = "reports", title[] = "Reports";
static char *files[] = {file};

static int setup(void **state)
{
    (void)state;
    if (eco_ctx_create(&ctx) || !scratch_make() || !scratch_write("a.yaml", ""))
        return 1;
    snprintf(assessment_path, sizeof assessment_path, "%s", scratch("a.yaml"));
    snprintf(file, sizeof file, "%s", scratch("r.csv"));
    snprintf(mapping, sizeof mapping, "%s", scratch("r.mapping.yaml"));
    assessment.path = assessment_path;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

/* Outlives the next calls of scratch(). */
static void in_folder(char path[512], const char *name)
{
    snprintf(path, 512, "%s", scratch(name));
}

static eco_dataset_spec spec(int sensitivity)
{
    return (eco_dataset_spec){.id = id,
                              .title = title,
                              .kind = ECO_KIND_INCIDENTS,
                              .files = files,
                              .nfiles = 1,
                              .sensitivity = sensitivity,
                              .mapping = mapping};
}

/* The files into a store that is there. */
static eco_status again(const char *path)
{
    const eco_dataset_spec d = spec(0);
    eco_store *store = NULL;
    int64_t dataset = 0;
    eco_status st = eco_store_edit(ctx, path, &store);

    if (!st)
        st = eco_sql_begin(ctx, eco_store_sql(store));
    if (!st)
        st = eco_ingest_again(ctx, store, &assessment, &d, &dataset);
    if (!st)
        st = eco_sql_commit(ctx, eco_store_sql(store));
    if (!st) {
        st = eco_store_finish(ctx, store);
        store = NULL;
    }
    eco_store_close(store);
    return st;
}

/* The files into the store at `path`. */
static eco_status ingest(const char *path, int sensitivity)
{
    const eco_dataset_spec d = spec(sensitivity);
    eco_store *store = NULL;
    int64_t dataset = 0;
    eco_status st = eco_store_create(ctx, path, &store);

    if (!st)
        st = eco_sql_begin(ctx, eco_store_sql(store));
    if (!st)
        st = eco_ingest_dataset(ctx, store, &assessment, &d, &dataset);
    if (!st)
        st = eco_sql_commit(ctx, eco_store_sql(store));
    if (!st) {
        st = eco_store_finish(ctx, store);
        store = NULL;
    }
    eco_store_close(store);
    return st;
}

static void write_inputs(const char *yaml, const char *csv)
{
    assert_true(scratch_write("r.mapping.yaml", yaml));
    assert_true(scratch_write("r.csv", csv));
}

static void says(const char *path, const char *select, const char *want)
{
    eco_store *store = NULL;
    eco_stmt *s = NULL;
    bool row = false;

    assert_int_equal(eco_store_open(ctx, path, &store), ECO_OK);
    if (eco_stmt_prepare(ctx, eco_store_sql(store), select, &s) ||
        eco_stmt_step(ctx, s, &row) || !row)
        fail_msg("%s: %s", select, eco_ctx_message(ctx));
    assert_string_equal(eco_col_text(s, 0), want);
    eco_stmt_finalize(s);
    eco_store_close(store);
}

/* The rules about incidents; that of the run does not, as there was none. */
static void holds(const char *path)
{
    eco_findings found = {0};
    eco_status st = eco_store_verify(ctx, path, NULL, &found);

    assert_true(st == ECO_OK || st == ECO_FOUND);
    for (size_t i = 0; i < found.n; i++)
        if (!strstr(found.items[i].where, "run"))
            fail_msg("%s: %s", found.items[i].where, found.items[i].text);
    eco_findings_clear(&found);
}

static bool bytes_hold(const char *path, const char *word)
{
    char *text = NULL;
    size_t n, k = strlen(word);
    bool found = false;

    assert_int_equal(eco_file_read(ctx, path, 1 << 26, &text, &n), ECO_OK);
    for (size_t i = 0; i + k <= n && !found; i++)
        found = memcmp(text + i, word, k) == 0;
    eco_mem_free(text);
    return found;
}

static const char notices[] =
    "mapping: notices\n"
    "id: number\n"
    "date: {column: day, order: dmy}\n"
    "coordinates: {lat: lat, lon: lon, expect: {box: [-60, -10, -50, 0]}}\n"
    "domain: {column: kind, lookup: {Flora: FOR, Garimpo: MIN}}\n"
    "quantities: [{name: fine, column: fine, unit: BRL, decimal: \",\"}]\n"
    "merge_by: [law, article]\n";

#define HEAD "number;day;lat;lon;kind;fine;law;article;suspect name\n"
#define ONE                                                                    \
    "N1;01/02/2013;-4,51234;-55,25012;Flora;1.000,50;9605;50;Canary Bell\n"
#define TWO                                                                    \
    "N1;01/02/2013;-4,51234;-55,25012;Flora;1.000,50;6514;70;Canary Bell\n"
#define ELSE "N1;02/02/2013;-4,51234;-55,25012;Flora;7;9605;50;Canary Bell\n"
#define MORE "N0;03/02/2013;-5,51234;-55,25012;garimpo;;9605;50;Canary Bell\n"
#define BAD1 "N7;03/02/2013;5,51234;-55,25012;Flora;;9605;50;Canary Bell\n"
#define BAD2 "N8;31/02/2013;-5,51234;-55,25012;Flora;;9605;50;Canary Bell\n"
#define BAD3 "N9;03/02/2013;-5,51234;-55,25012;Fauna;;9605;50;Canary Bell\n"
#define BAD4                                                                   \
    "N10;03/02/2013;-5,51234;Canary Bell;x;-55,25012;Flora;;9605;50;y\n"

static void rows_are_stored_merged_or_rejected(void **state)
{
    char path[512];

    (void)state;
    in_folder(path, "one.sqlite");
    write_inputs(notices, HEAD ONE TWO ELSE MORE BAD1 BAD2 BAD3 BAD4 TWO);
    if (ingest(path, 0))
        fail_msg("%s", eco_ctx_message(ctx));
    holds(path);
    says(path,
         "SELECT printf('%d %d %d %d', nread, nstored, nmerged, nrejected)"
         " FROM incident_count",
         "9 3 2 4");
    says(path,
         "SELECT group_concat(printf('%s %s %s %d %s', key, date_first, domain,"
         " nrows, flags), '|') FROM (SELECT * FROM incident ORDER BY 1)",
         "N0 2013-02-03 MIN 1 |N1 2013-02-02 FOR 1 |N1 2013-02-01 FOR 3 "
         "key_again");
    says(path, "SELECT merged FROM incident WHERE nrows = 3",
         "[{\"law\":\"6514\",\"article\":\"70\"},"
         "{\"law\":\"9605\",\"article\":\"50\"}]");
    says(
        path,
        "SELECT group_concat(printf('%s %s %s', incident_id, value, unit), '|')"
        " FROM (SELECT * FROM incident_quantity ORDER BY 1)",
        "2 7.0 BRL|3 1000.5 BRL");
    says(path,
         "SELECT printf('%.5f %.5f %d', X(geom), Y(geom), precision_class)"
         " FROM incident WHERE key = 'N0'",
         "-55.25012 -5.51234 1");
    says(path,
         "SELECT group_concat(row || key, ' ') FROM (SELECT * FROM rejected"
         " ORDER BY row)",
         "5N7 6N8 7N9 8");
    says(path, "SELECT printf('%d %d', year_first, year_last) FROM dataset",
         "2013 2013");
    says(path,
         "SELECT count(*) FROM dataset WHERE note LIKE '%not stored: suspect"
         " name%'",
         "1");
    says(path, "SELECT group_concat(file, ' ') FROM dataset_file",
         "r.csv r.mapping.yaml");
}

static void what_is_dropped_is_nowhere(void **state)
{
    char path[512];

    (void)state;
    in_folder(path, "canary.sqlite");
    write_inputs(notices, HEAD ONE TWO ELSE MORE BAD1 BAD2 BAD3 BAD4);
    assert_int_equal(ingest(path, 0), ECO_OK);
    assert_false(bytes_hold(path, "Canary"));
    assert_true(bytes_hold(path, "5,51234")); /* it would be found */
    /* Of sensitive rows that are refused, nothing but a hash is kept. */
    assert_int_equal(ingest(path, 2), ECO_OK);
    assert_false(bytes_hold(path, "31/02/2013"));
    assert_false(bytes_hold(path, "Fauna"));
    says(path, "SELECT count(*) FROM rejected WHERE original LIKE 'sha256:%'",
         "4");
    says(path, "SELECT min(sensitivity) FROM incident", "2");
}

/* All but the row numbers and the file's own checksum. */
static char *content(const char *path)
{
    eco_store *store = NULL;
    eco_stmt *s = NULL;
    eco_str all = {0};
    bool row = false;

    assert_int_equal(eco_store_open(ctx, path, &store), ECO_OK);
    assert_int_equal(
        eco_stmt_prepare(
            ctx, eco_store_sql(store),
            "SELECT incident_id || key || row_hash || properties || merged ||"
            " nrows || hex(geom) || flags || coalesce((SELECT value FROM"
            " incident_quantity q WHERE q.incident_id = i.incident_id), '')"
            " FROM incident i ORDER BY incident_id",
            &s),
        ECO_OK);
    while (eco_stmt_step(ctx, s, &row) == ECO_OK && row)
        eco_str_printf(&all, "%s\n", eco_col_text(s, 0));
    eco_stmt_finalize(s);
    eco_store_close(store);
    return eco_str_take(&all);
}

static void order_of_the_file_does_not_matter(void **state)
{
    char a[512], b[512];
    char *one, *other;

    (void)state;
    in_folder(a, "a.sqlite");
    in_folder(b, "b.sqlite");
    write_inputs(notices, HEAD ONE TWO ELSE MORE);
    assert_int_equal(ingest(a, 0), ECO_OK);
    write_inputs(notices, HEAD ELSE MORE TWO ONE);
    assert_int_equal(ingest(b, 0), ECO_OK);
    one = content(a);
    other = content(b);
    assert_true(strlen(one) > 200);
    assert_string_equal(one, other);
    eco_mem_free(one);
    eco_mem_free(other);
}

static void same_input_gives_the_same_bytes(void **state)
{
    char *one = NULL, *other = NULL;
    size_t n, m;

    (void)state;
    write_inputs(notices, HEAD ONE TWO ELSE MORE BAD1);
    assert_int_equal(ingest(scratch("x.sqlite"), 0), ECO_OK);
    assert_int_equal(eco_file_read(ctx, scratch("x.sqlite"), 1 << 26, &one, &n),
                     ECO_OK);
    assert_int_equal(ingest(scratch("x.sqlite"), 0), ECO_OK);
    assert_int_equal(
        eco_file_read(ctx, scratch("x.sqlite"), 1 << 26, &other, &m), ECO_OK);
    assert_int_equal(n, m);
    assert_memory_equal(one, other, n);
    eco_mem_free(one);
    eco_mem_free(other);
}

static void equal_rows_without_id_merge_or_stay(void **state)
{
    char path[512];

    (void)state;
    in_folder(path, "equal.sqlite");
    write_inputs("mapping: m\ncoordinates: {lat: b, lon: a}\n",
                 "a,b\n110.42212,-7.41986\n110.5,-7.4\n110.42212,-7.41986\n");
    assert_int_equal(ingest(path, 0), ECO_OK);
    says(path, "SELECT count(*) || ' ' || max(nrows) FROM incident", "2 2");
    write_inputs(
        "mapping: m\nduplicates: keep\ncoordinates: {lat: b, lon: a}\n",
        "a,b\n110.42212,-7.41986\n110.5,-7.4\n110.42212,-7.41986\n");
    assert_int_equal(ingest(path, 0), ECO_OK);
    says(path,
         "SELECT count(*) || ' ' || max(nrows) || ' ' ||"
         " sum(flags = 'repeated') FROM incident",
         "3 1 1");
    holds(path);
}

static void a_lost_row_is_found(void **state)
{
    char path[512];
    eco_findings found = {0};
    eco_store *store = NULL;

    (void)state;
    in_folder(path, "lost.sqlite");
    write_inputs(notices, HEAD ONE MORE);
    assert_int_equal(ingest(path, 0), ECO_OK);
    assert_int_equal(eco_store_edit(ctx, path, &store), ECO_OK);
    assert_int_equal(eco_sql_run(ctx, eco_store_sql(store),
                                 "DELETE FROM incident WHERE key = 'N0'"),
                     ECO_OK);
    assert_int_equal(eco_store_finish(ctx, store), ECO_OK);
    assert_int_equal(eco_store_verify(ctx, path, NULL, &found), ECO_FOUND);
    assert_non_null(strstr(found.items[0].text, "read 2; stored 2"));
    eco_findings_clear(&found);
}

static void faults_of_the_mapping_are_told(void **state)
{
    (void)state;
    write_inputs("mapping: m\nids: number\ndomain: QQQ\n", HEAD ONE);
    assert_int_equal(ingest(scratch("f.sqlite"), 0), ECO_USAGE);
    assert_non_null(strstr(eco_ctx_message(ctx), "r.mapping.yaml:2: ids"));
    assert_non_null(strstr(eco_ctx_message(ctx), "1 more errors"));
    write_inputs("mapping: m\nid: nummer\n", HEAD ONE);
    assert_int_equal(ingest(scratch("f.sqlite"), 0), ECO_USAGE);
    assert_non_null(strstr(eco_ctx_message(ctx), "no column 'nummer'"));
}

static void refused_rows_are_listed(void **state)
{
    char path[512];
    char *text = NULL;

    (void)state;
    in_folder(path, "list.sqlite");
    write_inputs(notices, HEAD ONE BAD2);
    assert_int_equal(ingest(path, 0), ECO_OK);
    assert_int_equal(eco_store_rejected(ctx, path, 0, &text), ECO_OK);
    assert_non_null(strstr(text, "r.csv row 2\n"));
    assert_non_null(strstr(text, "'31/02/2013' is no day of the calendar"));
    eco_mem_free(text);
    assert_int_equal(eco_store_rejected(ctx, path, 1, &text), ECO_OK);
    assert_non_null(strstr(text, "\"row\": 2"));
    eco_mem_free(text);
}

#define READING                                                                \
    "SELECT printf('%d: %d = %d + %d + %d + %d; %d %d', reading, nread, "      \
    "nadded, nunchanged, nmerged, nrejected, nsuperseded, nresolved) FROM "    \
    "incident_reading ORDER BY reading DESC"

/* A corrected and longer file: what was good stays, with its number. */
static void a_corrected_file_adds_what_is_new(void **state)
{
    char path[512];

    (void)state;
    in_folder(path, "again.sqlite");
    write_inputs(notices, HEAD ONE TWO MORE BAD1 BAD2 BAD3);
    assert_int_equal(ingest(path, 0), ECO_OK);
    says(path, READING, "1: 6 = 2 + 0 + 1 + 3; 0 0");
    assert_int_equal(again(path), ECO_OK); /* as it was */
    holds(path);
    says(path, READING, "2: 6 = 0 + 2 + 1 + 3; 0 3");
    says(path, "SELECT count(*) FROM rejected", "3");
    write_inputs(notices, HEAD BAD3 MORE TWO ONE
                 "N7;03/02/2013;-5,51234;-55,25012;Flora;;9605;50;x\n"
                 "N8;28/02/2013;-5,51234;-55,25012;Flora;9;9605;50;x\n");
    assert_int_equal(again(path), ECO_OK);
    holds(path);
    says(path, READING, "3: 6 = 2 + 2 + 1 + 1; 0 3");
    says(path,
         "SELECT group_concat(incident_id || key, ' ') FROM (SELECT * FROM "
         "incident ORDER BY incident_id)",
         "1N0 2N1 3N7 4N8");
    says(path, "SELECT group_concat(key || row) FROM rejected", "N91");
    says(path,
         "SELECT printf('%d %d %d %d', nread, nstored, nmerged, nrejected)"
         " FROM incident_count",
         "6 4 1 1");
    says(path,
         "SELECT group_concat(value, ' ') FROM (SELECT * FROM "
         "incident_quantity ORDER BY incident_id)",
         "1000.5 9.0");
}

/* Another day, another article: what was said before is told apart. */
static void a_changed_row_supersedes(void **state)
{
    char path[512];

    (void)state;
    in_folder(path, "changed.sqlite");
    write_inputs(notices, HEAD ONE TWO MORE);
    assert_int_equal(ingest(path, 0), ECO_OK);
    write_inputs(notices,
                 HEAD "N0;04/02/2013;-5,51234;-55,25012;garimpo;;9605;50;x\n");
    assert_int_equal(again(path), ECO_OK); /* N1 is not in it, and stays */
    holds(path);
    says(path, READING, "2: 1 = 1 + 0 + 0 + 0; 1 0");
    says(path,
         "SELECT printf('%s %s %d %d', key, date_first, first_reading, reading)"
         " FROM incident_superseded",
         "N0 2013-02-03 1 2");
    write_inputs(notices, HEAD ONE);
    assert_int_equal(again(path), ECO_OK); /* one article less */
    holds(path);
    says(path, READING, "3: 1 = 1 + 0 + 0 + 0; 1 0");
    says(path,
         "SELECT printf('%d %d %d %d', nread, nstored, nmerged, nrejected)"
         " FROM incident_count",
         "2 2 0 0");
}

/* The same rows mean something else. */
static void another_mapping_reads_all_anew(void **state)
{
    char path[512], yaml[1024];

    (void)state;
    in_folder(path, "other.sqlite");
    write_inputs(notices, HEAD ONE MORE);
    assert_int_equal(ingest(path, 0), ECO_OK);
    snprintf(yaml, sizeof yaml, "%sreliability: A\n", notices);
    write_inputs(yaml, HEAD ONE MORE);
    assert_int_equal(again(path), ECO_OK);
    holds(path);
    says(path, READING, "2: 2 = 2 + 0 + 0 + 0; 2 0");
    says(path, "SELECT group_concat(reliability) FROM incident", "A,A");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_corrected_file_adds_what_is_new),
        cmocka_unit_test(a_changed_row_supersedes),
        cmocka_unit_test(another_mapping_reads_all_anew),
        cmocka_unit_test(rows_are_stored_merged_or_rejected),
        cmocka_unit_test(what_is_dropped_is_nowhere),
        cmocka_unit_test(order_of_the_file_does_not_matter),
        cmocka_unit_test(same_input_gives_the_same_bytes),
        cmocka_unit_test(equal_rows_without_id_merge_or_stay),
        cmocka_unit_test(a_lost_row_is_found),
        cmocka_unit_test(faults_of_the_mapping_are_told),
        cmocka_unit_test(refused_rows_are_listed),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
