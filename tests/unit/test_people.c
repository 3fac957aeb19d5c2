/* People near attributed sites: against a count of small squares by geodesic
 * distance, and sums that must hold whatever lies near what. */
#include "check.h"
#include "scratch.h"

#include "eco_area.h"
#include "eco_gdal.h"
#include "eco_geodesic.h"
#include "eco_indicator.h"
#include "eco_mem.h"
#include "eco_run_job.h"

#include <gdal.h>
#include <ogr_srs_api.h>

/* A raster of 0.01 degrees; a hole in it has no value. */
enum { COLS = 40, ROWS = 30, FINE = 13, NSITES = 3 };
#define CELL  0.01
#define WEST  20.0
#define NORTH (-5.0)

static eco_ctx *ctx;
static eco_store *store;

static double cropland(int col, int row);

static double value(int col, int row)
{
    return col / 3 == 4 && row / 3 == 2 ? -1 : (col * 37 + row * 91) % 50 + .25;
}

/* A band for each part of the people; below 0: land cover. */
static double part_of(int col, int row, double part)
{
    return part < 0              ? cropland(col, row) > 0
           : value(col, row) < 0 ? -1
                                 : value(col, row) * part;
}

static void write_raster(const char *name, const double *parts, int n)
{
    static const double gt[6] = {WEST, CELL, 0, NORTH, 0, -CELL};
    GDALDatasetH ds = GDALCreate(GDALGetDriverByName("GTiff"), scratch(name),
                                 COLS, ROWS, n, GDT_Float64, NULL);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);

    OSRImportFromEPSG(srs, 4326);
    GDALSetSpatialRef(ds, srs);
    OSRDestroySpatialReference(srs);
    GDALSetGeoTransform(ds, (double *)(uintptr_t)gt);
    for (int i = 0; i < n * ROWS; i++) {
        GDALRasterBandH band = GDALGetRasterBand(ds, 1 + i / ROWS);
        int r = i % ROWS;
        double row[COLS];

        GDALSetRasterNoDataValue(band, -1);
        for (int c = 0; c < COLS; c++)
            row[c] = part_of(c, r, parts[i / ROWS]);
        CHECK(GDALRasterIO(band, GF_Write, 0, r, COLS, 1, row, COLS, 1,
                           GDT_Float64, 0, 0) == CE_None,
              "-");
    }
    GDALClose(ds);
}

/* A mine (a square of a metre), an incident at a point, one more of organized
 * crime; then what is no site: an incident of a vague place, one whose years
 * are others, a permit. */
static const eco_point sites[NSITES] = {
    {20.103, -5.121}, {20.1871, -5.0833}, {20.307, -5.2304}};

