/* Mapping files: their keys, and those that come with the library. */
#include "tool.h"
#include "topic.h"

#include <ecocrime/check.h>
#include <ecocrime/mapping.h>
#include <stdio.h>

static int print_one(struct tool *tool, const struct topic_request *request)
{
    char *text = NULL;
    eco_status st =
        eco_mapping_builtin(tool->ctx, request->list, request->layers, &text);

    if (!st)
        fputs(text, stdout);
    eco_text_free(text);
    return tool_status(tool, st == ECO_NOTFOUND ? ECO_USAGE : st);
}

int print_mapping(struct tool *tool, const struct topic_request *request)
{
    char *builtins = NULL, *keys = NULL;
    eco_status st;

    if (request->json || request->lang)
        return tool_fail(tool, EXIT_USAGE,
                         "--%s goes with the topic vocabulary",
                         request->json ? "json" : "lang");
    if (request->list)
        return print_one(tool, request);
    st = eco_mapping_builtins(tool->ctx, request->layers, &builtins);
    if (!st)
        st = eco_mapping_keys(tool->ctx, &keys);
    if (!st)
        printf(
            "A mapping file says how the columns of an incidents file are "
            "read. 'ecocrime\ningest incidents --suggest FILE' writes a first "
            "draft of one.\n\n"
            "Builtin, to be named where a mapping file is wanted; "
            "'ecocrime help mapping\nkobo' prints one:\n\n%s\n"
            "Keys:\n\n%s",
            builtins, keys);
    eco_text_free(keys);
    eco_text_free(builtins);
    return tool_status(tool, st);
}
