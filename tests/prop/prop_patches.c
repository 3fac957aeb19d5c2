/* Evidence that covers whole patches, on random worlds: the tally is, to its
 * last unit, the one in which each cell is told by hand who covers it.
 *
 *   prop_patches [SEED [WORLDS]]   replay, or a number of worlds */
#include "check.h"
#include "patches.h"

#include "eco_gdal.h"
#include "eco_mem.h"

#include <stdlib.h>
#include <string.h>

enum { WORLDS = 50, ROWS = 1 << 16 };

static eco_ctx *ctx;

/* A row of a tally in terms of both stacks. */
struct row {
    uint32_t table, zone, mask;
    uint64_t key;
    eco_i128 cells, area, sum, valid;
};

static struct row *rows[2];
static size_t nrows[2];

static uint32_t mask_of(const eco_result *r, uint32_t set)
{
    size_t n;
    const uint32_t *items = eco_sets_items(r->sets, set, &n);
    uint32_t mask = 0;

    for (size_t i = 0; i < n; i++)
        mask |= 1U << items[i];
    return mask;
}

/* Keys as patches.c writes them: digits below 8; what lies off the grid. */
static uint64_t key_of(const patches *p, const eco_tally_key *k)
{
    const eco_table *t = &p->stack.tables[k->table];
    uint64_t key = 0;

    if (t->kind == ECO_TABLE_TOTAL)
        return k->combination;
    if (k->combination == eco_table_outside(&p->stack, k->table))
        return UINT64_MAX;
    if (t->kind == ECO_TABLE_CROSS) {
        for (size_t i = 0; i < t->n; i++)
            key = key * 8 +
                  eco_table_digit(&p->stack, k->table, k->combination, i);
        return key;
    }
    for (size_t i = 0; i < 3; i++)
        key = key * 8 + eco_table_digit(&p->stack, k->table, k->combination, i);
    return key;
}

static int by_key(const void *a, const void *b)
{
    const struct row *p = a, *q = b;

    if (p->table != q->table)
        return p->table < q->table ? -1 : 1;
    if (p->zone != q->zone)
        return p->zone < q->zone ? -1 : 1;
    if (p->key != q->key)
        return p->key < q->key ? -1 : 1;
    return (p->mask > q->mask) - (p->mask < q->mask);
}

/* Equal keys added up; rows of nothing go. */
static void tidy(int which)
{
    struct row *r = rows[which];
    size_t n = 0, kept = 0;

    qsort(r, nrows[which], sizeof *r, by_key);
    for (size_t i = 0; i < nrows[which]; i++) {
        if (n && by_key(&r[i], &r[n - 1]) == 0) {
            r[n - 1].cells += r[i].cells;
            r[n - 1].area += r[i].area;
            r[n - 1].sum += r[i].sum;
            r[n - 1].valid += r[i].valid;
        } else {
            r[n++] = r[i];
        }
    }
    for (size_t i = 0; i < n; i++)
        if (r[i].cells || r[i].area || r[i].sum || r[i].valid)
            r[kept++] = r[i];
    nrows[which] = kept;
}

/* flat: rows of key x label, whose cells are told who covers them. */
static void take(const patches *p, const eco_result *r, bool flat, int which)
{
    nrows[which] = 0;
    for (size_t i = 0; i < eco_tally_count(r->tally); i++) {
        const eco_tally_row *from = eco_tally_get(r->tally, i);
        const eco_tally_value *v = eco_tally_get_values(r->tally, i);
        uint32_t t = from->key.table;
        struct row *to = &rows[which][nrows[which]++];

        *to = (struct row){.table = t,
                           .zone = from->key.zone,
                           .mask = mask_of(r, from->key.set),
                           .cells = from->cells,
                           .area = from->area,
                           .sum = v ? v->sum : 0,
                           .valid = v ? v->valid : 0};
        if (!flat || !t) {
            to->key = key_of(p, &from->key);
        } else if (from->key.combination == eco_table_outside(&p->flat, t)) {
            to->key = UINT64_MAX;
        } else {
            size_t label =
                eco_table_digit(&p->flat, t, from->key.combination, 1);

            to->key = eco_table_digit(&p->flat, t, from->key.combination, 0);
            to->mask = patches_strongest(p, to->mask | p->labels[t][label]);
        }
        if (nrows[which] == ROWS)
            abort();
    }
    tidy(which);
}

static bool same(const char *what, uint64_t seed)
{
    for (size_t i = 0; i < nrows[0] || i < nrows[1]; i++) {
        const struct row *a = &rows[0][i], *b = &rows[1][i];

        if (i < nrows[0] && i < nrows[1] && by_key(a, b) == 0 &&
            a->cells == b->cells && a->area == b->area && a->sum == b->sum &&
            a->valid == b->valid)
            continue;
        CHECK(false,
              "seed %llu, %s: row %zu of %zu and %zu: table %u zone %u "
              "key %llx set %x cells %.9f, not table %u zone %u key %llx set "
              "%x cells %.9f",
              (unsigned long long)seed, what, i, nrows[0], nrows[1], a->table,
              a->zone, (unsigned long long)a->key, a->mask,
              (double)a->cells * 0x1p-30, b->table, b->zone,
              (unsigned long long)b->key, b->mask, (double)b->cells * 0x1p-30);
        return false;
    }
    return true;
}

