/* Reads ahead in large pieces, decodes, and remembers what an empty block looks
 * like: oceans and deserts are the same few bytes again and again. */
#include "eco_blocks.h"

#include "eco_lzw.h"
#include "eco_mem.h"
#include "eco_tiff.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef ECO_HAVE_DEFLATE
#include <libdeflate.h>
#endif

/* A constant block compresses well: longer ones are not looked at. */
enum { AHEAD = 1 << 20, MEMO_MAX = 4096 };
#define RAW_MAX (UINT64_C(256) << 20)

struct place {
    uint64_t offset;
    uint32_t count; /* 0: absent; UINT32_MAX: not to be read by us */
};

struct eco_blocks {
    int fd;
    eco_tiff tiff;
    struct place *places; /* of this band */
    size_t size;          /* of a block, bytes */
    unsigned sample;      /* bytes */
    bool swap, fill_known;
    unsigned char fill[8];
    unsigned char *ahead; /* bytes of the file from `from` */
    uint64_t from;
    size_t nahead, ahead_cap;
    unsigned char memo[MEMO_MAX]; /* a compressed block that is constant */
    unsigned char memo_sample[8];
    size_t nmemo, memo_size; /* compressed, decoded */
#ifdef ECO_HAVE_DEFLATE
    struct libdeflate_decompressor *deflate;
#endif
};

bool eco_blocks_deflate(void)
{
#ifdef ECO_HAVE_DEFLATE
    return true;
#else
    return false;
#endif
}

static bool read_all(int fd, uint64_t at, void *to, size_t n)
{
    unsigned char *p = to;

    while (n) {
        ssize_t got = pread(fd, p, n, (off_t)at);

        if (got <= 0)
            return false;
        p += got;
        at += (uint64_t)got;
        n -= (size_t)got;
    }
    return true;
}

/* The bytes at `at`, with slack behind them, from memory where they are. */
static const unsigned char *bytes_at(eco_blocks *b, uint64_t at, size_t n)
{
    size_t want = n > AHEAD ? n : AHEAD;

    if (at >= b->from && at - b->from <= b->nahead &&
        n <= b->nahead - (size_t)(at - b->from))
        return b->ahead + (at - b->from);
    if (want > b->tiff.size - at)
        want = (size_t)(b->tiff.size - at);
    if (!ECO_GROW(b->ahead, want + ECO_LZW_SLACK, b->ahead_cap))
        return NULL;
    b->nahead = 0;
    if (!read_all(b->fd, at, b->ahead, want))
        return NULL;
    memset(b->ahead + want, 0, ECO_LZW_SLACK);
    b->from = at;
    b->nahead = want;
    return b->ahead;
}

static bool read_some(void *user, uint64_t at, void *to, size_t n)
{
    eco_blocks *b = user;
    const unsigned char *p;

    if (at > b->tiff.size || n > b->tiff.size - at)
        return false;
    p = bytes_at(b, at, n);
    if (p)
        memcpy(to, p, n);
    return p != NULL;
}

static const char *differs(const eco_tiff *t, const eco_blocks_expect *e)
{
    static const char words[] = "GDAL reads it in another way";

    if (t->ncols != (uint64_t)e->ncols || t->nrows != (uint64_t)e->nrows ||
        t->block_cols != (uint64_t)e->block_cols ||
        t->block_rows != (uint64_t)e->block_rows ||
        t->samples != (unsigned)e->nbands || t->bits != e->bits ||
        t->format != e->format)
        return words;
    if (t->predictor == 2 && t->compression == ECO_TIFF_NONE)
        return "a predictor without a compression";
    if (t->predictor == 2 && t->format == 3)
        return "an unusual predictor";
    if ((t->compression == ECO_TIFF_DEFLATE ||
         t->compression == ECO_TIFF_DEFLATE_OLD) &&
        !eco_blocks_deflate())
        return "DEFLATE was not built in";
    return NULL;
}

