/* ecocrime completion: what a shell completes. */
#include "faces.h"
#include "tool.h"

#include <ecocrime/vocabulary.h>

struct args {
    const char *shell;
};

static const char *const shells[] = {"bash", NULL};
static const struct args defaults = {0};

static const struct opt opts[] = {
    OPERAND(struct args, shell, "SHELL", REQUIRED, shells,
            "the shell to write for: bash"),
    OPT_END,
};

static int run(struct tool *tool, const void *p)
{
    const char *const *lists = NULL;
    int rc = tool_status(tool, eco_vocabulary_names(tool->ctx, NULL, &lists));

    (void)p; /* bash is the one shell that the table lets through */
    if (!rc)
        print_completion(stdout, lists);
    eco_vocabulary_names_free(lists);
    return rc;
}

static const struct example examples[] = {
    {"ecocrime completion bash > ecocrime.bash",
     "a file to read with 'source', or to put into "
     "~/.local/share/bash-completion/completions/ecocrime"},
    {NULL, NULL},
};

const struct cmd cmd_completion = {
    .name = "completion",
    .summary = "print the completion script of a shell",
    .about =
        "Commands, options, the words an option may take, vocabularies and "
        "file names are completed.",
    .memory = "A few kilobytes.",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .examples = examples,
};
