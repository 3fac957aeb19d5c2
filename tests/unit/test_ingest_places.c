/* Rows that name their place: joined to zones, refused with the candidates, or
 * kept without a zone, and counted in place_match. */
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
static char assessment_path[512], paths[4][512];
static char *files[4][1] = {{paths[0]}, {paths[1]}, {paths[2]}, {paths[3]}};
static char towns_word[] = "towns", states_word[] = "states",
            reports_word[] = "reports", key_word[] = "id", name_word[] = "name";

static const char reports[] = "id,town,code,state,lat,lon\n"
                              "1,BELEM,,PA,,\n"
                              "2,Altamira,,Pará,,\n"
                              "3,ALTAMIRA,,,,\n"
                              "4,JACARECANGA,,PA,,\n"
                              "5,Canary Bay,,EC,,\n"
                              "6,BELEM,,PA,,\n"
                              "7,Belém,,PA,-1.75123,-53.75123\n"
                              "8,Belém,,PA,-1.75123,-53.00123\n"
                              "9,ALTAMIRA,,,-4.51234,-55.51234\n"
                              "10,,1500107,,,\n"
                              "11,,,,,\n";

#define PLACES                                                                 \
    "mapping: m\nid: id\ncoordinates: {lat: lat, lon: lon, optional: "         \
    "true%s}\n"                                                                \
    "place: {name: town, code: code, parent: state%s}\n"

/* A feature of west, south, east, north. */
static void add_box(eco_str *text, const char *key, const char *name,
                    const double b[4])
{
    eco_str_printf(
        text,
        "%s{\"type\":\"Feature\",\"properties\":{\"id\":\"%s\","
        "\"name\":\"%s\"},\"geometry\":{\"type\":\"Polygon\","
        "\"coordinates\":[[[%g,%g],[%g,%g],[%g,%g],[%g,%g],[%g,%g]]]}}",
        text->text[text->n - 1] == '[' ? "" : ",", key, name, b[0], b[1], b[2],
        b[1], b[2], b[3], b[0], b[3], b[0], b[1]);
}

static bool write_zones(void)
{
    static const char head[] = "{\"type\":\"FeatureCollection\",\"features\":[";
    eco_str text = {0};
    bool good;

    eco_str_add(&text, head);
    add_box(&text, "1500602", "Altamira", (double[]){-56, -5, -55, -4});
    add_box(&text, "1500107", "Belém", (double[]){-54, -2, -53.5, -1.5});
    add_box(&text, "2100001", "Altamira", (double[]){-46, -4, -45.5, -3.5});
    add_box(&text, "1503754", "Jacareacanga", (double[]){-58, -7, -57.5, -6.5});
    eco_str_add(&text, "]}");
    good = scratch_write("towns.geojson", text.text);
    eco_str_reset(&text);
    eco_str_add(&text, head);
    add_box(&text, "PA", "Pará", (double[]){-59, -10, -50, 0});
    add_box(&text, "MA", "Maranhão", (double[]){-48, -8, -42, 0});
    eco_str_add(&text, "]}");
    good = good && scratch_write("states.geojson", text.text);
    eco_str_clear(&text);
    return good;
}

