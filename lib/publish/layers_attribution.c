/* Layers of degradation by what evidence says of it. */
#include "eco_layer_make.h"

#include "eco_str.h"

static const char may_read[] =
    "By zone and year, hectares as mapped. Colour: area degraded. The bar: its "
    "parts with evidence of illegality, by the strongest tier that holds (T1 "
    "final decision, T2 enforcement, T3 documented, T4 forbidden or without a "
    "permit, T5 context), with a valid permit, and undetermined, central "
    "values. May be read as: so much of the degradation has such evidence, "
    "between low and high. May not be read as: so much was caused by crime, "
    "nor "
    "as the share of crime where nobody looked; undetermined is neither legal "
    "nor illegal. Forward hatch: low and high lie further apart than 60 "
    "percent "
    "of the central value. Backward hatch: too few reports to rank the zone. "
    "Values of tiers are uncalibrated defaults unless the table tier_value "
    "says "
    "otherwise. Types of degradation are different measurements: do not add "
    "them, nor zone sets that overlap.";

static eco_status make_loss(eco_ctx *ctx, eco_store *store, eco_stmt *s)
{
    const char *type = eco_col_text(s, 0), *set = eco_col_text(s, 1);
    eco_str table = {0}, title = {0};
    const char *names[2];
    eco_status st;

    eco_str_printf(&table, "loss_by_evidence_%s_%s", type, set);
    eco_str_printf(&title, "%s with evidence of crime, by tier (ha) - %s",
                   eco_col_text(s, 2), set);
    names[0] = names[1] = eco_str_text(&table);
    st = table.failed || title.failed
             ? eco_nomem(ctx)
             : eco_layer_run(ctx, store, "publish_loss_create", names, NULL);
    if (!st)
        st = eco_layer_run(
            ctx, store, "publish_loss_fill", names,
            (const char *const[4]){":type", type, ":zone_set", set});
    if (!st)
        st = eco_layer_add(ctx, store,
                           &(eco_layer_row){.name = names[0],
                                            .title = eco_str_text(&title),
                                            .abstract = may_read,
                                            .theme = "Attribution",
                                            .indicator = type,
                                            .series = "attribution",
                                            .zone_set = set,
                                            .unit = "HA",
                                            .style = "loss",
                                            .licence = eco_col_text(s, 3),
                                            .attribution = eco_col_text(s, 4)});
    eco_str_clear(&table);
    eco_str_clear(&title);
    return st;
}

eco_status eco_publish_losses(eco_ctx *ctx, eco_store *store)
{
    return eco_layer_each(ctx, store, "publish_loss_sets", make_loss);
}