static const char world[] =
    "INSERT INTO run VALUES (1, 'toy', 'A toy', 2001, 2002, 'internal',"
    " 'ecocrime 0', 'none', 'abc', 'assessment: toy');"
    "INSERT INTO dataset (dataset_id, id, kind, title) VALUES"
    " (1, 'z', 'zones', 'Z'), (2, 'e', 'incidents', 'E'),"
    " (3, 'all', 'population', 'P'), (4, 'ages', 'population', 'A'),"
    " (5, 'kids', 'population', 'K'), (6, 'cover', 'land-cover', 'C');"
    "INSERT INTO zone_set (zone_set_id, name, title, dataset_id) VALUES"
    " (1, 'admin', 'Halves', 1), (2, 'pa', 'A park', 1);"
    "INSERT INTO zone (zone_id, zone_set_id, zone_set, key, name, area_m2,"
    " geom) VALUES"
    " (1, 1, 'admin', 'w', 'West', 1, GeomFromText('MULTIPOLYGON(((19 -7,"
    "  20.1234 -7,20.2011 -4,19 -4,19 -7)))', 4326)),"
    " (2, 1, 'admin', 'e', 'East', 1, GeomFromText('MULTIPOLYGON(((22 -4,"
    "  20.2011 -4,20.1234 -7,22 -7,22 -4)))', 4326)),"
    " (3, 2, 'pa', 'p', 'Park', 1, GeomFromText('MULTIPOLYGON(((20.055 -5.055,"
    "  20.155 -5.055,20.155 -5.155,20.055 -5.155,20.055 -5.055)))', 4326));"
    "INSERT INTO incident (incident_id, dataset_id, dataset, key, geom) VALUES"
    " (2, 2, 'e', 'b', GeomFromText('POINT(20.1871 -5.0833)', 4326)),"
    " (3, 2, 'e', 'c', GeomFromText('POINT(20.307 -5.2304)', 4326)),"
    " (4, 2, 'e', 'd', GeomFromText('POINT(20.02 -5.25)', 4326)),"
    " (5, 2, 'e', 'e', GeomFromText('POINT(20.02 -5.25)', 4326));"
    "INSERT INTO evidence (evidence_id, dataset_id, dataset, kind, key, geom,"
    " domain, incident_id, precision_class, location, year_first, year_last)"
    " VALUES"
    " (1, 2, 'e', 'mining-footprint', 'a', GeomFromText('MULTIPOLYGON(((20.103 "
    "-5.121,20.10301 -5.121,20.10301 -5.12099,20.103 -5.12099,"
    "20.103 -5.121)))', 4326), NULL, NULL, NULL, 'polygon', 2001, 2001),"
    " (2, 2, 'e', 'incident', 'b', GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,"
    "0 0)))', 4326), 'FOR_LOG', 2, 2, 'disc', 2001, NULL),"
    " (3, 2, 'e', 'incident', 'c', GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,"
    "0 0)))', 4326), 'MIN', 3, 1, 'gaussian', 2000, 2002),"
    " (4, 2, 'e', 'incident', 'd', GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,"
    "0 0)))', 4326), 'MIN', 4, 3, 'disc', 2001, 2001),"
    " (5, 2, 'e', 'incident', 'e', GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,"
    "0 0)))', 4326), 'MIN', 5, 1, 'gaussian', 1999, 2000),"
    " (6, 2, 'e', 'permits', 'f', GeomFromText('MULTIPOLYGON(((20 -5.3,"
    "20.1 -5.3,20.1 -5.2,20 -5.3)))', 4326), 'MIN', NULL, NULL, 'polygon',"
    " 2001, NULL);"
    "INSERT INTO evidence_set (evidence_set_id, evidence_id) VALUES"
    " (1, 1), (1, 4), (1, 6), (2, 2), (3, 3), (3, 5);"
    "INSERT INTO degradation (zone_id, year, type, dataset_id,"
    " evidence_set_id, area_m2) VALUES"
    " (1, 2001, 'mining_new', 1, 1, 10), (1, 2001, 'burned_area', 1, 2, 10),"
    " (2, 2001, 'mining_new', 1, 3, 10);"
    "INSERT INTO type_domain VALUES ('mining_new', 'MIN'),"
    " ('burned_area', 'FOR');"
    "INSERT INTO parameter VALUES ('near.share_least', '0.5', '', 's', 0);"
    "INSERT INTO set_value SELECT * FROM (WITH v (s, type, measure, domain,"
    " tier, central) AS (VALUES"
    " (1, 'mining_new', 'ILL', 'MIN', 'T4a', .5),"
    " (1, 'mining_new', 'ORG', 'MIN', 'T4a', .4),"
    " (2, 'burned_area', 'ILL', 'FOR', 'T3', .6),"
    " (3, 'mining_new', 'ILL', 'MIN', 'T2', .5),"
    " (3, 'mining_new', 'ORG', 'MIN', 'T2', .5))"
    " SELECT s, type, 2001, measure, domain, tier, 0, central, 1 FROM v UNION"
    " SELECT s, type, 2001, measure, '_T', '_T', 0, central, 1 FROM v);";

static double number(const char *select)
{
    char script[900];
    int64_t n = -1;

    snprintf(script, sizeof script, "SELECT CAST(round(1e9 * (%s)) AS INTEGER)",
             select);
    CHECK(!eco_sql_int(ctx, eco_store_sql(store), script, &n), "%s: %s", select,
          eco_ctx_message(ctx));
    return (double)n / 1e9;
}

static double near(const char *zone, const char *measure, const char *domain,
                   double distance_m)
{
    char select[400];

    snprintf(select, sizeof select,
             "SELECT total(persons) FROM people_near WHERE zone_id IS %s AND "
             "measure = '%s' AND domain = '%s' AND distance_m = %g AND "
             "dataset_id = 3",
             zone, measure, domain, distance_m);
    return number(select);
}

/* Whether a place is near one of the sites that `which` has a bit for. */
static bool is_near(eco_point p, unsigned which, double distance_m)
{
    for (int i = 0; i < NSITES; i++)
        if (which >> i & 1 && eco_geodesic_m(sites[i], p) < distance_m)
            return true;
    return false;
}

