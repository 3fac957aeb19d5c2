-- A group of equal points of a sample.
INSERT INTO accuracy_sample (dataset_id, stratum, mapped, reference, n, area_ha)
VALUES (:dataset_id, :stratum, :mapped, :reference, :n, :area_ha);
