-- title: Accuracy of maps
SELECT d.id AS dataset, m.type,
       CASE WHEN m.kind IS NULL THEN 'unknown: areas are pixel counts'
            WHEN m.kind = 'borrowed' THEN 'borrowed, not of this area'
            ELSE 'by a sample' END AS accuracy,
       m.estimator, m.n AS points, round(m.users, 4) AS users,
       round(m.users_se, 4) AS users_se, round(m.producers, 4) AS producers,
       round(m.producers_se, 4) AS producers_se, round(m.ratio, 4) AS ratio,
       round(m.ratio_low, 4) AS ratio_low, round(m.ratio_high, 4) AS ratio_high,
       CASE m.synthetic WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END AS taken_for_zones,
       m.source, m.note
FROM dataset d LEFT JOIN map_accuracy m USING (dataset_id)
WHERE d.dataset_id IN (SELECT dataset_id FROM degradation
                       UNION SELECT dataset_id FROM map_accuracy)
  AND d.kind <> 'mining-footprint'
ORDER BY d.dataset_id, m.type;
