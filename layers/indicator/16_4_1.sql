-- indicator: 16.4.1
-- title: Outward illicit financial flow of illegally mined gold
-- official: Total value of inward and outward illicit financial flows (in current United States dollars)
-- tier: II
-- custodian: UNODC, UNCTAD
-- class: component
-- inputs: mercury, country_zone, iff.gold_usd_kg, iff.export_share, iff.declared_share
-- formula: gold (kg) of illegal mining * export share * price (USD/kg) * (1 - declared share)
-- method: Gold: as for 3.9.3, the area newly mined with such evidence (ILL, ORG, TOC), as one map shows it (land cover or mining masks before footprints, an official one first), times the yield of the table mercury_factor, taken to be all for gold. The other factors are parameters of the assessment, each with _low and _high (without them the value itself). low and high take all factors to their ends together; the declared share the other way round. For zones that are countries only (their key is an ISO 3166 code).
-- source: UNODC and UNCTAD 2020, Conceptual framework for the statistical measurement of illicit financial flows; yield: MPF calculator of impacts of gold mining, Brazil (1 kg per 7 ha) within a wider assumed range
-- caveat: A component: income of one activity, before what is done with it. The yield is an uncalibrated default, and mined area says little of gold. Published at the level of countries only. Evidence-linked, not caused.
-- verified: unverified
-- series: gold_iff_out; unit USD; US dollars a year; main
WITH factor AS (
    SELECT MAX(value) FILTER (WHERE name = 'iff.gold_usd_kg') + 0.0 AS price,
           MAX(value) FILTER (WHERE name = 'iff.gold_usd_kg_low') + 0.0 AS price_low,
           MAX(value) FILTER (WHERE name = 'iff.gold_usd_kg_high') + 0.0 AS price_high,
           MAX(value) FILTER (WHERE name = 'iff.export_share') + 0.0 AS export,
           MAX(value) FILTER (WHERE name = 'iff.export_share_low') + 0.0 AS export_low,
           MAX(value) FILTER (WHERE name = 'iff.export_share_high') + 0.0 AS export_high,
           MAX(value) FILTER (WHERE name = 'iff.declared_share') + 0.0 AS declared,
           MAX(value) FILTER (WHERE name = 'iff.declared_share_low') + 0.0 AS declared_low,
           MAX(value) FILTER (WHERE name = 'iff.declared_share_high') + 0.0 AS declared_high
    FROM parameter
),
source AS (
    SELECT dataset_id, id FROM dataset
    WHERE dataset_id IN (SELECT dataset_id FROM mercury)
    ORDER BY kind = 'mining-footprint', official DESC, kind DESC, dataset_id LIMIT 1
),
mined AS (
    SELECT m.zone_id, m.year, m.measure, s.id, SUM(m.gold_low_kg) AS low,
           SUM(m.gold_kg) AS central, SUM(m.gold_high_kg) AS high
    FROM mercury m JOIN source s USING (dataset_id)
    WHERE m.zone_id IN (SELECT zone_id FROM country_zone)
      AND m.measure IN ('ILL', 'ORG', 'TOC')
    GROUP BY m.zone_id, m.year, m.measure
)
SELECT m.zone_id, m.year, 'gold_iff_out' AS series, 'component' AS class, m.measure,
       m.central * f.price * f.export * (1 - f.declared) AS value,
       m.low * COALESCE(f.price_low, f.price) * COALESCE(f.export_low, f.export)
           * (1 - COALESCE(f.declared_high, f.declared)) AS low,
       m.high * COALESCE(f.price_high, f.price) * COALESCE(f.export_high, f.export)
           * (1 - COALESCE(f.declared_low, f.declared)) AS high,
       'E' AS obs_status, m.id AS dataset,
       'yield of gold is an uncalibrated default; evidence-linked, not caused' AS note
FROM mined m, factor f, run r
WHERE m.year BETWEEN r.year_from AND r.year_to;
