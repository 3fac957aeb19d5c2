#include "eco_day.h"

#include <ctype.h>
#include <stdio.h>

/* Days from civil after Hinnant, "chrono-compatible low-level date
 * algorithms" (2021), public domain: years start in March. */
int eco_day_from_civil(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

    return era * 146097 + doe - 719468;
}

void eco_day_to_civil(int days, int *year, int *month, int *day)
{
    int z = days + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;

    *day = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

static bool digits(const char **p, int n, int *out)
{
    *out = 0;
    for (int i = 0; i < n; i++, (*p)++) {
        if (!isdigit((unsigned char)**p))
            return false;
        *out = *out * 10 + (**p - '0');
    }
    return true;
}

static int month_days(int year, int month)
{
    return eco_day_from_civil(month == 12 ? year + 1 : year,
                              month == 12 ? 1 : month + 1, 1) -
           eco_day_from_civil(year, month, 1);
}

bool eco_day_parse(const char *text, int *first, int *last)
{
    const char *p = text;
    int y, m, d;

    if (!digits(&p, 4, &y) || y < ECO_YEAR_MIN || y > ECO_YEAR_MAX)
        return false;
    *first = eco_day_from_civil(y, 1, 1);
    *last = eco_day_from_civil(y, 12, 31);
    if (!*p)
        return true;
    if (*p != '-' && *p != '/')
        return false;
    p++;
    if (!digits(&p, 2, &m) || m < 1 || m > 12)
        return false;
    *first = eco_day_from_civil(y, m, 1);
    *last = *first + month_days(y, m) - 1;
    if (!*p)
        return true;
    if (*p++ != text[4] || !digits(&p, 2, &d) || d < 1 || d > month_days(y, m))
        return false;
    *first = *last = eco_day_from_civil(y, m, d);
    return !*p || *p == 'T' || *p == ' ';
}

const char *eco_day_text(char buf[16], int days)
{
    int y, m, d;

    eco_day_to_civil(days, &y, &m, &d);
    snprintf(buf, 16, "%04d-%02d-%02d", y % 10000, m % 100, d % 100);
    return buf;
}
