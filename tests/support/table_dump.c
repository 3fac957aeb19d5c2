/* Prints a table as one JSON object a line, for tests that have another reader
 * at hand: {"about", "columns", "crs"}, then each row as {"line", "cells",
 * "fault", "wkb"}; or {"error"}.
 *
 *   table_dump [--quiet] FILE [layer NAME] [encoding NAME] [separator C]
 *
 * The last line is {"rows", "faults"}; with --quiet the only one. FILE "-":
 * such arguments, parted by the byte 1F, from each line of the standard input.
 */
#include "eco_str.h"
#include "eco_table_in.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print(json_t *object)
{
    char *text = json_dumps(object, JSON_COMPACT);

    puts(text ? text : "{\"error\": \"not to be printed as JSON\"}");
    free(text);
    json_decref(object);
}

static void print_head(const eco_table_in *t)
{
    const eco_crs *crs = eco_table_in_crs(t);
    json_t *names = json_array();

    for (size_t i = 0; i < eco_table_in_ncolumns(t); i++)
        json_array_append_new(names, json_string(eco_table_in_column(t, i)));
    print(json_pack("{s:s, s:o, s:s?}", "about", eco_table_in_about(t),
                    "columns", names, "crs", crs ? eco_crs_name(crs) : NULL));
}

static void print_row(const eco_table_in *t, const eco_table_row *row)
{
    json_t *cells = json_array();
    eco_str wkb = {0};

    for (size_t i = 0; i < eco_table_in_ncolumns(t); i++)
        json_array_append_new(cells, row->cells[i] ? json_string(row->cells[i])
                                                   : json_null());
    for (size_t i = 0; i < row->nwkb; i++)
        eco_str_printf(&wkb, "%02x", row->wkb[i]);
    print(json_pack("{s:I, s:o, s:s, s:s}", "line", (json_int_t)row->line,
                    "cells", cells, "fault", row->why, "wkb",
                    eco_str_text(&wkb)));
    eco_str_clear(&wkb);
}

static eco_status print_rows(eco_ctx *ctx, eco_table_in *t, bool quiet)
{
    const eco_table_row *row;
    json_int_t rows = 0, faults = 0;
    eco_status st;

    if (!quiet)
        print_head(t);
    while (!(st = eco_table_in_next(ctx, t, &row)) && row) {
        rows++;
        faults += row->fault != ECO_ROW_GOOD;
        if (!quiet)
            print_row(t, row);
    }
    if (!st)
        print(json_pack("{s:I, s:I}", "rows", rows, "faults", faults));
    return st;
}

static eco_status dump(eco_ctx *ctx, char **argv, int argc, bool quiet)
{
    eco_table_options options = {0};
    eco_table_in *t = NULL;
    eco_status st;

    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "layer") == 0)
            options.layer = argv[i + 1];
        else if (strcmp(argv[i], "encoding") == 0)
            options.encoding = argv[i + 1];
        else if (strcmp(argv[i], "separator") == 0)
            options.separator = argv[i + 1][0];
    }
    st = eco_table_in_open(ctx, argv[0], &options, &t);
    if (!st)
        st = print_rows(ctx, t, quiet);
    if (st)
        print(json_pack("{s:s}", "error", eco_ctx_message(ctx)));
    eco_table_in_close(t);
    fflush(stdout);
    return st;
}

/* GDAL takes its time to start: many tables by one process. */
static void dump_lines(eco_ctx *ctx)
{
    char line[4096], *words[8];

    while (fgets(line, sizeof line, stdin)) {
        int n = 0;

        line[strcspn(line, "\n")] = '\0';
        for (char *at = line; at && n < 8; n++) {
            words[n] = at;
            at = strchr(at, '\x1f');
            if (at)
                *at++ = '\0';
        }
        dump(ctx, words, n, false);
    }
}

int main(int argc, char **argv)
{
    bool quiet = argc > 1 && strcmp(argv[1], "--quiet") == 0;
    eco_ctx *ctx = NULL;
    eco_status st = ECO_OK;

    if (argc < 2 + quiet || eco_ctx_create(&ctx))
        return 2;
    if (strcmp(argv[1], "-") == 0)
        dump_lines(ctx);
    else
        st = dump(ctx, argv + 1 + quiet, argc - 1 - quiet, quiet);
    eco_ctx_destroy(ctx);
    return st != ECO_OK;
}
