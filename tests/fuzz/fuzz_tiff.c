/* Any bytes as a TIFF: what is taken lies within the file. */
#include "eco_tiff.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct file {
    const uint8_t *data;
    size_t size;
};

static bool get(void *user, uint64_t at, void *to, size_t n)
{
    const struct file *f = user;

    if (at > f->size || n > f->size - at)
        return false;
    memcpy(to, f->data + at, n);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct file f = {data, size};
    eco_tiff t;
    const char *why = NULL;

    if (!eco_tiff_parse(get, &f, size, &t, &why)) {
        if (!why)
            abort();
        return 0;
    }
    if (!t.across || !t.down || t.ncols > t.across * t.block_cols ||
        t.nrows > t.down * t.block_rows)
        abort();
    for (uint64_t k = 0; k < t.blocks && k < 1000; k++) {
        uint64_t offset, count;

        if (eco_tiff_block(&t, get, &f, k, &offset, &count) &&
            (offset > size || count > size - offset))
            abort();
    }
    return 0;
}
