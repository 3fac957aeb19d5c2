/* Scope, indicators and outputs of the assessment. */
#include "eco_resolve.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <string.h>
#include <unistd.h>

enum { YEAR_LOW = 1900, YEAR_HIGH = 2100 };

static eco_status copy_list(struct resolver *r, char *const *from, unsigned n,
                            char ***to, size_t *nto)
{
    *to = eco_mem_array(n, sizeof **to);
    if (!*to)
        return eco_nomem(r->ctx);
    for (unsigned i = 0; i < n; i++) {
        (*to)[i] = eco_mem_text(from[i]);
        if (!(*to)[i])
            return eco_nomem(r->ctx);
        *nto = i + 1;
    }
    return ECO_OK;
}

static eco_status period(struct resolver *r)
{
    const struct raw_scope *s = &r->raw->scope;

    r->a->year_from = s->period.from;
    r->a->year_to = s->period.to;
    r->period_good = s->period.from >= YEAR_LOW && s->period.to <= YEAR_HIGH &&
                     s->period.from <= s->period.to;
    if (r->period_good)
        return ECO_OK;
    /* What is searched for by year must not be searched for long. */
    r->a->year_from = r->a->year_to = YEAR_LOW;
    return eco_resolve_error(r, "scope.period",
                             "from %d to %d; give two years from %d to %d, the "
                             "first not after the last",
                             s->period.from, s->period.to, YEAR_LOW, YEAR_HIGH);
}

static eco_status box(struct resolver *r)
{
    const struct raw_scope *s = &r->raw->scope;
    double *b = r->a->bbox;

    if (!s->nbbox)
        return ECO_OK;
    memcpy(b, s->bbox, sizeof r->a->bbox);
    r->a->bbox_given = true;
    if (b[0] >= -180 && b[0] < b[2] && b[2] <= 180 && b[1] >= -90 &&
        b[1] < b[3] && b[3] <= 90)
        return ECO_OK;
    return eco_resolve_error(r, "scope.bbox",
                             "[%g, %g, %g, %g] is not [west, south, east, "
                             "north] in degrees, west < east and south < north",
                             b[0], b[1], b[2], b[3]);
}

/* The filter of the area, on top of the dataset's own. */
static eco_status area_filter(struct resolver *r, const eco_dataset_spec *d,
                              const char *where)
{
    eco_str both = {0};

    if (!where || !*where)
        return ECO_OK;
    if (d->where)
        eco_str_printf(&both, "(%s) AND (%s)", d->where, where);
    else
        eco_str_add(&both, where);
    r->a->area_where = eco_str_take(&both);
    return r->a->area_where ? ECO_OK : eco_nomem(r->ctx);
}

eco_status eco_resolve_area(struct resolver *r)
{
    const struct raw_area *area = r->raw->scope.area;
    const eco_dataset_spec *d;
    eco_status st = ECO_OK;

    if (!area)
        return ECO_OK;
    r->a->area_dataset = eco_mem_text(area->dataset);
    if (!r->a->area_dataset)
        return eco_nomem(r->ctx);
    if (r->a->bbox_given)
        st = eco_resolve_error(r, "scope.area",
                               "stands beside bbox; give one of them");
    d = eco_assessment_dataset(r->a, area->dataset);
    if (!st && (!d || d->kind != ECO_KIND_ZONES))
        st = eco_resolve_error(r, "scope.area.dataset",
                               "'%s' is not the id of a dataset of kind zones",
                               area->dataset);
    else if (!st)
        st = area_filter(r, d, area->where);
    return st;
}

eco_status eco_resolve_scope(struct resolver *r)
{
    const struct raw_scope *s = &r->raw->scope;
    eco_status st = period(r);

    if (!st)
        st = box(r);
    if (!st)
        st = eco_resolve_words(r, "scope.domains", s->domains, s->ndomains,
                               eco_domains);
    return st ? st
              : copy_list(r, s->domains, s->ndomains, &r->a->domains,
                          &r->a->ndomains);
}

static eco_status audience(struct resolver *r)
{
    const struct raw_publish *p = r->raw->publish;
    const char *word = p && p->audience ? p->audience : "internal";

    r->a->audience = eco_mem_text(word);
    if (!r->a->audience)
        return eco_nomem(r->ctx);
    if (strcmp(word, "internal") == 0)
        return ECO_OK;
    if (strcmp(word, "partner") == 0 || strcmp(word, "public") == 0)
        return eco_resolve_error(r, "publish.audience",
                                 "copies for '%s' cannot be written yet, as "
                                 "nothing is redacted; allowed: internal",
                                 word);
    return eco_resolve_error(r, "publish.audience",
                             "'%.60s' is unknown; allowed: internal", word);
}

