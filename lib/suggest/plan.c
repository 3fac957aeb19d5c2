/* Which column for what: by the words in its name, if its cells are of the
 * kind. The strictest roles choose first. */
#include "eco_mem.h"
#include "eco_suggest_impl.h"

#include <string.h>

/* Of a name that only resembles a word, all cells must be of the kind, of one
 * that is the word a half. */
enum { SHARE_PERCENT = 50, NAME_LEAST = 40, DATE_UNNAMED = 20, SURE = 60 };

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Numbers alone are no dates by themselves, but a column called so holds
 * years, or days as spreadsheets count them. */
static size_t date_hits(const eco_column *c)
{
    return larger(c->nday + c->nmonth + c->nyear, c->nserial);
}

size_t eco_role_hits(const eco_column *c, int role)
{
    if (role >= ECO_ROLE_FACTS)
        return c->many ? 0 : c->nfilled;
    switch ((eco_role)role) {
    case ECO_ROLE_ID:
        return c->ndistinct == c->nfilled ? c->nfilled : 0;
    case ECO_ROLE_DATE:
    case ECO_ROLE_FROM:
    case ECO_ROLE_TO:
        return date_hits(c);
    case ECO_ROLE_LAT:
        return c->nlat;
    case ECO_ROLE_LON:
        return c->nlon;
    case ECO_ROLE_PAIR:
        return c->nplace;
    case ECO_ROLE_EASTING:
        return c->neasting;
    case ECO_ROLE_NORTHING:
        return c->nnorthing;
    case ECO_ROLE_ZONE:
        return c->nzone;
    case ECO_ROLE_ACCURACY:
    case ECO_ROLE_QUANTITY:
        return c->nnumber;
    case ECO_ROLE_TITLE:
        return c->nnumber ? 0 : c->nfilled;
    case ECO_ROLE_NAME:
    case ECO_ROLE_PARENT:
        return c->nfilled - larger(larger(c->nnumber, c->nplace), date_hits(c));
    case ECO_ROLE_CODE:
        return c->nfilled;
    case ECO_ROLE_FACTS:
        break;
    }
    return 0;
}

static bool is_free(const eco_plan *plan, size_t i)
{
    const eco_column *c = &plan->profile->columns[i];

    return !plan->used[i] && !c->personal && c->nfilled && !eco_column_leaks(c);
}

static int suits(const eco_plan *plan, const eco_role_words *words, int role,
                 size_t i)
{
    const eco_column *c = &plan->profile->columns[i];
    int name = eco_role_words_score(words, role, c->folded);
    size_t share = 100 * eco_role_hits(c, role) / c->nfilled;

    if (role == ECO_ROLE_DATE && !name && 100 * c->nday >= 90 * c->nfilled &&
        !c->nnumber)
        name = DATE_UNNAMED;
    if (!name || share < SHARE_PERCENT ||
        (name < SURE && name != DATE_UNNAMED && share < 90))
        return 0;
    return name * (int)share / 100;
}

/* Of two names that say as much, kinds of crime are more various than types
 * of patrols. */
static bool is_richer(const eco_plan *plan, int role, size_t a, int b)
{
    const eco_column *columns = plan->profile->columns;

    return role >= ECO_ROLE_FACTS && b >= 0 &&
           columns[a].ndistinct > columns[b].ndistinct;
}

static void choose(eco_plan *plan, const eco_role_words *words, int role)
{
    int best = -1, score = 0;

    if (plan->column[role] >= 0)
        return;
    for (size_t i = 0; i < plan->profile->ncolumns; i++) {
        int s = is_free(plan, i) ? suits(plan, words, role, i) : 0;

        if (s > score || (s && s == score && is_richer(plan, role, i, best))) {
            score = s;
            best = (int)i;
        }
    }
    plan->column[role] = best;
    plan->score[role] = score;
    if (best >= 0)
        plan->used[best] = true;
}

static void forget(eco_plan *plan, int role)
{
    if (plan->column[role] >= 0)
        plan->used[plan->column[role]] = false;
    plan->column[role] = -1;
}

/* Two columns that are only something together. */
static bool choose_two(eco_plan *plan, const eco_role_words *words, int a,
                       int b)
{
    choose(plan, words, a);
    choose(plan, words, b);
    if (plan->column[a] >= 0 && plan->column[b] >= 0)
        return true;
    forget(plan, a);
    forget(plan, b);
    return false;
}

