/* Text of at most 79 columns on standard output. */
#ifndef ECO_TOOLS_WRAP_H
#define ECO_TOOLS_WRAP_H

/* A word behind a blank, or on a new line from column `indent` on; what could
 * steer a terminal is shown as '?'. `at` is the column of the cursor. */
void wrap_word(const char *word, int n, int indent, int *at);

/* The words of a text in that way. */
void wrap_text(const char *text, int indent, int *at);

/* A text on lines of its own; nothing for "". */
void wrap_line(int indent, const char *text);

#endif
