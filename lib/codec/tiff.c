/* Tag by tag; what is not known makes the file one for GDAL.
 * Source: TIFF 6.0; BigTIFF as in libtiff's specification. */
#include "eco_tiff.h"

#include <string.h>

enum { ENTRIES_MAX = 512, ENTRY_MAX = 20 };
enum { SHORT = 3, LONG = 4, LONG8 = 16, BYTE = 1 };

struct entry {
    unsigned tag, type;
    uint64_t count;
    uint8_t value[8];
};

static uint64_t number(const uint8_t *p, unsigned n, bool big_endian)
{
    uint64_t x = 0;

    for (unsigned i = 0; i < n; i++)
        x = x << 8 | p[big_endian ? i : n - 1 - i];
    return x;
}

static unsigned type_size(unsigned type)
{
    return type == BYTE    ? 1
           : type == SHORT ? 2
           : type == LONG  ? 4
           : type == LONG8 ? 8
                           : 0;
}

static bool read_header(eco_tiff_read read, void *user, eco_tiff *t,
                        uint64_t *directory)
{
    uint8_t h[16];
    unsigned magic;

    if (t->size < sizeof h || !read(user, 0, h, sizeof h))
        return false;
    if (memcmp(h, "II", 2) != 0 && memcmp(h, "MM", 2) != 0)
        return false;
    t->big_endian = h[0] == 'M';
    magic = (unsigned)number(h + 2, 2, t->big_endian);
    t->big = magic == 43;
    if (t->big && (number(h + 4, 2, t->big_endian) != 8 || h[6] || h[7]))
        return false;
    *directory = t->big ? number(h + 8, 8, t->big_endian)
                        : number(h + 4, 4, t->big_endian);
    return magic == 42 || magic == 43;
}

/* All values of an entry are the same number, and here it is; false when they
 * are not or are not whole numbers. */
static bool value(const eco_tiff *t, eco_tiff_read read, void *user,
                  const struct entry *e, uint64_t *out)
{
    unsigned size = type_size(e->type), inline_max = t->big ? 8 : 4;
    uint8_t buf[64];
    const uint8_t *p = e->value;

    if (!size || !e->count || e->count > sizeof buf / size)
        return false;
    if (e->count * size > inline_max) {
        uint64_t at = number(e->value, inline_max, t->big_endian);

        if (at > t->size || e->count * size > t->size - at ||
            !read(user, at, buf, (size_t)e->count * size))
            return false;
        p = buf;
    }
    *out = number(p, size, t->big_endian);
    for (uint64_t i = 1; i < e->count; i++)
        if (number(p + i * size, size, t->big_endian) != *out)
            return false;
    return true;
}

/* Offsets or byte counts: where they are, and how wide. */
static bool array(const eco_tiff *t, const struct entry *e, uint64_t *at,
                  unsigned *size, uint64_t *single)
{
    unsigned inline_max = t->big ? 8 : 4;

    *size = type_size(e->type);
    if (*size < 2 || e->count != t->blocks)
        return false;
    *at = 0;
    *single = 0;
    if (e->count * *size <= inline_max) {
        if (e->count != 1)
            return false; /* a few small blocks: not worth the while */
        *single = number(e->value, *size, t->big_endian);
        return true;
    }
    *at = number(e->value, inline_max, t->big_endian);
    return *at && *at <= t->size && e->count <= (t->size - *at) / *size;
}

/* What a directory may say without changing what its samples are: texts,
 * places, resolutions, GDAL's and GeoTIFF's own tags. */
static bool harmless(unsigned tag)
{
    static const uint16_t tags[] = {
        254,   262,   266,   269,   270,   271,   272,   274,   280,
        281,   282,   283,   296,   305,   306,   315,   316,   317,
        320,   338,   33432, 33550, 33922, 34264, 34735, 34736, 34737,
        42112, 42113, 34665, 700,   33723, 34377,
    };

    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (tags[i] == tag)
            return true;
    return false;
}

struct directory {
    const struct entry *offsets, *counts;
    uint64_t tile_cols, tile_rows, strip_rows, fill, orientation;
    bool tiled;
};

static bool scalar(eco_tiff *t, eco_tiff_read read, void *user,
                   const struct entry *e, struct directory *d, bool *is_scalar)
{
    uint64_t v = 0;
    struct {
        unsigned tag;
        uint64_t *to;
    } wide[] = {{256, &t->ncols},      {257, &t->nrows},
                {278, &d->strip_rows}, {322, &d->tile_cols},
                {323, &d->tile_rows},  {266, &d->fill},
                {274, &d->orientation}};
    struct {
        unsigned tag;
        unsigned *to;
    } narrow[] = {{258, &t->bits},   {259, &t->compression}, {277, &t->samples},
                  {284, &t->planar}, {317, &t->predictor},   {339, &t->format}};

    *is_scalar = true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (wide[i].tag == e->tag)
            return value(t, read, user, e, wide[i].to);
    for (size_t i = 0; i < sizeof narrow / sizeof *narrow; i++)
        if (narrow[i].tag == e->tag) {
            if (!value(t, read, user, e, &v) || v > UINT16_MAX)
                return false;
            *narrow[i].to = (unsigned)v;
            return true;
        }
    *is_scalar = false;
    return true;
}