static eco_status formats(struct resolver *r)
{
    static const char *const allowed[] = {"qgis", "tables", NULL};
    static char qgis[] = "qgis", tables[] = "tables";
    static char *const all[] = {qgis, tables};
    const struct raw_publish *p = r->raw->publish;
    eco_status st;

    if (!p || !p->nformats)
        return copy_list(r, all, 2, &r->a->formats, &r->a->nformats);
    st = eco_resolve_words(r, "publish.formats", p->formats, p->nformats,
                           allowed);
    return st ? st
              : copy_list(r, p->formats, p->nformats, &r->a->formats,
                          &r->a->nformats);
}

/* The dataset whose grid the others are joined to. */
static eco_status reference(struct resolver *r)
{
    const char *id = r->raw->grid;
    const eco_dataset_spec *d;

    if (!id)
        return ECO_OK;
    r->a->grid = eco_mem_text(id);
    if (!r->a->grid)
        return eco_nomem(r->ctx);
    d = eco_assessment_dataset(r->a, id);
    if (!d || !eco_kind_is_raster(d->kind))
        return eco_resolve_error(r, "grid",
                                 "'%.60s' is not the id of a raster dataset; "
                                 "without it, the finest class raster counts",
                                 id);
    return ECO_OK;
}

/* What is in the file is for those who grade by it. */
static eco_status rules(struct resolver *r)
{
    const struct raw_attribution *raw = r->raw->attribution;
    const char *file = raw ? raw->rules : NULL;

    if (!file || strcmp(file, "default") == 0)
        return ECO_OK;
    if (!*file)
        return eco_resolve_error(r, "attribution.rules", "is empty");
    r->a->rules = eco_resolve_path(r, file);
    if (!r->a->rules)
        return eco_nomem(r->ctx);
    if (access(r->a->rules, R_OK) == 0)
        return ECO_OK;
    return eco_resolve_error(r, "attribution.rules",
                             "there is no file '%.200s' in '%.200s'; without "
                             "the key, or with default, the rules of ecocrime "
                             "count",
                             file, *r->folder ? r->folder : "./");
}

static eco_status link_mode(struct resolver *r)
{
    const struct raw_attribution *raw = r->raw->attribution;
    const char *mode = raw ? raw->link_mode : NULL;

    if (!mode)
        return ECO_OK;
    if (strcmp(mode, "pixel") != 0 && strcmp(mode, "patch") != 0)
        return eco_resolve_error(r, "attribution.link_mode",
                                 "'%.60s' is unknown; allowed: patch (evidence "
                                 "covers whole patches that it reaches), pixel "
                                 "(single cells)",
                                 mode);
    r->a->link_mode = eco_mem_text(mode);
    return r->a->link_mode ? ECO_OK : eco_nomem(r->ctx);
}

/* One draw is no interval. */
static eco_status draws(struct resolver *r)
{
    const struct raw_attribution *raw = r->raw->attribution;
    eco_status st = ECO_OK;

    r->a->draws = raw && raw->draws ? *raw->draws : -1;
    r->a->seed = raw && raw->seed ? *raw->seed : -1;
    if (raw && raw->draws &&
        (r->a->draws < 0 || r->a->draws == 1 ||
         r->a->draws > ECO_ASSESSMENT_DRAWS_MOST))
        st = eco_resolve_error(r, "attribution.draws",
                               "%d is not 0, for none, or from 2 to %d",
                               r->a->draws, ECO_ASSESSMENT_DRAWS_MOST);
    if (!st && raw && raw->seed && r->a->seed < 0)
        st = eco_resolve_error(r, "attribution.seed",
                               "%d is not a number from 0", r->a->seed);
    return st;
}

eco_status eco_resolve_outputs(struct resolver *r)
{
    const struct raw_assessment *raw = r->raw;
    const char *method = raw->area_method ? raw->area_method : "ellipsoid";
    eco_status st = ECO_OK;

    r->a->planar = strcmp(method, "planar") == 0;
    if (!r->a->planar && strcmp(method, "ellipsoid") != 0)
        st = eco_resolve_error(r, "area_method",
                               "'%.60s' is unknown; allowed: ellipsoid, planar",
                               method);
    if (!st)
        st = reference(r);
    if (!st)
        st = rules(r);
    if (!st)
        st = link_mode(r);
    if (!st)
        st = eco_resolve_parameters(r);
    if (!st)
        st = draws(r);
    if (!st && r->indicators)
        st = eco_resolve_words(r, "indicators", raw->indicators,
                               raw->nindicators, r->indicators);
    if (!st)
        st = copy_list(r, raw->indicators, raw->nindicators, &r->a->indicators,
                       &r->a->nindicators);
    if (!st)
        st = audience(r);
    return st ? st : formats(r);
}
