/* ecocrime ingest: more into a store that is there. */
#include "tool.h"

#include <ecocrime/ingest.h>
#include <ecocrime/run.h>
#include <stdio.h>

struct args {
    const char *what, *store, *file;
    const char *mapping, *dataset, *title, *licence, *citation, *origin, *basis;
    int sensitivity;
};

static const struct args defaults = {0};

static const char *const kinds[] = {"incidents", NULL};

static const struct opt opts[] = {
    OPERAND(struct args, what, "WHAT", REQUIRED, kinds, "what the file holds"),
    OPERAND(struct args, store, "STORE", REQUIRED, NULL,
            "the database that a run wrote"),
    OPERAND(struct args, file, "FILE", REQUIRED, NULL,
            "CSV, XLSX, ODS, GeoJSON, GeoPackage, Shapefile, KML or GPX"),
    OPT_TEXT(struct args, mapping, 'm', "mapping", "FILE", REQUIRED,
             "what the columns mean; see 'ecocrime check'"),
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
    OPT_TEXT(struct args, basis, 0, "legal-basis", "TEXT", OPTIONAL,
             "why columns about persons may be kept, when the mapping keeps "
             "them; written into the lineage"),
    OPT_END,
};

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
                                  .sensitivity = a->sensitivity};
    char *what = NULL;
    int rc = tool_status(tool, eco_ingest_file(tool->ctx, &o, &what));

    if (!rc)
        printf("%s\n", what);
    eco_text_free(what);
    return rc;
}

static const struct example examples[] = {
    {"ecocrime ingest incidents out/sample.sqlite incidents_corrected.csv "
     "--mapping incidents.mapping.yaml --dataset reports",
     "a corrected file: only what is new or changed is added"},
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
        "'ecocrime info --rejected' lists the refused ones.",
    .memory = "O(incidents that are compared): 0.2 KB each.",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .is_long = true,
    .examples = examples,
};