static int setup(void **state)
{
    static const char *const names[] = {"towns.geojson", "states.geojson",
                                        "r.csv", "r.mapping.yaml"};

    (void)state;
    if (eco_ctx_create(&ctx) || !scratch_make() || !scratch_write("a.yaml", ""))
        return 1;
    snprintf(assessment_path, sizeof assessment_path, "%s", scratch("a.yaml"));
    for (size_t i = 0; i < 4; i++)
        snprintf(paths[i], sizeof paths[i], "%s", scratch(names[i]));
    assessment.path = assessment_path;
    return write_zones() ? 0 : 1;
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static void write_reports(const char *expect, const char *place,
                          const char *csv)
{
    char text[1024];

    snprintf(text, sizeof text, PLACES, expect, place);
    assert_true(scratch_write("r.mapping.yaml", text));
    assert_true(scratch_write("r.csv", csv));
}

static eco_dataset_spec reports_spec(int sensitivity)
{
    return (eco_dataset_spec){.id = reports_word,
                              .title = reports_word,
                              .kind = ECO_KIND_INCIDENTS,
                              .files = files[2],
                              .nfiles = 1,
                              .sensitivity = sensitivity,
                              .mapping = paths[3]};
}

/* The reports once more into a store that has them. */
static eco_status again(const char *path)
{
    const eco_dataset_spec last = reports_spec(0);
    eco_store *store = NULL;
    int64_t id = 0;
    eco_status st = eco_store_edit(ctx, path, &store);

    if (!st)
        st = eco_sql_begin(ctx, eco_store_sql(store));
    if (!st)
        st = eco_ingest_again(ctx, store, &assessment, &last, &id);
    if (!st)
        st = eco_sql_commit(ctx, eco_store_sql(store));
    if (!st) {
        st = eco_store_finish(ctx, store);
        store = NULL;
    }
    eco_store_close(store);
    return st;
}

/* The first `nsets` zone sets, then the reports. */
static eco_status ingest(const char *path, size_t nsets, int sensitivity)
{
    const eco_dataset_spec all[] = {{.id = towns_word,
                                     .title = towns_word,
                                     .set = towns_word,
                                     .kind = ECO_KIND_ZONES,
                                     .files = files[0],
                                     .nfiles = 1,
                                     .key = key_word,
                                     .name = name_word},
                                    {.id = states_word,
                                     .title = states_word,
                                     .set = states_word,
                                     .kind = ECO_KIND_ZONES,
                                     .files = files[1],
                                     .nfiles = 1,
                                     .key = key_word,
                                     .name = name_word}};
    const eco_dataset_spec last = reports_spec(sensitivity);
    eco_store *store = NULL;
    int64_t id = 0;
    eco_status st = eco_store_create(ctx, path, &store);

    if (!st)
        st = eco_sql_begin(ctx, eco_store_sql(store));
    for (size_t i = 0; i < nsets && !st; i++)
        st = eco_ingest_dataset(ctx, store, &assessment, &all[i], &id);
    if (!st)
        st = eco_ingest_dataset(ctx, store, &assessment, &last, &id);
    if (!st)
        st = eco_sql_commit(ctx, eco_store_sql(store));
    if (!st) {
        st = eco_store_finish(ctx, store);
        store = NULL;
    }
    eco_store_close(store);
    return st;
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

/* What the rules about places and counts find, "" when nothing. */
static void verify(const char *path, const char *problem)
{
    eco_findings found = {0};
    bool seen = !*problem;
    eco_status st = eco_store_verify(ctx, path, NULL, &found);

    assert_true(st == ECO_OK || st == ECO_FOUND);
    for (size_t i = 0; i < found.n; i++) {
        if (strstr(found.items[i].where, "run"))
            continue; /* there was none */
        if (!*problem)
            fail_msg("%s: %s", found.items[i].where, found.items[i].text);
        seen |= strstr(found.items[i].text, problem) != NULL;
    }
    if (!seen)
        fail_msg("not found: %s", problem);
    eco_findings_clear(&found);
}

#define SETS ", zones: towns, parent_zones: states"

#define INCIDENTS                                                              \
    "SELECT group_concat(printf('%s %s %d %s', i.key, coalesce(z.key, '-'),"   \
    " i.precision_class, i.flags), '|') FROM (SELECT * FROM incident"          \
    " ORDER BY CAST(key AS INTEGER)) i LEFT JOIN zone z"                       \
    " ON z.zone_id = i.place_zone_id"

static void places_join_their_zones(void **state)
{
    char path[512];

    (void)state;
    snprintf(path, sizeof path, "%s", scratch("one.sqlite"));
    write_reports("", SETS, reports);
    if (ingest(path, 2, 0))
        fail_msg("%s", eco_ctx_message(ctx));
    verify(path, "");
    says(path, INCIDENTS,
         "1 1500107 4 |2 1500602 5 |4 1503754 4 place_near|"
         "5 - 5 place_unknown|6 1500107 4 |7 1500107 1 |"
         "8 1500107 1 outside_named_place|9 - 1 |10 1500107 4 |11 - 5 ");
    says(path, "SELECT printf('%d %s %s', row, key, reason) FROM rejected",
         "3 3 place 'ALTAMIRA': several zones have this name: "
         "Altamira (1500602, PA), Altamira (2100001, MA); give the code, or "
         "what it lies in");
    says(path,
         "SELECT printf('%d %d %d %d', nread, nstored, nmerged, nrejected)"
         " FROM incident_count",
         "11 10 0 1");
    says(path,
         "SELECT group_concat(printf('%s %s %s %s %d %d', name, outcome, how,"
         " zone_key, nrows, nrefused), '|') FROM place_match",
         " matched code 1500107 1 0|ALTAMIRA ambiguous   1 1|"
         "Altamira matched exact 1500602 1 0|BELEM matched folded 1500107 2 0|"
         "Belém matched exact 1500107 2 0|Canary Bay none   1 0|"
         "JACARECANGA near near 1503754 1 0");
    says(path, "SELECT candidates FROM place_match WHERE outcome = 'ambiguous'",
         "[{\"key\":\"1500602\",\"name\":\"Altamira\"},"
         "{\"key\":\"2100001\",\"name\":\"Altamira\"}]");
    says(path,
         "SELECT count(*) FROM lineage WHERE what LIKE '%7 names of places: 6"
         " rows matched, 1 by a near spelling, 2 ambiguous, 1 unknown'",
         "1");
    says(path,
         "SELECT group_concat(name || value || calibrated, ' ') FROM parameter",
         "place.area_max50001 place.tolerance10000");
}

static void odd_places_are_refused_where_wanted(void **state)
{
    char path[512];

    (void)state;
    snprintf(path, sizeof path, "%s", scratch("refuse.sqlite"));
    write_reports(", expect: {place: refuse}",
                  SETS ", near: refuse, unknown: refuse", reports);
    if (ingest(path, 2, 0))
        fail_msg("%s", eco_ctx_message(ctx));
    verify(path, "");
    says(path,
         "SELECT group_concat(printf('%d %s', row, reason), '|') FROM"
         " (SELECT * FROM rejected WHERE row > 3 ORDER BY row)",
         "4 place 'JACARECANGA', in PA: no zone has exactly this name; "
         "similar: Jacareacanga (1503754, PA); write it as the zone is called|"
         "5 place 'Canary Bay', in EC: no zone lies in this parent; write it "
         "as the zone is called|"
         "8 coordinates: lie 55 km outside the place that the row names; "
         "coordinates.expect.place: flag stores such rows");
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

static void sensitive_places_are_not_told(void **state)
{
    char path[512];

    (void)state;
    snprintf(path, sizeof path, "%s", scratch("hidden.sqlite"));
    write_reports("", SETS ", unknown: refuse", reports);
    assert_int_equal(ingest(path, 2, 0), ECO_OK);
    assert_true(bytes_hold(path, "Canary Bay"));
    assert_int_equal(ingest(path, 2, 2), ECO_OK);
    assert_false(bytes_hold(path, "Canary Bay"));
    verify(path, "");
    says(path,
         "SELECT count(*) FROM place_match WHERE name LIKE 'sha256:%' AND"
         " candidates = '[]'",
         "1");
    says(path, "SELECT count(*) FROM rejected WHERE original LIKE 'sha256:%'",
         "2");
}

static void sets_are_named_when_there_are_several(void **state)
{
    char path[512];

    (void)state;
    snprintf(path, sizeof path, "%s", scratch("sets.sqlite"));
    write_reports("", "", reports);
    assert_int_equal(ingest(path, 2, 0), ECO_USAGE);
    assert_non_null(strstr(eco_ctx_message(ctx),
                           "r.mapping.yaml: place.zones: name the zone sets in "
                           "which places are looked up; there are: towns, "
                           "states"));
    write_reports("", ", zones: town", reports);
    assert_int_equal(ingest(path, 2, 0), ECO_USAGE);
    assert_non_null(
        strstr(eco_ctx_message(ctx), "there is no zone set 'town'"));
    write_reports("", ", parent_zones: state", reports);
    assert_int_equal(ingest(path, 2, 0), ECO_USAGE);
    assert_non_null(strstr(eco_ctx_message(ctx), "place.parent_zones"));
    /* the only one there is, beside the parents; without parents; none */
    write_reports("", ", parent_zones: states", reports);
    assert_int_equal(ingest(path, 2, 0), ECO_OK);
    says(path, "SELECT count(place_zone_id) FROM incident", "7");
    write_reports("", "", reports);
    assert_int_equal(ingest(path, 1, 0), ECO_OK);
    says(path, "SELECT count(place_zone_id) FROM incident", "1");
    verify(path, "");
    assert_int_equal(ingest(path, 0, 0), ECO_OK);
    says(path, "SELECT count(*) FROM place_match", "0");
    says(path, "SELECT count(*) FROM incident WHERE precision_class = 4", "0");
    verify(path, "");
}

static void a_wrong_zone_is_found(void **state)
{
    static const struct {
        const char *change, *problem;
    } all[] = {{"UPDATE incident SET place_zone_id = 1 WHERE key = '1'",
                "is taken for another zone"},
               {"UPDATE incident SET precision_class = 4 WHERE key = '2'",
                "class 4 in a zone of 12"},
               {"UPDATE incident SET place_name = 'Óbidos' WHERE key = '1'",
                "its place is not in place_match"},
               {"UPDATE place_match SET nrows = 3 WHERE name = 'BELEM'",
                "3 rows were stored; 2 are there"},
               {"UPDATE incident SET geom = NULL WHERE key = '9'",
                "its place is ambiguous"}};
    char path[512];

    (void)state;
    snprintf(path, sizeof path, "%s", scratch("wrong.sqlite"));
    write_reports("", SETS, reports);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        eco_store *store = NULL;

        assert_int_equal(ingest(path, 2, 0), ECO_OK);
        assert_int_equal(eco_store_edit(ctx, path, &store), ECO_OK);
        assert_int_equal(eco_sql_run(ctx, eco_store_sql(store), all[i].change),
                         ECO_OK);
        assert_int_equal(eco_store_finish(ctx, store), ECO_OK);
        verify(path, all[i].problem);
    }
}

/* Names and rows in another order, and rows that merge. */
static void order_of_the_rows_does_not_matter(void **state)
{
    static const char turned[] = "id,town,code,state,lat,lon\n"
                                 "4,JACARECANGA,,PA,,\n2,Altamira,,Pará,,\n"
                                 "1,BELEM,,PA,,\n1,BELEM,,PA,,\n",
                      straight[] = "id,town,code,state,lat,lon\n"
                                   "1,BELEM,,PA,,\n1,BELEM,,PA,,\n"
                                   "2,Altamira,,Pará,,\n4,JACARECANGA,,PA,,\n";
    static const char *const both[] = {turned, straight};
    char path[512];

    (void)state;
    snprintf(path, sizeof path, "%s", scratch("order.sqlite"));
    for (int i = 0; i < 2; i++) {
        write_reports("", SETS, both[i]);
        assert_int_equal(ingest(path, 2, 0), ECO_OK);
        verify(path, "");
        says(path,
             "SELECT (SELECT group_concat(name || nrows, ' ') FROM place_match)"
             " || '|' || (SELECT group_concat(incident_id || key || nrows, ' ')"
             " FROM incident)",
             "Altamira1 BELEM2 JACARECANGA1|112 221 341");
    }
}

/* One row is corrected, one names another place, one is left out. */
static void a_file_read_again_is_counted_once(void **state)
{
    char path[512];

    (void)state;
    snprintf(path, sizeof path, "%s", scratch("again.sqlite"));
    write_reports("", SETS,
                  "id,town,code,state,lat,lon\n1,BELEM,,PA,,\n"
                  "2,Altamira,,PA,,\n3,ALTAMIRA,,,,\n4,BELEM,,PA,,\n"
                  "5,Quito,,PA,,\n");
    assert_int_equal(ingest(path, 2, 0), ECO_OK);
    says(path,
         "SELECT group_concat(printf('%s %s %d %d', name, outcome, nrows,"
         " nrefused), '|') FROM place_match",
         "ALTAMIRA ambiguous 0 1|Altamira matched 1 0|BELEM matched 2 0|"
         "Quito none 1 0");
    assert_true(scratch_write("r.csv", "id,town,code,state,lat,lon\n"
                                       "1,BELEM,,PA,,\n2,Altamira,,PA,,\n"
                                       "3,ALTAMIRA,,PA,,\n"
                                       "4,Jacareacanga,,PA,,\n"
                                       "5,Belém,,PA,,\n"));
    if (again(path))
        fail_msg("%s", eco_ctx_message(ctx));
    verify(path, "");
    says(path,
         "SELECT group_concat(printf('%s %s %s %d %d', name, parent, outcome,"
         " nrows, nrefused), '|') FROM place_match WHERE nrows > 0",
         "ALTAMIRA PA matched 1 0|Altamira PA matched 1 0|"
         "BELEM PA matched 1 0|Belém PA matched 1 0|"
         "Jacareacanga PA matched 1 0");
    says(path, "SELECT count(*) FROM rejected", "0");
    says(path, "SELECT count(*) FROM place_match", "5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_join_their_zones),
        cmocka_unit_test(odd_places_are_refused_where_wanted),
        cmocka_unit_test(sensitive_places_are_not_told),
        cmocka_unit_test(sets_are_named_when_there_are_several),
        cmocka_unit_test(a_wrong_zone_is_found),
        cmocka_unit_test(order_of_the_rows_does_not_matter),
        cmocka_unit_test(a_file_read_again_is_counted_once),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
