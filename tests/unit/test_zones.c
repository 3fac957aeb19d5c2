/* Features from files: kept, repaired, reprojected, refused with a reason. */
#include "eco_area.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "eco_wkb.h"
#include "eco_zones.h"
#include "scratch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static eco_ctx *ctx;
static eco_crs *lonlat;

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx) || !scratch_make() ||
           eco_crs_create(ctx, "EPSG:4326", &lonlat);
}

static int teardown(void **state)
{
    (void)state;
    eco_crs_destroy(lonlat);
    eco_ctx_destroy(ctx);
    scratch_remove();
    return eco_mem_live() ? 1 : 0;
}

static void message_has(const char *words)
{
    if (!strstr(eco_ctx_message(ctx), words))
        fail_msg("'%s' is not in '%s'", words, eco_ctx_message(ctx));
}

#define FEATURE(properties, geometry)                                          \
    "{\"type\":\"Feature\",\"properties\":" properties                         \
    ",\"geometry\":" geometry "}"
#define POLYGON(rings) "{\"type\":\"Polygon\",\"coordinates\":[" rings "]}"
#define SQUARE         "[[0,0],[1,0],[1,1],[0,1],[0,0]]"

static void write_json(const char *name, const char *features)
{
    eco_str text = {0};

    eco_str_printf(&text, "{\"type\":\"FeatureCollection\",\"features\":[%s]}",
                   features);
    assert_true(scratch_write(name, eco_str_text(&text)));
    eco_str_clear(&text);
}

static eco_status read_as(const char *name, eco_vector_source source,
                          bool areas_only, eco_features *f)
{
    const char *files[] = {scratch(name)};

    source.files = files;
    source.nfiles = 1;
    return eco_features_read(ctx, &source, lonlat, areas_only, f);
}

static eco_features read_areas(const char *features)
{
    eco_features f;

    write_json("x.geojson", features);
    if (read_as("x.geojson", (eco_vector_source){0}, true, &f))
        fail_msg("%s", eco_ctx_message(ctx));
    return f;
}

/* Of `n` features as texts. */
static const char *list_of(eco_str *text, size_t n, va_list ap)
{
    for (size_t i = 0; i < n; i++)
        eco_str_printf(text, "%s%s", i ? "," : "", va_arg(ap, const char *));
    return eco_str_text(text);
}

static eco_features read_list(size_t n, ...)
{
    eco_str text = {0};
    eco_features f;
    va_list ap;

    va_start(ap, n);
    f = read_areas(list_of(&text, n, ap));
    va_end(ap);
    eco_str_clear(&text);
    return f;
}

static void write_list(const char *name, size_t n, ...)
{
    eco_str text = {0};
    va_list ap;

    va_start(ap, n);
    write_json(name, list_of(&text, n, ap));
    va_end(ap);
    eco_str_clear(&text);
}

static eco_polyset shape_of(const eco_feature *f)
{
    eco_polyset s = {0};

    assert_int_equal(eco_wkb_to_polyset(ctx, f->wkb, f->nwkb, 0, &s), ECO_OK);
    return s;
}

/* In square degrees, holes subtracted. */
static double plane_area(const eco_polyset *s)
{
    double sum = 0;

    for (size_t r = 0; r < s->nrings; r++) {
        const eco_point *p = s->points + s->rings[r].first;
        size_t n = s->rings[r].n;
        double twice = 0;

        for (size_t i = 0; i < n; i++)
            twice += p[i].x * p[(i + 1) % n].y - p[(i + 1) % n].x * p[i].y;
        sum += (s->rings[r].hole ? -1 : 1) * fabs(twice) / 2;
    }
    return sum;
}

static void has_area(const eco_feature *f, double area)
{
    eco_polyset s = shape_of(f);

    if (!(fabs(plane_area(&s) - area) < 1e-9))
        fail_msg("area is %.12g, not %.12g", plane_area(&s), area);
    for (size_t i = 0; i < s.npoints; i++)
        assert_true(fabs(s.points[i].x) <= 180);
    eco_polyset_clear(&s);
}

static void one_area(const char *geometry, double area, bool repaired)
{
    eco_str text = {0};
    eco_features f;

    eco_str_printf(&text, FEATURE("{}", "%s"), geometry);
    f = read_areas(eco_str_text(&text));
    eco_str_clear(&text);
    assert_int_equal(f.n, 1);
    assert_int_equal(f.items[0].repaired, repaired);
    has_area(&f.items[0], area);
    eco_features_clear(&f);
}

