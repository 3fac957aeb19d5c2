/* Written once, compiled for any x86-64 (or other) processor and for those with
 * 256-bit integer vectors; which is taken is seen when the program runs. */
#include "eco_bytes.h"

#include <string.h>

enum { GROUP = 32, GROUPS_MAX = 255, SAMPLED_GROUPS = 64 };

typedef uint8_t group __attribute__((vector_size(GROUP)));
typedef uint64_t words __attribute__((vector_size(GROUP)));

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

INLINE bool map_affine(const eco_byte_map *m, const uint8_t *v, size_t n,
                       bool add, uint8_t *out)
{
    uint8_t low = UINT8_MAX, high = 0, stride = m->stride;
    uint8_t base = (uint8_t)(m->base - m->low * m->stride);

    if (stride == 1) {
        for (size_t i = 0; i < n; i++) {
            low = v[i] < low ? v[i] : low;
            high = v[i] > high ? v[i] : high;
            out[i] = (uint8_t)((add ? out[i] : 0) + base + v[i]);
        }
    } else {
        for (size_t i = 0; i < n; i++) {
            low = v[i] < low ? v[i] : low;
            high = v[i] > high ? v[i] : high;
            out[i] = (uint8_t)((add ? out[i] : 0) + base + v[i] * stride);
        }
    }
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

/* Four tables, so that equal neighbours do not wait for each other. */
INLINE void count_each(const uint8_t *codes, size_t n, uint32_t (*t)[ECO_BYTES])
{
    size_t i = 0;

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
}

INLINE bool any(const group *g)
{
    const words *w = (const words *)g;

    return ((*w)[0] | (*w)[1] | (*w)[2] | (*w)[3]) != 0;
}

INLINE uint32_t sum_bytes(const group *g)
{
    uint32_t sum = 0;

    for (int i = 0; i < GROUP; i++)
        sum += (*g)[i];
    return sum;
}

/* Groups that hold only the two common codes are counted by comparing; the
 * others cell by cell. */
INLINE void count_common(const uint8_t *codes, size_t n,
                         const eco_common *common, uint32_t (*t)[ECO_BYTES])
{
    const group a = common->code[0] - (group){0};
    const group b = common->code[1] - (group){0};
    size_t i = 0;

    while (i + GROUP <= n) {
        size_t groups = (n - i) / GROUP;
        group na = {0}, nb = {0};

        if (groups > GROUPS_MAX)
            groups = GROUPS_MAX;
        for (size_t g = 0; g < groups; g++, i += GROUP) {
            group v, is_a, is_b, other;

            memcpy(&v, codes + i, sizeof v);
            is_a = (group)(v == a);
            is_b = (group)(v == b);
            other = ~(is_a | is_b);
            if (any(&other)) {
                count_each(codes + i, GROUP, t);
                continue;
            }
            na -= is_a;
            nb -= is_b;
        }
        t[0][common->code[0]] += sum_bytes(&na);
        if (common->code[1] != common->code[0])
            t[0][common->code[1]] += sum_bytes(&nb);
    }
    count_each(codes + i, n - i, t);
}

INLINE void count_any(const uint8_t *codes, size_t n, unsigned ncodes,
                      const eco_common *common, uint32_t *counts)
{
    uint32_t t[4][ECO_BYTES];

    for (int k = 0; k < 4; k++)
        memset(t[k], 0, ncodes * sizeof t[k][0]);
    if (common->use)
        count_common(codes, n, common, t);
    else
        count_each(codes, n, t);
    for (unsigned c = 0; c < ncodes; c++)
        counts[c] += t[0][c] + t[1][c] + t[2][c] + t[3][c];
}

#if defined(__x86_64__)
WIDE static bool map_wide(const eco_byte_map *m, const uint8_t *v, size_t n,
                          bool add, uint8_t *out)
{
    return add ? map_any(m, v, n, true, out) : map_any(m, v, n, false, out);
}

WIDE static void count_wide(const uint8_t *codes, size_t n, unsigned ncodes,
                            const eco_common *common, uint32_t *counts)
{
    count_any(codes, n, ncodes, common, counts);
}
#else
#define map_wide   map_plain
#define count_wide count_plain
#endif

static bool map_plain(const eco_byte_map *m, const uint8_t *v, size_t n,
                      bool add, uint8_t *out)
{
    return add ? map_any(m, v, n, true, out) : map_any(m, v, n, false, out);
}

static void count_plain(const uint8_t *codes, size_t n, unsigned ncodes,
                        const eco_common *common, uint32_t *counts)
{
    count_any(codes, n, ncodes, common, counts);
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
                     const eco_common *common, uint32_t *counts)
{
    if (wide())
        count_wide(codes, n, ncodes, common, counts);
    else
        count_plain(codes, n, ncodes, common, counts);
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

eco_common eco_common_choose(const uint8_t *codes, size_t n)
{
    uint32_t counts[ECO_BYTES] = {0};
    size_t groups = n / GROUP, step, sampled = 0, whole = 0;
    eco_common c = {0};

    if (groups < SAMPLED_GROUPS)
        return c;
    step = groups / SAMPLED_GROUPS * GROUP;
    for (size_t i = 0; i + GROUP <= n; i += step)
        for (size_t k = 0; k < GROUP; k++)
            counts[codes[i + k]]++;
    most_frequent(counts, c.code);
    for (size_t i = 0; i + GROUP <= n; i += step) {
        size_t k = 0;

        while (k < GROUP &&
               (codes[i + k] == c.code[0] || codes[i + k] == c.code[1]))
            k++;
        sampled++;
        whole += k == GROUP;
    }
    c.use = whole * 2 > sampled;
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
