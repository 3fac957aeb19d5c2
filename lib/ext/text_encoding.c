/* Which encoding a file is in: one pass over its bytes, none of them kept. */
#include "eco_text.h"

#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_utf8.h"

#include <cpl_vsi.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { PIECE = 1 << 16 };

/* Damaged UTF-8 has many more good letters than bad ones; Latin-1 that happens
 * to look like UTF-8 in some place has few. */
enum { GOOD_PER_BAD = 4 };

typedef struct scan {
    uint64_t nbytes, lines;
    uint64_t zeros[2];  /* at even and odd places */
    uint64_t good, bad; /* letters of UTF-8 beyond ASCII, and what is none */
    uint64_t high, c1;  /* bytes from 80, those of them up to 9F */
    bool padded;        /* zero bytes mean nothing */
    uint64_t undefined; /* those that CP1252 has not */
    uint64_t bad_line, bad_byte;
    unsigned char head[4];
    bool cr;
} scan;

const char *eco_encoding_name(eco_encoding encoding)
{
    static const char *const names[] = {"UTF-8",  "UTF-16LE",   "UTF-16BE",
                                        "CP1252", "ISO-8859-1", "other"};

    return names[encoding];
}

static void count_byte(scan *s, unsigned char c)
{
    if (c == '\r' || (c == '\n' && !s->cr))
        s->lines++;
    s->cr = c == '\r';
    if (!c)
        s->zeros[s->nbytes & 1]++;
    if (c >= 0x80) {
        s->high++;
        s->c1 += c < 0xa0;
        s->undefined +=
            c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d;
    }
    s->nbytes++;
}

/* Letters of a piece; bytes at its end that the next one completes are left. */
static size_t scan_piece(scan *s, const unsigned char *p, size_t n, bool last)
{
    size_t i = 0;

    while (i < n) {
        int length = eco_utf8_length(p + i, n - i);

        if (length < 0 && !last)
            break;
        if (length <= 0) {
            if (!s->bad++) {
                s->bad_line = s->lines + 1;
                s->bad_byte = s->nbytes;
            }
            length = 1;
        }
        s->good += length > 1;
        for (int k = 0; k < length; k++)
            count_byte(s, p[i++]);
    }
    return i;
}

static eco_status scan_file(eco_ctx *ctx, VSILFILE *f, const char *path,
                            scan *s)
{
    unsigned char *buf = eco_mem_array(PIECE + 4, 1);
    size_t held = 0, n = 0, used;

    if (!buf)
        return eco_nomem(ctx);
    while ((n = VSIFReadL(buf + held, 1, PIECE, f)) > 0) {
        held += n;
        if (!s->nbytes)
            memcpy(s->head, buf, held < 4 ? held : 4);
        used = scan_piece(s, buf, held, false);
        memmove(buf, buf + used, held - used);
        held -= used;
    }
    scan_piece(s, buf, held, true);
    eco_mem_free(buf);
    return eco_gdal_errors_seen()
               ? eco_fail(ctx, ECO_IO, "%s: cannot be read to its end", path)
               : ECO_OK;
}

static eco_status not_text(eco_ctx *ctx, const char *path, const scan *s)
{
    if (memcmp(s->head, "PK\x03\x04", 4) == 0)
        return eco_fail(ctx, ECO_FORMAT,
                        "%s: is a zip archive or a spreadsheet, not text; name "
                        "it .zip, .xlsx or .ods",
                        path);
    if (memcmp(s->head, "\xd0\xcf\x11\xe0", 4) == 0)
        return eco_fail(ctx, ECO_FORMAT,
                        "%s: is an old Excel file, not text; save it as .xlsx "
                        "or CSV",
                        path);
    return eco_fail(ctx, ECO_FORMAT,
                    "%s: is not text: %" PRIu64 " zero bytes in %" PRIu64, path,
                    s->zeros[0] + s->zeros[1], s->nbytes);
}

static bool is_utf32(const scan *s)
{
    return s->nbytes >= 4 && (memcmp(s->head, "\xff\xfe\0\0", 4) == 0 ||
                              memcmp(s->head, "\0\0\xfe\xff", 4) == 0);
}

/* ASCII in UTF-16 has a zero in each pair; a text in other letters has its
 * blanks and line ends, so one pair in twenty is asked for, and next to none
 * the other way round. */
static bool is_utf16(const scan *s, int side)
{
    return s->zeros[side] * 40 >= s->nbytes &&
           s->zeros[!side] * 20 <= s->zeros[side];
}

