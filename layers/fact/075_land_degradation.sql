-- Recent degradation of SDG 15.3.1: stable or improved in the baseline,
-- degraded in the reporting period. Where a change of land cover degrades, it is
-- an event with a year (that of the tree-cover loss, else the last of the
-- reporting period) that evidence may explain. A decline of productivity or of
-- carbon alone has no event: it is a type that no domain explains.
INSERT INTO degradation (zone_id, year, type, dataset_id, evidence_set_id, area_m2)
SELECT t.zone_id, COALESCE(l.event_year, l.year),
       CASE WHEN l.event_year IS NULL THEN 'productivity_decline'
            ELSE 'land_degradation' END AS type,
       p.dataset_id, t.evidence_set_id, SUM(t.area_cm2) / 1e4
FROM land_change l JOIN tally t USING (combination_id)
     JOIN combination_part p ON p.combination_id = l.combination_id
          AND p.part = 'cover_last', run r
WHERE l.status = 2 AND l.is_land
  AND COALESCE(l.event_year, l.year) BETWEEN r.year_from AND r.year_to
GROUP BY t.zone_id, COALESCE(l.event_year, l.year), type, p.dataset_id,
         t.evidence_set_id;
