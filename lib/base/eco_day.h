/* Calendar days as integers: days since 1970-01-01, proleptic Gregorian. */
#ifndef ECO_BASE_DAY_H
#define ECO_BASE_DAY_H

#include <stdbool.h>

enum { ECO_YEAR_MIN = 1600, ECO_YEAR_MAX = 2400 };

int eco_day_from_civil(int year, int month, int day);
void eco_day_to_civil(int days, int *year, int *month, int *day);

/* YYYY, YYYY-MM, YYYY-MM-DD or YYYY/MM/DD, optionally followed by a time
 * ("T..." or " ..."); first and last day it can mean. */
bool eco_day_parse(const char *text, int *first, int *last);
const char *eco_day_text(char buf[16], int days);

#endif
