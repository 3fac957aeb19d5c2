/* What a dataset tells of all its records: facts that rules may ask about. */
#include "eco_facts.h"
#include "eco_mem.h"
#include "eco_resolve.h"

#include <stdio.h>
#include <string.h>

enum { PLACE_SIZE = 80 };

static eco_status no_fact(struct resolver *r, const char *place,
                          const char *name)
{
    const char *names[ECO_FACTS_MAX], *near;

    for (size_t i = 0; i < eco_fact_count(); i++)
        names[i] = eco_fact_def_at(i)->name;
    near = eco_nearest(name, names, eco_fact_count());
    return eco_resolve_error(r, place,
                             "'%.60s' is no fact;%s%s%s 'ecocrime help rules' "
                             "lists them",
                             name, near ? " did you mean '" : "",
                             near ? near : "", near ? "'?" : "");
}

static bool is_told(const eco_dataset_spec *d, const char *name)
{
    for (size_t i = 0; i < d->nfacts; i++)
        if (strcmp(d->facts[i].name, name) == 0)
            return true;
    return false;
}

static eco_status take(struct resolver *r, const struct raw_fact *raw,
                       const char *place, eco_dataset_spec *d)
{
    eco_told_fact *to = &d->facts[d->nfacts];
    char path[2 * PLACE_SIZE];
    size_t fact;

    if (!eco_fact_find(raw->fact, &fact))
        return no_fact(r, place, raw->fact);
    if (strcmp(raw->fact, "record") == 0)
        return eco_resolve_error(r, place,
                                 "record follows from the kind of the dataset");
    if (is_told(d, raw->fact))
        return eco_resolve_error(r, place, "'%s' is told twice", raw->fact);
    snprintf(path, sizeof path, "datasets.%d.%s", r->dataset, place);
    eco_yaml_find(r->yaml, path, &to->line);
    to->name = eco_mem_text(raw->fact);
    to->value = eco_mem_text(raw->is);
    d->nfacts++;
    return to->name && to->value ? ECO_OK : eco_nomem(r->ctx);
}

eco_status eco_resolve_facts(struct resolver *r, const struct raw_dataset *raw,
                             eco_dataset_spec *d)
{
    eco_status st = ECO_OK;

    if (!raw->nfacts)
        return ECO_OK;
    d->facts = eco_mem_array(raw->nfacts, sizeof *d->facts);
    if (!d->facts)
        return eco_nomem(r->ctx);
    for (unsigned i = 0; i < raw->nfacts && !st; i++) {
        char place[PLACE_SIZE];

        snprintf(place, sizeof place, "facts.%u", i);
        st = take(r, &raw->facts[i], place, d);
    }
    return st;
}
