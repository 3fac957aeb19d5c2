/* What a zone is called, as keys: every form of every name, its codes, and
 * what it lies in. */
#include "eco_gazetteer.h"

#include "eco_mem.h"

#include <string.h>

struct indexing {
    eco_gazetteer *g;
    eco_forms forms;
    eco_str part, key, shorter;
    uint32_t zone;
};

/* Where `text` is kept, its NUL included. */
static size_t put_text(eco_gazetteer *g, const char *text)
{
    const size_t at = g->keys.n;

    eco_str_add_n(&g->keys, text, strlen(text) + 1);
    return at;
}

static eco_status post(struct indexing *x, const eco_str *key,
                       eco_match_how how)
{
    eco_gazetteer *g = x->g;

    if (key->failed)
        return ECO_NOMEM;
    if (!key->n)
        return ECO_OK;
    if (!ECO_GROW(g->postings, g->npostings, g->postings_cap))
        return ECO_NOMEM;
    g->postings[g->npostings++] = (eco_posting){
        .key.at = put_text(g, key->text), .zone = x->zone, .how = how};
    return g->keys.failed ? ECO_NOMEM : ECO_OK;
}

static eco_status add_likeness(struct indexing *x)
{
    eco_gazetteer *g = x->g;
    const char *name = eco_form(&x->forms, 0);
    eco_likeness like = {.zone = x->zone, .length = (uint32_t)strlen(name)};

    if (!ECO_GROW(g->likenesses, g->nlikenesses, g->likenesses_cap))
        return ECO_NOMEM;
    eco_likeness_of(name, &like.letters, &like.words);
    like.name.at = put_text(g, name);
    g->likenesses[g->nlikenesses++] = like;
    return g->keys.failed ? ECO_NOMEM : ECO_OK;
}

static eco_status add_name(struct indexing *x, const char *text)
{
    eco_status st = eco_forms_make(&x->forms, x->g->words, text, false);

    if (!st && x->forms.n)
        st = add_likeness(x);
    for (size_t i = 0; i < x->forms.n && !st; i++) {
        const eco_match_how how = x->forms.how[i];
        const char *form = eco_form(&x->forms, i);

        eco_key_letters(
            &x->key, how == ECO_HOW_WORDS ? ECO_KEY_WORDS : ECO_KEY_NAME, form);
        st = post(x, &x->key, how);
        if (st)
            break;
        eco_key_sorted(&x->key, form);
        st = post(x, &x->key, ECO_HOW_ORDER);
    }
    return st;
}

static eco_status add_code(struct indexing *x, const char *text)
{
    eco_status st = eco_forms_make(&x->forms, x->g->words, text, false);

    if (st || !x->forms.n)
        return st;
    eco_key_letters(&x->key, ECO_KEY_CODE, eco_form(&x->forms, 0));
    st = post(x, &x->key, ECO_HOW_CODE);
    if (st || !x->g->options.check_digit)
        return st;
    eco_key_without_digit(&x->shorter, ECO_KEY_CODE_SHORT, x->key.text);
    return post(x, &x->shorter, ECO_HOW_CODE);
}

static eco_status add_parent(struct indexing *x, const char *text)
{
    eco_status st = eco_forms_make(&x->forms, x->g->words, text, false);

    for (size_t i = 0; i < x->forms.n && !st; i++) {
        eco_key_letters(&x->key, ECO_KEY_PARENT, eco_form(&x->forms, i));
        st = post(x, &x->key, x->forms.how[i]);
    }
    return st;
}

static eco_status add_parts(struct indexing *x, const char *texts,
                            eco_status (*one)(struct indexing *, const char *))
{
    eco_status st = ECO_OK;

    while (!st && eco_part_next(&texts, &x->part))
        st = one(x, x->part.text);
    return st || x->part.failed ? ECO_NOMEM : ECO_OK;
}

static eco_status add_zone(struct indexing *x, const eco_named_zone *z)
{
    eco_status st = z->name ? add_name(x, z->name) : ECO_OK;

    if (!st)
        st = add_parts(x, z->also, add_name);
    if (!st && z->code)
        st = add_code(x, z->code);
    if (!st)
        st = add_parts(x, z->codes, add_code);
    return st ? st : add_parts(x, z->parent, add_parent);
}

eco_status eco_gazetteer_index(eco_gazetteer *g)
{
    struct indexing x = {.g = g};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < g->nzones && !st; i++) {
        x.zone = (uint32_t)i;
        st = add_zone(&x, &g->zones[i]);
    }
    eco_forms_clear(&x.forms);
    eco_str_clear(&x.part);
    eco_str_clear(&x.key);
    eco_str_clear(&x.shorter);
    return st;
}
