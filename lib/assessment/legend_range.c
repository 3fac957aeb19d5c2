/* A value of a legend, or a range of values. */
#include "eco_resolve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool eco_legend_range(const char *text, double *low, double *high)
{
    char *end;

    *low = strtod(text, &end);
    if (end == text)
        return false;
    *high = *low;
    end += strspn(end, " ");
    if (*end == '-') {
        char *last;

        *high = strtod(end + 1, &last);
        if (last == end + 1)
            return false;
        end = last;
    }
    end += strspn(end, " ");
    return !*end && isfinite(*low) && isfinite(*high) && *low <= *high;
}
