/* What lies in what: incidents, evidence, permits, prohibitions, zones. */
#ifndef ECO_OVERLAY_OVERLAY_H
#define ECO_OVERLAY_OVERLAY_H

#include "eco_store.h"

/* Fill incident_zone, incident_set, evidence_zone, incident_disc,
 * incident_prohibition, permit_overlap and permit_ghost from the incidents,
 * evidence and zones of the store; what has no input stays empty. Areas are on
 * the ellipsoid, edges straight in longitude and latitude.
 *
 * An incident counts where its point lies (a polygon: a point inside of it), by
 * eco_geom_index_point(); one that is known to a province only (precision class
 * 5) counts nowhere. Parts of polygons below ECO_OVERLAY_LEAST_M2 are where
 * drawn borders miss each other, and are left out.
 *
 * In the caller's transaction; what was there before goes.
 * ECO_INVALID with GEOS's words names the polygon. Memory: O(points of one
 * zone set and of the evidence). */
#define ECO_OVERLAY_LEAST_M2 1.0
eco_status eco_overlay_run(eco_ctx *ctx, eco_store *store);

/* incident_year and evidence_density anew, from the tables above and the facts;
 * `density_least`, items per 1 000 ha, is read from the table parameter. */
eco_status eco_overlay_facts(eco_ctx *ctx, eco_store *store);

/* kba_zone, kba_cover and kba_coverage anew: what is covered of the zones that
 * are key biodiversity areas by the union of the protected areas of each year
 * of the period. Areas whose year is not known get that of another one of their
 * country, drawn a thousand times. Facts on mountains are there.
 * Memory: O(points of the polygons + undated areas x draws). Errors as above.
 */
eco_status eco_overlay_kba(eco_ctx *ctx, eco_store *store);

#endif
