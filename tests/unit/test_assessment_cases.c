/* Runs tests/case/assessment/ *.case: a faulty assessment each, with all the
 * findings that it must lead to. */
#include "eco_assessment.h"
#include "eco_file.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char *const known[] = {"13.2.2", "15.1.1", NULL};
static const char zones[] =
    "- {id: z, kind: zones, files: z.geojson, key: code}";

struct expected {
    char *lines[64];
    size_t n;
};

static eco_ctx *ctx;
static int cases, failures;

static int setup(void **state)
{
    static const char *const empty[] = {
        "a.tif",          "b.tif",     "cover_2012.tif", "cover_2013.tif",
        "cover_2015.tif", "cover.tif", "z.geojson"};

    (void)state;
    if (eco_ctx_create(&ctx) || !scratch_make())
        return -1;
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        if (!scratch_write(empty[i], ""))
            return -1;
    return !scratch_write("p.csv", "name,lat,lon\nx,1,2\n") ||
           !scratch_write("w.csv", "name,WKT\nx,POINT (1 2)\n") ||
           !scratch_write("legend.csv", "value;label\n1;a\n") ||
           !scratch_write("bad.csv", "value,label\n1,a\n2,\n");
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

/* `line` with @FOLDER@ and @ZONES@ put in. */
static void expand(eco_str *out, const char *line)
{
    while (*line) {
        if (eco_starts_with(line, "@FOLDER@")) {
            eco_str_printf(out, "%s/", scratch_dir);
            line += 8;
        } else if (eco_starts_with(line, "@ZONES@")) {
            eco_str_add(out, zones);
            line += 7;
        } else {
            eco_str_add_n(out, line++, 1);
        }
    }
}

/* Expected "7: text" or "7: begin..." against "FILE:7" and the text. */
static bool agrees(const char *expected, const eco_finding *f)
{
    char line[1400];
    const char *colon = strrchr(f->where, ':');
    size_t n = strlen(expected);

    snprintf(line, sizeof line, "%s: %s", colon ? colon + 1 : "?", f->text);
    if (n > 3 && strcmp(expected + n - 3, "...") == 0)
        return strncmp(line, expected, n - 3) == 0;
    return strcmp(line, expected) == 0;
}

static void check_case(const char *file, const char *name, const eco_str *yaml,
                       const struct expected *want)
{
    eco_findings found = {0};
    eco_assessment *a = NULL;
    eco_status st;
    bool good;

    assert_true(scratch_write("case.yaml", eco_str_text(yaml)));
    st = eco_assessment_load(ctx, scratch("case.yaml"), known, &found, &a);
    good = st == (want->n ? ECO_USAGE : ECO_OK) && !a == (want->n > 0) &&
           found.nerrors == want->n && found.n == want->n;
    for (size_t i = 0; i < want->n && i < found.n; i++)
        good &= agrees(want->lines[i], &found.items[i]);
    if (st == ECO_USAGE && found.n) /* the message is the first of them */
        good &= strstr(eco_ctx_message(ctx), found.items[0].text) != NULL;
    cases++;
    if (!good) {
        failures++;
        fprintf(stderr, "%s: %s: status %d (%s)\n", file, name, (int)st,
                eco_ctx_message(ctx));
        for (size_t i = 0; i < found.n || i < want->n; i++)
            fprintf(stderr, "  %s\n  want %s\n  got  %s %s\n",
                    i < found.n && i < want->n &&
                            agrees(want->lines[i], &found.items[i])
                        ? "ok"
                        : "DIFFERS",
                    i < want->n ? want->lines[i] : "-",
                    i < found.n ? strrchr(found.items[i].where, ':') : "-",
                    i < found.n ? found.items[i].text : "");
    }
    eco_findings_clear(&found);
    eco_assessment_destroy(a);
}

static void finish_case(const char *file, const char *name, eco_str *yaml,
                        struct expected *want)
{
    if (*name)
        check_case(file, name, yaml, want);
    for (size_t i = 0; i < want->n; i++)
        eco_mem_free(want->lines[i]);
    want->n = 0;
    eco_str_clear(yaml);
}

static void one_line(const char *line, bool inside, eco_str *yaml,
                     struct expected *want)
{
    eco_str text = {0};

    if (eco_starts_with(line, "=> ")) {
        expand(&text, line + 3);
        assert_true(want->n < 64);
        want->lines[want->n++] = eco_str_take(&text);
    } else if (inside) {
        expand(yaml, line);
        eco_str_add(yaml, "\n");
    }
}

static void run_file(const char *name)
{
    struct expected want = {.n = 0};
    eco_str yaml = {0}, path = {0};
    char *text, *line, *title = NULL;
    size_t n;

    eco_str_printf(&path, "%s/tests/case/assessment/%s", getenv("ECO_SOURCE"),
                   name);
    assert_int_equal(
        eco_file_read(ctx, eco_str_text(&path), 1 << 20, &text, &n), ECO_OK);
    for (line = text; *line;) {
        char *end = line + strcspn(line, "\n");
        bool more = *end != '\0';

        *end = '\0';
        if (eco_starts_with(line, "---- ")) {
            finish_case(name, title ? title : "", &yaml, &want);
            title = line + 5;
        } else {
            one_line(line, title != NULL, &yaml, &want);
        }
        line = end + more;
    }
    finish_case(name, title ? title : "", &yaml, &want);
    eco_str_clear(&path);
    eco_mem_free(text);
}

static void faults_are_told(void **state)
{
    (void)state;
    if (!getenv("ECO_SOURCE"))
        skip();
    run_file("schema.case");
    run_file("meaning.case");
    printf("%d cases\n", cases);
    assert_true(cases > 30);
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_told),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
