/* Which domains explain which type of degradation:
 * layers/rules/type_domain.csv. */
#ifndef ECO_RUN_TYPE_DOMAIN_H
#define ECO_RUN_TYPE_DOMAIN_H

#include "eco_store.h"

#include <stdint.h>

enum { ECO_ROOTS_MAX = 64, ECO_TYPES_MAX = 64 };

/* Domains have a bit each. Zero-initialised: empty. */
typedef struct eco_type_domains {
    char *roots[ECO_ROOTS_MAX];
    size_t nroots;
    char *types[ECO_TYPES_MAX];
    uint64_t domains[ECO_TYPES_MAX]; /* that explain the type */
    size_t ntypes;
} eco_type_domains;

/* Read and check the file. ECO_FORMAT names line, cell and what is allowed. */
eco_status eco_type_domains_load(eco_ctx *ctx, eco_type_domains *out);
void eco_type_domains_clear(eco_type_domains *t);

/* Domains that explain a type; 0: none do. */
uint64_t eco_type_domains_of(const eco_type_domains *t, const char *type);
/* "MIN_AU,FOR": their bits; "*": all; "": none. */
uint64_t eco_type_domains_bits(const eco_type_domains *t, const char *domains);
/* The only one of the bits, or "_U": several. */
const char *eco_type_domains_name(const eco_type_domains *t, uint64_t bits);

/* Into the table type_domain, in place of what was there. */
eco_status eco_type_domains_store(eco_ctx *ctx, eco_store *store,
                                  const eco_type_domains *t);

#endif
