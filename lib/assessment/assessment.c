/* The assessment file: read, checked, resolved. */
#include "eco_resolve.h"

#include "eco_file.h"
#include "eco_findings_add.h"
#include "eco_mem.h"
#include "eco_sha256.h"
#include "eco_str.h"
#include "eco_yaml_rewrite.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { BYTES_MAX = 1 << 20, KEY_SIZE = 120, ID_SIZE = 64 };

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return eco_mem_text_n(path, slash ? (size_t)(slash - path) + 1 : 0);
}

static eco_status check_id(struct resolver *r)
{
    const char *p = r->raw->assessment;
    bool ok = strlen(p) < ID_SIZE &&
              (islower((unsigned char)*p) || isdigit((unsigned char)*p));

    for (; *p; p++)
        ok &= islower((unsigned char)*p) || isdigit((unsigned char)*p) ||
              *p == '-' || *p == '_';
    return ok ? ECO_OK
              : eco_resolve_error(r, "assessment",
                                  "'%.80s': use at most 63 lower-case letters, "
                                  "digits, - and _, as it names the files that "
                                  "are written",
                                  r->raw->assessment);
}

static eco_status datasets(struct resolver *r)
{
    eco_status st = ECO_OK;
    char place[KEY_SIZE];

    r->a->datasets =
        eco_mem_array((size_t)r->raw->ndatasets + 1, sizeof *r->a->datasets);
    if (!r->a->datasets)
        return eco_nomem(r->ctx);
    for (unsigned i = 0; i < r->raw->ndatasets && !st; i++) {
        eco_dataset_spec *d = &r->a->datasets[i];

        r->dataset = (int)i;
        snprintf(place, sizeof place, "datasets.%u", i);
        eco_yaml_find(r->yaml, place, &d->line);
        r->a->ndatasets = i + 1;
        st = eco_resolve_dataset(r, &r->raw->datasets[i], d);
    }
    r->dataset = -1;
    return st;
}

static size_t count_kind(const eco_assessment *a, eco_kind kind)
{
    size_t n = 0;

    for (size_t i = 0; i < a->ndatasets; i++)
        n += a->datasets[i].kind == kind;
    return n;
}

/* What only several datasets together show. Loss years are counted with the
 * one canopy cover, so that loss of what was no forest is told apart. */
static eco_status together(struct resolver *r)
{
    const eco_assessment *a = r->a;
    eco_status st = ECO_OK;

    if (!count_kind(a, ECO_KIND_ZONES))
        st = eco_resolve_error(r, "datasets",
                               "none is of kind zones; results are by zone");
    if (st || !count_kind(a, ECO_KIND_FOREST_LOSS_YEAR))
        return st;
    for (size_t i = 0; i < a->ndatasets && !st; i++) {
        if (a->datasets[i].kind != ECO_KIND_CANOPY_COVER)
            continue;
        r->dataset = (int)i;
        if (count_kind(a, ECO_KIND_CANOPY_COVER) > 1)
            st = eco_resolve_error(r, "kind",
                                   "several of kind canopy-cover beside "
                                   "forest-loss-year; keep the one that the "
                                   "loss starts from");
        else if (a->datasets[i].nbands > 1)
            st = eco_resolve_error(r, "files",
                                   "several years of canopy-cover beside "
                                   "forest-loss-year; give the one that the "
                                   "loss starts from");
    }
    r->dataset = -1;
    return st;
}

static eco_status resolve(struct resolver *r)
{
    eco_assessment *a = r->a;
    const char *title =
        r->raw->title && *r->raw->title ? r->raw->title : r->raw->assessment;
    eco_status st;

    a->path = eco_mem_text(r->path);
    a->id = eco_mem_text(r->raw->assessment);
    a->title = eco_mem_text(title);
    if (r->raw->legal_basis && *r->raw->legal_basis)
        a->legal_basis = eco_mem_text(r->raw->legal_basis);
    if (!a->path || !a->id || !a->title ||
        (r->raw->legal_basis && *r->raw->legal_basis && !a->legal_basis))
        return eco_nomem(r->ctx);
    st = check_id(r);
    if (!st)
        st = eco_resolve_scope(r);
    if (!st)
        st = eco_resolve_land(r);
    if (!st)
        st = eco_resolve_mountain(r);
    if (!st)
        st = datasets(r);
    if (!st)
        st = eco_resolve_area(r);
    if (!st)
        st = together(r);
    if (!st)
        st = eco_resolve_outputs(r);
    if (!st)
        st = eco_resolve_land_inputs(r);
    return st ? st : eco_resolve_mountain_inputs(r);
}

/* Text to what libcyaml reads, with all that the schema finds wrong. */
static eco_status read_tree(struct resolver *r, const char *text, size_t n,
                            char **rewritten, eco_yaml **tree)
{
    eco_yaml *first = NULL;
    bool readable = false;
    eco_status st = eco_yaml_create(r->ctx, r->path, text, n, r->found, &first);

    if (!st)
        st = eco_yaml_rewrite(r->ctx, first, rewritten);
    if (!st)
        st = eco_yaml_create(r->ctx, r->path, *rewritten, strlen(*rewritten),
                             r->found, tree);
    if (!st)
        st = eco_raw_check(r->ctx, r->path, *tree, r->found, &readable);
    if (!st && !readable)
        st = ECO_USAGE;
    eco_yaml_destroy(first);
    return st;
}

