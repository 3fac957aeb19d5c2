/* What a good assessment becomes. */
#include "eco_assessment.h"
#include "eco_mem.h"
#include "eco_sha256.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const known[] = {"15.1.1", "15.3.1", "forest_loss", NULL};
static eco_ctx *ctx;

static int setup(void **state)
{
    static const char *const files[] = {
        "t2.tif",         "t1.tif",         "cover_2011.tif", "cover_2012.tif",
        "cover_2013.tif", "cover_2015.tif", "cover_2016.tif", "z.gpkg",
        "box.zip",        "s/m_2013a.tif",  "s/m_2013b.tif"};

    (void)state;
    if (eco_ctx_create(&ctx) || !scratch_make() || !scratch_folder("s") ||
        !scratch_folder("odd [x] {y} *"))
        return -1;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!scratch_write(files[i], ""))
            return -1;
    return !scratch_write("odd [x] {y} */a1.tif", "") ||
           !scratch_write("odd [x] {y} */z.gpkg", "") ||
           !scratch_write("legend.csv", "\xef\xbb\xbf"
                                        "Class_ID;Level;Description;role\r\n"
                                        "3;2; Forest Formation ;forest\r\n"
                                        "30;2;Mining;mining\r\n");
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static eco_assessment *load(const char *name, const char *text)
{
    eco_findings found = {0};
    eco_assessment *a = NULL;
    eco_status st;

    assert_true(scratch_write(name, text));
    st = eco_assessment_load(ctx, scratch(name), known, &found, &a);
    for (size_t i = 0; i < found.n; i++)
        print_message("%s: %s\n", found.items[i].where, found.items[i].text);
    assert_int_equal(st, ECO_OK);
    assert_int_equal(found.n, 0);
    eco_findings_clear(&found);
    return a;
}

static void assert_file(const char *path, const char *name)
{
    assert_string_equal(path, scratch(name));
}

static const char full[] =
    "# a comment\n"
    "assessment: full-study_1\n"
    "title: \"T\\u00edtulo\"\n"
    "area_method: planar\n"
    "grid: loss\n"
    "scope:\n"
    "  period: {from: 2013, to: 2015}\n"
    "  bbox: [-52, 2, -51.5, 3]\n"
    "  domains: [MIN, FOR]\n"
    "datasets:\n"
    "  - id: loss\n"
    "    kind: forest-loss-year\n"
    "    files: t*.tif   # a mosaic\n"
    "    year: 2001\n"
    "    nodata: keep\n"
    "    official: true\n"
    "  - id: canopy\n"
    "    kind: canopy-cover\n"
    "    files:\n"
    "      - t2.tif\n"
    "      - t1.tif\n"
    "      - t1.tif\n"
    "    canopy_min: 10\n"
    "    nodata: 255\n"
    "  - id: cover\n"
    "    kind: land-cover\n"
    "    files: cover_{year}.tif\n"
    "    legend: legend.csv\n"
    "  - id: stack\n"
    "    kind: class\n"
    "    files: [t1.tif, t2.tif]\n"
    "    bands:\n"
    "      2016: 3\n"
    "      2014: 1\n"
    "      2015: 2\n"
    "    legend:\n"
    "      0-29: open\n"
    "      # between\n"
    "      30-100: {label: \"tree, \\\"tall\\\"\", role: forest}\n"
    "      -5--1: nodata\n"
    "    licence: >\n"
    "      CC-BY\n"
    "      4.0\n"
    "  - {id: agb, kind: biomass, files: t1.tif, band: 12}\n"
    "  - {id: people, kind: population, files: t1.tif}\n"
    "  - {id: dens, kind: value, files: t1.tif, unit: kg, per: hectare}\n"
    "  - {id: z, kind: zones, files: box.zip/in/z.shp, key: code, name: nome,\n"
    "     where: \"uf = 'AP'\", layer: l, crs: 'EPSG:4674'}\n"
    "  - {id: zz, kind: zones, files: z.gpkg, key: k, set: pa_2}\n"
    "  - {id: permits, kind: permits, files: z.gpkg, valid_from: start,\n"
    "     valid_to: end, activity: [MIN, FOR], sensitivity: 2}\n"
    "indicators: [15.1.1, forest_loss]\n"
    "attribution: {rules: default, draws: 250}\n"
    "publish: {audience: internal, formats: [tables]}\n";

