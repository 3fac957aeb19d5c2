/* Made-up worlds in which evidence is worth what the store's rules say. */
#include "eco_validation_job.h"
#include "eco_world_study.h"

#include <math.h>

enum { WORLDS = 200, TRUTHS = 50, DRAWS = 300, VALUES_MAX = 3 * ECO_TIERS * 2 };

/* Values and classes of the rules: each tier that explains anything, with
 * nothing told and with "yes". */
struct worth {
    eco_mc_value values[VALUES_MAX];
    eco_mc_class classes[2 * ECO_TIERS];
    size_t nvalues, nclasses;
};

static uint32_t add_value(struct worth *w, eco_mc_quantity quantity,
                          const eco_triple v)
{
    size_t i = w->nvalues++;

    w->values[i] =
        (eco_mc_value){.pert = {v[ECO_SCENARIO_LOW], v[ECO_SCENARIO_CENTRAL],
                                v[ECO_SCENARIO_HIGH]},
                       .quantity = quantity,
                       .chain = (int)i};
    return (uint32_t)i;
}

static void make_worth(const eco_values *v, struct worth *w)
{
    static const eco_told_of told[] = {ECO_TOLD_OF_UNKNOWN, ECO_TOLD_OF_YES};

    for (int t = 0; t < ECO_TIERS; t++) {
        uint32_t illegal;

        if (t == ECO_TIER_L || !v->told[t])
            continue;
        illegal = add_value(w, ECO_MC_ILLEGAL, v->illegal[t]);
        for (int k = 0; k < 2; k++)
            w->classes[w->nclasses++] = (eco_mc_class){
                {illegal,
                 add_value(w, ECO_MC_ORGANIZED, v->organized[t][told[k]]),
                 add_value(w, ECO_MC_TRANSNATIONAL,
                           v->transnational[t][told[k]]),
                 ECO_MC_NONE}};
    }
}

/* A kind of world. Limits of the coverage and the relative bias; NaN: none. */
struct kind {
    const char *what, *note;
    double surveyed, reported, assumed; /* assumed: of the true link */
    double cover_least, cover_most, bias_most;
    double wrong_bias; /* a wrong model must be off by so much */
};

#define LINK_M    600.0
#define BIAS_MOST 0.01

static eco_status one_kind(eco_ctx *ctx, eco_validation *v,
                           const struct worth *w, const struct kind *k)
{
    const eco_world_spec spec = {.seed = v->options->seed,
                                 .side = 80,
                                 .npatches = 60,
                                 .nitems = 10,
                                 .link_m = LINK_M,
                                 .assumed_link_m = k->assumed * LINK_M,
                                 .surveyed = k->surveyed,
                                 .reported = k->reported,
                                 .values = w->values,
                                 .classes = w->classes,
                                 .nvalues = w->nvalues,
                                 .nclasses = w->nclasses};
    const eco_world_study study = {v->options->worlds, TRUTHS, DRAWS,
                                   v->options->threads};
    /* worlds differ: of few of them the coverage is not told so finely */
    const double slack =
        fmax(0, 0.6 / sqrt(v->options->worlds) - 0.6 / sqrt(WORLDS));
    eco_world_result r;
    eco_status st = eco_world_study_run(ctx, &spec, &study, &r);

    for (int m = 0; m < ECO_MEASURES && !st; m++) {
        eco_finding_row row = {.part = "worlds",
                               .what = k->what,
                               .measure = eco_validation_measures[m],
                               .quantity = "coverage of the 90 % interval",
                               .note = k->note,
                               .value = r.coverage[m],
                               .least = k->cover_least - slack,
                               .most = k->cover_most + slack,
                               .n = v->options->worlds};

        st = eco_validation_add(ctx, v, &row);
        row.quantity = "bias";
        row.value = r.bias[m];
        /* or what chance leaves of it */
        row.most = isnan(k->bias_most) ? k->bias_most
                                       : fmax(k->bias_most, 4 * r.bias_se[m]);
        row.least = -row.most;
        if (m == ECO_MEASURE_ILL && k->wrong_bias > 0)
            row.least = k->wrong_bias;
        if (m == ECO_MEASURE_ILL && k->wrong_bias < 0)
            row.most = k->wrong_bias;
        if (!st)
            st = eco_validation_add(ctx, v, &row);
    }
    if (!st)
        st =
            eco_validation_add(ctx, v,
                               &(eco_finding_row){.part = "worlds",
                                                  .what = k->what,
                                                  .quantity = "not nested",
                                                  .value = (double)r.not_nested,
                                                  .least = 0,
                                                  .most = 0,
                                                  .n = v->options->worlds});
    return st;
}

eco_status eco_validation_worlds(eco_ctx *ctx, eco_validation *v)
{
    /* Coverage above 0.95 is on the safe side where places are vague: their
     * levels are drawn together. */
    const struct kind kinds[] = {
        {"right model, surveyed places", "", 1, 1, 1, 0.85, 0.95, BIAS_MOST, 0},
        {"right model, surveyed and vague places",
         "levels of a place are drawn together: wider than need be", 1.0 / 3, 1,
         1, 0.85, NAN, BIAS_MOST, 0},
        {"wrong model: half of the evidence is reported, more of it on one "
         "side",
         "must show: too little is found", 1, 0.5, 1, NAN, NAN, NAN, -0.2},
        {"wrong model: links taken twice as long",
         "must show: too much is found", 0, 1, 2, NAN, NAN, NAN, 0.5},
    };
    struct worth w = {.nvalues = 0};
    eco_status st = ECO_OK;

    make_worth(&v->rules->values, &w);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !st; i++)
        st = one_kind(ctx, v, &w, &kinds[i]);
    return st;
}
