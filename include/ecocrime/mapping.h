/** @file mapping.h  Mapping files: how the columns of incidents are read. */
#ifndef ECOCRIME_MAPPING_H
#define ECOCRIME_MAPPING_H

#include <ecocrime/ctx.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct eco_suggest_options {
    const char *layer;  /**< sheet or layer; NULL: the only one with rows */
    const char *layers; /**< folder that overrides layers/; NULL: in force */
    size_t rows;        /**< looked at, from the first; 0: 10 000 */
} eco_suggest_options;

/**
 * A first draft of a mapping for a table of incidents, from its data: YAML
 * that is a valid mapping as it stands, with a comment at each choice that says
 * what it rests on, what else was considered, what is left to be told, and how
 * many of the rows it reads.
 *
 * Columns are chosen by their names (layers/vocabulary/list_column_role.csv, in
 * English, Spanish, French and Portuguese) where their cells are of the kind.
 * What has two readings is not chosen: the order of dates that no cell decides,
 * units, zones, codes that no word tells; rows that need them are refused until
 * they are given. An export that a builtin mapping knows gets that mapping,
 * completed. Columns whose names look personal are not looked at; cells that
 * hold addresses or numbers of persons lead to their column being dropped, and
 * are not shown.
 *
 * @param file     CSV of any encoding, XLSX, ODS, a vector file, a patrol of
 *                 SMART as XML
 * @param options  NULL: all zero
 * @param yaml     [out] UTF-8; the caller frees it with eco_text_free()
 * @return ECO_OK; ECO_USAGE for several layers of which none is named;
 *         ECO_NOTFOUND, ECO_IO, ECO_FORMAT for a file that is no table, has no
 *         rows, or a name of a column that is longer than 1000 bytes;
 *         ECO_CANCELLED; ECO_NOMEM
 *
 * The file is read twice. Memory: O(rows * columns), at most 64 MiB and the
 * values shown. The same file gives the same draft.
 */
ECO_API eco_status eco_mapping_suggest(eco_ctx *ctx, const char *file,
                                       const eco_suggest_options *options,
                                       char **yaml);

/** The mappings that come with the library: "NAME  what it is for", a line
 * each, sorted. The caller frees the text with eco_text_free(); `layers` as
 * above. */
ECO_API eco_status eco_mapping_builtins(eco_ctx *ctx, const char *layers,
                                        char **text);

/** The text of one of them by its name, "kobo" or "builtin:kobo", to be copied
 * and changed. ECO_NOTFOUND lists which there are. Freed likewise. */
ECO_API eco_status eco_mapping_builtin(eco_ctx *ctx, const char *name,
                                       const char *layers, char **text);

/** The keys of a mapping file, a line each: "date.order  one of dmy, mdy, ymd".
 * The caller frees the text with eco_text_free(). */
ECO_API eco_status eco_mapping_keys(eco_ctx *ctx, char **text);

#ifdef __cplusplus
}
#endif
#endif
