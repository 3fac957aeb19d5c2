/* Between the parts of the room that read a file of rules. */
#ifndef ECO_TIERS_RULES_READER_H
#define ECO_TIERS_RULES_READER_H

#include "eco_tiers.h"
#include "eco_yaml_tree.h"

#include <ecocrime/vocabulary.h>

typedef struct eco_rules_reader {
    eco_ctx *ctx;
    eco_findings *found;
    const char *path;
    const eco_yaml *yaml;
    eco_rules *rules;
    eco_vocabulary *lists[ECO_FACTS_MAX]; /* of the facts; NULL: own words */
    eco_vocabulary *tiers, *statuses;
    const char *id; /* of the rule in hand, "" */
    size_t nconditions;
} eco_rules_reader;

/* An error at the line of a node; `key` after the id of the rule in hand. */
eco_status eco_rules_error(eco_rules_reader *r, const yaml_node_t *node,
                           const char *key, const char *fmt, ...)
    ECO_PRINTF(4, 5);

/* A copy that lives as long as the rules; NULL: no memory. */
const char *eco_rules_keep(eco_rules *rules, const char *text);

/* A scalar as text of 1 to `most` bytes; *out stays NULL after an error. */
eco_status eco_rules_scalar(eco_rules_reader *r, const yaml_node_t *node,
                            const char *key, size_t most, const char **out);

/* Which of the NULL-ended names a key is; an error and -1 when it is none or
 * comes again (`seen` has a bit each). */
eco_status eco_rules_key(eco_rules_reader *r, const yaml_node_t *node,
                         const char *in, const char *const *names,
                         unsigned *seen, int *which);

size_t eco_rules_items(const yaml_node_t *node); /* of a sequence */
const yaml_node_t *eco_rules_item(const eco_rules_reader *r,
                                  const yaml_node_t *node, size_t i);

/* The words of all facts from the vocabularies; the lists of tiers and of
 * statuses. */
eco_status eco_rules_words(eco_rules_reader *r);
void eco_rules_words_clear(eco_rules_reader *r);

/* A tier that stands for no others, as the vocabulary has it. */
bool eco_rules_is_tier(const eco_rules_reader *r, const char *code);
void eco_rules_tier_list(const eco_rules_reader *r, eco_str *out);

/* `when`: its conditions into the groups of the rule. */
eco_status eco_rules_when(eco_rules_reader *r, const yaml_node_t *node,
                          eco_rule *rule);

/* `status`: a code of the list verification. *out stays '\0' after an error. */
eco_status eco_rules_status(eco_rules_reader *r, const yaml_node_t *node,
                            const char *key, char *out);

/* `values`, of this file or of the one whose values it takes. */
eco_status eco_rules_values(eco_rules_reader *r, const yaml_node_t *node);
/* The file has none: those of the file that comes with ecocrime. */
eco_status eco_rules_values_default(eco_rules_reader *r);

/* The file from its root down. */
eco_status eco_rules_read(eco_rules_reader *r);

#endif
