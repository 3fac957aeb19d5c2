/* Rules for words, from their file. */
#include "eco_forms.h"

#include "eco_csv.h"
#include "eco_fold.h"
#include "eco_mem.h"

#include <stdlib.h>
#include <string.h>

enum { FORM, MEANS, KIND, LANGUAGE, COLUMNS };

static const char *const columns[COLUMNS] = {"form", "means", "kind",
                                             "language"};
static const char *const kinds[] = {"short", "before", "after"};
static const char *const languages[] = {"en", "es", "fr", "id", "pt"};

struct reading {
    eco_place_words *words;
    eco_csv_reader csv;
    eco_csv_row row;
    size_t column[COLUMNS];
    eco_place_words_fault *fault;
};

static eco_status fail(struct reading *r, const char *reason)
{
    *r->fault = (eco_place_words_fault){r->row.line, reason};
    return ECO_FORMAT;
}

static eco_status read_head(struct reading *r)
{
    eco_status st = eco_csv_read(&r->csv, &r->row);

    if (st)
        return st == ECO_NOMEM ? st : fail(r, "there is no header");
    for (size_t c = 0; c < COLUMNS; c++) {
        size_t i = 0;

        while (i < r->row.n && strcmp(r->row.cells[i], columns[c]) != 0)
            i++;
        if (i == r->row.n)
            return fail(r,
                        "a column of form, means, kind, language is missing");
        r->column[c] = i;
    }
    return ECO_OK;
}

static int index_of(const char *word, size_t n, const char *const *all,
                    size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(all[i], word, n) == 0 && !all[i][n])
            return (int)i;
    return -1;
}

/* "es pt": one language or more, between single blanks. */
static bool are_languages(const char *text)
{
    while (*text) {
        size_t n = strcspn(text, " ");

        if (index_of(text, n, languages, 5) < 0)
            return false;
        text += n;
        if (!*text)
            return true;
        text++;
    }
    return false;
}

static size_t word_count(const char *folded)
{
    size_t n = *folded != '\0';

    for (; *folded; folded++)
        n += *folded == ' ';
    return n;
}

static eco_status add(struct reading *r, eco_word_kind kind, char *form,
                      char *means)
{
    const size_t n = word_count(form), to = word_count(means);

    if (n < 1 || n > ECO_PHRASE_MAX || to > ECO_PHRASE_MAX)
        return fail(r, "a form or meaning has one to four words");
    if ((kind == ECO_WORD_SHORT) != (to > 0))
        return fail(r, "a short form has a meaning, words that go have none");
    if (!ECO_GROW(r->words->items, r->words->n, r->words->cap))
        return ECO_NOMEM;
    r->words->items[r->words->n++] =
        (eco_word){form, means, strlen(form), kind};
    return ECO_OK;
}

static char *folded(const char *text)
{
    eco_str s = {0};

    eco_fold(&s, text);
    return s.n || s.failed ? eco_str_take(&s) : eco_mem_text("");
}

static eco_status read_row(struct reading *r)
{
    const char *cells[COLUMNS];
    char *form, *means;
    int kind;
    size_t before = r->words->n;
    eco_status st;

    for (size_t c = 0; c < COLUMNS; c++) {
        if (r->column[c] >= r->row.n)
            return fail(r, "the row is too short");
        cells[c] = r->row.cells[r->column[c]];
    }
    kind = index_of(cells[KIND], strlen(cells[KIND]), kinds, 3);
    if (!are_languages(cells[LANGUAGE]))
        return fail(r, "languages are en, es, fr, id, pt");
    if (kind < 0)
        return fail(r, "kinds are short, before, after");
    form = folded(cells[FORM]);
    means = folded(cells[MEANS]);
    st = form && means ? add(r, (eco_word_kind)kind, form, means) : ECO_NOMEM;
    if (r->words->n == before) {
        eco_mem_free(form);
        eco_mem_free(means);
    }
    return st;
}

static int by_form(const void *a, const void *b)
{
    const eco_word *x = a, *y = b;
    int order = strcmp(x->form, y->form);

    if (!order)
        order = (x->kind > y->kind) - (x->kind < y->kind);
    return order ? order : strcmp(x->means, y->means);
}

eco_status eco_place_words_read(const char *csv, eco_place_words **out,
                                eco_place_words_fault *fault)
{
    struct reading r = {.words = eco_mem_array(1, sizeof *r.words),
                        .fault = fault};
    eco_status st;

    *out = NULL;
    *fault = (eco_place_words_fault){0};
    if (!r.words)
        return ECO_NOMEM;
    eco_csv_open(&r.csv, csv, strlen(csv));
    st = read_head(&r);
    while (!st) {
        st = eco_csv_read(&r.csv, &r.row);
        if (st == ECO_FORMAT)
            fail(&r, "a quote is not closed");
        if (!st)
            st = read_row(&r);
    }
    eco_csv_row_clear(&r.row);
    if (st == ECO_NOTFOUND) { /* the end */
        if (r.words->n)
            qsort(r.words->items, r.words->n, sizeof *r.words->items, by_form);
        *out = r.words;
        return ECO_OK;
    }
    eco_place_words_destroy(r.words);
    return st;
}

void eco_place_words_destroy(eco_place_words *w)
{
    if (!w)
        return;
    for (size_t i = 0; i < w->n; i++) {
        eco_mem_free(w->items[i].form);
        eco_mem_free(w->items[i].means);
    }
    eco_mem_free(w->items);
    eco_mem_free(w);
}

size_t eco_place_words_count(const eco_place_words *w)
{
    return w->n;
}

/* Below 0: the form's first word sorts before the word, above 0: after. */
static int compare_first(const eco_word *rule, const char *text, size_t n)
{
    int order = strncmp(rule->form, text, n);

    return order ? order : rule->form[n] && rule->form[n] != ' ';
}

size_t eco_place_words_range(const eco_place_words *w, const char *text,
                             size_t n, size_t *end)
{
    size_t low = 0, high = w->n, from;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_first(&w->items[middle], text, n) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    from = low;
    while (low < w->n && compare_first(&w->items[low], text, n) == 0)
        low++;
    *end = low;
    return from;
}
