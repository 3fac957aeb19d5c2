/* The state file of an interrupted pass: words in the machine's own order, a
 * checksum at the end. It is read by the program that wrote it, where it was
 * written; whatever is odd about it makes the pass start anew. */
#include "eco_kept.h"

#include "eco_file.h"
#include "eco_mem.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define MAGIC UINT64_C(0x315453524f4345)

enum { HEAD_WORDS = 6, ROW_WORDS = 7, VALUE_WORDS = 4, VALUES_MAX = 64 };

struct stream {
    FILE *file;
    uint64_t sum; /* FNV-1a */
    bool bad;
};

static void add_up(struct stream *s, const void *p, size_t n)
{
    const unsigned char *c = p;

    for (size_t i = 0; i < n; i++)
        s->sum = (s->sum ^ c[i]) * UINT64_C(1099511628211);
}

static void put(struct stream *s, const void *p, size_t n)
{
    add_up(s, p, n);
    s->bad |= n && fwrite(p, 1, n, s->file) != n;
}

static bool get(struct stream *s, void *p, size_t n)
{
    s->bad |= n && fread(p, 1, n, s->file) != n;
    if (!s->bad)
        add_up(s, p, n);
    return !s->bad;
}

static void split(eco_i128 x, uint64_t w[2])
{
    w[0] = (uint64_t)x;
    w[1] = (uint64_t)(x >> 64);
}

static eco_i128 join(const uint64_t w[2])
{
    return (eco_i128)w[1] << 64 | w[0];
}

static void put_rows(struct stream *s, const eco_tally *t, size_t nvalues)
{
    for (size_t i = 0; i < eco_tally_count(t); i++) {
        /* in the order of arrival: the tally need not be sorted */
        eco_tally_row *row = eco_tally_row_at((eco_tally *)(uintptr_t)t, i);
        eco_tally_value *v = eco_tally_values_at((eco_tally *)(uintptr_t)t, i);
        uint64_t w[ROW_WORDS] = {row->key.table,
                                 (uint64_t)row->key.zone << 32 | row->key.set,
                                 row->key.combination};

        split(row->cells, w + 3);
        split(row->area, w + 5);
        put(s, w, sizeof w);
        for (size_t k = 0; k < nvalues; k++) {
            split(v[k].sum, w);
            split(v[k].valid, w + 2);
            put(s, w, VALUE_WORDS * sizeof *w);
        }
    }
}

struct writing {
    const char *identity;
    const eco_plan *plan;
    const eco_kept *kept;
    const eco_result *sums;
};

static eco_status put_all(eco_ctx *ctx, void *user, FILE *file)
{
    const struct writing *w = user;
    const eco_plan *plan = w->plan;
    const eco_result *sums = w->sums;
    struct stream stream = {.file = file}, *s = &stream;
    size_t nsets = eco_sets_count(sums->sets);
    const uint64_t head[HEAD_WORDS] = {
        MAGIC,         (uint64_t)plan->nbands,
        nsets,         eco_tally_count(sums->tally),
        plan->nvalues, (uint64_t)sums->rows_read};
    uint64_t sum;

    put(s, head, sizeof head);
    put(s, w->identity, 64);
    put(s, w->kept->done, (size_t)plan->nbands);
    for (size_t i = 1; i < nsets; i++) {
        size_t n;
        const uint32_t *items = eco_sets_items(sums->sets, i, &n);
        uint64_t count = n;

        put(s, &count, sizeof count);
        put(s, items, n * sizeof *items);
    }
    put_rows(s, sums->tally, plan->nvalues);
    sum = s->sum;
    put(s, &sum, sizeof sum);
    (void)ctx;
    return s->bad ? ECO_IO : ECO_OK;
}

eco_status eco_kept_save(eco_ctx *ctx, const char *path, const char *identity,
                         const eco_plan *plan, const eco_kept *kept,
                         const eco_result *sums)
{
    struct writing w = {identity, plan, kept, sums};

    return eco_file_stream(ctx, path, put_all, &w);
}

/* What is being read, and what it must fit. */
struct reading {
    struct stream s;
    const eco_plan *plan;
    size_t nzones, nsets, nrows, size; /* size: bytes of the file */
    eco_result *out;
};

static eco_status get_sets(struct reading *r)
{
    uint32_t *items = NULL;
    size_t cap = 0;
    eco_status st = eco_sets_create(&r->out->sets);

    for (size_t i = 1; i < r->nsets && !st; i++) {
        uint64_t n;

        st = ECO_FORMAT;
        if (!get(&r->s, &n, sizeof n) || n > r->size / sizeof *items)
            break;
        if (!ECO_GROW(items, (size_t)n, cap))
            st = ECO_NOMEM;
        else if (get(&r->s, items, (size_t)n * sizeof *items) &&
                 eco_sets_find(r->out->sets, items, (size_t)n) == i)
            st = ECO_OK;
    }
    eco_mem_free(items);
    return st;
}

