/* The whole engine on random stacks against a slow oracle that shares no code
 * with it; and the same bytes whatever the threads, bands and decoders.
 *
 *   prop_engine [SEED [WORLDS]]      replay, or a number of worlds
 *   prop_engine --seconds N [SEED]   as many as the time allows */
#include "check.h"
#include "slow.h"

#include "eco_engine.h"
#include "eco_gdal.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WORLDS = 300 };

static eco_ctx *ctx;

/* The engine's class as the oracle numbers them. */
static int class_number(const world *w, size_t layer, size_t digit)
{
    const eco_classes *c = &w->stack.layers[layer].classes;
    const world_layer *l = &w->layers[layer];
    int first = 0;

    if (digit == ECO_CLASS_UNLISTED(c))
        return SLOW_UNLISTED;
    if (digit == ECO_CLASS_NODATA(c))
        return SLOW_NODATA;
    if (digit == ECO_CLASS_OUTSIDE(c))
        return SLOW_OUTSIDE;
    if (digit == ECO_CLASS_RADIX(c))
        return SLOW_NONE;
    if (c->has_small && digit == c->small)
        return SLOW_SMALL;
    if (!l->nlegend)
        return (int)digit;
    while (strcmp(l->legend[first].label, c->labels[digit]) != 0)
        first++;
    return first;
}

static slow_row key_of(const world *w, const eco_result *r,
                       const eco_tally_row *row)
{
    const eco_table *t = &w->stack.tables[row->key.table];
    slow_row key = {.table = (int)row->key.table, .zone = (int)row->key.zone};
    size_t n;
    const uint32_t *items = eco_sets_items(r->sets, row->key.set, &n);

    for (size_t i = 0; i < n; i++)
        key.mask |= 1U << items[i];
    if (t->kind == ECO_TABLE_TOTAL)
        key.digits[0] = (int)row->key.combination;
    for (size_t i = 0; i < (t->kind == ECO_TABLE_YEAR ? 3 : t->n); i++) {
        size_t digit =
            eco_table_digit(&w->stack, row->key.table, row->key.combination, i);

        key.digits[i] = t->kind == ECO_TABLE_YEAR && i == 0 ? (int)digit
                        : t->kind == ECO_TABLE_YEAR
                            ? class_number(w, t->layers[0], digit)
                            : class_number(w, t->layers[i], digit);
    }
    return key;
}

static void tell_row(const slow_row *r, uint64_t seed)
{
    fprintf(stderr,
            "  seed %llu: table %d zone %d evidence %x digits %d %d %d %d\n",
            (unsigned long long)seed, r->table, r->zone, r->mask, r->digits[0],
            r->digits[1], r->digits[2], r->digits[3]);
}

static void compare_values(const world *w, const eco_result *r, size_t i,
                           const slow_row *want, double area_tol)
{
    const eco_tally_value *v = eco_tally_get_values(r->tally, i);
    size_t k = 0;

    for (size_t at = 0; at < w->nlayers; at++) {
        const eco_layer *l = &w->stack.layers[at];
        double sum, valid, tol;

        if (!l->value)
            continue;
        sum = eco_result_value(r, l, &v[k]);
        valid = ldexp((double)v[k].valid, -(r->area_bits + ECO_COVER_BITS));
        /* a value is rounded to 2^-16, or a count to 2^-32 */
        tol = l->count ? 1e-6 * 300 + 1e-8 * fabs(want->sum[k])
                       : (0x1p-16 * want->valid[k] + 300 * area_tol) * 1e-4;
        CHECK(fabs(valid - want->valid[k]) <= area_tol,
              "%s: valid area %.12g, not %.12g", l->name, valid,
              want->valid[k]);
        CHECK(fabs(sum - want->sum[k]) <= tol, "%s: sum %.12g, not %.12g",
              l->name, sum, want->sum[k]);
        k++;
    }
}

static void compare(const world *w, const eco_result *r, slow *s, uint64_t seed)
{
    for (size_t i = 0; i < eco_tally_count(r->tally) && !check_failures; i++) {
        const eco_tally_row *row = eco_tally_get(r->tally, i);
        slow_row key = key_of(w, r, row), *want = slow_find(s, &key);
        double cells = eco_result_cells(row), area = eco_result_area_m2(r, row);
        double tol = 1e-6 * s->area_max + 2e-7 * want->area + want->area_slack;

        want->seen = true;
        CHECK(fabs(cells - want->cells) <= 1e-6 + 1e-9 * want->cells,
              "%.12g cells, not %.12g", cells, want->cells);
        CHECK(fabs(area - want->area) <= tol, "%.12g m2, not %.12g", area,
              want->area);
        compare_values(w, r, i, want, tol);
        if (check_failures)
            tell_row(&key, seed);
    }
    for (size_t i = 0; i < s->n && !check_failures; i++) {
        CHECK(s->rows[i].seen || s->rows[i].cells <= 1e-6,
              "%.12g cells are missing", s->rows[i].cells);
        if (check_failures)
            tell_row(&s->rows[i], seed);
    }
}

/* Each table holds all of each zone: the same sum, to the last unit. */
static void check_tables(const world *w, const eco_result *r)
{
    for (uint32_t z = 0; z < w->zones.nitems; z++) {
        eco_i128 cells[16] = {0}, area[16] = {0};

        for (size_t i = 0; i < eco_tally_count(r->tally); i++) {
            const eco_tally_row *row = eco_tally_get(r->tally, i);

            if (row->key.zone != z)
                continue;
            cells[row->key.table] += row->cells;
            area[row->key.table] += row->area;
        }
        for (size_t t = 1; t < w->stack.ntables; t++)
            CHECK(cells[t] == cells[0] && area[t] == area[0],
                  "zone %u: table %zu has another sum than the total", z, t);
    }
}

