/* Tables as they come: separated text with all its faults, and layers of
 * vector files. Spreadsheets and Shapefiles are in e2e/tables.py. */
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "eco_table_in.h"
#include "eco_wkb.h"
#include "eco_zip.h"
#include "scratch.h"

#include <gdal.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static eco_ctx *ctx;

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx) || !scratch_make() || eco_gdal_init(ctx);
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static void show_row(const eco_table_in *t, const eco_table_row *row,
                     eco_str *out)
{
    eco_point p;

    eco_str_printf(out, "%d@%zu:", (int)row->number, row->line);
    for (size_t i = 0; i < eco_table_in_ncolumns(t); i++)
        eco_str_printf(out, "[%s]", row->cells[i] ? row->cells[i] : "-");
    if (row->wkb && eco_wkb_is_point(row->wkb, row->nwkb, &p))
        eco_str_printf(out, "(%g %g)", p.x, p.y);
    else if (row->wkb)
        eco_str_printf(out, "(wkb %d)", row->wkb[1]);
    if (row->fault)
        eco_str_printf(out, "{%s}", row->why);
    eco_str_add(out, "\n");
}

/* The whole table as text: names, rows. */
static char *table(const char *name, const eco_table_options *o)
{
    eco_table_in *t = NULL;
    const eco_table_row *row;
    eco_str out = {0};
    eco_status st = eco_table_in_open(ctx, scratch(name), o, &t);

    if (st) {
        const char *at = strstr(eco_ctx_message(ctx), name);

        eco_str_add(&out, at ? at : eco_ctx_message(ctx));
        return eco_str_take(&out);
    }
    for (size_t i = 0; i < eco_table_in_ncolumns(t); i++)
        eco_str_printf(&out, "<%s>", eco_table_in_column(t, i));
    if (eco_table_in_crs(t))
        eco_str_printf(&out, " %s", eco_crs_name(eco_table_in_crs(t)));
    eco_str_add(&out, "\n");
    while (!(st = eco_table_in_next(ctx, t, &row)) && row)
        show_row(t, row, &out);
    if (st)
        eco_str_printf(&out, "%s\n", eco_status_text(st));
    eco_table_in_close(t);
    return eco_str_take(&out);
}

static void reads(const char *name, const eco_table_options *o,
                  const char *want)
{
    char *got = table(name, o);

    if (strcmp(got, want) != 0)
        fprintf(stderr, "%s: want\n%s\ngot\n%s\n", name, want, got);
    assert_string_equal(got, want);
    eco_mem_free(got);
}

static void text_reads(const char *text, const char *want)
{
    assert_true(scratch_write("t.csv", text));
    reads("t.csv", NULL, want);
}

static void faults_are_of_rows(void **state)
{
    (void)state;
    text_reads("id,a,b\n1,x,y\n2,x\n3,x,y,z\n\n4,x,y,\n5,x,y\n",
               "<id><a><b>\n1@2:[1][x][y]\n"
               "2@3:[2][x][-]{line 3: has 2 cells, the header 3}\n"
               "3@4:[3][x][y]{line 4: has 4 cells, the header 3}\n"
               "4@6:[4][x][y]\n5@7:[5][x][y]\n");
    text_reads("id,a\n1,\"x\"y\n2,\"x\"\n",
               "<id><a>\n1@2:[1][xy]{line 2: text follows a closing quote; "
               "quotes within a cell are written twice}\n2@3:[2][x]\n");
    text_reads("id,a\n1,\"x\ny\"\n2,z\n", "<id><a>\n1@2:[1][x\ny]\n"
                                          "2@4:[2][z]\n");
    text_reads("id,a\n\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9,x\n2,\"x\n\xe9\"\n3,z\n",
               "<id><a>\n1@2:[\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9][x]\n"
               "2@3:[2][x\n\xef\xbf\xbd]{line 4: byte 21 of the file (e9) is "
               "no UTF-8}\n3@5:[3][z]\n");
}

