/* From the zones that have a name or a code in common with a report to the one
 * that is meant, or the reason why there is none. */
#include "eco_asking.h"

#include "eco_fold.h"
#include "eco_mem.h"

#include <string.h>

const char *eco_match_how_text(eco_match_how how)
{
    static const char *const texts[] = {
#define X(name, text) text,
        ECO_MATCH_HOW_MAP(X)
#undef X
    };
    return texts[how];
}

const char *eco_match_why_text(eco_match_why why)
{
    static const char *const texts[] = {
#define X(name, text) text,
        ECO_MATCH_WHY_MAP(X)
#undef X
    };
    return texts[why];
}

static bool is_set(const char *text)
{
    return text && *text;
}

/* The same bytes as the zone's name or one of its other names. */
static bool is_exact(const eco_named_zone *z, const char *name)
{
    const size_t n = strlen(name);
    const char *at = z->also;

    if (z->name && strcmp(z->name, name) == 0)
        return true;
    while (at && *at) {
        at += strspn(at, " \t;");
        if (strncmp(at, name, n) == 0 && (!at[n] || at[n] == ';'))
            return true;
        at += strcspn(at, ";");
    }
    return false;
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

/* Hits as candidates. */
static eco_status tell(eco_match *m, const eco_hits *h,
                       const eco_match_query *query)
{
    eco_asking *a = m->own;

    m->n = 0;
    for (size_t i = 0; i < h->n; i++) {
        const eco_hit *hit = &h->items[i];
        const eco_named_zone *z = &a->g->zones[hit->zone];
        eco_match_how how = hit->how;

        if (!ECO_GROW(a->candidates, m->n, a->cap))
            return ECO_NOMEM;
        if (how == ECO_HOW_FOLDED && is_exact(z, or_empty(query->name)))
            how = ECO_HOW_EXACT;
        a->candidates[m->n++] = (eco_candidate){
            z->id, or_empty(z->code), or_empty(z->name), or_empty(z->parent),
            how,   hit->distance};
    }
    m->candidates = a->candidates;
    return ECO_OK;
}

/* One zone, or several and why that is too many. */
static eco_status tell_found(eco_match *m, const eco_hits *h,
                             const eco_match_query *query, eco_match_why many)
{
    eco_status st = tell(m, h, query);

    if (st)
        return st;
    m->outcome = h->n == 1 ? ECO_MATCH_ONE : ECO_MATCH_SEVERAL;
    m->why = h->n == 1 ? ECO_WHY_MATCHED : many;
    m->how = h->n == 1 ? m->candidates[0].how : ECO_HOW_NOT;
    return ECO_OK;
}

/* None: those elsewhere, or the similar ones. */
static eco_status tell_none(eco_match *m, const eco_hits *h,
                            const eco_match_query *query, eco_match_why why)
{
    eco_asking *a = m->own;
    eco_status st = ECO_OK;
    bool near = false;

    m->outcome = ECO_MATCH_NONE;
    m->why = why;
    if (!h->n) {
        st = eco_asking_similar(a, a->g->options.suggestions, &near);
        h = &a->elsewhere;
    }
    if (!st)
        st = tell(m, h, query);
    if (st || !near || why != ECO_WHY_NAME)
        return st;
    m->outcome = ECO_MATCH_ONE;
    m->why = ECO_WHY_MATCHED;
    m->how = a->candidates[0].how = ECO_HOW_NEAR;
    m->n = 1;
    return ECO_OK;
}

static eco_match_why why_no_name(const eco_asking *a)
{
    if (a->parent_unknown)
        return ECO_WHY_PARENT_UNKNOWN;
    return a->elsewhere.n ? ECO_WHY_PARENT : ECO_WHY_NAME;
}

static eco_status decide_by_name(eco_match *m, const eco_match_query *query)
{
    eco_asking *a = m->own;

    if (a->found.n)
        return tell_found(m, &a->found, query, ECO_WHY_NAMESAKES);
    if (!a->folded.n) {
        m->why = ECO_WHY_EMPTY;
        return ECO_OK;
    }
    return tell_none(m, &a->elsewhere, query, why_no_name(a));
}

/* Whether name and parents allow a zone that has the code. A name that no zone
 * has says nothing: it may be of a village. A parent in which no zone lies says
 * nothing either. */
static bool agrees(const eco_asking *a, const eco_hits *names, uint32_t zone)
{
    return eco_asking_is_inside(a, zone) &&
           (!names->n || eco_hits_has(names, zone));
}

static eco_status decide_by_code(eco_match *m, const eco_match_query *query)
{
    eco_asking *a = m->own;
    eco_hits *names = a->found.n ? &a->found : &a->elsewhere;
    eco_status st = ECO_OK;

    if (!a->coded.n)
        return tell_none(m, names, query, ECO_WHY_CODE);
    for (size_t i = 0; i < a->coded.n && !st; i++)
        if (agrees(a, names, a->coded.items[i].zone))
            st = eco_hits_add(&a->agreed, a->coded.items[i]);
    if (st)
        return st;
    if (a->agreed.n)
        return tell_found(m, &a->agreed, query, ECO_WHY_CODES);
    for (size_t i = 0; i < a->coded.n && !st; i++)
        st = eco_hits_add(names, a->coded.items[i]);
    eco_hits_sort(names);
    return st ? st : tell_none(m, names, query, ECO_WHY_CODE_OR_NAME);
}

static eco_status begin(eco_match *m, const eco_gazetteer *g, const char *name)
{
    eco_asking *a = m->own;

    if (!a)
        a = m->own = eco_mem_array(1, sizeof *a);
    m->outcome = ECO_MATCH_NONE;
    m->how = ECO_HOW_NOT;
    m->why = ECO_WHY_MATCHED;
    m->candidates = NULL;
    m->n = 0;
    m->folded = "";
    if (!a)
        return ECO_NOMEM;
    a->g = g;
    a->coded.n = a->agreed.n = a->found.n = a->elsewhere.n = 0;
    a->nparents = a->forms.n = 0;
    a->parent_unknown = false;
    eco_str_clear(&a->folded);
    eco_fold(&a->folded, or_empty(name));
    m->folded = eco_str_text(&a->folded);
    return a->folded.failed ? ECO_NOMEM : ECO_OK;
}

static eco_status ask_parent(eco_asking *a, const char *parent)
{
    bool known;
    eco_status st = eco_asking_parent(a, parent, &known);

    a->parent_unknown = !known && a->other.n;
    return st;
}

eco_status eco_match_find(const eco_gazetteer *g, const eco_match_query *query,
                          eco_match *m)
{
    eco_status st = begin(m, g, query->name);
    bool coded = false;

    if (!st && is_set(query->parent))
        st = ask_parent(m->own, query->parent);
    if (!st && is_set(query->code))
        st = eco_asking_code(m->own, query->code, &coded);
    if (!st && m->own->folded.n)
        st = eco_asking_name(m->own, query->name);
    if (!st)
        st = coded ? decide_by_code(m, query) : decide_by_name(m, query);
    if (st) {
        m->n = 0;
        m->outcome = ECO_MATCH_NONE;
    }
    return st;
}

void eco_match_clear(eco_match *m)
{
    eco_asking *a = m->own;

    if (a) {
        eco_forms_clear(&a->forms);
        eco_forms_clear(&a->other);
        eco_str_clear(&a->key);
        eco_str_clear(&a->shorter);
        eco_str_clear(&a->folded);
        eco_str_clear(&a->head);
        eco_str_clear(&a->tail);
        eco_mem_free(a->coded.items);
        eco_mem_free(a->agreed.items);
        eco_mem_free(a->found.items);
        eco_mem_free(a->elsewhere.items);
        eco_mem_free(a->candidates);
        eco_mem_free(a);
    }
    *m = (eco_match){0};
}
