-- title: How far that may be off (hectares, whole period)
SELECT z.name AS zone_set, t.type, d.id AS dataset, t.measure,
       round(t.mean_m2 / 1e4, 4) AS mean, round(t.p05_m2 / 1e4, 4) AS p05,
       round(t.p95_m2 / 1e4, 4) AS p95,
       (SELECT v.source FROM variance_share v
        WHERE v.zone_set_id = t.zone_set_id AND v.type = t.type
          AND v.dataset_id = t.dataset_id AND v.measure = t.measure
          AND v.share > 0
        ORDER BY v.share DESC, v.source LIMIT 1) AS most_from
FROM attribution_total t JOIN zone_set z USING (zone_set_id)
     JOIN dataset d USING (dataset_id)
ORDER BY t.zone_set_id, t.type, t.dataset_id, instr('ILL ORG TOC', t.measure);
