/* ecocrime scope: what may be claimed where, before anything heavy runs. */
#include "tool.h"

#include <ecocrime/scope.h>
#include <stdio.h>

struct args {
    const char *file, *store, *scores, *concept_name, *output, *layers;
    bool json;
};

static const struct args defaults = {0};

static const struct opt opts[] = {
    OPERAND(struct args, file, "FILE", REQUIRED, NULL, "the assessment file"),
    OPT_TEXT(struct args, store, 0, "store", "STORE", OPTIONAL,
             "database of an earlier run of FILE: reports, outcomes and shares "
             "of evidence are counted in it, by area"),
    OPT_TEXT(struct args, scores, 0, "scores", "CSV", OPTIONAL,
             "scores that data cannot tell, or that you know better: area, "
             "domain, criterion, score, reason; * stands for all"),
    OPT_TEXT(struct args, concept_name, 0, "concept", "NAME", OPTIONAL,
             "a ready-made concept: global-DEG, selected-countries or "
             "cross-border-basin [as-told]"),
    OPT_TEXT(struct args, output, 'o', "output", "DIR", OPTIONAL,
             "folder for scope.csv, scores.csv and scope.md"),
    OPT_TEXT(struct args, layers, 0, "layers", "DIR", OPTIONAL,
             "folder whose files stand in for the built-in ones of the same "
             "path (weights and limits are in scope/)"),
    OPT_FLAG(struct args, json, 0, "json", "print one JSON document"),
    OPT_END,
};

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;
    const eco_scope_options options = {.assessment = a->file,
                                       .store = a->store,
                                       .scores = a->scores,
                                       .concept_name = a->concept_name,
                                       .output = a->output,
                                       .layers = a->layers,
                                       .json = a->json};
    char *text = NULL;
    int rc = tool_status(tool, eco_scope(tool->ctx, &options, &text));

    if (!rc)
        fputs(text, stdout);
    eco_text_free(text);
    return rc;
}

static const struct example examples[] = {
    {"ecocrime scope assessment.yaml",
     "what is ready, what is missing, what may be claimed"},
    {"ecocrime scope assessment.yaml --concept global-DEG -o scope",
     "the same under a concept, as files to pass on"},
    {"ecocrime scope assessment.yaml --scores scope/scores.csv --json | jq -r "
     "'.rows[].class'",
     "again, with scores that people filled in"},
    {NULL, NULL},
};

const struct cmd cmd_scope = {
    .name = "scope",
    .summary = "say what may be claimed where, before a run",
    .about =
        "Scores each area and crime domain of an assessment by nine criteria "
        "(rasters, their accuracy, legal overlays, registers, reports, "
        "outcomes, data protection, relevance, safety of people), 0, 0.5 or 1 "
        "each, from what the files hold. The weighted mean is the readiness; "
        "with the width that the estimate of organized crime would have it "
        "gives the class of coverage: A full attribution, B illegality only, C "
        "mapping only. Data protection and safety are vetoes.\n\n"
        "What is not known scores 0 and says so. Relevance and safety can only "
        "be told, by --scores. scores.csv in the output folder has the form "
        "that --scores reads; a later row counts in place of an earlier one. A "
        "criterion may also be a tier (T1 to T5): the share of the degraded "
        "area that such evidence is expected to cover.",
    .memory =
        "O(areas x domains + largest zone); rasters are opened, not read.",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .examples = examples,
};
