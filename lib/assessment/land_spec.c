/* The key land_degradation, and what SDG 15.3.1 needs of the datasets. */
#include "eco_resolve.h"

#include "eco_findings_add.h"
#include "eco_str.h"

#include <string.h>

/* The baseline that the indicator's metadata name. */
enum { FIRST = 2000, BASE = 2015, YEAR_LOW = 1900, YEAR_HIGH = 2100 };

#define INDICATOR "15.3.1"

static const char too_early[] =
    "the period ends with the baseline, 2000 to 2015, or before; "
    "land_degradation: {baseline: {from: YEAR, to: YEAR}} sets another";

static bool asked(const struct resolver *r)
{
    for (unsigned i = 0; i < r->raw->nindicators; i++)
        if (strcmp(r->raw->indicators[i], INDICATOR) == 0)
            return true;
    return r->raw->land_degradation != NULL;
}

static eco_status years(struct resolver *r)
{
    const eco_assessment *a = r->a;
    const eco_land_spec *land = &a->land;

    if (land->first < YEAR_LOW || land->first >= land->base)
        return eco_resolve_error(r, "land_degradation.baseline",
                                 "from %d to %d; give two years from %d on, "
                                 "the first before the last",
                                 land->first, land->base, YEAR_LOW);
    if (land->last <= land->base)
        return eco_resolve_error(r, "land_degradation.until",
                                 "the reporting period ends in %d, which is "
                                 "not after the baseline, %d to %d",
                                 land->last, land->first, land->base);
    if (land->last < a->year_from || land->last > a->year_to)
        return eco_resolve_error(r, "land_degradation.until",
                                 "%d is not a year of the period %d-%d",
                                 land->last, a->year_from, a->year_to);
    return ECO_OK;
}

static eco_status climate(struct resolver *r, const char *word)
{
    const char *near;
    size_t n = 0;

    while (eco_climates[n] && strcmp(eco_climates[n], word) != 0)
        n++;
    r->a->land.climate = eco_climates[n];
    if (eco_climates[n])
        return ECO_OK;
    near = eco_nearest(word, eco_climates, n);
    return eco_resolve_error(r, "land_degradation.climate",
                             "'%.60s' is unknown;%s%s%s allowed: temperate "
                             "dry, temperate moist, tropical dry, tropical "
                             "moist, tropical montane",
                             word, near ? " did you mean '" : "",
                             near ? near : "", near ? "'?" : "");
}

eco_status eco_resolve_land(struct resolver *r)
{
    const struct raw_land *raw = r->raw->land_degradation;
    eco_land_spec *land = &r->a->land;
    size_t errors = r->found->nerrors;
    eco_status st = ECO_OK;

    if (!asked(r) || !r->period_good)
        return ECO_OK;
    *land = (eco_land_spec){
        .first = raw && raw->baseline ? raw->baseline->from : FIRST,
        .base = raw && raw->baseline ? raw->baseline->to : BASE,
        .last = raw && raw->until ? *raw->until : r->a->year_to};
    if (raw || land->last > land->base)
        st = years(r);
    else
        land->first = land->base = land->last = 0; /* told with the inputs */
    if (!st && raw && raw->climate)
        st = climate(r, raw->climate);
    if (r->found->nerrors > errors) /* no years to search files for */
        land->first = land->base = land->last = 0;
    return st;
}

static bool has_unccd(const eco_dataset_spec *d)
{
    for (size_t i = 0; i < d->nlegend; i++)
        if (d->legend[i].unccd)
            return true;
    return false;
}

/* The first dataset of the kind with a band of the year. */
static eco_band_at find(const eco_assessment *a, eco_kind kind, int year)
{
    for (size_t i = 0; i < a->ndatasets; i++) {
        const eco_dataset_spec *d = &a->datasets[i];

        if (d->kind != kind || (kind == ECO_KIND_LAND_COVER && !has_unccd(d)))
            continue;
        for (size_t k = 0; k < d->nbands; k++) {
            int at = d->bands[k].year ? d->bands[k].year : d->year;

            if (!year || at == year)
                return (eco_band_at){d, k};
        }
    }
    return (eco_band_at){NULL, 0};
}

static bool any(const eco_assessment *a, eco_kind kind)
{
    for (size_t i = 0; i < a->ndatasets; i++)
        if (a->datasets[i].kind == kind)
            return true;
    return false;
}

/* What lacks is an error where the key is written, else 15.3.1 is left out. */
static eco_status lacks(struct resolver *r, const char *text)
{
    r->a->land.ready = false;
    if (r->raw->land_degradation)
        return eco_resolve_error(r, "land_degradation", "%s", text);
    if (r->found->nerrors)
        return ECO_OK; /* those first */
    return eco_findings_add(r->ctx, r->found, ECO_SEVERITY_WARNING, r->path,
                            "indicator " INDICATOR " is left out: %s", text);
}

