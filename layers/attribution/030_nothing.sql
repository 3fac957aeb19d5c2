-- Where nothing is explained, the whole is told all the same: zero.
INSERT OR IGNORE INTO attribution (zone_id, year, type, dataset_id, measure,
    domain, tier, low_m2, central_m2, high_m2)
SELECT a.zone_id, a.year, a.type, a.dataset_id, m.column1, '_T', '_T', 0, 0, 0
FROM attribution a CROSS JOIN (VALUES ('ILL'), ('ORG'), ('TOC'), ('LEGAL')) m
WHERE a.measure = 'DEG';
