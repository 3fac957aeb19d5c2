/* Separated values: records from pieces of any size, faults, limits, and the
 * dialects of tests/case/dialects.case. */
#include "eco_csv_dialect.h"
#include "eco_mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void show(const eco_csv_row *row, eco_str *out)
{
    eco_str_printf(out, "%zu:", row->line);
    for (size_t i = 0; i < row->n; i++)
        eco_str_printf(out, "[%s]", row->cells[i]);
    if (row->faults)
        eco_str_printf(out, "!%u", row->faults);
    eco_str_add(out, " ");
}

/* All records of a text that comes in pieces of `piece` bytes. */
static char *records(const char *text, size_t piece, eco_csv_parser p)
{
    size_t n = strlen(text), at = 0;
    eco_csv_row row = {0};
    eco_str out = {0};
    eco_status st = ECO_NOTFOUND;

    while (at < n) {
        size_t used, have = n - at < piece ? n - at : piece;

        st = eco_csv_push(&p, text + at, have, &row, &used);
        at += used;
        assert_true(st == ECO_NOTFOUND ? used == have : st == ECO_OK);
        if (!st)
            show(&row, &out);
    }
    if (!eco_csv_finish(&p, &row))
        show(&row, &out);
    eco_csv_row_clear(&row);
    return eco_str_take(&out);
}

static void gives(const char *text, const char *want, eco_csv_parser p)
{
    for (size_t piece = 1; piece <= strlen(text) + 1; piece++) {
        char *got = records(text, piece, p);

        assert_string_equal(got, want);
        eco_mem_free(got);
    }
}

static void records_in_pieces(void **state)
{
    const eco_csv_parser comma = {.separator = ','};

    (void)state;
    gives("a,b\n1,2\n", "1:[a][b] 2:[1][2] ", comma);
    gives("a,b\r\n1,2\r\n", "1:[a][b] 2:[1][2] ", comma);
    gives("a,b\r1,2\r", "1:[a][b] 2:[1][2] ", comma);
    gives("a,b\n1,2", "1:[a][b] 2:[1][2]!32 ", comma);
    gives("a\n\nb\n", "1:[a] 2:[] 3:[b] ", comma);
    gives("\r\n\r\nb\r\n", "1:[] 2:[] 3:[b] ", comma);
    gives(",\n,,", "1:[][] 2:[][][]!32 ", comma);
    gives("\"a,\"\"b\"\"\",c\n", "1:[a,\"b\"][c] ", comma);
    gives("\"a\nb\",c\nd\n", "1:[a\nb][c] 3:[d] ", comma);
    gives("\"a\r\nb\",c\r\nd\r\n", "1:[a\r\nb][c] 3:[d] ", comma);
    gives("\"a\rb\",c\rd\r", "1:[a\rb][c] 3:[d] ", comma);
    gives("a\"b,c\"\n", "1:[a\"b][c\"] ", comma);
    gives("\"a\"b,c\n", "1:[ab][c]!1 ", comma);
    gives("\"a\" ,c\n", "1:[a ][c] ", comma);
    gives("a\n\"b,c\nd\n", "1:[a] 2:[b,c\nd\n]!48 ", comma);
    gives("'a;b';c\n", "1:[a;b][c] ",
          (eco_csv_parser){.separator = ';', .quote = '\''});
    gives("", "", comma);
}

static void limits(void **state)
{
    (void)state;
    gives("abc,d\ne,f\n", "1:[ab][d]!2 2:[e][f] ",
          (eco_csv_parser){.separator = ',', .cell_max = 2});
    gives("\"abc\"\"d\",e\n", "1:[abc\"][e]!2 ",
          (eco_csv_parser){.separator = ',', .cell_max = 4});
    gives("a\xc3\xa9\xe2\x82\xac,b\n", "1:[a\xc3\xa9][b]!2 ",
          (eco_csv_parser){.separator = ',', .cell_max = 5});
    gives("a\xc3\xa9,b\n", "1:[a][b]!2 ",
          (eco_csv_parser){.separator = ',', .cell_max = 2});
    gives("a,b,c,d\ne,f\n", "1:[a][b]!4 2:[e][f] ",
          (eco_csv_parser){.separator = ',', .cells_max = 2});
    gives("abcdef,g\nh\n", "1:[abc][]!8 2:[h] ",
          (eco_csv_parser){.separator = ',', .record_max = 3});
}

