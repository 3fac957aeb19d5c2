/* Events in bins of space and time, so that near ones are found. Private to the
 * room. */
#ifndef ECO_CLUSTER_SPACE_H
#define ECO_CLUSTER_SPACE_H

#include "eco_cluster.h"

/* A bin: group, days, and a cube of the space around the Earth. */
typedef struct eco_bin {
    int group, t, x, y, z;
} eco_bin;

typedef struct eco_spot {
    eco_bin bin;
    double xyz[3]; /* m, geocentric */
    const eco_event *event;
} eco_spot;

typedef struct eco_space {
    eco_cluster_rule rule;
    eco_spot *spots; /* by bin; those that are the same stand together */
    size_t n;
} eco_space;

eco_status eco_space_make(eco_ctx *ctx, const eco_event *events, size_t n,
                          const eco_cluster_rule *rule, eco_space *out);
void eco_space_clear(eco_space *s);

/* Same place, days, case and radius: one stands for all. */
bool eco_space_same(const eco_space *s, size_t i, size_t j);

/* Called for each spot j > i within the rule of spot i, but of those that are
 * the same only for the first; a status ends it. */
typedef eco_status (*eco_near_fn)(void *user, size_t i, size_t j);
eco_status eco_space_near(const eco_space *s, size_t i, eco_near_fn tell,
                          void *user);

#endif
