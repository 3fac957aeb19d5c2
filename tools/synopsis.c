/* What help, man page and JSON say alike. */
#include "faces.h"

#include <string.h>

const char *opt_default(const struct opt *o, const void *base, char buf[32])
{
    const void *member = (const char *)base + o->offset;
    int n;

    switch (o->type) {
    case OPT_TEXT_:
    case OPT_OPERAND_:
        return *(const char *const *)member;
    case OPT_CHOICE_:
        return o->words[*(const int *)member];
    case OPT_INT_:
        n = *(const int *)member;
        if (n < o->min || n > o->max)
            return NULL;
        snprintf(buf, 32, "%d", n);
        return buf;
    case OPT_FLAG_:
    case OPT_LIST_:
    case OPT_END_:
        break;
    }
    return NULL;
}

const char *opt_value(const struct opt *o, char *buf, size_t size)
{
    size_t used = 0;

    if (!o->words)
        return o->value ? o->value : "";
    buf[0] = '\0';
    for (const char *const *w = o->words; *w && used < size; w++) {
        int n = snprintf(buf + used, size - used, "%s%s",
                         w == o->words ? "" : "|", *w);

        used += n > 0 ? (size_t)n : 0;
    }
    return buf;
}

size_t line_piece(const char *line, size_t width)
{
    size_t n = strlen(line), piece = n;
    char quote = '\0';

    for (size_t i = 0; i < n && n > width; i++) {
        if (quote && line[i] == quote)
            quote = '\0';
        else if (!quote && strchr("'\"", line[i]))
            quote = line[i];
        else if (line[i] == ' ' && !quote && strchr("-|", line[i + 1]) &&
                 (i <= width || piece == n))
            piece = i;
    }
    return piece;
}

static void put_option(FILE *to, const struct opt *o, put_part put)
{
    char text[64], words[64];

    snprintf(text, sizeof text, "--%s", o->name);
    put(to, PART_FIXED, text);
    put(to, PART_NAME, opt_value(o, words, sizeof words));
}

void put_synopsis(FILE *to, const struct cmd *cmd, put_part put)
{
    char text[64];

    for (const struct opt *o = cmd->opts; o->type; o++)
        if (o->need == REQUIRED && o->type != OPT_OPERAND_)
            put_option(to, o, put);
    if (cmd == &eco_program) {
        put(to, PART_NAME, "COMMAND");
        put(to, PART_FIXED, "[OPTIONS]");
        return;
    }
    put(to, PART_FIXED, "[OPTIONS]");
    for (const struct opt *o = cmd->opts; o->type; o++)
        if (o->type == OPT_OPERAND_) {
            bool needed = o->need == REQUIRED;

            snprintf(text, sizeof text, "%s%s%s", needed ? "" : "[", o->name,
                     needed ? "" : "]");
            put(to, PART_NAME, text);
        }
}
