/* The dialect under which the most rows have the same number of cells. */
#include "eco_csv_dialect.h"

#include "eco_mem.h"

#include <string.h>

eco_status eco_csv_sample_create(eco_csv_sample *sample)
{
    sample->n = 0;
    sample->rows = eco_mem_array(ECO_CSV_SAMPLE_ROWS, sizeof *sample->rows);
    return sample->rows ? ECO_OK : ECO_NOMEM;
}

void eco_csv_sample_clear(eco_csv_sample *sample)
{
    for (size_t i = 0; sample->rows && i < ECO_CSV_SAMPLE_ROWS; i++)
        eco_csv_row_clear(&sample->rows[i]);
    eco_mem_free(sample->rows);
    *sample = (eco_csv_sample){0};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(const char *text)
{
    return !text[strspn(text, " \t\r\n")];
}

/* A number, a date, coordinates: digits, and no more letters than digits. */
static bool is_value(const char *text)
{
    size_t digits = 0, letters = 0;

    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;

        digits += is_digit(*text);
        letters +=
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xc0);
    }
    return digits > letters;
}

/* Names of columns may be years. */
static bool is_year(const char *text)
{
    return strlen(text) == 4 && is_value(text) &&
           (strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0) &&
           is_digit(text[2]) && is_digit(text[3]);
}

static size_t filled(const eco_csv_row *row)
{
    size_t n = 0;

    for (size_t i = 0; i < row->n; i++)
        n += !is_blank(row->cells[i]);
    return n;
}

/* Rows with `cells` cells and no fault. */
static size_t rows_with(const eco_csv_sample *s, size_t cells)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n; i++)
        n += s->rows[i].n == cells && !eco_csv_row_blank(&s->rows[i]) &&
             !(s->rows[i].faults & ECO_CSV_STRAY_TEXT);
    return n;
}

/* The number of cells that most rows have; the larger of two. */
static size_t common_cells(const eco_csv_sample *s, size_t *rows)
{
    size_t best = 1;

    *rows = 0;
    for (size_t i = 0; i < s->n; i++) {
        size_t cells = s->rows[i].n, n;

        if (cells == best && *rows)
            continue;
        n = rows_with(s, cells);
        if (n > *rows || (n == *rows && n && cells > best)) {
            *rows = n;
            best = cells;
        }
    }
    return best;
}

/* +1: the column says that the row at `at` names it; -1: that it is data. */
static int vote(const eco_csv_sample *s, size_t at, size_t column)
{
    const char *name = s->rows[at].cells[column];
    size_t values = 0, n = 0;

    for (size_t i = at + 1; i < s->n; i++) {
        const eco_csv_row *row = &s->rows[i];

        if (column >= row->n || is_blank(row->cells[column]))
            continue;
        n++;
        values += is_value(row->cells[column]);
    }
    if (!n || values * 5 < n * 4 || is_blank(name) || is_year(name))
        return 0;
    return is_value(name) ? -1 : 1;
}

eco_csv_header eco_csv_header_find(const eco_csv_sample *s)
{
    eco_csv_header h = {0};
    size_t rows, values = 0, i;
    int votes = 0;

    h.columns = common_cells(s, &rows);
    for (i = 0; i < s->n; i++) {
        if (s->rows[i].n == h.columns && filled(&s->rows[i]) * 2 > h.columns)
            break;
        h.above += !eco_csv_row_blank(&s->rows[i]);
    }
    if (i == s->n) { /* none is filled: the first one that is not blank */
        h.above = 0;
        for (i = 0; i < s->n && eco_csv_row_blank(&s->rows[i]);)
            i++;
        if (i == s->n)
            return h;
        h.columns = s->rows[i].n;
    }
    h.at = i;
    for (size_t c = 0; c < h.columns; c++) {
        votes += vote(s, i, c);
        values += is_value(s->rows[i].cells[c]);
    }
    h.named = votes >= 0;
    h.values = values * 2 >= h.columns;
    return h;
}

static eco_status read_sample(const char *text, size_t n, char separator,
                              char quote, eco_csv_sample *s)
{
    eco_csv_reader r = {
        text, text + n, {.separator = separator, .quote = quote}};
    eco_status st = ECO_OK;

    s->n = 0;
    while (s->n < ECO_CSV_SAMPLE_ROWS && !st) {
        st = eco_csv_read(&r, &s->rows[s->n]);
        s->n += !st;
    }
    if (s->n > 1 && (s->rows[s->n - 1].faults & ECO_CSV_NO_LINE_END))
        s->n--; /* cut where the sample ends */
    return st == ECO_NOMEM ? st : ECO_OK;
}