static void scope_and_outputs_are_read(void **state)
{
    eco_assessment *a = load("a.yaml", full);
    char sha[65];

    (void)state;
    assert_string_equal(a->id, "full-study_1");
    assert_string_equal(a->title, "T\xc3\xadtulo");
    assert_file(a->path, "a.yaml");
    assert_int_equal(a->year_from, 2013);
    assert_int_equal(a->year_to, 2015);
    assert_true(a->bbox_given && a->planar);
    assert_float_equal(a->bbox[2], -51.5, 0);
    assert_int_equal(a->ndomains, 2);
    assert_string_equal(a->domains[1], "FOR");
    assert_int_equal(a->nindicators, 2);
    assert_string_equal(a->indicators[0], "15.1.1");
    assert_string_equal(a->audience, "internal");
    assert_int_equal(a->nformats, 1);
    assert_string_equal(a->formats[0], "tables");
    assert_null(a->area_dataset);
    assert_int_equal(a->draws, 250);
    assert_int_equal(a->seed, -1); /* not told */
    eco_sha256_text(full, sizeof full - 1, sha);
    assert_string_equal(a->sha256, sha);
    eco_assessment_destroy(a);
}

static void rasters_are_resolved(void **state)
{
    eco_assessment *a = load("a.yaml", full);
    const eco_dataset_spec *d = eco_assessment_dataset(a, "loss");

    (void)state;
    assert_int_equal(a->ndatasets, 10);
    assert_int_equal(d->kind, ECO_KIND_FOREST_LOSS_YEAR);
    assert_int_equal(d->line, 11);
    assert_int_equal(d->year, 2001);
    assert_int_equal(d->nodata, ECO_NODATA_KEEP);
    assert_true(d->official);
    assert_int_equal(d->nlegend, 0);
    assert_int_equal(d->nbands, 1);
    assert_int_equal(d->bands[0].year, 0);
    assert_int_equal(d->bands[0].band, 1);
    assert_int_equal(d->bands[0].nfiles, 2); /* sorted, whatever the disk */
    assert_file(d->bands[0].files[0], "t1.tif");
    assert_file(d->bands[0].files[1], "t2.tif");

    d = eco_assessment_dataset(a, "canopy");
    assert_int_equal(d->bands[0].nfiles, 2); /* sorted, once each */
    assert_file(d->bands[0].files[0], "t1.tif");
    assert_int_equal(d->nodata, ECO_NODATA_VALUE);
    assert_float_equal(d->nodata_value, 255, 0);
    assert_int_equal(d->nlegend, 2);
    assert_float_equal(d->legend[0].high, 9, 0);
    assert_string_equal(d->legend[0].label, "open");
    assert_float_equal(d->legend[1].low, 10, 0);
    assert_string_equal(d->legend[1].role, "forest");
    assert_string_equal(d->title, "canopy");
    assert_null(d->licence);

    d = eco_assessment_dataset(a, "agb");
    assert_int_equal(d->bands[0].band, 12);
    assert_string_equal(d->unit, "t");
    assert_false(d->count);
    d = eco_assessment_dataset(a, "people");
    assert_string_equal(d->unit, "persons");
    assert_true(d->count);
    d = eco_assessment_dataset(a, "dens");
    assert_string_equal(d->unit, "kg");
    assert_false(d->count);
    assert_null(eco_assessment_dataset(a, "nothing"));
    eco_assessment_destroy(a);
}

/* The year before the period is kept: changes into its first year need it. */
static void years_are_resolved(void **state)
{
    static const int years[] = {2012, 2013, 2015};
    eco_assessment *a = load("a.yaml", full);
    const eco_dataset_spec *d = eco_assessment_dataset(a, "cover");

    (void)state;
    assert_int_equal(d->nbands, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(d->bands[i].year, years[i]);
        assert_int_equal(d->bands[i].band, 1);
        assert_int_equal(d->bands[i].nfiles, 1);
    }
    assert_file(d->bands[2].files[0], "cover_2015.tif");
    assert_int_equal(d->nlegend, 2);
    assert_string_equal(d->legend[0].label, "Forest Formation");
    assert_string_equal(d->legend[1].role, "mining");

    d = eco_assessment_dataset(a, "stack");
    assert_int_equal(d->nbands, 3);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(d->bands[i].year, 2014 + i);
        assert_int_equal(d->bands[i].band, 1 + i);
        assert_int_equal(d->bands[i].nfiles, 2);
        assert_file(d->bands[i].files[1], "t2.tif");
    }
    assert_int_equal(d->nlegend, 3);
    assert_null(d->legend[0].role);
    assert_string_equal(d->legend[1].label, "tree, \"tall\"");
    assert_string_equal(d->legend[1].role, "forest");
    assert_float_equal(d->legend[2].low, -5, 0);
    assert_float_equal(d->legend[2].high, -1, 0);
    assert_string_equal(d->legend[2].role, "nodata"); /* its label is a role */
    assert_string_equal(d->licence, "CC-BY 4.0\n");
    eco_assessment_destroy(a);
}

