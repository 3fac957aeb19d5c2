/* Recodes a file to UTF-8 piece by piece.
 *
 * By iconv rather than CPLRecode: that takes whole texts that end with a zero
 * byte, so UTF-16 and streams need detours, and what it cannot recode becomes
 * '?' with one warning in a process, so no place could be named. UTF-8 itself
 * is only checked, by us, at several times the speed of iconv. */
#include "eco_text.h"

#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_utf8.h"

#include <cpl_vsi.h>
#include <errno.h>
#include <iconv.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* A byte may become three. */
enum { PIECE = 1 << 16, OUT = 3 * PIECE + 16, HELD_MAX = 16 };

struct eco_text_in {
    char *path;
    eco_text_about about;
    VSILFILE *file;
    iconv_t recode; /* (iconv_t)-1: UTF-8, checked only */
    char *in, *out;
    size_t held;   /* bytes in `in` that the last piece left */
    uint64_t at;   /* place of in[0] in the file */
    uint64_t line; /* ends of lines in what was handed out */
    bool cr, end, begun;
    eco_text_bad *bad; /* one a line, those asked for are dropped */
    size_t nbad, cap_bad, first_bad;
};

static const iconv_t no_recode = (iconv_t)-1; /* NOLINT: iconv's own value */

/* The line ends between `from` and `to`. */
static void count_lines(eco_text_in *t, const char *from, const char *to)
{
    for (; from < to; from++) {
        if (*from == '\r' || (*from == '\n' && !t->cr))
            t->line++;
        t->cr = *from == '\r';
    }
}

static eco_status note_bad(eco_ctx *ctx, eco_text_in *t, const char *at,
                           size_t n)
{
    eco_text_bad *b;

    if (t->nbad > t->first_bad && t->bad[t->nbad - 1].line == t->line + 1)
        return ECO_OK;
    if (!ECO_GROW(t->bad, t->nbad, t->cap_bad))
        return eco_nomem(ctx);
    b = &t->bad[t->nbad++];
    *b = (eco_text_bad){.line = t->line + 1,
                        .byte = t->at + (uint64_t)(at - t->in)};
    b->n = n < sizeof b->bytes ? n : sizeof b->bytes;
    for (size_t i = 0; i < b->n; i++)
        b->bytes[i] = (unsigned char)at[i];
    return ECO_OK;
}

static char *put_replacement(char *to)
{
    static const unsigned char bytes[3] = {0xef, 0xbf, 0xbd};

    memcpy(to, bytes, sizeof bytes);
    return to + sizeof bytes;
}

/* Bytes from `p` on that are ASCII and not zero: eight at a time. */
static size_t ascii_run(const char *p, size_t n)
{
    size_t i = 0;

    for (; i + 8 <= n; i += 8) {
        uint64_t w;

        memcpy(&w, p + i, 8);
        if ((w | (w - UINT64_C(0x0101010101010101))) &
            UINT64_C(0x8080808080808080))
            break;
    }
    while (i < n && p[i] && !(p[i] & 0x80))
        i++;
    return i;
}

/* Checks instead of recoding; *used: bytes taken. */
static eco_status pass_utf8(eco_ctx *ctx, eco_text_in *t, size_t n, char **to,
                            size_t *used)
{
    eco_status st = ECO_OK;
    size_t i = 0;

    while (i < n && !st) {
        size_t run = ascii_run(t->in + i, n - i);
        int length = 1;

        if (!run) {
            length = eco_utf8_length((unsigned char *)t->in + i, n - i);
            if (length < 0 && !t->end)
                break;
            run = length > 0 && t->in[i] ? (size_t)length : 0;
        }
        if (!run) {
            st = note_bad(ctx, t, t->in + i, 1);
            *to = put_replacement(*to);
            i++;
            continue;
        }
        memcpy(*to, t->in + i, run);
        count_lines(t, *to, *to + run);
        *to += run;
        i += run;
    }
    *used = i;
    return st;
}

static size_t unit(const eco_text_in *t)
{
    return t->about.encoding == ECO_TEXT_UTF16LE ||
                   t->about.encoding == ECO_TEXT_UTF16BE
               ? 2
               : 1;
}

/* The next zero of the input from *in on. */
static const char *find_zero(const eco_text_in *t, const char **in,
                             const char *end)
{
    size_t size = unit(t);

    for (const char *p = *in; p + size <= end; p += size)
        if (!p[0] && !p[size - 1]) {
            *in = p + size;
            return p;
        }
    return *in;
}

/* Cells end with zero, so a zero in the text may not stay. `in` to `end` has
 * become `from` to `to`. */
static eco_status replace_zeros(eco_ctx *ctx, eco_text_in *t, char *from,
                                const char *to, const char *in, const char *end)
{
    eco_status st = ECO_OK;

    while (from < to && !st) {
        char *zero = memchr(from, 0, (size_t)(to - from));

        count_lines(t, from, zero ? zero : to);
        if (!zero)
            break;
        *zero = '?';
        st = note_bad(ctx, t, find_zero(t, &in, end), unit(t));
        from = zero + 1;
    }
    return st;
}

static eco_status pass_iconv(eco_ctx *ctx, eco_text_in *t, size_t n, char **to,
                             size_t *used)
{
    char *in = t->in, *end = t->out + OUT;
    size_t left = n;
    eco_status st = ECO_OK;

    while (left && !st) {
        char *from = *to, *before = in;
        size_t room = (size_t)(end - *to), skip = unit(t);
        size_t code = iconv(t->recode, &in, &left, to, &room);
        int why = errno;

        st = replace_zeros(ctx, t, from, *to, before, in);
        if (code != (size_t)-1 || st)
            continue;
        if (why == EINVAL && !t->end && left < HELD_MAX)
            break; /* the next piece completes it */
        if (why == E2BIG || (size_t)(end - *to) < 3)
            break; /* the rest waits for the next call */
        skip = skip < left ? skip : left;
        st = note_bad(ctx, t, in, skip);
        *to = put_replacement(*to);
        in += skip;
        left -= skip;
    }
    *used = n - left;
    return st;
}

