/* Zones that have a name, a code or a parent in common with what is asked. */
#include "eco_asking.h"

#include "eco_fold.h"
#include "eco_mem.h"

#include <stdlib.h>
#include <string.h>

/* How much is let pass for a match. A weaker level counts only where the ones
 * before it found nothing in the parents. Accents and short forms are one
 * level: who writes "Belem" may mean a zone called "Belém". */
enum level { LEVEL_NAME, LEVEL_WORDS, LEVEL_ORDER, LEVELS };

eco_status eco_hits_add(eco_hits *h, eco_hit hit)
{
    if (!ECO_GROW(h->items, h->n, h->cap))
        return ECO_NOMEM;
    h->items[h->n++] = hit;
    return ECO_OK;
}

static int by_zone(const void *a, const void *b)
{
    const eco_hit *x = a, *y = b;

    if (x->zone != y->zone)
        return x->zone > y->zone ? 1 : -1;
    if (x->edits != y->edits)
        return x->edits > y->edits ? 1 : -1;
    if (x->distance != y->distance)
        return x->distance > y->distance ? 1 : -1;
    return (x->how > y->how) - (x->how < y->how);
}

void eco_hits_sort(eco_hits *h)
{
    size_t n = 0;

    if (h->n)
        qsort(h->items, h->n, sizeof *h->items, by_zone);
    for (size_t i = 0; i < h->n; i++)
        if (!n || h->items[n - 1].zone != h->items[i].zone)
            h->items[n++] = h->items[i];
    h->n = n;
}

bool eco_hits_has(const eco_hits *h, uint32_t zone)
{
    for (size_t i = 0; i < h->n; i++)
        if (h->items[i].zone == zone)
            return true;
    return false;
}

static eco_status add_range(eco_asking *a, eco_hits *h, const eco_str *key,
                            eco_match_how how)
{
    eco_range r;
    eco_status st = ECO_OK;

    if (key->failed)
        return ECO_NOMEM;
    if (!key->n)
        return ECO_OK;
    r = eco_gazetteer_find(a->g, key->text);
    for (size_t i = r.from; i < r.to && !st; i++) {
        const eco_posting *p = &a->g->postings[i];

        st = eco_hits_add(
            h, (eco_hit){p->zone, p->how > how ? p->how : how, 0, 0});
    }
    return st;
}

eco_status eco_asking_code(eco_asking *a, const char *code, bool *given)
{
    eco_status st;

    *given = false;
    eco_str_clear(&a->shorter);
    eco_fold(&a->shorter, code);
    if (a->shorter.failed)
        return ECO_NOMEM;
    if (!a->shorter.n)
        return ECO_OK;
    *given = true;
    eco_key_letters(&a->key, ECO_KEY_CODE, a->shorter.text);
    st = add_range(a, &a->coded, &a->key, ECO_HOW_CODE);
    if (!st && !a->coded.n && a->g->options.check_digit) {
        eco_key_without_digit(&a->shorter, ECO_KEY_CODE, a->key.text);
        st = add_range(a, &a->coded, &a->shorter, ECO_HOW_CODE);
        a->key.text[0] = ECO_KEY_CODE_SHORT;
        if (!st)
            st = add_range(a, &a->coded, &a->key, ECO_HOW_CODE);
    }
    eco_hits_sort(&a->coded);
    return st;
}

/* Zones under the forms asked for. */
static eco_status collect(eco_asking *a, enum level level)
{
    eco_status st = ECO_OK;

    a->found.n = 0;
    for (size_t i = 0; i < a->forms.n && !st; i++) {
        const char *form = eco_form(&a->forms, i);
        const eco_match_how how = a->forms.how[i];

        if (level == LEVEL_NAME && how == ECO_HOW_WORDS)
            continue;
        if (level == LEVEL_ORDER) {
            eco_key_sorted(&a->key, form);
            st = add_range(a, &a->found, &a->key, ECO_HOW_ORDER);
            continue;
        }
        eco_key_letters(&a->key, ECO_KEY_NAME, form);
        st = add_range(a, &a->found, &a->key, how);
        if (st || level == LEVEL_NAME)
            continue;
        eco_key_letters(&a->key, ECO_KEY_WORDS, form);
        st = add_range(a, &a->found, &a->key, how);
    }
    eco_hits_sort(&a->found);
    return st;
}