static void vectors_are_resolved(void **state)
{
    eco_assessment *a = load("a.yaml", full);
    const eco_dataset_spec *d = eco_assessment_dataset(a, "z");

    (void)state;
    assert_int_equal(d->nfiles, 1);
    assert_file(d->files[0], "box.zip/in/z.shp");
    assert_int_equal(d->nbands, 0);
    assert_string_equal(d->set, "admin");
    assert_string_equal(d->key, "code");
    assert_string_equal(d->name, "nome");
    assert_string_equal(d->where, "uf = 'AP'");
    assert_string_equal(d->layer, "l");
    assert_string_equal(d->crs, "EPSG:4674");
    d = eco_assessment_dataset(a, "zz");
    assert_string_equal(d->set, "pa_2");
    d = eco_assessment_dataset(a, "permits");
    assert_string_equal(d->date, "start");
    assert_string_equal(d->valid_to, "end");
    assert_string_equal(d->activity, "MIN,FOR");
    assert_int_equal(d->sensitivity, 2);
    eco_assessment_destroy(a);
}

static void the_area_adds_its_filter(void **state)
{
    eco_assessment *a =
        load("b.yaml",
             "\xef\xbb\xbf" /* a byte-order mark, and Windows line ends */
             "assessment: \"2020\"\r\n"
             "scope:\r\n"
             "  period: {from: 2013, to: 2013}\r\n"
             "  area: {dataset: z, where: \"a = 1\"}\r\n"
             "datasets:\r\n"
             "  - {id: z, kind: zones, files: \"z.gpkg\", where: b OR c,\r\n"
             "     key: k}\r\n");

    (void)state;
    assert_string_equal(a->id, "2020");
    assert_string_equal(a->title, "2020");
    assert_string_equal(a->area_dataset, "z");
    assert_string_equal(a->area_where, "(b OR c) AND (a = 1)");
    assert_int_equal(a->nformats, 2);
    assert_string_equal(a->audience, "internal");
    assert_false(a->planar);
    eco_assessment_destroy(a);
}

/* Only the pattern is one, not the folder that the assessment lies in. */
static void folders_with_odd_names_are_no_patterns(void **state)
{
    eco_assessment *a =
        load("odd [x] {y} */c.yaml",
             "assessment: odd\n"
             "scope: {period: {from: 2013, to: 2013}}\n"
             "datasets:\n"
             "  - {id: z, kind: zones, files: \"z.*\", key: k}\n"
             "  - {id: a, kind: biomass, files: \"a?.tif\"}\n"
             "  - {id: m, kind: class, files: \"../s/m_{year}*.tif\"}\n");

    (void)state;
    assert_file(a->datasets[0].files[0], "odd [x] {y} */z.gpkg");
    assert_file(a->datasets[1].bands[0].files[0], "odd [x] {y} */a1.tif");
    assert_int_equal(a->datasets[2].nbands, 1);
    assert_int_equal(a->datasets[2].bands[0].nfiles, 2);
    eco_assessment_destroy(a);
}

static void a_shipped_legend_goes_by_its_word(void **state)
{
    eco_assessment *a =
        load("d.yaml", "assessment: m\n"
                       "scope: {period: {from: 2013, to: 2013}}\n"
                       "datasets:\n"
                       "  - {id: z, kind: zones, files: z.gpkg, key: k}\n"
                       "  - id: c\n"
                       "    kind: land-cover\n"
                       "    files: cover_2013.tif\n"
                       "    legend: mapbiomas\n");
    const eco_dataset_spec *d = eco_assessment_dataset(a, "c");
    const char *role[64] = {0};

    (void)state;
    for (size_t i = 0; i < d->nlegend; i++)
        role[(int)d->legend[i].low] = d->legend[i].role;
    assert_string_equal(role[3], "forest");
    assert_string_equal(role[4], "land");
    assert_string_equal(role[9], "land");
    assert_string_equal(role[27], "nodata");
    assert_string_equal(role[30], "mining");
    assert_string_equal(role[33], "water");
    eco_assessment_destroy(a);
}

static void what_is_no_file_is_told(void **state)
{
    eco_findings found = {0};
    eco_assessment *a = NULL;
    char *big = eco_mem_array((1 << 20) + 100, 1);
    FILE *f = fopen(scratch("big.yaml"), "wb");

    (void)state;
    assert_int_equal(
        eco_assessment_load(ctx, scratch("no.yaml"), known, &found, &a),
        ECO_NOTFOUND);
    assert_null(a);
    assert_int_equal(found.nerrors, 1);
    assert_non_null(strstr(found.items[0].where, "no.yaml"));
    eco_findings_clear(&found);

    memset(big, '#', (1 << 20) + 99);
    assert_true(fwrite(big, 1, (1 << 20) + 99, f) > 0);
    fclose(f);
    assert_int_equal(
        eco_assessment_load(ctx, scratch("big.yaml"), known, &found, &a),
        ECO_USAGE);
    assert_int_equal(found.nerrors, 1);
    eco_findings_clear(&found);
    eco_mem_free(big);
}

