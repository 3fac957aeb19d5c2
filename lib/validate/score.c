#include "eco_score.h"

#include "eco_mem.h"

#include <stdlib.h>

double eco_score_brier(const eco_judged *items, size_t n)
{
    double sum = 0, weight = 0;

    for (size_t i = 0; i < n; i++) {
        double d = items[i].predicted - items[i].outcome;

        sum += items[i].weight * d * d;
        weight += items[i].weight;
    }
    return weight > 0 ? sum / weight : 0;
}

void eco_score_deciles(const eco_judged *items, size_t n,
                       eco_decile out[ECO_DECILES])
{
    for (int k = 0; k < ECO_DECILES; k++)
        out[k] = (eco_decile){.low = k / 10.0, .high = (k + 1) / 10.0};
    for (size_t i = 0; i < n; i++) {
        int k = 0;

        while (k < ECO_DECILES - 1 && items[i].predicted >= out[k].high)
            k++;
        out[k].n++;
        out[k].weight += items[i].weight;
        out[k].predicted += items[i].weight * items[i].predicted;
        out[k].observed += items[i].weight * items[i].outcome;
    }
    for (int k = 0; k < ECO_DECILES; k++)
        if (out[k].weight > 0) {
            out[k].predicted /= out[k].weight;
            out[k].observed /= out[k].weight;
        }
}

static int by_prediction(const void *a, const void *b)
{
    const eco_judged *p = a, *q = b;

    if (p->predicted < q->predicted || p->predicted > q->predicted)
        return p->predicted < q->predicted ? -1 : 1;
    if (p->outcome < q->outcome || p->outcome > q->outcome)
        return p->outcome < q->outcome ? -1 : 1;
    return (p->weight > q->weight) - (p->weight < q->weight);
}

/* Items pooled: those up to `end`, their weight and mean outcome. */
struct pool {
    size_t end;
    double weight, mean;
};

static void merge_last(struct pool *pools, size_t *n)
{
    struct pool *into = &pools[*n - 2], *last = &pools[*n - 1];
    double weight = into->weight + last->weight;

    into->mean =
        (into->weight * into->mean + last->weight * last->mean) / weight;
    into->weight = weight;
    into->end = last->end;
    --*n;
}

/* Items of one prediction, from `first` on. */
static struct pool ties(const eco_judged *items, size_t n, size_t first)
{
    struct pool p = {.end = first};
    double sum = 0;

    while (p.end < n && items[p.end].predicted <= items[first].predicted) {
        sum += items[p.end].weight * items[p.end].outcome;
        p.weight += items[p.end].weight;
        p.end++;
    }
    p.mean = sum / p.weight;
    return p;
}

eco_status eco_score_isotonic(eco_judged *items, size_t n, double *fitted)
{
    struct pool *pools;
    size_t npools = 0, at = 0;

    if (!n)
        return ECO_OK;
    pools = eco_mem_array(n, sizeof *pools);
    if (!pools)
        return ECO_NOMEM;
    qsort(items, n, sizeof *items, by_prediction);
    while (at < n) {
        pools[npools] = ties(items, n, at);
        at = pools[npools++].end;
        while (npools > 1 && pools[npools - 2].mean >= pools[npools - 1].mean)
            merge_last(pools, &npools);
    }
    at = 0;
    for (size_t k = 0; k < npools; k++)
        for (; at < pools[k].end; at++)
            fitted[at] = pools[k].mean;
    eco_mem_free(pools);
    return ECO_OK;
}
