-- Hectares by zone set, type and source over the period: sets whose zones do not
-- overlap only. Types are never added up, nor are zone sets.
-- out: zone_set, type, dataset, then low, central, high for DEG ... by column
SELECT z.zone_set, a.type, d.id AS dataset, min(a.year), max(a.year),
       sum(central_m2) FILTER (WHERE measure = 'DEG') / 1e4,
       sum(low_m2) FILTER (WHERE measure = 'ILL') / 1e4,
       sum(central_m2) FILTER (WHERE measure = 'ILL') / 1e4,
       sum(high_m2) FILTER (WHERE measure = 'ILL') / 1e4,
       sum(low_m2) FILTER (WHERE measure = 'ORG') / 1e4,
       sum(central_m2) FILTER (WHERE measure = 'ORG') / 1e4,
       sum(high_m2) FILTER (WHERE measure = 'ORG') / 1e4,
       sum(low_m2) FILTER (WHERE measure = 'TOC') / 1e4,
       sum(central_m2) FILTER (WHERE measure = 'TOC') / 1e4,
       sum(high_m2) FILTER (WHERE measure = 'TOC') / 1e4,
       sum(central_m2) FILTER (WHERE measure = 'LEGAL') / 1e4,
       sum(central_m2) FILTER (WHERE measure = 'UNDETERMINED') / 1e4
FROM attribution a JOIN zone z USING (zone_id) JOIN dataset d USING (dataset_id)
     JOIN zone_set s ON s.zone_set_id = z.zone_set_id
WHERE a.domain = '_T' AND a.tier = '_T' AND NOT s.overlap_m2 > 1
GROUP BY z.zone_set_id, a.type, a.dataset_id
ORDER BY z.zone_set_id, a.type, a.dataset_id;
