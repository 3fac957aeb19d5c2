/* One row at a time: what is read, flagged, refused, and never shown. */
#include "eco_incident.h"

#include "eco_day.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "scratch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static eco_ctx *ctx;
static eco_mapping *mapping;
static eco_incident_reader *reader;

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

static void close_all(void)
{
    eco_incident_close(reader);
    eco_mapping_destroy(mapping);
    reader = NULL;
    mapping = NULL;
}

static eco_status open_as(const char *yaml, const char *csv,
                          const eco_incident_options *o)
{
    eco_findings found = {0};
    eco_str text = {0};
    eco_status st;

    close_all();
    eco_str_printf(&text, "mapping: m\n%s", yaml);
    st = eco_mapping_parse(ctx, "m.yaml", eco_str_text(&text), text.n, &found,
                           &mapping);
    if (st)
        fail_msg("%s", eco_ctx_message(ctx));
    eco_str_clear(&text);
    eco_findings_clear(&found);
    assert_true(scratch_write("rows.csv", csv));
    return eco_incident_open(ctx, mapping, scratch("rows.csv"), o, &reader);
}

static const eco_incident *next(void)
{
    const eco_incident *x = NULL;

    if (eco_incident_next(ctx, reader, &x))
        fail_msg("%s", eco_ctx_message(ctx));
    return x;
}

/* The first row of a file. */
static const eco_incident *first(const char *yaml, const char *csv)
{
    const eco_incident_options o = {0};

    if (open_as(yaml, csv, &o))
        fail_msg("%s", eco_ctx_message(ctx));
    return next();
}

static const eco_incident *good(const char *yaml, const char *csv)
{
    const eco_incident *x = first(yaml, csv);

    assert_non_null(x);
    if (x->refused)
        fail_msg("%s", x->refused);
    return x;
}

static void refused(const char *yaml, const char *csv, const char *why)
{
    const eco_incident *x = first(yaml, csv);

    assert_non_null(x);
    if (!x->refused || !strstr(x->refused, why))
        fail_msg("'%s' is not refused for '%s': %s", csv, why,
                 x->refused ? x->refused : "read");
    assert_null(strpbrk(x->refused, "\r\n"));
}

/* Of a point in WKB as this machine holds it. */
static void lies_at(const eco_incident *x, double lon, double lat, double by)
{
    double xy[2];

    assert_int_equal(x->nwkb, 21);
    memcpy(xy, x->wkb + 5, sizeof xy);
    if (!(fabs(xy[0] - lon) <= by && fabs(xy[1] - lat) <= by))
        fail_msg("at %.10g %.10g, not %.10g %.10g", xy[0], xy[1], lon, lat);
}

static void coordinates_are_read_as_written(void **state)
{
    static const char *const two = "coordinates: {lat: a, lon: b}\n";

    (void)state;
    lies_at(good(two, "a;b\n-4,51234;-55,25\n"), -55.25, -4.51234, 1e-12);
    lies_at(good("coordinates: {lat: a, lon: b, language: pt}\n",
                 "a;b\n4\xc2\xb0 31' 50,6\" S;55 15 0 O\n"),
            -55.25, -4.530722222, 1e-8);
    lies_at(good(two, "a,b\nN 4\xc2\xb0 31' 50.6\xcb\x9d,E 6\xc2\xb0 30' 0\n"),
            6.5, 4.530722222, 1e-8);
    lies_at(
        good("coordinates: {column: gps}\n", "gps;x\n-4.5 -55.25 120 8;1\n"),
        -55.25, -4.5, 1e-12);
    lies_at(good("coordinates: {easting: x, northing: y, fixed_zone: 22,"
                 " hemisphere: north}\n",
                 "x,y\n500000,0\n"),
            -51, 0, 1e-9);
    lies_at(good("coordinates: {easting: x, northing: y, crs: EPSG:31976}\n",
                 "x;y\n500000,0;0\n"),
            -51, 0, 1e-7);
    close_all();
}

