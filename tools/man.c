/* The man page of a command: ecocrime(1), ecocrime-check(1), ... */
#include "faces.h"
#include "topic.h"

#include <ctype.h>
#include <ecocrime/version.h>
#include <string.h>

/* One character of running text. A plain hyphen would be set as a typographic
 * one, which cannot be pasted into a shell; so would the quotes. */
static void put_char(FILE *to, char c)
{
    switch (c) {
    case '\\':
        fputs("\\e", to);
        break;
    case '-':
        fputs("\\-", to);
        break;
    case '\'':
        fputs("\\(aq", to);
        break;
    case '`':
        fputs("\\(ga", to);
        break;
    case '^':
        fputs("\\(ha", to);
        break;
    case '~':
        fputs("\\(ti", to);
        break;
    default:
        fputc(c, to);
    }
}

/* A full stop at the start of a line would be a request. */
static void put_text(FILE *to, const char *text)
{
    bool is_start = true;

    while (*text) {
        if (is_start && *text == '.')
            fputs("\\&", to);
        if (strncmp(text, "\n\n", 2) == 0) {
            fputs("\n.PP\n", to);
            is_start = true;
            text += 2;
            continue;
        }
        put_char(to, *text);
        is_start = *text == '\n';
        text++;
    }
}

static void put_font(FILE *to, char font, const char *text)
{
    fprintf(to, "\\f%c", font);
    put_text(to, text);
    fputs("\\fR", to);
}

static void put_upper(FILE *to, const char *text)
{
    for (; *text; text++)
        put_char(to, (char)toupper((unsigned char)*text));
}

static void put_man_part(FILE *to, enum part part, const char *text)
{
    bool is_bold = part == PART_FIXED && text[0] != '[';

    if (!text[0])
        return;
    fputc(' ', to);
    put_font(to, is_bold ? 'B' : 'I', text);
}

/* "ecocrime check" in bold, as typed; `link` is ' ' or '-'. */
static void put_name(FILE *to, const struct cmd *cmd, char link)
{
    char name[64];
    bool is_program = cmd == &eco_program;

    snprintf(name, sizeof name, "ecocrime%.*s%s", !is_program, &link,
             cmd->name);
    put_font(to, 'B', name);
}

static void put_opt(FILE *to, const struct opt *o, const void *base)
{
    char words[64], number[32], name[64];
    const char *value = opt_value(o, words, sizeof words);
    const char *def = opt_default(o, base, number);

    fputs(".TP\n", to);
    if (o->letter) {
        snprintf(name, sizeof name, "-%c", o->letter);
        put_font(to, 'B', name);
        fputs(", ", to);
    }
    if (o->type != OPT_OPERAND_) {
        snprintf(name, sizeof name, "--%s", o->name);
        put_font(to, 'B', name);
    }
    if (value[0]) {
        fputs(o->type == OPT_OPERAND_ ? "" : " ", to);
        put_font(to, 'I', value);
    }
    fputc('\n', to);
    put_text(to, o->help);
    if (o->type == OPT_LIST_)
        fputs("; may be repeated", to);
    if (def) {
        fputs(" [", to);
        put_text(to, def);
        fputc(']', to);
    }
    fputs(".\n", to);
}

static void put_opts(FILE *to, const char *title, const struct opt *opts,
                     const void *base, bool operands)
{
    bool is_first = true;

    for (const struct opt *o = opts; o && o->type; o++) {
        if ((o->type == OPT_OPERAND_) != operands)
            continue;
        if (is_first)
            fprintf(to, "%s\n", title);
        is_first = false;
        put_opt(to, o, base);
    }
}

static void put_commands(FILE *to)
{
    fputs(".SH COMMANDS\n", to);
    for (const struct cmd *const *c = eco_cmds; *c; c++) {
        fputs(".TP\n", to);
        put_name(to, *c, '-');
        fputs("(1)\n", to);
        put_text(to, (*c)->summary);
        fputs(".\n", to);
    }
}

static void put_topics(FILE *to)
{
    fputs(".SH TOPICS\n", to);
    for (const struct topic *t = eco_topics; t->name; t++) {
        fputs(".TP\n", to);
        put_font(to, 'B', "ecocrime help ");
        put_font(to, 'B', t->name);
        fputc('\n', to);
        put_text(to, t->summary);
        fputs(".\n", to);
    }
}

static void put_exits(FILE *to, const struct cmd *cmd)
{
    fputs(".SH EXIT STATUS\n", to);
#define X(name, code, text)                                                    \
    if (cmd_exits(cmd, code)) {                                                \
        fprintf(to, ".TP\n\\fB%d\\fR\n", code);                                \
        put_text(to, text);                                                    \
        fputs(".\n", to);                                                      \
    }
    EXIT_MAP(X)
#undef X
}

static void put_command(FILE *to, const char *line)
{
    char piece[512];
    const char *start = line;

    while (*line) {
        size_t n = line_piece(line, 60);

        snprintf(piece, sizeof piece, "%s%.*s%s", line == start ? "" : "    ",
                 (int)n, line, line[n] ? " \\" : "");
        put_font(to, 'B', piece);
        fputc('\n', to);
        line += n + (line[n] == ' ');
    }
}

static void put_examples(FILE *to, const struct cmd *cmd)
{
    fputs(".SH EXAMPLES\n", to);
    for (const struct example *e = cmd->examples; e->line; e++) {
        fputs(".TP\n", to);
        put_text(to, e->says);
        fputs(":\n.nf\n", to);
        put_command(to, e->line);
        fputs(".fi\n", to);
    }
}

static void put_see_also(FILE *to, const struct cmd *cmd)
{
    fputs(".SH SEE ALSO\n", to);
    if (cmd != &eco_program) {
        fputs("\\fBecocrime\\fR(1)\n", to);
        return;
    }
    for (const struct cmd *const *c = eco_cmds; *c; c++) {
        put_name(to, *c, '-');
        fputs(c[1] ? "(1),\n" : "(1)\n", to);
    }
}

void print_man(FILE *to, const struct cmd *cmd)
{
    bool is_program = cmd == &eco_program;

    fputs(".TH ECOCRIME", to);
    fputs(is_program ? "" : "\\-", to);
    put_upper(to, cmd->name);
    fprintf(to, " 1 \"\" \"ecocrime %s\" \"User Commands\"\n", eco_version());
    fputs(".SH NAME\necocrime", to);
    fputs(is_program ? "" : "\\-", to);
    fprintf(to, "%s \\- ", cmd->name);
    put_text(to, cmd->summary);
    /* Ragged, without hyphens: an option broken across lines is misread. */
    fputs("\n.ad l\n.nh\n.SH SYNOPSIS\n", to);
    put_name(to, cmd, ' ');
    put_synopsis(to, cmd, put_man_part);
    fputs("\n.SH DESCRIPTION\n", to);
    put_text(to, cmd->about);
    fputc('\n', to);
    if (is_program) {
        put_commands(to);
        put_topics(to);
    }
    put_opts(to, ".SH OPERANDS", cmd->opts, cmd->defaults, true);
    put_opts(to, ".SH OPTIONS", cmd->opts, cmd->defaults, false);
    put_opts(to, ".SH COMMON OPTIONS", cmd_common(cmd), &common_defaults,
             false);
    if (cmd->memory) {
        fputs(".SH MEMORY\n", to);
        put_text(to, cmd->memory);
        fputc('\n', to);
    }
    put_exits(to, cmd);
    put_examples(to, cmd);
    put_see_also(to, cmd);
}
