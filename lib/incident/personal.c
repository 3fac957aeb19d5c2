/* Columns that look as if they held personal data, by layers/vocabulary. */
#include "eco_fold.h"
#include "eco_incident_impl.h"
#include "eco_mem.h"

#include <ecocrime/vocabulary.h>
#include <string.h>

/* Words as folded; `whole`: of the whole name only, as "name" itself, which is
 * a person's or a place's. */
struct sign {
    char *words;
    bool whole;
};

struct eco_personal {
    struct sign *signs;
    size_t n, cap;
};

/* " first name ", so that whole words are found in " your first name ". */
static char *padded(const char *text)
{
    eco_str folded = {0}, s = {0};

    eco_fold(&folded, text);
    eco_str_printf(&s, " %s ", eco_str_text(&folded));
    s.failed |= folded.failed;
    eco_str_clear(&folded);
    if (s.failed)
        eco_str_clear(&s);
    return eco_str_take(&s);
}

static eco_status add(eco_ctx *ctx, eco_personal *p, const char *text, size_t n)
{
    bool whole = n && *text == '=';
    char *one = eco_mem_text_n(text, n);
    char *words = one ? padded(one) : NULL;

    eco_mem_free(one);
    if (!words || !ECO_GROW(p->signs, p->n, p->cap)) {
        eco_mem_free(words);
        return eco_nomem(ctx);
    }
    p->signs[p->n++] = (struct sign){words, whole};
    return ECO_OK;
}

static eco_status add_term(eco_ctx *ctx, eco_personal *p, const eco_term *t)
{
    const char *also = t->also;
    eco_status st = ECO_OK;

    for (int l = 0; l < ECO_LANGUAGES && !st; l++)
        st = add(ctx, p, t->titles[l], strlen(t->titles[l]));
    while (*also && !st) {
        size_t n = strcspn(also, ";");

        st = add(ctx, p, also, n);
        also += n + (also[n] == ';');
    }
    return st;
}

eco_status eco_personal_create(eco_ctx *ctx, eco_personal **out)
{
    eco_personal *p = eco_mem_array(1, sizeof *p);
    eco_vocabulary *v = NULL;
    eco_status st =
        p ? eco_vocabulary_load(ctx, "personal", NULL, &v) : eco_nomem(ctx);

    *out = NULL;
    for (size_t i = 0; !st && i < eco_vocabulary_count(v); i++)
        st = add_term(ctx, p, eco_vocabulary_term(v, i));
    eco_vocabulary_destroy(v);
    if (st)
        eco_personal_destroy(p);
    else
        *out = p;
    return st;
}

void eco_personal_destroy(eco_personal *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < p->n; i++)
        eco_mem_free(p->signs[i].words);
    eco_mem_free(p->signs);
    eco_mem_free(p);
}

eco_status eco_personal_match(eco_ctx *ctx, const eco_personal *p,
                              const char *column, bool *personal)
{
    const char *slash = strrchr(column, '/'); /* a group of questions before */
    char *all = padded(column), *last = padded(slash ? slash + 1 : column);

    *personal = false;
    for (size_t i = 0; all && last && i < p->n && !*personal; i++)
        *personal = p->signs[i].whole ? strcmp(all, p->signs[i].words) == 0 ||
                                            strcmp(last, p->signs[i].words) == 0
                                      : strstr(all, p->signs[i].words) != NULL;
    if (!all || !last)
        eco_nomem(ctx);
    eco_mem_free(all);
    eco_mem_free(last);
    return all && last ? ECO_OK : ECO_NOMEM;
}
