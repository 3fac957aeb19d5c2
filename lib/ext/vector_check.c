/* Looks into files before OGR does, for what it would not report. */
#include "eco_vector_check.h"

#include "eco_csv.h"
#include "eco_file.h"
#include "eco_layers.h"
#include "eco_mem.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/* A CSV file is held whole while it is counted. */
#define CSV_MAX ((size_t)1 << 30)

static bool is_blank(const eco_csv_row *row)
{
    return row->n == 0 || (row->n == 1 && !row->cells[0][0]);
}

static eco_status count_rows(eco_ctx *ctx, const char *path, const char *text,
                             size_t n, int64_t *rows)
{
    eco_csv_reader reader;
    eco_csv_row row = {0};
    size_t fields = 0, last = 0;
    eco_status st;

    eco_csv_open(&reader, text, n);
    *rows = -1; /* the header */
    while (!(st = eco_csv_read(&reader, &row))) {
        if (is_blank(&row))
            continue;
        last = row.n;
        if (++*rows == 0)
            fields = row.n;
    }
    if (st == ECO_NOTFOUND)
        st = ECO_OK;
    else if (st == ECO_FORMAT)
        st = eco_fail(ctx, ECO_IO,
                      "%s: a quote that opens in line %zu is never closed: the "
                      "file is cut short or damaged",
                      path, row.line);
    else
        st = eco_nomem(ctx);
    if (!st && *rows < 0)
        st = eco_fail(ctx, ECO_FORMAT, "%s: holds no row", path);
    if (!st && last < fields && text[n - 1] != '\n')
        st = eco_fail(ctx, ECO_IO,
                      "%s: is cut short: its last row, line %zu, has %zu of "
                      "%zu fields",
                      path, row.line, last, fields);
    eco_csv_row_clear(&row);
    return st;
}

eco_status eco_vector_check_csv(eco_ctx *ctx, const char *path, int64_t *rows)
{
    char *text = NULL;
    size_t n = 0;
    eco_status st = eco_file_read(ctx, path, CSV_MAX, &text, &n);

    if (!st)
        st = count_rows(ctx, path, text, n, rows);
    eco_mem_free(text);
    return st;
}

static bool is_sqlite(const char *path)
{
    static const char magic[] = "SQLite format 3";
    char head[sizeof magic] = "";
    FILE *f = fopen(path, "rb");
    bool is;

    if (!f)
        return false;
    is = fread(head, 1, sizeof head, f) == sizeof head &&
         memcmp(head, magic, sizeof magic) == 0;
    fclose(f);
    return is;
}

/* The connection is a bare one: with SpatiaLite's functions in it the file
 * itself could call them. */
eco_status eco_vector_check_sqlite(eco_ctx *ctx, const char *path)
{
    const char *text = eco_layers_text("query/vector_virtual_tables.sql");
    sqlite3_stmt *s = NULL;
    sqlite3 *db = NULL;
    eco_status st = ECO_OK;
    int code;

    if (!is_sqlite(path))
        return ECO_OK;
    code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(db, text, -1, &s, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(s);
    if (code == SQLITE_ROW)
        st = eco_fail(ctx, ECO_FORMAT,
                      "%s: its table '%s' reads other files through SpatiaLite "
                      "and is not opened",
                      path, (const char *)sqlite3_column_text(s, 0));
    else if (code != SQLITE_DONE)
        st = eco_fail(ctx, ECO_FORMAT, "%s: is a damaged database: %s", path,
                      db ? sqlite3_errmsg(db) : "out of memory");
    sqlite3_finalize(s);
    sqlite3_close(db);
    return st;
}
