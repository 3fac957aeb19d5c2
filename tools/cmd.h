/* A command is data: one table feeds parsing, --help, the man page, the
 * completion and --json-usage. */
#ifndef ECO_TOOLS_CMD_H
#define ECO_TOOLS_CMD_H

#include <stdbool.h>
#include <stddef.h>

/* Name, exit status, what the help and the man pages say. */
#define EXIT_MAP(X)                                                            \
    X(DONE, 0, "done")                                                         \
    X(FAILED, 1, "failed; the message on standard error says why")             \
    X(USAGE, 2, "wrong usage, or the assessment is not valid")                 \
    X(FOUND, 3, "a check found problems")                                      \
    X(INCOMPLETE, 4, "incomplete: some inputs failed and were left out")       \
    X(INTERRUPTED, 130, "interrupted by Ctrl-C (143: by SIGTERM)")

enum eco_exit {
#define X(name, code, text) EXIT_##name = (code),
    EXIT_MAP(X)
#undef X
};

enum opt_type {
    OPT_END_,
    OPT_OPERAND_,
    OPT_TEXT_,
    OPT_LIST_,
    OPT_CHOICE_,
    OPT_INT_,
    OPT_FLAG_
};
enum opt_need { OPTIONAL, REQUIRED };

/* Values of an option that may be repeated, in the order given. */
struct texts {
    const char **items;
    size_t n;
};

struct opt {
    enum opt_type type;
    char letter;       /* 0 when there is no short form */
    const char *name;  /* long form without dashes; of an operand, its name */
    const char *value; /* what to call the value; NULL for flags, choices */
    size_t offset;     /* of the member in the command's argument struct */
    enum opt_need need;
    int min, max;             /* inclusive, of integers */
    const char *const *words; /* all that is allowed, NULL-terminated */
    const char *help; /* one clause; a default within range is added to it */
};

/* Compile error when member `m` of `T` is not of type `want`. */
#define MEMBER(T, m, want)                                                     \
    (offsetof(T, m) + 0 * sizeof(char[_Generic(((T *)0)->m, want : 1, default  \
                                               : -1)]))

#define OPERAND(T, m, n, req, w, h)                                            \
    {                                                                          \
        .type = OPT_OPERAND_, .name = n, .value = n, .need = req, .words = w,  \
        .offset = MEMBER(T, m, const char *), .help = h                        \
    }
#define OPT_TEXT(T, m, c, n, v, req, h)                                        \
    {                                                                          \
        .type = OPT_TEXT_, .letter = c, .name = n, .value = v, .need = req,    \
        .offset = MEMBER(T, m, const char *), .help = h                        \
    }
#define OPT_LIST(T, m, c, n, v, h)                                             \
    {                                                                          \
        .type = OPT_LIST_, .letter = c, .name = n, .value = v,                 \
        .offset = MEMBER(T, m, struct texts), .help = h                        \
    }
/* The member becomes the index of the word given. */
#define OPT_CHOICE(T, m, c, n, w, h)                                           \
    {                                                                          \
        .type = OPT_CHOICE_, .letter = c, .name = n, .words = w,               \
        .offset = MEMBER(T, m, int), .help = h                                 \
    }
#define OPT_INT(T, m, c, n, v, lo, hi, h)                                      \
    {                                                                          \
        .type = OPT_INT_, .letter = c, .name = n, .value = v,                  \
        .offset = MEMBER(T, m, int), .min = lo, .max = hi, .help = h           \
    }
#define OPT_FLAG(T, m, c, n, h)                                                \
    {                                                                          \
        .type = OPT_FLAG_, .letter = c, .name = n,                             \
        .offset = MEMBER(T, m, bool), .help = h                                \
    }
#define OPT_END                                                                \
    {                                                                          \
        .type = OPT_END_                                                       \
    }

struct example {
    const char *line; /* a command line; the tests run it */
    const char *says; /* what it is for */
};

struct tool;

struct cmd {
    const char *name;    /* "" for the program itself */
    const char *summary; /* no capital, no full stop */
    const char *about;   /* paragraphs, an empty line between them */
    const char *memory;
    const struct opt *opts;
    const void *defaults; /* an argument struct holding the defaults */
    size_t size;          /* of that struct */
    int (*run)(struct tool *tool, const void *args);
    bool is_long; /* Ctrl-C ends it by way of its progress callback */
    bool finds;   /* can end with EXIT_FOUND */
    const struct example *examples; /* the last has no line */
};

/* Options of every command; their values land in struct common. */
struct common {
    bool help, json_usage, quiet, verbose;
    int log;
};
enum { LOG_TEXT, LOG_JSON };
extern const struct opt common_opts[];
extern const struct common common_defaults;

extern const struct cmd eco_program;
extern const struct cmd *const eco_cmds[]; /* NULL-terminated, in help order */
const struct cmd *cmd_find(const char *name);

/* Report that `name` is no command, and the nearest that is; EXIT_USAGE. */
int cmd_unknown(struct tool *tool, const char *name);

/* The common options of `cmd`: none for the program itself. */
const struct opt *cmd_common(const struct cmd *cmd);

/* Whether `cmd` can end with this exit status. */
bool cmd_exits(const struct cmd *cmd, int code);

/* Fill `args` (of cmd->size bytes) and tool->common from argv[1..]. Stops early
 * when --help or --json-usage is met. EXIT_DONE or EXIT_USAGE (reported). */
int opt_parse(struct tool *tool, int argc, char **argv, void *args);
void opt_clear(const struct cmd *cmd, void *args);

#endif