static void cut_short(void **state)
{
    (void)state;
    text_reads("id,a,b\n1,x,y\n2,x",
               "<id><a><b>\n1@2:[1][x][y]\n2@3:[2][x][-]{line 3: the last row "
               "has 2 of 3 cells and no line end: the file is cut short}\n");
    text_reads("id,a,b\n1,x,y\n2,x,y", "<id><a><b>\n1@2:[1][x][y]\n"
                                       "2@3:[2][x][y]\n");
    text_reads("id,a\n1,x\n2,\"y\n3,z\n",
               "<id><a>\n1@2:[1][x]\n2@3:[2][y\n3,z\n]{line 3: a quote opens "
               "here and is never closed: the file is cut short, or the quote "
               "is one too many}\n");
}

static void names(void **state)
{
    (void)state;
    text_reads(" id ,,a,a,\"b\nc\"\n1,2.5,3,4,5\n",
               "<id><column_2><a><a_2><b c>\n1@3:[1][2.5][3][4][5]\n");
    text_reads("title\n\nid;a\n1;x\n", "<id><a>\n1@4:[1][x]\n");
    text_reads("1;2.5\n3;4.5\n", "<column_1><column_2>\n1@1:[1][2.5]\n"
                                 "2@2:[3][4.5]\n");
    text_reads("\n\n", "t.csv: holds no row");
}

static void options(void **state)
{
    const eco_table_options line = {.header_line = 2};
    const eco_table_options none = {.no_header = true};
    const eco_table_options comma = {.separator = ','};
    const eco_table_options far = {.header_line = 9};
    const eco_table_options layer = {.layer = "x"};
    const eco_table_options cell = {.cell_max = 3};
    const eco_table_options few = {.columns_max = 1};
    const eco_table_options cp850 = {.encoding = "CP850"};

    (void)state;
    assert_true(scratch_write("t.csv", "id;a\nx;y\nz;long\n"));
    reads("t.csv", &line, "<x><y>\n1@3:[z][long]\n");
    reads("t.csv", &none,
          "<column_1><column_2>\n1@1:[id][a]\n2@2:[x][y]\n3@3:[z][long]\n");
    reads("t.csv", &comma, "<id;a>\n1@2:[x;y]\n2@3:[z;long]\n");
    reads("t.csv", &far, "t.csv: has no line 9 for a header");
    reads("t.csv", &layer, "t.csv: is text and has no layer 'x'");
    reads("t.csv", &cell,
          "<id><a>\n1@2:[x][y]\n2@3:[z][lon]{line 3: a cell has more than 3 "
          "bytes, or the row more than 8388608}\n");
    reads("t.csv", &few, "t.csv: has 2 columns; at most 1 are read");
    assert_true(scratch_write("t.csv", "id;a\n1;S\xc6o\n"));
    reads("t.csv", &cp850, "<id><a>\n1@2:[1][S\xc3\xa3o]\n");
}

static void what_was_found(void **state)
{
    eco_table_in *t = NULL;

    (void)state;
    assert_true(scratch_write("t.csv", "title\nid;v\n1;2,5\n2;\x80 \xe9\n"));
    assert_int_equal(eco_table_in_open(ctx, scratch("t.csv"), NULL, &t),
                     ECO_OK);
    assert_string_equal(eco_table_in_about(t),
                        "text; CP1252: it is no UTF-8 (line 4, byte 19), and 1 "
                        "of 2 bytes beyond ASCII are CP1252's own; separator "
                        "';'; header in line 2, 1 row above; decimal comma");
    assert_int_equal(eco_table_in_decimal(t), ',');
    assert_int_equal(eco_table_in_find(t, "v"), 1);
    assert_int_equal(eco_table_in_find(t, "V"), -1);
    assert_false(eco_table_in_spatial(t));
    eco_table_in_close(t);
}

