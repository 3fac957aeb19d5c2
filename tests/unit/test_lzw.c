/* LZW: what an encoder of our own writes, by the book, and what is broken. */
#include "eco_lzw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 30000, ROOM = 2 * MOST + 64 };

static uint64_t state = 7;

static uint64_t rnd(uint64_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state % below;
}

struct bits {
    uint8_t *out;
    size_t n;
    unsigned long long held;
    unsigned nheld;
};

static void put(struct bits *b, unsigned code, unsigned width)
{
    b->held = b->held << width | code;
    b->nheld += width;
    while (b->nheld >= 8) {
        b->nheld -= 8;
        b->out[b->n++] = (uint8_t)(b->held >> b->nheld);
    }
}

/* TIFF 6.0, section 13, as plainly as it is written there: a table of strings
 * (prefix, byte), searched from end to end. */
static size_t encode(const uint8_t *in, size_t n, uint8_t *out, bool end_code)
{
    static int prefix[4096];
    static uint8_t byte[4096];
    struct bits b = {.out = out};
    unsigned next = 258, width = 9;
    int string = -1;

    put(&b, 256, width);
    for (size_t i = 0; i < n; i++) {
        unsigned k = 258;

        if (string < 0) {
            string = in[i];
            continue;
        }
        while (k < next && !(prefix[k] == string && byte[k] == in[i]))
            k++;
        if (k < next) {
            string = (int)k;
            continue;
        }
        put(&b, (unsigned)string, width);
        prefix[next] = string;
        byte[next++] = in[i];
        if (next == 512 || next == 1024 || next == 2048)
            width++;
        if (next == 4094) {
            put(&b, 256, width);
            next = 258;
            width = 9;
        }
        string = in[i];
    }
    if (string >= 0) {
        put(&b, (unsigned)string, width);
        next++;
        if (next == 512 || next == 1024 || next == 2048)
            width++;
    }
    if (end_code)
        put(&b, 257, width);
    if (b.nheld)
        put(&b, 0, 8 - b.nheld);
    return b.n;
}

/* Noise, stretches of one byte, and repeats of what was there before. */
static void content(uint8_t *p, size_t n)
{
    unsigned colours = 1 + (unsigned)rnd(256);

    for (size_t i = 0; i < n;) {
        size_t run = 1 + rnd(200), kind = rnd(3), from = i ? rnd(i) : 0;
        uint8_t x = (uint8_t)rnd(colours);

        for (; run && i < n; run--, i++)
            p[i] = kind == 0   ? (uint8_t)rnd(colours)
                   : kind == 1 ? x
                               : p[from++];
    }
}

static void test_round_trip(void **unused)
{
    static uint8_t in[MOST], packed[ROOM], out[MOST + ECO_LZW_SLACK];

    (void)unused;
    for (int round = 0; round < 400; round++) {
        size_t n = 1 + rnd(round % 3 ? 300 : MOST), m;

        content(in, n);
        m = encode(in, n, packed, round % 2);
        assert_true(eco_lzw_decode(packed, m, out, n));
        assert_memory_equal(in, out, n);
        /* Another length is not that block. */
        assert_false(eco_lzw_decode(packed, m, out, n + 1));
        assert_false(n > 1 && eco_lzw_decode(packed, m, out, n - 1));
    }
}

/* By hand: clear, A, B, AB (258), ABA (the string yet to be made), end. */
static void test_by_hand(void **unused)
{
    uint8_t packed[16 + ECO_LZW_SLACK] = {0}, out[7 + ECO_LZW_SLACK];
    struct bits b = {.out = packed};

    (void)unused;
    put(&b, 256, 9);
    put(&b, 'A', 9);
    put(&b, 'B', 9);
    put(&b, 258, 9);
    put(&b, 260, 9);
    put(&b, 257, 9);
    put(&b, 0, 2);
    assert_true(eco_lzw_decode(packed, b.n, out, 7));
    assert_memory_equal(out, "ABABABA", 7);
}

/* Whatever is done to a stream, nothing beyond the slack is touched and the
 * answer is yes only for the right length. */
static void test_damage(void **unused)
{
    static uint8_t in[MOST], packed[ROOM];

    (void)unused;
    for (int round = 0; round < 3000; round++) {
        size_t n = 1 + rnd(2000), m;
        uint8_t *out = malloc(n + ECO_LZW_SLACK), *exact;

        content(in, n);
        m = encode(in, n, packed, true);
        for (size_t k = rnd(4) + 1; k > 0; k--)
            packed[rnd(m)] ^= (uint8_t)(1u << rnd(8));
        if (rnd(3) == 0)
            m = rnd(m + 1);
        exact = malloc(m + ECO_LZW_SLACK);
        memcpy(exact, packed, m);
        memset(exact + m, 0xff, ECO_LZW_SLACK);
        assert_non_null(out);
        (void)eco_lzw_decode(exact, m, out, n);
        free(out);
        free(exact);
    }
}

static void test_refused(void **unused)
{
    uint8_t packed[64] = {0}, out[64 + ECO_LZW_SLACK];
    struct bits b = {.out = packed};

    (void)unused;
    assert_false(eco_lzw_decode(packed, 0, out, 1));
    assert_false(eco_lzw_decode(packed, 8, out, 1)); /* no clear code */
    put(&b, 256, 9);
    put(&b, 300, 9); /* a string that nobody made */
    put(&b, 257, 9);
    put(&b, 0, 5);
    assert_false(eco_lzw_decode(packed, b.n, out, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
