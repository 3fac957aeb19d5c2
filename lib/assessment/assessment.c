/* The assessment file: read, checked, resolved. */
#include "eco_resolve.h"

#include "eco_file.h"
#include "eco_findings_add.h"
#include "eco_mem.h"
#include "eco_sha256.h"
#include "eco_str.h"
#include "eco_yaml_rewrite.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { BYTES_MAX = 1 << 20, YEAR_LOW = 1900, YEAR_HIGH = 2100 };

eco_status eco_resolve_error(struct resolver *r, const char *key,
                             const char *fmt, ...)
{
    char text[700], where[500];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    snprintf(where, sizeof where, "%s:%d", r->path,
             eco_yaml_line(r->text, r->ntext, r->dataset, key));
    return eco_findings_add(r->ctx, r->found, ECO_SEVERITY_ERROR, where,
                            "%s: %s", key, text);
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return eco_mem_text_n(path, slash ? (size_t)(slash - path) + 1 : 0);
}

static bool listed(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

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

/* Every word of a list must be among the allowed ones. */
static eco_status check_words(struct resolver *r, const char *key,
                              char *const *words, unsigned n,
                              const char *const *allowed)
{
    eco_str all = {0};
    eco_status st = ECO_OK;

    for (const char *const *a = allowed; *a; a++)
        eco_str_printf(&all, "%s%s", a == allowed ? "" : ", ", *a);
    for (unsigned i = 0; i < n && !st; i++)
        if (!listed(words[i], allowed))
            st = eco_resolve_error(r, key, "'%s' is unknown; allowed: %s",
                                   words[i], eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

static eco_status check_id(struct resolver *r)
{
    const char *p = r->raw->assessment;
    bool ok = strlen(p) <= 60 && isalpha((unsigned char)*p);

    for (; *p; p++)
        ok &= islower((unsigned char)*p) || isdigit((unsigned char)*p) ||
              *p == '-' || *p == '_';
    return ok ? ECO_OK
              : eco_resolve_error(r, "assessment",
                                  "'%s': use lower-case letters, digits, - and "
                                  "_, as it names the files that are written",
                                  r->raw->assessment);
}

static eco_status scope(struct resolver *r)
{
    static const char *const domains[] = {"MIN", "FOR", "WLD", "FSH", "WST",
                                          "POL", "CHM", "ENB", NULL};
    const struct raw_scope *s = &r->raw->scope;
    eco_assessment *a = r->a;
    eco_status st = ECO_OK;

    a->year_from = s->period.from;
    a->year_to = s->period.to;
    if (a->year_from < YEAR_LOW || a->year_to > YEAR_HIGH ||
        a->year_from > a->year_to)
        st = eco_resolve_error(r, "scope",
                               "period from %d to %d: give two years from %d "
                               "to %d, the first not after the last",
                               a->year_from, a->year_to, YEAR_LOW, YEAR_HIGH);
    if (!st && s->nbbox && s->nbbox != 4)
        st = eco_resolve_error(r, "scope",
                               "bbox has four numbers: [w, s, e, n]");
    if (!st && s->nbbox == 4) {
        memcpy(a->bbox, s->bbox, sizeof a->bbox);
        a->bbox_given = true;
        if (!(a->bbox[0] < a->bbox[2]) || !(a->bbox[1] < a->bbox[3]) ||
            a->bbox[0] < -180 || a->bbox[2] > 180 || a->bbox[1] < -90 ||
            a->bbox[3] > 90)
            st = eco_resolve_error(r, "scope",
                                   "bbox is [west, south, east, north] in "
                                   "degrees, west < east and south < north");
    }
    if (!st)
        st = check_words(r, "scope", s->domains, s->ndomains, domains);
    if (!st)
        st = copy_list(r, s->domains, s->ndomains, &a->domains, &a->ndomains);
    return st;
}

static eco_status area(struct resolver *r)
{
    const struct raw_area *area = r->raw->scope.area;
    const eco_dataset_spec *d;

    if (!area)
        return ECO_OK;
    r->a->area_dataset = eco_mem_text(area->dataset);
    r->a->area_where = eco_mem_text(area->where);
    if (!r->a->area_dataset || (area->where && !r->a->area_where))
        return eco_nomem(r->ctx);
    d = eco_assessment_dataset(r->a, area->dataset);
    return d && d->kind == ECO_KIND_ZONES
               ? ECO_OK
               : eco_resolve_error(r, "scope",
                                   "area: '%s' is not the id of a dataset of "
                                   "kind zones",
                                   area->dataset);
}

static eco_status outputs(struct resolver *r)
{
    static const char *const formats[] = {"qgis", "tables", NULL};
    static char *both[] = {"qgis", "tables"};
    const struct raw_publish *p = r->raw->publish;
    const char *audience = p && p->audience ? p->audience : "internal";
    eco_status st = ECO_OK;

    if (strcmp(audience, "partner") == 0 || strcmp(audience, "public") == 0)
        st = eco_resolve_error(r, "publish",
                               "audience %s cannot be written yet; use "
                               "internal",
                               audience);
    else if (strcmp(audience, "internal") != 0)
        st = eco_resolve_error(r, "publish",
                               "audience '%s' is unknown; allowed: internal",
                               audience);
    r->a->audience = eco_mem_text(audience);
    if (!r->a->audience)
        return eco_nomem(r->ctx);
    if (!st && p && p->nformats) {
        st = check_words(r, "publish", p->formats, p->nformats, formats);
        return st ? st
                  : copy_list(r, p->formats, p->nformats, &r->a->formats,
                              &r->a->nformats);
    }
    return st ? st : copy_list(r, both, 2, &r->a->formats, &r->a->nformats);
}

static eco_status rest(struct resolver *r)
{
    const struct raw_assessment *raw = r->raw;
    const char *method = raw->area_method ? raw->area_method : "ellipsoid";
    eco_status st = ECO_OK;

    r->a->planar = strcmp(method, "planar") == 0;
    if (!r->a->planar && strcmp(method, "ellipsoid") != 0)
        st = eco_resolve_error(r, "area_method",
                               "'%s' is not ellipsoid or planar", method);
    if (!st && raw->attribution && raw->attribution->rules &&
        strcmp(raw->attribution->rules, "default") != 0)
        st = eco_resolve_error(r, "attribution",
                               "rules '%s': attribution is not computed yet; "
                               "leave it out or write default",
                               raw->attribution->rules);
    if (!st && r->indicators)
        st = check_words(r, "indicators", raw->indicators, raw->nindicators,
                         r->indicators);
    if (!st)
        st = copy_list(r, raw->indicators, raw->nindicators, &r->a->indicators,
                       &r->a->nindicators);
    return st ? st : outputs(r);
}

static eco_status datasets(struct resolver *r)
{
    eco_status st = ECO_OK;

    r->a->datasets = eco_mem_array(r->raw->ndatasets, sizeof *r->a->datasets);
    if (!r->a->datasets)
        return eco_nomem(r->ctx);
    for (unsigned i = 0; i < r->raw->ndatasets && !st; i++) {
        eco_dataset_spec *d = &r->a->datasets[i];

        r->dataset = (int)i;
        d->line = eco_yaml_line(r->text, r->ntext, (int)i, NULL);
        r->a->ndatasets = i + 1;
        st = eco_resolve_dataset(r, &r->raw->datasets[i], d);
    }
    r->dataset = -1;
    return st;
}

static eco_status resolve(struct resolver *r)
{
    eco_assessment *a = r->a;
    const char *title = r->raw->title ? r->raw->title : r->raw->assessment;
    eco_status st;

    a->path = eco_mem_text(r->path);
    a->id = eco_mem_text(r->raw->assessment);
    a->title = eco_mem_text(title);
    if (!a->path || !a->id || !a->title)
        return eco_nomem(r->ctx);
    eco_sha256_text(r->text, r->ntext, a->sha256);
    st = check_id(r);
    if (!st)
        st = scope(r);
    if (!st)
        st = datasets(r);
    if (!st)
        st = area(r);
    return st ? st : rest(r);
}

/* What went wrong before there was a list to put it on. */
static eco_status note(eco_ctx *ctx, eco_findings *found, const char *path,
                       eco_status st)
{
    const char *message = eco_ctx_message(ctx);
    size_t n = strlen(path);
    char where[500], text[1024];
    int line = 1;

    if (st != ECO_USAGE && st != ECO_NOTFOUND && st != ECO_FORMAT)
        return st;
    snprintf(where, sizeof where, "%s", path);
    snprintf(text, sizeof text, "%s", message);
    if (strncmp(message, path, n) == 0 && message[n] == ':') {
        int used = 0;

        snprintf(text, sizeof text, "%s",
                 message + n + 1 + strspn(message + n + 1, " "));
        if (sscanf(message + n, ":%d: %n", &line, &used) == 1 && used) {
            snprintf(where, sizeof where, "%s:%d", path, line);
            snprintf(text, sizeof text, "%s", message + n + used);
        }
    }
    if (eco_findings_add(ctx, found, ECO_SEVERITY_ERROR, where, "%s", text))
        return ECO_NOMEM;
    return st;
}

eco_status eco_assessment_load(eco_ctx *ctx, const char *path,
                               const char *const *known_indicators,
                               eco_findings *found, eco_assessment **out)
{
    struct resolver r = {.ctx = ctx,
                         .found = found,
                         .path = path,
                         .indicators = known_indicators,
                         .dataset = -1};
    struct raw_assessment *raw = NULL;
    char *text = NULL, *rewritten = NULL;
    eco_status st;

    *out = NULL;
    st = eco_file_read(ctx, path, BYTES_MAX, &text, &r.ntext);
    if (!st)
        st = eco_yaml_rewrite(ctx, path, text, r.ntext, &rewritten);
    if (!st)
        st = eco_raw_load(ctx, path, rewritten, &raw);
    if (st) {
        st = note(ctx, found, path, st);
        goto done;
    }
    r.text = text;
    r.raw = raw;
    r.folder = folder_of(path);
    r.a = eco_mem_array(1, sizeof *r.a);
    st = r.folder && r.a ? resolve(&r) : eco_nomem(ctx);
    if (!st && found->nerrors)
        st = eco_fail(ctx, ECO_USAGE, "%s: %s", found->items[0].where,
                      found->items[0].text);
    if (!st) {
        *out = r.a;
        r.a = NULL;
    }
done:
    eco_assessment_destroy(r.a);
    eco_raw_free(raw);
    eco_mem_free(r.folder);
    eco_mem_free(text);
    eco_mem_free(rewritten);
    return st;
}

const eco_dataset_spec *eco_assessment_dataset(const eco_assessment *a,
                                               const char *id)
{
    for (size_t i = 0; i < a->ndatasets; i++)
        if (a->datasets[i].id && strcmp(a->datasets[i].id, id) == 0)
            return &a->datasets[i];
    return NULL;
}

static void free_list(char **list, size_t n)
{
    for (size_t i = 0; list && i < n; i++)
        eco_mem_free(list[i]);
    eco_mem_free(list);
}

static void free_dataset(eco_dataset_spec *d)
{
    char *const texts[] = {
        d->id,   d->title,    d->licence, d->citation, d->origin,  d->unit,
        d->key,  d->name,     d->set,     d->layer,    d->where,   d->crs,
        d->date, d->valid_to, d->lat,     d->lon,      d->activity};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        eco_mem_free(texts[i]);
    free_list(d->files, d->nfiles);
    for (size_t i = 0; i < d->nbands; i++)
        free_list(d->bands[i].files, d->bands[i].nfiles);
    eco_mem_free(d->bands);
    eco_legend_free(d->legend, d->nlegend);
}

void eco_assessment_destroy(eco_assessment *a)
{
    if (!a)
        return;
    for (size_t i = 0; i < a->ndatasets; i++)
        free_dataset(&a->datasets[i]);
    eco_mem_free(a->datasets);
    free_list(a->domains, a->ndomains);
    free_list(a->indicators, a->nindicators);
    free_list(a->formats, a->nformats);
    eco_mem_free(a->path);
    eco_mem_free(a->id);
    eco_mem_free(a->title);
    eco_mem_free(a->area_dataset);
    eco_mem_free(a->area_where);
    eco_mem_free(a->audience);
    eco_mem_free(a);
}
