/* Fill a command's argument struct from argv, by its option table. */
#include "tool.h"
#include "words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OWN, COMMON, TABLES, OPTS_MAX = 32 };

struct parser {
    struct tool *tool;
    const struct opt *opts[TABLES];
    char *base[TABLES]; /* the struct that a table's offsets refer to */
    bool seen[TABLES][OPTS_MAX];
    int argc, at; /* argv[at] is the next argument */
    char **argv;
};

/* Where an option was found; opt is NULL when it was not. */
struct slot {
    const struct opt *opt;
    char *member;
    bool *seen;
};

static struct slot slot_at(struct parser *p, int table, size_t i)
{
    const struct opt *o = &p->opts[table][i];

    return (struct slot){o, p->base[table] + o->offset, &p->seen[table][i]};
}

/* The option with this letter, or if that is 0 with this name of n bytes. */
static struct slot find(struct parser *p, char letter, const char *name,
                        size_t n)
{
    for (int t = 0; t < TABLES; t++)
        for (size_t i = 0; p->opts[t] && p->opts[t][i].type; i++) {
            const struct opt *o = &p->opts[t][i];

            if (o->type == OPT_OPERAND_)
                continue;
            if (letter ? o->letter == letter
                       : strlen(o->name) == n && memcmp(o->name, name, n) == 0)
                return slot_at(p, t, i);
        }
    return (struct slot){0};
}

static int unknown(struct parser *p, const char *arg, size_t n)
{
    const char *names[TABLES * OPTS_MAX + 1], *near;
    char word[40];
    size_t count = 0;

    for (int t = 0; t < TABLES; t++)
        for (const struct opt *o = p->opts[t]; o && o->type; o++)
            if (o->type != OPT_OPERAND_)
                names[count++] = o->name;
    names[count] = NULL;
    snprintf(word, sizeof word, "%.*s", (int)n, arg); /* without "=value" */
    near = words_nearest(names, word);
    if (near)
        return tool_fail(p->tool, EXIT_USAGE,
                         "unknown option '--%s'; did you mean '--%s'?", word,
                         near);
    return tool_fail(p->tool, EXIT_USAGE,
                     "unknown option '--%s'; '--help' lists the options", word);
}

static bool integer(const struct opt *o, const char *text, int *out)
{
    char *end;
    long n;

    errno = 0;
    n = strtol(text, &end, 10);
    if (end == text || *end || errno || n < o->min || n > o->max)
        return false;
    *out = (int)n;
    return true;
}

static int append(struct parser *p, struct texts *list, const char *text)
{
    if (!list->items) /* there are fewer values than arguments */
        list->items = calloc((size_t)p->argc, sizeof *list->items);
    if (!list->items)
        return tool_fail(p->tool, EXIT_FAILED, "out of memory");
    list->items[list->n++] = text;
    return EXIT_DONE;
}

static int not_allowed(struct parser *p, const struct opt *o, const char *text)
{
    const char *dashes = o->type == OPT_OPERAND_ ? "" : "--";
    char list[128];

    if (o->type == OPT_INT_)
        return tool_fail(p->tool, EXIT_USAGE,
                         "--%s is '%s'; it must be a whole number from %d to "
                         "%d",
                         o->name, text, o->min, o->max);
    return tool_fail(p->tool, EXIT_USAGE, "%s%s is '%s'; it must be %s", dashes,
                     o->name, text, words_list(o->words, list, sizeof list));
}

static int store(struct parser *p, struct slot s, const char *text)
{
    void *member = s.member;
    const struct opt *o = s.opt;
    int word = o->words ? words_find(o->words, text) : 0;

    if (word < 0)
        return not_allowed(p, o, text);
    if (*s.seen && o->type != OPT_LIST_ && o->type != OPT_FLAG_)
        return tool_fail(p->tool, EXIT_USAGE, "--%s is given twice", o->name);
    *s.seen = true;
    switch (o->type) {
    case OPT_FLAG_:
        *(bool *)member = true;
        break;
    case OPT_OPERAND_:
    case OPT_TEXT_:
        *(const char **)member = text;
        break;
    case OPT_LIST_:
        return append(p, member, text);
    case OPT_CHOICE_:
        *(int *)member = word;
        break;
    case OPT_INT_:
        if (!integer(o, text, member))
            return not_allowed(p, o, text);
        break;
    case OPT_END_:
        break;
    }
    return EXIT_DONE;
}

