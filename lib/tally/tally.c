/* Rows in a vector, found by an open-addressed table of their keys. */
#include "eco_tally.h"

#include "eco_mem.h"

struct eco_tally {
    eco_tally_row *rows;
    eco_tally_value *values; /* nvalues per row */
    size_t nvalues, n, rows_cap, values_cap;
    size_t *slots;   /* row + 1; 0 is empty */
    size_t nslots;   /* a power of two */
    uint32_t *order; /* rows, after sorting */
};

enum { SLOTS_FIRST = 1024 };

eco_status eco_tally_create(size_t nvalues, eco_tally **out)
{
    eco_tally *t = eco_mem_array(1, sizeof *t);

    *out = NULL;
    if (!t)
        return ECO_NOMEM;
    t->nvalues = nvalues;
    t->nslots = SLOTS_FIRST;
    t->slots = eco_mem_array(t->nslots, sizeof *t->slots);
    if (!t->slots) {
        eco_tally_destroy(t);
        return ECO_NOMEM;
    }
    *out = t;
    return ECO_OK;
}

void eco_tally_destroy(eco_tally *t)
{
    if (!t)
        return;
    eco_mem_free(t->rows);
    eco_mem_free(t->values);
    eco_mem_free(t->slots);
    eco_mem_free(t->order);
    eco_mem_free(t);
}

