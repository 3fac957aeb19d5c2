/* What the assessment may tell of the parameters of the computation. */
#include "eco_mem.h"
#include "eco_resolve.h"
#include "eco_str.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A number from low to high, or one of the words between blanks. */
static const struct known {
    const char *name;
    double low, high;
    const char *words;
} known[] = {
    {"emission.root_shoot", 0, 5, NULL},
    {"emission.root_shoot_mode", 0, 0, "value table mokany"},
    {"emission.climate", 0, 0,
     "tropical-rainforest tropical-moist tropical-dry subtropical-humid "
     "subtropical-dry subtropical-steppe temperate-oceanic "
     "temperate-continental temperate-mountain boreal"},
    {"emission.continent", 0, 0,
     "africa americas asia europe oceania antarctica"},
    {"emission.leaf", 0, 0, "mosaic broadleaf needleleaf"},
    {"emission.origin", 0, 0, "natural planted"},
    {"emission.oak", 0, 0, "yes no"},
    {"emission.root_shoot_spread", 0, 1, NULL},
    {"emission.carbon_fraction", 0, 1, NULL},
    {"emission.carbon_fraction_low", 0, 1, NULL},
    {"emission.carbon_fraction_high", 0, 1, NULL},
    {"emission.biomass_spread", 0, 1, NULL},
    {"evidence.density_least", 0, 1e6, NULL},
    {"cluster.distance_m", 0, 1e6, NULL},
    {"cluster.days", 0, 3660, NULL},
    {"iff.gold_usd_kg", 0, 1e7, NULL},
    {"iff.gold_usd_kg_low", 0, 1e7, NULL},
    {"iff.gold_usd_kg_high", 0, 1e7, NULL},
    {"iff.export_share", 0, 1, NULL},
    {"iff.export_share_low", 0, 1, NULL},
    {"iff.export_share_high", 0, 1, NULL},
    {"iff.declared_share", 0, 1, NULL},
    {"iff.declared_share_low", 0, 1, NULL},
    {"iff.declared_share_high", 0, 1, NULL},
};

enum { KNOWN = sizeof known / sizeof *known, PLACE_SIZE = 48 };

static const struct known *find(const char *name)
{
    for (size_t i = 0; i < KNOWN; i++)
        if (strcmp(known[i].name, name) == 0)
            return &known[i];
    return NULL;
}

bool eco_parameter_is_known(const char *name)
{
    return find(name) != NULL;
}

static eco_status unknown(struct resolver *r, const char *place,
                          const char *name)
{
    const char *names[KNOWN], *near;
    eco_str all = {0};
    eco_status st;

    for (size_t i = 0; i < KNOWN; i++) {
        names[i] = known[i].name;
        eco_str_printf(&all, "%s%s", i ? ", " : "", names[i]);
    }
    near = eco_nearest(name, names, KNOWN);
    st = eco_resolve_error(r, place,
                           "'%.60s' is no parameter;%s%s%s there are %s", name,
                           near ? " did you mean '" : "", near ? near : "",
                           near ? "'?" : "", eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

static bool is_one_of(const char *words, const char *word)
{
    size_t n = strlen(word);

    for (const char *p = words; *p; p += strspn(p, " ")) {
        size_t k = strcspn(p, " ");

        if (k == n && strncmp(p, word, n) == 0)
            return true;
        p += k;
    }
    return false;
}

static eco_status check(struct resolver *r, const char *place,
                        const struct raw_parameter *raw)
{
    const struct known *k = find(raw->name);
    double v;

    if (!k)
        return unknown(r, place, raw->name);
    for (size_t i = 0; i < r->a->nparameters; i++)
        if (strcmp(r->a->parameters[i].name, raw->name) == 0)
            return eco_resolve_error(r, place, "'%s' is told twice", raw->name);
    if (k->words && !is_one_of(k->words, raw->value))
        return eco_resolve_error(r, place,
                                 "%s is '%.60s'; it must be one of %s",
                                 raw->name, raw->value, k->words);
    if (!k->words &&
        (!eco_parse_real(raw->value, &v) || !(v >= k->low && v <= k->high)))
        return eco_resolve_error(r, place,
                                 "%s is '%.60s'; it must be a number from %g "
                                 "to %g",
                                 raw->name, raw->value, k->low, k->high);
    return ECO_OK;
}

static eco_status take(struct resolver *r, const struct raw_parameter *raw)
{
    eco_told_parameter *to = &r->a->parameters[r->a->nparameters++];

    to->name = eco_mem_text(raw->name);
    to->value = eco_mem_text(raw->value);
    to->source = eco_mem_text(raw->source);
    return to->name && to->value && (to->source || !raw->source)
               ? ECO_OK
               : eco_nomem(r->ctx);
}

static bool is_told(const struct resolver *r, const char *name)
{
    for (size_t i = 0; i < r->a->nparameters; i++)
        if (strcmp(r->a->parameters[i].name, name) == 0)
            return true;
    return false;
}

/* The number that is told, or what stands for none. */
static double told(const struct resolver *r, const char *name, const char *end,
                   double otherwise)
{
    char full[64];
    double v = otherwise;

    snprintf(full, sizeof full, "%s%s", name, end);
    for (size_t i = 0; i < r->a->nparameters; i++)
        if (strcmp(r->a->parameters[i].name, full) == 0)
            eco_parse_real(r->a->parameters[i].value, &v);
    return v;
}

/* What means nothing without the other, and low <= value <= high. */
static eco_status check_together(struct resolver *r)
{
    const double none = (double)NAN;
    const struct {
        const char *name;
        double value, low, high; /* of the defaults */
    } ranges[] = {{"emission.carbon_fraction", 0.47, 0.44, 0.49},
                  {"iff.gold_usd_kg", none, none, none},
                  {"iff.export_share", none, none, none},
                  {"iff.declared_share", none, none, none}};
    eco_status st = ECO_OK;

    if (is_told(r, "emission.climate") != is_told(r, "emission.continent"))
        st = eco_resolve_error(r, "parameters",
                               "emission.climate and emission.continent go "
                               "together: the table of root to shoot ratios "
                               "needs both");
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges && !st; i++) {
        double v = told(r, ranges[i].name, "", ranges[i].value);
        double low = told(r, ranges[i].name, "_low", ranges[i].low);
        double high = told(r, ranges[i].name, "_high", ranges[i].high);

        if (v < low || v > high)
            st = eco_resolve_error(r, "parameters",
                                   "%s, %g, is not between its _low, %g, and "
                                   "its _high, %g",
                                   ranges[i].name, v, low, high);
    }
    return st;
}

eco_status eco_resolve_parameters(struct resolver *r)
{
    const struct raw_assessment *raw = r->raw;
    size_t before = r->found->nerrors;
    eco_status st = ECO_OK;

    if (!raw->nparameters)
        return ECO_OK;
    r->a->parameters =
        eco_mem_array(raw->nparameters, sizeof *r->a->parameters);
    if (!r->a->parameters)
        return eco_nomem(r->ctx);
    for (unsigned i = 0; i < raw->nparameters && !st; i++) {
        size_t errors = r->found->nerrors;
        char place[PLACE_SIZE];

        snprintf(place, sizeof place, "parameters.%u", i);
        st = check(r, place, &raw->parameters[i]);
        if (!st && r->found->nerrors == errors)
            st = take(r, &raw->parameters[i]);
    }
    return st || r->found->nerrors > before ? st : check_together(r);
}
