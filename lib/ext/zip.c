/* libzip, with a fixed stamp: archives must not depend on the clock. */
#include "eco_zip.h"

#include "eco_file.h"
#include "eco_mem.h"

#include <stdio.h>
#include <zip.h>

enum { DOS_1980_01_01 = 0x0021 };

static eco_status zip_fail(eco_ctx *ctx, const char *path, zip_t *z)
{
    return eco_fail(ctx, ECO_IO, "%s: cannot write: %s", path,
                    z ? zip_strerror(z) : "no archive");
}

static eco_status add(eco_ctx *ctx, const char *path, zip_t *z,
                      const char *name, const char *text, size_t n)
{
    zip_source_t *source = zip_source_buffer(z, text, n, 0);
    zip_int64_t at;

    if (!source)
        return zip_fail(ctx, path, z);
    at = zip_file_add(z, name, source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        zip_source_free(source);
        return zip_fail(ctx, path, z);
    }
    if (zip_file_set_dostime(z, (zip_uint64_t)at, 0, DOS_1980_01_01, 0))
        return zip_fail(ctx, path, z);
    return ECO_OK;
}

eco_status eco_zip_write(eco_ctx *ctx, const char *path, const char *name,
                         const char *text, size_t n)
{
    char *temporary = NULL;
    zip_t *z = NULL;
    eco_status st = eco_file_temporary(ctx, path, &temporary);

    if (st)
        return st;
    z = zip_open(temporary, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    st = z ? add(ctx, path, z, name, text, n) : zip_fail(ctx, path, NULL);
    if (st && z)
        zip_discard(z);
    else if (z && zip_close(z)) {
        st = zip_fail(ctx, path, z);
        zip_discard(z);
    }
    if (!st)
        st = eco_file_replace(ctx, temporary, path);
    if (st)
        remove(temporary);
    eco_mem_free(temporary);
    return st;
}
