/* Cases as text: an assessment each, and all findings that it must lead to.
 * The form is told at the head of tests/case/assessment/schema.case. */
#ifndef ECO_TESTS_FINDINGS_CASE_H
#define ECO_TESTS_FINDINGS_CASE_H

#include "eco_file.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "scratch.h"

#include <ecocrime/findings.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct cases {
    eco_ctx *ctx;
    const char *zones; /* what @ZONES@ stands for */
    /* Runs what is tested on case.yaml in the scratch folder. */
    eco_status (*run)(eco_ctx *ctx, const char *path, eco_findings *found);
    /* A finding as the cases write it. */
    void (*show)(const eco_finding *f, eco_str *out);
    eco_status faulty; /* the status when there is an error */
    int n, failures;
};

struct expected {
    char *lines[64];
    size_t n;
};

/* `line` with @FOLDER@ and @ZONES@ put in. */
static void case_expand(const struct cases *c, eco_str *out, const char *line)
{
    while (*line) {
        if (eco_starts_with(line, "@FOLDER@")) {
            eco_str_printf(out, "%s/", scratch_dir);
            line += 8;
        } else if (eco_starts_with(line, "@ZONES@")) {
            eco_str_add(out, c->zones);
            line += 7;
        } else {
            eco_str_add_n(out, line++, 1);
        }
    }
}

/* "text", or "begin..." */
static bool case_agrees(const struct cases *c, const char *expected,
                        const eco_finding *f)
{
    eco_str line = {0};
    size_t n = strlen(expected);
    bool same;

    c->show(f, &line);
    same = n > 3 && eco_ends_with(expected, "...")
               ? strncmp(eco_str_text(&line), expected, n - 3) == 0
               : strcmp(eco_str_text(&line), expected) == 0;
    eco_str_clear(&line);
    return same;
}

static void case_tell(const struct cases *c, const char *name,
                      const eco_findings *found, const struct expected *want)
{
    fprintf(stderr, "%s: %s\n", name, eco_ctx_message(c->ctx));
    for (size_t i = 0; i < found->n || i < want->n; i++) {
        bool both = i < found->n && i < want->n;
        eco_str line = {0};

        if (both && case_agrees(c, want->lines[i], &found->items[i]))
            continue;
        if (i < found->n)
            c->show(&found->items[i], &line);
        fprintf(stderr, "  want %s\n  got  %s\n",
                i < want->n ? want->lines[i] : "-", eco_str_text(&line));
        eco_str_clear(&line);
    }
}

static void case_check(struct cases *c, const char *name, const eco_str *yaml,
                       const struct expected *want)
{
    eco_findings found = {0};
    eco_status st;
    bool good;

    assert_true(scratch_write("case.yaml", eco_str_text(yaml)));
    st = c->run(c->ctx, scratch("case.yaml"), &found);
    good = found.n == want->n && st == (found.nerrors ? c->faulty : ECO_OK);
    for (size_t i = 0; i < want->n && i < found.n; i++)
        good &= case_agrees(c, want->lines[i], &found.items[i]);
    c->n++;
    if (!good) {
        c->failures++;
        case_tell(c, name, &found, want);
    }
    eco_findings_clear(&found);
}

static void case_finish(struct cases *c, const char *name, eco_str *yaml,
                        struct expected *want)
{
    if (name)
        case_check(c, name, yaml, want);
    for (size_t i = 0; i < want->n; i++)
        eco_mem_free(want->lines[i]);
    want->n = 0;
    eco_str_clear(yaml);
}

static void case_line(const struct cases *c, const char *line, bool inside,
                      eco_str *yaml, struct expected *want)
{
    eco_str text = {0};

    if (eco_starts_with(line, "=> ")) {
        case_expand(c, &text, line + 3);
        assert_true(want->n < 64);
        want->lines[want->n++] = eco_str_take(&text);
    } else if (inside) {
        case_expand(c, yaml, line);
        eco_str_add(yaml, "\n");
    }
}

/* `name` below tests/case/. */
static void cases_run(struct cases *c, const char *name)
{
    struct expected want = {.n = 0};
    eco_str yaml = {0}, path = {0};
    char *text, *title = NULL;
    size_t n;

    eco_str_printf(&path, "%s/tests/case/%s", getenv("ECO_SOURCE"), name);
    assert_int_equal(
        eco_file_read(c->ctx, eco_str_text(&path), 1 << 20, &text, &n), ECO_OK);
    for (char *line = text; *line;) {
        char *end = line + strcspn(line, "\n");
        bool more = *end != '\0';

        *end = '\0';
        if (eco_starts_with(line, "---- ")) {
            case_finish(c, title, &yaml, &want);
            title = line + 5;
        } else {
            case_line(c, line, title != NULL, &yaml, &want);
        }
        line = end + more;
    }
    case_finish(c, title, &yaml, &want);
    eco_str_clear(&path);
    eco_mem_free(text);
}

#endif