static int store_next(struct parser *p, struct slot s)
{
    if (p->at == p->argc)
        return tool_fail(p->tool, EXIT_USAGE, "--%s needs a value: %s",
                         s.opt->name, s.opt->help);
    return store(p, s, p->argv[p->at++]);
}

/* "name", "name=value", or "name" with the value in the next argument. */
static int take_long(struct parser *p, const char *arg)
{
    size_t n = strcspn(arg, "=");
    struct slot s = find(p, 0, arg, n);

    if (!s.opt)
        return unknown(p, arg, n);
    if (s.opt->type == OPT_FLAG_ && arg[n])
        return tool_fail(p->tool, EXIT_USAGE, "--%s takes no value",
                         s.opt->name);
    if (s.opt->type == OPT_FLAG_)
        return store(p, s, "");
    return arg[n] ? store(p, s, arg + n + 1) : store_next(p, s);
}

/* "q", "qv", "j8", or "j" with the value in the next argument. */
static int take_letters(struct parser *p, const char *arg)
{
    for (; *arg; arg++) {
        struct slot s = find(p, *arg, NULL, 0);
        int rc;

        if (!s.opt)
            return tool_fail(p->tool, EXIT_USAGE,
                             "unknown option '-%.1s'; '--help' lists the "
                             "options",
                             arg);
        if (s.opt->type != OPT_FLAG_)
            return arg[1] ? store(p, s, arg + 1) : store_next(p, s);
        rc = store(p, s, "");
        if (rc)
            return rc;
    }
    return EXIT_DONE;
}

static int take_operand(struct parser *p, const char *arg)
{
    for (size_t i = 0; p->opts[OWN][i].type; i++)
        if (p->opts[OWN][i].type == OPT_OPERAND_ && !p->seen[OWN][i])
            return store(p, slot_at(p, OWN, i), arg);
    return tool_fail(p->tool, EXIT_USAGE,
                     "unexpected argument '%s'; '--help' shows the usage", arg);
}

static int check_needs(struct parser *p)
{
    for (size_t i = 0; p->opts[OWN][i].type; i++) {
        const struct opt *o = &p->opts[OWN][i];
        const char *dashes = o->type == OPT_OPERAND_ ? "" : "--";

        if (o->need == REQUIRED && !p->seen[OWN][i])
            return tool_fail(p->tool, EXIT_USAGE, "%s%s is missing: %s", dashes,
                             o->name, o->help);
    }
    return EXIT_DONE;
}

/* An error in the first argument must already know of "--log json" in the
 * last; a wrong word there is reported in its turn. */
static void look_ahead(struct parser *p)
{
    for (int i = 1; i < p->argc && strcmp(p->argv[i], "--") != 0; i++) {
        const char *next = i + 1 < p->argc ? p->argv[i + 1] : "";

        if (strcmp(p->argv[i], "--log=json") == 0 ||
            (strcmp(p->argv[i], "--log") == 0 && strcmp(next, "json") == 0))
            p->tool->common.log = LOG_JSON;
    }
}

static int take(struct parser *p, bool *only_operands)
{
    const char *arg = p->argv[p->at++];

    if (*only_operands || arg[0] != '-' || !arg[1])
        return take_operand(p, arg);
    if (strcmp(arg, "--") == 0)
        *only_operands = true;
    else
        return arg[1] == '-' ? take_long(p, arg + 2) : take_letters(p, arg + 1);
    return EXIT_DONE;
}

int opt_parse(struct tool *tool, int argc, char **argv, void *args)
{
    const struct cmd *cmd = tool->cmd;
    struct parser p = {.tool = tool,
                       .opts = {cmd->opts, cmd_common(cmd)},
                       .base = {args, (char *)&tool->common},
                       .argc = argc,
                       .at = 1,
                       .argv = argv};
    const bool *help = &tool->common.help, *usage = &tool->common.json_usage;
    bool only_operands = false;
    int rc = EXIT_DONE;

    memcpy(args, cmd->defaults, cmd->size);
    tool->common = common_defaults;
    look_ahead(&p);
    while (!rc && !*help && !*usage && p.at < argc)
        rc = take(&p, &only_operands);
    return rc || *help || *usage ? rc : check_needs(&p);
}

void opt_clear(const struct cmd *cmd, void *args)
{
    for (const struct opt *o = cmd->opts; o->type; o++)
        if (o->type == OPT_LIST_) {
            struct texts *list = (void *)((char *)args + o->offset);

            free(list->items);
            *list = (struct texts){0};
        }
}
