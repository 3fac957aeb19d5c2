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
    if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        n -= 3;
    }
    *r = (eco_csv_reader){text, text + n, 1, ','};
    if (count(text, r->end, ';') > count(text, r->end, r->separator))
        r->separator = ';';
    if (count(text, r->end, '\t') > count(text, r->end, r->separator))
        r->separator = '\t';
}

/* Copies one cell to `to`; returns the byte after it, or NULL when a quote is
 * not closed. */
static const char *cell(eco_csv_reader *r, char **to)
{
    const char *p = r->at;
    bool quoted = p < r->end && *p == '"';

    if (quoted)
        p++;
    while (p < r->end) {
        if (quoted && *p == '"') {
            if (p + 1 < r->end && p[1] == '"') {
                p++;
            } else {
                quoted = false;
                p++;
                continue;
            }
        } else if (!quoted &&
                   (*p == r->separator || *p == '\n' || *p == '\r')) {
            break;
        }
        r->line += *p == '\n';
        *(*to)++ = *p++;
    }
    *(*to)++ = '\0';
    return quoted ? NULL : p;
}

/* Length of the rest of the record is not known before it is read: the rest
 * of the text bounds it, and its cells never grow. */
static size_t record_bound(const eco_csv_reader *r)
{
    const char *p = r->at;
    bool quoted = false, first = true; /* a quote counts where cell() says */
    size_t separators = 0;

    for (; p < r->end && (quoted || *p != '\n'); p++) {
        bool separator = !quoted && *p == r->separator;

        if (quoted && *p == '"' && p + 1 < r->end && p[1] == '"')
            p++;
        else if (*p == '"' && (quoted || first))
            quoted = !quoted;
        separators += separator;
        first = separator;
    }
    return (size_t)(p - r->at) + separators + 2;
}

static void skip_line_end(eco_csv_reader *r)
{
    if (r->at < r->end && *r->at == '\r')
        r->at++;
    if (r->at < r->end && *r->at == '\n') {
        r->at++;
        r->line++;
    }
}

eco_status eco_csv_read(eco_csv_reader *r, eco_csv_row *row)
{
    char *to, *buffer;

    if (r->at >= r->end)
        return ECO_NOTFOUND;
    buffer = eco_mem_resize(row->buffer, record_bound(r), 1);
    if (!buffer)
        return ECO_NOMEM;
    row->buffer = to = buffer;
    row->n = 0;
    row->line = r->line;
    for (;;) {
        const char *next;

        if (!ECO_GROW(row->cells, row->n, row->cap))
            return ECO_NOMEM;
        row->cells[row->n++] = to;
        next = cell(r, &to);
        if (!next)
            return ECO_FORMAT;
        r->at = next;
        if (r->at >= r->end || *r->at != r->separator)
            break;
        r->at++;
    }
    skip_line_end(r);
    return ECO_OK;
}

void eco_csv_row_clear(eco_csv_row *row)
{
    eco_mem_free(row->cells);
    eco_mem_free(row->buffer);
    *row = (eco_csv_row){0};
}
