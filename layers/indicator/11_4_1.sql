-- indicator: 11.4.1
-- title: Attributed degradation in natural heritage
-- official: Total per capita expenditure on the preservation, protection and conservation of all cultural and natural heritage, by source of funding (public, private), type of heritage (cultural, natural) and level of government (national, regional, and local/municipal)
-- tier: II
-- custodian: UNESCO-UIS
-- class: proxy
-- inputs: natural_heritage, attribution
-- formula: sum of degraded area in natural heritage, and of its attributed part
-- method: Zone sets told to be natural heritage (lands: natural-heritage). DEG is forest or tree-cover loss as the first dataset shows it (an official one first); ILL, ORG and TOC are the parts of it with such evidence, with low and high. Mining is a series of its own: it may lie on the same land and is not added.
-- source: the dataset named in each row; UN Statistics Division, SDG indicator metadata 11-04-01
-- caveat: An area, nothing of expenditure. A pixel count.
-- verified: unverified
-- series: heritage_loss_ha; unit HA; hectares of forest lost in natural heritage; main
-- series: heritage_mining_ha; unit HA; hectares newly mined in natural heritage
WITH kinds (type, series, rank) AS (
    VALUES ('forest_loss', 'heritage_loss_ha', 1), ('forest_reloss', 'heritage_loss_ha', 1),
           ('tree_cover_loss', 'heritage_loss_ha', 2),
           ('mining_new', 'heritage_mining_ha', 1), ('mining_again', 'heritage_mining_ha', 1),
           ('mining_footprint', 'heritage_mining_ha', 2)
),
found AS (
    SELECT DISTINCT k.series, a.dataset_id, k.rank, d.official
    FROM attribution a JOIN kinds k USING (type) JOIN dataset d USING (dataset_id)
),
source AS (
    SELECT f.series, f.dataset_id FROM found f
    WHERE NOT EXISTS (SELECT 1 FROM found g WHERE g.series = f.series AND
          (g.rank, -g.official, g.dataset_id) < (f.rank, -f.official, f.dataset_id))
),
zones AS (
    SELECT z.zone_id FROM zone z JOIN natural_heritage h USING (zone_set_id)
),
years AS (
    SELECT DISTINCT a.year, s.series, s.dataset_id
    FROM attribution a JOIN kinds k USING (type)
         JOIN source s ON s.series = k.series AND s.dataset_id = a.dataset_id
),
measures (measure) AS (VALUES ('DEG'), ('ILL'), ('ORG'), ('TOC')),
part AS (
    SELECT z.zone_id, y.year, y.series, m.measure, d.id AS dataset,
           total(a.central_m2) / 1e4 AS value, total(a.low_m2) / 1e4 AS low,
           total(a.high_m2) / 1e4 AS high
    FROM zones z JOIN years y JOIN measures m JOIN dataset d USING (dataset_id)
         LEFT JOIN attribution a ON a.zone_id = z.zone_id AND a.year = y.year
              AND a.dataset_id = y.dataset_id AND a.measure = m.measure
              AND a.domain = '_T' AND a.tier = '_T'
              AND a.type IN (SELECT type FROM kinds k WHERE k.series = y.series)
    GROUP BY z.zone_id, y.year, y.series, m.measure
)
SELECT zone_id, year, series, 'proxy' AS class, measure, value, low, high,
       'U' AS obs_status, dataset, 'pixel count' AS note
FROM part;
