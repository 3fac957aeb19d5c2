/* ecocrime attribute: how much of the degradation has evidence. */
#include "tool.h"

#include <ecocrime/run.h>
#include <limits.h>
#include <stdio.h>

struct args {
    const char *store, *rules, *layers;
    int draws, seed;
};

static const struct args defaults = {.draws = -1, .seed = -1};

static const struct opt opts[] = {
    OPERAND(struct args, store, "STORE", REQUIRED, NULL,
            "the database that a run wrote"),
    OPT_TEXT(struct args, rules, 0, "rules", "FILE", OPTIONAL,
             "rules and values to attribute by, or 'default' for those that "
             "come with ecocrime [those that the store has]"),
    OPT_INT(struct args, draws, 0, "draws", "N", 0, 100000,
            "how often to draw how far the areas may be off; 0 for no "
            "intervals [what the store has, 1000]"),
    OPT_INT(struct args, seed, 0, "seed", "N", 0, INT_MAX,
            "number that the draws start from [what the store has, 1]"),
    OPT_TEXT(struct args, layers, 0, "layers", "DIR", OPTIONAL,
             "folder whose files stand in for the built-in queries, "
             "indicators and styles of the same path"),
    OPT_END,
};

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;
    char *summary = NULL;
    const eco_attribute_options options = {.rules = a->rules,
                                           .layers = a->layers,
                                           .draws = a->draws,
                                           .seed = a->seed};
    int rc = tool_status(
        tool, eco_run_attribute(tool->ctx, a->store, &options, &summary));

    if (!rc)
        fputs(summary, stdout);
    eco_text_free(summary);
    return rc;
}

static const struct example examples[] = {
    {"ecocrime attribute out/sample.sqlite", "with the rules of the store"},
    {"ecocrime attribute out/sample.sqlite --rules default",
     "with those that come with ecocrime"},
    {"ecocrime attribute out/sample.sqlite --draws 4000 --seed 7",
     "other draws of how far areas may be off"},
    {NULL, NULL},
};

const struct cmd cmd_attribute = {
    .name = "attribute",
    .summary = "say how much of the degradation has evidence, by given rules",
    .about =
        "Grades the evidence of the store by a file of rules, works out for "
        "each set of evidence what part of the land it explains, and from that "
        "the area with evidence of illegality (ILL), of organized crime (ORG) "
        "and of transnational crime (TOC), in a low, a central and a high "
        "scenario; draws how far they may be off (table attribution_interval); "
        "then recomputes indicators and layers. Works from the "
        "tally; "
        "no raster is read, and the result is that of a run with these rules. "
        "The store is replaced at once or left as it was. These are areas with "
        "evidence, not causes; the values that ship are uncalibrated defaults "
        "(ecocrime help rules).",
    .memory = "O(evidence + largest zone).",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .is_long = true,
    .examples = examples,
};