/* All places at once; those of other bands are skipped. */
static bool read_places(eco_blocks *b, int band)
{
    size_t n = (size_t)(b->tiff.across * b->tiff.down);
    uint64_t first = (uint64_t)(band - 1) * n, at = 0, count = 0;

    b->places = eco_mem_array(n, sizeof *b->places);
    if (!b->places)
        return false;
    for (size_t k = 0; k < n; k++) {
        /* Offsets and counts are two arrays: each in its own turn, so that
         * reading ahead serves both. */
        eco_tiff offsets = b->tiff;

        offsets.counts_at = 0;
        offsets.count_value = b->tiff.counts_at ? 1 : b->tiff.count_value;
        if (!eco_tiff_block(&offsets, read_some, b, first + k, &at, &count))
            at = UINT64_MAX;
        b->places[k].offset = at;
    }
    for (size_t k = 0; k < n; k++) {
        eco_tiff counts = b->tiff;
        struct place *p = &b->places[k];
        bool none = p->offset == 0, ok;

        counts.offsets_at = 0;
        counts.offset_value = none ? 0 : p->offset;
        ok = p->offset != UINT64_MAX &&
             eco_tiff_block(&counts, read_some, b, first + k, &at, &count) &&
             count < RAW_MAX;
        p->count = ok ? (uint32_t)count : UINT32_MAX;
    }
    return true;
}

static eco_status open_checked(eco_ctx *ctx, eco_blocks *b,
                               const eco_blocks_expect *e, const char **why)
{
    struct stat info;

    if (fstat(b->fd, &info) || !S_ISREG(info.st_mode) || info.st_size <= 0) {
        *why = "not a regular file";
        return ECO_OK;
    }
    b->tiff.size = (uint64_t)info.st_size;
    if (!eco_tiff_parse(read_some, b, (uint64_t)info.st_size, &b->tiff, why))
        return ECO_OK;
    *why = differs(&b->tiff, e);
    if (*why)
        return ECO_OK;
    b->sample = e->bits / 8;
    b->size = (size_t)(b->tiff.block_cols * b->tiff.block_rows) * b->sample;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    b->swap = b->tiff.big_endian && b->sample > 1;
#else
    b->swap = !b->tiff.big_endian && b->sample > 1;
#endif
    if (e->fill) {
        b->fill_known = true;
        memcpy(b->fill, e->fill, b->sample);
    }
    if (!read_places(b, e->band))
        return eco_nomem(ctx);
#ifdef ECO_HAVE_DEFLATE
    b->deflate = libdeflate_alloc_decompressor();
    if (!b->deflate)
        return eco_nomem(ctx);
#endif
    return ECO_OK;
}

eco_status eco_blocks_open(eco_ctx *ctx, const char *path,
                           const eco_blocks_expect *expect, eco_blocks **out,
                           const char **why)
{
    eco_blocks *b = eco_mem_array(1, sizeof *b);
    eco_status st = ECO_OK;

    *out = NULL;
    *why = "cannot be opened by itself";
    if (!b)
        return eco_nomem(ctx);
    b->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (b->fd >= 0) {
        *why = NULL;
        st = open_checked(ctx, b, expect, why);
    }
    if (!st && !*why) {
        *out = b;
        return ECO_OK;
    }
    eco_blocks_close(b);
    return st;
}

void eco_blocks_close(eco_blocks *b)
{
    if (!b)
        return;
    if (b->fd >= 0)
        close(b->fd);
#ifdef ECO_HAVE_DEFLATE
    libdeflate_free_decompressor(b->deflate);
#endif
    eco_mem_free(b->places);
    eco_mem_free(b->ahead);
    eco_mem_free(b);
}

static bool inflate_block(eco_blocks *b, const unsigned char *in, size_t nin,
                          void *out, size_t nout)
{
#ifdef ECO_HAVE_DEFLATE
    size_t used = 0, made = 0;

    return libdeflate_zlib_decompress_ex(b->deflate, in, nin, out, nout, &used,
                                         &made) == LIBDEFLATE_SUCCESS &&
           made == nout;
#else
    (void)b;
    (void)in;
    (void)nin;
    (void)out;
    (void)nout;
    return false;
#endif
}