static void odd_places_are_refused_or_flagged(void **state)
{
#define BOX "coordinates: {lat: a, lon: b, expect: {box: [-60, -10, -50, 0]"
    const eco_incident *x;

    (void)state;
    refused(BOX "}}\n", "a,b\n-55.25,-4.5\n", "exchanged");
    refused(BOX "}}\n", "a,b\n4.5,-55.25\n", "other hemisphere, north");
    refused(BOX "}}\n", "a,b\n0,0\n", "stands for none");
    refused(BOX "}}\n", "a,b\n40.5,10.25\n", "outside the area expected");
    x = good(BOX ", outside: flag}}\n", "a,b\n-55.25,-4.5\n");
    assert_string_equal(x->flags, "outside swapped");
    lies_at(x, -4.5, -55.25, 1e-12); /* nothing is moved */
    x = good("coordinates: {lat: a, lon: b, expect: {zero: flag}}\n",
             "a,b\n0,0\n");
    assert_non_null(strstr(x->flags, "no_place"));
    refused("coordinates: {lat: a, lon: b}\n", "a,b\n9642345,345678\n",
            "beyond");
    refused("coordinates: {lat: a, lon: b}\n",
            "a,b\n1.1043444131501E+16,-7424635766074060\n", "exponent");
    refused("coordinates: {lat: a, lon: b}\n", "a,b,c\n,,1\n",
            "optional: true");
    refused("coordinates: {lat: a, lon: b}\n", "a,b\nR I V E R S,1\n", "'R I");
    x = good("coordinates: {lat: a, lon: b, optional: true}\n", "a,b,c\n,,1\n");
    assert_null(x->wkb);
    assert_int_equal(x->precision_class, 5);
    close_all();
}

static void precision_follows_the_digits(void **state)
{
    static const struct {
        const char *csv;
        int class;
    } all[] = {
        {"a,b\n-4.51234,-55.25345\n", 1},
        {"a,b\n-4.512,-55.253\n", 1},
        {"a,b\n-4.51,-55.25\n", 2},
        {"a,b\n-4.5,-55.2\n", 3},
        {"a,b\n-4,-55\n", 5},
        {"a,b\n4 31 S,55 15 W\n", 2},
    };
    const eco_incident *x;

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        x = good("coordinates: {lat: a, lon: b}\n", all[i].csv);
        assert_int_equal(x->precision_class, all[i].class);
    }
    assert_true(fabs(x->precision_m - 926) < 5); /* half a minute of arc */
    x = good("coordinates: {lat: a, lon: b, accuracy: c}\n",
             "a,b,c\n-4.51234,-55.25345,3000\n");
    assert_int_equal(x->precision_class, 3);
    x = good("coordinates: {lat: a, lon: b}\nprecision: {column: p, lookup:"
             " {1: 2, 3: 5}}\n",
             "a,b,p\n-4.51234,-55.25345,3\n");
    assert_int_equal(x->precision_class, 5);
    x = good("place: {name: m, parent: s}\n", "m,s\nBRASNORTE,MT\n");
    assert_int_equal(x->precision_class, 5);
    assert_string_equal(x->place_name, "BRASNORTE");
    assert_string_equal(x->place_parent, "MT");
    close_all();
}

static void says_days(const eco_incident *x, const char *from, const char *to)
{
    char buf[16];

    assert_true(x->dated);
    assert_string_equal(eco_day_text(buf, x->first), from);
    assert_string_equal(eco_day_text(buf, x->last), to);
}

