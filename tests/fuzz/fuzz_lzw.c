/* Any bytes as an LZW stream: all that may happen is yes or no, within bounds,
 * and a yes is the same twice. */
#include "eco_lzw.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t nout;
    uint8_t *in, *a, *b;

    if (size < 2)
        return 0;
    nout = ((size_t)data[0] << 8 | data[1]) + 1;
    size -= 2;
    in = malloc(size + ECO_LZW_SLACK);
    a = malloc(nout + ECO_LZW_SLACK);
    b = malloc(nout + ECO_LZW_SLACK);
    if (!in || !a || !b)
        abort();
    memcpy(in, data + 2, size);
    memset(in + size, 0x5a, ECO_LZW_SLACK);
    if (eco_lzw_decode(in, size, a, nout)) {
        memset(in + size, 0xa5, ECO_LZW_SLACK);
        if (!eco_lzw_decode(in, size, b, nout) || memcmp(a, b, nout) != 0)
            abort();
    }
    free(in);
    free(a);
    free(b);
    return 0;
}
