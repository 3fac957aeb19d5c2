/* Names of places as people write them: tests/case/places.case, which says how
 * it is read; the zones in two orders give the same. */
#include "check.h"
#include "eco_match.h"
#include "eco_mem.h"
#include "match_words.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = 512, ZONES_MAX = 100, CASES_MIN = 300, SHOWN_MAX = 3 };

struct zones {
    eco_named_zone items[ZONES_MAX];
    char *lines[ZONES_MAX];
    size_t n;
};

struct state {
    eco_place_words *words;
    struct zones zones;
    eco_gazetteer *there, *back; /* the zones in both orders */
    int line, n;
};

/* The next field of "A | B | C" without blanks around it. */
static char *field(char **rest)
{
    char *text = *rest, *end;

    if (!text)
        return NULL;
    end = strchr(text, '|');
    *rest = end ? end + 1 : NULL;
    if (end)
        *end = '\0';
    text += strspn(text, " ");
    for (end = text + strlen(text); end > text && end[-1] == ' ';)
        *--end = '\0';
    return text;
}

static void forget(struct state *s)
{
    eco_gazetteer_destroy(s->there);
    eco_gazetteer_destroy(s->back);
    s->there = s->back = NULL;
}

static void clear(struct state *s)
{
    forget(s);
    for (size_t i = 0; i < s->zones.n; i++)
        free(s->zones.lines[i]);
    s->zones.n = 0;
}

static void add_zone(struct state *s, const char *text)
{
    struct zones *z = &s->zones;
    char *rest = strdup(text);
    eco_named_zone zone = {.id = (int64_t)z->n + 1};

    if (!rest || z->n == ZONES_MAX) {
        CHECK(false, "line %d: too many zones", s->line);
        free(rest);
        return;
    }
    z->lines[z->n] = rest;
    zone.code = field(&rest);
    zone.name = field(&rest);
    zone.parent = field(&rest);
    zone.also = field(&rest);
    z->items[z->n++] = zone;
    forget(s);
}

static void make(struct state *s)
{
    static const eco_match_options o = {.check_digit = true, .suggestions = 5};
    eco_named_zone turned[ZONES_MAX];

    if (s->there)
        return;
    for (size_t i = 0; i < s->zones.n; i++)
        turned[i] = s->zones.items[s->zones.n - 1 - i];
    CHECK(!eco_gazetteer_create(s->words, s->zones.items, s->zones.n, &o,
                                &s->there) &&
              !eco_gazetteer_create(s->words, turned, s->zones.n, &o, &s->back),
          "line %d", s->line);
}

/* The outcome as a case writes it; of several that are only near, `shown`. */
static void show(const eco_match *m, size_t shown, char *out, size_t size)
{
    size_t n = m->n < shown ? m->n : shown;
    size_t at = (size_t)snprintf(out, size, "%s",
                                 m->outcome == ECO_MATCH_ONE
                                     ? eco_match_how_text(m->how)
                                 : m->outcome == ECO_MATCH_SEVERAL ? "several"
                                                                   : "none");

    for (size_t i = 0; i < n && at < size; i++)
        at +=
            (size_t)snprintf(out + at, size - at, " %s", m->candidates[i].code);
}

static size_t words_in(const char *text)
{
    size_t n = 1;

    for (; *text; text++)
        n += *text == ' ';
    return n;
}

static void check_case(struct state *s, char *text, const char *want)
{
    char *rest = text, got[256];
    eco_match_query q = {0};
    const eco_gazetteer *both[2];

    make(s);
    both[0] = s->there;
    both[1] = s->back;
    q.name = field(&rest);
    q.code = field(&rest);
    q.parent = field(&rest);
    s->n++;
    for (int i = 0; i < 2 && both[i]; i++) {
        eco_match m = {0};

        CHECK(!eco_match_find(both[i], &q, &m), "line %d", s->line);
        CHECK(m.n <= 5 || m.outcome == ECO_MATCH_SEVERAL, "line %d", s->line);
        show(&m,
             m.outcome == ECO_MATCH_NONE && words_in(want) > 1
                 ? words_in(want) - 1
                 : SHOWN_MAX,
             got, sizeof got);
        CHECK(strcmp(got, want) == 0, "line %d: '%s' in '%s': got %s", s->line,
              q.name, q.parent ? q.parent : "", got);
        eco_match_clear(&m);
    }
}

static void read_line(struct state *s, char *line)
{
    char *arrow = strstr(line, "=> ");

    line[strcspn(line, "\n")] = '\0';
    if (*line == '#' || !*line)
        return;
    if (strcmp(line, "clear") == 0) {
        clear(s);
    } else if (strncmp(line, "zone ", 5) == 0) {
        add_zone(s, line + 5);
    } else if (arrow) {
        *arrow = '\0';
        check_case(s, line, arrow + 3);
    } else {
        CHECK(false, "line %d: not a case: %s", s->line, line);
    }
}

int main(void)
{
    char line[LINE_MAX_BYTES], path[1024];
    struct state s = {.words = match_words()};
    FILE *f;

    snprintf(path, sizeof path, "%s/tests/case/places.case",
             getenv("ECO_SOURCE"));
    f = fopen(path, "r");
    CHECK(f && s.words, "%s", path);
    while (f && fgets(line, sizeof line, f)) {
        s.line++;
        read_line(&s, line);
    }
    if (f)
        fclose(f);
    clear(&s);
    eco_place_words_destroy(s.words);
    CHECK(s.n >= CASES_MIN, "only %d cases", s.n);
    CHECK(eco_mem_live() == 0, "%zu allocations left", eco_mem_live());
    return check_failures != 0;
}
