/* Reads official values as a run would, and says what is wrong. */
#include "eco_check_job.h"

#include "eco_official.h"

static eco_status one_file(eco_check_job *c, const eco_dataset_spec *d,
                           const char *path, size_t *refused)
{
    eco_official_reader *r = NULL;
    bool any = false;
    eco_status st = eco_official_open(c->ctx, path, &r);

    while (!st) {
        eco_official row;

        st = eco_official_next(c->ctx, r, &row, &any);
        if (st || !any)
            break;
        if (*row.reason && (*refused)++ < ECO_CHECK_SHOWN)
            st = eco_check_add(c, d, ECO_SEVERITY_WARNING,
                               "%s: row %lld will be refused: %s", path,
                               (long long)row.number, row.reason);
    }
    eco_official_close(r);
    return st ? eco_check_failed(c, d, st) : ECO_OK;
}

eco_status eco_check_official(eco_check_job *c, const eco_dataset_spec *d)
{
    size_t refused = 0;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < d->nfiles && !st; i++)
        st = one_file(c, d, d->files[i], &refused);
    if (!st && refused > ECO_CHECK_SHOWN)
        st = eco_check_add(c, d, ECO_SEVERITY_WARNING,
                           "%zu more rows will be refused",
                           refused - ECO_CHECK_SHOWN);
    return st;
}
