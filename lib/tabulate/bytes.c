/* Written once, compiled for any x86-64 (or other) processor and for those with
 * 256-bit integer vectors; which is taken is seen when the program runs. */
#include "eco_bytes.h"

#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { GROUP = 32, PAIR = 64, SAMPLED_GROUPS = 16, FEW = 3 };

#define INLINE static inline __attribute__((always_inline))
#if defined(__x86_64__)
#define WIDE __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt")))
#endif

static bool wide(void)
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
#else
    return false;
#endif
}

/* Bounds of the known values when they have no gap; false when they have. */
static bool without_gap(eco_byte_map *m)
{
    int low = 0, high = ECO_BYTES - 1;

    while (low < ECO_BYTES && m->table[low] >= ECO_BYTES)
        low++;
    while (high > low && m->table[high] >= ECO_BYTES)
        high--;
    if (low > high)
        return false;
    for (int v = low; v <= high; v++)
        if (m->table[v] >= ECO_BYTES)
            return false;
    m->low = (uint8_t)low;
    m->high = (uint8_t)high;
    m->base = (uint8_t)m->table[low];
    return true;
}

void eco_byte_map_choose(eco_byte_map *m)
{
    bool affine = true;

    m->kind = ECO_MAP_TABLE;
    if (!without_gap(m))
        return;
    m->nsteps = 0;
    m->stride =
        (uint8_t)(m->high > m->low ? m->table[m->low + 1] - m->base : 0);
    for (int v = m->low + 1; v <= m->high; v++) {
        uint8_t by = (uint8_t)(m->table[v] - m->table[v - 1]);

        affine &= by == m->stride;
        if (!by)
            continue;
        if (m->nsteps < ECO_STEPS_MAX) {
            m->at[m->nsteps] = (uint8_t)v;
            m->by[m->nsteps] = by;
        }
        m->nsteps++;
    }
    if (m->nsteps <= 2 || (!affine && m->nsteps <= ECO_STEPS_MAX))
        m->kind = ECO_MAP_STEPS;
    else if (affine)
        m->kind = ECO_MAP_AFFINE;
}

INLINE void scale(const uint8_t *v, size_t n, bool add, uint8_t base,
                  uint8_t stride, uint8_t *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (uint8_t)((add ? out[i] : 0) + base + v[i] * stride);
}

INLINE bool map_affine(const eco_byte_map *m, const uint8_t *v, size_t n,
                       bool add, uint8_t *out)
{
    uint8_t low = UINT8_MAX, high = 0;
    uint8_t base = (uint8_t)(m->base - m->low * m->stride);

    for (size_t i = 0; i < n; i++) {
        low = v[i] < low ? v[i] : low;
        high = v[i] > high ? v[i] : high;
    }
    if (m->stride == 1) /* spelt out, or the product stays */
        scale(v, n, add, base, 1, out);
    else
        scale(v, n, add, base, m->stride, out);
    return low >= m->low && high <= m->high;
}

/* A block at a time stays in the first cache, whatever the number of steps. */
INLINE bool map_steps(const eco_byte_map *m, const uint8_t *v, size_t n,
                      bool add, uint8_t *out)
{
    uint8_t low = UINT8_MAX, high = 0, base = m->base;
    uint8_t at = m->nsteps ? m->at[0] : 0, by = m->nsteps ? m->by[0] : 0;

    for (size_t i = 0; i < n; i++) {
        low = v[i] < low ? v[i] : low;
        high = v[i] > high ? v[i] : high;
        out[i] = (uint8_t)((add ? out[i] : 0) + base + (v[i] >= at ? by : 0));
    }
    for (unsigned s = 1; s < m->nsteps; s++) {
        at = m->at[s];
        by = m->by[s];
        for (size_t i = 0; i < n; i++)
            out[i] = (uint8_t)(out[i] + (v[i] >= at ? by : 0));
    }
    return low >= m->low && high <= m->high;
}

INLINE bool map_any(const eco_byte_map *m, const uint8_t *v, size_t n, bool add,
                    uint8_t *out)
{
    enum { PART = 4096 };
    bool known = true;

    for (size_t i = 0; i < n && known; i += PART) {
        size_t part = n - i < PART ? n - i : PART;

        known = m->kind == ECO_MAP_AFFINE
                    ? map_affine(m, v + i, part, add, out + i)
                    : map_steps(m, v + i, part, add, out + i);
    }
    return known;
}

