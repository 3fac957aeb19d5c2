/* Completion for bash, all words of it from the tables. */
#include "faces.h"
#include "topic.h"

#include <string.h>

static void put_options(FILE *to, const struct opt *opts)
{
    for (const struct opt *o = opts; o && o->type; o++) {
        if (o->type == OPT_OPERAND_)
            continue;
        if (o->letter)
            fprintf(to, " -%c", o->letter);
        fprintf(to, " --%s", o->name);
    }
}

/* The options that take a value, as patterns: "'run -o' | 'run --output'". */
static void put_pattern(FILE *to, const struct cmd *cmd, const struct opt *o)
{
    fputs("    ", to);
    if (o->letter)
        fprintf(to, "'%s -%c' | ", cmd->name, o->letter);
    fprintf(to, "'%s --%s') ", cmd->name, o->name);
}

static void put_words(FILE *to, const char *const *words)
{
    for (; *words; words++)
        fprintf(to, " %s", *words);
}

static void put_values(FILE *to, const struct cmd *cmd, const struct opt *opts)
{
    for (const struct opt *o = opts; o && o->type; o++) {
        if (o->type == OPT_FLAG_ || o->type == OPT_OPERAND_)
            continue;
        put_pattern(to, cmd, o);
        if (o->words) {
            fputs("words='", to);
            put_words(to, o->words);
            fputs("' ;;\n", to);
        } else if (o->type == OPT_INT_)
            fputs("return 0 ;;\n", to);
        else
            fprintf(to, "files=%s ;;\n",
                    strcmp(o->value, "DIR") == 0 ? "-d" : "-f");
    }
}

static void put_commands(FILE *to)
{
    for (const struct cmd *const *c = eco_cmds; *c; c++)
        fprintf(to, " %s", (*c)->name);
}

static void put_topics(FILE *to)
{
    for (const struct topic *t = eco_topics; t->name; t++)
        fprintf(to, " %s", t->name);
}

/* The lists, once the topic stands before. */
static void put_lists(FILE *to, const char *const *lists)
{
    fputs("        if [[ \" ${COMP_WORDS[*]:2:COMP_CWORD-2} \" == "
          "*' vocabulary '* ]]; then\n            operands='",
          to);
    put_words(to, lists);
    fputs("'\n        fi\n", to);
}

/* Words of a command: its options, or what its operand may be. */
static void put_cmd(FILE *to, const struct cmd *cmd, const char *const *lists)
{
    fprintf(to, "    %s)\n        options='", cmd->name);
    put_options(to, cmd->opts);
    put_options(to, cmd_common(cmd));
    fputs("'\n", to);
    for (const struct opt *o = cmd->opts; o->type; o++) {
        if (o->type != OPT_OPERAND_)
            continue;
        fputs("        ", to);
        if (o->words) {
            fputs("operands='", to);
            put_words(to, o->words);
            fputs("'\n", to);
        } else if (strcmp(o->name, "COMMAND") == 0) {
            fputs("operands=\"$commands", to);
            put_topics(to);
            fputs("\"\n", to);
        } else if (strcmp(o->name, "LIST") == 0)
            put_lists(to, lists);
        else
            fputs("files=-f\n", to);
    }
    fputs("        ;;\n", to);
}

/* "--area=pla" is three words to bash; both forms complete the same. */
static const char head[] =
    "_ecocrime() {\n"
    "    local at=${COMP_WORDS[COMP_CWORD]} cmd=${COMP_WORDS[1]}\n"
    "    local before=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "    COMPREPLY=()\n"
    "    local words='' options='' operands='' files=''\n"
    "    if [[ $at == '=' ]]; then\n"
    "        at=''\n"
    "    elif [[ $before == '=' ]]; then\n"
    "        before=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    fi\n";

/* An option's value has set words or files and no options. */
static const char tail[] =
    "    if [[ -n $options && $at == -* ]]; then\n"
    "        words=$options files=''\n"
    "    elif [[ -n $operands ]]; then\n"
    "        words=$operands\n"
    "    fi\n"
    "    if [[ -n $files ]]; then\n"
    "        compopt -o filenames 2>/dev/null\n"
    "        mapfile -t COMPREPLY < <(compgen \"$files\" -- \"$at\")\n"
    "    elif [[ -n $words ]]; then\n"
    "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$at\")\n"
    "    fi\n"
    "}\n"
    "complete -F _ecocrime ecocrime\n";

void print_completion(FILE *to, const char *const *lists)
{
    fputs("# bash completion for ecocrime, made by "
          "'ecocrime completion bash'\n",
          to);
    fputs(head, to);
    fputs("    local commands='", to);
    put_commands(to);
    fputs("'\n    if ((COMP_CWORD == 1)); then\n"
          "        operands=$commands options='",
          to);
    put_options(to, eco_program.opts);
    fputs("'\n    else\n    case \"$cmd $before\" in\n", to);
    for (const struct cmd *const *c = eco_cmds; *c; c++) {
        put_values(to, *c, (*c)->opts);
        put_values(to, *c, cmd_common(*c));
    }
    fputs("    *) case $cmd in\n", to);
    for (const struct cmd *const *c = eco_cmds; *c; c++)
        put_cmd(to, *c, lists);
    fputs("    esac ;;\n    esac\n    fi\n", to);
    fputs(tail, to);
}
