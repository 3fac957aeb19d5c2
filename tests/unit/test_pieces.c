/* Rows of faces: pieces cover the row, weights sum to one, shares stay. */
#include "check.h"

#include "eco_sets.h"

#include <string.h>

enum { COLS = 40, ITEMS = 6, FACES = 9, RUNS = 4000 };

struct span {
    int row, item, col0, col1;
    int64_t frac;
};

/* Spans of faces, whose shares of a column add up to a cell at most. */
static size_t random_spans(uint64_t *rng, struct span *spans)
{
    int64_t left[COLS];
    size_t n = 0;

    for (int c = 0; c < COLS; c++)
        left[c] = ECO_COVER_ONE;
    for (int face = 0; face < FACES; face++) {
        int col = (int)(check_random(rng) * COLS);

        while (col < COLS && check_random(rng) < 0.7) {
            int end = col + 1 + (int)(check_random(rng) * 5);
            int64_t least = ECO_COVER_ONE;

            end = end < COLS ? end : COLS;
            for (int c = col; c < end; c++)
                least = left[c] < least ? left[c] : least;
            if (check_random(rng) < 0.7)
                least = (int64_t)((double)least * check_random(rng));
            if (least > 0)
                spans[n++] = (struct span){0, face, col, end, least};
            for (int c = col; c < end; c++)
                left[c] -= least;
            col = end + (int)(check_random(rng) * 4);
        }
    }
    return n;
}

/* As the sweep hands them out. */
static eco_row_parts parts(const struct span *spans, size_t n,
                           eco_cell_part *cells, eco_run_part *runs)
{
    eco_row_parts row = {cells, runs, 0, 0};

    for (size_t i = 0; i < n; i++) {
        const struct span *s = &spans[i];

        if (s->col1 - s->col0 == 1)
            cells[row.ncells++] = (eco_cell_part){(uint32_t)s->item, 0, s->col0,
                                                  (int32_t)s->frac};
        else
            runs[row.nruns++] = (eco_run_part){(uint32_t)s->item, 0, s->col0,
                                               s->col1, (int32_t)s->frac};
    }
    return row;
}

/* Face k is held by one or two of the items. */
static void make_faces(uint64_t *rng, uint32_t *items, size_t *first)
{
    size_t n = 0;

    for (int face = 0; face < FACES; face++) {
        uint32_t item = (uint32_t)(check_random(rng) * (ITEMS - 1));

        first[face] = n;
        items[n++] = item;
        if (check_random(rng) < 0.4)
            items[n++] = item + 1;
    }
    first[FACES] = n;
}

static int64_t share_of(const eco_sets *sets, const eco_piece *p, uint32_t item)
{
    size_t n;
    const uint32_t *items = eco_sets_items(sets, p->set, &n);

    for (size_t i = 0; i < n; i++)
        if (items[i] == item)
            return p->weight;
    return 0;
}

static void shares_stay(uint64_t seed)
{
    uint64_t rng = seed * 0x9E3779B97F4A7C15ULL;
    struct span spans[FACES * COLS];
    uint32_t items[2 * FACES];
    size_t first[FACES + 1];
    eco_faces faces = {.items = items, .first = first};
    size_t n = random_spans(&rng, spans);
    int64_t want[ITEMS][COLS] = {{0}}, got[ITEMS][COLS] = {{0}};
    int64_t total[COLS] = {0};
    eco_cell_part cells[FACES * COLS];
    eco_run_part runs[FACES * COLS];
    eco_row_parts row;
    eco_pieces p = {0};
    eco_sets *sets;

    CHECK(!eco_sets_create(&sets), "-");
    make_faces(&rng, items, first);
    for (size_t i = 0; i < n; i++)
        for (int c = spans[i].col0; c < spans[i].col1; c++)
            for (size_t k = first[spans[i].item]; k < first[spans[i].item + 1];
                 k++)
                want[items[k]][c] += spans[i].frac;
    row = parts(spans, n, cells, runs);
    CHECK(!eco_pieces_make(&p, sets, &faces, &row, COLS), "-");
    for (size_t i = 0; i < p.n; i++)
        for (int c = p.items[i].col0; c < p.items[i].col1; c++) {
            total[c] += p.items[i].weight;
            for (uint32_t item = 0; item < ITEMS; item++)
                got[item][c] += share_of(sets, &p.items[i], item);
        }
    for (int c = 0; c < COLS; c++)
        CHECK(total[c] == ECO_COVER_ONE, "seed %d, column %d", (int)seed, c);
    CHECK(memcmp(want, got, sizeof want) == 0, "seed %d: shares", (int)seed);
    eco_pieces_clear(&p);
    eco_sets_destroy(sets);
}

/* Numbers depend on content, not on the order of arrival. */
static void order_of_arrival(void)
{
    const uint32_t a[] = {1, 2}, b[] = {0}, c[] = {0, 3};
    uint32_t map1[4], map2[4];
    eco_sets *s1, *s2;

    CHECK(!eco_sets_create(&s1) && !eco_sets_create(&s2), "-");
    CHECK(eco_sets_find(s1, a, 2) == 1 && eco_sets_find(s1, b, 1) == 2 &&
              eco_sets_find(s1, c, 2) == 3 && eco_sets_find(s1, a, 2) == 1,
          "numbers");
    CHECK(eco_sets_find(s2, c, 2) == 1 && eco_sets_find(s2, a, 2) == 2 &&
              eco_sets_find(s2, b, 1) == 3,
          "numbers");
    CHECK(!eco_sets_sort(s1, map1) && !eco_sets_sort(s2, map2), "-");
    CHECK(map1[0] == 0 && map1[1] == map2[2] && map1[2] == map2[3] &&
              map1[3] == map2[1],
          "sorted numbers differ");
    CHECK(eco_sets_find(s1, a, 2) == map1[1], "lookup after sorting");
    eco_sets_destroy(s1);
    eco_sets_destroy(s2);
}

int main(void)
{
    for (uint64_t seed = 1; seed <= RUNS; seed++)
        shares_stay(seed);
    order_of_arrival();
    return check_failures != 0;
}
