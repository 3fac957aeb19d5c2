/* The finder of places against a matcher that compares every name with every
 * other, each allocation failing once, and what the list of words refuses. */
#include "check.h"
#include "eco_fold.h"
#include "eco_match.h"
#include "eco_mem.h"
#include "match_words.h"

#include <ctype.h>
#include <string.h>

enum { NZONES = 400, NASKED = 4000, NAME_MAX_BYTES = 64 };

static const char *const firsts[] = {"São",   "Santa", "Novo", "Boa",
                                     "Pedra", "Río",   "Côte", "Alto"};
static const char *const seconds[] = {"Félix",  "Luzia",   "Aripuanã",
                                      "Vista",  "Branca",  "Négro",
                                      "Ivoire", "Tapajós", "Xingu"};
static const char letters[] = "abcdefghijklmnopqrst";
static const char *const parents[] = {"AM", "PA", "RR"};

static size_t pick(uint64_t *seed, size_t n)
{
    return (size_t)(check_random(seed) * (double)n);
}

/* Without accents, in capitals or with more blanks, as reports have it. */
static void respell(uint64_t *seed, const char *name, char *out)
{
    eco_str folded = {0};
    size_t way = pick(seed, 3), n = 0;

    eco_fold(&folded, name);
    for (const char *p = way ? eco_str_text(&folded) : name; *p; p++) {
        out[n++] = *p;
        if (way == 1)
            out[n - 1] = (char)toupper((unsigned char)*p);
        if (*p == ' ' && way == 2)
            out[n++] = ' ';
    }
    out[n] = '\0';
    eco_str_clear(&folded);
}

static void letters_of(const char *text, char out[NAME_MAX_BYTES])
{
    eco_str folded = {0};
    size_t n = 0;

    eco_fold(&folded, text);
    for (const char *p = eco_str_text(&folded); *p; p++)
        if (*p != ' ' && n + 1 < NAME_MAX_BYTES)
            out[n++] = *p;
    out[n] = '\0';
    eco_str_clear(&folded);
}

struct world {
    char names[NZONES][NAME_MAX_BYTES];
    char codes[NZONES][8];
    eco_named_zone zones[NZONES];
};

static void make_world(struct world *w, uint64_t *seed)
{
    for (size_t i = 0; i < NZONES; i++) {
        /* numbered, so that no short form and no other order meets another */
        snprintf(w->names[i], NAME_MAX_BYTES, "%s %s %zu",
                 firsts[pick(seed, 8)], seconds[pick(seed, 9)], pick(seed, 12));
        snprintf(w->codes[i], sizeof w->codes[i], "%zu", 10000 + i);
        w->zones[i] = (eco_named_zone){.id = (int64_t)i + 1,
                                       .code = w->codes[i],
                                       .name = w->names[i],
                                       .parent = parents[pick(seed, 3)]};
    }
}

/* Zones whose letters are those of the name and whose parent is the one given;
 * their number, and the last of them. */
static size_t by_all(const struct world *w, const char *name,
                     const char *parent, int64_t *id)
{
    char want[NAME_MAX_BYTES], have[NAME_MAX_BYTES];
    size_t n = 0;

    letters_of(name, want);
    for (size_t i = 0; i < NZONES; i++) {
        letters_of(w->names[i], have);
        if (strcmp(want, have) != 0 ||
            (parent && strcmp(parent, w->zones[i].parent) != 0))
            continue;
        n++;
        *id = w->zones[i].id;
    }
    return n;
}

static void agrees_with_all_pairs(const eco_place_words *words)
{
    static struct world w;
    const eco_match_options o = {.suggestions = 5};
    uint64_t seed = 20131;
    size_t outcomes[3] = {0};
    eco_gazetteer *g = NULL;
    eco_match m = {0};

    make_world(&w, &seed);
    CHECK(!eco_gazetteer_create(words, w.zones, NZONES, &o, &g), "gazetteer");
    for (int i = 0; i < NASKED && g; i++) {
        const eco_named_zone *z = &w.zones[pick(&seed, NZONES)];
        char name[2 * NAME_MAX_BYTES];
        const char *parent = pick(&seed, 2) ? parents[pick(&seed, 3)] : NULL;
        int64_t id = 0;
        size_t n;

        respell(&seed, z->name, name);
        n = by_all(&w, name, parent, &id);
        CHECK(!eco_match_find(g, &(eco_match_query){name, NULL, parent}, &m),
              "%s", name);
        CHECK(m.outcome == (n == 0   ? ECO_MATCH_NONE
                            : n == 1 ? ECO_MATCH_ONE
                                     : ECO_MATCH_SEVERAL),
              "'%s' in '%s': %zu zones, outcome %d", name, parent ? parent : "",
              n, (int)m.outcome);
        CHECK(n != 1 || m.candidates[0].id == id, "'%s': another zone", name);
        CHECK(n < 2 || m.n == n, "'%s': %zu of %zu candidates", name, m.n, n);
        outcomes[m.outcome]++;
    }
    for (int i = 0; i < 3; i++)
        CHECK(outcomes[i] > 100, "outcome %d: %zu only", i, outcomes[i]);
    eco_match_clear(&m);
    eco_gazetteer_destroy(g);
}