static eco_status get_row(struct reading *r)
{
    uint64_t w[ROW_WORDS];
    eco_tally_key key;
    size_t at;

    if (!get(&r->s, w, sizeof w))
        return ECO_FORMAT;
    key = (eco_tally_key){(uint32_t)w[0], (uint32_t)(w[1] >> 32),
                          (uint32_t)w[1], w[2]};
    if (w[0] >= r->plan->stack->ntables || key.zone >= r->nzones ||
        key.set >= r->nsets ||
        key.combination >= eco_table_keys(r->plan->stack, key.table))
        return ECO_FORMAT;
    at = eco_tally_at(r->out->tally, key);
    if (at == SIZE_MAX)
        return ECO_NOMEM;
    eco_tally_row_at(r->out->tally, at)->cells = join(w + 3);
    eco_tally_row_at(r->out->tally, at)->area = join(w + 5);
    for (size_t k = 0; k < r->plan->nvalues; k++) {
        eco_tally_value *v = &eco_tally_values_at(r->out->tally, at)[k];

        if (!get(&r->s, w, VALUE_WORDS * sizeof *w))
            return ECO_FORMAT;
        *v = (eco_tally_value){join(w), join(w + 2)};
    }
    return ECO_OK;
}

/* ECO_NOTFOUND: of another job. ECO_FORMAT: damaged. */
static eco_status get_all(struct reading *r, const char *identity,
                          eco_kept *kept)
{
    size_t nbands = (size_t)r->plan->nbands;
    uint64_t head[HEAD_WORDS], sum, wanted;
    char of[64];
    eco_status st;

    if (!get(&r->s, head, sizeof head) || head[0] != MAGIC ||
        !get(&r->s, of, sizeof of))
        return ECO_FORMAT;
    if (memcmp(of, identity, sizeof of) != 0)
        return ECO_NOTFOUND;
    if (head[1] != nbands || head[4] != r->plan->nvalues || !head[2] ||
        head[2] > r->size || head[3] > r->size)
        return ECO_FORMAT;
    r->nsets = (size_t)head[2];
    r->nrows = (size_t)head[3];
    r->out->rows_read = (int64_t)head[5];
    kept->done = eco_mem_array(nbands, 1);
    if (!kept->done || eco_tally_create(r->plan->nvalues, &r->out->tally))
        return ECO_NOMEM;
    if (!get(&r->s, kept->done, nbands))
        return ECO_FORMAT;
    st = get_sets(r);
    for (size_t i = 0; i < r->nrows && !st; i++)
        st = get_row(r);
    wanted = r->s.sum;
    if (!st && (!get(&r->s, &sum, sizeof sum) || sum != wanted ||
                getc(r->s.file) != EOF))
        st = ECO_FORMAT;
    return st;
}

eco_status eco_kept_load(eco_ctx *ctx, const eco_job *job, const eco_str *about,
                         const eco_plan *plan, eco_kept *kept, eco_result *out)
{
    struct reading r = {.plan = plan, .nzones = job->zones->nitems, .out = out};
    struct stat info;
    char identity[65];
    size_t done = 0;
    eco_status st;

    r.s.file = fopen(job->state, "rb");
    if (!r.s.file)
        return ECO_OK;
    r.size = fstat(fileno(r.s.file), &info) ? 0 : (size_t)info.st_size;
    st = eco_kept_identity(ctx, job, about, identity);
    if (!st)
        st = get_all(&r, identity, kept);
    fclose(r.s.file);
    if (!st) {
        for (int b = 0; b < plan->nbands; b++)
            done += kept->done[b] != 0;
        eco_log(ctx, ECO_LOG_INFO, "%s: %zu of %d bands were done before",
                job->state, done, plan->nbands);
        return ECO_OK;
    }
    eco_kept_clear(kept);
    eco_result_clear(out);
    if (st == ECO_NOMEM)
        return eco_nomem(ctx);
    eco_log(ctx, ECO_LOG_INFO, "%s: is %s; starting anew", job->state,
            st == ECO_FORMAT ? "damaged" : "of other inputs");
    return ECO_OK;
}

void eco_kept_clear(eco_kept *kept)
{
    eco_mem_free(kept->done);
    kept->done = NULL;
}
