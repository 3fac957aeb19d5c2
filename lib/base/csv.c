#include "eco_csv.h"

#include "eco_mem.h"

#include <string.h>

void eco_csv_text(eco_str *out, const char *text)
{
    bool formula = *text && strchr("=+-@\t\r", *text);

    if (!formula && !strpbrk(text, ",;\"\r\n\t")) {
        eco_str_add(out, text);
        return;
    }
    eco_str_add(out, "\"");
    if (formula)
        eco_str_add(out, "'");
    for (const char *p = text; *p; p++)
        eco_str_add_n(out, *p == '"' ? "\"\"" : p, *p == '"' ? 2 : 1);
    eco_str_add(out, "\"");
}

void eco_csv_real(eco_str *out, double v)
{
    char buf[32];

    eco_str_add(out, eco_str_real(buf, v));
}

void eco_csv_next(eco_str *out)
{
    eco_str_add(out, ",");
}

void eco_csv_end(eco_str *out)
{
    eco_str_add(out, "\n");
}

static size_t count(const char *text, const char *end, char c)
{
    size_t n = 0;

    for (; text < end && *text != '\n'; text++)
        n += *text == c;
    return n;
}

void eco_csv_open(eco_csv_reader *r, const char *text, size_t n)
{
    char separator = ',';

    if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        n -= 3;
    }
    if (count(text, text + n, ';') > count(text, text + n, separator))
        separator = ';';
    if (count(text, text + n, '\t') > count(text, text + n, separator))
        separator = '\t';
    *r = (eco_csv_reader){text, text + n, {.separator = separator}};
}

eco_status eco_csv_read(eco_csv_reader *r, eco_csv_row *row)
{
    size_t used;
    eco_status st =
        eco_csv_push(&r->parser, r->at, (size_t)(r->end - r->at), row, &used);

    r->at += used;
    if (st == ECO_NOTFOUND)
        st = eco_csv_finish(&r->parser, row);
    return !st && (row->faults & ECO_CSV_OPEN_QUOTE) ? ECO_FORMAT : st;
}