static bool lies_in(const eco_gazetteer *g, const eco_inside *in, uint32_t zone)
{
    for (size_t i = 0; i < in->n; i++) {
        size_t low = in->ranges[i].from, high = in->ranges[i].to;

        while (low < high) {
            size_t middle = low + (high - low) / 2;

            if (g->postings[middle].zone < zone)
                low = middle + 1;
            else
                high = middle;
        }
        if (low < in->ranges[i].to && g->postings[low].zone == zone)
            return true;
    }
    return false;
}

bool eco_asking_is_inside(const eco_asking *a, uint32_t zone)
{
    for (size_t i = 0; i < a->nparents; i++)
        if (!lies_in(a->g, &a->parents[i], zone))
            return false;
    return true;
}

/* Those outside the parents go; all of them `elsewhere` when none is inside and
 * no stronger level was there before. */
static void keep_inside(eco_asking *a)
{
    eco_hits all = a->found;
    size_t n = 0;

    if (!a->parent_unknown)
        for (size_t i = 0; i < all.n; i++)
            n += eco_asking_is_inside(a, all.items[i].zone);
    if (!n) {
        if (!a->elsewhere.n) {
            a->found = a->elsewhere;
            a->elsewhere = all;
        }
        a->found.n = 0;
        return;
    }
    for (size_t i = a->found.n = 0; i < all.n; i++)
        if (eco_asking_is_inside(a, all.items[i].zone))
            a->found.items[a->found.n++] = all.items[i];
}

static eco_status try_levels(eco_asking *a, const char *name, enum level from,
                             enum level to)
{
    eco_status st = eco_forms_make(&a->forms, a->g->words, name, true);

    for (enum level l = from; l < to && !st; l++) {
        st = collect(a, l);
        if (st)
            break;
        keep_inside(a);
        if (a->found.n)
            break;
    }
    return st;
}

eco_status eco_asking_parent(eco_asking *a, const char *parent, bool *known)
{
    eco_inside *in = &a->parents[a->nparents];
    eco_status st = eco_forms_make(&a->other, a->g->words, parent, true);

    *known = false;
    in->n = 0;
    for (size_t i = 0; i < a->other.n && !st; i++) {
        eco_range r;

        eco_key_letters(&a->key, ECO_KEY_PARENT, eco_form(&a->other, i));
        if (a->key.failed)
            return ECO_NOMEM;
        r = eco_gazetteer_find(a->g, a->key.text);
        if (r.to > r.from)
            in->ranges[in->n++] = r;
    }
    *known = in->n > 0;
    a->nparents += *known;
    return st;
}

/* First as it is written; then, where what stands last is a parent, without it
 * and inside it; else what administrative words and order hide. */
eco_status eco_asking_name(eco_asking *a, const char *name)
{
    const char *rest = name;
    eco_status st = try_levels(a, name, LEVEL_NAME, LEVEL_WORDS);
    bool split = false, known = true;

    while (!st && !a->found.n && known && a->nparents < ECO_PARENTS_MAX &&
           eco_split_last(rest, &a->head, &a->tail)) {
        if (a->head.failed || a->tail.failed)
            return ECO_NOMEM;
        st = eco_asking_parent(a, a->tail.text, &known);
        if (st || !known)
            break;
        split = true;
        rest = a->head.text;
        st = try_levels(a, rest, LEVEL_NAME, LEVELS);
    }
    if (a->head.failed || a->tail.failed)
        return ECO_NOMEM;
    if (!st && !a->found.n && !split)
        st = try_levels(a, name, LEVEL_WORDS, LEVELS);
    return st;
}