static eco_job job_of(const patches *p, int threads, int band_rows)
{
    return (eco_job){.stack = &p->stack,
                     .zones = &p->zones,
                     .evidence = &p->faces,
                     .links = &p->links,
                     .threads = threads,
                     .band_rows = band_rows};
}

static void run(const eco_job *job, eco_result *out)
{
    CHECK(!eco_engine_run(ctx, job, out), "%s", eco_ctx_message(ctx));
}

/* What sets hold goes from one to another; their sum stays as it was. */
static void check_sums(const patches *p, const eco_result *r, uint64_t seed)
{
    eco_job job = job_of(p, 1, 0);
    eco_result cells = {0};

    job.links = NULL;
    run(&job, &cells);
    if (check_failures)
        return;
    take(p, &cells, false, 0);
    take(p, r, false, 1);
    for (int k = 0; k < 2; k++) {
        for (size_t i = 0; i < nrows[k]; i++)
            rows[k][i].mask = 0;
        tidy(k);
    }
    same("sums over sets", seed);
    eco_result_clear(&cells);
}

static bool stop_after(void *user, double done, const char *what)
{
    int *left = user;

    (void)done;
    (void)what;
    return (*left)-- > 0;
}

/* Stopped again and again, while patches are followed too. */
static void run_in_parts(const patches *p, uint64_t seed, eco_result *out)
{
    char path[600];
    eco_job job = job_of(p, 2, 3);
    eco_status st = ECO_CANCELLED;

    snprintf(path, sizeof path, "%s", patches_path("state"));
    job.state = path;
    for (int i = 0; i < 200 && st == ECO_CANCELLED; i++) {
        int left = (int)(seed % 3) + i;

        eco_ctx_set_progress(ctx, stop_after, &left);
        st = eco_engine_run(ctx, &job, out);
    }
    eco_ctx_set_progress(ctx, NULL, NULL);
    CHECK(!st, "%s", eco_ctx_message(ctx));
}

static void vary(const patches *p, uint64_t seed)
{
    static const int bands[] = {1, 2, 7, 16, 64};
    eco_result r = {0};

    for (int k = 0; k < 3 && !check_failures; k++) {
        eco_job job = job_of(p, 1 + (int)(seed + (uint64_t)k) % 4,
                             bands[(seed + (uint64_t)k) % 5]);

        if (k == 2)
            run_in_parts(p, seed, &r);
        else
            run(&job, &r);
        if (check_failures)
            break;
        take(p, &r, false, 0);
        same("threads, bands or stops", seed);
        CHECK(r.patches == p->followed, "%lld patches, not %lld",
              (long long)r.patches, (long long)p->followed);
        eco_result_clear(&r);
    }
    eco_result_clear(&r);
}

static int64_t one_world(uint64_t seed)
{
    static patches p;
    eco_job job, flat;
    eco_result r = {0}, told = {0};
    int64_t followed;

    if (patches_make(&p, ctx, seed)) {
        job = flat = job_of(&p, 1, 0);
        flat.stack = &p.flat;
        flat.links = NULL;
        run(&job, &r);
        run(&flat, &told);
    }
    if (!check_failures) {
        take(&p, &r, false, 0);
        take(&p, &told, true, 1);
        same("cells told by hand", seed);
        CHECK(r.patches == p.followed, "%lld patches, not %lld",
              (long long)r.patches, (long long)p.followed);
    }
    if (!check_failures)
        vary(&p, seed);
    if (!check_failures)
        check_sums(&p, &r, seed);
    followed = p.followed;
    eco_result_clear(&r);
    eco_result_clear(&told);
    patches_clear(&p);
    return followed;
}

/* Each allocation fails once, or each so many-th. */
static void short_of_memory(uint64_t seed)
{
    static patches p;
    eco_result r = {0};
    eco_status st = ECO_NOMEM;
    size_t before;

    if (!patches_make(&p, ctx, seed))
        return;
    eco_ctx_clear(ctx);
    before = eco_mem_live();
    for (size_t n = 0; st && !check_failures; n += 1 + n / 60) {
        const eco_job job = job_of(&p, 1, 8);

        eco_mem_fail_after(n);
        st = eco_engine_run(ctx, &job, &r);
        eco_mem_fail_after(SIZE_MAX);
        CHECK(!st || st == ECO_NOMEM, "%s", eco_ctx_message(ctx));
        eco_ctx_clear(ctx);
        eco_result_clear(&r);
        CHECK(eco_mem_live() == before, "leak at allocation %zu", n);
    }
    patches_clear(&p);
}

int main(int argc, char **argv)
{
    uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    uint64_t n = argc > 2 ? strtoull(argv[2], NULL, 10) : WORLDS, done = 0;
    int64_t followed = 0;

    rows[0] = calloc(ROWS, sizeof *rows[0]);
    rows[1] = calloc(ROWS, sizeof *rows[1]);
    CHECK(rows[0] && rows[1] && !eco_ctx_create(&ctx) && patches_open() &&
              !eco_gdal_init(ctx),
          "-");
    CHECK(one_world(0) == 2, "two lines are two patches");
    while (!check_failures && done < n)
        followed += one_world(seed + done++);
    if (!check_failures)
        short_of_memory(3);
    CHECK(followed > 0, "no patch was followed");
    printf("%llu worlds, %lld patches\n", (unsigned long long)done,
           (long long)followed);
    eco_ctx_destroy(ctx);
    patches_close();
    free(rows[0]);
    free(rows[1]);
    return check_failures != 0;
}