static const char land[] =
    "assessment: land\n"
    "scope: {period: {from: 2016, to: 2016}}\n"
    "land_degradation:\n"
    "  baseline: {from: 2011, to: 2013}\n"
    "  climate: tropical dry\n"
    "datasets:\n"
    "  - id: cover\n"
    "    kind: land-cover\n"
    "    files: cover_{year}.tif\n"
    "    legend: {3: {label: trees, unccd: 1}, 4: {label: sea, unccd: water}}\n"
    "  - {id: old, kind: productivity, files: t1.tif, year: 2013}\n"
    "  - {id: new, kind: productivity, files: \"cover_{year}.tif\"}\n"
    "  - {id: soil, kind: soil-carbon, files: t1.tif}\n"
    "  - {id: water, kind: water-transition, files: t1.tif}\n"
    "  - {id: zones, kind: zones, files: z.gpkg, key: k}\n"
    "indicators: [15.3.1]\n";

/* Years of the baseline are read beside those of the period. */
static void land_degradation_finds_its_maps(void **state)
{
    eco_assessment *a = load("a.yaml", land);
    const eco_dataset_spec *cover = eco_assessment_dataset(a, "cover");

    (void)state;
    assert_true(a->land.ready);
    assert_int_equal(a->land.first, 2011);
    assert_int_equal(a->land.base, 2013);
    assert_int_equal(a->land.last, 2016);
    assert_string_equal(a->land.climate, "tropical dry");
    assert_null(a->land.climate_raster.dataset);
    assert_int_equal(cover->nbands, 4); /* 2015 is the year before the period */
    for (int i = 0; i < 3; i++)
        assert_ptr_equal(a->land.cover[i].dataset, cover);
    assert_int_equal(cover->bands[a->land.cover[0].band].year, 2011);
    assert_int_equal(cover->bands[a->land.cover[1].band].year, 2013);
    assert_int_equal(cover->bands[a->land.cover[2].band].year, 2016);
    assert_string_equal(cover->legend[0].unccd, "tree-covered");
    assert_string_equal(cover->legend[1].unccd, "water");
    assert_string_equal(a->land.productivity[0].dataset->id, "old");
    assert_string_equal(a->land.productivity[1].dataset->id, "new");
    assert_int_equal(a->land.productivity[1].dataset->nbands, 2);
    assert_string_equal(eco_assessment_dataset(a, "soil")->unit, "t");
    assert_int_equal(eco_assessment_dataset(a, "water")->nlegend, 12);
    eco_assessment_destroy(a);
}

/* Each allocation fails once: a status, no crash, no leak. */
static void memory_fails_once(const char *text)
{
    eco_status st = ECO_NOMEM;
    size_t before, n;

    assert_true(scratch_write("a.yaml", text));
    before = eco_mem_live();
    for (n = 0; st == ECO_NOMEM; n++) {
        eco_findings found = {0};
        eco_assessment *a = NULL;

        eco_mem_fail_after(n);
        st = eco_assessment_load(ctx, scratch("a.yaml"), known, &found, &a);
        eco_mem_fail_after(SIZE_MAX);
        if (st != ECO_NOMEM && st != ECO_OK)
            print_message("at %zu: %d %s\n", n, (int)st, eco_ctx_message(ctx));
        assert_true(st == ECO_NOMEM || st == ECO_OK);
        assert_true(!a == (st != ECO_OK));
        eco_findings_clear(&found);
        eco_assessment_destroy(a);
        assert_int_equal(eco_mem_live(), before);
    }
    assert_true(n > 100);
}

static void short_memory_is_told(void **state)
{
    (void)state;
    memory_fails_once(full);
    memory_fails_once(land);
}

static void kinds_have_words(void **state)
{
    (void)state;
    assert_string_equal(eco_kind_word(ECO_KIND_MINING_MASK), "mining-mask");
    assert_true(eco_kind_is_class(ECO_KIND_CLASS));
    assert_false(eco_kind_is_class(ECO_KIND_BIOMASS));
    assert_true(eco_kind_is_raster(ECO_KIND_VALUE));
    assert_false(eco_kind_is_raster(ECO_KIND_ZONES));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scope_and_outputs_are_read),
        cmocka_unit_test(rasters_are_resolved),
        cmocka_unit_test(years_are_resolved),
        cmocka_unit_test(vectors_are_resolved),
        cmocka_unit_test(the_area_adds_its_filter),
        cmocka_unit_test(folders_with_odd_names_are_no_patterns),
        cmocka_unit_test(a_shipped_legend_goes_by_its_word),
        cmocka_unit_test(what_is_no_file_is_told),
        cmocka_unit_test(land_degradation_finds_its_maps),
        cmocka_unit_test(short_memory_is_told),
        cmocka_unit_test(kinds_have_words),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
