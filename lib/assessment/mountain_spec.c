/* The key mountain, and what SDG 15.4.2 needs of the datasets. */
#include "eco_resolve.h"

#include "eco_findings_add.h"
#include "eco_str.h"

#include <string.h>

/* The baseline that the indicator's metadata name, and how often it reports. */
enum { FIRST = 2000, BASE = 2015, EVERY = 3, YEAR_LOW = 1900 };

#define INDICATOR "15.4.2"

bool eco_mountain_year(const eco_mountain_spec *m, int year)
{
    return m->first && (year == m->first ||
                        (year >= m->base && (year - m->base) % EVERY == 0));
}

static bool asked(const struct resolver *r)
{
    for (unsigned i = 0; i < r->raw->nindicators; i++)
        if (strcmp(r->raw->indicators[i], INDICATOR) == 0)
            return true;
    return r->raw->mountain != NULL;
}

eco_status eco_resolve_mountain(struct resolver *r)
{
    const struct raw_mountain *raw = r->raw->mountain;
    eco_mountain_spec *m = &r->a->mountain;
    int first = raw ? raw->baseline->from : FIRST;
    int base = raw ? raw->baseline->to : BASE;

    if (!asked(r) || !r->period_good)
        return ECO_OK;
    if (first < YEAR_LOW || first >= base)
        return eco_resolve_error(r, "mountain.baseline",
                                 "from %d to %d; give two years from %d on, "
                                 "the first before the last",
                                 first, base, YEAR_LOW);
    *m = (eco_mountain_spec){.first = first, .base = base};
    return ECO_OK;
}

static bool has_seea(const eco_dataset_spec *d)
{
    for (size_t i = 0; i < d->nlegend; i++)
        if (d->legend[i].seea)
            return true;
    return false;
}

/* The first dataset of the kind; of land cover, with the classes it takes. */
static const eco_dataset_spec *find(const eco_assessment *a, eco_kind kind)
{
    for (size_t i = 0; i < a->ndatasets; i++)
        if (a->datasets[i].kind == kind &&
            (kind != ECO_KIND_LAND_COVER || has_seea(&a->datasets[i])))
            return &a->datasets[i];
    return NULL;
}

/* An error where the key is written, else 15.4.2 is left out. */
static eco_status lacks(struct resolver *r, const char *text)
{
    r->a->mountain.cover = NULL;
    if (r->raw->mountain)
        return eco_resolve_error(r, "mountain", "%s", text);
    return eco_findings_add(r->ctx, r->found, ECO_SEVERITY_WARNING, r->path,
                            "indicator " INDICATOR " is left out: %s", text);
}

eco_status eco_resolve_mountain_inputs(struct resolver *r)
{
    eco_mountain_spec *m = &r->a->mountain;

    if (!m->first)
        return ECO_OK;
    m->mask = find(r->a, ECO_KIND_MOUNTAIN_MASK);
    m->belt = find(r->a, ECO_KIND_BIOCLIMATIC_BELT);
    m->elevation = find(r->a, ECO_KIND_ELEVATION);
    m->cover = find(r->a, ECO_KIND_LAND_COVER);
    if (!m->cover)
        return lacks(r, "it needs a dataset of kind land-cover whose legend "
                        "says the class of the SEEA (seea), such as esa-cci");
    if (!m->mask && !m->belt && !m->elevation)
        return lacks(r, "it needs to know where mountains are: a dataset of "
                        "kind mountain-mask, bioclimatic-belt or elevation");
    if (m->mask && m->elevation) {
        const char *elevation = m->elevation->id;

        m->elevation = NULL;
        return eco_resolve_error(r, "datasets",
                                 "'%s' of kind mountain-mask stands beside "
                                 "'%s' of kind elevation, of which one would "
                                 "be made; keep one",
                                 m->mask->id, elevation);
    }
    return ECO_OK;
}
