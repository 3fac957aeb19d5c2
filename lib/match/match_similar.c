/* Names that are similar to the one asked for: to be shown, and taken only when
 * one is near and no other comes close. Each name is compared, most of them by
 * their letters alone: it happens once for each name that is not known. */
#include "eco_asking.h"

#include <stdlib.h>
#include <string.h>

/* eco_distance allows 3 edits, each of which adds or takes two letters. */
enum { LETTERS_MAX = 6, LENGTH_MAX = 3 };

/* Shorter names differ in a letter from too many others to be taken. */
enum { SHORT_MIN_BYTES = 6, LONG_MIN_BYTES = 12 };

static unsigned bits(uint64_t x)
{
    unsigned n = 0;

    for (; x; x &= x - 1)
        n++;
    return n;
}

static int by_distance(const void *a, const void *b)
{
    const eco_hit *x = a, *y = b;

    if (x->edits != y->edits)
        return x->edits > y->edits ? 1 : -1;
    if (x->distance != y->distance)
        return x->distance > y->distance ? 1 : -1;
    return (x->zone > y->zone) - (x->zone < y->zone);
}

/* A digit less is another district: names of which one has digits are not
 * near. */
static size_t edits_for(const char *form, size_t n, const eco_likeness *like)
{
    const char *name = like->name.text;

    return name[strcspn(name, "0123456789")]
               ? ECO_EDITS_MAX + 1
               : eco_edits(form, n, name, like->length);
}

static eco_status add_similar(eco_asking *a, const char *form)
{
    const size_t n = strlen(form);
    const bool digits = form[strcspn(form, "0123456789")] != '\0';
    uint64_t letters, words;
    eco_status st = ECO_OK;

    eco_likeness_of(form, &letters, &words);
    for (size_t i = 0; i < a->g->nlikenesses && !st; i++) {
        const eco_likeness *like = &a->g->likenesses[i];
        const size_t longer = n > like->length ? n : like->length;
        const bool near = bits(letters ^ like->letters) <= LETTERS_MAX &&
                          longer - (n + like->length - longer) <= LENGTH_MAX;
        size_t d;

        if ((!near && !(words & like->words)) ||
            !eco_asking_is_inside(a, like->zone))
            continue;
        d = eco_distance(form, n, like->name.text, like->length);
        if (d != SIZE_MAX)
            st = eco_hits_add(
                &a->elsewhere,
                (eco_hit){like->zone, ECO_HOW_NOT, (unsigned)d,
                          digits ? ECO_EDITS_MAX + 1
                                 : (unsigned)edits_for(form, n, like)});
    }
    return st;
}

/* Letters that may differ in a name of n bytes. */
static unsigned edits_allowed(size_t n)
{
    return n >= LONG_MIN_BYTES ? 2 : n >= SHORT_MIN_BYTES ? 1 : 0;
}

static bool is_near(const eco_asking *a)
{
    const eco_hits *h = &a->elsewhere;
    const unsigned most = edits_allowed(a->folded.n);
    const eco_hit *best = NULL;

    for (size_t i = 0; i < h->n; i++)
        if (!best || h->items[i].edits < best->edits)
            best = &h->items[i];
    if (!best || best->edits > most)
        return false;
    for (size_t i = 0; i < h->n; i++)
        if (&h->items[i] != best && h->items[i].edits <= best->edits + 1)
            return false;
    return best == h->items;
}

eco_status eco_asking_similar(eco_asking *a, size_t most, bool *near)
{
    eco_status st = ECO_OK;

    *near = false;
    a->elsewhere.n = 0;
    for (size_t i = 0; i < a->forms.n && most && !st; i++)
        st = add_similar(a, eco_form(&a->forms, i));
    eco_hits_sort(&a->elsewhere);
    if (a->elsewhere.n)
        qsort(a->elsewhere.items, a->elsewhere.n, sizeof *a->elsewhere.items,
              by_distance);
    *near = !st && is_near(a);
    if (a->elsewhere.n > most)
        a->elsewhere.n = most;
    return st;
}