/* The mark at the beginning, which is no letter of the text. */
static size_t mark_length(const eco_text_in *t, size_t n)
{
    if (n >= 3 && memcmp(t->in, "\xef\xbb\xbf", 3) == 0)
        return t->recode == no_recode ? 3 : 0;
    if (n >= 2 && unit(t) == 2 &&
        memcmp(t->in,
               t->about.encoding == ECO_TEXT_UTF16LE ? "\xff\xfe" : "\xfe\xff",
               2) == 0)
        return 2;
    return 0;
}

static void drop(eco_text_in *t, size_t used, size_t n)
{
    memmove(t->in, t->in + used, n - used);
    t->held = n - used;
    t->at += used;
}

eco_status eco_text_next(eco_ctx *ctx, eco_text_in *t, const char **text,
                         size_t *n)
{
    char *to = t->out;
    eco_status st = ECO_OK;

    while (to == t->out && !st && !(t->end && !t->held)) {
        size_t have = t->held, used = 0;

        eco_gdal_errors_begin(ctx);
        if (have < HELD_MAX) {
            size_t got = VSIFReadL(t->in + have, 1, PIECE, t->file);

            t->end = got == 0;
            have += got;
        }
        if (eco_gdal_errors_seen())
            st =
                eco_fail(ctx, ECO_IO, "%s: cannot be read beyond byte %" PRIu64,
                         t->path, t->at + have);
        st = eco_gdal_errors_end(ctx, st);
        t->held = have;
        if (!t->begun && !st) {
            drop(t, mark_length(t, have), have);
            have = t->held;
            t->begun = true;
        }
        if (!st)
            st = t->recode == no_recode ? pass_utf8(ctx, t, have, &to, &used)
                                        : pass_iconv(ctx, t, have, &to, &used);
        drop(t, used, have);
    }
    *text = t->out;
    *n = (size_t)(to - t->out);
    return st;
}

bool eco_text_bad_in(eco_text_in *t, uint64_t from, uint64_t to,
                     eco_text_bad *bad)
{
    while (t->first_bad < t->nbad && t->bad[t->first_bad].line < from)
        t->first_bad++;
    if (t->first_bad == t->nbad) {
        t->first_bad = t->nbad = 0;
        return false;
    }
    *bad = t->bad[t->first_bad];
    return bad->line <= to;
}

eco_status eco_text_rewind(eco_ctx *ctx, eco_text_in *t)
{
    if (t->file)
        VSIFCloseL(t->file);
    t->file = VSIFOpenL(t->path, "rb");
    if (!t->file)
        return eco_fail(ctx, ECO_IO, "%s: cannot be opened", t->path);
    if (t->recode != no_recode)
        iconv(t->recode, NULL, NULL, NULL, NULL);
    t->held = t->nbad = t->first_bad = 0;
    t->at = t->line = 0;
    t->cr = t->end = t->begun = false;
    return ECO_OK;
}

/* By the bytes, or a name given by the caller. */
static eco_status choose(eco_ctx *ctx, eco_text_in *t, const char *encoding)
{
    if (!encoding)
        return eco_text_encoding(ctx, t->path, 0, &t->about);
    snprintf(t->about.name, sizeof t->about.name, "%s", encoding);
    snprintf(t->about.note, sizeof t->about.note, "%s, as is said", encoding);
    t->about.encoding = ECO_TEXT_OTHER;
    for (int i = ECO_TEXT_UTF8; i < ECO_TEXT_OTHER; i++)
        if (strcasecmp(encoding, eco_encoding_name((eco_encoding)i)) == 0)
            t->about.encoding = (eco_encoding)i;
    return ECO_OK;
}

static eco_status set_up(eco_ctx *ctx, eco_text_in *t, const char *encoding)
{
    eco_status st = choose(ctx, t, encoding);

    if (st)
        return st;
    t->in = eco_mem_array(PIECE + HELD_MAX, 1);
    t->out = eco_mem_array(OUT, 1);
    if (!t->in || !t->out)
        return eco_nomem(ctx);
    if (t->about.encoding != ECO_TEXT_UTF8) {
        t->recode = iconv_open("UTF-8", t->about.name);
        if (t->recode == no_recode)
            return eco_fail(ctx, ECO_USAGE,
                            "%s: no encoding '%s' is known here; 'iconv -l' "
                            "lists them",
                            t->path, t->about.name);
    }
    return eco_text_rewind(ctx, t);
}

eco_status eco_text_open(eco_ctx *ctx, const char *path, const char *encoding,
                         eco_text_in **out)
{
    eco_text_in *t = eco_mem_array(1, sizeof *t);
    eco_status st;

    *out = NULL;
    if (!t)
        return eco_nomem(ctx);
    t->recode = no_recode;
    t->path = eco_mem_text(path);
    st = t->path ? set_up(ctx, t, encoding) : eco_nomem(ctx);
    if (st) {
        eco_text_close(t);
        return st;
    }
    *out = t;
    return ECO_OK;
}

void eco_text_close(eco_text_in *t)
{
    if (!t)
        return;
    if (t->file)
        VSIFCloseL(t->file);
    if (t->recode != no_recode)
        iconv_close(t->recode);
    eco_mem_free(t->in);
    eco_mem_free(t->out);
    eco_mem_free(t->bad);
    eco_mem_free(t->path);
    eco_mem_free(t);
}

const eco_text_about *eco_text_about_of(const eco_text_in *t)
{
    return &t->about;
}