static void dates_are_not_guessed(void **state)
{
    const eco_incident *x;

    (void)state;
    says_days(
        good("date: {column: d, order: dmy}\n", "d;x\n09/04/2013 17:00:00;1\n"),
        "2013-04-09", "2013-04-09");
    says_days(good("date: {column: d, order: mdy}\n", "d,x\n1/2/2020,1\n"),
              "2020-01-02", "2020-01-02");
    refused("date: {column: d}\n", "d,x\n03/04/2020,1\n", "two readings");
    refused("date: {column: d}\n", "d,x\n9-Jan-11,1\n", "pivot");
    says_days(good("date: {column: d, order: dmy, pivot: 1950}\n",
                   "d,x\n9-Jan-11,1\n"),
              "2011-01-09", "2011-01-09");
    x = good("date: {column: d}\n", "d,x\n2021-03,1\n");
    says_days(x, "2021-03-01", "2021-03-31");
    assert_int_equal(x->date_precision, ECO_WHEN_MONTH);
    x = good("date: {from: a, to: b}\n", "a,b\n2021-03-01,2021-03-09\n");
    says_days(x, "2021-03-01", "2021-03-09");
    assert_int_equal(x->date_precision, ECO_WHEN_RANGE);
    says_days(good("date: {from: a, to: b}\n", "a,b\n2021-03-01,\n"),
              "2021-03-01", "2021-03-01");
    refused("date: {from: a, to: b}\n", "a,b\n2021-03-01,2021-02-09\n",
            "before the date in 'a'");
    refused("date: {column: d}\n", "d,x\n,1\n", "is empty");
    assert_false(
        good("date: {column: d, optional: true}\n", "d,x\n,1\n")->dated);
    says_days(good("date: {fixed: 2025}\n", "d,x\n,1\n"), "2025-01-01",
              "2025-12-31");
    x = good("date: {column: d, time_zone: \"-03:00\"}\n",
             "d,x\n2021-03-15T01:30:00Z,1\n");
    says_days(x, "2021-03-14", "2021-03-14");
    assert_string_equal(x->flags, "day_shifted");
    close_all();
}

static void codes_come_by_lookup(void **state)
{
    static const char *const yaml =
        "domain: {column: t, lookup: {Flora: FOR, Mineração: MIN}}\n"
        "subtype: {column: s, lookup: {corte: FOR_LOG}, else: MIN_AU}\n"
        "reliability: {column: r}\ncredibility: 2\n";
    const eco_incident *x;

    (void)state;
    x = good(yaml, "t,s,r\nFLORA,Corte,b\n");
    assert_string_equal(x->facts[ECO_FACT_DOMAIN], "FOR");
    assert_string_equal(x->facts[ECO_FACT_SUBTYPE], "FOR_LOG");
    assert_string_equal(x->facts[ECO_FACT_RELIABILITY], "B");
    assert_string_equal(x->facts[ECO_FACT_CREDIBILITY], "2");
    assert_null(x->facts[ECO_FACT_STATUS]);
    good(yaml, "t,s,r\nMINERACAO,ouro,F\n");
    refused(yaml, "t,s,r\nFauna,Corte,b\n",
            "column 't': 'Fauna' is not in the lookup of domain (Flora, "
            "Minera\xc3\xa7\xc3\xa3o)");
    refused(yaml, "t,s,r\nFlora,Corte,g\n", "lookup of reliability (A, B");
    refused(yaml, "t,s,r\nFlora,ouro,a\n", "none of domain FOR");
    close_all();
}

static void numbers_are_read_as_people_write_them(void **state)
{
    static const struct {
        const char *text, *decimal;
        double want;
    } all[] = {
        {"1295000", "", 1295000},
        {"1.295.000,00", "", 1295000},
        {"1,295,000.5", "", 1295000.5},
        {"3.5", "", 3.5},
        {"3,5", "", 3.5},
        {"0.125", "", 0.125},
        {"1 250,75", "", 1250.75},
        {"1.250", ", decimal: \",\"", 1250},
        {"1.250", ", decimal: \".\"", 1.25},
        {"-12,5", "", -12.5},
        {"12.3456", "", 12.3456},
    };

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char yaml[200], csv[80];
        const eco_incident *x;

        snprintf(yaml, sizeof yaml,
                 "quantities: [{name: q, column: v, unit: ha, factor: 2%s}]\n",
                 all[i].decimal);
        snprintf(csv, sizeof csv, "v;x\n%s;1\n", all[i].text);
        x = good(yaml, csv);
        if (fabs(x->quantities[0] - 2 * all[i].want) > 1e-9)
            fail_msg("%s: %g", all[i].text, x->quantities[0]);
    }
