/* Heads of indicator files: complete, or an error that says what lacks. */
#include "eco_catalogue.h"

#include "eco_day.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <stdio.h>
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

/* "indicator, proxy" to "indicator|proxy"; NULL: no memory; "": one of the
 * words is no class. */
static char *parse_classes(const char *text)
{
    static const char *const known = "indicator|component|proxy|context";
    eco_str out = {0};
    char *taken;

    while (*text) {
        size_t n = strcspn(text, "|, ");
        char word[16];

        if (n >= sizeof word)
            break;
        snprintf(word, sizeof word, "%.*s", (int)n, text);
        if (n > 0 && !eco_classes_allow(known, word))
            break;
        if (n > 0)
            eco_str_printf(&out, "%s%s", out.n ? "|" : "", word);
        text += n + (text[n] != '\0');
    }
    if (*text)
        eco_str_reset(&out);
    eco_str_add(&out, "");
    taken = out.n ? eco_str_take(&out) : eco_mem_text("");
    eco_str_clear(&out);
    return taken;
}

bool eco_classes_allow(const char *classes, const char *word)
{
    size_t n = strlen(word);

    for (const char *p = classes; (p = strstr(p, word)); p++)
        if ((p == classes || p[-1] == '|') && (p[n] == '|' || !p[n]))
            return n > 0;
    return false;
}

/* "main", "level" or "class A|B"; what is not told stays as it is. */
static bool parse_option(eco_series *s, const char *text, bool *nomem)
{
    if (strcmp(text, "main") == 0) {
        s->main = true;
        return true;
    }
    if (strcmp(text, "level") == 0) {
        s->level = true;
        return true;
    }
    if (!eco_starts_with(text, "class ") || s->classes)
        return false;
    s->classes = parse_classes(text + strlen("class "));
    *nomem = !s->classes;
    return s->classes && *s->classes;
}

