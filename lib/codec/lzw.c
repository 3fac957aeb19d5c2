/* A string of up to 7 bytes is kept whole in its table entry, a longer one as
 * the place in the output where it stands already. What is no string yet, and
 * the two codes that are none, are entries of their own kinds: so the usual
 * code costs one test. */
#include "eco_lzw.h"

#include <string.h>

enum { CLEAR = 256, END = 257, FIRST = 258, CODES = 4096, PIECE = 16 };

/* The top byte of an entry: the length in bits of a short string, or: */
enum { SHORT_MAX = 56, LONG = 64, SPECIAL = 65, NONE = 66 };

/* Codes at a time that share one load of the stream (12 bits each of 57), and
 * the length in bits of strings that can grow by a byte and stay short. */
enum {
    BATCH = 4,
    WIDTH_MAX = 12,
    GROWS_MAX = SHORT_MAX - 8,
    BATCH_BITS = BATCH * WIDTH_MAX,
    BATCH_BYTES = BATCH * GROWS_MAX / 8
};

/* Where strings are long batches break at once: they are tried again when so
 * many codes in a row would have fitted in. */
enum { CALM = 2 };

#define INLINE      static inline __attribute__((always_inline))
#define LIKELY(x)   __builtin_expect(x, 1)
#define UNLIKELY(x) __builtin_expect(x, 0)

typedef uint64_t entry;

struct stream {
    const uint8_t *in;
    size_t nbits, bit;
    uint8_t *out;
    size_t nout, done;
    unsigned used; /* entries below this may be strings */
    entry table[CODES];
};

INLINE unsigned kind(entry e)
{
    return (unsigned)(e >> 56);
}

INLINE entry tagged(unsigned top)
{
    return (entry)top << 56;
}

INLINE uint64_t load(const uint8_t *p)
{
    uint64_t w;

    memcpy(&w, p, sizeof w);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    w = __builtin_bswap64(w);
#endif
    return w;
}

/* The code of `width` bits that begins `bit` bits into the stream. */
INLINE unsigned code_at(const uint8_t *in, size_t bit, unsigned width)
{
    return (unsigned)(load(in + (bit >> 3)) << (bit & 7) >> (64 - width));
}

INLINE void put_short(uint8_t *out, entry e)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(out, &e, sizeof e);
#else
    for (unsigned i = 0; i < 7; i++)
        out[i] = (uint8_t)(e >> (8 * i));
#endif
}

static void set_up(struct stream *s)
{
    for (entry c = 0; c < 256; c++)
        s->table[c] = c | tagged(8);
    s->table[CLEAR] = s->table[END] = tagged(SPECIAL);
    s->used = CODES;
}

INLINE size_t long_at(entry e)
{
    return (size_t)(e & UINT32_MAX);
}

INLINE size_t long_length(entry e)
{
    return (size_t)(e >> 32 & 0xffffff);
}

INLINE size_t length(entry e)
{
    return kind(e) == LONG ? long_length(e) : kind(e) / 8;
}

/* The string `e`, which stands at `at` in the output, and one byte more. */
INLINE entry extend(entry e, size_t at, uint8_t byte)
{
    if (kind(e) < SHORT_MAX)
        return (e + tagged(8)) | (entry)byte << kind(e);
    return tagged(LONG) | (entry)(length(e) + 1) << 32 | (entry)at;
}

/* n bytes that end before `to` or at it; up to PIECE - 1 more are written. */
static void copy(uint8_t *to, const uint8_t *from, size_t n)
{
    memcpy(to, from, PIECE);
    for (size_t i = PIECE; i < n; i += PIECE)
        memcpy(to + i, from + i, PIECE);
}

/* Writes the string; false when it does not fit. The byte it begins with is
 * then at out[done - length]. */
static bool put(struct stream *s, entry e)
{
    size_t n = length(e);

    if (n > s->nout - s->done)
        return false;
    if (kind(e) == LONG)
        copy(s->out + s->done, s->out + long_at(e), n);
    else
        put_short(s->out + s->done, e);
    s->done += n;
    return true;
}

/* The string before and its own first byte, which is yet to be made. */
static bool put_next(struct stream *s, entry last)
{
    size_t n = length(last), at = s->done - n;
    uint8_t first = s->out[at];

    if (!put(s, last) || s->done == s->nout)
        return false;
    s->out[s->done++] = first;
    return true;
}

/* The code behind a clear code, which must be a byte, the end, or another clear
 * code. False: not regular. *last is the string it stands for; none yet where
 * *over, and *end where the stream is. */
INLINE bool begin(struct stream *s, entry *last, bool *over, bool *end)
{
    unsigned code;

    for (unsigned c = FIRST; c < s->used; c++)
        s->table[c] = tagged(NONE);
    s->used = FIRST;
    *end = *over = s->bit + 9 > s->nbits;
    if (*over)
        return true;
    code = code_at(s->in, s->bit, 9);
    s->bit += 9;
    *over = code == CLEAR || code == END;
    *end = code == END;
    *last = s->table[code];
    return *over || (code <= 255 && put(s, *last));
}

/* A code whose string is long, or yet to be made: then it is the one before
 * and its first byte. *e becomes its entry; false: not regular. */
