/* JSON text, straight to a stream. */
#ifndef ECO_TOOLS_JSON_H
#define ECO_TOOLS_JSON_H

#include <stdio.h>

/* `text` as a JSON string, or null for NULL. Bytes that are not UTF-8 (paths
 * may hold any) become U+FFFD, so that the document stays readable. */
void json_text(FILE *to, const char *text);

#endif
