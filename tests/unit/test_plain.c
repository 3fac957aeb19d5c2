/* Recoding to plain text, and numbers as written. */
#include "check.h"
#include "eco_lexer.h"

#include <string.h>

static void test_plain(void)
{
    static const struct {
        const char *text, *plain;
    } same[] = {
        {"  A  b ", "a b"},
        {"\xC2\xA0x\xE3\x80\x80", "x"},
        {"\xC2\xB0\xC2\xBA\xCB\x9A*", "****"},
        {"1\xE2\x80\xB2\xE2\x80\x99 '`", "1\" \""},
        {"'-1", "-1"},
        {"\xE2\x80\xB3\xE2\x80\x9D", "\"\""},
        {"\xE2\x88\x92\xE2\x80\x93-", "---"},
        {"S\xC3\xBC\x64 S\xC3\x9C\x44", "sud sud"},
        {"Su\xCC\x88\x64", "sud"}, /* u and a combining accent */
        {"a=b", "a:b"},
        {"1\xE2\x80\x8B\x32", "1 2"}, /* no width, but it parts */
    };
    static const struct {
        const char *text;
        eco_place_reason why;
    } refused[] = {
        {"", ECO_PLACE_EMPTY},
        {" \t\r\n", ECO_PLACE_EMPTY},
        {"1\xB0", ECO_PLACE_ENCODING},
        {"\xE2\x82", ECO_PLACE_ENCODING},
        {"\xC1\x81", ECO_PLACE_ENCODING},
        {"\xF4\x90\x80\x80", ECO_PLACE_ENCODING},
        {"?\xFF", ECO_PLACE_ENCODING},
        {"1\xCC\x8A", ECO_PLACE_CHARACTER},
        {"\xE2\x82\xAC", ECO_PLACE_CHARACTER},
        {"\xC3\x97", ECO_PLACE_CHARACTER}, /* the sign of multiplication */
        {"\x01", ECO_PLACE_CHARACTER},
    };
    struct eco_plain out;
    char text[2 * ECO_PLAIN_MAX];

    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        CHECK(!eco_plain_from_utf8(same[i].text, &out), "%s", same[i].text);
        CHECK(strcmp(out.text, same[i].plain) == 0, "'%s', not '%s'", out.text,
              same[i].plain);
        CHECK(out.n == strlen(out.text), "%s", out.text);
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        CHECK(eco_plain_from_utf8(refused[i].text, &out) == refused[i].why,
              "%d", (int)i);
    CHECK(eco_plain_from_utf8(NULL, &out) == ECO_PLACE_EMPTY, "NULL");
    memset(text, '1', sizeof text);
    text[ECO_PLAIN_MAX] = '\0';
    CHECK(!eco_plain_from_utf8(text, &out), "just so long");
    text[ECO_PLAIN_MAX] = '1';
    text[ECO_PLAIN_MAX + 1] = '\0';
    CHECK(eco_plain_from_utf8(text, &out) == ECO_PLACE_LONG, "too long");
    text[0] = 'A';
    text[1] = '\0';
    CHECK(!eco_plain_from_utf8(text, &out) && out.upper[0], "capital");
}

static void test_figures(void)
{
    static const struct {
        const char *text;
        double plain, grouped; /* NAN: no such reading */
        int decimals;
    } cases[] = {
        {"12", 12, NAN, 0},
        {"12.5", 12.5, NAN, 1},
        {"12,50", 12.5, NAN, 2},
        {".5", .5, NAN, 1},
        {"345.678", 345.678, 345678, 3},
        {"8.612.345", NAN, 8612345, 0},
        {"8.612.345,25", NAN, 8612345.25, 0},
        {"8,612,345.25", NAN, 8612345.25, 0},
        {"345.678,5", NAN, 345678.5, 0},
        {"0.678", .678, NAN, 3},
        {"1234.567", 1234.567, NAN, 3},
        {"0.1000000000000000055", .1, NAN, 19},
        {"0.00000000000000000000000000001", 0, NAN, 29},
        {"123456789.125", 123456789.125, NAN, 3},
    };
    static const char *const refused[] = {"",        "1.2.3",      ".",
                                          "1.23.45", "1234567890", "1,2,3"};
    struct eco_figure f;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool read = eco_figure_read(cases[i].text, strlen(cases[i].text), &f);

        CHECK(read, "%s", cases[i].text);
        CHECK(f.is_plain == !isnan(cases[i].plain) &&
                  f.is_grouped == !isnan(cases[i].grouped),
              "%s", cases[i].text);
        CHECK(!f.is_plain || fabs(f.plain - cases[i].plain) < 1e-15,
              "%s: %.17g", cases[i].text, f.plain);
        CHECK(!f.is_plain || f.decimals == cases[i].decimals, "%s: %d",
              cases[i].text, f.decimals);
        CHECK(!f.is_grouped || fabs(f.grouped - cases[i].grouped) < 1e-9,
              "%s: %.17g", cases[i].text, f.grouped);
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        CHECK(!eco_figure_read(refused[i], strlen(refused[i]), &f), "%s",
              refused[i]);
}

int main(void)
{
    test_plain();
    test_figures();
    return check_failures != 0;
}
