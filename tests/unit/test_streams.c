/* Random numbers by name: published first numbers, and that streams are apart.
 */
#include "check.h"

#include "eco_streams.h"

#include <string.h>

/* The authors' programs: SplitMix64 of 1234567, xoshiro256** of 1, 2, 3, 4. */
static void known_answers(void)
{
    static const uint64_t split[] = {6457827717110365317U, 3203168211198807973U,
                                     9817491932198370423U, 4593380528125082431U,
                                     16408922859458223821U};
    static const uint64_t xoshiro[] = {11520,
                                       0,
                                       1509978240,
                                       1215971899390074240U,
                                       1216172134540287360U,
                                       607988272756665600U};
    eco_random r = {{1, 2, 3, 4}};
    uint64_t state = 1234567;

    for (int i = 0; i < 5; i++)
        CHECK(eco_splitmix(&state) == split[i], "number %d", i);
    for (int i = 0; i < 6; i++)
        CHECK(eco_random_next(&r) == xoshiro[i], "number %d", i);
    CHECK(eco_hash_text(0, "") == 0xAF63BD4C8601B7DFU, /* FNV-1a of one 0 */
          "%llx", (unsigned long long)eco_hash_text(0, ""));
}

static void texts_do_not_run_together(void)
{
    uint64_t one = eco_hash_text(eco_hash_text(0, "ab"), "c");
    uint64_t other = eco_hash_text(eco_hash_text(0, "a"), "bc");

    CHECK(one != other, "ab c and a bc");
    CHECK(eco_hash_mix(1, 2) != eco_hash_mix(2, 1), "order counts");
    CHECK(eco_stream_key("map", 1) != eco_stream_key("patch", 1), "names");
}

static double first(const char *name, uint64_t id, uint64_t seed, uint64_t draw)
{
    eco_random r;

    eco_random_start(&r, seed, eco_stream_key(name, id), draw);
    return eco_random_uniform(&r);
}

/* Neighbours in each of the coordinates of a stream: the correlation of n pairs
 * has a standard deviation of 1 / sqrt(n). */
static void neighbours_are_apart(void)
{
    enum { N = 40000, COORDINATES = 4 };

    for (int c = 0; c < COORDINATES; c++) {
        double sum = 0, mean = 0;

        for (uint64_t i = 0; i < N; i++) {
            uint64_t id = i % 200, draw = i / 200;
            double a = first("location", id, 9, draw);
            double b = first(c == 0 ? "patch" : "location", id + (c == 1),
                             9 + (c == 2), draw + (c == 3));

            sum += (a - 0.5) * (b - 0.5) * 12;
            mean += a;
        }
        CHECK(fabs(sum / N) < 4 / sqrt(N), "coordinate %d: %g", c, sum / N);
        CHECK(fabs(mean / N - 0.5) < 4 / sqrt(12.0 * N), "mean %g", mean / N);
    }
}

/* First numbers of many streams fall evenly: chi-square of 64 parts has mean 63
 * and deviation sqrt(126). */
static void first_numbers_are_even(void)
{
    enum { N = 64000, PARTS = 64 };
    int count[PARTS] = {0};
    double chi = 0;

    for (uint64_t i = 0; i < N; i++)
        count[(int)(first("patch", i, 1, 5) * PARTS)]++;
    for (int i = 0; i < PARTS; i++)
        chi += (count[i] - N / PARTS) * (count[i] - N / PARTS) /
               (double)(N / PARTS);
    CHECK(fabs(chi - 63) < 4 * sqrt(126), "chi-square %g", chi);
}

/* A normal cut at 0, against its mean by the error function. */
static void cut_normals(void)
{
    enum { N = 100000 };

    for (double mean = 0; mean < 3; mean += 1) {
        double sum = 0, least = 1;
        double tail = 0.5 * erfc(-mean / sqrt(2));
        double density = exp(-mean * mean / 2) / sqrt(8 * atan(1));
        double want = mean + density / tail;

        for (uint64_t i = 0; i < N; i++) {
            eco_random r;
            double x;

            eco_random_start(&r, 4, eco_stream_key("map", 1), i);
            x = eco_random_normal_above_0(&r, mean, 1);
            sum += x;
            least = x < least ? x : least;
        }
        CHECK(fabs(sum / N - want) < 4 / sqrt(N), "%g: mean %g, not %g", mean,
              sum / N, want);
        CHECK(least >= 0, "%g", least);
    }
}

int main(void)
{
    eco_random r = {{1, 2, 3, 4}};

    known_answers();
    texts_do_not_run_together();
    neighbours_are_apart();
    first_numbers_are_even();
    cut_normals();
    CHECK(fabs(eco_random_normal_above_0(&r, 0.7, 0) - 0.7) < 1e-15, "-");
    return check_failures != 0;
}