static bool read_entries(eco_tiff *t, eco_tiff_read read, void *user,
                         uint64_t at, struct entry *entries, size_t *n)
{
    unsigned nsize = t->big ? 8 : 2, esize = t->big ? 20 : 12;
    uint8_t head[8], raw[ENTRY_MAX];
    uint64_t count;

    if (at > t->size || t->size - at < nsize || !read(user, at, head, nsize))
        return false;
    count = number(head, nsize, t->big_endian);
    if (!count || count > ENTRIES_MAX || count > (t->size - at - nsize) / esize)
        return false;
    for (uint64_t i = 0; i < count; i++) {
        struct entry *e = &entries[i];

        if (!read(user, at + nsize + i * esize, raw, esize))
            return false;
        *e = (struct entry){.tag = (unsigned)number(raw, 2, t->big_endian),
                            .type = (unsigned)number(raw + 2, 2, t->big_endian),
                            .count =
                                number(raw + 4, t->big ? 8 : 4, t->big_endian)};
        memcpy(e->value, raw + (t->big ? 12 : 8), t->big ? 8 : 4);
    }
    *n = (size_t)count;
    return true;
}

static bool interpret(eco_tiff *t, eco_tiff_read read, void *user,
                      const struct entry *entries, size_t n,
                      struct directory *d)
{
    for (size_t i = 0; i < n; i++) {
        const struct entry *e = &entries[i];
        bool is_scalar;

        if (!scalar(t, read, user, e, d, &is_scalar))
            return false;
        if (is_scalar)
            continue;
        if (e->tag == 273 || e->tag == 324) {
            d->tiled = e->tag == 324;
            d->offsets = e;
        } else if (e->tag == 279 || e->tag == 325) {
            d->counts = e;
        } else if (!harmless(e->tag)) {
            return false;
        }
    }
    return d->offsets && d->counts;
}

static bool lay_out(eco_tiff *t, const struct directory *d)
{
    uint64_t limit = INT32_MAX;

    t->tiled = d->tiled;
    t->block_cols = d->tiled ? d->tile_cols : t->ncols;
    t->block_rows = d->tiled ? d->tile_rows : d->strip_rows;
    if (!t->ncols || !t->nrows || t->ncols > limit || t->nrows > limit ||
        !t->block_cols || !t->block_rows || t->block_cols > limit)
        return false;
    if (!d->tiled && t->block_rows > t->nrows)
        t->block_rows = t->nrows;
    if (t->block_rows > limit || !t->samples)
        return false;
    t->across = (t->ncols - 1) / t->block_cols + 1;
    t->down = (t->nrows - 1) / t->block_rows + 1;
    t->blocks = t->across * t->down * (t->planar == 2 ? t->samples : 1);
    return true;
}

static bool known_codec(unsigned compression)
{
    return compression == ECO_TIFF_NONE || compression == ECO_TIFF_LZW ||
           compression == ECO_TIFF_DEFLATE ||
           compression == ECO_TIFF_DEFLATE_OLD;
}

static bool whole_bytes(unsigned bits)
{
    return bits == 8 || bits == 16 || bits == 32 || bits == 64;
}

static bool plain(const eco_tiff *t, const struct directory *d,
                  const char **why)
{
    const struct {
        bool is_so;
        const char *words;
    } other[] = {
        {d->fill > 1 || d->orientation > 1, "an unusual order of bits or rows"},
        {t->samples > 1 && t->planar != 2,
         "its bands are interleaved by pixel"},
        {t->format < 1 || t->format > 3, "an unusual sample format"},
        {!whole_bytes(t->bits), "an unusual number of bits"},
        {t->predictor < 1 || t->predictor > 2, "an unusual predictor"},
        {t->predictor == 2 && t->bits == 64, "an unusual predictor"},
        {!known_codec(t->compression),
         "a compression other than LZW and DEFLATE"},
    };

    *why = NULL;
    for (size_t i = 0; i < sizeof other / sizeof *other && !*why; i++)
        if (other[i].is_so)
            *why = other[i].words;
    return !*why;
}

bool eco_tiff_parse(eco_tiff_read read, void *user, uint64_t size,
                    eco_tiff *out, const char **why)
{
    struct entry entries[ENTRIES_MAX];
    struct directory d = {.fill = 1, .orientation = 1, .strip_rows = INT32_MAX};
    uint64_t at;
    size_t n;

    *out = (eco_tiff){.size = size,
                      .bits = 1,
                      .format = 1,
                      .samples = 1,
                      .planar = 1,
                      .compression = 1,
                      .predictor = 1};
    *why = "not a TIFF whose directory is known in full";
    if (!read_header(read, user, out, &at) ||
        !read_entries(out, read, user, at, entries, &n) ||
        !interpret(out, read, user, entries, n, &d) || !lay_out(out, &d))
        return false;
    if (!array(out, d.offsets, &out->offsets_at, &out->offset_size,
               &out->offset_value) ||
        !array(out, d.counts, &out->counts_at, &out->count_size,
               &out->count_value))
        return false;
    return plain(out, &d, why);
}

static bool element(const eco_tiff *t, eco_tiff_read read, void *user,
                    uint64_t at, unsigned size, uint64_t *out)
{
    uint8_t buf[8];

    if (!read(user, at, buf, size))
        return false;
    *out = number(buf, size, t->big_endian);
    return true;
}

bool eco_tiff_block(const eco_tiff *t, eco_tiff_read read, void *user,
                    uint64_t k, uint64_t *offset, uint64_t *count)
{
    if (k >= t->blocks)
        return false;
    *offset = t->offset_value;
    *count = t->count_value;
    if (t->offsets_at &&
        !element(t, read, user, t->offsets_at + k * t->offset_size,
                 t->offset_size, offset))
        return false;
    if (t->counts_at &&
        !element(t, read, user, t->counts_at + k * t->count_size, t->count_size,
                 count))
        return false;
    if (!*offset && !*count)
        return true;
    return *offset && *count && *offset <= t->size &&
           *count <= t->size - *offset;
}
