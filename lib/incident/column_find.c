/* Exactly, by pattern, or alike. */

#include "eco_column_find.h"
#include "eco_fold.h"
#include "eco_mem.h"

#include <ctype.h>
#include <string.h>

enum { LISTED_MAX = 600 };

bool eco_column_is_pattern(const char *name)
{
    return strchr(name, '*') != NULL;
}

static bool same_letter(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Greedy, back to the last star on a mismatch: O(pattern * column). */
bool eco_column_fits(const char *pattern, const char *column)
{
    const char *star = NULL, *from = NULL;

    while (*column) {
        if (*pattern == '*') {
            star = ++pattern;
            from = column;
        } else if (same_letter(*pattern, *column)) {
            pattern++;
            column++;
        } else if (star) {
            pattern = star;
            column = ++from;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}

static void find_fitting(const eco_table_in *t, const char *pattern,
                         eco_str *several, int *out)
{
    size_t n = 0;

    for (size_t i = 0; i < eco_table_in_ncolumns(t); i++) {
        const char *column = eco_table_in_column(t, i);

        if (!eco_column_fits(pattern, column))
            continue;
        if (several && several->n < LISTED_MAX)
            eco_str_printf(several, "%s%.60s", n ? ", " : "", column);
        *out = n++ ? -2 : (int)i;
    }
}

static char *folded(const char *text)
{
    eco_str s = {0};

    eco_str_add(&s, "");
    eco_fold(&s, text);
    if (s.failed)
        eco_str_clear(&s);
    return eco_str_take(&s);
}

static eco_status find_alike(eco_ctx *ctx, const eco_table_in *t,
                             const char *name, int *out)
{
    char *want = folded(name);
    eco_status st = want ? ECO_OK : eco_nomem(ctx);
    size_t n = 0;

    for (size_t i = 0; i < eco_table_in_ncolumns(t) && !st && *want; i++) {
        char *have = folded(eco_table_in_column(t, i));

        if (!have)
            st = eco_nomem(ctx);
        else if (strcmp(have, want) == 0 && !n++)
            *out = (int)i;
        eco_mem_free(have);
    }
    if (n > 1)
        *out = -1;
    eco_mem_free(want);
    return st;
}

eco_status eco_column_find(eco_ctx *ctx, const eco_table_in *t,
                           const char *name, eco_str *several, int *out)
{
    *out = eco_table_in_find(t, name);
    if (*out >= 0)
        return ECO_OK;
    if (!eco_column_is_pattern(name))
        return find_alike(ctx, t, name, out);
    find_fitting(t, name, several, out);
    return several && several->failed ? eco_nomem(ctx) : ECO_OK;
}
