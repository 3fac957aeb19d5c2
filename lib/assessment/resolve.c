/* Problems at their place in the file, and words that must be known ones. */
#include "eco_resolve.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { KEY_SIZE = 120 };

const char *const eco_domains[] = {"MIN", "FOR", "WLD", "FSH", "WST",
                                   "POL", "CHM", "ENB", NULL};

/* The place of a key in the tree. */
static void locate(const struct resolver *r, const char *key,
                   char out[KEY_SIZE])
{
    if (r->dataset >= 0)
        snprintf(out, KEY_SIZE, "datasets.%d.%s", r->dataset, key);
    else
        snprintf(out, KEY_SIZE, "%s", key);
}

/* "legend.2" is shown as "legend": the line says which entry. */
static void without_numbers(char *key)
{
    char *dot = strrchr(key, '.');

    if (dot && isdigit((unsigned char)dot[1]))
        *dot = '\0';
}

eco_status eco_resolve_error(struct resolver *r, const char *key,
                             const char *fmt, ...)
{
    char text[800], place[KEY_SIZE], shown[KEY_SIZE];
    va_list ap;
    int line;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    locate(r, key, place);
    eco_yaml_find(r->yaml, place, &line);
    snprintf(shown, sizeof shown, "%s", key);
    without_numbers(shown);
    return eco_yaml_error(r->ctx, r->found, r->path, line, shown, text);
}

bool eco_resolve_given(const struct resolver *r, const char *key)
{
    char place[KEY_SIZE];
    int line;

    locate(r, key, place);
    return eco_yaml_find(r->yaml, place, &line) != NULL;
}

static eco_status unknown_word(struct resolver *r, const char *key,
                               const char *word, const char *const *allowed)
{
    eco_str all = {0};
    const char *near;
    size_t n = 0;
    eco_status st;

    for (; allowed[n]; n++)
        eco_str_printf(&all, "%s%s", n ? ", " : "", allowed[n]);
    near = eco_nearest(word, allowed, n);
    st =
        eco_resolve_error(r, key, "'%.60s' is unknown;%s%s%s allowed: %s", word,
                          near ? " did you mean '" : "", near ? near : "",
                          near ? "'?" : "", eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

static bool among(const char *word, char *const *words, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

static bool listed(const char *word, const char *const *list)
{
    while (*list && strcmp(word, *list) != 0)
        list++;
    return *list != NULL;
}

eco_status eco_resolve_words(struct resolver *r, const char *key,
                             char *const *words, unsigned n,
                             const char *const *allowed)
{
    eco_status st = ECO_OK;
    char place[KEY_SIZE];

    for (unsigned i = 0; i < n && !st; i++) {
        snprintf(place, sizeof place, "%s.%u", key, i);
        if (!listed(words[i], allowed))
            st = unknown_word(r, place, words[i], allowed);
        else if (among(words[i], words, i))
            st = eco_resolve_error(r, place, "'%s' is listed twice", words[i]);
    }
    return st;
}
