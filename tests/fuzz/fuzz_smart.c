/* Any bytes as a patrol of SMART: rows of UTF-8, or one line that says of which
 * file why not. */
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_table_in.h"

#include <cpl_string.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/eco_fuzz_XXXXXX";
static char path[64];

static void require(bool good)
{
    if (!good)
        abort();
}

static void clean(void)
{
    remove(path);
    rmdir(folder);
}

static void write_file(const uint8_t *data, size_t size)
{
    FILE *f;

    if (!*path) {
        require(mkdtemp(folder) != NULL);
        snprintf(path, sizeof path, "%s/p.xml", folder);
        atexit(clean);
    }
    f = fopen(path, "wb");
    require(f && fwrite(data, 1, size, f) == size && fclose(f) == 0);
}

static void read_rows(eco_ctx *ctx, eco_table_in *t)
{
    const eco_table_row *row;
    int64_t n = 0;
    eco_status st;

    while (!(st = eco_table_in_next(ctx, t, &row)) && row) {
        require(row->number == ++n && !row->wkb);
        for (size_t i = 0; i < eco_table_in_ncolumns(t); i++)
            require(row->cells[i] && CPLIsUTF8(row->cells[i], -1) &&
                    strlen(row->cells[i]) <= 100);
    }
    require(st == ECO_OK && n > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const eco_table_options o = {.columns_max = 40, .cell_max = 100};
    size_t before = eco_mem_live();
    eco_table_in *t = NULL;
    eco_ctx *ctx = NULL;

    require(!eco_ctx_create(&ctx) && !eco_gdal_init(ctx));
    write_file(data, size);
    if (eco_table_in_open(ctx, path, &o, &t))
        require(strstr(eco_ctx_message(ctx), path) != NULL &&
                !strchr(eco_ctx_message(ctx), '\n'));
    else
        read_rows(ctx, t);
    eco_table_in_close(t);
    eco_ctx_destroy(ctx);
    require(eco_mem_live() == before);
    return 0;
}
