/* Codings of dated alerts: how a value holds a date and a confidence, declared
 * in a CSV file with the columns key and value, and made into a legend. */
#ifndef ECO_ASSESSMENT_CODING_H
#define ECO_ASSESSMENT_CODING_H

#include "eco_assessment.h"

/* Whether a text is a coding, not a legend: its first column is "key". */
bool eco_coding_is(const char *text, size_t ntext);

/* One class for each month and confidence, "2023-05 high", with the role
 * "alert"; and "no alert". Keys: date (days since the epoch, or yyddd), epoch
 * (YYYY-MM-DD), unit (values are confidence x unit + date; without it there is
 * no confidence), confidence (DIGIT:WORD, once for each), none. ECO_USAGE says
 * what is wrong with line *line. The caller frees by eco_legend_free(). */
eco_status eco_coding_read(eco_ctx *ctx, const char *text, size_t ntext,
                           eco_legend_entry **out, size_t *n, size_t *line);

#endif
