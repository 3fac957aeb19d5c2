-- Zones by whether there is enough evidence to go by.
-- out: type, zones with degradation, of them with enough, with too few
SELECT type, count(*), sum(enough = 1), sum(enough = 0)
FROM evidence_density WHERE area_m2 > 0 GROUP BY type ORDER BY type;
