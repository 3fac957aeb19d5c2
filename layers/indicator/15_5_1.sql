-- indicator: 15.5.1
-- title: Red List Index, with the loss of habitat of the species beside it
-- official: Red List Index
-- tier: I
-- custodian: IUCN
-- class: context|proxy
-- inputs: species_category
-- formula: sum of weight * lost part of the habitat / sum of weights; RLI = 1 - sum of weights / (5 * species)
-- method: Zones of one zone set are habitats of species; official values of 15.5.1, series red_list_weight, tell the weight of each one's category (LC 0, NT 1, VU 2, EN 3, CR 4, extinct 5; leave data deficient ones out). The lost part of a habitat is the area degraded in it since the first year of the run, by forest or tree-cover loss as the first dataset shows it (an official one first), over its area; ILL, ORG and TOC are the parts of it with such evidence. Weighted shares of the species of a set add up to the threat-weighted habitat loss. A weight holds until the next one is told. The index of the species listed is arithmetic on their weights.
-- source: Butchart et al. 2007, doi:10.1371/journal.pone.0000140; UN Statistics Division, SDG indicator metadata 15-05-01
-- caveat: A proxy: lost habitat is no change of category, and the official index counts genuine changes of category only, over all species of a group. Habitats overlap: do not add their areas. A pixel count.
-- verified: unverified
-- series: habitat_loss_share; unit PT; percent of the species' habitat lost since the start; main; class proxy; level
-- series: habitat_loss_weighted; unit PT; percentage points of threat-weighted habitat loss; class proxy; level
-- series: red_list_index_listed; unit IX; Red List Index of the species listed, the same for all of them; class proxy; level
-- series: ER_RSK_LST; unit IX; Red List Index; class context
WITH found AS (
    SELECT DISTINCT a.dataset_id, a.type = 'tree_cover_loss' AS rank, d.official
    FROM attribution a JOIN dataset d USING (dataset_id)
    WHERE a.type IN ('forest_loss', 'forest_reloss', 'tree_cover_loss')
),
source AS (
    SELECT dataset_id FROM found ORDER BY rank, official DESC, dataset_id LIMIT 1
),
years AS (
    SELECT DISTINCT a.year FROM attribution a JOIN source USING (dataset_id), run r
    WHERE a.year BETWEEN r.year_from AND r.year_to
    UNION
    SELECT max(c.year, r.year_from) FROM species_category c, run r
    WHERE c.year <= r.year_to
),
species AS ( -- weight in each year: the last one told, else the first
    SELECT z.zone_id, z.zone_set_id, y.year,
           coalesce((SELECT c.weight FROM species_category c
                     WHERE c.zone_id = z.zone_id AND c.year <= y.year
                     ORDER BY c.year DESC LIMIT 1),
                    (SELECT c.weight FROM species_category c
                     WHERE c.zone_id = z.zone_id ORDER BY c.year LIMIT 1)) AS weight,
           (SELECT c.dataset FROM species_category c
            WHERE c.zone_id = z.zone_id ORDER BY c.year LIMIT 1) AS told
    FROM (SELECT DISTINCT zone_id, zone_set_id FROM species_category) z JOIN years y
),
sums AS (
    SELECT zone_set_id, year, sum(weight) AS weights, count(*) AS n
    FROM species GROUP BY zone_set_id, year
),
measures (measure) AS (VALUES ('DEG'), ('ILL'), ('ORG'), ('TOC')),
lost AS (
    SELECT s.zone_id, s.zone_set_id, s.year, s.weight, m.measure, d.id AS dataset,
           total(a.central_m2) / z.area_m2 AS share, total(a.low_m2) / z.area_m2 AS low,
           total(a.high_m2) / z.area_m2 AS high
    FROM species s JOIN zone z USING (zone_id) JOIN measures m
         JOIN source JOIN dataset d USING (dataset_id)
         LEFT JOIN attribution a ON a.zone_id = s.zone_id AND a.year <= s.year
              AND a.dataset_id = d.dataset_id AND a.measure = m.measure
              AND a.domain = '_T' AND a.tier = '_T'
              AND a.type IN ('forest_loss', 'forest_reloss', 'tree_cover_loss')
    WHERE z.area_m2 > 0
    GROUP BY s.zone_id, s.year, m.measure
)
SELECT zone_id, year, 'habitat_loss_share' AS series, 'proxy' AS class, measure,
       100 * share AS value, 100 * low AS low, 100 * high AS high, 'U' AS obs_status,
       dataset, 'pixel count; since the first year of the run' AS note
FROM lost
UNION ALL
SELECT l.zone_id, l.year, 'habitat_loss_weighted', 'proxy', l.measure,
       100 * l.share * l.weight / s.weights, 100 * l.low * l.weight / s.weights,
       100 * l.high * l.weight / s.weights, 'U', l.dataset,
       printf('weight %g of %g; add up over the species', l.weight, s.weights)
FROM lost l JOIN sums s USING (zone_set_id, year)
WHERE s.weights > 0
UNION ALL
SELECT p.zone_id, p.year, 'red_list_index_listed', 'proxy', 'OBS',
       1 - s.weights / (5.0 * s.n), 1 - s.weights / (5.0 * s.n),
       1 - s.weights / (5.0 * s.n), 'U', p.told,
       printf('%d species', s.n)
FROM species p JOIN sums s USING (zone_set_id, year), run r
WHERE p.year BETWEEN r.year_from AND r.year_to;
