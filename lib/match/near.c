/* How far two names are from one another. */
#include "eco_gazetteer.h"

#include <string.h>

enum { LENGTH_MAX = 200 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters inserted, left out, exchanged for others, or two neighbours swapped
 * (Damerau 1964, each letter touched once); more than `most` gives most + 1.
 * Three rows, and of each only what lies within `most` of the diagonal. */
static size_t edits(const char *a, size_t na, const char *b, size_t nb,
                    size_t most)
{
    unsigned char space[3][LENGTH_MAX + 2];
    unsigned char *two = space[0], *one = space[1], *now = space[2];
    const unsigned char far = (unsigned char)(most + 1);

    for (size_t j = 0; j <= nb; j++)
        one[j] = (unsigned char)smaller(j, far);
    for (size_t i = 1; i <= na; i++) {
        size_t from = i > most ? i - most : 1, to = smaller(nb, i + most);
        unsigned char *next = two;
        unsigned char best = far;

        now[from - 1] = from == 1 ? (unsigned char)smaller(i, far) : far;
        if (i + most <= nb)
            one[i + most] = far; /* beyond what the row above filled */
        for (size_t j = from; j <= to; j++) {
            size_t d = (size_t)one[j - 1] + (a[i - 1] != b[j - 1]);

            d = smaller(d, smaller(one[j], now[j - 1]) + 1U);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d = smaller(d, two[j - 2] + 1U);
            now[j] = (unsigned char)smaller(d, far);
            best = now[j] < best ? now[j] : best;
        }
        if (best == far && now[from - 1] == far)
            return far;
        two = one;
        one = now;
        now = next;
    }
    return one[nb];
}

/* Letters of the words that only one of the names has, if at least as many
 * letters are in words that both have; a word counts as often as it occurs. */
static size_t word_distance(const char *a, const char *b)
{
    eco_token x[ECO_TOKENS_MAX], y[ECO_TOKENS_MAX];
    size_t nx = eco_tokens(a, x), ny = eco_tokens(b, y), common = 0, all = 0;
    bool used[ECO_TOKENS_MAX] = {false};

    for (size_t i = 0; i < nx; i++) {
        all += x[i].n;
        for (size_t k = 0; k < ny; k++)
            if (!used[k] && x[i].n == y[k].n &&
                memcmp(a + x[i].at, b + y[k].at, x[i].n) == 0) {
                used[k] = true;
                common += x[i].n;
                break;
            }
    }
    for (size_t k = 0; k < ny; k++)
        all += y[k].n;
    return common && all - 2 * common <= common ? all - 2 * common : SIZE_MAX;
}

size_t eco_distance(const char *a, size_t na, const char *b, size_t nb)
{
    const size_t shorter = smaller(na, nb), longer = na + nb - shorter;
    const size_t most = smaller(ECO_EDITS_MAX, 1 + shorter / 5);
    size_t d = most + 1;

    if (longer <= LENGTH_MAX && longer - shorter <= most)
        d = edits(a, na, b, nb, most);
    return smaller(d <= most ? d : SIZE_MAX, word_distance(a, b));
}

size_t eco_edits(const char *a, size_t na, const char *b, size_t nb)
{
    const size_t shorter = smaller(na, nb), longer = na + nb - shorter;

    return longer > LENGTH_MAX || longer - shorter > ECO_EDITS_MAX
               ? ECO_EDITS_MAX + 1
               : edits(a, na, b, nb, ECO_EDITS_MAX);
}