/* The file itself cannot be had: say so on the list too. */
static eco_status unread(struct resolver *r, eco_status st)
{
    const char *message = eco_ctx_message(r->ctx);
    eco_str text = {0};

    if (st != ECO_NOTFOUND && st != ECO_FORMAT && st != ECO_IO)
        return st;
    if (st == ECO_FORMAT)
        st = ECO_USAGE; /* too long */
    eco_str_add(&text, message + (eco_starts_with(message, r->path)
                                      ? strlen(r->path) + 2
                                      : 0));
    if (text.failed || eco_findings_add(r->ctx, r->found, ECO_SEVERITY_ERROR,
                                        r->path, "%s", eco_str_text(&text)))
        st = ECO_NOMEM;
    else
        eco_fail(r->ctx, st, "%s: %s", r->path, eco_str_text(&text));
    eco_str_clear(&text);
    return st;
}

static const eco_finding *first_error(const eco_findings *found)
{
    for (size_t i = 0; i < found->n; i++)
        if (found->items[i].severity == ECO_SEVERITY_ERROR)
            return &found->items[i];
    return NULL;
}

static eco_status load(struct resolver *r, const char *text, size_t n)
{
    struct raw_assessment *raw = NULL;
    char *rewritten = NULL;
    eco_yaml *tree = NULL;
    eco_status st = read_tree(r, text, n, &rewritten, &tree);

    if (!st)
        st = eco_raw_load(r->ctx, tree, &raw);
    if (st)
        goto done;
    r->yaml = tree;
    r->raw = raw;
    r->folder = folder_of(r->path);
    r->a = eco_mem_array(1, sizeof *r->a);
    st = r->folder && r->a ? ECO_OK : eco_nomem(r->ctx);
    if (!st) {
        eco_sha256_text(text, n, r->a->sha256);
        st = resolve(r);
    }
done:
    eco_raw_free(raw);
    eco_yaml_destroy(tree);
    eco_mem_free(rewritten);
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
    const eco_finding *first;
    char *text = NULL;
    size_t n;
    eco_status st;

    *out = NULL;
    st = eco_file_read(ctx, path, BYTES_MAX, &text, &n);
    if (st) {
        st = unread(&r, st);
        goto done;
    }
    st = load(&r, text, n);
    first = first_error(found);
    if ((!st || st == ECO_USAGE) && first)
        st = eco_fail(ctx, ECO_USAGE, "%s: %s", first->where, first->text);
    if (!st) {
        *out = r.a;
        r.a = NULL;
    }
done:
    eco_assessment_destroy(r.a);
    eco_mem_free(r.folder);
    eco_mem_free(text);
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
        d->id,       d->title,    d->licence,      d->citation,
        d->origin,   d->unit,     d->key,          d->name,
        d->set,      d->layer,    d->where,        d->crs,
        d->date,     d->valid_to, d->lat,          d->lon,
        d->activity, d->mapping,  d->phase_column, d->category_column,
        d->output,   d->lands,    d->ecosystem};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        eco_mem_free(texts[i]);
    free_list(d->files, d->nfiles);
    free_list(d->strict, d->nstrict);
    for (size_t i = 0; i < d->nphases; i++) {
        eco_mem_free(d->phases[i].value);
        eco_mem_free(d->phases[i].phase);
    }
    eco_mem_free(d->phases);
    for (size_t i = 0; i < d->nbands; i++)
        free_list(d->bands[i].files, d->bands[i].nfiles);
    eco_mem_free(d->bands);
    eco_legend_free(d->legend, d->nlegend);
    for (size_t i = 0; i < d->nfacts; i++) {
        eco_mem_free(d->facts[i].name);
        eco_mem_free(d->facts[i].value);
    }
    eco_mem_free(d->facts);
    eco_accuracy_spec_destroy(d->accuracy);
}

void eco_assessment_destroy(eco_assessment *a)
{
    if (!a)
        return;
    for (size_t i = 0; i < a->ndatasets; i++)
        free_dataset(&a->datasets[i]);
    eco_mem_free(a->datasets);
    free_list(a->domains, a->ndomains);
    for (size_t i = 0; i < a->nparameters; i++) {
        eco_mem_free(a->parameters[i].name);
        eco_mem_free(a->parameters[i].value);
        eco_mem_free(a->parameters[i].source);
    }
    eco_mem_free(a->parameters);
    free_list(a->indicators, a->nindicators);
    free_list(a->formats, a->nformats);
    eco_mem_free(a->path);
    eco_mem_free(a->id);
    eco_mem_free(a->title);
    eco_mem_free(a->area_dataset);
    eco_mem_free(a->area_where);
    eco_mem_free(a->grid);
    eco_mem_free(a->rules);
    eco_mem_free(a->link_mode);
    eco_mem_free(a->legal_basis);
    eco_mem_free(a->audience);
    eco_mem_free(a);
}
