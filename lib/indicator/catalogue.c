/* Heads of indicator files: complete, or an error that says what lacks. */
#include "eco_catalogue.h"

#include "eco_indicator.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <stdlib.h>
#include <string.h>

/* From *p to the next ';' without blanks around; *p moves behind it. */
static char *take_part(const char **p)
{
    size_t n = strcspn(*p, ";"), lead = strspn(*p, " ");
    const char *start = *p + (lead < n ? lead : n);
    size_t length = n - (size_t)(start - *p);

    while (length > 0 && start[length - 1] == ' ')
        length--;
    *p += n;
    *p += **p == ';';
    return eco_mem_text_n(start, length);
}

/* "NAME; unit CODE; text for people[; main]" */
static bool parse_series(eco_series *s, const char *text, bool *nomem)
{
    char *unit, *last;
    bool good;

    s->name = take_part(&text);
    unit = take_part(&text);
    s->unit_text = take_part(&text);
    last = take_part(&text);
    *nomem = !s->name || !unit || !s->unit_text || !last;
    good = !*nomem && *s->name && eco_starts_with(unit, "unit ") &&
           *s->unit_text && (!*last || strcmp(last, "main") == 0) && !*text;
    if (good) {
        s->unit = eco_mem_text(unit + strlen("unit "));
        s->main = *last != '\0';
        *nomem = !s->unit;
    }
    eco_mem_free(unit);
    eco_mem_free(last);
    return good;
}

static eco_status add_series(eco_ctx *ctx, eco_indicator *ind,
                             const eco_head_item *item)
{
    bool nomem = false, good;
    eco_series *s;

    if (!ECO_GROW(ind->series, ind->nseries, ind->series_cap))
        return eco_nomem(ctx);
    s = &ind->series[ind->nseries++];
    *s = (eco_series){0};
    good = parse_series(s, item->value, &nomem);
    if (nomem)
        return eco_nomem(ctx);
    if (!good)
        return eco_fail(ctx, ECO_FORMAT,
                        "layers/%s: line %d: a series is 'NAME; unit CODE; "
                        "words' and for the one that maps show '; main'",
                        ind->file, item->line);
    if (eco_indicator_series(ind, s->name) != s)
        return eco_fail(ctx, ECO_FORMAT,
                        "layers/%s: line %d: series '%s' comes twice",
                        ind->file, item->line, s->name);
    return ECO_OK;
}

static eco_status read_series(eco_ctx *ctx, eco_indicator *ind)
{
    size_t nmain = 0;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < ind->head.n && !st; i++)
        if (strcmp(ind->head.items[i].key, "series") == 0)
            st = add_series(ctx, ind, &ind->head.items[i]);
    for (size_t i = 0; i < ind->nseries; i++)
        nmain += ind->series[i].main;
    if (!st && nmain != 1)
        st = eco_fail(ctx, ECO_FORMAT,
                      "layers/%s: %zu series are '; main', one must be",
                      ind->file, nmain);
    return st;
}

eco_status eco_indicator_read(eco_ctx *ctx, const char *file,
                              eco_indicator *out)
{
    const struct {
        const char *key, **value;
    } need[] = {{"indicator", &out->code},  {"title", &out->title},
                {"formula", &out->formula}, {"method", &out->method},
                {"source", &out->source},   {"caveat", &out->caveat}};
    eco_status st;

    *out = (eco_indicator){.file = file};
    st = eco_head_read(ctx, file, &out->head);
    for (size_t i = 0; i < sizeof need / sizeof need[0] && !st; i++)
        st = eco_head_need(ctx, &out->head, file, need[i].key, need[i].value);
    if (!st)
        st = read_series(ctx, out);
    if (st)
        eco_indicator_clear(out);
    return st;
}

void eco_indicator_clear(eco_indicator *ind)
{
    for (size_t i = 0; i < ind->nseries; i++) {
        eco_mem_free(ind->series[i].name);
        eco_mem_free(ind->series[i].unit);
        eco_mem_free(ind->series[i].unit_text);
    }
    eco_mem_free(ind->series);
    eco_head_clear(&ind->head);
    *ind = (eco_indicator){0};
}

const eco_series *eco_indicator_series(const eco_indicator *ind,
                                       const char *name)
{
    for (size_t i = 0; i < ind->nseries; i++)
        if (strcmp(ind->series[i].name, name) == 0)
            return &ind->series[i];
    return NULL;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void free_list(char **codes)
{
    for (size_t i = 0; codes && codes[i]; i++)
        eco_mem_free(codes[i]);
    eco_mem_free(codes);
}

/* Sorted; of equal ones the first stays. */
static void tidy(char **codes, size_t n)
{
    size_t kept = 0;

    qsort(codes, n, sizeof *codes, by_text);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && strcmp(codes[kept - 1], codes[i]) == 0)
            eco_mem_free(codes[i]);
        else
            codes[kept++] = codes[i];
    }
    codes[kept] = NULL;
}

eco_status eco_indicator_codes(eco_ctx *ctx, const char *const **out)
{
    const char *const *files = eco_layers_list("indicator/");
    size_t n = 0;
    char **codes;
    eco_status st = ECO_OK;

    *out = NULL;
    while (files[n])
        n++;
    codes = eco_mem_array(n + 1, sizeof *codes);
    if (!codes)
        return eco_nomem(ctx);
    for (size_t i = 0; i < n && !st; i++) {
        eco_indicator ind;

        st = eco_indicator_read(ctx, files[i], &ind);
        if (st)
            break;
        codes[i] = eco_mem_text(ind.code);
        if (!codes[i])
            st = eco_nomem(ctx);
        eco_indicator_clear(&ind);
    }
    if (st) {
        free_list(codes);
        return st;
    }
    tidy(codes, n);
    *out = (const char *const *)codes;
    return ECO_OK;
}

void eco_indicator_codes_free(const char *const *codes)
{
    /* Made by eco_indicator_codes as char **: the const is for readers. */
    union {
        const char *const *given;
        char **own;
    } list = {.given = codes};

    free_list(list.own);
}
