/* Encodings made here byte by byte: what is found, what is recoded, and where
 * the places stand that an encoding has not. */
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "eco_text.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static eco_ctx *ctx;

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx) || !scratch_make() || eco_gdal_init(ctx);
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static void write_bytes(const char *bytes, size_t n)
{
    FILE *f = fopen(scratch("t"), "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

/* All of the file as UTF-8. */
static char *text_of(const char *encoding, eco_text_in **keep)
{
    eco_text_in *t = NULL;
    eco_str all = {0};
    const char *piece;
    size_t n = 0;

    if (eco_text_open(ctx, scratch("t"), encoding, &t))
        fail_msg("%s", eco_ctx_message(ctx));
    do {
        assert_int_equal(eco_text_next(ctx, t, &piece, &n), ECO_OK);
        eco_str_add_n(&all, piece, n);
    } while (n);
    if (keep)
        *keep = t;
    else
        eco_text_close(t);
    return eco_str_take(&all);
}

struct encoded {
    const char *bytes;
    size_t n;
    eco_encoding encoding;
    bool bom;
    const char *text;
};

#define BYTES(x) x, sizeof(x) - 1

static void found_and_recoded(void **state)
{
    static const struct encoded cases[] = {
        {BYTES("plain\n"), ECO_TEXT_UTF8, false, "plain\n"},
        {BYTES("caf\xc3\xa9\n"), ECO_TEXT_UTF8, false, "caf\xc3\xa9\n"},
        {BYTES("\xef\xbb\xbf"
               "caf\xc3\xa9\n"),
         ECO_TEXT_UTF8, true, "caf\xc3\xa9\n"},
        {BYTES("\xef\xbb\xbf"
               "abc\n"),
         ECO_TEXT_UTF8, true, "abc\n"},
        {BYTES("caf\xe9\n"), ECO_TEXT_LATIN1, false, "caf\xc3\xa9\n"},
        {BYTES("\x93"
               "caf\xe9\x94\n"),
         ECO_TEXT_CP1252, false,
         "\xe2\x80\x9c"
         "caf\xc3\xa9\xe2\x80\x9d\n"},
        {BYTES("caf\xe9 \x80 5\n"), ECO_TEXT_CP1252, false,
         "caf\xc3\xa9 \xe2\x82\xac 5\n"},
        /* 8F is nothing in CP1252: Latin-1, where it is a control */
        {BYTES("n\xba \x8f\n"), ECO_TEXT_LATIN1, false, "n\xc2\xba \xc2\x8f\n"},
        {BYTES("\xff\xfe"
               "c\0a\0f\0\xe9\0\n\0"),
         ECO_TEXT_UTF16LE, true, "caf\xc3\xa9\n"},
        {BYTES("\xfe\xff\0c\0a\0f\0\xe9\0\n"), ECO_TEXT_UTF16BE, true,
         "caf\xc3\xa9\n"},
        {BYTES("c\0a\0f\0\xe9\0\n\0"), ECO_TEXT_UTF16LE, false,
         "caf\xc3\xa9\n"},
        {BYTES("\0c\0a\0f\0\xe9\0\n"), ECO_TEXT_UTF16BE, false,
         "caf\xc3\xa9\n"},
        {BYTES("\xff\xfe\x3d\xd8\x00\xde\n\0"), ECO_TEXT_UTF16LE, true,
         "\xf0\x9f\x98\x80\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eco_text_about a;
        char *text;

        write_bytes(cases[i].bytes, cases[i].n);
        assert_int_equal(eco_text_encoding(ctx, scratch("t"), 0, &a), ECO_OK);
        if (a.encoding != cases[i].encoding)
            fail_msg("case %zu: %s", i, a.note);
        assert_int_equal(a.bom, cases[i].bom);
        assert_int_equal(a.nbytes, cases[i].n);
        text = text_of(NULL, NULL);
        assert_string_equal(text, cases[i].text);
        eco_mem_free(text);
    }
}

static void the_note_says_why(void **state)
{
    eco_text_about a;

    (void)state;
    write_bytes(BYTES("ab\ncaf\xe9 \x80\n"));
    assert_int_equal(eco_text_encoding(ctx, scratch("t"), 0, &a), ECO_OK);
    assert_string_equal(a.note,
                        "CP1252: it is no UTF-8 (line 2, byte 6), and 1 of 2 "
                        "bytes beyond ASCII are CP1252's own");
    write_bytes(BYTES("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\n\nx\xe9\n"));
    assert_int_equal(eco_text_encoding(ctx, scratch("t"), 0, &a), ECO_OK);
    assert_string_equal(a.note, "UTF-8, but damaged in 1 places, first in "
                                "line 3 at byte 11");
}

static void refused(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *says;
    } cases[] = {
        {BYTES("PK\x03\x04\0\0\0\0abc"), "is a zip archive or a spreadsheet"},
        {BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0"), "old Excel file"},
        {BYTES("\xff\xfe\0\0a\0\0\0"), "is in UTF-32"},
        {BYTES("a\0\0\0b\0\0\0\0"), "is not text"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eco_text_about a;

        write_bytes(cases[i].bytes, cases[i].n);
        assert_int_equal(eco_text_encoding(ctx, scratch("t"), 0, &a),
                         ECO_FORMAT);
        if (!strstr(eco_ctx_message(ctx), cases[i].says))
            fail_msg("%s", eco_ctx_message(ctx));
    }
    assert_int_equal(
        eco_text_encoding(ctx, scratch("none"), 0, &(eco_text_about){0}),
        ECO_IO);
}

static void bad_places(void **state)
{
    eco_text_in *t = NULL;
    eco_text_bad bad;
    char *text;

    (void)state;
    write_bytes(BYTES("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 \xc3\xa9\xc3\xa9\n"
                      "ok\r\nx\xff\xfey\nz\0\rcut \xe2\x82"));
    text = text_of("utf-8", &t);
    assert_string_equal(text, "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 "
                              "\xc3\xa9\xc3\xa9\nok\r\n"
                              "x\xef\xbf\xbd\xef\xbf\xbdy\nz\xef\xbf\xbd\r"
                              "cut \xef\xbf\xbd\xef\xbf\xbd");
    eco_mem_free(text);
    assert_false(eco_text_bad_in(t, 1, 2, &bad));
    assert_true(eco_text_bad_in(t, 3, 3, &bad));
    assert_int_equal(bad.line, 3);
    assert_int_equal(bad.byte, 19);
    assert_int_equal(bad.bytes[0], 0xff);
    assert_true(eco_text_bad_in(t, 4, 9, &bad));
    assert_int_equal(bad.line, 4);
    assert_int_equal(bad.byte, 24);
    assert_true(eco_text_bad_in(t, 5, 9, &bad));
    assert_int_equal(bad.byte, 30);
    assert_false(eco_text_bad_in(t, 6, 9, &bad));
    eco_text_close(t);
}

static void bad_places_of_other_encodings(void **state)
{
    eco_text_in *t = NULL;
    eco_text_bad bad;
    char *text;

    (void)state;
    write_bytes(BYTES("\x93one\x94\na\x8f\nb\0c\n"));
    text = text_of("CP1252", &t);
    assert_string_equal(text, "\xe2\x80\x9cone\xe2\x80\x9d\n"
                              "a\xef\xbf\xbd\nb?c\n");
    eco_mem_free(text);
    assert_true(eco_text_bad_in(t, 1, 9, &bad));
    assert_int_equal(bad.line, 2);
    assert_int_equal(bad.byte, 7);
    assert_true(eco_text_bad_in(t, 3, 9, &bad));
    assert_int_equal(bad.byte, 10);
    eco_text_close(t);
    /* a lone surrogate, and half a letter at the end */
    write_bytes(BYTES("\xff\xfe"
                      "a\0\x00\xd8z\0\n\0b"));
    text = text_of(NULL, &t);
    assert_string_equal(text, "a\xef\xbf\xbdz\n\xef\xbf\xbd");
    eco_mem_free(text);
    assert_true(eco_text_bad_in(t, 1, 1, &bad));
    assert_int_equal(bad.byte, 4);
    eco_text_close(t);
    assert_int_equal(eco_text_open(ctx, scratch("t"), "no such", &t),
                     ECO_USAGE);
}

/* Letters at the borders of pieces: any length of what stands before. */
static void letters_between_pieces(void **state)
{
    enum { PIECE = 1 << 16 };
    char *bytes = eco_mem_array(2 * PIECE + 64, 1);

    (void)state;
    assert_non_null(bytes);
    for (size_t before = PIECE - 6; before < PIECE + 2; before++) {
        eco_text_about a;
        char *text;

        memset(bytes, 'x', before);
        memcpy(bytes + before, "\xe2\x82\xac\xc3\xa9\xf0\x9f\x98\x80", 9);
        write_bytes(bytes, before + 9);
        assert_int_equal(eco_text_encoding(ctx, scratch("t"), 0, &a), ECO_OK);
        assert_int_equal(a.nbad, 0);
        assert_int_equal(a.nletters, 3);
        text = text_of(NULL, NULL);
        assert_int_equal(strlen(text), before + 9);
        assert_memory_equal(text, bytes, before + 9);
        eco_mem_free(text);
    }
    for (size_t i = 0; i < PIECE; i++) /* each becomes three bytes */
        bytes[i] = (char)(i % 100 == 99 ? '\n' : 0x80);
    write_bytes(bytes, PIECE);
    {
        char *text = text_of(NULL, NULL);

        assert_int_equal(strlen(text), PIECE / 100 + 3 * (PIECE - PIECE / 100));
        eco_mem_free(text);
    }
    eco_mem_free(bytes);
}

static void out_of_memory(void **state)
{
    eco_status st = ECO_NOMEM;

    (void)state;
    write_bytes(BYTES("caf\xe9\n\x80\n"));
    for (size_t n = 0; st == ECO_NOMEM; n++) {
        size_t before = eco_mem_live(), length;
        eco_text_in *t = NULL;
        const char *piece;

        eco_mem_fail_after(n);
        st = eco_text_open(ctx, scratch("t"), NULL, &t);
        if (!st)
            st = eco_text_next(ctx, t, &piece, &length);
        eco_mem_fail_after(SIZE_MAX);
        eco_text_close(t);
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        assert_int_equal(eco_mem_live(), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(found_and_recoded),
        cmocka_unit_test(the_note_says_why),
        cmocka_unit_test(refused),
        cmocka_unit_test(bad_places),
        cmocka_unit_test(bad_places_of_other_encodings),
        cmocka_unit_test(letters_between_pieces),
        cmocka_unit_test(out_of_memory),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