/* Share of rows in thousandths that agree. With the comma of decimals for a
 * separator the first full row is one of numbers, unlike the names. */
static int score(const eco_csv_sample *s)
{
    size_t rows, all = 0, cells = common_cells(s, &rows);
    int share;

    for (size_t i = 0; i < s->n; i++)
        all += !eco_csv_row_blank(&s->rows[i]);
    if (cells < 2 || !all)
        return 0;
    share = (int)(1000 * rows / all);
    return eco_csv_header_find(s).values ? share * 6 / 10 : share;
}

/* Whether cells are mostly written 'so'; a separator within parts some. */
static bool has_apostrophes(const eco_csv_sample *s)
{
    size_t opened = 0, closed = 0, n = 0;

    for (size_t i = 0; i < s->n; i++)
        for (size_t c = 0; c < s->rows[i].n; c++) {
            const char *text = s->rows[i].cells[c];
            size_t length = strlen(text);

            n += length > 0;
            opened += length > 1 && *text == '\'';
            closed += length > 1 && text[length - 1] == '\'';
        }
    return n && opened == closed && opened * 2 > n;
}

/* "1.295.000,00", "-3,5": 1; "1,295.00", "0.5": -1; neither, or "1.234": 0. */
static int decimal_sign(const char *text)
{
    size_t n[2] = {0, 0}, after = 0, before = 0;
    char last = 0;
    bool zero;

    text += strspn(text, " +-");
    zero = !is_digit(*text) || *text == '0';
    for (; *text && *text != ' '; text++) {
        if (*text == ',' || *text == '.') {
            n[*text == '.']++;
            before += after;
            after = 0;
            last = *text;
        } else if (is_digit(*text)) {
            after++;
        } else {
            return 0;
        }
    }
    if (!last || !after || n[last == '.'] != 1)
        return 0;
    if (!n[last == ','] && after == 3 && before <= 3 && !zero)
        return 0; /* thousands as well */
    return last == ',' ? 1 : -1;
}

static char decimal(const eco_csv_sample *s, const eco_csv_header *h)
{
    size_t commas = 0, dots = 0;

    for (size_t i = h->at + h->named; i < s->n; i++)
        for (size_t c = 0; c < s->rows[i].n; c++) {
            int sign = decimal_sign(s->rows[i].cells[c]);

            commas += sign > 0;
            dots += sign < 0;
        }
    if (commas && dots)
        return 0;
    return (char)(commas ? ',' : dots ? '.' : 0);
}

static char quote_of(const eco_csv_dialect *d)
{
    if (d->quote)
        return d->quote;
    return '"';
}

static eco_status find_separator(const char *text, size_t n, eco_csv_dialect *d,
                                 eco_csv_sample *s)
{
    static const char separators[] = {';', '\t', '|', ','};
    char quote = quote_of(d), best = ',';
    eco_status st = ECO_OK;
    size_t columns = 0;
    int most = 0;

    for (size_t i = 0; i < sizeof separators && !st; i++) {
        size_t rows, cells;
        int have;

        st = read_sample(text, n, separators[i], quote, s);
        have = st ? 0 : score(s);
        cells = common_cells(s, &rows);
        if (!have || have < most || (have == most && cells <= columns))
            continue;
        best = separators[i];
        columns = cells;
        most = have;
    }
    d->separator = best;
    return st;
}

eco_status eco_csv_dialect_find(const char *text, size_t n, eco_csv_dialect *d)
{
    eco_csv_sample s;
    eco_status st = eco_csv_sample_create(&s);
    char quote = quote_of(d);

    if (!st && !d->separator)
        st = find_separator(text, n, d, &s);
    if (!st)
        st = read_sample(text, n, d->separator, quote, &s);
    if (!st && !d->quote && has_apostrophes(&s)) {
        quote = '\'';
        st = read_sample(text, n, d->separator, quote, &s);
    }
    if (!st) {
        d->quote = quote;
        d->header = eco_csv_header_find(&s);
        if (s.n && !eco_csv_row_blank(&s.rows[d->header.at])) {
            d->header_line = s.rows[d->header.at].line;
            d->decimal = decimal(&s, &d->header);
        } else {
            st = ECO_NOTFOUND;
        }
    }
    eco_csv_sample_clear(&s);
    return st;
}
