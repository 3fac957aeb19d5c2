/* --help: plain text of at most 79 columns. */
#include "faces.h"
#include "topic.h"

#include <string.h>

enum { WIDTH = 79, COLUMN = 26 };

/* Words of `text` from column `at` on, later lines from column `indent`. */
static void fill(FILE *to, const char *text, size_t indent, size_t at)
{
    bool is_start = true;

    while (*text) {
        size_t n = strcspn(text, " \n");
        bool is_new = strncmp(text + n, "\n\n", 2) == 0;

        if (!is_start && at + 1 + n > WIDTH) {
            fprintf(to, "\n%*s", (int)indent, "");
            at = indent;
        } else if (!is_start) {
            fputc(' ', to);
            at++;
        }
        fwrite(text, 1, n, to);
        at += n;
        if (is_new) {
            fprintf(to, "\n\n%*s", (int)indent, "");
            at = indent;
        }
        is_start = is_new;
        text += n;
        text += strspn(text, " \n");
    }
    fputc('\n', to);
}

static void put_plain(FILE *to, enum part part, const char *text)
{
    (void)part;
    if (text[0])
        fprintf(to, " %s", text);
}

static bool has_list(const struct opt *opts, bool operands)
{
    for (const struct opt *o = opts; o && o->type; o++)
        if ((o->type == OPT_OPERAND_) == operands)
            return true;
    return false;
}

static void print_row(FILE *to, const char *left, const char *text)
{
    int n = fprintf(to, "  %s", left);

    if (n + 2 > COLUMN) {
        fputc('\n', to);
        n = 0;
    }
    fprintf(to, "%*s", COLUMN - n, "");
    fill(to, text, COLUMN, COLUMN);
}

static void print_opt(FILE *to, const struct opt *o, const void *base)
{
    char left[128], words[64], number[32], letter[8] = "    ", text[1024];
    const char *def = opt_default(o, base, number);
    const char *value = opt_value(o, words, sizeof words);

    if (o->letter)
        snprintf(letter, sizeof letter, "-%c, ", o->letter);
    if (o->type == OPT_OPERAND_)
        snprintf(left, sizeof left, "%s", o->name);
    else
        snprintf(left, sizeof left, "%s--%s%s%s", letter, o->name,
                 value[0] ? " " : "", value);
    snprintf(text, sizeof text, "%s%s%s%s%s", o->help,
             o->type == OPT_LIST_ ? "; may be repeated" : "", def ? " [" : "",
             def ? def : "", def ? "]" : "");
    print_row(to, left, text);
}

static void print_opts(FILE *to, const char *title, const struct opt *opts,
                       const void *base, bool operands)
{
    if (!has_list(opts, operands))
        return;
    fprintf(to, "\n%s:\n", title);
    for (const struct opt *o = opts; o->type; o++)
        if ((o->type == OPT_OPERAND_) == operands)
            print_opt(to, o, base);
}

static void print_examples(FILE *to, const struct cmd *cmd)
{
    fputs("\nExamples:\n", to);
    for (const struct example *e = cmd->examples; e->line; e++) {
        const char *line = e->line;

        fputs("  # ", to);
        fill(to, e->says, 4, 4);
        for (size_t n; line[n = line_piece(line, WIDTH - 8)]; line += n + 1)
            fprintf(to, "  %s%.*s \\\n", line == e->line ? "" : "    ", (int)n,
                    line);
        fprintf(to, "  %s%s\n", line == e->line ? "" : "    ", line);
    }
}

static void print_exits(FILE *to, const struct cmd *cmd)
{
    fputs("\nExit status:\n", to);
#define X(name, code, text)                                                    \
    if (cmd_exits(cmd, code))                                                  \
        fprintf(to, "  %3d  %s\n", code, text);
    EXIT_MAP(X)
#undef X
}

void print_help(FILE *to, const struct cmd *cmd)
{
    bool is_program = cmd == &eco_program;

    fprintf(to, "usage: ecocrime%s%s", is_program ? "" : " ", cmd->name);
    put_synopsis(to, cmd, put_plain);
    fputs("\n\n", to);
    fill(to, cmd->about, 0, 0);
    if (is_program) {
        fputs("\nCommands:\n", to);
        for (const struct cmd *const *c = eco_cmds; *c; c++)
            print_row(to, (*c)->name, (*c)->summary);
        fputs("\nTopics of 'ecocrime help':\n", to);
        for (const struct topic *t = eco_topics; t->name; t++)
            print_row(to, t->name, t->summary);
    }
    print_opts(to, "Operands", cmd->opts, cmd->defaults, true);
    print_opts(to, "Options", cmd->opts, cmd->defaults, false);
    print_opts(to, "Common options", cmd_common(cmd), &common_defaults, false);
    if (cmd->memory) {
        fputs("\nMemory:\n  ", to);
        fill(to, cmd->memory, 2, 2);
    }
    print_exits(to, cmd);
    print_examples(to, cmd);
    if (is_program)
        fputs("\n'ecocrime help COMMAND' tells more of a command.\n", to);
}
