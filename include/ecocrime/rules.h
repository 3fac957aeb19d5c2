/** @file rules.h  Rules that give evidence its tier. */
#ifndef ECOCRIME_RULES_H
#define ECOCRIME_RULES_H

#include <ecocrime/ctx.h>
#include <ecocrime/findings.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A file of rules, read whole and checked. Read only: threads may share it. */
typedef struct eco_rules eco_rules;

/** A rule or a cap as people read it. Borrowed from the rules; no text is
 * NULL. */
typedef struct eco_rule_about {
    const char *id;          /**< unique in its file */
    const char *tier;        /**< that it gives; of a cap: the strongest that it
                              * leaves, "none" for no tier at all */
    const char *title;       /**< some words */
    const char *text;        /**< what it says, in sentences */
    const char *source;      /**< where it comes from */
    const char *const *asks; /**< for what, in words; NULL ends */
    char status;             /**< as of the vocabulary "verification" */
    bool is_cap;
    int line; /**< in its file */
} eco_rule_about;

/** What a rule may ask about. Borrowed from the rules. */
typedef struct eco_fact_about {
    const char *name;
    const char *about; /**< what it is */
    const char *words; /**< what it may be: "yes, no", "0 to 5", "a day" */
    const char *list;  /**< vocabulary that the words are of, or NULL */
} eco_fact_about;

/**
 * Read and check a file of rules: YAML, at most 1 MiB.
 *
 * @param path    the file; NULL: rules/tiers.yaml of the layers in force
 * @param layers  folder that overrides layers/, as in eco_run_options; NULL:
 *                what is in force. The whole process sees it.
 * @param found   every problem is added as an error, "FILE:LINE" and
 *                "KEY: what is wrong; what is allowed"
 * @param out     [out] the caller frees it with eco_rules_destroy()
 * @return ECO_OK; ECO_USAGE when there is any problem, with the first as the
 *         message; ECO_NOTFOUND; ECO_IO; ECO_FORMAT when the file is longer;
 *         ECO_NOMEM
 *
 * Memory: O(file). Time: O(rules squared x conditions).
 */
ECO_API eco_status eco_rules_load(eco_ctx *ctx, const char *path,
                                  const char *layers, eco_findings *found,
                                  eco_rules **out);
ECO_API void eco_rules_destroy(eco_rules *rules);

ECO_API const char *eco_rules_name(const eco_rules *rules);
/** Name without folder. */
ECO_API const char *eco_rules_file(const eco_rules *rules);
/** SHA-256 of its bytes, in lower-case hexadecimal. */
ECO_API const char *eco_rules_sha256(const eco_rules *rules);

/** Tiers from the strongest to the weakest, NULL ends. */
ECO_API const char *const *eco_rules_tiers(const eco_rules *rules);

/** Rules in the order in which they are tried, then caps as they stand. */
ECO_API size_t eco_rules_count(const eco_rules *rules);
ECO_API const eco_rule_about *eco_rules_about(const eco_rules *rules, size_t i);

/** What evidence of a tier is worth: a probability in three scenarios. Borrowed
 * from the rules. */
typedef struct eco_value_about {
    const char *tier;
    const char *quantity; /**< "illegal"; if illegal, "organized"; if organized,
                           * "transnational"; or "permit": the part of it that a
                           * valid permit leaves */
    const char *told; /**< what the item tells: "yes", "no", "unknown", or "any"
                       * for whatever it tells */
    double low, central, high; /**< 0 to 1, in this order */
} eco_value_about;

/** Values by quantity, then by tier as the vocabulary has them. */
ECO_API size_t eco_rules_value_count(const eco_rules *rules);
ECO_API const eco_value_about *eco_rules_value(const eco_rules *rules,
                                               size_t i);
/** Where the values come from, and their status as of the vocabulary
 * "verification"; A: an uncalibrated default. */
ECO_API const char *eco_rules_value_source(const eco_rules *rules);
ECO_API char eco_rules_value_status(const eco_rules *rules);
/** Name of the file that tells them: a file of rules without values takes those
 * of rules/tiers.yaml of the layers in force. */
ECO_API const char *eco_rules_value_file(const eco_rules *rules);
/** Does evidence of tier T5 count; may tiers T4a to T4c tell of organized
 * crime? */
ECO_API bool eco_rules_t5_counts(const eco_rules *rules);
ECO_API bool eco_rules_t4_organized(const eco_rules *rules);

/** Facts that rules may ask about. */
ECO_API size_t eco_rules_fact_count(const eco_rules *rules);
ECO_API eco_fact_about eco_rules_fact(const eco_rules *rules, size_t i);

#ifdef __cplusplus
}
#endif
#endif
