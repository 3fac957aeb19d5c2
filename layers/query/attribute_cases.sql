-- Where there is evidence on degradation.
-- out: evidence_set_id, type, year
SELECT DISTINCT evidence_set_id, type, year FROM degradation
WHERE evidence_set_id > 0
ORDER BY evidence_set_id, type, year;
