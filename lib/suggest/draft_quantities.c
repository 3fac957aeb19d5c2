/* The draft's quantities: numbers whose unit is in their name. */
#include "eco_fold.h"
#include "eco_suggest_impl.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *word, *unit; /* a word of the name, folded */
} units[] = {
    {"ha", "ha"},
    {"hectares", "ha"},
    {"hectareas", "ha"},
    {"hectare", "ha"},
    {"km2", "km2"},
    {"m2", "m2"},
    {"m3", "m3"},
    {"kg", "kg"},
    {"quilos", "kg"},
    {"kilos", "kg"},
    {"tonnes", "t"},
    {"toneladas", "t"},
    {"tons", "t"},
    {"litros", "l"},
    {"liters", "l"},
    {"litres", "l"},
    {"bbl", "barrel"},
    {"bbls", "barrel"},
    {"barrels", "barrel"},
    {"barriles", "barrel"},
    {"usd", "USD"},
    {"brl", "BRL"},
    {"cop", "COP"},
    {"pen", "PEN"},
    {"eur", "EUR"},
    {"xaf", "XAF"},
    {"fatalities", "person"},
    {"persons", "person"},
    {"people", "person"},
    {"personas", "person"},
    {"pessoas", "person"},
    {"personnes", "person"},
};

static const char *find_unit(const char *folded)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t n = strlen(units[i].word);

        for (const char *p = strstr(folded, units[i].word); p;
             p = strstr(p + 1, units[i].word))
            if ((p == folded || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
                return units[i].unit;
    }
    return NULL;
}

/* '.' or ',' where numbers that show it outweigh; 0: they do not tell. */
static char find_decimal(const eco_column *c)
{
    if (c->ncomma && !c->ndot)
        return ',';
    return c->ndot && !c->ncomma ? '.' : '\0';
}

/* A name once; the column's words between underscores. */
static void put_name(eco_str *out, const char *folded, size_t column)
{
    char name[48];
    size_t n = 0;

    for (; *folded && n < sizeof name - 1; folded++)
        if ((*folded >= 'a' && *folded <= 'z') ||
            (*folded >= '0' && *folded <= '9'))
            name[n++] = *folded;
        else if (*folded == ' ' && n)
            name[n++] = '_';
    name[n] = '\0';
    eco_str_printf(out, "%s_%zu", n ? name : "quantity", column + 1);
}

static void put_quantity(eco_draft *d, size_t i, const char *unit, bool *begun)
{
    const eco_column *c = &d->plan->profile->columns[i];
    char decimal = find_decimal(c), name[96];

    if (!*begun)
        eco_str_add(&d->body, "quantities:\n");
    *begun = true;
    eco_yaml_comment(&d->body,
                     "%s: %zu of %zu cells are numbers; the unit is in the "
                     "name.",
                     eco_shown_name(c, name), c->nnumber, c->nfilled);
    if (c->nunclear && !decimal)
        eco_yaml_comment(&d->body,
                         "%zu may be thousands or fractions; such rows are "
                         "refused until 'decimal' is added: \".\" or \",\"",
                         c->nunclear);
    eco_str_add(&d->body, "  - name: ");
    put_name(&d->body, c->folded, i);
    eco_str_add(&d->body, "\n    column: ");
    eco_yaml_quote(&d->body, c->name);
    eco_str_printf(&d->body, "\n    unit: %s\n", unit);
    if (decimal)
        eco_str_printf(&d->body, "    decimal: \"%c\"\n", decimal);
    d->plan->used[i] = true;
}

static bool is_ready(const eco_draft *d, size_t i, const eco_quantity_rule **q)
{
    const eco_mapping *m = d->plan->ready;

    for (size_t k = 0; m && k < m->nquantities; k++)
        if (strcmp(m->quantities[k].column,
                   d->plan->profile->columns[i].name) == 0) {
            *q = &m->quantities[k];
            return true;
        }
    return false;
}

static void put_ready(eco_draft *d, size_t i, const eco_quantity_rule *q,
                      bool *begun)
{
    if (!*begun)
        eco_str_add(&d->body, "quantities:\n");
    *begun = true;
    eco_str_add(&d->body, "  - name: ");
    eco_yaml_quote(&d->body, q->name);
    eco_str_add(&d->body, "\n    column: ");
    eco_yaml_quote(&d->body, q->column);
    eco_str_add(&d->body, "\n    unit: ");
    eco_yaml_quote(&d->body, q->unit);
    eco_str_add(&d->body, "\n");
    d->plan->used[i] = true;
}

enum { QUANTITIES_MAX = 50 };

void eco_draft_quantities(eco_draft *d)
{
    const eco_profile *p = d->plan->profile;
    const eco_quantity_rule *q;
    bool begun = false;
    char name[96];
    int n = 0;

    eco_str_add(&d->body, "\n");
    for (size_t i = 0; i < p->ncolumns; i++) {
        const char *unit = find_unit(p->columns[i].folded);

        if (is_ready(d, i, &q))
            put_ready(d, i, q, &begun);
        else if (d->plan->quantity[i] && unit && n++ < QUANTITIES_MAX)
            put_quantity(d, i, unit, &begun);
    }
    for (size_t i = 0; i < p->ncolumns; i++) {
        const eco_column *c = &p->columns[i];

        if (!d->plan->quantity[i] || d->plan->used[i] || n++ > QUANTITIES_MAX)
            continue;
        eco_yaml_comment(&d->body,
                         "A quantity without a unit in its name, to be added: "
                         "{name: ?, column: %s, unit: ?}; %zu of %zu cells are "
                         "numbers.",
                         eco_shown_name(c, name), c->nnumber, c->nfilled);
    }
}
