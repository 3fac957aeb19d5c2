/* ecocrime help: the help or the man page of a command. */
#include "faces.h"
#include "tool.h"

struct args {
    const char *command;
    bool man;
};

static const struct args defaults = {0};

static const struct opt opts[] = {
    OPERAND(struct args, command, "COMMAND", OPTIONAL, NULL,
            "the command to explain; without it, the program"),
    OPT_FLAG(struct args, man, 0, "man", "print it as a man page, in roff"),
    OPT_END,
};

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;
    const struct cmd *cmd = a->command ? cmd_find(a->command) : &eco_program;

    if (!cmd)
        return cmd_unknown(tool, a->command);
    (a->man ? print_man : print_help)(stdout, cmd);
    return EXIT_DONE;
}

static const struct example examples[] = {
    {"ecocrime help tabulate", "options, memory, exit status and examples"},
    {"ecocrime help tabulate --man | man -l -", "the same as a man page"},
    {NULL, NULL},
};

const struct cmd cmd_help = {
    .name = "help",
    .summary = "explain a command",
    .about = "Prints the help of a command, or of the program with the list "
             "of its commands.",
    .memory = "A few kilobytes.",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .examples = examples,
};
