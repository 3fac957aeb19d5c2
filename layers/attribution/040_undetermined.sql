-- What is left: neither evidence of illegality, in the central scenario, nor of
-- legality. Rounding below a billionth of the whole is no area; more would break
-- the table's check.
INSERT INTO attribution (zone_id, year, type, dataset_id, measure, domain, tier,
                         low_m2, central_m2, high_m2)
WITH rest AS (
    SELECT d.zone_id, d.year, d.type, d.dataset_id, d.central_m2 AS whole,
           d.central_m2 - i.central_m2 - l.central_m2 AS m2
    FROM attribution d
         JOIN attribution i ON i.zone_id = d.zone_id AND i.year = d.year
              AND i.type = d.type AND i.dataset_id = d.dataset_id
              AND i.measure = 'ILL' AND i.domain = '_T' AND i.tier = '_T'
         JOIN attribution l ON l.zone_id = d.zone_id AND l.year = d.year
              AND l.type = d.type AND l.dataset_id = d.dataset_id
              AND l.measure = 'LEGAL' AND l.domain = '_T' AND l.tier = '_T'
    WHERE d.measure = 'DEG'
),
known AS (
    SELECT zone_id, year, type, dataset_id,
           CASE WHEN m2 < 0 AND m2 >= -1e-9 * whole THEN 0 ELSE m2 END AS m2
    FROM rest
)
SELECT zone_id, year, type, dataset_id, 'UNDETERMINED', '_T', '_T', m2, m2, m2
FROM known;
