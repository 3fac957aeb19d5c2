/* ecocrime ingest: more into a store that is there. */
#include "tool.h"

#include <ecocrime/ingest.h>
#include <ecocrime/mapping.h>
#include <ecocrime/run.h>
#include <stdio.h>

struct args {
    const char *what, *store, *file, *suggest, *layer;
    const char *mapping, *dataset, *title, *licence, *citation, *origin, *basis,
        *inputs;
    int sensitivity;
};

static const struct args defaults = {0};

static const char *const kinds[] = {"incidents", NULL};

static const struct opt opts[] = {
    OPERAND(struct args, what, "WHAT", REQUIRED, kinds, "what the file holds"),
    OPERAND(struct args, store, "STORE", OPTIONAL, NULL,
            "the database that a run wrote"),
    OPERAND(struct args, file, "FILE", OPTIONAL, NULL,
            "CSV, XLSX, ODS, GeoJSON, GeoPackage, Shapefile, KML or GPX"),
    OPT_TEXT(struct args, mapping, 'm', "mapping", "FILE", OPTIONAL,
             "what the columns mean, a file or such as builtin:kobo; see "
             "'ecocrime help mapping'"),
    OPT_TEXT(struct args, suggest, 0, "suggest", "FILE", OPTIONAL,
             "print a first draft of a mapping for FILE, and do nothing else; "
             "needs no STORE"),
    OPT_TEXT(struct args, layer, 0, "layer", "NAME", OPTIONAL,
             "with --suggest: the sheet or layer, where FILE has several"),
    OPT_TEXT(struct args, dataset, 'd', "dataset", "ID", OPTIONAL,
             "dataset of the store that the file belongs to, or a new one; "
             "otherwise the name of the mapping"),
    OPT_TEXT(struct args, title, 0, "title", "TEXT", OPTIONAL,
             "title of a new dataset"),
    OPT_TEXT(struct args, licence, 0, "licence", "TEXT", OPTIONAL,
             "licence of a new dataset, such as CC-BY-4.0"),
    OPT_TEXT(struct args, citation, 0, "citation", "TEXT", OPTIONAL,
             "how a new dataset is cited"),
    OPT_TEXT(struct args, origin, 0, "origin", "TEXT", OPTIONAL,
             "where a new dataset comes from"),
    OPT_INT(struct args, sensitivity, 0, "sensitivity", "N", 0, 3,
            "of a new dataset, 0 for none"),
    OPT_TEXT(struct args, inputs, 0, "inputs", "DIR", OPTIONAL,
             "folder of the assessment: paths in the store are relative to it; "
             "the current one unless given"),
    OPT_TEXT(struct args, basis, 0, "legal-basis", "TEXT", OPTIONAL,
             "why columns about persons may be kept, when the mapping keeps "
             "them; written into the lineage"),
    OPT_END,
};

static int suggest(struct tool *tool, const struct args *a)
{
    const eco_suggest_options o = {.layer = a->layer};
    char *yaml = NULL;
    int rc;

    if (a->store || a->mapping)
        return tool_fail(tool, EXIT_USAGE,
                         "--suggest prints a mapping and reads into no store; "
                         "take %s out",
                         a->store ? "STORE" : "--mapping");
    rc = tool_status(tool,
                     eco_mapping_suggest(tool->ctx, a->suggest, &o, &yaml));
    if (!rc)
        fputs(yaml, stdout);
    eco_text_free(yaml);
    return rc;
}

/* Needed but by --suggest. */
static const char *missing(const struct args *a)
{
    return !a->store ? "STORE" : !a->file ? "FILE" : "--mapping";
}

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;
    const eco_ingest_options o = {.store = a->store,
                                  .file = a->file,
                                  .mapping = a->mapping,
                                  .dataset = a->dataset,
                                  .title = a->title,
                                  .licence = a->licence,
                                  .citation = a->citation,
                                  .origin = a->origin,
                                  .legal_basis = a->basis,
                                  .inputs = a->inputs,
                                  .sensitivity = a->sensitivity};
    char *what = NULL;
    int rc;

    if (a->suggest)
        return suggest(tool, a);
    if (!a->store || !a->file || !a->mapping)
        return tool_fail(tool, EXIT_USAGE, "%s is missing", missing(a));
    if (a->layer)
        return tool_fail(tool, EXIT_USAGE,
                         "--layer goes with --suggest; otherwise the mapping "
                         "names it, as format.layer");
    rc = tool_status(tool, eco_ingest_file(tool->ctx, &o, &what));
    if (!rc)
        printf("%s\n", what);
    eco_text_free(what);
    return rc;
}

static const struct example examples[] = {
    {"ecocrime ingest incidents out/sample.sqlite incidents_corrected.csv "
     "--mapping incidents.mapping.yaml --dataset reports",
     "a corrected file: only what is new or changed is added"},
    {"ecocrime ingest incidents --suggest incidents.csv >draft.mapping.yaml",
     "a first draft of its mapping"},
    {NULL, NULL},
};

const struct cmd cmd_ingest = {
    .name = "ingest",
    .summary = "read a file of incidents into a store",
    .about =
        "Rows pass by the mapping file as in a run. Read again, a file adds "
        "what is new: rows that are as they were stay, changed ones supersede "
        "what was said of the same id, and what is refused is told anew. Reads "
        "no raster: the tally keeps the evidence of the run.\n\n"
        "Prints one line: rows read, stored, unchanged, merged and refused; "
        "'ecocrime info --rejected' lists the refused ones.\n\n"
        "With --suggest a mapping is made from the data of FILE, with a "
        "comment at each choice that says what it rests on. What the data does "
        "not tell is left open: rows that need it are refused until it is "
        "told.",
    .memory = "O(incidents that are compared): 0.2 KB each.",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .is_long = true,
    .examples = examples,
};