static bool map_table(const eco_byte_map *m, const uint8_t *v, size_t n,
                      bool add, uint8_t *out)
{
    unsigned all = 0;

    for (size_t i = 0; i < n; i++) {
        uint16_t part = m->table[v[i]];

        all |= part;
        out[i] = (uint8_t)((add ? out[i] : 0) + part);
    }
    return all < ECO_BYTES;
}

/* Listed before it is known whether it is: no branch. */
INLINE void count_many(unsigned code, uint32_t n, eco_counts *to)
{
    to->met[to->nmet] = (uint8_t)code;
    to->nmet += to->n[code] == 0 && n != 0;
    to->n[code] += n;
}

INLINE void count_each(const uint8_t *codes, size_t n, eco_counts *to)
{
    for (size_t i = 0; i < n; i++)
        count_many(codes[i], 1, to);
}

/* Four tables, so that equal neighbours do not wait for each other. */
static void count_tables(const uint8_t *codes, size_t n, unsigned ncodes,
                         eco_counts *to)
{
    uint32_t t[4][ECO_BYTES];
    size_t i = 0;

    for (int k = 0; k < 4; k++)
        memset(t[k], 0, ncodes * sizeof t[k][0]);
    for (; i + 8 <= n; i += 8) {
        uint64_t w;

        memcpy(&w, codes + i, sizeof w);
        t[0][w & 255]++;
        t[1][w >> 8 & 255]++;
        t[2][w >> 16 & 255]++;
        t[3][w >> 24 & 255]++;
        t[0][w >> 32 & 255]++;
        t[1][w >> 40 & 255]++;
        t[2][w >> 48 & 255]++;
        t[3][w >> 56]++;
    }
    for (; i < n; i++)
        t[i & 3][codes[i]]++;
    for (unsigned c = 0; c < ncodes; c++)
        count_many(c, t[0][c] + t[1][c] + t[2][c] + t[3][c], to);
}

#if defined(__x86_64__)
typedef __m256i wide32;

WIDE INLINE wide32 load32(const uint8_t *p)
{
    return _mm256_loadu_si256((const __m256i *)p);
}

/* A bit for each of 32 cells that are like c. */
WIDE INLINE uint32_t like(wide32 v, wide32 c)
{
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, c));
}

/* Cells whose bit is set: each code that is there by comparing. */
WIDE static void count_rest(const uint8_t *codes, uint32_t other,
                            eco_counts *to)
{
    wide32 v = load32(codes);

    while (other) {
        uint8_t c = codes[_tzcnt_u32(other)];
        uint32_t is_c = like(v, _mm256_set1_epi8((char)c)) & other;

        count_many(c, (uint32_t)_mm_popcnt_u32(is_c), to);
        other &= ~is_c;
    }
}

/* The two common codes by comparing, 64 cells a turn; then what is left. */
WIDE static void count_common(const uint8_t *codes, size_t n,
                              const eco_common *common, eco_counts *to)
{
    const wide32 a = _mm256_set1_epi8((char)common->code[0]);
    const wide32 b = _mm256_set1_epi8((char)common->code[1]);
    uint64_t na = 0, nb = 0;
    size_t i = 0;

    for (; n - i >= PAIR; i += PAIR) {
        wide32 v = load32(codes + i), w = load32(codes + i + GROUP);
        uint64_t is_a = like(v, a) | (uint64_t)like(w, a) << 32;
        uint64_t is_b = like(v, b) | (uint64_t)like(w, b) << 32;
        uint64_t other = ~(is_a | is_b);

        na += (uint64_t)_mm_popcnt_u64(is_a);
        nb += (uint64_t)_mm_popcnt_u64(is_b);
        if (other) {
            count_rest(codes + i, (uint32_t)other, to);
            count_rest(codes + i + GROUP, (uint32_t)(other >> 32), to);
        }
    }
    for (; i < n; i += GROUP) {
        uint32_t in = n - i < GROUP ? ~(~UINT32_C(0) << (n - i)) : UINT32_MAX;
        wide32 v = load32(codes + i);
        uint32_t is_a = like(v, a) & in, is_b = like(v, b) & in;

        na += (uint64_t)_mm_popcnt_u32(is_a);
        nb += (uint64_t)_mm_popcnt_u32(is_b);
        count_rest(codes + i, in & ~(is_a | is_b), to);
    }
    count_many(common->code[0], (uint32_t)na, to);
    if (common->code[1] != common->code[0])
        count_many(common->code[1], (uint32_t)nb, to);
}
#endif

