/* ecocrime info: what a store holds. */
#include "tool.h"

#include <ecocrime/store.h>
#include <stdio.h>
#include <string.h>

struct args {
    const char *store;
    bool json, rejected;
};

static const struct args defaults = {0};

static const struct opt opts[] = {
    OPERAND(struct args, store, "STORE", REQUIRED, NULL,
            "the database that a run wrote"),
    OPT_FLAG(struct args, json, 0, "json", "print one JSON document"),
    OPT_FLAG(struct args, rejected, 0, "rejected",
             "list the input rows that were refused, with the reason"),
    OPT_END,
};

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;
    char *text = NULL;
    int rc = tool_status(
        tool, a->rejected
                  ? eco_store_rejected(tool->ctx, a->store, a->json, &text)
                  : eco_store_describe(tool->ctx, a->store, a->json, &text));

    if (!rc && text) {
        size_t n = strlen(text);

        fputs(text, stdout);
        if (n && text[n - 1] != '\n')
            putchar('\n');
    }
    eco_text_free(text);
    return rc;
}

static const struct example examples[] = {
    {"ecocrime info out/sample.sqlite", "for people"},
    {"ecocrime info out/sample.sqlite --json | jq -r '.assessment'",
     "for a program"},
    {"ecocrime info out/sample.sqlite --rejected", "what to correct"},
    {NULL, NULL},
};

const struct cmd cmd_info = {
    .name = "info",
    .summary = "say what a store holds",
    .about = "Prints the assessment, the datasets with licence and checksum, "
             "the zone sets, the layers, and how many input rows were refused.",
    .memory = "O(datasets + layers).",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .examples = examples,
};