static void lines_of_quotes(void **state)
{
    const char text[] = "a\nb,\"c\nd\",\"e\nf\n";
    eco_csv_parser p = {.separator = ','};
    eco_csv_row row = {0};
    size_t used, at;

    (void)state;
    assert_int_equal(eco_csv_push(&p, text, strlen(text), &row, &used), ECO_OK);
    at = used;
    assert_int_equal(
        eco_csv_push(&p, text + at, strlen(text) - at, &row, &used),
        ECO_NOTFOUND);
    assert_int_equal(eco_csv_finish(&p, &row), ECO_OK);
    assert_int_equal(row.line, 2);
    assert_int_equal(row.quote_at, 3);
    assert_int_equal(row.n, 3);
    eco_csv_row_clear(&row);
}

static void out_of_memory(void **state)
{
    const size_t before = eco_mem_live();
    const char text[] = "a,b,c\n1,2,3\n";
    eco_status st = ECO_NOMEM;

    (void)state;
    for (size_t n = 0; st == ECO_NOMEM; n++) {
        eco_csv_dialect d = {0};

        eco_mem_fail_after(n);
        st = eco_csv_dialect_find(text, strlen(text), &d);
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        assert_int_equal(eco_mem_live(), before);
    }
    eco_mem_fail_after(SIZE_MAX);
}

static bool dialect_agrees(const char *name, const eco_str *text,
                           const char *want)
{
    eco_csv_dialect d = {0};
    eco_str got = {0};
    bool good;

    assert_int_equal(eco_csv_dialect_find(eco_str_text(text), text->n, &d),
                     ECO_OK);
    eco_str_printf(&got, "%s %zu %zu %c %zu",
                   d.separator == '\t' ? "TAB" : (char[]){d.separator, '\0'},
                   d.header.named ? d.header_line : 0, d.header.columns,
                   d.decimal ? d.decimal : '-', d.header.above);
    if (d.quote != '"')
        eco_str_printf(&got, " %c", d.quote);
    good = strcmp(eco_str_text(&got), want) == 0;
    if (!good)
        fprintf(stderr, "%s: want %s, got %s\n", name, want,
                eco_str_text(&got));
    eco_str_clear(&got);
    return good;
}

static void dialects(void **state)
{
    char path[1024], line[512], name[512] = "";
    eco_str text = {0};
    int n = 0, failures = 0;
    FILE *f;

    (void)state;
    snprintf(path, sizeof path, "%s/tests/case/dialects.case",
             getenv("ECO_SOURCE"));
    f = fopen(path, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        if (eco_starts_with(line, "---- ")) {
            snprintf(name, sizeof name, "%.*s", (int)strcspn(line + 5, "\n"),
                     line + 5);
            eco_str_clear(&text);
        } else if (eco_starts_with(line, "=> ")) {
            line[strcspn(line, "\n")] = '\0';
            failures += !dialect_agrees(name, &text, line + 3);
            n++;
        } else {
            eco_str_add(&text, line);
        }
    }
    fclose(f);
    eco_str_clear(&text);
    assert_true(n >= 20);
    assert_int_equal(failures, 0);
}

static void no_row(void **state)
{
    eco_csv_dialect d = {0};

    (void)state;
    assert_int_equal(eco_csv_dialect_find("", 0, &d), ECO_NOTFOUND);
    assert_int_equal(eco_csv_dialect_find("\n \n\n", 4, &d), ECO_NOTFOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_in_pieces), cmocka_unit_test(limits),
        cmocka_unit_test(lines_of_quotes),   cmocka_unit_test(out_of_memory),
        cmocka_unit_test(dialects),          cmocka_unit_test(no_row),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
