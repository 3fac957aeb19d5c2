/* Between the parts of the room: the schema as a table, and its reader. */
#ifndef ECO_MAPPING_KEYS_H
#define ECO_MAPPING_KEYS_H

#include "eco_mapping.h"
#include "eco_yaml_tree.h"

typedef enum eco_key_type {
    ECO_KEY_TEXT,
    ECO_KEY_WORDS, /* a list of texts, or one */
    ECO_KEY_INT,   /* low..high */
    ECO_KEY_BOOL,
    ECO_KEY_CHOICE,    /* of `words`; its place, from 1, is stored */
    ECO_KEY_CHARACTER, /* ";" or "tab" */
    ECO_KEY_BOX,
    ECO_KEY_FACTOR, /* a number other than 0 */
    ECO_KEY_SECTION,
    ECO_KEY_RULE,
    ECO_KEY_QUANTITIES
} eco_key_type;

typedef struct eco_mapping_key {
    const char *name;
    eco_key_type type;
    size_t at; /* of the member in eco_mapping */
    const char *const *words;
    const struct eco_mapping_key *keys; /* of a section; no name ends */
    int low, high;
    bool must;
} eco_mapping_key;

extern const eco_mapping_key eco_mapping_top[];
extern const eco_mapping_key eco_quantity_keys[];

typedef struct eco_map_reader {
    eco_ctx *ctx;
    eco_findings *found;
    const char *path;
    const eco_yaml *yaml;
    eco_mapping *m;
} eco_map_reader;

/* An error about a key at the line of a node, or of a path of keys. */
eco_status eco_map_error(eco_map_reader *r, const yaml_node_t *node,
                         const char *key, const char *fmt, ...)
    ECO_PRINTF(4, 5);
eco_status eco_map_error_at(eco_map_reader *r, const char *key, const char *fmt,
                            ...) ECO_PRINTF(3, 4);

/* The keys of a mapping node into the struct at `to`; `prefix` names it. */
eco_status eco_map_read_keys(eco_map_reader *r, const yaml_node_t *node,
                             const char *prefix, const eco_mapping_key *keys,
                             char *to);
/* A scalar as text of 1 to 4096 bytes; false: an error was added. */
eco_status eco_map_text(eco_map_reader *r, const yaml_node_t *node,
                        const char *key, char **out);

/* `fixed`, or a mapping of column, lookup and else; codes are not looked at. */
eco_status eco_map_read_rule(eco_map_reader *r, const yaml_node_t *node,
                             const char *key, eco_code_rule *rule);
/* Every code of every rule against the vocabularies. */
eco_status eco_map_check_codes(eco_map_reader *r);
/* What only several keys together show. */
eco_status eco_map_check_whole(eco_map_reader *r);

#endif