static void polygons_of_all_kinds_are_read(void **state)
{
    (void)state;
    one_area(POLYGON(SQUARE), 1, false);
    one_area(POLYGON("[[0,0,5],[1,0,5],[1,1,5],[0,1,5],[0,0,5]]"), 1, false);
    one_area(POLYGON("[[0,0],[1,0],[1,1],[0,1]]"), 1, false); /* not closed */
    one_area(POLYGON("[[0,0],[4,0],[4,4],[0,4],[0,0]],"
                     "[[1,1],[2,1],[2,2],[1,2],[1,1]]"),
             15, false);
    one_area("{\"type\":\"MultiPolygon\",\"coordinates\":[[" SQUARE
             "],[[[2,0],[4,0],[4,1],[2,1],[2,0]]]]}",
             3, false);
    one_area("{\"type\":\"GeometryCollection\",\"geometries\":["
             "{\"type\":\"LineString\",\"coordinates\":[[0,0],[9,9]]},"
             "{\"type\":\"Polygon\",\"coordinates\":[]}," POLYGON(SQUARE) "]}",
             1, false);
}

static void rings_without_an_inside_are_left_out(void **state)
{
    (void)state;
    one_area("{\"type\":\"MultiPolygon\",\"coordinates\":[[" SQUARE
             ",[[0.2,0.2],[0.4,0.4],[0.2,0.2]]],[[[5,5],[6,6],[5,5]],"
             "[[0,0],[1,0],[1,1],[0,0]]]]}",
             1, false);
}

static void invalid_polygons_are_repaired(void **state)
{
    eco_features f;

    (void)state;
    one_area(POLYGON("[[0,0],[2,2],[2,0],[0,2],[0,0]]"), 2, true); /* bow */
    /* An island written as a hole; the shell lost 1, kept 1 + 4. */
    f = read_areas(
        FEATURE("{}", POLYGON(SQUARE ",[[3,0],[5,0],[5,2],[3,2],[3,0]]")));
    assert_int_equal(f.nrepaired, 1);
    has_area(&f.items[0], 5);
    assert_true(fabs(f.repair_change_max - 0.4) < 1e-12);
    eco_features_clear(&f);
}

static void what_has_no_area_is_refused(void **state)
{
    static const char good[] = FEATURE("{}", POLYGON(SQUARE));
    static const char point[] =
        FEATURE("{}", "{\"type\":\"Point\",\"coordinates\":[1,1]}");
    static const char none[] = FEATURE("{}", "null");
    static const char flat[] =
        FEATURE("{\"a\":3}", POLYGON("[[0,0],[1,1],[2,2],[0,0]]"));
    eco_features f = read_list(4, good, point, none, flat);

    (void)state;
    assert_int_equal(f.n, 1);
    assert_int_equal(f.nrefused, 3);
    assert_int_equal(f.refused[0].row, 2);
    assert_non_null(strstr(f.refused[0].reason, "Point, not a polygon"));
    assert_string_equal(f.refused[0].original, "POINT (1 1)");
    assert_non_null(strstr(f.refused[1].reason, "no geometry"));
    assert_string_equal(f.refused[1].original, "{\"a\":null}");
    assert_int_equal(f.refused[2].row, 4);
    eco_features_clear(&f);
}

static void long_originals_are_shortened(void **state)
{
    eco_str text = {0};
    eco_features f;

    (void)state;
    eco_str_add(
        &text,
        FEATURE("{}",
                POLYGON(SQUARE)) ",{\"type\":\"Feature\","
                                 "\"properties\":{},\"geometry\":{\"type\":"
                                 "\"LineString\",\"coordinates\":[[0,0]");
    for (int i = 0; i < 1000; i++)
        eco_str_printf(&text, ",[%d,1]", i % 90);
    eco_str_add(&text, "]}}");
    f = read_areas(eco_str_text(&text));
    eco_str_clear(&text);
    assert_int_equal(f.nrefused, 1);
    assert_int_equal(strlen(f.refused[0].original), 2000);
    eco_features_clear(&f);
}

static void metres_are_no_degrees(void **state)
{
    eco_features f;

    (void)state;
    write_json("m.geojson", FEATURE("{}", POLYGON("[[500000,0],[500100,0],"
                                                  "[500100,100],[500000,0]]")));
    assert_int_equal(read_as("m.geojson", (eco_vector_source){0}, true, &f),
                     ECO_USAGE);
    message_has("m.geojson");
    message_has("metres under a degree CRS");
    assert_int_equal(read_as("m.geojson",
                             (eco_vector_source){.crs = "EPSG:31976"}, true,
                             &f),
                     ECO_OK);
    eco_features_clear(&f);
    assert_true(scratch_write("m.csv", "a,b\n500000,10\n"));
    assert_int_equal(read_as("m.csv",
                             (eco_vector_source){.lon = "a", .lat = "b"}, false,
                             &f),
                     ECO_USAGE);
    message_has("metres under a degree CRS");
}

