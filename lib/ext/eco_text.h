/* Text files in whatever encoding, as UTF-8, in memory of one piece. */
#ifndef ECO_EXT_TEXT_H
#define ECO_EXT_TEXT_H

#include "eco_fail.h"

#include <stddef.h>

typedef enum eco_encoding {
    ECO_TEXT_UTF8,
    ECO_TEXT_UTF16LE,
    ECO_TEXT_UTF16BE,
    ECO_TEXT_CP1252,
    ECO_TEXT_LATIN1,
    ECO_TEXT_OTHER /* named by the caller */
} eco_encoding;

typedef struct eco_text_about {
    eco_encoding encoding;
    char name[32]; /* as iconv knows it: "UTF-8", "CP1252" */
    bool bom;
    uint64_t nbytes;
    uint64_t nletters; /* that are not ASCII, as the encoding counts them */
    uint64_t nbad;     /* sequences that the encoding has not */
    uint64_t bad_line, bad_byte; /* of the first one; from 1, from 0 */
    char note[160];              /* "CP1252: 12 bytes are no UTF-8, ..." */
} eco_text_about;

/* The encoding of a file's bytes from `skip` on, all of them looked at. After
 * such a head comes a binary table, where zero bytes are padding.
 * A byte-order mark decides. Without one: zero bytes on one side of each pair
 * are UTF-16; text that is UTF-8, or UTF-8 but for a few damaged places, is
 * that; else a letter among 80 to 9F means CP1252 and their absence Latin-1.
 * ECO_FORMAT: not text (zero bytes elsewhere, UTF-32, a zip archive). */
eco_status eco_text_encoding(eco_ctx *ctx, const char *path, uint64_t skip,
                             eco_text_about *out);
const char *eco_encoding_name(eco_encoding encoding);

typedef struct eco_text_bad {
    uint64_t line; /* of the text, from 1 */
    uint64_t byte; /* of the file, from 0 */
    unsigned char bytes[4];
    size_t n;
} eco_text_bad;

typedef struct eco_text_in eco_text_in;

/* `path` as eco_gdal_path gives it. `encoding` NULL: by its bytes; else a name
 * that iconv knows (ECO_USAGE when it does not). */
eco_status eco_text_open(eco_ctx *ctx, const char *path, const char *encoding,
                         eco_text_in **out);
void eco_text_close(eco_text_in *t);
const eco_text_about *eco_text_about_of(const eco_text_in *t);
eco_status eco_text_rewind(eco_ctx *ctx, eco_text_in *t);

/* The next piece of valid UTF-8 without its byte-order mark, borrowed until
 * the next call; *n 0 at the end. What the encoding has not has become U+FFFD
 * (a zero letter of other encodings '?'). Letters are not cut in two. */
eco_status eco_text_next(eco_ctx *ctx, eco_text_in *t, const char **text,
                         size_t *n);

/* The first place among lines `from` to `to` that was replaced so. Lines are
 * asked for in rising order; those before `from` are forgotten. */
bool eco_text_bad_in(eco_text_in *t, uint64_t from, uint64_t to,
                     eco_text_bad *bad);

#endif
