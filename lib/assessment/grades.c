/* What columns say of a permit or a prohibition: a claim is no permit, and not
 * every protected area forbids. */
#include "eco_resolve.h"

#include "eco_mem.h"

#include <string.h>

const char *const eco_phases[] = {"permit",  "claim",   "application",
                                  "expired", "unknown", NULL};

/* Categories of the IUCN that forbid extraction. */
static const char *const strict_default[] = {"Ia", "Ib", "II"};

static bool is_phase(const char *word)
{
    for (size_t i = 0; eco_phases[i]; i++)
        if (strcmp(eco_phases[i], word) == 0)
            return true;
    return false;
}

static eco_status add_phase(struct resolver *r, const struct raw_class *raw,
                            eco_dataset_spec *d)
{
    eco_phase_word *w = &d->phases[d->nphases];

    if (!raw->label || !is_phase(raw->label))
        return eco_resolve_error(
            r, "phase",
            "'%.60s' is no phase; allowed: permit, claim, application, "
            "expired, unknown",
            raw->label ? raw->label : "");
    for (size_t i = 0; i < d->nphases; i++)
        if (strcmp(d->phases[i].value, raw->value) == 0)
            return eco_resolve_error(r, "phase", "'%.60s' is given twice",
                                     raw->value);
    d->nphases++;
    w->value = eco_mem_text(raw->value);
    w->phase = eco_mem_text(raw->label);
    return w->value && w->phase ? ECO_OK : eco_nomem(r->ctx);
}

static eco_status phase(struct resolver *r, const struct raw_phase *raw,
                        eco_dataset_spec *d)
{
    eco_status st = ECO_OK;

    d->phase_column = eco_mem_text(raw->column);
    d->phases = eco_mem_array(raw->nlookup + 1, sizeof *d->phases);
    if (!d->phase_column || !d->phases)
        return eco_nomem(r->ctx);
    for (unsigned i = 0; i < raw->nlookup && !st; i++)
        st = add_phase(r, &raw->lookup[i], d);
    return st;
}

static eco_status category(struct resolver *r, const struct raw_category *raw,
                           eco_dataset_spec *d)
{
    const char *const *words =
        raw->nstrict ? (const char *const *)raw->strict : strict_default;
    size_t n = raw->nstrict ? raw->nstrict
                            : sizeof strict_default / sizeof *strict_default;

    d->category_column = eco_mem_text(raw->column);
    d->strict = eco_mem_array(n, sizeof *d->strict);
    if (!d->category_column || !d->strict)
        return eco_nomem(r->ctx);
    for (; d->nstrict < n; d->nstrict++) {
        d->strict[d->nstrict] = eco_mem_text(words[d->nstrict]);
        if (!d->strict[d->nstrict])
            return eco_nomem(r->ctx);
    }
    return ECO_OK;
}

static eco_status activity(struct resolver *r, const struct raw_dataset *raw,
                           eco_dataset_spec *d)
{
    eco_str all = {0};
    eco_status st = eco_resolve_words(r, "activity", raw->activity,
                                      raw->nactivity, eco_domains);

    for (unsigned i = 0; i < raw->nactivity; i++)
        eco_str_printf(&all, "%s%s", i ? "," : "", raw->activity[i]);
    if (!st && all.failed)
        st = eco_nomem(r->ctx);
    if (!st && all.n)
        d->activity = eco_str_take(&all);
    eco_str_clear(&all);
    return st;
}

eco_status eco_resolve_grades(struct resolver *r, const struct raw_dataset *raw,
                              eco_dataset_spec *d)
{
    eco_status st = activity(r, raw, d);

    if (!st && raw->phase && d->kind == ECO_KIND_PERMITS)
        st = phase(r, raw->phase, d);
    if (!st && raw->category && d->kind == ECO_KIND_PROHIBITIONS)
        st = category(r, raw->category, d);
    return st;
}

eco_status eco_resolve_lands(struct resolver *r, const eco_dataset_spec *d)
{
    if (!d->lands || strcmp(d->lands, "customary") == 0 ||
        strcmp(d->lands, "natural-heritage") == 0 ||
        strcmp(d->lands, "key-biodiversity") == 0)
        return d->ecosystem &&
                       !(d->lands && strcmp(d->lands, "key-biodiversity") == 0)
                   ? eco_resolve_error(r, "ecosystem",
                                       "is for zones with lands: "
                                       "key-biodiversity only")
                   : ECO_OK;
    return eco_resolve_error(r, "lands",
                             "'%.60s' is unknown; allowed: customary (of "
                             "Indigenous peoples and communities), "
                             "natural-heritage, key-biodiversity",
                             d->lands);
}
