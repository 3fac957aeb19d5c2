-- Tree-cover loss from a loss-year raster, where the canopy cover of the base
-- year reaches the threshold (everywhere when no canopy raster is given). It
-- is not called deforestation: plantations, fire and storm are in it.
INSERT INTO degradation (zone_id, year, type, dataset_id, evidence_set_id, area_m2)
SELECT t.zone_id, c.year, 'tree_cover_loss', c.dataset_id, t.evidence_set_id,
       SUM(t.area_cm2) / 1e4
FROM tally t JOIN combination c USING (combination_id), run r
WHERE c.theme = 'forest-loss-year' AND c.to_role = 'loss'
  AND (c.canopy = 1 OR NOT EXISTS
       (SELECT 1 FROM combination k WHERE k.canopy IS NOT NULL))
  AND c.year BETWEEN r.year_from AND r.year_to
GROUP BY t.zone_id, c.year, c.dataset_id, t.evidence_set_id;
