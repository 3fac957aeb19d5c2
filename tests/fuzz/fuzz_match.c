/* Names of places from any bytes: lists of words, zones and reports. The answer
 * does not depend on the order of the zones, a zone's own name finds it, and
 * nothing is left behind. */
#include "eco_match.h"
#include "eco_mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ITEMS_MAX = 24, LINES_MAX = 3 * ITEMS_MAX };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char list[] = "form,means,kind,language\nSta.,Santa,short,es pt\n"
                           "S.,Santa,short,pt\nS.,São,short,pt\n"
                           "Mun. de,,before,pt\nCounty,,after,en\n";

static void require(bool good)
{
    if (!good)
        abort();
}

static void check_answer(const eco_match *m)
{
    require((m->outcome == ECO_MATCH_ONE) == (m->how != ECO_HOW_NOT));
    require((m->outcome == ECO_MATCH_ONE) == (m->why == ECO_WHY_MATCHED));
    require(m->outcome != ECO_MATCH_ONE || m->n == 1);
    require(m->outcome != ECO_MATCH_SEVERAL || m->n > 1);
    for (size_t i = 1; i < m->n; i++)
        require(m->candidates[i].id != m->candidates[i - 1].id);
}

static void ask(const eco_gazetteer *const both[2], const eco_match_query *q)
{
    eco_match one = {0}, two = {0};

    require(eco_match_find(both[0], q, &one) == ECO_OK);
    require(eco_match_find(both[1], q, &two) == ECO_OK);
    check_answer(&one);
    require(one.outcome == two.outcome && one.how == two.how &&
            one.n == two.n && strcmp(one.folded, two.folded) == 0);
    for (size_t i = 0; i < one.n; i++)
        require(one.candidates[i].id == two.candidates[i].id);
    eco_match_clear(&one);
    eco_match_clear(&two);
}

/* Lines are names, codes and parents in turn: of the first zones, then asked.
 * The first input byte says how many. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const eco_match_options o = {.check_digit = true, .suggestions = 4};
    const size_t before = eco_mem_live();
    eco_named_zone zones[ITEMS_MAX], turned[ITEMS_MAX];
    const char *lines[LINES_MAX] = {0};
    eco_place_words_fault fault;
    eco_place_words *words = NULL, *other = NULL;
    eco_gazetteer *both[2] = {NULL, NULL};
    size_t n = 0, nzones;
    char *text;

    if (size < 2 || size > 4096)
        return 0;
    text = eco_mem_text_n((const char *)data + 1, size - 1);
    require(text != NULL);
    if (eco_place_words_read(text, &other, &fault) == ECO_OK)
        eco_place_words_destroy(other);
    for (char *p = text; p && n < LINES_MAX; n++) {
        char *end = strchr(p, '\n');

        lines[n] = p;
        if (end)
            *end++ = '\0';
        p = end;
    }
    n /= 3;
    nzones = n ? data[0] % (n + 1) : 0;
    for (size_t i = 0; i < nzones; i++)
        turned[nzones - 1 - i] = zones[i] =
            (eco_named_zone){.id = (int64_t)i,
                             .name = lines[3 * i],
                             .code = lines[3 * i + 1],
                             .parent = lines[3 * i + 2]};
    require(eco_place_words_read(list, &words, &fault) == ECO_OK);
    require(!eco_gazetteer_create(words, zones, nzones, &o, &both[0]));
    require(!eco_gazetteer_create(words, turned, nzones, &o, &both[1]));
    for (size_t i = 0; i < n; i++)
        ask((const eco_gazetteer *const *)both,
            &(eco_match_query){lines[3 * i], lines[3 * i + 1],
                               lines[3 * i + 2]});
    eco_gazetteer_destroy(both[0]);
    eco_gazetteer_destroy(both[1]);
    eco_place_words_destroy(words);
    eco_mem_free(text);
    require(eco_mem_live() == before);
    return 0;
}