static bool decode(eco_blocks *b, const unsigned char *in, size_t nin,
                   void *out, size_t nout)
{
    switch (b->tiff.compression) {
    case ECO_TIFF_NONE:
        if (nin < nout)
            return false;
        memcpy(out, in, nout);
        return true;
    case ECO_TIFF_LZW:
        return eco_lzw_decode(in, nin, out, nout);
    case ECO_TIFF_DEFLATE:
    case ECO_TIFF_DEFLATE_OLD:
        return inflate_block(b, in, nin, out, nout);
    default:
        return false;
    }
}

static void swap_bytes(unsigned char *p, size_t n, unsigned size)
{
    for (size_t i = 0; i < n; i += size)
        for (unsigned k = 0; k < size / 2; k++) {
            unsigned char x = p[i + k];

            p[i + k] = p[i + size - 1 - k];
            p[i + size - 1 - k] = x;
        }
}

#define ADD_UP(type)                                                           \
    for (size_t i = 1; i < cols; i++) {                                        \
        type a, x;                                                             \
                                                                               \
        memcpy(&a, row + (i - 1) * sizeof a, sizeof a);                        \
        memcpy(&x, row + i * sizeof x, sizeof x);                              \
        x = (type)(x + a);                                                     \
        memcpy(row + i * sizeof x, &x, sizeof x);                              \
    }

/* Predictor 2: each sample is kept as its difference from its left one. */
static void add_differences(const eco_blocks *b, unsigned char *out,
                            size_t nrows)
{
    size_t cols = (size_t)b->tiff.block_cols;

    for (size_t r = 0; r < nrows; r++) {
        unsigned char *row = out + r * cols * b->sample;

        if (b->sample == 1)
            ADD_UP(uint8_t)
        else if (b->sample == 2)
            ADD_UP(uint16_t)
        else
            ADD_UP(uint32_t)
    }
}

/* Equal to itself moved by one sample. */
static bool all_equal(const unsigned char *p, size_t n, unsigned size)
{
    return n <= size || memcmp(p, p + size, n - size) == 0;
}

static void remember(eco_blocks *b, const unsigned char *in, size_t nin,
                     const unsigned char *out, size_t nout)
{
    if (nin > MEMO_MAX || !all_equal(out, nout, b->sample))
        return;
    memcpy(b->memo, in, nin);
    memcpy(b->memo_sample, out, b->sample);
    b->nmemo = nin;
    b->memo_size = nout;
}

/* Bytes of a block: the last strip is short, tiles are always whole. */
static size_t bytes_of(const eco_blocks *b, int row)
{
    uint64_t rows = b->tiff.block_rows, first = (uint64_t)row * rows;

    if (!b->tiff.tiled && rows > b->tiff.nrows - first)
        rows = b->tiff.nrows - first;
    return (size_t)(b->tiff.block_cols * rows) * b->sample;
}

bool eco_blocks_read(eco_blocks *b, const int at[2], void *out, bool *constant)
{
    size_t k = (size_t)at[1] * (size_t)b->tiff.across + (size_t)at[0];
    const struct place *p = &b->places[k];
    size_t nout = bytes_of(b, at[1]);
    const unsigned char *in;

    *constant = false;
    if (p->count == UINT32_MAX)
        return false;
    if (!p->count) {
        if (b->fill_known)
            memcpy(out, b->fill, b->sample);
        *constant = b->fill_known;
        return b->fill_known;
    }
    in = bytes_at(b, p->offset, p->count);
    if (!in)
        return false;
    if (p->count == b->nmemo && nout == b->memo_size &&
        memcmp(in, b->memo, b->nmemo) == 0) {
        memcpy(out, b->memo_sample, b->sample);
        *constant = true;
        return true;
    }
    if (!decode(b, in, p->count, out, nout))
        return false;
    if (b->swap)
        swap_bytes(out, nout, b->sample);
    if (b->tiff.predictor == 2)
        add_differences(b, out,
                        nout / ((size_t)b->tiff.block_cols * b->sample));
    remember(b, in, p->count, out, nout);
    return true;
}
