-- The sample of a map, strata together.
-- in:  :dataset_id
-- out: stratum, mapped, reference, n, area_ha
SELECT stratum, mapped, reference, n, area_ha FROM accuracy_sample
WHERE dataset_id = :dataset_id
ORDER BY stratum, mapped, reference;
