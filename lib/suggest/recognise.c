/* Whether a file is an export that a builtin mapping knows, by its columns. */
#include "eco_column_find.h"
#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_suggest_impl.h"

#include <string.h>

/* Of several columns that fit a pattern the one with most in it; the draft
 * names the others. */
static int fullest(const eco_profile *p, const char *pattern)
{
    int best = -1;

    for (size_t i = 0; i < p->ncolumns; i++)
        if (eco_column_fits(pattern, p->columns[i].name) &&
            (best < 0 || p->columns[i].nfilled > p->columns[best].nfilled))
            best = (int)i;
    return best;
}

static eco_status resolve(eco_ctx *ctx, const eco_profile *p, const char *name,
                          int *out)
{
    eco_status st;

    *out = -1;
    if (!name)
        return ECO_OK;
    st = eco_column_find(ctx, p->table, name, NULL, out);
    if (!st && *out == -2)
        *out = fullest(p, name);
    return st;
}

static eco_status fits(eco_ctx *ctx, const eco_profile *p, const eco_mapping *m,
                       bool *out)
{
    eco_status st = ECO_OK;

    *out = m->recognised_by.n > 0;
    for (size_t i = 0; i < m->recognised_by.n && !st && *out; i++) {
        int at;

        st = resolve(ctx, p, m->recognised_by.items[i], &at);
        *out = at >= 0;
    }
    return st;
}

/* The one that asks for the most columns; `*best` is replaced. */
static eco_status try_one(eco_ctx *ctx, eco_plan *plan, const char *name)
{
    eco_findings found = {0};
    eco_mapping *m = NULL;
    eco_str path = {0};
    bool good = false;
    eco_status st;

    eco_str_printf(&path, "builtin:%s", name);
    st = path.failed ? eco_nomem(ctx)
                     : eco_mapping_load(ctx, path.text, &found, &m);
    if (!st)
        st = fits(ctx, plan->profile, m, &good);
    if (!st && good &&
        (!plan->ready || plan->ready->recognised_by.n < m->recognised_by.n)) {
        eco_mapping_destroy(plan->ready);
        eco_mem_free(plan->ready_path);
        plan->ready = m;
        plan->ready_path = eco_str_take(&path);
        m = NULL;
    }
    eco_str_clear(&path);
    eco_mapping_destroy(m);
    eco_findings_clear(&found);
    return st;
}

static eco_status find_ready(eco_ctx *ctx, eco_plan *plan)
{
    eco_str names = {0};
    eco_status st = ECO_OK;
    char *name, *end;

    eco_layers_builtins("mapping", &names);
    if (names.failed)
        st = eco_nomem(ctx);
    for (name = names.text; name && !st; name = end ? end + 2 : NULL) {
        end = strstr(name, ", ");
        if (end)
            *end = '\0';
        st = try_one(ctx, plan, name);
    }
    eco_str_clear(&names);
    return st;
}

static eco_status take(eco_ctx *ctx, eco_plan *plan, int role, const char *name)
{
    int at;
    eco_status st = resolve(ctx, plan->profile, name, &at);

    plan->column[role] = at;
    plan->score[role] = at >= 0 ? 100 : 0;
    if (at >= 0 && role != ECO_ROLE_TITLE) /* which may tell the domain too */
        plan->used[at] = true;
    return st;
}

static eco_status take_pair(eco_ctx *ctx, eco_plan *plan, int a, int b,
                            const char *const names[2])
{
    eco_status st = take(ctx, plan, a, names[0]);

    if (!st)
        st = take(ctx, plan, b, names[1]);
    if (plan->column[a] < 0 || plan->column[b] < 0)
        plan->column[a] = plan->column[b] = -1;
    return st;
}

static eco_status take_columns(eco_ctx *ctx, eco_plan *plan)
{
    const eco_mapping *m = plan->ready;
    const char *const degrees[2] = {m->coordinates.lat, m->coordinates.lon};
    const char *const metres[2] = {m->coordinates.easting,
                                   m->coordinates.northing};
    const struct {
        int role;
        const char *name;
    } all[] = {
        {ECO_ROLE_TITLE, m->title},
        {ECO_ROLE_DATE, m->date.column},
        {ECO_ROLE_FROM, m->date.from},
        {ECO_ROLE_TO, m->date.to},
        {ECO_ROLE_PAIR, m->coordinates.column},
        {ECO_ROLE_ZONE, m->coordinates.zone},
        {ECO_ROLE_ACCURACY, m->coordinates.accuracy},
        {ECO_ROLE_NAME, m->place.name},
        {ECO_ROLE_CODE, m->place.code},
        {ECO_ROLE_PARENT, m->place.parent},
    };
    eco_status st = take_pair(ctx, plan, ECO_ROLE_LAT, ECO_ROLE_LON, degrees);

    if (!st)
        st = take_pair(ctx, plan, ECO_ROLE_EASTING, ECO_ROLE_NORTHING, metres);
    for (size_t i = 0; i < sizeof all / sizeof *all && !st; i++)
        st = take(ctx, plan, all[i].role, all[i].name);
    for (int f = 0; f < ECO_FACT_COUNT && !st; f++)
        st = take(ctx, plan, ECO_ROLE_FACTS + f, m->facts[f].column);
    return st;
}

eco_status eco_plan_recognise(eco_ctx *ctx, eco_plan *plan)
{
    eco_status st = find_ready(ctx, plan);

    if (st || !plan->ready)
        return st;
    st = take_columns(ctx, plan);
    for (size_t i = 0; i < plan->ready->id.n && !st; i++) {
        int at;

        st = resolve(ctx, plan->profile, plan->ready->id.items[i], &at);
        if (at >= 0)
            plan->used[at] = true;
    }
    return st;
}
