#include "eco_shift.h"

#include "eco_mem.h"
#include "eco_streams.h"

#include <math.h>

/* Into low..high by whole widths. */
static double wrap(double v, double low, double high)
{
    double width = high - low;

    return width > 0 ? v - width * floor((v - low) / width) : v;
}

/* Mean worth of the items that count, `step` away from where they are. */
static eco_status moved(const eco_shift_item *items, size_t n,
                        const eco_shift_field *f, const double step[2],
                        double *mean, size_t *counted)
{
    double sum = 0;
    eco_status st = ECO_OK;

    *counted = 0;
    for (size_t i = 0; i < n && !st; i++) {
        double worth = 0;
        bool counts = false;

        st = f->worth(
            f->of, i, wrap(items[i].x + step[0], f->box[0], f->box[2]),
            wrap(items[i].y + step[1], f->box[1], f->box[3]), &worth, &counts);
        if (!st && counts) {
            sum += worth;
            ++*counted;
        }
    }
    *mean = *counted ? sum / (double)*counted : 0;
    return st;
}

static void summarise(const double *means, eco_shift_result *out)
{
    int reached = 0;
    double square = 0;

    for (int i = 0; i < out->nshifts; i++) {
        out->mean += means[i] / out->nshifts;
        reached += means[i] >= out->observed;
    }
    for (int i = 0; i < out->nshifts; i++)
        square += (means[i] - out->mean) * (means[i] - out->mean);
    out->sd = out->nshifts > 1 ? sqrt(square / (out->nshifts - 1)) : 0;
    out->p = (1.0 + reached) / (1.0 + out->nshifts);
}

eco_status eco_shift_test(const eco_shift_item *items, size_t n,
                          const eco_shift_field *field, int nshifts,
                          uint64_t seed, eco_shift_result *out)
{
    static const double still[2] = {0, 0};
    const double width = field->box[2] - field->box[0];
    const double height = field->box[3] - field->box[1];
    double *means = eco_mem_array((size_t)nshifts + 1, sizeof *means);
    eco_status st = means ? ECO_OK : ECO_NOMEM;

    *out = (eco_shift_result){0};
    if (!st)
        st = moved(items, n, field, still, &out->observed, &out->nitems);
    for (int i = 0; i < nshifts && !st; i++) {
        eco_random r;
        double step[2];
        size_t counted;

        eco_random_start(&r, seed, eco_stream_key("shift", 0), (uint64_t)i);
        step[0] = width * eco_random_uniform(&r);
        step[1] = height * eco_random_uniform(&r);
        st = moved(items, n, field, step, &means[out->nshifts], &counted);
        if (!st && counted)
            out->nshifts++;
    }
    if (!st)
        summarise(means, out);
    eco_mem_free(means);
    return st;
}
