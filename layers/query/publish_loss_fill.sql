-- wide: the draws deviate by more than 30 percent of their mean; without draws,
-- low and high lie further apart than 60 percent of the central value.
-- Units without enough evidence are not ranked.
-- in: :type TEXT, :zone_set TEXT
WITH part AS (
    SELECT a.zone_id, a.year, a.dataset_id,
           sum(central_m2) FILTER (WHERE w AND measure = 'DEG') / 1e4 AS deg,
           sum(central_m2) FILTER (WHERE w AND measure = 'LEGAL') / 1e4 AS legal,
           sum(central_m2) FILTER (WHERE w AND measure = 'UNDETERMINED') / 1e4
               AS undetermined,
           sum(central_m2) FILTER (WHERE w AND measure = 'ILL') / 1e4 AS ill,
           sum(low_m2) FILTER (WHERE w AND measure = 'ILL') / 1e4 AS ill_low,
           sum(high_m2) FILTER (WHERE w AND measure = 'ILL') / 1e4 AS ill_high,
           sum(central_m2) FILTER (WHERE w AND measure = 'ORG') / 1e4 AS org,
           sum(low_m2) FILTER (WHERE w AND measure = 'ORG') / 1e4 AS org_low,
           sum(high_m2) FILTER (WHERE w AND measure = 'ORG') / 1e4 AS org_high,
           sum(central_m2) FILTER (WHERE w AND measure = 'TOC') / 1e4 AS toc,
           sum(low_m2) FILTER (WHERE w AND measure = 'TOC') / 1e4 AS toc_low,
           sum(high_m2) FILTER (WHERE w AND measure = 'TOC') / 1e4 AS toc_high,
           sum(central_m2) FILTER (WHERE tier = 'T1' AND measure = 'ILL') / 1e4 AS t1,
           sum(central_m2) FILTER (WHERE tier = 'T2' AND measure = 'ILL') / 1e4 AS t2,
           sum(central_m2) FILTER (WHERE tier = 'T3' AND measure = 'ILL') / 1e4 AS t3,
           sum(central_m2) FILTER (WHERE tier GLOB 'T4*' AND measure = 'ILL') / 1e4
               AS t4,
           sum(central_m2) FILTER (WHERE tier = 'T5' AND measure = 'ILL') / 1e4 AS t5
    FROM (SELECT *, domain = '_T' AND tier = '_T' AS w FROM attribution) a
         JOIN zone z USING (zone_id)
    WHERE a.type = :type AND z.zone_set = :zone_set
    GROUP BY a.zone_id, a.year, a.dataset_id
),
drawn AS (
    SELECT zone_id, year, dataset_id,
           max(sd_m2 > 0.3 * mean_m2 AND measure <> 'TOC') AS spread,
           max(p05_m2) FILTER (WHERE measure = 'ILL') / 1e4 AS ill_p05,
           max(p95_m2) FILTER (WHERE measure = 'ILL') / 1e4 AS ill_p95,
           max(p05_m2) FILTER (WHERE measure = 'ORG') / 1e4 AS org_p05,
           max(p95_m2) FILTER (WHERE measure = 'ORG') / 1e4 AS org_p95
    FROM attribution_interval WHERE span = 'year' AND type = :type
    GROUP BY zone_id, year, dataset_id
),
judged AS (
    SELECT p.*, w.ill_p05, w.ill_p95, w.org_p05, w.org_p95,
           CASE e.enough WHEN 1 THEN 'enough' WHEN 0 THEN 'too few'
                ELSE 'not told' END AS evidence,
           CASE WHEN coalesce(ill_high, 0) <= 0 THEN 'none'
                WHEN w.spread = 1 THEN 'wide'
                WHEN w.spread = 0 THEN 'narrow'
                WHEN ill_high - ill_low > 0.6 * ill
                     OR org_high - org_low > 0.6 * org THEN 'wide'
                ELSE 'narrow' END AS spread
    FROM part p LEFT JOIN evidence_density e
         ON e.zone_id = p.zone_id AND e.type = :type
            AND e.dataset_id = p.dataset_id
         LEFT JOIN drawn w ON w.zone_id = p.zone_id AND w.year = p.year
              AND w.dataset_id = p.dataset_id
),
ranked AS (
    SELECT *, CASE WHEN evidence = 'enough' AND org > 0
                   THEN rank() OVER (PARTITION BY year, dataset_id, evidence
                                     ORDER BY org DESC) END AS place
    FROM judged
)
INSERT INTO "{table}" (zone_id, zone_key, zone_name, year, year_start, year_end,
    dataset, value, t1_ha, t2_ha, t3_ha, t4_ha, t5_ha, legal_ha, undetermined_ha,
    illegal_ha, illegal_low_ha, illegal_high_ha, organized_ha, organized_low_ha,
    organized_high_ha, transnational_ha, transnational_low_ha,
    transnational_high_ha, illegal_p05_ha, illegal_p95_ha, organized_p05_ha,
    organized_p95_ha, organized_percent, interval, evidence, rank, label,
    source, caveat, geom)
SELECT z.zone_id, z.key, z.name, r.year, printf('%04d-01-01', r.year),
       printf('%04d-12-31', r.year), d.id, deg, coalesce(t1, 0), coalesce(t2, 0),
       coalesce(t3, 0), coalesce(t4, 0), coalesce(t5, 0), coalesce(legal, 0),
       coalesce(undetermined, deg), coalesce(ill, 0), coalesce(ill_low, 0),
       coalesce(ill_high, 0), coalesce(org, 0), coalesce(org_low, 0),
       coalesce(org_high, 0), coalesce(toc, 0), coalesce(toc_low, 0),
       coalesce(toc_high, 0), ill_p05, ill_p95, org_p05, org_p95,
       CASE WHEN deg > 0 THEN 100 * coalesce(org, 0) / deg END,
       spread, evidence, place,
       printf('%,.1f ha; evidence of illegality %,.1f (%,.1f to %,.1f), of '
              || 'organized crime %,.1f (%,.1f to %,.1f), undetermined %,.1f (%d)',
              deg, ill, ill_low, ill_high, org, org_low, org_high, undetermined,
              r.year),
       d.id || coalesce(': ' || nullif(d.citation, ''), ''),
       'Shares rest on uncalibrated defaults unless the table tier_value says '
       || 'otherwise. Linked to evidence, not caused by it; no evidence is not '
       || 'evidence of absence.', z.geom
FROM ranked r JOIN zone z USING (zone_id) JOIN dataset d USING (dataset_id)
WHERE deg > 0 ORDER BY z.zone_id, r.year, d.dataset_id;
