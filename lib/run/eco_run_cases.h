/* Sets of evidence, case by case: a set that covers degradation of a type in a
 * year, and what may explain it. */
#ifndef ECO_RUN_CASES_H
#define ECO_RUN_CASES_H

#include "eco_attribute.h"
#include "eco_rules.h"
#include "eco_store.h"
#include "eco_type_domain.h"

typedef struct eco_cases eco_cases;

typedef struct eco_case {
    int64_t set;
    const char *type; /* borrowed till the next case */
    int year;
    eco_item *items; /* the caller may sort and change them; none: n == 0 */
    size_t n;
} eco_case;

/* Years that a report counts before its first and after its last day, in place
 * of those that it was read with; records of courts keep the years before. */
typedef struct eco_case_window {
    int before, after;
} eco_case_window;

/* Evidence that is graded. `item` lacks what a set tells. */
typedef struct eco_graded_item {
    eco_item item;
    int year_first, year_last; /* INT_MIN, INT_MAX: open */
} eco_graded_item;

/* Zero-initialised: none. By id; the caller frees `items` with eco_mem_free().
 */
typedef struct eco_graded_items {
    eco_graded_item *items;
    size_t n, cap;
} eco_graded_items;

eco_status eco_graded_items_load(eco_ctx *ctx, eco_store *store,
                                 const eco_rules *rules,
                                 const eco_type_domains *types,
                                 const eco_case_window *window,
                                 eco_graded_items *out);

/* window: NULL for the years of the store. rules and types are borrowed. */
eco_status eco_cases_open(eco_ctx *ctx, eco_store *store,
                          const eco_rules *rules, const eco_type_domains *types,
                          const eco_case_window *window, eco_cases **out);
void eco_cases_close(eco_cases *cases); /* NULL is a no-op */

/* The next case, by set, type and year; *more is false after the last. */
eco_status eco_cases_next(eco_ctx *ctx, eco_cases *cases, eco_case *out,
                          bool *more);

#endif
