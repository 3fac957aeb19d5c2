/* accuracy: what is known of how often a map is right. */
#include "eco_accuracy.h"
#include "eco_accuracy_file.h"
#include "eco_file.h"
#include "eco_mem.h"
#include "eco_resolve.h"
#include "eco_str.h"

#include <string.h>

enum { BYTES_MAX = 16 << 20, POINTS_MAX = 1000000 };

void eco_accuracy_spec_destroy(eco_accuracy_spec *a)
{
    if (!a)
        return;
    for (size_t i = 0; i < a->nrows; i++) {
        eco_mem_free(a->rows[i].stratum);
        eco_mem_free(a->rows[i].mapped);
        eco_mem_free(a->rows[i].reference);
    }
    eco_mem_free(a->rows);
    eco_mem_free(a->file);
    eco_mem_free(a->design);
    eco_mem_free(a->source);
    eco_mem_free(a->type);
    eco_mem_free(a);
}

static eco_status copy(struct resolver *r, const char *from, char **to)
{
    *to = from && *from ? eco_mem_text(from) : NULL;
    return from && *from && !*to ? eco_nomem(r->ctx) : ECO_OK;
}

/* What is wrong with the file is an error of the assessment. */
static eco_status told(struct resolver *r, eco_status st)
{
    eco_str text = {0};

    if (!eco_status_of_input(st) && st != ECO_USAGE)
        return st;
    eco_str_add(&text, eco_ctx_message(r->ctx));
    st = text.failed
             ? eco_nomem(r->ctx)
             : eco_resolve_error(r, "accuracy", "%s", eco_str_text(&text));
    eco_str_clear(&text);
    return st;
}

static eco_status sample(struct resolver *r, const struct raw_accuracy *raw,
                         eco_accuracy_spec *a)
{
    char *text = NULL;
    size_t n;
    eco_status st = copy(r, raw->design, &a->design);

    if (!st)
        st = copy(r, raw->source, &a->source);
    if (st)
        return st;
    a->file = eco_resolve_path(r, raw->sample);
    if (!a->file)
        return eco_nomem(r->ctx);
    st = eco_file_read(r->ctx, a->file, BYTES_MAX, &text, &n);
    if (!st)
        st = eco_accuracy_file_read(r->ctx, a->file, text, n, a);
    eco_mem_free(text);
    return told(r, st);
}

/* The class that figures without a name are for. */
static const char *only_type(eco_kind kind)
{
    return kind == ECO_KIND_FOREST_LOSS_YEAR ? "tree_cover_loss"
           : kind == ECO_KIND_MINING_MASK    ? "mining_new"
                                             : NULL;
}

static eco_status fraction(struct resolver *r, const char *key,
                           const char *text, double *v)
{
    if (eco_parse_real(text, v) && *v > 0 && *v <= 1)
        return ECO_OK;
    return eco_resolve_error(r, key,
                             "'%.60s' is not a share above 0 and up to 1, such "
                             "as 0.87",
                             text);
}

static eco_status borrowed(struct resolver *r, const struct raw_borrowed *raw,
                           const eco_dataset_spec *d, eco_accuracy_spec *a)
{
    eco_accuracy_class c;
    size_t before = r->found->nerrors;
    eco_status st = copy(r, raw->source, &a->source);

    if (!st)
        st = copy(r, raw->type ? raw->type : only_type(d->kind), &a->type);
    if (!st)
        st = fraction(r, "accuracy.borrowed.users", raw->users, &a->users);
    if (!st)
        st = fraction(r, "accuracy.borrowed.producers", raw->producers,
                      &a->producers);
    if (!st && (!a->type || !eco_accuracy_is_type(a->type)))
        st = eco_resolve_error(
            r, "accuracy.borrowed.type",
            a->type ? "'%.60s' is no type of degradation; 'ecocrime vocabulary "
                      "degradation' lists them"
                    : "%sis missing: the type of degradation that the figures "
                      "are of, such as forest_loss",
            a->type ? a->type : "");
    a->points = raw->points ? *raw->points : ECO_ACCURACY_BORROWED_POINTS;
    if (!st && (a->points < 3 || a->points > POINTS_MAX))
        return eco_resolve_error(r, "accuracy.borrowed.points",
                                 "%d is not a number of points from 3 to %d",
                                 a->points, POINTS_MAX);
    if (!st && r->found->nerrors == before &&
        eco_accuracy_borrowed(a->users, a->producers, a->points, &c))
        st = eco_resolve_error(r, "accuracy.borrowed.producers",
                               "%s is too low for %d points to bound the ratio",
                               raw->producers, a->points);
    return st;
}

eco_status eco_resolve_accuracy(struct resolver *r,
                                const struct raw_dataset *raw,
                                eco_dataset_spec *d)
{
    const struct raw_accuracy *from = raw->accuracy;
    bool is_sample = from && from->sample;

    if (!from)
        return ECO_OK;
    d->accuracy = eco_mem_array(1, sizeof *d->accuracy);
    if (!d->accuracy)
        return eco_nomem(r->ctx);
    if (is_sample == (from->borrowed != NULL) || (is_sample && !*from->sample))
        return eco_resolve_error(r, "accuracy",
                                 "is either the file of a sample or borrowed: "
                                 "{users, producers, source}");
    if (is_sample)
        return sample(r, from, d->accuracy);
    if (from->design || from->source)
        return eco_resolve_error(r, "accuracy",
                                 "design and source beside borrowed: they are "
                                 "of a sample; the source of borrowed figures "
                                 "stands within borrowed");
    return borrowed(r, from->borrowed, d, d->accuracy);
}
