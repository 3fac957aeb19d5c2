/* Reports that may tell of the same event: near each other, at the same time,
 * of the same domain, not of two cases. */
#ifndef ECO_CLUSTER_CLUSTER_H
#define ECO_CLUSTER_CLUSTER_H

#include "eco_fail.h"
#include "eco_grid.h"

#include <stdint.h>

typedef struct eco_event {
    int64_t id;      /* any, each once */
    eco_point at;    /* longitude, latitude in degrees */
    double radius_m; /* how far off the place may be, 0 or more */
    int first, last; /* days */
    int group;       /* events of different groups never belong together */
    int case_id;     /* 0: of no case that is told */
} eco_event;

typedef struct eco_cluster_rule {
    double distance_m; /* at most, or the larger radius of the two if larger */
    int days;          /* between their first days, and their last, at most */
} eco_cluster_rule;

/* The two events that brought two clusters together. */
typedef struct eco_cluster_link {
    size_t a, b; /* a < b, places in the array */
    double distance_m;
    int days; /* the larger of the two differences */
} eco_cluster_link;

typedef struct eco_clusters {
    size_t *of; /* per event: the place of the first event of its cluster */
    size_t n;
    eco_cluster_link *links; /* n - clusters of them, by a, b */
    size_t nlinks;
} eco_clusters;

/* Single linkage: two events within the rule are of one cluster, and so are
 * those that a chain of such pairs joins, except that a cluster holds at most
 * one case. Reports of no case that could go to several go to the nearest
 * (ties: by the places of the two in the array). The result depends on the
 * order of `events` in these ties only: give them sorted.
 *
 * Distances are geodesic on WGS 84. ECO_INVALID for a place or radius that is
 * no number; ECO_NOMEM. Memory: O(n) and what competes for a case. Time:
 * O(n log n + pairs within three distances and days); places that are the same
 * to the digit count once. */
eco_status eco_clusters_find(eco_ctx *ctx, const eco_event *events, size_t n,
                             const eco_cluster_rule *rule, eco_clusters *out);
void eco_clusters_clear(eco_clusters *c);

#endif
