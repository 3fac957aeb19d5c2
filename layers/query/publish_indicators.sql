-- One layer for each indicator and each zone set that has values of it.
-- out: indicator, series, title, unit, unit_text, caveat, method, formula,
--      source, class, zone_set, set_title, licences, citations
SELECT i.indicator, i.series, i.title, i.unit, i.unit_text, i.caveat, i.method,
       i.formula, i.source, MIN(v.class) AS class, s.name AS zone_set,
       s.title AS set_title,
       (SELECT group_concat(licence, '; ') FROM
           (SELECT DISTINCT licence FROM dataset WHERE licence <> ''
            ORDER BY licence)) AS licences,
       (SELECT group_concat(citation, '; ') FROM
           (SELECT DISTINCT d.citation FROM dataset d
            WHERE d.citation <> '' AND (d.dataset_id = s.dataset_id OR d.id IN
                (SELECT dataset FROM indicator_value w WHERE w.indicator = i.indicator))
            ORDER BY d.dataset_id)) AS citations
FROM indicator i
     JOIN indicator_value v ON v.series = i.series
     JOIN zone z ON z.zone_id = v.zone_id
     JOIN zone_set s ON s.zone_set_id = z.zone_set_id
WHERE i.main = 1 AND v.measure IN ('OBS', 'DEG') AND v.scenario = 'central'
GROUP BY i.series, s.zone_set_id
ORDER BY CASE WHEN i.indicator GLOB '[0-9]*' THEN 0 ELSE 1 END,
         i.indicator, s.zone_set_id;
