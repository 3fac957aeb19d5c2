/* Dispatch: ecocrime COMMAND [OPTIONS]. */
#include "faces.h"
#include "tool.h"
#include "topic.h"
#include "words.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern const struct cmd cmd_new, cmd_check, cmd_run, cmd_tabulate, cmd_ingest,
    cmd_scope, cmd_attribute, cmd_indicators, cmd_validate, cmd_publish,
    cmd_info, cmd_verify, cmd_help, cmd_completion;

const struct cmd *const eco_cmds[] = {
    &cmd_new,       &cmd_scope,      &cmd_check,
    &cmd_run,       &cmd_tabulate,   &cmd_ingest,
    &cmd_attribute, &cmd_indicators, &cmd_validate,
    &cmd_publish,   &cmd_info,       &cmd_verify,
    &cmd_help,      &cmd_completion, NULL};

const struct cmd *cmd_find(const char *name)
{
    for (const struct cmd *const *c = eco_cmds; *c; c++)
        if (strcmp((*c)->name, name) == 0)
            return *c;
    return NULL;
}

int cmd_unknown(struct tool *tool, const char *name)
{
    enum { CMDS = sizeof eco_cmds / sizeof eco_cmds[0], TOPICS = 8 };
    const char *names[CMDS + TOPICS] = {NULL}, *near;
    size_t n = 0;

    for (size_t i = 0; eco_cmds[i]; i++)
        names[n++] = eco_cmds[i]->name;
    for (size_t i = 0; tool->cmd == &cmd_help && eco_topics[i].name; i++)
        names[n++] = eco_topics[i].name;
    near = words_nearest(names, name);
    if (near)
        return tool_fail(tool, EXIT_USAGE,
                         "unknown command '%s'; did you mean '%s'?", name,
                         near);
    return tool_fail(tool, EXIT_USAGE,
                     "unknown command '%s'; 'ecocrime help' lists them", name);
}

/* A file opened by the library must never become standard output because the
 * caller closed that. Opened the wrong way round, so that use of it fails. */
static bool keep_standard_files(void)
{
    for (;;) {
        int fd = open("/dev/null", O_RDWR);

        if (fd < 0)
            return false;
        if (fd > 2) {
            close(fd);
            return true;
        }
        close(fd);
        if (open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
            return false;
    }
}

static int run(struct tool *tool, int argc, char **argv)
{
    const struct cmd *cmd = tool->cmd;
    void *args = malloc(cmd->size);
    int rc;

    if (!args)
        return tool_fail(tool, EXIT_FAILED, "out of memory");
    rc = opt_parse(tool, argc, argv, args);
    if (!rc)
        rc = tool_begin(tool);
    if (!rc) {
        if (tool->common.help)
            print_help(stdout, cmd);
        else if (tool->common.json_usage)
            print_usage_json(stdout, cmd);
        else
            rc = cmd->run(tool, args);
        rc = tool_end(tool, rc);
    }
    opt_clear(cmd, args);
    free(args);
    return rc;
}

int main(int argc, char **argv)
{
    struct tool tool = {
        .cmd = &eco_program, .lock = PTHREAD_MUTEX_INITIALIZER, .percent = -1};

    if (!keep_standard_files())
        return EXIT_FAILED;
    /* A closed pipe is a write that fails, not the end of a run half way. */
    signal(SIGPIPE, SIG_IGN);
    if (argc < 2) {
        print_help(stderr, &eco_program);
        return EXIT_USAGE;
    }
    if (argv[1][0] == '-')
        return run(&tool, argc, argv);
    tool.cmd = cmd_find(argv[1]);
    if (!tool.cmd) {
        tool.cmd = &eco_program;
        return cmd_unknown(&tool, argv[1]);
    }
    return run(&tool, argc - 1, argv + 1);
}