/* Letters that differ, by the definition: the shortest way over all of them. */
static size_t distance(const char *a, size_t na, const char *b, size_t nb)
{
    size_t d[24][24];

    for (size_t i = 0; i <= na; i++)
        for (size_t j = 0; j <= nb; j++) {
            size_t best;

            if (!i || !j) {
                d[i][j] = i + j;
                continue;
            }
            best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
            best = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
                a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    return d[na][nb];
}

/* A zone of 6 to 10 letters and a name at most three edits away. */
static void make_pair(uint64_t *seed, char zone[16], char name[24])
{
    size_t n = 6 + pick(seed, 5);

    memset(zone, 0, 16);
    memset(name, 0, 24);
    for (size_t k = 0; k < n; k++)
        zone[k] = letters[pick(seed, sizeof letters - 1)];
    memcpy(name, zone, n);
    for (size_t e = 1 + pick(seed, 3); e--;)
        name[pick(seed, n)] = letters[pick(seed, sizeof letters - 1)];
    if (pick(seed, 3) == 0)
        name[n] = 'x';
}

/* The only zone is meant up to one letter, else it is not. */
static void near_is_one_letter(const eco_place_words *words)
{
    const eco_match_options o = {.suggestions = 5};
    uint64_t seed = 7;
    size_t taken = 0, left = 0;

    for (int i = 0; i < 3000; i++) {
        char zone[16], name[24];
        const eco_named_zone z = {.id = 1, .code = "1", .name = zone};
        eco_gazetteer *g = NULL;
        eco_match m = {0};
        size_t d;

        make_pair(&seed, zone, name);
        d = distance(zone, strlen(zone), name, strlen(name));
        CHECK(!eco_gazetteer_create(words, &z, 1, &o, &g) &&
                  !eco_match_find(g, &(eco_match_query){.name = name}, &m),
              "pair %d", i);
        CHECK(!d || (m.outcome == ECO_MATCH_ONE && m.how == ECO_HOW_NEAR) ==
                        (d == 1),
              "'%s' for '%s': %zu letters, %s", name, zone, d,
              eco_match_how_text(m.how));
        taken += d == 1;
        left += d > 1;
        eco_match_clear(&m);
        eco_gazetteer_destroy(g);
    }
    CHECK(taken > 300 && left > 300, "%zu taken, %zu left", taken, left);
}

static eco_status one_pass(const char *csv)
{
    static const eco_named_zone zones[] = {
        {.id = 1,
         .code = "1500602",
         .codes = "150060",
         .name = "Altamira (sede)",
         .also = "Altamyra; Santa Altamira",
         .parent = "PA;Pará"},
        {.id = 2, .code = "2100001", .name = "Altamira", .parent = "MA"}};
    static const eco_match_query asked[] = {{"Sta. Altamira - PA", NULL, NULL},
                                            {"Altamira", "1500602", "PA"},
                                            {"Altamirra", NULL, "MA"},
                                            {"ALTAMIRA", NULL, NULL},
                                            {"Quito", "9", "TO"}};
    const eco_match_options o = {.check_digit = true, .suggestions = 3};
    eco_place_words *words = NULL;
    eco_place_words_fault fault;
    eco_gazetteer *g = NULL;
    eco_match m = {0};
    eco_status st = eco_place_words_read(csv, &words, &fault);

    if (!st)
        st = eco_gazetteer_create(words, zones, 2, &o, &g);
    for (size_t i = 0; i < sizeof asked / sizeof *asked && !st; i++)
        st = eco_match_find(g, &asked[i], &m);
    eco_match_clear(&m);
    eco_gazetteer_destroy(g);
    eco_place_words_destroy(words);
    return st;
}

static void any_allocation_may_fail(void)
{
    static const char csv[] = "form,means,kind,language\nSta.,Santa,short,pt\n"
                              "Mun. de,,before,es pt\nCounty,,after,en\n";
    const size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;
    size_t n;

    for (n = 0; st; n++) {
        eco_mem_fail_after(n);
        st = one_pass(csv);
        CHECK(st == ECO_OK || st == ECO_NOMEM, "allocation %zu: %d", n, st);
        CHECK(eco_mem_live() == before, "allocation %zu leaks", n);
    }
    eco_mem_fail_after(SIZE_MAX);
    CHECK(n > 50, "%zu allocations only", n);
}

static void words_are_checked(void)
{
    static const struct {
        const char *csv, *reason;
        size_t line;
    } all[] = {
        {"", "there is no header", 0},
        {"form,means,kind\n",
         "a column of form, means, kind, language is missing", 1},
        {"form,means,kind,language\nSta.,Santa,short,xx\n",
         "languages are en, es, fr, id, pt", 2},
        {"form,means,kind,language\nSta.,Santa,long,pt\n",
         "kinds are short, before, after", 2},
        {"form,means,kind,language\nSta.,,short,pt\n",
         "a short form has a meaning, words that go have none", 2},
        {"form,means,kind,language\nMun.,Municipio,before,pt\n",
         "a short form has a meaning, words that go have none", 2},
        {"form,means,kind,language\nSta.,Santa\n", "the row is too short", 2},
        {"form,means,kind,language\n\"Sta.,Santa", "a quote is not closed", 2}};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        eco_place_words_fault fault = {0};
        eco_place_words *words = NULL;

        CHECK(eco_place_words_read(all[i].csv, &words, &fault) == ECO_FORMAT,
              "list %zu is read", i);
        CHECK(fault.reason && strcmp(fault.reason, all[i].reason) == 0,
              "list %zu: %s", i, fault.reason ? fault.reason : "no reason");
        CHECK(i == 0 || fault.line == all[i].line, "list %zu: line %zu", i,
              fault.line);
        CHECK(!words, "list %zu", i);
    }
}

int main(void)
{
    eco_place_words *words = match_words();

    CHECK(words && eco_place_words_count(words) > 200, "the list is short");
    if (words) {
        agrees_with_all_pairs(words);
        near_is_one_letter(words);
    }
    eco_place_words_destroy(words);
    any_allocation_may_fail();
    words_are_checked();
    CHECK(eco_mem_live() == 0, "%zu allocations left", eco_mem_live());
    return check_failures != 0;
}