#define VOLUME "quantities: [{name: q, column: v, unit: ha}]\n"
    refused(VOLUME, "v;x\n1.250;1\n", "thousand or a fraction");
    refused(VOLUME, "v;x\n69 bbl;1\n", "not a number");
    refused(VOLUME, "v;x\n1.25.3;1\n", "not a number");
    assert_true(isnan(good(VOLUME, "v;x\n;1\n")->quantities[0]));
    close_all();
}

static void rows_out_of_step_are_refused(void **state)
{
    const eco_incident *x;

    (void)state;
    refused("format: {header_line: 1}\nid: a\n", "a,b\n1,2,3\n", "has 3 cells");
    refused("id: a\n", "a,b\n ,2\n", "each row needs its id");
    x = first("format: {header_line: 1}\nid: a\ndrop: [b]\n",
              "a,b,c\n1,Canary,2,3\n");
    assert_true(x->refused && eco_starts_with(x->original, "sha256:"));
    x = first("format: {header_line: 1}\nid: a\n", "a,c\n1,2,3\n");
    assert_true(x->refused && eco_starts_with(x->original, "{"));
    close_all();
}

static void personal_columns_are_not_stored(void **state)
{
    static const char csv[] =
        "id,Nome do autuado,CPF/CNPJ,group/phone_number,_submitted_by,deviceid,"
        "NOM_MUNICIPIO,e-mail,place\n"
        "7,Canary One,123,555,Canary Two,d9,BRASNORTE,c@x.org,Canary Isle\n";
    const eco_incident *x = good("id: id\n", csv);
    const eco_incident_options basis = {.legal_basis = true};

    (void)state;
    assert_string_equal(x->properties,
                        "{\"id\":\"7\",\"NOM_MUNICIPIO\":\"BRASNORTE\","
                        "\"place\":\"Canary Isle\"}");
    assert_string_equal(eco_incident_dropped(reader),
                        "Nome do autuado, CPF/CNPJ, group/phone_number, "
                        "_submitted_by, deviceid, e-mail");
    /* wanted and lawful, or not */
    assert_int_equal(open_as("id: id\nkeep_personal: true\n", csv, &basis),
                     ECO_OK);
    assert_non_null(strstr(next()->properties, "Canary One"));
    x = good("id: id\nkeep_personal: true\n", csv);
    assert_null(strstr(x->properties, "Canary One"));
    /* a place's name is a name, and is told */
    assert_null(strstr(good("id: id\n", "id,name\n1,x\n")->properties, "x"));
    good("id: id\ntitle: name\nnot_personal: [name]\n", "id,name\n1,x\n");
    assert_string_equal(next() ? "" : "end", "end");
    close_all();
}

static void personal_columns_are_not_used_by_oversight(void **state)
{
    const eco_incident_options o = {0};

    (void)state;
    assert_int_equal(open_as("title: name\n", "id,name\n1,x\n", &o), ECO_USAGE);
    assert_non_null(strstr(eco_ctx_message(ctx), "not_personal"));
    assert_int_equal(open_as("id: no\n", "id,name\n1,x\n", &o), ECO_USAGE);
    assert_non_null(strstr(eco_ctx_message(ctx),
                           "id: there is no column 'no'; it has: id, name"));
    assert_int_equal(
        open_as("coordinates: {geometry: true}\n", "id,x\n1,x\n", &o),
        ECO_USAGE);
    close_all();
}