/* One strip of two degrees in the ways files write it; with a hole that lies
 * on the other side than the shell's first vertex; a world map stays whole. */
static void the_antimeridian_is_cut(void **state)
{
    (void)state;
    one_area(POLYGON("[[179,0],[-179,0],[-179,1],[179,1],[179,0]]"), 2, false);
    one_area(POLYGON("[[179,0],[181,0],[181,1],[179,1],[179,0]]"), 2, false);
    one_area(POLYGON("[[-181,0],[-179,0],[-179,1],[-181,1],[-181,0]]"), 2,
             false);
    one_area(POLYGON("[[179,0],[180,0],[-180,0],[-179,0],[-179,1],[-180,1],"
                     "[180,1],[179,1],[179,0]]"),
             2, false);
    one_area(POLYGON("[[178,0],[-176,0],[-176,4],[178,4],[178,0]],"
                     "[[-179,1],[-178,1],[-178,2],[-179,2],[-179,1]]"),
             23, false);
    one_area(POLYGON("[[-180,-60],[180,-60],[180,60],[-180,60],[-180,-60]]"),
             360 * 120, false);
    one_area(POLYGON("[[-180,-90],[180,-90],[180,-80],[0,-70],[-180,-80],"
                     "[-180,-90]]"),
             360 * 15, false);
}

static void a_ring_round_a_pole_is_refused(void **state)
{
    eco_features f;

    (void)state;
    write_json("p.geojson",
               FEATURE("{}", POLYGON("[[0,80],[90,81],[179,80],[-90,81],"
                                     "[0,80]]")));
    assert_int_equal(read_as("p.geojson", (eco_vector_source){0}, true, &f),
                     ECO_USAGE);
    message_has("round a pole");
}

static void keys_are_text_and_unique(void **state)
{
    eco_vector_source s = {.key = "id", .name = "n", .unique_keys = true};
    eco_features f;

    (void)state;
    write_list("k.geojson", 2,
               FEATURE("{\"id\":5301,\"n\":\"A\"}", POLYGON(SQUARE)),
               FEATURE("{\"id\":5302.0,\"n\":null}", POLYGON(SQUARE)));
    assert_int_equal(read_as("k.geojson", s, true, &f), ECO_OK);
    assert_string_equal(f.items[0].key, "5301");
    assert_string_equal(f.items[0].name, "A");
    assert_string_equal(f.items[1].key, "5302");
    assert_string_equal(f.items[1].name, "5302");
    eco_features_clear(&f);
    write_list("k.geojson", 3, FEATURE("{\"id\":1}", POLYGON(SQUARE)),
               FEATURE("{\"id\":2}", POLYGON(SQUARE)),
               FEATURE("{\"id\":1}", POLYGON(SQUARE)));
    s.name = NULL;
    assert_int_equal(read_as("k.geojson", s, true, &f), ECO_USAGE);
    message_has("'1' stands in row 1 and in row 3");
    s.key = "code";
    assert_int_equal(read_as("k.geojson", s, true, &f), ECO_USAGE);
    message_has("no field 'code'; it has: id");
}

static void filters_and_layers_are_checked(void **state)
{
    eco_features f;

    (void)state;
    write_list("w.geojson", 2, FEATURE("{\"a\":1}", POLYGON(SQUARE)),
               FEATURE("{\"a\":2}", POLYGON(SQUARE)));
    assert_int_equal(
        read_as("w.geojson", (eco_vector_source){.where = "a > 1"}, true, &f),
        ECO_OK);
    assert_int_equal(f.n, 1);
    eco_features_clear(&f);
    assert_int_equal(
        read_as("w.geojson", (eco_vector_source){.where = "a > 9"}, true, &f),
        ECO_USAGE);
    message_has("has no features where a > 9");
    assert_int_equal(
        read_as("w.geojson", (eco_vector_source){.where = "b ="}, true, &f),
        ECO_USAGE);
    message_has("where: b =");
    assert_int_equal(
        read_as("w.geojson", (eco_vector_source){.layer = "z"}, true, &f),
        ECO_USAGE);
    message_has("no layer 'z'; it has: w");
}

