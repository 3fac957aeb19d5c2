-- Mountains that a change of land cover degraded, in the year of the map that
-- shows it; land that was degraded before is not booked again.
INSERT INTO degradation (zone_id, year, type, dataset_id, evidence_set_id, area_m2)
SELECT t.zone_id, m.year, 'mountain_degradation', m.dataset_id, t.evidence_set_id,
       SUM(t.area_cm2) / 1e4
FROM mountain_change m JOIN tally t USING (combination_id), run r
WHERE m.is_new AND m.year BETWEEN r.year_from AND r.year_to
GROUP BY t.zone_id, m.year, m.dataset_id, t.evidence_set_id;
