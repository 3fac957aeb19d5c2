/* The engine's loops over bytes against the plain way to say the same. */
#include "eco_bytes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 3000 };

static uint64_t state = 1;

static uint64_t rnd(uint64_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state % below;
}

/* Codes below ncodes; most of them, where `skewed`, one of two. */
static void fill(uint8_t *p, size_t n, unsigned ncodes, bool skewed)
{
    uint8_t a = (uint8_t)rnd(ncodes), b = (uint8_t)rnd(ncodes);

    for (size_t i = 0; i < n; i++)
        p[i] = skewed && rnd(20) ? (rnd(3) ? a : b) : (uint8_t)rnd(ncodes);
}

/* Listed once each, and no other. */
static void check_met(const eco_counts *counts, const uint32_t *want)
{
    bool met[ECO_BYTES] = {false};

    for (unsigned i = 0; i < counts->nmet; i++) {
        assert_false(met[counts->met[i]]);
        met[counts->met[i]] = true;
    }
    for (unsigned c = 0; c < ECO_BYTES; c++) {
        assert_int_equal(counts->n[c], want[c]);
        assert_int_equal(met[c], want[c] > 0);
    }
}

static void test_counts(void **unused)
{
    uint8_t codes[MOST + ECO_BYTES_SLACK];
    static eco_counts counts;

    (void)unused;
    for (int round = 0; round < 4000; round++) {
        unsigned ncodes = 1 + (unsigned)rnd(256);
        size_t n = rnd(MOST), from = n ? rnd(n) : 0;
        uint32_t want[ECO_BYTES] = {0};
        eco_common common;

        fill(codes, n, ncodes, round % 2);
        fill(codes + n, ECO_BYTES_SLACK, 256, false);
        common = eco_common_choose(codes, n);
        if (round % 4 == 0)
            common = (eco_common){true,
                                  {(uint8_t)rnd(ncodes), (uint8_t)rnd(ncodes)}};
        eco_count_bytes(codes + from, n - from, ncodes, &common, &counts);
        for (size_t i = from; i < n; i++)
            want[codes[i]]++;
        check_met(&counts, want);
        memset(&counts, 0, sizeof counts);
    }
}

/* Tables of every shape: steps, straight lines, gaps, anything. */
static void random_table(uint16_t table[ECO_BYTES], int shape)
{
    unsigned low = (unsigned)rnd(256), high = low + (unsigned)rnd(256 - low);
    unsigned value = (unsigned)rnd(256), stride = 1 + (unsigned)rnd(3);

    for (unsigned v = 0; v < ECO_BYTES; v++) {
        bool known = v >= low && v <= high;

        if (shape == 0)
            value += known ? stride : 0;
        else if (shape == 1 ? rnd(20) == 0 : true)
            value = (unsigned)rnd(256);
        table[v] = known && (shape < 3 || rnd(4)) ? (uint16_t)(value & 255)
                                                  : ECO_BYTES;
    }
}

static void test_maps(void **unused)
{
    uint8_t samples[MOST], before[MOST], codes[MOST];
    eco_byte_map m;
    int kinds[3] = {0};

    (void)unused;
    for (int round = 0; round < 4000; round++) {
        size_t n = rnd(MOST);
        bool add = rnd(2), known = true;

        random_table(m.table, round % 4);
        eco_byte_map_choose(&m);
        kinds[m.kind]++;
        for (size_t i = 0; i < n; i++) {
            samples[i] = (uint8_t)rnd(256);
            while (round % 8 < 7 && m.table[samples[i]] >= ECO_BYTES &&
                   rnd(400))
                samples[i] = (uint8_t)rnd(256);
            before[i] = codes[i] = (uint8_t)rnd(256);
            known &= m.table[samples[i]] < ECO_BYTES;
        }
        assert_int_equal(eco_map_bytes(&m, samples, n, add, codes), known);
        for (size_t i = 0; known && i < n; i++)
            assert_int_equal(codes[i], (uint8_t)((add ? before[i] : 0) +
                                                 m.table[samples[i]]));
    }
    assert_true(kinds[0] && kinds[1] && kinds[2]);
}

static void test_runs(void **unused)
{
    uint8_t codes[100];

    (void)unused;
    for (int round = 0; round < 4000; round++) {
        size_t n = 1 + rnd(sizeof codes), equal = 1;

        fill(codes, n, 2 + (unsigned)rnd(3), false);
        memset(codes, codes[0], rnd(n + 1));
        while (equal < n && codes[equal] == codes[0])
            equal++;
        assert_int_equal(eco_run_bytes(codes, n), equal);
    }
}

static void test_ends(void **unused)
{
    uint8_t codes[200 + ECO_BYTES_SLACK];
    uint16_t ends[200];

    (void)unused;
    for (int round = 0; round < 8000; round++) {
        size_t n = rnd(201), made, want = 0;

        fill(codes, sizeof codes, 1 + (unsigned)rnd(3), round % 2);
        made = eco_ends_bytes(codes, n, ends);
        for (size_t i = 1; i <= n; i++)
            if (i == n || codes[i] != codes[i - 1]) {
                assert_true(want < made);
                assert_int_equal(ends[want], i);
                want++;
            }
        assert_int_equal(made, want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_maps),
        cmocka_unit_test(test_runs),
        cmocka_unit_test(test_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
