/* The mappings that come with the library, each on a made-up file of its
 * export: what a row becomes, and that nobody's name is in it. */
#include "eco_day.h"
#include "eco_incident.h"
#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "exports.h"
#include "scratch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

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

static eco_mapping *load(const char *name)
{
    eco_findings found = {0};
    eco_mapping *m = NULL;
    char path[80];

    snprintf(path, sizeof path, "builtin:%s", name);
    if (eco_mapping_load(ctx, path, &found, &m))
        fail_msg("%s", eco_ctx_message(ctx));
    eco_findings_clear(&found);
    return m;
}

static void lies_at(const struct export *r, const eco_incident *x)
{
    double xy[2];

    assert_int_equal(x->nwkb, 21);
    memcpy(xy, x->wkb + 5, sizeof xy);
    if (!(fabs(xy[0] - r->lon) < 1e-9 && fabs(xy[1] - r->lat) < 1e-9))
        fail_msg("%s: at %.10g %.10g", r->name, xy[0], xy[1]);
}

static void says(const struct export *r, const char *got, const char *expected)
{
    if (!expected ? got != NULL : !got || strcmp(got, expected) != 0)
        fail_msg("%s: '%s', not '%s'", r->name, got ? got : "(none)",
                 expected ? expected : "(none)");
}

static void is_first_row(const struct export *r, const eco_incident *x)
{
    assert_non_null(x);
    if (x->refused)
        fail_msg("%s: %s", r->name, x->refused);
    if (r->key)
        says(r, x->key, r->key);
    says(r, x->title, r->title);
    says(r, x->facts[ECO_FACT_STATUS], r->status);
    says(r, x->facts[ECO_FACT_PRECISION], r->precision);
    assert_true(x->dated);
    assert_int_equal(x->first, eco_day_from_civil(r->year, r->month, r->day));
    assert_int_equal(x->precision_class, r->class);
    lies_at(r, x);
    assert_null(strstr(x->properties, "canary"));
    assert_null(strstr(x->merged, "canary"));
}

static void each_reads_its_export(void **state)
{
    const eco_incident_options o = {0};

    (void)state;
    for (size_t i = 0; i < EXPORTS; i++) {
        eco_mapping *m = load(exports[i].name);
        eco_incident_reader *r = NULL;
        const eco_incident *x = NULL;
        int64_t n = 0;

        assert_true(scratch_write(exports[i].file, exports[i].text));
        if (eco_incident_open(ctx, m, scratch(exports[i].file), &o, &r) ||
            eco_incident_next(ctx, r, &x))
            fail_msg("%s: %s", exports[i].name, eco_ctx_message(ctx));
        is_first_row(&exports[i], x);
        for (n = 0; x && !x->refused; n++)
            assert_int_equal(eco_incident_next(ctx, r, &x), ECO_OK);
        assert_null(x);
        eco_incident_close(r);
        eco_mapping_destroy(m);
    }
}

/* Every file of the folder is tried above, names itself as its file is called,
 * and says by what it is recognised. */
static void none_is_forgotten(void **state)
{
    eco_str names = {0};
    char *at, *name;

    (void)state;
    eco_layers_builtins("mapping", &names);
    for (name = names.text; name; name = at) {
        eco_mapping *m;
        size_t i = 0;

        at = strstr(name, ", ");
        if (at) {
            *at = '\0';
            at += 2;
        }
        m = load(name);
        assert_string_equal(m->name, name);
        assert_true(m->recognised_by.n >= 3);
        while (i < EXPORTS && strcmp(exports[i].name, name) != 0)
            i++;
        if (i == EXPORTS)
            fail_msg("builtin:%s has no test", name);
        eco_mapping_destroy(m);
    }
    eco_str_clear(&names);
}

static void what_is_not_there_is_told(void **state)
{
    eco_findings found = {0};
    eco_mapping *m = NULL;

    (void)state;
    assert_int_equal(eco_mapping_load(ctx, "builtin:kob", &found, &m),
                     ECO_USAGE);
    assert_non_null(strstr(eco_ctx_message(ctx), "there are builtin: acled, "));
    assert_int_equal(found.nerrors, 1);
    eco_findings_clear(&found);
}

static void patterns_stand_for_columns(void **state)
{
    static const char two[] =
        "a_latitude,a_longitude,b_latitude,_id,_uuid,_submission_time,"
        "_validation_status,x_x_precision\n";
    const eco_incident_options o = {0};
    eco_incident_reader *r = NULL;
    eco_mapping *m = load("kobo");

    (void)state;
    assert_true(scratch_write("two.csv", two));
    assert_int_equal(eco_incident_open(ctx, m, scratch("two.csv"), &o, &r),
                     ECO_USAGE);
    assert_non_null(strstr(eco_ctx_message(ctx), "there is no column"));
    assert_true(scratch_write("two.csv",
                              "_a_latitude,_a_longitude,_b_latitude,_id,_uuid,"
                              "_submission_time,_validation_status,"
                              "_a_precision\n1,2,3,4,5,6,7,8\n"));
    assert_int_equal(eco_incident_open(ctx, m, scratch("two.csv"), &o, &r),
                     ECO_USAGE);
    assert_non_null(strstr(eco_ctx_message(ctx),
                           "fits several columns: _a_latitude, _b_latitude"));
    eco_mapping_destroy(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_reads_its_export),
        cmocka_unit_test(none_is_forgotten),
        cmocka_unit_test(what_is_not_there_is_told),
        cmocka_unit_test(patterns_stand_for_columns),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