static void sensitive_rows_are_not_shown(void **state)
{
    static const char *const yaml =
        "sensitivity: {column: s, lookup: {open: 0, secret: 3}}\n"
        "coordinates: {lat: a, lon: b}\nid: i\n";
    const eco_incident *x;

    (void)state;
    x = first(yaml, "i,s,a,b\nK9,secret,99.125,1\n");
    assert_true(x->refused && !strstr(x->refused, "99.125"));
    assert_true(eco_starts_with(x->original, "sha256:"));
    assert_string_equal(x->key, "");
    x = first(yaml, "i,s,a,b\nK9,unheard,9.125,1\n"); /* may be anything */
    assert_true(x->refused && !strstr(x->refused, "unheard"));
    assert_true(eco_starts_with(x->original, "sha256:"));
    x = first(yaml, "i,s,a,b\nK9,open,99.125,1\n");
    assert_true(x->refused && strstr(x->refused, "99.125"));
    assert_non_null(strstr(x->original, "99.125"));
    x = first("coordinates: {lat: a, lon: b}\nsensitivity: 2\n"
              "keep_rejected: true\n",
              "a,b\n99.125,1\n");
    assert_true(x->refused && strstr(x->original, "99.125"));
    assert_int_equal(good(yaml, "i,s,a,b\n1,secret,9.125,1\n")->sensitivity, 3);
    close_all();
}

static void headers_may_differ_in_form(void **state)
{
    const eco_incident *x;

    (void)state;
    x = good("id: \"Original source of the airstrip's location\"\n",
             "n,Original source of the airstrip\xe2\x80\x99s location\n1,q\n");
    assert_string_equal(x->key, "q");
    good("format: {header_line: 1}\nid: column_1\n", ",b\n1,q\n");
    close_all();
}

static void equal_content_has_one_hash(void **state)
{
    static const char *const yaml = "id: a\nmerge_by: [c]\n";
    char hash[65];

    (void)state;
    memcpy(hash, good(yaml, "a,b,c\n1,x,art. 70\n")->hash, sizeof hash);
    assert_string_equal(good(yaml, "a,b,c\n1,x,art. 50\n")->hash, hash);
    assert_string_not_equal(good(yaml, "a,b,c\n1,y,art. 70\n")->hash, hash);
    assert_string_equal(good(yaml, "a,b,c\n1,x,art. 70\n")->merged,
                        "{\"c\":\"art. 70\"}");
    close_all();
}

static void any_allocation_may_fail(void **state)
{
    size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;
    size_t n = 0;

    (void)state;
    for (; st != ECO_OK; n += 1 + n / 40) {
        const eco_incident_options o = {0};
        const eco_incident *x = NULL;

        st = open_as("id: i\nreliability: {column: r}\n"
                     "coordinates: {lat: a, lon: b}\n"
                     "quantities: [{name: q, column: q, unit: t}]\n",
                     "i,r,a,b,q\n1,A,1.5,2.5,7\n2,Z,1,1,1\n", &o);
        assert_int_equal(st, ECO_OK);
        eco_incident_close(reader);
        reader = NULL;
        eco_mem_fail_after(n);
        st = eco_incident_open(ctx, mapping, scratch("rows.csv"), &o, &reader);
        do {
            if (!st)
                st = eco_incident_next(ctx, reader, &x);
        } while (!st && x);
        eco_mem_fail_after(SIZE_MAX);
        if (st && st != ECO_NOMEM)
            fail_msg("allocation %zu: %s", n, eco_ctx_message(ctx));
        close_all();
        eco_ctx_clear(ctx);
        assert_int_equal(eco_mem_live(), before);
    }
    assert_true(n > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(coordinates_are_read_as_written),
        cmocka_unit_test(odd_places_are_refused_or_flagged),
        cmocka_unit_test(precision_follows_the_digits),
        cmocka_unit_test(dates_are_not_guessed),
        cmocka_unit_test(codes_come_by_lookup),
        cmocka_unit_test(numbers_are_read_as_people_write_them),
        cmocka_unit_test(rows_out_of_step_are_refused),
        cmocka_unit_test(personal_columns_are_not_stored),
        cmocka_unit_test(personal_columns_are_not_used_by_oversight),
        cmocka_unit_test(sensitive_rows_are_not_shown),
        cmocka_unit_test(headers_may_differ_in_form),
        cmocka_unit_test(equal_content_has_one_hash),
        cmocka_unit_test(any_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
