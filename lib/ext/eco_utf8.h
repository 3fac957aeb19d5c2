/* One letter of UTF-8 at a time, as Unicode's table 3-7 has them. */
#ifndef ECO_EXT_UTF8_H
#define ECO_EXT_UTF8_H

#include <stddef.h>

/* Bytes of the letter at `p` (n > 0 of them): 1 to 4; 0: no UTF-8; -1: the
 * bytes end within what may be one. */
static inline int eco_utf8_length(const unsigned char *p, size_t n)
{
    unsigned char c = p[0], low = 0x80, high = 0xbf;
    int want = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

    if (c < 0x80)
        return 1;
    if (c < 0xc2 || c > 0xf4)
        return 0;
    if (c == 0xe0)
        low = 0xa0;
    else if (c == 0xed)
        high = 0x9f;
    else if (c == 0xf0)
        low = 0x90;
    else if (c == 0xf4)
        high = 0x8f;
    for (int i = 1; i < want; i++) {
        if ((size_t)i == n)
            return -1;
        if (p[i] < low || p[i] > high)
            return 0;
        low = 0x80;
        high = 0xbf;
    }
    return want;
}

#endif