static void geojson(void **state)
{
    static const char text[] =
        "{\"type\":\"FeatureCollection\",\"features\":["
        "{\"type\":\"Feature\",\"properties\":{\"n\":1,\"v\":0.1,\"big\":"
        "12345678901234,\"s\":\"caf\xc3\xa9\",\"d\":\"2021-03-15\",\"t\":"
        "\"2021-03-15T10:15:30.5-03:00\",\"ok\":true,\"l\":[\"a\",\"b\\\"\"],"
        "\"w\":[1,2]},\"geometry\":{\"type\":\"Point\",\"coordinates\":"
        "[-51.5,2.5,100]}},"
        "{\"type\":\"Feature\",\"properties\":{\"n\":null,\"v\":-2,\"big\":1,"
        "\"s\":\"\",\"d\":null,\"t\":\"2021-03-15T10:15:30Z\",\"ok\":false},"
        "\"geometry\":null},"
        "{\"type\":\"Feature\",\"properties\":{\"n\":3},\"geometry\":{\"type\":"
        "\"LineString\",\"coordinates\":[[0,0],[1,1]]}},"
        "{\"type\":\"Feature\",\"properties\":{\"n\":4},\"geometry\":{\"type\":"
        "\"Point\",\"coordinates\":[1e400,0]}}]}";

    (void)state;
    assert_true(scratch_write("t.geojson", text));
    reads("t.geojson", NULL,
          "<n><v><big><s><d><t><ok><l><w> EPSG:4326\n"
          "1@0:[1][0.1][12345678901234][caf\xc3\xa9][2021-03-15]"
          "[2021-03-15T10:15:30.500-03:00][true][[\"a\",\"b\\\"\"]][[1,2]]"
          "(-51.5 2.5)\n"
          "2@0:[-][-2][1][][-][2021-03-15T10:15:30Z][false][-][-]\n"
          "3@0:[3][-][-][-][-][-][-][-][-](wkb 2)\n"
          "4@0:[4][-][-][-][-][-][-][-][-]{row 4: a coordinate is not finite}"
          "\n");
    assert_true(scratch_write(
        "t.geojsonl",
        "{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":null}\n"
        "{\"type\":\"Feature\",\"properties\":{\"a\":2},\"geometry\":"
        "{\"type\":\"Point\",\"coordinates\":[1,2]}}\n"));
    reads("t.geojsonl", NULL, "<a> EPSG:4326\n1@0:[1]\n2@0:[2](1 2)\n");
}

static const char kml[] =
    "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\">"
    "<Document><name>d</name>"
    "<Placemark><name>camp</name><description>x</description><TimeStamp><when>"
    "2021-03-15T10:15:30Z</when></TimeStamp><ExtendedData><Data name=\"kind\">"
    "<value>mine</value></Data></ExtendedData><Point><coordinates>-51.5,2.5,0"
    "</coordinates></Point></Placemark></Document></kml>";

static void kml_and_kmz(void **state)
{
    char *plain, *packed;

    (void)state;
    assert_true(scratch_write("t.kml", kml));
    assert_int_equal(
        eco_zip_write(ctx, scratch("t.kmz"), "doc.kml", kml, sizeof kml - 1),
        ECO_OK);
    plain = table("t.kml", NULL);
    packed = table("t.kmz", NULL);
    assert_string_equal(plain, packed);
    if (!strstr(plain, "[camp]") || !strstr(plain, "(-51.5 2.5)") ||
        !strstr(plain, "[2021-03-15T10:15:30Z]") || !strstr(plain, "[mine]") ||
        !strstr(plain, "EPSG:4326"))
        fail_msg("%s", plain);
    eco_mem_free(plain);
    eco_mem_free(packed);
    assert_true(scratch_write("u.kmz", "no zip"));
    reads("u.kmz", NULL,
          "u.kmz' is damaged: it is no zip archive, as files of its kind are");
}