/* Square metres of cropland in a cell; all else is forest. */
static double cropland(int col, int row)
{
    double south = NORTH - (row + 1) * CELL;

    return (col + row) % 3
               ? 0
               : eco_band_area(&eco_wgs84, south, south + CELL, CELL);
}

static double by_squares(unsigned which, double distance_m,
                         double (*of)(int col, int row))
{
    double sum = 0;

    for (int row = 0; row < ROWS; row++)
        for (int col = 0; col < COLS; col++) {
            int hits = 0;

            for (int i = 0; i < FINE * FINE && of(col, row) > 0; i++) {
                int down = i / FINE, across = i % FINE;
                eco_point p = {WEST + (col + (across + .5) / FINE) * CELL,
                               NORTH - (row + (down + .5) / FINE) * CELL};

                hits += is_near(p, which, distance_m);
            }
            sum += of(col, row) * hits / (FINE * FINE);
        }
    return sum;
}

static void compare(const char *measure, const char *domain, unsigned which,
                    double distance_m)
{
    double got = near("NULL", measure, domain, distance_m);
    double want = by_squares(which, distance_m, value);

    /* squares of 85 m on a border of 2 pi D: less than 1 % at 1 km */
    CHECK(fabs(got - want) < 10 * want / distance_m, "%s %s %g m: %g, not %g",
          measure, domain, distance_m, got, want);
    CHECK(want > 10, "%g", want);
}

static void sums(void)
{
    double all = 0;

    for (int row = 0; row < ROWS; row++)
        for (int col = 0; col < COLS; col++)
            all += fmax(value(col, row), 0);
    CHECK(fabs(number("SELECT sum(persons) FROM people WHERE zone_id < 3 AND "
                      "dataset_id = 3") /
                   all -
               1) < 1e-9,
          "the halves hold all");
    CHECK(fabs(number("SELECT sum(persons) FROM people WHERE zone_id < 3 AND "
                      "dataset_id = 5") /
                   all -
               .1) < 1e-9,
          "a tenth of them are girls of 5 to 9");
    CHECK(number("SELECT count(*) FROM people WHERE dataset_id = 5 AND sex = "
                 "'F' AND age_from = 5 AND age_to = 9") > 2.5,
          "-");
    CHECK(number("SELECT count(*) FROM (SELECT measure, domain, distance_m, "
                 "dataset_id, sum(persons) FILTER (WHERE zone_id < 3) AS a, "
                 "sum(persons) FILTER (WHERE zone_id IS NULL) AS b FROM "
                 "people_near GROUP BY 1, 2, 3, 4) WHERE a / b - 1 NOT BETWEEN "
                 "-1e-9 AND 1e-9") < .5,
          "the halves hold all near sites");
    CHECK(number("SELECT count(*) FROM people_near p JOIN people_near q USING "
                 "(measure, domain, dataset_id, age_from) WHERE p.zone_id IS "
                 "q.zone_id AND p.distance_m < q.distance_m AND p.persons > "
                 "q.persons") < .5,
          "nested");
    CHECK(number("SELECT count(*) FROM people_near p JOIN people q USING "
                 "(zone_id, dataset_id, age_from) WHERE p.persons > "
                 "q.persons") < .5,
          "no more than there are");
}

static void land(void)
{
    double got = number("SELECT sum(area_m2) FROM land_near WHERE zone_id < 3 "
                        "AND measure = 'ILL' AND domain = 'MIN' AND distance_m "
                        "= 5000 AND label = 'soybean' AND year = 2002");
    double want = by_squares(5, 5000, cropland);

    CHECK(fabs(got / want - 1) < 2e-3, "%g, not %g", got, want);
}

static void brute(void)
{
    CHECK(number("SELECT count(*) FROM attributed_site") < 4.5, "sites");
    CHECK(number("SELECT count(*) FROM attributed_site") > 3.5, "sites");
    compare("ILL", "MIN", 5, 1000);
    compare("ILL", "FOR", 2, 5000); /* the same two: it has burned */
    compare("ILL", "FOR_FIR", 2, 5000);
    compare("ILL", "_T", 7, 10000);
    compare("ORG", "_T", 4, 10000);
    compare("ILL", "_T", 7, 25000);
    land();
    CHECK(near("NULL", "ORG", "FOR", 25000) < 1e-9, "-");
    CHECK(near("3", "ILL", "MIN", 5000) > 0 &&
              near("3", "ORG", "MIN", 5000) < 1,
          "the park is near the first mine alone");
}