/* SplitMix64's finaliser (Steele et al. 2014) over the packed key. */
static size_t hash(const eco_tally_key *k)
{
    uint64_t h = k->combination * UINT64_C(0x9E3779B97F4A7C15);

    h ^= ((uint64_t)k->zone << 32 | k->set) + (h << 6) + (h >> 2);
    h ^= (uint64_t)k->table << 20;
    h = (h ^ (h >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    h = (h ^ (h >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (size_t)(h ^ (h >> 31));
}

static bool same(const eco_tally_key *a, const eco_tally_key *b)
{
    return a->table == b->table && a->zone == b->zone && a->set == b->set &&
           a->combination == b->combination;
}

/* The slot that holds the key, or the empty one where it belongs. */
static size_t probe(const eco_tally *t, const eco_tally_key *key)
{
    size_t mask = t->nslots - 1, i = hash(key) & mask;

    while (t->slots[i] && !same(&t->rows[t->slots[i] - 1].key, key))
        i = (i + 1) & mask;
    return i;
}

static bool rehash(eco_tally *t)
{
    size_t *old = t->slots, n = t->nslots * 2;
    size_t *slots = eco_mem_array(n, sizeof *slots);

    if (!slots)
        return false;
    t->slots = slots;
    t->nslots = n;
    for (size_t i = 0; i < t->n; i++)
        t->slots[probe(t, &t->rows[i].key)] = i + 1;
    eco_mem_free(old);
    return true;
}

static bool make_room(eco_tally *t)
{
    if (!ECO_GROW(t->rows, t->n, t->rows_cap))
        return false;
    return !t->nvalues ||
           ECO_GROW(t->values, (t->n + 1) * t->nvalues, t->values_cap);
}

size_t eco_tally_at(eco_tally *t, eco_tally_key key)
{
    size_t slot;

    if (t->n * 3 >= t->nslots * 2 && !rehash(t))
        return SIZE_MAX;
    slot = probe(t, &key);
    if (t->slots[slot])
        return t->slots[slot] - 1;
    if (!make_room(t))
        return SIZE_MAX;
    t->rows[t->n] = (eco_tally_row){.key = key};
    for (size_t v = 0; v < t->nvalues; v++)
        t->values[t->n * t->nvalues + v] = (eco_tally_value){0};
    t->slots[slot] = ++t->n;
    return t->n - 1;
}

eco_tally_row *eco_tally_row_at(eco_tally *t, size_t i)
{
    return &t->rows[i];
}

eco_tally_value *eco_tally_values_at(eco_tally *t, size_t i)
{
    return t->nvalues ? &t->values[i * t->nvalues] : NULL;
}

bool eco_i128_add(eco_i128 *total, eco_i128 x)
{
    eco_i128 sum;

    if (__builtin_add_overflow(*total, x, &sum))
        return false;
    *total = sum;
    return true;
}

static eco_status merge_row(eco_tally *into, const eco_tally *from, size_t i,
                            eco_tally_key key)
{
    size_t at = eco_tally_at(into, key);
    const eco_tally_row *b = &from->rows[i];
    eco_tally_row *a;

    if (at == SIZE_MAX)
        return ECO_NOMEM;
    a = &into->rows[at];
    if (!eco_i128_add(&a->cells, b->cells) || !eco_i128_add(&a->area, b->area))
        return ECO_INVALID;
    for (size_t v = 0; v < into->nvalues; v++) {
        eco_tally_value *x = &into->values[at * into->nvalues + v];
        const eco_tally_value *y = &from->values[i * from->nvalues + v];

        if (!eco_i128_add(&x->sum, y->sum) ||
            !eco_i128_add(&x->valid, y->valid))
            return ECO_INVALID;
    }
    return ECO_OK;
}

static bool is_empty(const eco_tally *t, size_t i)
{
    bool empty = !t->rows[i].cells && !t->rows[i].area;

    for (size_t v = 0; v < t->nvalues && empty; v++)
        empty = !t->values[i * t->nvalues + v].sum &&
                !t->values[i * t->nvalues + v].valid;
    return empty;
}

eco_status eco_tally_merge(eco_tally *into, const eco_tally *from,
                           const uint32_t *set_map)
{
    if (into->nvalues != from->nvalues)
        return ECO_INVALID;
    for (size_t i = 0; i < from->n; i++) {
        eco_tally_key key = from->rows[i].key;
        eco_status st;

        if (is_empty(from, i))
            continue;
        if (set_map)
            key.set = set_map[key.set];
        st = merge_row(into, from, i, key);
        if (st)
            return st;
    }
    return ECO_OK;
}

static int compare(const eco_tally_key *p, const eco_tally_key *q)
{
    if (p->zone != q->zone)
        return p->zone < q->zone ? -1 : 1;
    if (p->table != q->table)
        return p->table < q->table ? -1 : 1;
    if (p->combination != q->combination)
        return p->combination < q->combination ? -1 : 1;
    return (p->set > q->set) - (p->set < q->set);
}

/* Moves o[at] down the heap of the first n. */
static void sift(const eco_tally *t, uint32_t *o, size_t at, size_t n)
{
    uint32_t row = o[at];

    for (;;) {
        size_t child = 2 * at + 1;

        if (child + 1 < n &&
            compare(&t->rows[o[child]].key, &t->rows[o[child + 1]].key) < 0)
            child++;
        if (child >= n ||
            compare(&t->rows[row].key, &t->rows[o[child]].key) >= 0)
            break;
        o[at] = o[child];
        at = child;
    }
    o[at] = row;
}

/* Heapsort of row numbers: C's qsort cannot reach the rows, and copies of
 * their keys would be as large as the table. */
static void sort_rows(const eco_tally *t, uint32_t *o, size_t n)
{
    for (size_t i = n / 2; i-- > 0;)
        sift(t, o, i, n);
    while (n-- > 1) {
        uint32_t last = o[n];

        o[n] = o[0];
        o[0] = last;
        sift(t, o, 0, n);
    }
}

/* Zones are many and their rows few: first by zone, by counting. */
static uint32_t *starts_by_zone(eco_tally *t, size_t *nzones)
{
    uint32_t *starts, last = 0;

    for (size_t i = 0; i < t->n; i++)
        last = t->rows[i].key.zone > last ? t->rows[i].key.zone : last;
    *nzones = t->n ? (size_t)last + 1 : 0;
    starts = eco_mem_array(*nzones + 1, sizeof *starts);
    if (!starts)
        return NULL;
    for (size_t i = 0; i < t->n; i++)
        starts[t->rows[i].key.zone + 1]++;
    for (size_t z = 0; z < *nzones; z++)
        starts[z + 1] += starts[z];
    for (size_t i = 0; i < t->n; i++)
        t->order[starts[t->rows[i].key.zone]++] = (uint32_t)i;
    return starts; /* each where its zone ends */
}

eco_status eco_tally_sort(eco_tally *t)
{
    uint32_t *ends;
    size_t nzones;

    if (t->n > UINT32_MAX)
        return ECO_NOMEM;
    eco_mem_free(t->order);
    t->order = eco_mem_array(t->n, sizeof *t->order);
    ends = t->order ? starts_by_zone(t, &nzones) : NULL;
    if (!ends)
        return ECO_NOMEM;
    for (size_t z = 0; z < nzones; z++) {
        uint32_t first = z ? ends[z - 1] : 0;

        sort_rows(t, t->order + first, ends[z] - first);
    }
    eco_mem_free(ends);
    return ECO_OK;
}

size_t eco_tally_count(const eco_tally *t)
{
    return t->n;
}

const eco_tally_row *eco_tally_get(const eco_tally *t, size_t i)
{
    return &t->rows[t->order[i]];
}

const eco_tally_value *eco_tally_get_values(const eco_tally *t, size_t i)
{
    return t->nvalues ? &t->values[t->order[i] * t->nvalues] : NULL;
}
