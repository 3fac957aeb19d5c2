/* A mapping file and the first rows of what it reads. */
#include "eco_check_job.h"

#include "eco_incident.h"

/* As many rows show whether the columns are understood. */
enum { ROWS = 1000 };

struct rows {
    int64_t read, refused, unplaced;
};

static eco_status tell_row(eco_check_job *c, const eco_dataset_spec *d,
                           const char *file, const eco_incident *x,
                           struct rows *n)
{
    n->read++;
    n->unplaced += !x->refused && !x->wkb;
    if (!x->refused || n->refused++ >= ECO_CHECK_SHOWN)
        return ECO_OK;
    return eco_check_add(c, d, ECO_SEVERITY_WARNING,
                         "%s: row %lld would be refused: %s", file,
                         (long long)x->row, x->refused);
}

static eco_status tell_file(eco_check_job *c, const eco_dataset_spec *d,
                            const char *file, const eco_incident_reader *r,
                            const struct rows *n)
{
    const char *dropped = eco_incident_dropped(r);
    eco_status st = ECO_OK;

    if (n->refused > ECO_CHECK_SHOWN)
        st = eco_check_add(c, d, ECO_SEVERITY_WARNING,
                           "%s: %lld of the first %lld rows would be refused",
                           file, (long long)n->refused, (long long)n->read);
    if (!st && !n->read)
        st = eco_check_add(c, d, ECO_SEVERITY_WARNING, "%s: has no rows", file);
    if (!st && *dropped)
        st = eco_check_add(c, d, ECO_SEVERITY_NOTE,
                           "%s: columns that will not be stored: %s", file,
                           dropped);
    if (!st && n->unplaced)
        st = eco_check_add(c, d, ECO_SEVERITY_NOTE,
                           "%s: %lld of the first %lld rows have no "
                           "coordinates and would be stored without a place",
                           file, (long long)n->unplaced, (long long)n->read);
    return st;
}

static eco_status look_at(eco_check_job *c, const eco_dataset_spec *d,
                          const eco_mapping *m, const char *file)
{
    const eco_incident_options o = {.sensitivity = d->sensitivity,
                                    .legal_basis = c->a->legal_basis != NULL};
    eco_incident_reader *r = NULL;
    const eco_incident *x = NULL;
    struct rows n = {0};
    eco_status st = eco_incident_open(c->ctx, m, file, &o, &r);

    while (!st && n.read < ROWS && !(st = eco_incident_next(c->ctx, r, &x)) &&
           x)
        st = tell_row(c, d, file, x, &n);
    st = st ? eco_check_failed(c, d, st) : tell_file(c, d, file, r, &n);
    eco_incident_close(r);
    return st;
}

static eco_status personal(eco_check_job *c, const eco_dataset_spec *d,
                           const eco_mapping *m)
{
    if (!m->keep_personal || c->a->legal_basis)
        return ECO_OK;
    return eco_check_add(c, d, ECO_SEVERITY_WARNING,
                         "%s: keep_personal has no effect: the assessment "
                         "gives no legal_basis for it",
                         m->path);
}

eco_status eco_check_incidents(eco_check_job *c, const eco_dataset_spec *d)
{
    eco_mapping *m = NULL;
    eco_status st = eco_mapping_load(c->ctx, d->mapping, c->found, &m);

    if (st) /* what is wrong stands among the findings */
        return eco_status_of_input(st) || st == ECO_USAGE ? ECO_OK : st;
    st = personal(c, d, m);
    for (size_t i = 0; i < d->nfiles && !st; i++)
        st = look_at(c, d, m, d->files[i]);
    eco_mapping_destroy(m);
    return st;
}