/* "NAME; unit CODE; text for people[; class A|B][; level][; main]" */
static bool parse_series(eco_series *s, const char *text, bool *nomem)
{
    char *unit;
    bool good;

    s->name = take_part(&text);
    unit = take_part(&text);
    s->unit_text = take_part(&text);
    *nomem = !s->name || !unit || !s->unit_text;
    good =
        !*nomem && *s->name && eco_starts_with(unit, "unit ") && *s->unit_text;
    while (good && *text) {
        char *option = take_part(&text);

        *nomem = !option;
        good = option && parse_option(s, option, nomem);
        eco_mem_free(option);
    }
    if (good) {
        s->unit = eco_mem_text(unit + strlen("unit "));
        *nomem = !s->unit;
    }
    eco_mem_free(unit);
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
    if (good && !s->classes) {
        s->classes = eco_mem_text(ind->classes);
        nomem = nomem || !s->classes;
    }
    if (nomem)
        return eco_nomem(ctx);
    if (!good)
        return eco_fail(ctx, ECO_FORMAT,
                        "layers/%s: line %d: a series is 'NAME; unit CODE; "
                        "words', then if wanted '; class indicator|component|"
                        "proxy|context', '; level' for a state that years do "
                        "not add up to, and for the one that maps show "
                        "'; main'",
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

/* "a | b, c" to "a|b,c"; false unless words alternate with separators. */
static bool parse_inputs(const char *text, char **out)
{
    eco_str tidy = {0};
    bool is_word = false, good = true;

    for (; *text && good; text++) {
        bool separates = *text == ',' || *text == '|';

        if (*text == ' ')
            continue;
        good = separates
                   ? is_word
                   : (*text >= 'a' && *text <= 'z') || strchr("-_.", *text);
        is_word = !separates;
        eco_str_add_n(&tidy, text, 1);
    }
    good = good && is_word;
    *out = good ? eco_str_take(&tidy) : NULL;
    eco_str_clear(&tidy);
    return good;
}

static eco_status read_classes(eco_ctx *ctx, eco_indicator *ind)
{
    const char *text;
    eco_status st = eco_head_need(ctx, &ind->head, ind->file, "class", &text);

    if (st)
        return st;
    ind->classes = parse_classes(text);
    if (!ind->classes)
        return eco_nomem(ctx);
    if (!*ind->classes)
        return eco_fail(ctx, ECO_FORMAT,
                        "layers/%s: class '%s'; it is one or more of "
                        "indicator, component, proxy, context, between '|'",
                        ind->file, text);
    return ECO_OK;
}

static eco_status read_inputs(eco_ctx *ctx, eco_indicator *ind)
{
    const char *text;
    eco_status st = eco_head_need(ctx, &ind->head, ind->file, "inputs", &text);

    if (st)
        return st;
    if (!parse_inputs(text, &ind->inputs))
        return eco_fail(ctx, ECO_FORMAT,
                        "layers/%s: inputs '%s'; they are kinds of dataset or "
                        "tables: 'biomass, land-cover|forest-loss-year'",
                        ind->file, text);
    return ind->inputs ? ECO_OK : eco_nomem(ctx);
}

/* What only an indicator of the framework (its code is numbers) has. */
static eco_status read_framework(eco_ctx *ctx, eco_indicator *ind)
{
    const char *official = eco_head_get(&ind->head, "official");
    bool is_ours = *ind->code < '0' || *ind->code > '9';
    eco_status st = ECO_OK;

    ind->tier = ind->custodian = ind->official = "";
    if (is_ours)
        return ECO_OK;
    ind->official = official && *official ? official : ind->title;
    st = eco_head_need(ctx, &ind->head, ind->file, "tier", &ind->tier);
    return st ? st
              : eco_head_need(ctx, &ind->head, ind->file, "custodian",
                              &ind->custodian);
}

static eco_status check_verified(eco_ctx *ctx, const eco_indicator *ind)
{
    int first, last;

    if (strcmp(ind->verified, "unverified") == 0 ||
        (eco_day_parse(ind->verified, &first, &last) && first == last &&
         strlen(ind->verified) == strlen("YYYY-MM-DD")))
        return ECO_OK;
    return eco_fail(ctx, ECO_FORMAT,
                    "layers/%s: verified '%s'; it is a day YYYY-MM-DD or "
                    "'unverified'",
                    ind->file, ind->verified);
}

eco_status eco_indicator_read(eco_ctx *ctx, const char *file,
                              eco_indicator *out)
{
    const struct {
        const char *key, **value;
    } need[] = {{"indicator", &out->code},   {"title", &out->title},
                {"formula", &out->formula},  {"method", &out->method},
                {"source", &out->source},    {"caveat", &out->caveat},
                {"verified", &out->verified}};
    eco_status st;

    *out = (eco_indicator){.file = file};
    st = eco_head_read(ctx, file, &out->head);
    for (size_t i = 0; i < sizeof need / sizeof need[0] && !st; i++)
        st = eco_head_need(ctx, &out->head, file, need[i].key, need[i].value);
    if (!st)
        st = read_classes(ctx, out);
    if (!st)
        st = read_inputs(ctx, out);
    if (!st)
        st = read_framework(ctx, out);
    if (!st)
        st = check_verified(ctx, out);
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
        eco_mem_free(ind->series[i].classes);
    }
    eco_mem_free(ind->series);
    eco_mem_free(ind->classes);
    eco_mem_free(ind->inputs);
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

eco_status eco_indicators_read(eco_ctx *ctx, eco_indicators *out)
{
    const char *const *files = eco_layers_list("indicator/");
    size_t n = 0;
    eco_status st = ECO_OK;

    *out = (eco_indicators){0};
    while (files[n])
        n++;
    out->items = eco_mem_array(n + 1, sizeof *out->items);
    if (!out->items)
        return eco_nomem(ctx);
    while (out->n < n && !st) {
        st = eco_indicator_read(ctx, files[out->n], &out->items[out->n]);
        out->n += !st;
    }
    if (st)
        eco_indicators_clear(out);
    return st;
}

void eco_indicators_clear(eco_indicators *all)
{
    for (size_t i = 0; i < all->n; i++)
        eco_indicator_clear(&all->items[i]);
    eco_mem_free(all->items);
    *all = (eco_indicators){0};
}
