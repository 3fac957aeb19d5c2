/* Tables from any bytes: what is read is UTF-8, rows rise in number and line, a
 * fault says why, and pieces of any size give the same records. */
#include "eco_csv.h"
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
        snprintf(path, sizeof path, "%s/t.csv", folder);
        atexit(clean);
    }
    f = fopen(path, "wb");
    require(f && fwrite(data, 1, size, f) == size && fclose(f) == 0);
}

static void check_row(const eco_table_in *t, const eco_table_row *row,
                      int64_t number, size_t line)
{
    require(row->number == number && row->line >= line);
    require((row->fault == ECO_ROW_GOOD) == (*row->why == '\0'));
    require(!strchr(row->why, '\n') && !row->wkb);
    for (size_t i = 0; i < eco_table_in_ncolumns(t); i++) {
        require(!row->cells[i] || CPLIsUTF8(row->cells[i], -1));
        require(row->cells[i] || row->ncells <= i);
        require(!row->cells[i] || strlen(row->cells[i]) <= 1000);
    }
}

static void check_names(const eco_table_in *t)
{
    size_t n = eco_table_in_ncolumns(t);

    require(n > 0 && n <= 100);
    for (size_t i = 0; i < n; i++) {
        const char *name = eco_table_in_column(t, i);

        require(*name && CPLIsUTF8(name, -1) && !strchr(name, '\n'));
        require(eco_table_in_find(t, name) == (int)i);
    }
}

static void read_table(eco_ctx *ctx, uint8_t choice)
{
    eco_table_options o = {.columns_max = 100, .cell_max = 1000};
    const eco_table_row *row;
    eco_table_in *t = NULL;
    int64_t number = 0;
    size_t line = 0;
    eco_status st;

    o.no_header = (choice & 1) != 0;
    o.header_line = choice & 2 ? 2 : 0;
    o.encoding = choice & 4 ? "CP850" : choice & 8 ? "UTF-16" : NULL;
    o.separator = choice & 16 ? '|' : '\0';
    st = eco_table_in_open(ctx, path, &o, &t);
    if (st) {
        require(strstr(eco_ctx_message(ctx), path) != NULL);
        return;
    }
    check_names(t);
    while (!(st = eco_table_in_next(ctx, t, &row)) && row) {
        check_row(t, row, ++number, line);
        line = row->line;
    }
    require(st == ECO_OK);
    eco_table_in_close(t);
}

/* A sum over all records that pieces of `piece` bytes give. */
static uint64_t digest(const char *bytes, size_t n, size_t piece)
{
    eco_csv_parser p = {.separator = ',', .cells_max = 5, .cell_max = 9};
    uint64_t sum = 14695981039346656037U;
    eco_csv_row row = {0};
    eco_status st = ECO_OK;
    size_t used;

    for (size_t at = 0; !st || at < n; at += used) {
        size_t have = n - at < piece ? n - at : piece;

        st = eco_csv_push(&p, bytes + at, have, &row, &used);
        if (st == ECO_NOTFOUND && at + used == n)
            st = eco_csv_finish(&p, &row);
        if (st)
            continue;
        sum = (sum ^ row.line ^ row.faults << 8) * 1099511628211U;
        for (size_t i = 0; i < row.n; i++)
            for (const char *c = row.cells[i]; c == row.cells[i] || c[-1]; c++)
                sum = (sum ^ (unsigned char)*c) * 1099511628211U;
    }
    eco_csv_row_clear(&row);
    return sum;
}

/* The first byte chooses the options. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t before = eco_mem_live();
    eco_ctx *ctx = NULL;

    if (size < 2)
        return 0;
    require(!eco_ctx_create(&ctx) && !eco_gdal_init(ctx));
    write_file(data + 1, size - 1);
    read_table(ctx, data[0]);
    eco_ctx_destroy(ctx);
    require(eco_mem_live() == before);
    require(digest((const char *)data, size, 1) ==
            digest((const char *)data, size, size));
    return 0;
}
