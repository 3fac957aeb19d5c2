/* Every allocation of the library passes here, so tests can make any fail. */
#ifndef ECO_BASE_MEM_H
#define ECO_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

void *eco_mem_array(size_t count, size_t size); /* zeroed; NULL on overflow */
void *eco_mem_resize(void *p, size_t count, size_t size); /* NULL: p is kept */
char *eco_mem_text(const char *text); /* copy; NULL in, NULL out */
char *eco_mem_text_n(const char *text, size_t n);
void eco_mem_free(void *p);

/* Room for one more: grows *items (of `size` bytes each) when n == *cap. */
bool eco_mem_grow(void **items, size_t n, size_t *cap, size_t size);
#define ECO_GROW(array, n, cap)                                                \
    ((n) < (cap) ||                                                            \
     eco_mem_grow((void **)(void *)&(array), n, &(cap), sizeof *(array)))

/* Test hooks: fail the n-th allocation from now (0-based); SIZE_MAX = never. */
void eco_mem_fail_after(size_t n);
size_t eco_mem_live(void);

#endif
