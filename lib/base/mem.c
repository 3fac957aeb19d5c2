#include "eco_mem.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static atomic_size_t live;
static atomic_size_t until_failure = SIZE_MAX;

static bool must_fail(void)
{
    size_t n = atomic_load(&until_failure);

    if (n == SIZE_MAX)
        return false;
    if (n == 0)
        return true;
    atomic_store(&until_failure, n - 1);
    return false;
}

void *eco_mem_array(size_t count, size_t size)
{
    void *p;

    if (size && count > SIZE_MAX / size)
        return NULL;
    if (must_fail())
        return NULL;
    p = calloc(count ? count : 1, size ? size : 1);
    if (p)
        atomic_fetch_add(&live, 1);
    return p;
}

void *eco_mem_resize(void *p, size_t count, size_t size)
{
    void *q;

    if (size && count > SIZE_MAX / size)
        return NULL;
    if (must_fail())
        return NULL;
    q = realloc(p, count && size ? count * size : 1);
    if (q && !p)
        atomic_fetch_add(&live, 1);
    return q;
}

bool eco_mem_grow(void **items, size_t n, size_t *cap, size_t size)
{
    size_t want;
    void *p;

    if (n < *cap)
        return true;
    want = *cap ? *cap * 2 : 16;
    while (want <= n)
        want *= 2;
    p = eco_mem_resize(*items, want, size);
    if (!p)
        return false;
    *items = p;
    *cap = want;
    return true;
}

char *eco_mem_text_n(const char *text, size_t n)
{
    char *p = eco_mem_array(n + 1, 1);

    if (p)
        memcpy(p, text, n);
    return p;
}

char *eco_mem_text(const char *text)
{
    return text ? eco_mem_text_n(text, strlen(text)) : NULL;
}

void eco_mem_free(void *p)
{
    if (p)
        atomic_fetch_sub(&live, 1);
    free(p);
}

void eco_mem_fail_after(size_t n)
{
    atomic_store(&until_failure, n);
}

size_t eco_mem_live(void)
{
    return atomic_load(&live);
}
