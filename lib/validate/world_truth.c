/* How a made-up world may really be. */
#include "eco_world.h"

#include "eco_mem.h"
#include "eco_streams.h"

#include <math.h>

/* Where an item really was; a square is where it is said to be. */
static void true_place(eco_random *r, const eco_world_item *item, double at[2])
{
    double angle = 2 * acos(-1) * eco_random_uniform(r);
    double u = eco_random_uniform(r);
    double length = 0;

    if (item->location.kind == ECO_LOCATION_GAUSSIAN) /* Rayleigh */
        length = item->location.spread_m * sqrt(-2 * log(u));
    if (item->location.kind == ECO_LOCATION_DISC)
        length = item->location.spread_m * sqrt(u);
    at[0] = item->x + length * cos(angle);
    at[1] = item->y + length * sin(angle);
}

/* What each value really is: all of a quantity by one z, none above that of a
 * stronger tier of its chain. */
static eco_status true_values(eco_random *r, const eco_world *w, double *theta)
{
    double z[ECO_MC_QUANTITIES];
    eco_status st = ECO_OK;

    for (int q = 0; q < ECO_MC_QUANTITIES; q++)
        z[q] = eco_random_uniform(r);
    for (size_t i = 0; i < w->spec.nvalues && !st; i++)
        st = eco_pert_quantile(&w->spec.values[i].pert,
                               z[w->spec.values[i].quantity], &theta[i]);
    for (size_t i = 0; i < w->spec.nvalues && !st; i++)
        for (size_t k = 0; k < w->spec.nvalues; k++) {
            const eco_mc_value *a = &w->spec.values[i], *b = &w->spec.values[k];

            if (a->chain == b->chain && a->quantity == b->quantity &&
                b->tier < a->tier)
                theta[i] = fmin(theta[i], theta[k]);
        }
    return st;
}

static void item_worth(const eco_mc_class *c, const double *theta,
                       double worth[ECO_MC_MEASURES])
{
    double v = 1;

    if (c->value[ECO_MC_FACTOR] != ECO_MC_NONE)
        v = theta[c->value[ECO_MC_FACTOR]];
    for (int m = 0; m < ECO_MC_MEASURES; m++) {
        v *= theta[c->value[m]];
        worth[m] = v;
    }
}

static bool covers(const eco_world *w, const eco_world_item *item,
                   const double at[2], const eco_world_cell *cell)
{
    if (item->location.kind == ECO_LOCATION_POLYGON)
        return fabs(cell->x - item->x) <= item->half_m &&
               fabs(cell->y - item->y) <= item->half_m;
    return hypot(cell->x - at[0], cell->y - at[1]) <= w->spec.link_m;
}

struct real {
    double at[ECO_WORLD_ITEMS_MAX][2];
    double worth[ECO_WORLD_ITEMS_MAX][ECO_MC_MEASURES];
};

static void add_cell(const eco_world *w, const struct real *real,
                     const eco_world_cell *cell, double lot,
                     double truth[ECO_MC_MEASURES])
{
    double best[ECO_MC_MEASURES] = {0};

    for (int k = 0; k < w->spec.nitems; k++)
        if (covers(w, &w->items[k], real->at[k], cell))
            for (int m = 0; m < ECO_MC_MEASURES; m++)
                best[m] = fmax(best[m], real->worth[k][m]);
    for (int m = 0; m < ECO_MC_MEASURES; m++)
        if (lot <= best[m])
            truth[m] += 1e4; /* a hectare */
}

eco_status eco_world_truth(const eco_world *w, uint64_t number,
                           double truth[ECO_MC_MEASURES])
{
    struct real real = {0};
    uint64_t key = eco_stream_key("truth", w->spec.number);
    double *theta = eco_mem_array(w->spec.nvalues, sizeof *theta);
    double lot = 0;
    eco_random r;
    eco_status st;

    if (!theta)
        return ECO_NOMEM;
    eco_random_start(&r, w->spec.seed, key, number);
    st = true_values(&r, w, theta);
    for (int k = 0; k < w->spec.nitems && !st; k++) {
        true_place(&r, &w->items[k], real.at[k]);
        item_worth(&w->spec.classes[w->items[k].klass], theta, real.worth[k]);
    }
    for (int m = 0; m < ECO_MC_MEASURES; m++)
        truth[m] = 0;
    for (size_t i = 0; i < w->ncells && !st; i++) { /* by patch */
        if (!i || w->cells[i].patch != w->cells[i - 1].patch) {
            eco_random_start(&r, w->spec.seed,
                             eco_hash_mix(key, w->cells[i].patch), number);
            lot = eco_random_uniform(&r);
        }
        add_cell(w, &real, &w->cells[i], lot, truth);
    }
    eco_mem_free(theta);
    return st;
}