static bool is_placed(const eco_plan *plan)
{
    return plan->column[ECO_ROLE_LAT] >= 0 ||
           plan->column[ECO_ROLE_PAIR] >= 0 ||
           plan->column[ECO_ROLE_EASTING] >= 0 ||
           plan->profile->ngeometry == plan->profile->nrows;
}

static void choose_place(eco_plan *plan, const eco_role_words *words)
{
    if (!is_placed(plan) &&
        !choose_two(plan, words, ECO_ROLE_LAT, ECO_ROLE_LON) &&
        !choose_two(plan, words, ECO_ROLE_EASTING, ECO_ROLE_NORTHING))
        choose(plan, words, ECO_ROLE_PAIR);
    if (plan->column[ECO_ROLE_EASTING] >= 0)
        choose(plan, words, ECO_ROLE_ZONE);
    if (is_placed(plan))
        choose(plan, words, ECO_ROLE_ACCURACY);
}

/* A single date that is named as clearly is better than a period, which may
 * be that of a patrol, or of filling in a form. */
static void choose_date(eco_plan *plan, const eco_role_words *words)
{
    const int *score = plan->score;

    if (plan->column[ECO_ROLE_DATE] >= 0 || plan->column[ECO_ROLE_FROM] >= 0)
        return;
    if (!choose_two(plan, words, ECO_ROLE_FROM, ECO_ROLE_TO)) {
        choose(plan, words, ECO_ROLE_DATE);
        return;
    }
    choose(plan, words, ECO_ROLE_DATE);
    if (score[ECO_ROLE_DATE] >= score[ECO_ROLE_FROM]) {
        forget(plan, ECO_ROLE_FROM);
        forget(plan, ECO_ROLE_TO);
    } else {
        forget(plan, ECO_ROLE_DATE);
    }
}

static void choose_all(eco_plan *plan, const eco_role_words *words)
{
    static const int others[] = {ECO_ROLE_CODE, ECO_ROLE_NAME, ECO_ROLE_PARENT,
                                 ECO_ROLE_TITLE};

    choose_place(plan, words);
    choose_date(plan, words);
    if (!plan->ready || !plan->ready->id.n)
        choose(plan, words, ECO_ROLE_ID);
    for (int f = 0; f < ECO_FACT_COUNT; f++)
        if (f != ECO_FACT_SUBTYPE &&
            (!plan->ready || !plan->ready->facts[f].fixed))
            choose(plan, words, ECO_ROLE_FACTS + f);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        choose(plan, words, others[i]);
}

/* Called so as clearly as an id, and yet the same in several rows. */
static int find_like_id(const eco_plan *plan, const eco_role_words *words)
{
    int best = -1, score = SURE - 1;

    for (size_t i = 0; i < plan->profile->ncolumns; i++) {
        const eco_column *c = &plan->profile->columns[i];
        int s = is_free(plan, i) && c->ndistinct < c->nfilled
                    ? eco_role_words_score(words, ECO_ROLE_ID, c->folded)
                    : 0;

        if (s > score) {
            score = s;
            best = (int)i;
        }
    }
    return best;
}

eco_status eco_plan_make(eco_ctx *ctx, const eco_profile *p, eco_plan *out)
{
    eco_role_words *words = NULL;
    eco_status st = eco_role_words_create(ctx, &words);

    out->profile = p;
    for (int role = 0; role < ECO_ROLE_COUNT; role++)
        out->column[role] = -1;
    out->used = eco_mem_array(p->ncolumns + 1, sizeof *out->used);
    if (!st && !out->used)
        st = eco_nomem(ctx);
    out->quantity = eco_mem_array(p->ncolumns + 1, sizeof *out->quantity);
    if (!st && !out->quantity)
        st = eco_nomem(ctx);
    if (!st)
        st = eco_plan_recognise(ctx, out);
    out->like_id = -1;
    if (!st) {
        choose_all(out, words);
        out->like_id = find_like_id(out, words);
    }
    for (size_t i = 0; !st && i < p->ncolumns; i++)
        out->quantity[i] =
            is_free(out, i) && suits(out, words, ECO_ROLE_QUANTITY, i) > 0;
    eco_role_words_destroy(words);
    return st;
}

void eco_plan_clear(eco_plan *plan)
{
    eco_mapping_destroy(plan->ready);
    eco_mem_free(plan->used);
    eco_mem_free(plan->quantity);
    eco_mem_free(plan->ready_path);
}