/* All people, in four groups of ages, and girls: some of those in a group. */
static const int ages[][2] = {{0, ECO_AGE_OPEN},  {0, 4}, {5, 9}, {10, 19},
                              {20, ECO_AGE_OPEN}, {5, 9}};
static const double parts[] = {1, .2, .1, .3, .4, .1};

static void count(void)
{
    char *files[] = {
        eco_mem_text(scratch("all.tif")), eco_mem_text(scratch("ages.tif")),
        eco_mem_text(scratch("kids.tif")), eco_mem_text(scratch("cover.tif"))};
    char ids[][8] = {"all", "ages", "kids", "cover"}, code[] = "2.4.1";
    char *asked = code, crop[] = "soybean", forest[] = "forest";
    eco_legend_entry legend[] = {{.low = 1, .high = 1, .label = crop},
                                 {.label = forest}};
    eco_band_source bands[7] = {{.band = 1}};
    eco_dataset_spec d[4];
    const eco_assessment a = {.datasets = d,
                              .ndatasets = 4,
                              .indicators = &asked,
                              .nindicators = 1,
                              .year_to = 2002};
    const eco_run_job job = {.assessment = &a, .store = store, .threads = 2};

    for (int i = 0; i < 6; i++) {
        bands[i] = (eco_band_source){.band = i > 0 && i < 5 ? i : 1,
                                     .files = &files[i == 5 ? 2 : i > 0],
                                     .nfiles = 1,
                                     .age_from = ages[i][0],
                                     .age_to = ages[i][1]};
        snprintf(bands[i].sex, sizeof bands[i].sex, i == 5 ? "F" : "_T");
    }
    d[3] = (eco_dataset_spec){.id = ids[3],
                              .kind = ECO_KIND_LAND_COVER,
                              .legend = legend,
                              .nlegend = 2,
                              .bands = &bands[6],
                              .nbands = 1};
    bands[6] = (eco_band_source){.band = 1, .files = &files[3], .nfiles = 1};
    for (int i = 0; i < 3; i++)
        d[i] = (eco_dataset_spec){.id = ids[i],
                                  .kind = ECO_KIND_POPULATION,
                                  .count = true,
                                  .bands = &bands[i == 2 ? 5 : i],
                                  .nbands = i == 1 ? 4 : 1};
    CHECK(!eco_run_people(ctx, &job), "%s", eco_ctx_message(ctx));
    for (int i = 0; i < 4; i++)
        eco_mem_free(files[i]);
}

static double figure(const char *what, const char *series, const char *measure,
                     int zone)
{
    char select[300];

    snprintf(select, sizeof select,
             "SELECT coalesce(max(%s), -1) FROM indicator_value WHERE series = "
             "'%s' AND measure = '%s' AND zone_id = %d",
             what, series, measure, zone);
    return number(select);
}

static void is_about(const char *series, const char *measure, double exact)
{
    double shown = figure("value", series, measure, 3);
    double step = pow(10, floor(log10(exact)) - 1);

    CHECK(fabs(shown - round(exact / step) * step) < 1e-6, "%s %s: %g of %g",
          series, measure, shown, exact);
}

/* A river beside the first mine, 43 km of it further down, and 200 km whose end
 * flows back; a river elsewhere. */
static const char reaches[] =
    "INSERT INTO river_reach VALUES (2, 'a', 'b', 3, 20.103, -5.125),"
    " (2, 'b', 'c', 40, 20.02, -5.28), (2, 'c', 'a', 200, 20.03, -5.29),"
    " (2, 'd', NULL, 7, 20.02, -5.02);"
    "INSERT INTO parameter VALUES ('river.downstream_km', '100', '', 's', 0);";

static void rivers(void)
{
    CHECK(number("SELECT count(*) FROM river_mined WHERE measure = 'ILL' AND "
                 "reach = 'a'") > .5 &&
              number("SELECT count(*) FROM river_mined") < 1.5,
          "-");
    CHECK(fabs(figure("value", "river_mining_km", "ILL", 1) - 103) < 1e-9, "-");
    CHECK(fabs(figure("low", "river_mining_km", "OBS", 1) - 100) < 1e-9, "-");
    CHECK(fabs(figure("value", "river_mining_pct", "ILL", 1) - 41.2) < 1e-9,
          "-");
    CHECK(fabs(figure("value", "river_mining_km", "ORG", 1)) < 1e-9, "-");
    CHECK(figure("value", "river_mining_km", "ILL", 2) < 0, "no river there");
}

