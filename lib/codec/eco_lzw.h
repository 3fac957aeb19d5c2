/* TIFF's LZW: codes of 9 to 12 bits, the high bit first, widened one early.
 *
 * Source: TIFF 6.0, section 13. That a string is a slice of what was written
 * before, so that no string table is kept, is ours. */
#ifndef ECO_CODEC_LZW_H
#define ECO_CODEC_LZW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes behind the end that must be there: readable behind `in` (any values),
 * writable behind `out` (left undefined). */
enum { ECO_LZW_SLACK = 32 };

/* Exactly nout bytes out of nin. False, with `out` undefined, for anything but
 * a whole and regular stream of that length: codes that were not made yet, no
 * clear code at the start (which old files lack), output of another length. */
bool eco_lzw_decode(const uint8_t *in, size_t nin, uint8_t *out, size_t nout);

#endif