INLINE bool put_rare(struct stream *s, unsigned next, bool is_next, entry last,
                     entry *e)
{
    size_t o = s->done, before = o - length(last);

    if (kind(*e) == LONG ? !put(s, *e) : !is_next || !put_next(s, last))
        return false;
    s->table[next] = extend(last, before, s->out[o]);
    if (kind(*e) == NONE)
        *e = s->table[next];
    return true;
}

/* Where a run of codes stands. */
struct run {
    entry last; /* the string before */
    unsigned width, next;
    size_t bit, done;
};

INLINE size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many batches fit: codes of one width, in the stream and in the output. */
INLINE size_t batches_left(const struct stream *s, const struct run *r)
{
    unsigned limit =
        r->width < WIDTH_MAX ? (1u << r->width) - 2 : (unsigned)CODES - 1;

    if (kind(r->last) > GROWS_MAX || r->next >= limit || r->bit >= s->nbits)
        return 0;
    return least((limit - r->next) / BATCH,
                 least((s->nbits - r->bit) / BATCH_BITS,
                       (s->nout - r->done) / BATCH_BYTES));
}

/* Codes of strings that grow, a batch at a time: nothing else to look at. */
INLINE void batches(struct stream *s, struct run *r)
{
    const uint8_t *in = s->in;
    const unsigned width = r->width;
    size_t bit = r->bit, left = batches_left(s, r);
    entry last = r->last, *table = s->table, *grown = table + r->next;
    uint8_t *out = s->out + r->done;
    unsigned i = BATCH;

    for (; left && i == BATCH; left--) {
        uint64_t bits = load(in + (bit >> 3)) << (bit & 7);

        for (i = 0; i < BATCH; i++) {
            entry e = table[bits >> (64 - width)];

            if (UNLIKELY(kind(e) > GROWS_MAX))
                break;
            bits <<= width;
            put_short(out, e);
            out += kind(e) / 8;
            *grown++ = (last + tagged(8)) | (entry)(uint8_t)e << kind(last);
            last = e;
        }
        bit += (size_t)i * width;
    }
    r->last = last;
    r->next = (unsigned)(grown - table);
    r->bit = bit;
    r->done = (size_t)(out - s->out);
}

/* One code of any kind. False: not regular; *over: it ends the run. */
INLINE bool one_code(struct stream *s, struct run *r, bool *over,
                     unsigned *code)
{
    entry e;

    *over = r->bit + r->width > s->nbits;
    if (*over)
        return true;
    *code = code_at(s->in, r->bit, r->width);
    r->bit += r->width;
    e = s->table[*code];
    if (LIKELY(kind(e) <= SHORT_MAX)) {
        size_t before = r->done - length(r->last);

        put_short(s->out + r->done, e);
        r->done += kind(e) / 8;
        s->table[r->next] = extend(r->last, before, (uint8_t)e);
    } else if (kind(e) == SPECIAL) {
        *over = true;
        return true;
    } else {
        s->done = r->done;
        if (!put_rare(s, r->next, *code == r->next, r->last, &e))
            return false;
        r->done = s->done;
    }
    r->last = e;
    if (UNLIKELY(r->done > s->nout))
        return false;
    /* A branch, not a sum: where the next code begins must not wait. */
    if (UNLIKELY(++r->next + 1 >= 1u << r->width)) {
        if (r->next >= CODES)
            return false;
        r->width += r->width < WIDTH_MAX;
    }
    return true;
}

/* From behind a clear code to the next one or the end, which *end says. False:
 * not regular. */
INLINE bool run(struct stream *s, bool *end)
{
    struct run r = {.width = 9, .next = FIRST};
    unsigned code = END, calm = CALM;
    bool over;

    if (!begin(s, &r.last, &over, end) || over)
        return over;
    r.bit = s->bit;
    r.done = s->done;
    while (!over) {
        if (calm >= CALM)
            batches(s, &r);
        if (!one_code(s, &r, &over, &code))
            return false;
        calm = kind(r.last) <= GROWS_MAX ? calm + 1 : 0;
    }
    *end = code != CLEAR; /* some writers leave the end code out */
    s->bit = r.bit;
    s->done = r.done;
    s->used = r.next;
    return true;
}

INLINE bool decode(const uint8_t *in, size_t nin, uint8_t *out, size_t nout)
{
    struct stream s;
    bool end = false;

    if (nin < 2 || nout > UINT32_MAX || nin > SIZE_MAX / 8 ||
        code_at(in, 0, 9) != CLEAR)
        return false;
    s.in = in;
    s.nbits = nin * 8;
    s.bit = 9;
    s.out = out;
    s.nout = nout;
    s.done = 0;
    set_up(&s);
    while (!end)
        if (!run(&s, &end))
            return false;
    return s.done == nout;
}

#if defined(__x86_64__)
/* With shifts that do not pass through one register: a quarter faster. */
__attribute__((target("bmi,bmi2"))) static bool
decode_bmi2(const uint8_t *in, size_t nin, uint8_t *out, size_t nout)
{
    return decode(in, nin, out, nout);
}
#endif

bool eco_lzw_decode(const uint8_t *in, size_t nin, uint8_t *out, size_t nout)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("bmi2"))
        return decode_bmi2(in, nin, out, nout);
#endif
    return decode(in, nin, out, nout);
}