static eco_status cover(struct resolver *r)
{
    eco_land_spec *land = &r->a->land;
    const int wanted[3] = {land->first, land->base, land->last};
    eco_str text = {0}, missing = {0};
    eco_status st = ECO_OK;

    for (int i = 0; i < 3; i++) {
        land->cover[i] = find(r->a, ECO_KIND_LAND_COVER, wanted[i]);
        if (!land->cover[i].dataset)
            eco_str_printf(&missing, "%s%d", missing.n ? ", " : "", wanted[i]);
    }
    if (!missing.n)
        return ECO_OK;
    eco_str_printf(&text,
                   "it compares land cover of %d, %d and %d; there is "
                   "no map of %s in a dataset of kind land-cover whose "
                   "legend says the class of the UNCCD (unccd)",
                   wanted[0], wanted[1], wanted[2], eco_str_text(&missing));
    if (!r->raw->land_degradation)
        eco_str_add(&text, "; land_degradation: {baseline: {from: YEAR, to: "
                           "YEAR}, until: YEAR} sets other years");
    st = text.failed || missing.failed ? eco_nomem(r->ctx)
                                       : lacks(r, eco_str_text(&text));
    eco_str_clear(&text);
    eco_str_clear(&missing);
    return st;
}

static eco_status productivity(struct resolver *r)
{
    eco_land_spec *land = &r->a->land;
    eco_str text = {0};
    eco_status st;

    if (!any(r->a, ECO_KIND_PRODUCTIVITY))
        return ECO_OK;
    land->productivity[0] = find(r->a, ECO_KIND_PRODUCTIVITY, land->base);
    land->productivity[1] = find(r->a, ECO_KIND_PRODUCTIVITY, land->last);
    if (land->productivity[0].dataset && land->productivity[1].dataset)
        return ECO_OK;
    eco_str_printf(&text,
                   "no dataset of kind productivity is of %d (its "
                   "year is the last that the trend covers; %d and %d "
                   "are needed)",
                   land->productivity[0].dataset ? land->last : land->base,
                   land->base, land->last);
    st = text.failed ? eco_nomem(r->ctx) : lacks(r, eco_str_text(&text));
    eco_str_clear(&text);
    return st;
}

static eco_status soil(struct resolver *r)
{
    eco_land_spec *land = &r->a->land;

    land->climate_raster = find(r->a, ECO_KIND_CLIMATE_REGION, 0);
    if (land->climate && land->climate_raster.dataset)
        return eco_resolve_error(r, "land_degradation.climate",
                                 "stands beside dataset '%s' of kind "
                                 "climate-region; give one of them",
                                 land->climate_raster.dataset->id);
    if (!any(r->a, ECO_KIND_SOIL_CARBON) || land->climate ||
        land->climate_raster.dataset)
        return ECO_OK;
    return lacks(r, "soil carbon changes by climate: give climate, such as "
                    "tropical moist, or a dataset of kind climate-region");
}

/* One raster of the kind says all there is to say. */
static eco_status single(struct resolver *r, eco_kind kind)
{
    const eco_dataset_spec *first = NULL;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < r->a->ndatasets && !st; i++) {
        const eco_dataset_spec *d = &r->a->datasets[i];

        if (d->kind != kind)
            continue;
        r->dataset = (int)i;
        if (first)
            st = eco_resolve_error(r, "kind",
                                   "'%s' is of kind %s already; keep one",
                                   first->id, eco_kind_word(kind));
        first = d;
    }
    r->dataset = -1;
    return st;
}

/* What only 15.3.1 reads, when it is not asked for. */
static eco_status unused(struct resolver *r)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < r->a->ndatasets && !st && !r->found->nerrors; i++) {
        const eco_dataset_spec *d = &r->a->datasets[i];

        if (d->kind == ECO_KIND_PRODUCTIVITY ||
            d->kind == ECO_KIND_CLIMATE_REGION)
            st = eco_findings_add(
                r->ctx, r->found, ECO_SEVERITY_WARNING, d->id,
                "is not read: kind %s is for indicator " INDICATOR
                ", which is not asked for",
                eco_kind_word(d->kind));
    }
    return st;
}

eco_status eco_resolve_land_inputs(struct resolver *r)
{
    static const eco_kind once[] = {
        ECO_KIND_CLIMATE_REGION,   ECO_KIND_WATER_TRANSITION,
        ECO_KIND_SOIL_CARBON,      ECO_KIND_MOUNTAIN_MASK,
        ECO_KIND_BIOCLIMATIC_BELT, ECO_KIND_ELEVATION};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof once / sizeof *once && !st; i++)
        st = single(r, once[i]);
    if (st || !r->period_good)
        return st;
    if (!asked(r))
        return unused(r);
    if (!r->a->land.first)
        return r->raw->land_degradation ? ECO_OK /* told already */
                                        : lacks(r, too_early);
    r->a->land.ready = true;
    st = cover(r);
    if (!st)
        st = productivity(r);
    return st ? st : soil(r);
}