/* Eight cells a turn, where all are the first or all the second code. */
static void count_common_plain(const uint8_t *codes, size_t n,
                               const eco_common *common, eco_counts *to)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t a = common->code[0] * ones, b = common->code[1] * ones;
    uint32_t na = 0, nb = 0;
    size_t i = 0;

    for (; i + 8 <= n; i += 8) {
        uint64_t w;

        memcpy(&w, codes + i, sizeof w);
        if (w == a)
            na += 8;
        else if (w == b)
            nb += 8;
        else
            count_each(codes + i, 8, to);
    }
    count_many(common->code[0], na, to);
    count_many(common->code[1], nb, to);
    count_each(codes + i, n - i, to);
}

#if defined(__x86_64__)
/* All steps of 32 cells at once, in registers. */
WIDE static bool map_steps_wide(const eco_byte_map *m, const uint8_t *v,
                                size_t n, bool add, uint8_t *out)
{
    const wide32 flip = _mm256_set1_epi8((char)0x80); /* compares are signed */
    const wide32 base = _mm256_set1_epi8((char)m->base);
    wide32 below[ECO_STEPS_MAX], by[ECO_STEPS_MAX];
    wide32 low = _mm256_set1_epi8((char)m->low);
    wide32 high = _mm256_set1_epi8((char)m->high);
    wide32 out_of = _mm256_setzero_si256();
    size_t i = 0;

    for (unsigned s = 0; s < m->nsteps; s++) {
        below[s] = _mm256_set1_epi8((char)((m->at[s] - 1) ^ 0x80));
        by[s] = _mm256_set1_epi8((char)m->by[s]);
    }
    for (; n - i >= GROUP; i += GROUP) {
        wide32 x = load32(v + i), flipped = _mm256_xor_si256(x, flip);
        wide32 code = add ? _mm256_add_epi8(load32(out + i), base) : base;

        out_of =
            _mm256_or_si256(out_of, _mm256_or_si256(_mm256_subs_epu8(x, high),
                                                    _mm256_subs_epu8(low, x)));
        for (unsigned s = 0; s < m->nsteps; s++)
            code = _mm256_add_epi8(
                code,
                _mm256_and_si256(_mm256_cmpgt_epi8(flipped, below[s]), by[s]));
        _mm256_storeu_si256((__m256i *)(out + i), code);
    }
    return _mm256_testz_si256(out_of, out_of) &&
           map_any(m, v + i, n - i, add, out + i);
}

WIDE static bool map_wide(const eco_byte_map *m, const uint8_t *v, size_t n,
                          bool add, uint8_t *out)
{
    if (m->kind == ECO_MAP_STEPS)
        return add ? map_steps_wide(m, v, n, true, out)
                   : map_steps_wide(m, v, n, false, out);
    return add ? map_any(m, v, n, true, out) : map_any(m, v, n, false, out);
}

#else
#define map_wide     map_plain
#define count_common count_common_plain
#endif

static bool map_plain(const eco_byte_map *m, const uint8_t *v, size_t n,
                      bool add, uint8_t *out)
{
    return add ? map_any(m, v, n, true, out) : map_any(m, v, n, false, out);
}

bool eco_map_bytes(const eco_byte_map *m, const uint8_t *samples, size_t n,
                   bool add, uint8_t *codes)
{
    if (m->kind == ECO_MAP_TABLE)
        return map_table(m, samples, n, add, codes);
    return wide() ? map_wide(m, samples, n, add, codes)
                  : map_plain(m, samples, n, add, codes);
}

