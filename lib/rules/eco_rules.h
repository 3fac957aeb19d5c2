/* Rules over facts, and the tier that they give. Grading is pure: no files, no
 * allocation, the same facts the same answer. */
#ifndef ECO_RULES_RULES_H
#define ECO_RULES_RULES_H

#include "eco_attribute.h"
#include "eco_facts.h"

#include <ecocrime/rules.h>

enum { ECO_RULES_MAX = 64, ECO_CONDITIONS_MAX = 512 };

typedef enum eco_ask {
    ECO_ASK_IN,       /* a word of `words` */
    ECO_ASK_AT_MOST,  /* high */
    ECO_ASK_AT_LEAST, /* low */
    ECO_ASK_BETWEEN,  /* low and high, both included */
    ECO_ASK_KNOWN,
    ECO_ASK_UNKNOWN
} eco_ask;

enum { ECO_WORD_BITS = 64, ECO_WORD_SETS = ECO_FACT_WORDS_MAX / ECO_WORD_BITS };

typedef struct eco_condition {
    size_t fact;
    eco_ask ask;
    uint64_t words[ECO_WORD_SETS];
    double low, high;
} eco_condition;

/* All of the first, one of the second (where there is one), none of the third:
 * a condition on what is not known is met by nothing, not by `none` either. */
typedef enum eco_group {
    ECO_GROUP_ALL,
    ECO_GROUP_ANY,
    ECO_GROUP_NONE,
    ECO_GROUPS
} eco_group;

typedef struct eco_conditions {
    eco_condition *items;
    size_t n, cap;
} eco_conditions;

typedef struct eco_rule {
    eco_rule_about about;
    size_t rank;       /* of its tier, 0 the strongest; `ntiers`: none */
    const char **asks; /* about.asks */
    eco_conditions groups[ECO_GROUPS];
} eco_rule;

struct eco_rules {
    const char *name, *file;
    char sha256[65];
    const char **tiers; /* strongest first, NULL ends */
    size_t ntiers;
    eco_rule *rules; /* by rank, ties as in the file */
    size_t n, cap;
    eco_rule *caps;
    size_t ncaps, caps_cap;
    eco_fact_words words[ECO_FACTS_MAX];
    eco_values values;
    eco_value_about *value_list; /* the same, one by one */
    size_t nvalues;
    const char *values_file, *values_source; /* file: that tells them */
    char values_status;
    char **texts; /* all that is pointed to */
    size_t ntexts, texts_cap;
};

/* Why a rule stronger than the one that decided did not. */
typedef struct eco_miss {
    const eco_rule *rule;
    const eco_rule *cap; /* it holds, and this is why not; or NULL and ... */
    eco_group group;     /* ... this was not met: */
    size_t condition;    /* in its group; of ANY: all of them */
} eco_miss;

enum { ECO_MISSES_MAX = ECO_CONDITIONS_MAX + ECO_RULES_MAX };

typedef struct eco_graded {
    const eco_rule *rule;            /* that decided; NULL: no tier */
    const eco_rule *cap;             /* the lowest that holds; NULL: none */
    eco_miss misses[ECO_MISSES_MAX]; /* strongest rule first */
    size_t nmisses;
} eco_graded;

/* The first rule that holds and that no cap forbids. */
void eco_rules_eval(const eco_rules *rules, const eco_facts *facts,
                    eco_graded *graded);

typedef enum eco_truth { ECO_IS_FALSE, ECO_IS_TRUE, ECO_IS_UNKNOWN } eco_truth;
eco_truth eco_condition_truth(const eco_condition *c, const eco_facts *facts);
bool eco_rule_holds(const eco_rule *rule, const eco_facts *facts);
bool eco_condition_has(const eco_condition *c, size_t word);

/* "precision at most 1" */
void eco_condition_text(const eco_rules *rules, const eco_condition *c,
                        eco_str *out);
/* "T1-final (T1): asks for precision at most 1; it is 4" */
void eco_miss_text(const eco_rules *rules, const eco_miss *miss,
                   const eco_facts *facts, eco_str *out);
/* All that kept stronger rules from deciding, one line each. Of a rule of which
 * something is known not to be met, only that: the rest could not help it. */
void eco_graded_text(const eco_rules *rules, const eco_graded *graded,
                     const eco_facts *facts, eco_str *out);
/* What the rule asks for, one line each. */
void eco_rule_when_text(const eco_rules *rules, const eco_rule *rule,
                        eco_str *out);

typedef enum eco_reach {
    ECO_REACH_YES,
    ECO_REACH_NEVER,  /* its conditions contradict each other */
    ECO_REACH_COVERED /* *by holds, or caps it, whenever it holds */
} eco_reach;

/* Can the rule (of `rules` or a cap) decide anything? Errs towards yes. */
eco_reach eco_rule_reach(const eco_rules *rules, const eco_rule *rule,
                         const eco_rule **by);

#endif
