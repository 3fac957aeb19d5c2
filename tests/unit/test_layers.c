/* The files of layers/ as the library sees them. */
#include "eco_layers.h"
#include "eco_mem.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdint.h>

static eco_ctx *ctx;

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx) || !scratch_make();
}

static int teardown(void **state)
{
    (void)state;
    eco_layers_override(ctx, NULL);
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

/* What is embedded is what the source folder holds, byte for byte. */
static void embedded_texts_equal_the_files(void **state)
{
    static const char *const tops[] = {"schema/",    "query/",    "check/",
                                       "finish/",    "describe/", "indicator/",
                                       "vocabulary/"};
    const char *source = getenv("ECO_SOURCE");
    int seen = 0;

    (void)state;
    if (!source)
        skip();
    for (size_t t = 0; t < sizeof tops / sizeof tops[0]; t++) {
        const char *const *names = eco_layers_list(tops[t]);
        const char *before = "";

        assert_non_null(*names);
        for (; *names; names++) {
            const char *text = eco_layers_text(*names);
            char path[512];
            FILE *f;

            assert_true(strcmp(before, *names) < 0);
            assert_ptr_equal(strstr(*names, tops[t]), *names);
            snprintf(path, sizeof path, "%s/layers/%s", source, *names);
            f = fopen(path, "rb");
            assert_non_null(f);
            for (; *text; text++)
                assert_int_equal((unsigned char)*text, getc(f));
            assert_int_equal(getc(f), EOF);
            fclose(f);
            before = *names;
            seen++;
        }
    }
    assert_true(seen > 40);
    assert_null(eco_layers_text("schema/999_none.sql"));
    assert_null(*eco_layers_list("none/"));
}

static void a_folder_replaces_and_adds(void **state)
{
    const char *const *names;
    int n = 0, more = 0, ours = 0;

    (void)state;
    for (names = eco_layers_list("indicator/"); *names; names++)
        n++;
    assert_true(scratch_folder("good") && scratch_folder("good/indicator") &&
                scratch_folder("good/query") && scratch_folder("good/.git"));
    assert_true(scratch_write("good/indicator/zz_mine.sql", "-- mine\n") &&
                scratch_write("good/query/store_version.sql", "SELECT 7;") &&
                scratch_write("good/query/draft.sql~", "no") &&
                scratch_write("good/README", "no layer"));
    assert_int_equal(eco_layers_override(ctx, scratch("good")), ECO_OK);
    assert_string_equal(eco_layers_text("query/store_version.sql"),
                        "SELECT 7;");
    assert_string_equal(eco_layers_text("indicator/zz_mine.sql"), "-- mine\n");
    assert_non_null(eco_layers_text("query/store_init.sql"));
    assert_null(eco_layers_text("query/draft.sql~"));
    assert_null(eco_layers_text("README"));
    for (names = eco_layers_list("indicator/"); *names; names++) {
        more++;
        ours += strcmp(*names, "indicator/zz_mine.sql") == 0;
    }
    assert_int_equal(more, n + 1);
    assert_int_equal(ours, 1);
    assert_int_equal(eco_layers_override(ctx, NULL), ECO_OK);
    assert_null(eco_layers_text("indicator/zz_mine.sql"));
}

static void a_wrong_folder_changes_nothing(void **state)
{
    (void)state;
    assert_true(scratch_folder("empty") && scratch_write("file", "x"));
    assert_int_equal(eco_layers_override(ctx, scratch("none")), ECO_NOTFOUND);
    assert_int_equal(eco_layers_override(ctx, scratch("file")), ECO_USAGE);
    assert_int_equal(eco_layers_override(ctx, scratch("empty")), ECO_USAGE);
    assert_non_null(strstr(eco_ctx_message(ctx), "indicator/NAME.sql"));
    assert_non_null(eco_layers_text("query/store_init.sql"));
}

static void every_allocation_may_fail(void **state)
{
    size_t before = eco_mem_live(), step = 1;
    eco_status st = ECO_NOMEM;

    (void)state;
    assert_true(scratch_folder("torture") && scratch_folder("torture/query") &&
                scratch_write("torture/query/a.sql", "SELECT 1;"));
    for (size_t n = 0; st != ECO_OK; n += step) {
        eco_mem_fail_after(n);
        st = eco_layers_override(ctx, scratch("torture"));
        eco_mem_fail_after(SIZE_MAX);
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        if (st)
            assert_int_equal(eco_mem_live(), before);
    }
    assert_int_equal(eco_layers_override(ctx, NULL), ECO_OK);
    assert_int_equal(eco_mem_live(), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(embedded_texts_equal_the_files),
        cmocka_unit_test(a_folder_replaces_and_adds),
        cmocka_unit_test(a_wrong_folder_changes_nothing),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