void eco_count_bytes(const uint8_t *codes, size_t n, unsigned ncodes,
                     const eco_common *common, eco_counts *counts)
{
    if (common->use && wide())
        count_common(codes, n, common, counts);
    else if (common->use)
        count_common_plain(codes, n, common, counts);
    else if (n < 2 * (size_t)ncodes)
        count_each(codes, n, counts);
    else
        count_tables(codes, n, ncodes, counts);
}

/* The two most frequent of the sampled codes. */
static void most_frequent(const uint32_t *counts, uint8_t out[2])
{
    unsigned first = 0, second = 0;

    for (unsigned c = 1; c < ECO_BYTES; c++)
        if (counts[c] > counts[first])
            first = c;
    for (unsigned c = 0; c < ECO_BYTES; c++)
        if (c != first && (second == first || counts[c] > counts[second]))
            second = c;
    out[0] = (uint8_t)first;
    out[1] = (uint8_t)(counts[second] ? second : first);
}

/* How many codes but the common ones a group holds. */
static size_t others(const uint8_t *codes, const eco_common *c)
{
    uint64_t seen[ECO_BYTES / 64] = {0};
    size_t n = 0;

    for (size_t k = 0; k < GROUP; k++)
        seen[codes[k] >> 6] |= UINT64_C(1) << (codes[k] & 63);
    for (int k = 0; k < 2; k++)
        seen[c->code[k] >> 6] &= ~(UINT64_C(1) << (c->code[k] & 63));
    for (size_t k = 0; k < ECO_BYTES / 64; k++)
        n += (size_t)__builtin_popcountll(seen[k]);
    return n;
}

eco_common eco_common_choose(const uint8_t *codes, size_t n)
{
    uint32_t counts[ECO_BYTES] = {0};
    size_t groups = n / GROUP, step, sampled = 0, found = 0;
    eco_common c = {0};

    if (!groups)
        return c;
    step = (groups < SAMPLED_GROUPS ? 1 : groups / SAMPLED_GROUPS) * GROUP;
    for (size_t i = 0; i + GROUP <= n; i += step)
        for (size_t k = 0; k < GROUP; k++)
            counts[codes[i + k]]++;
    most_frequent(counts, c.code);
    for (size_t i = 0; i + GROUP <= n; i += step, sampled++)
        found += others(codes + i, &c);
    c.use = found <= FEW * sampled;
    return c;
}

size_t eco_run_bytes(const uint8_t *codes, size_t n)
{
    const uint64_t same = codes[0] * UINT64_C(0x0101010101010101);
    size_t i = 1;

    while (i + 8 <= n) {
        uint64_t w;

        memcpy(&w, codes + i, sizeof w);
        w ^= same;
        if (w) { /* little-endian: the first byte that differs */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
            return i + (size_t)__builtin_ctzll(w) / 8;
#else
            return i + (size_t)__builtin_clzll(w) / 8;
#endif
        }
        i += 8;
    }
    while (i < n && codes[i] == codes[0])
        i++;
    return i;
}

static size_t ends_plain(const uint8_t *codes, size_t n, uint16_t *ends)
{
    size_t made = 0;

    for (size_t i = 1; i <= n; i++) {
        ends[made] = (uint16_t)i;
        made += i == n || codes[i] != codes[i - 1];
    }
    return made;
}

#if defined(__x86_64__)
WIDE static size_t ends_wide(const uint8_t *codes, size_t n, uint16_t *ends)
{
    size_t made = 0;

    for (size_t i = 0; i + 1 < n; i += GROUP) {
        size_t left = n - 1 - i; /* pairs of neighbours from here on */
        uint32_t in = left < GROUP ? ~(~UINT32_C(0) << left) : UINT32_MAX;
        uint32_t changes = ~like(load32(codes + i), load32(codes + i + 1)) & in;

        for (; changes; changes &= changes - 1)
            ends[made++] = (uint16_t)(i + _tzcnt_u32(changes) + 1);
    }
    if (n)
        ends[made++] = (uint16_t)n;
    return made;
}
#else
#define ends_wide ends_plain
#endif

size_t eco_ends_bytes(const uint8_t *codes, size_t n, uint16_t *ends)
{
    return wide() ? ends_wide(codes, n, ends) : ends_plain(codes, n, ends);
}
