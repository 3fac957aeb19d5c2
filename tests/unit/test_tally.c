/* The tally: sums are exact, merges commute, order is by key. */
#include "check.h"

#include "eco_mem.h"
#include "eco_tally.h"

#include <string.h>

enum { ROWS = 5000, PARTS = 7 };

static void add(eco_tally *t, eco_tally_key key, int64_t cells)
{
    size_t at = eco_tally_at(t, key);
    eco_tally_row *row = eco_tally_row_at(t, at);

    row->cells += cells;
    row->area += (eco_i128)cells * 1000003;
    eco_tally_values_at(t, at)[0].sum += cells * 3;
    eco_tally_values_at(t, at)[1].valid += cells;
}

static eco_tally_key random_key(uint64_t *rng)
{
    return (eco_tally_key){
        (uint32_t)(check_random(rng) * 3), (uint32_t)(check_random(rng) * 40),
        (uint32_t)(check_random(rng) * 4), (uint64_t)(check_random(rng) * 50)};
}

static bool equal(const eco_tally *a, const eco_tally *b)
{
    if (eco_tally_count(a) != eco_tally_count(b))
        return false;
    for (size_t i = 0; i < eco_tally_count(a); i++) {
        const eco_tally_row *p = eco_tally_get(a, i), *q = eco_tally_get(b, i);
        const eco_tally_value *u = eco_tally_get_values(a, i);
        const eco_tally_value *v = eco_tally_get_values(b, i);

        if (p->key.zone != q->key.zone || p->key.table != q->key.table ||
            p->key.set != q->key.set ||
            p->key.combination != q->key.combination || p->cells != q->cells ||
            p->area != q->area || u[0].sum != v[0].sum ||
            u[1].valid != v[1].valid)
            return false;
    }
    return true;
}

static void merges_in_any_order(void)
{
    eco_tally *whole, *parts[PARTS], *merged;
    uint64_t rng = 42;

    CHECK(!eco_tally_create(2, &whole) && !eco_tally_create(2, &merged), "-");
    for (int i = 0; i < PARTS; i++)
        CHECK(!eco_tally_create(2, &parts[i]), "-");
    for (int i = 0; i < ROWS; i++) {
        eco_tally_key key = random_key(&rng);
        int64_t cells = (int64_t)(check_random(&rng) * 1e9) - 1000;

        add(whole, key, cells);
        add(parts[(int)(check_random(&rng) * PARTS)], key, cells);
    }
    for (int i = PARTS; i-- > 0;)
        CHECK(!eco_tally_merge(merged, parts[i], NULL), "part %d", i);
    CHECK(!eco_tally_sort(whole) && !eco_tally_sort(merged), "-");
    CHECK(equal(whole, merged), "parts differ from the whole");
    for (int i = 0; i < PARTS; i++)
        eco_tally_destroy(parts[i]);
    eco_tally_destroy(whole);
    eco_tally_destroy(merged);
}

static void renumbers_sets(void)
{
    const uint32_t map[] = {0, 5, 5};
    eco_tally *from, *into;

    CHECK(!eco_tally_create(0, &from) && !eco_tally_create(0, &into), "-");
    for (uint32_t set = 0; set < 3; set++)
        eco_tally_row_at(from,
                         eco_tally_at(from, (eco_tally_key){0, 1, set, 9}))
            ->cells = set + 1;
    CHECK(!eco_tally_merge(into, from, map) && !eco_tally_sort(into), "-");
    CHECK(eco_tally_count(into) == 2, "%d rows", (int)eco_tally_count(into));
    CHECK(eco_tally_get(into, 1)->key.set == 5 &&
              eco_tally_get(into, 1)->cells == 5,
          "sets 1 and 2 become 5");
    eco_tally_destroy(from);
    eco_tally_destroy(into);
}

static void refuses_overflow(void)
{
    eco_i128 most = (((eco_i128)1 << 126) - 1) * 2 + 1;
    eco_tally *a, *b;

    CHECK(!eco_tally_create(0, &a) && !eco_tally_create(0, &b), "-");
    eco_tally_row_at(a, eco_tally_at(a, (eco_tally_key){0}))->area = most;
    eco_tally_row_at(b, eco_tally_at(b, (eco_tally_key){0}))->area = 1;
    CHECK(eco_tally_merge(a, b, NULL) == ECO_INVALID, "overflow passed");
    eco_tally_destroy(a);
    eco_tally_destroy(b);
}

/* Every allocation fails once: an error, never a crash or a leak. */
static void survives_no_memory(void)
{
    size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;

    for (size_t n = 0; st != ECO_OK && n < 100; n++) {
        eco_tally *t = NULL;
        uint64_t rng = 7;

        eco_mem_fail_after(n);
        st = eco_tally_create(1, &t);
        for (int i = 0; i < 3000 && !st; i++)
            if (eco_tally_at(t, random_key(&rng)) == SIZE_MAX)
                st = ECO_NOMEM;
        if (!st)
            st = eco_tally_sort(t);
        eco_tally_destroy(t);
        CHECK(eco_mem_live() == before, "leak at %d", (int)n);
    }
    eco_mem_fail_after(SIZE_MAX);
    CHECK(st == ECO_OK, "never succeeded");
}

int main(void)
{
    merges_in_any_order();
    renumbers_sets();
    refuses_overflow();
    survives_no_memory();
    return check_failures != 0;
}
