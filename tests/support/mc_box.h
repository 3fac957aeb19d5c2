/* A small world of draws, with room of its own. */
#ifndef ECO_TESTS_MC_BOX_H
#define ECO_TESTS_MC_BOX_H

#include "eco_montecarlo.h"

#include <stdlib.h>

enum { MOST = 400, ZONES = 6, YEARS = 3 };

/* A world with room of its own. */
struct box {
    eco_mc_value values[40];
    eco_mc_class classes[20];
    uint64_t places[60];
    eco_mc_member members[MOST];
    eco_mc_case cases[80];
    eco_mc_row rows[MOST];
    eco_mc_map maps[2];
    eco_mc_output outputs[ZONES * (YEARS + 1)];
    eco_mc_zone zones[ZONES];
    uint32_t total_maps[2];
    eco_mc_world world;
};

static inline void wire(struct box *b)
{
    eco_mc_world *w = &b->world;

    w->values = b->values;
    w->classes = b->classes;
    w->places = b->places;
    w->members = b->members;
    w->cases = b->cases;
    w->rows = b->rows;
    w->maps = b->maps;
    w->outputs = b->outputs;
    w->zones = b->zones;
    w->total_maps = b->total_maps;
}

static inline uint32_t add_value(struct box *b, eco_mc_quantity quantity,
                                 int tier, int chain, eco_pert pert)
{
    b->values[b->world.nvalues] = (eco_mc_value){pert, quantity, chain, tier};
    return (uint32_t)b->world.nvalues++;
}

static inline uint32_t add_class(struct box *b, int tier, eco_pert q,
                                 eco_pert o, eco_pert g)
{
    eco_mc_class *c = &b->classes[b->world.nclasses];

    c->value[ECO_MC_ILLEGAL] = add_value(b, ECO_MC_ILLEGAL, tier, 0, q);
    c->value[ECO_MC_ORGANIZED] = add_value(b, ECO_MC_ORGANIZED, tier, 1, o);
    c->value[ECO_MC_TRANSNATIONAL] =
        add_value(b, ECO_MC_TRANSNATIONAL, tier, 2, g);
    c->value[ECO_MC_FACTOR] = ECO_MC_NONE;
    return (uint32_t)b->world.nclasses++;
}

static inline void add_member(struct box *b, uint32_t place, uint32_t klass,
                              double m)
{
    b->members[b->world.nmembers++] = (eco_mc_member){place, klass, m};
    b->cases[b->world.ncases - 1].n++;
}

static inline void add_case(struct box *b)
{
    b->cases[b->world.ncases++] = (eco_mc_case){(uint32_t)b->world.nmembers, 0};
}

static inline void add_row(struct box *b, uint32_t one_case, uint32_t year,
                           uint32_t period, double ha, double patches)
{
    size_t n = b->world.nrows++;

    b->rows[n] = (eco_mc_row){one_case, year,      period, (int64_t)(ha * 1e8),
                              patches,  n * 77 + 5};
}

static inline struct box *make_box(void)
{
    struct box *b = calloc(1, sizeof *b);

    if (!b)
        abort();
    wire(b);
    return b;
}

static inline eco_ctx *make_ctx(void)
{
    eco_ctx *ctx = NULL;

    if (eco_ctx_create(&ctx))
        abort();
    return ctx;
}

#endif
