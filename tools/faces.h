/* The faces of a command's table: help, man page, completion, JSON. */
#ifndef ECO_TOOLS_FACES_H
#define ECO_TOOLS_FACES_H

#include "cmd.h"

#include <stdio.h>

void print_help(FILE *to, const struct cmd *cmd);
void print_man(FILE *to, const struct cmd *cmd);
/* `lists` are the vocabularies, NULL-terminated. */
void print_completion(FILE *to, const char *const *lists);

/* Of one command, or of all of them for eco_program. */
void print_usage_json(FILE *to, const struct cmd *cmd);

/* What the faces share. */

/* The default of an option as text; NULL when it has none (a number outside
 * its range stands for one that depends). `base` holds the defaults. */
const char *opt_default(const struct opt *o, const void *base, char buf[32]);

/* "FILE", or the words "text|json" of a choice; "" for a flag. */
const char *opt_value(const struct opt *o, char *buf, size_t size);

/* Length of the first piece of a command line that fits into `width`, up to a
 * space before an option or pipe; all of it when there is no such space. */
size_t line_piece(const char *line, size_t width);

/* "--zones FILE --zone-key FIELD [OPTIONS] FILE [COMMAND]", without the name;
 * each word is passed to `put`. */
enum part { PART_FIXED, PART_NAME };
typedef void (*put_part)(FILE *to, enum part part, const char *text);
void put_synopsis(FILE *to, const struct cmd *cmd, put_part put);

#endif