/* Figures of the park, which is a customary land with attributed loss. */
static void indicators(void)
{
    static const char *const codes[] = {"1.4.2", "11.4.1", "2.4.1", "3.9.1",
                                        "3.9.2", "8.7.1",  "6.3.2"};
    double near_10 = near("3", "ILL", "MIN", 10000);
    double in_park = number("SELECT persons FROM people WHERE zone_id = 3 AND "
                            "dataset_id = 3");

    CHECK(!eco_sql_run(ctx, eco_store_sql(store),
                       "INSERT INTO customary_land VALUES (2);"
                       "INSERT INTO class (dataset_id, class, label, unccd)"
                       " VALUES (6, 0, 'soybean', 'cropland');"
                       "INSERT INTO attribution VALUES (3, 2002, 'mining_new',"
                       " 1, 'ILL', '_T', '_T', 0, 5, 9, NULL, NULL, NULL)"),
          "%s", eco_ctx_message(ctx));
    CHECK(!eco_indicator_run(ctx, store, codes, 7), "%s", eco_ctx_message(ctx));
    is_about("people_mining_5km", "ILL", near("3", "ILL", "MIN", 5000));
    is_about("people_mining_10km", "OBS", near_10);
    is_about("people_burned_10km", "ILL", near("3", "ILL", "FOR_FIR", 10000));
    is_about("children_mining_10km", "ILL", near_10 * (.1 + .3 * 8 / 10));
    CHECK(fabs(figure("low", "children_mining_10km", "ILL", 3) - near_10 * .1) <
              1e-3,
          "-");
    CHECK(fabs(figure("high", "children_mining_10km", "ILL", 3) -
               near_10 * .4) < 1e-3,
          "-");
    is_about("adults_lands_loss", "ILL", in_park * (.4 + .3 / 2));
    CHECK(figure("value", "adults_lands_loss", "ORG", 3) < 1e-9, "-");
    CHECK(fabs(figure("value", "cropland_mining_5km", "ILL", 3) -
               number("SELECT sum(area_m2) / 1e4 FROM land_near WHERE zone_id "
                      "= 3 AND measure = 'ILL' AND domain = 'MIN' AND "
                      "distance_m = 5000 AND label = 'soybean'")) < 1e-6,
          "-");
    CHECK(figure("value", "adults_lands_loss", "ILL", 1) < 0, "no such land");
    CHECK(figure("obs_status = 'U'", "people_mining_1km", "ORG", 3) > .5 &&
              figure("obs_status = 'U'", "people_mining_5km", "ILL", 3) < .5,
          "few people are told");
    CHECK(number("SELECT count(*) FROM indicator_skipped WHERE indicator = "
                 "'11.4.1' AND missing LIKE 'natural_heritage%'") > .5,
          "what lacks its input is skipped");
    rivers();
}

/* Rules may change; the raster is not read again. */
static void again(void)
{
    const char *n = "SELECT count(*) FROM people_near";
    double before = number(n);

    CHECK(!eco_run_people_again(ctx, store), "%s", eco_ctx_message(ctx));
    CHECK(fabs(number(n) - before) < .5 && before > 20, "%g", before);
    CHECK(!eco_sql_run(ctx, eco_store_sql(store),
                       "DELETE FROM set_value WHERE measure = 'ORG'"),
          "-");
    CHECK(!eco_run_people_again(ctx, store), "%s", eco_ctx_message(ctx));
    CHECK(number(n) < .5, "those near other sites are gone");
    CHECK(number("SELECT count(*) FROM people") > 5.5, "the others stay");
    CHECK(number("SELECT count(*) FROM lineage WHERE step = 'people' AND what "
                 "LIKE 'sites changed%'") > .5,
          "told");
}

int main(void)
{
    if (eco_ctx_create(&ctx) || eco_gdal_init(ctx) || !scratch_make())
        return 1;
    write_raster("all.tif", parts, 1);
    write_raster("ages.tif", parts + 1, 4);
    write_raster("kids.tif", parts + 5, 1);
    write_raster("cover.tif", &(const double){-1}, 1);
    CHECK(!eco_store_create(ctx, ":memory:", &store), "-");
    CHECK(!eco_sql_run(ctx, eco_store_sql(store), world), "%s",
          eco_ctx_message(ctx));
    CHECK(!eco_sql_run(ctx, eco_store_sql(store), reaches), "%s",
          eco_ctx_message(ctx));
    count();
    if (!check_failures) {
        brute();
        sums();
        indicators();
        again();
    }
    eco_store_close(store);
    eco_ctx_destroy(ctx);
    scratch_remove();
    return check_failures != 0;
}