static void gpx(void **state)
{
    static const char head[] =
        "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"t\" "
        "xmlns=\"http://www.topografix.com/GPX/1/1\">"
        "<wpt lat=\"2.5\" lon=\"-51.5\"><time>2021-03-15T10:15:30Z</time>"
        "<name>a</name></wpt>";
    static const char track[] =
        "<trk><trkseg><trkpt lat=\"1\" lon=\"2\"/><trkpt lat=\"1\" lon=\"3\"/>"
        "</trkseg></trk>";
    const eco_table_options points = {.layer = "track_points"};
    char text[1024], *got;

    (void)state;
    snprintf(text, sizeof text, "%s</gpx>", head);
    assert_true(scratch_write("t.gpx", text));
    got = table("t.gpx", NULL); /* the one layer that has rows */
    assert_non_null(strstr(got, "(-51.5 2.5)"));
    assert_non_null(strstr(got, "[2021-03-15T10:15:30Z]"));
    eco_mem_free(got);
    snprintf(text, sizeof text, "%s%s</gpx>", head, track);
    assert_true(scratch_write("t.gpx", text));
    reads("t.gpx", NULL,
          "t.gpx: has 3 layers, name one: waypoints (1 rows), tracks (1 rows), "
          "track_points (2 rows)");
    got = table("t.gpx", &points);
    assert_non_null(strstr(got, "(3 1)"));
    eco_mem_free(got);
    snprintf(text, sizeof text, "%s<wpt", head);
    assert_true(scratch_write("t.gpx", text));
    got = table("t.gpx", NULL);
    assert_non_null(strstr(got, "t.gpx: "));
    eco_mem_free(got);
}

static void geopackage(void **state)
{
    GDALDriverH driver = GDALGetDriverByName("GPKG");
    GDALDatasetH d =
        GDALCreate(driver, scratch("t.gpkg"), 0, 0, 0, GDT_Unknown, NULL);
    OGRLayerH layer = GDALDatasetCreateLayer(d, "one", NULL, wkbNone, NULL);
    OGRFieldDefnH field = OGR_Fld_Create("when", OFTDateTime);
    OGRFeatureH f;

    (void)state;
    OGR_L_CreateField(layer, field, 1);
    OGR_Fld_Destroy(field);
    f = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGR_F_SetFieldDateTime(f, 0, 2021, 3, 15, 10, 15, 30, 100);
    OGR_F_SetFID(f, 7);
    assert_int_equal(OGR_L_CreateFeature(layer, f), OGRERR_NONE);
    OGR_F_Destroy(f);
    GDALClose(d);
    reads("t.gpkg", NULL, "<fid><when>\n1@0:[7][2021-03-15T10:15:30Z]\n");
    assert_true(scratch_write("t.xyz", "nothing known"));
    reads("t.xyz", NULL,
          "t.xyz: is not a table that can be read (CSV, XLSX, ODS, GeoJSON, "
          "GeoPackage, Shapefile, FlatGeobuf, KML, KMZ, GPX, File "
          "Geodatabase)");
}

static void out_of_memory(void **state)
{
    eco_status st = ECO_NOMEM;

    (void)state;
    assert_true(scratch_write("t.csv", "id,a\n1,x\n2,\"y\"\"\"\n3\n"));
    for (size_t n = 0; st == ECO_NOMEM; n++) {
        size_t before = eco_mem_live();
        const eco_table_row *row = NULL;
        eco_table_in *t = NULL;

        eco_mem_fail_after(n);
        st = eco_table_in_open(ctx, scratch("t.csv"), NULL, &t);
        while (!st && !(st = eco_table_in_next(ctx, t, &row)) && row)
            ;
        eco_mem_fail_after(SIZE_MAX);
        eco_table_in_close(t);
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        assert_int_equal(eco_mem_live(), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_of_rows),
        cmocka_unit_test(cut_short),
        cmocka_unit_test(names),
        cmocka_unit_test(options),
        cmocka_unit_test(what_was_found),
        cmocka_unit_test(geojson),
        cmocka_unit_test(kml_and_kmz),
        cmocka_unit_test(gpx),
        cmocka_unit_test(geopackage),
        cmocka_unit_test(out_of_memory),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