static void dates_are_read_or_refused(void **state)
{
    eco_vector_source s = {
        .lat = "y", .lon = "x", .date = "d", .valid_to = "e", .key = "k"};
    eco_features f;

    (void)state;
    assert_true(scratch_write("d.csv", "k,x,y,d,e\n"
                                       "a,1,2,2019-02-03,\n"
                                       "b,1,2,2019,2020-05\n"
                                       "c,1,2,201800,\n"
                                       "d,1,2,,\n"
                                       "e,1,2,3/4/2019,\n"
                                       "f,1,2,2019,2018\n"
                                       "g,\"1,5\",2,2019,\n"
                                       ",1,2,2019,\n"));
    assert_int_equal(read_as("d.csv", s, false, &f), ECO_OK);
    assert_int_equal(f.n, 4);
    assert_int_equal(f.nrefused, 4);
    assert_true(f.items[0].point);
    assert_int_equal(f.items[0].day_first, f.items[0].day_last);
    assert_int_equal(f.items[1].day_last - f.items[1].day_first, 365 + 151);
    assert_int_equal(f.items[2].day_last - f.items[2].day_first, 364);
    assert_false(f.items[3].dated);
    assert_string_equal(f.items[3].properties,
                        "{\"k\":\"d\",\"x\":\"1\",\"y\":\"2\",\"d\":\"\","
                        "\"e\":\"\"}");
    assert_non_null(strstr(f.refused[0].reason, "YYYY-MM-DD"));
    assert_int_equal(f.refused[2].row, 7);
    assert_non_null(strstr(f.refused[2].reason, "decimal number"));
    assert_non_null(strstr(f.refused[3].reason, "key field is empty"));
    eco_features_clear(&f);
}

static void latin_1_is_understood(void **state)
{
    eco_vector_source s = {.lat = "y", .lon = "x", .key = "k"};
    eco_features f;

    (void)state;
    assert_true(scratch_write("l.csv", "k;x;y\nWai\xe3pi;1;2\n"));
    assert_int_equal(read_as("l.csv", s, false, &f), ECO_OK);
    assert_string_equal(f.items[0].key, "Wai\xc3\xa3pi");
    assert_non_null(strstr(f.items[0].properties, "Wai\xc3\xa3pi"));
    eco_features_clear(&f);
}

static void damage_is_no_end_of_file(void **state)
{
    eco_vector_source s = {.lat = "y", .lon = "x"};
    eco_features f;

    (void)state;
    assert_true(scratch_write("c.csv", "x,y,t\n1,2,\"a\nb\"\n3,4,c\n5"));
    assert_int_equal(read_as("c.csv", s, false, &f), ECO_IO);
    message_has("1 of 3 fields");
    assert_true(scratch_write("c.csv", "x,y,t\n1,2,\"a\nb"));
    assert_int_equal(read_as("c.csv", s, false, &f), ECO_IO);
    message_has("never closed");
    assert_true(scratch_write("c.geojson", "{\"type\":\"FeatureCollection\","
                                           "\"features\":[{\"type\":\"Fea"));
    assert_int_equal(read_as("c.geojson", s, false, &f), ECO_FORMAT);
    message_has("c.geojson");
    write_json("e.geojson", "");
    assert_int_equal(read_as("e.geojson", (eco_vector_source){0}, true, &f),
                     ECO_USAGE);
    message_has("has no features");
}

static void overlaps_are_measured(void **state)
{
    /* Three squares of one degree: the second lies half on the first, the
     * third beside it, sharing an edge. */
    eco_features f = read_list(
        3, FEATURE("{}", POLYGON(SQUARE)),
        FEATURE("{}", POLYGON("[[0.5,0],[1,0],[1,1],[0.5,1],[0.5,0]]")),
        FEATURE("{}", POLYGON("[[-1,0],[0,0],[0,1],[-1,1],[-1,0]]")));
    double m2, half = eco_band_area(&eco_wgs84, 0, 1, 0.5);
    size_t pair[2];

    (void)state;
    assert_int_equal(eco_features_overlap(ctx, &f, &m2, pair), ECO_OK);
    assert_true(fabs(m2 / half - 1) < 1e-6);
    assert_int_equal(pair[0], 0);
    assert_int_equal(pair[1], 1);
    f.n = 1;
    assert_int_equal(eco_features_overlap(ctx, &f, &m2, pair), ECO_OK);
    assert_true(m2 <= 0);
    f.n = 3;
    eco_features_clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(polygons_of_all_kinds_are_read),
        cmocka_unit_test(rings_without_an_inside_are_left_out),
        cmocka_unit_test(invalid_polygons_are_repaired),
        cmocka_unit_test(what_has_no_area_is_refused),
        cmocka_unit_test(long_originals_are_shortened),
        cmocka_unit_test(metres_are_no_degrees),
        cmocka_unit_test(the_antimeridian_is_cut),
        cmocka_unit_test(a_ring_round_a_pole_is_refused),
        cmocka_unit_test(keys_are_text_and_unique),
        cmocka_unit_test(filters_and_layers_are_checked),
        cmocka_unit_test(dates_are_read_or_refused),
        cmocka_unit_test(latin_1_is_understood),
        cmocka_unit_test(damage_is_no_end_of_file),
        cmocka_unit_test(overlaps_are_measured),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
