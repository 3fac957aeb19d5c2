#include "eco_streams.h"

#include <math.h>

#define PI 3.14159265358979323846

static uint64_t finish(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

uint64_t eco_splitmix(uint64_t *state)
{
    return finish(*state += 0x9E3779B97F4A7C15U);
}

uint64_t eco_hash_text(uint64_t from, const char *text)
{
    uint64_t h = from ^ 0xCBF29CE484222325U;

    do {
        h ^= (unsigned char)*text;
        h *= 0x100000001B3U;
    } while (*text++);
    return h;
}

uint64_t eco_hash_mix(uint64_t from, uint64_t value)
{
    return finish(finish(from + 0x9E3779B97F4A7C15U) ^ value);
}

uint64_t eco_stream_key(const char *name, uint64_t id)
{
    return eco_hash_mix(eco_hash_text(0, name), id);
}

void eco_random_start(eco_random *r, uint64_t seed, uint64_t key, uint64_t draw)
{
    uint64_t state = seed ^ eco_hash_mix(key, draw);

    for (int i = 0; i < 4; i++)
        r->s[i] = eco_splitmix(&state);
}

static uint64_t rotate(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

uint64_t eco_random_next(eco_random *r)
{
    uint64_t *s = r->s, out = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return out;
}

double eco_random_uniform(eco_random *r)
{
    return ((double)(eco_random_next(r) >> 12) + 0.5) * 0x1p-52;
}

double eco_random_normal_above_0(eco_random *r, double mean, double deviation)
{
    double x;

    if (!(deviation > 0))
        return mean;
    do {
        double radius = sqrt(-2 * log(eco_random_uniform(r)));

        x = mean + deviation * radius * cos(2 * PI * eco_random_uniform(r));
    } while (x < 0);
    return x;
}
