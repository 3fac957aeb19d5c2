/* Random numbers by name: each object has a stream of its own for each draw, so
 * that what one object gets depends on nothing but its name, not on threads,
 * order or on what else there is. */
#ifndef ECO_MONTECARLO_STREAMS_H
#define ECO_MONTECARLO_STREAMS_H

#include <stddef.h>
#include <stdint.h>

/* xoshiro256** of Blackman and Vigna (2021), doi:10.1145/3460772. */
typedef struct eco_random {
    uint64_t s[4];
} eco_random;

/* The next of a SplitMix64 sequence (Steele, Lea and Flood 2014,
 * doi:10.1145/2660193.2660195); *state moves on. */
uint64_t eco_splitmix(uint64_t *state);

/* 64 bits of a text, by FNV-1a; `from`: of what comes before it, or 0. Two
 * texts hashed one after the other are not those joined: a 0 stands between. */
uint64_t eco_hash_text(uint64_t from, const char *text);
uint64_t eco_hash_mix(uint64_t from, uint64_t value);

/* What an object of a stream is known by: "location", "patch", ... */
uint64_t eco_stream_key(const char *name, uint64_t id);

/* The stream of an object in a draw. */
void eco_random_start(eco_random *r, uint64_t seed, uint64_t key,
                      uint64_t draw);
uint64_t eco_random_next(eco_random *r);

/* Above 0 and below 1, in steps of 2^-52. */
double eco_random_uniform(eco_random *r);

/* Normal(mean, deviation) given that it is not below 0; mean >= 0. Box and
 * Muller's (1958), drawn again while negative: each time with a probability of
 * one half at most. */
double eco_random_normal_above_0(eco_random *r, double mean, double deviation);

#endif
