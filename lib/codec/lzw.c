/* One code a turn, without a branch that data decide but for long strings. */
#include "eco_lzw.h"

#include <string.h>

enum { CLEAR = 256, END = 257, FIRST = 258, CODES = 4096, PIECE = 16 };

struct strings {
    uint32_t at[CODES]; /* in the output */
    uint16_t length[CODES];
    uint8_t literals[256 + PIECE];
};

static uint64_t load(const uint8_t *p)
{
    uint64_t w;

    memcpy(&w, p, sizeof w);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    w = __builtin_bswap64(w);
#endif
    return w;
}

/* The code of `width` bits that begins `bit` bits into the stream. */
static unsigned code_at(const uint8_t *in, size_t bit, unsigned width)
{
    return (unsigned)(load(in + (bit >> 3)) << (bit & 7) >> (64 - width));
}

static void set_up(struct strings *s)
{
    for (unsigned c = 0; c < 256; c++) {
        s->literals[c] = (uint8_t)c;
        s->length[c] = 1;
    }
    memset(s->literals + 256, 0, PIECE);
}

/* n bytes that lie wholly before `to`; up to PIECE - 1 more are written. */
static void copy(uint8_t *to, const uint8_t *from, size_t n)
{
    memcpy(to, from, PIECE);
    for (size_t i = PIECE; i < n; i += PIECE)
        memcpy(to + i, from + i, PIECE);
}

/* From behind a clear code to the next one or the end. *bit and *done move on.
 * False: not regular. *end: the stream is over. */
static bool run(struct strings *s, const uint8_t *in, size_t nbits,
                uint8_t *out, size_t nout, size_t *bit, size_t *done, bool *end)
{
    size_t at = *bit, o = *done, last = o;
    unsigned width = 9, next = FIRST - 1, last_length = 0;

    for (;;) {
        unsigned code, length;
        const uint8_t *from;

        if (at + width > nbits) {
            /* Some writers leave the end code out when the output is whole. */
            *end = true;
            *done = o;
            return o == nout;
        }
        code = code_at(in, at, width);
        at += width;
        if (code == CLEAR || code == END) {
            *end = code == END;
            *bit = at;
            *done = o;
            return true;
        }
        /* The string before and the first byte of this one: it stands in the
         * output already, but for that byte. */
        if (next >= CODES)
            return false;
        s->at[next] = (uint32_t)last;
        s->length[next] = (uint16_t)(last_length + 1);
        if (code > next || (next < FIRST && code > 255))
            return false;
        length = s->length[code];
        if (length > nout - o)
            return false;
        from = code < 256 ? s->literals + code : out + s->at[code];
        if (code == next) {
            copy(out + o, from, last_length);
            out[o + last_length] = out[o];
        } else {
            copy(out + o, from, length);
        }
        last = o;
        last_length = length;
        o += length;
        next++;
        width += next + 1 >= (1u << width) && width < 12;
    }
}

bool eco_lzw_decode(const uint8_t *in, size_t nin, uint8_t *out, size_t nout)
{
    struct strings s;
    size_t bit = 9, done = 0;
    bool end = false;

    if (nin < 2 || nout > UINT32_MAX || nin > SIZE_MAX / 8 ||
        code_at(in, 0, 9) != CLEAR)
        return false;
    set_up(&s);
    while (!end)
        if (!run(&s, in, nin * 8, out, nout, &bit, &done, &end))
            return false;
    return done == nout;
}