static bool same_rows(const eco_result *a, const eco_result *b, size_t nvalues)
{
    size_t n = eco_tally_count(a->tally);

    if (n != eco_tally_count(b->tally) ||
        eco_sets_count(a->sets) != eco_sets_count(b->sets))
        return false;
    for (size_t i = 0; i < n; i++) {
        const eco_tally_row *p = eco_tally_get(a->tally, i);
        const eco_tally_row *q = eco_tally_get(b->tally, i);
        const eco_tally_value *v = eco_tally_get_values(a->tally, i);
        const eco_tally_value *u = eco_tally_get_values(b->tally, i);

        if (p->key.table != q->key.table || p->key.zone != q->key.zone ||
            p->key.set != q->key.set ||
            p->key.combination != q->key.combination || p->cells != q->cells ||
            p->area != q->area)
            return false;
        for (size_t k = 0; k < nvalues; k++)
            if (v[k].sum != u[k].sum || v[k].valid != u[k].valid)
                return false;
    }
    return true;
}

static void run(world *w, int threads, int band_rows, bool through_gdal,
                eco_result *out)
{
    const eco_job job = {.stack = &w->stack,
                         .zones = &w->zones,
                         .evidence = &w->faces,
                         .threads = threads,
                         .band_rows = band_rows};

    w->stack.through_gdal = through_gdal;
    CHECK(!eco_engine_run(ctx, &job, out), "%s", eco_ctx_message(ctx));
}

static bool stop_after(void *user, double done, const char *what)
{
    int *left = user;

    (void)done;
    (void)what;
    return (*left)-- > 0;
}

/* One bit of the state file is turned: what it holds must not be believed. */
static void damage(const char *path, uint64_t seed)
{
    FILE *f = fopen(path, "r+b");
    long size;
    int c;

    if (!f)
        return;
    fseek(f, 0, SEEK_END);
    size = ftell(f);
    fseek(f, (long)(seed * 2654435761U % (uint64_t)size), SEEK_SET);
    c = getc(f);
    fseek(f, -1, SEEK_CUR);
    putc(c ^ 1 << seed % 8, f);
    fclose(f);
}

/* Stopped again and again, and each time gone on with. */
static void run_in_parts(world *w, uint64_t seed, eco_result *out)
{
    char path[300];
    eco_job job = {.stack = &w->stack,
                   .zones = &w->zones,
                   .evidence = &w->faces,
                   .band_rows = 2,
                   .state = path};
    eco_status st = ECO_CANCELLED;
    FILE *f;

    snprintf(path, sizeof path, "%s", world_path("state"));
    for (uint64_t i = 0; i < 100 && st == ECO_CANCELLED; i++) {
        int left = (int)((seed + i) % 5);

        job.threads = 1 + (int)(i % 3);
        eco_ctx_set_progress(ctx, stop_after, &left);
        st = eco_engine_run(ctx, &job, out);
        if (seed % 7 == 0 && i == 2)
            damage(path, seed);
    }
    eco_ctx_set_progress(ctx, NULL, NULL);
    CHECK(!st, "%s", eco_ctx_message(ctx));
    f = fopen(path, "rb");
    CHECK(!f, "the state is left behind");
    if (f)
        fclose(f);
}

static void one_world(uint64_t seed)
{
    static const int bands[] = {1, 2, 7, 64};
    static world w;
    eco_result r = {0}, other = {0};
    slow s = {0};
    bool gdal = seed & 1;

    if (!world_make(&w, ctx, seed)) {
        check_failures++;
        goto done;
    }
    run(&w, 1, 0, gdal, &r);
    if (check_failures)
        goto done;
    slow_tabulate(&w, &s);
    CHECK(!s.failed, "the oracle failed");
    compare(&w, &r, &s, seed);
    check_tables(&w, &r);
    run(&w, 1 + (int)(seed % 4), bands[seed / 4 % 4], !gdal, &other);
    if (!check_failures)
        CHECK(same_rows(&r, &other, w.stack.nvalues),
              "threads, bands or decoders change the rows");
    if (check_failures || seed % 3)
        goto done;
    eco_result_clear(&other);
    run_in_parts(&w, seed, &other);
    if (!check_failures)
        CHECK(same_rows(&r, &other, w.stack.nvalues),
              "a pass in parts has other rows than one");
done:
    if (check_failures)
        fprintf(stderr, "replay: prop_engine %llu 1\n",
                (unsigned long long)seed);
    slow_clear(&s);
    eco_result_clear(&r);
    eco_result_clear(&other);
    world_clear(&w);
}

int main(int argc, char **argv)
{
    bool timed = argc > 2 && strcmp(argv[1], "--seconds") == 0;
    double seconds = timed ? strtod(argv[2], NULL) : 0;
    int at = timed ? 3 : 1;
    uint64_t seed = argc > at ? strtoull(argv[at], NULL, 10) : 1;
    uint64_t n = argc > at + 1 ? strtoull(argv[at + 1], NULL, 10) : WORLDS;
    uint64_t done = 0;
    time_t start = time(NULL);

    CHECK(!eco_ctx_create(&ctx) && world_open() && !eco_gdal_init(ctx), "-");
    while (!check_failures &&
           (timed ? difftime(time(NULL), start) < seconds : done < n))
        one_world(seed + done++);
    printf("%llu worlds\n", (unsigned long long)done);
    eco_ctx_destroy(ctx);
    world_close();
    return check_failures != 0;
}
