/* --json-usage: the tables as one JSON document. */
#include "faces.h"
#include "json.h"
#include "topic.h"

#include <ecocrime/version.h>

static const char *type_word(const struct opt *o)
{
    switch (o->type) {
    case OPT_FLAG_:
        return "flag";
    case OPT_INT_:
        return "integer";
    case OPT_CHOICE_:
        return "choice";
    case OPT_OPERAND_:
        return o->words ? "choice" : "text";
    case OPT_TEXT_:
    case OPT_LIST_:
    case OPT_END_:
        break;
    }
    return "text";
}

static void put_member(FILE *to, const char *name, const char *value)
{
    fprintf(to, ", \"%s\": ", name);
    json_text(to, value);
}

static void put_words(FILE *to, const char *const *words)
{
    fputs(", \"choices\": [", to);
    for (size_t i = 0; words[i]; i++) {
        fputs(i ? ", " : "", to);
        json_text(to, words[i]);
    }
    fputc(']', to);
}

static void put_opt(FILE *to, const struct opt *o, const void *base)
{
    const bool is_operand = o->type == OPT_OPERAND_;
    char number[32], letter[2] = {o->letter, '\0'};
    const char *def = opt_default(o, base, number);

    fputs("{\"name\": ", to);
    json_text(to, o->name);
    if (o->letter)
        put_member(to, "letter", letter);
    if (o->value && !is_operand)
        put_member(to, "value", o->value);
    put_member(to, "type", type_word(o));
    fprintf(to, ", \"required\": %s", o->need == REQUIRED ? "true" : "false");
    if (o->type == OPT_LIST_)
        fputs(", \"repeatable\": true", to);
    if (o->words)
        put_words(to, o->words);
    if (o->type == OPT_INT_)
        fprintf(to, ", \"min\": %d, \"max\": %d", o->min, o->max);
    if (def && o->type == OPT_INT_)
        fprintf(to, ", \"default\": %s", def);
    else if (def)
        put_member(to, "default", def);
    put_member(to, "help", o->help);
    fputc('}', to);
}

static void put_opts(FILE *to, const char *title, const struct opt *opts,
                     const void *base, bool operands)
{
    const char *separator = "\n        ";

    fprintf(to, ",\n      \"%s\": [", title);
    for (const struct opt *o = opts; o && o->type; o++)
        if ((o->type == OPT_OPERAND_) == operands) {
            fputs(separator, to);
            separator = ",\n        ";
            put_opt(to, o, base);
        }
    fputc(']', to);
}

static void put_exits(FILE *to, const struct cmd *cmd)
{
    const char *separator = "";

    fputs(",\n      \"exit_status\": [", to);
#define X(name, code, text)                                                    \
    if (cmd_exits(cmd, code)) {                                                \
        fprintf(to, "%s{\"code\": %d, \"help\": ", separator, code);           \
        json_text(to, text);                                                   \
        fputc('}', to);                                                        \
        separator = ", ";                                                      \
    }
    EXIT_MAP(X)
#undef X
    fputc(']', to);
}

static void put_examples(FILE *to, const struct cmd *cmd)
{
    fputs(",\n      \"examples\": [", to);
    for (const struct example *e = cmd->examples; e->line; e++) {
        fputs(e == cmd->examples ? "{\"line\": " : ", {\"line\": ", to);
        json_text(to, e->line);
        put_member(to, "help", e->says);
        fputc('}', to);
    }
    fputc(']', to);
}

static void put_cmd(FILE *to, const struct cmd *cmd)
{
    fputs("    {\"name\": ", to);
    json_text(to, cmd->name);
    fputs(",\n      \"summary\": ", to);
    json_text(to, cmd->summary);
    fputs(",\n      \"description\": ", to);
    json_text(to, cmd->about);
    fputs(",\n      \"memory\": ", to);
    json_text(to, cmd->memory);
    put_opts(to, "operands", cmd->opts, cmd->defaults, true);
    put_opts(to, "options", cmd->opts, cmd->defaults, false);
    put_exits(to, cmd);
    put_examples(to, cmd);
    fputc('}', to);
}

static void put_topics(FILE *to)
{
    fputs(",\n  \"topics\": [", to);
    for (const struct topic *t = eco_topics; t->name; t++) {
        fputs(t == eco_topics ? "{\"name\": " : ", {\"name\": ", to);
        json_text(to, t->name);
        put_member(to, "summary", t->summary);
        fputc('}', to);
    }
    fputc(']', to);
}

void print_usage_json(FILE *to, const struct cmd *cmd)
{
    const struct cmd *const one[] = {cmd, NULL};
    const struct cmd *const *c = cmd == &eco_program ? eco_cmds : one;

    fputs("{\n  \"program\": \"ecocrime\",\n  \"version\": ", to);
    json_text(to, eco_version());
    fputs(",\n  \"summary\": ", to);
    json_text(to, eco_program.summary);
    put_opts(to, "program_options", eco_program.opts, eco_program.defaults,
             false);
    put_opts(to, "common_options", common_opts, &common_defaults, false);
    put_topics(to);
    fputs(",\n  \"commands\": [\n", to);
    for (; *c; c++) {
        put_cmd(to, *c);
        fputs(c[1] ? ",\n" : "]\n}\n", to);
    }
}