static void decide(const scan *s, eco_text_about *a)
{
    a->nbad = 0;
    if (s->nbytes >= 3 && memcmp(s->head, "\xef\xbb\xbf", 3) == 0) {
        a->bom = true;
        a->encoding = ECO_TEXT_UTF8;
    } else if (s->nbytes >= 2 && memcmp(s->head, "\xff\xfe", 2) == 0) {
        a->bom = true;
        a->encoding = ECO_TEXT_UTF16LE;
    } else if (s->nbytes >= 2 && memcmp(s->head, "\xfe\xff", 2) == 0) {
        a->bom = true;
        a->encoding = ECO_TEXT_UTF16BE;
    } else if (!s->padded && is_utf16(s, 1)) {
        a->encoding = ECO_TEXT_UTF16LE;
    } else if (!s->padded && is_utf16(s, 0)) {
        a->encoding = ECO_TEXT_UTF16BE;
    } else if (!s->bad || s->good >= s->bad * GOOD_PER_BAD) {
        a->encoding = ECO_TEXT_UTF8;
    } else {
        a->encoding = s->c1 > s->undefined ? ECO_TEXT_CP1252 : ECO_TEXT_LATIN1;
    }
}

static void tell(const scan *s, eco_text_about *a)
{
    size_t size = sizeof a->note;

    if (a->bom && a->encoding != ECO_TEXT_UTF8)
        snprintf(a->note, size, "%s with a byte-order mark", a->name);
    else if (a->encoding == ECO_TEXT_UTF8 && !s->high)
        snprintf(a->note, size, "ASCII");
    else if (a->encoding == ECO_TEXT_UTF8 && a->nbad)
        snprintf(a->note, size,
                 "%s%s, but damaged in %" PRIu64 " places, first in line "
                 "%" PRIu64 " at byte %" PRIu64,
                 a->name, a->bom ? " with a byte-order mark" : "", a->nbad,
                 a->bad_line, a->bad_byte);
    else if (a->encoding == ECO_TEXT_UTF8)
        snprintf(a->note, size, "%s%s: %" PRIu64 " letters beyond ASCII",
                 a->name, a->bom ? " with a byte-order mark" : "", a->nletters);
    else if (a->encoding == ECO_TEXT_CP1252 || a->encoding == ECO_TEXT_LATIN1)
        snprintf(a->note, size,
                 "%s: it is no UTF-8 (line %" PRIu64 ", byte %" PRIu64
                 "), and %" PRIu64 " of %" PRIu64 " bytes beyond ASCII are "
                 "CP1252's own",
                 a->name, s->bad_line, s->bad_byte, s->c1 - s->undefined,
                 s->high);
    else
        snprintf(a->note, size, "%s: every other byte is zero", a->name);
}

static eco_status conclude(eco_ctx *ctx, const char *path, const scan *s,
                           eco_text_about *a)
{
    if (is_utf32(s))
        return eco_fail(ctx, ECO_FORMAT, "%s: is in UTF-32; save it as UTF-8",
                        path);
    decide(s, a);
    a->nbytes = s->nbytes;
    if (!s->padded && a->encoding != ECO_TEXT_UTF16LE &&
        a->encoding != ECO_TEXT_UTF16BE &&
        (s->zeros[0] + s->zeros[1]) * 100 > s->nbytes)
        return not_text(ctx, path, s);
    if (memcmp(s->head, "PK\x03\x04", 4) == 0)
        return not_text(ctx, path, s);
    snprintf(a->name, sizeof a->name, "%s", eco_encoding_name(a->encoding));
    a->nletters = a->bom ? 0 : s->high;
    if (a->encoding == ECO_TEXT_UTF8) {
        a->nletters = s->good - a->bom;
        a->nbad = s->bad;
    } else if (a->encoding == ECO_TEXT_CP1252) {
        a->nbad = s->undefined;
    }
    a->bad_line = s->bad_line;
    a->bad_byte = s->bad_byte;
    tell(s, a);
    return ECO_OK;
}

eco_status eco_text_encoding(eco_ctx *ctx, const char *path, uint64_t skip,
                             eco_text_about *out)
{
    VSILFILE *f;
    scan s = {.padded = skip > 0};
    eco_status st = ECO_OK;

    *out = (eco_text_about){0};
    eco_gdal_errors_begin(ctx);
    f = VSIFOpenL(path, "rb");
    if (!f || VSIFSeekL(f, skip, SEEK_SET))
        st = eco_fail(ctx, ECO_IO, "%s: cannot be opened", path);
    else
        st = scan_file(ctx, f, path, &s);
    if (f)
        VSIFCloseL(f);
    st = eco_gdal_errors_end(ctx, st);
    return st ? st : conclude(ctx, path, &s, out);
}
