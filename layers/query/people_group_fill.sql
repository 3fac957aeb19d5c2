-- Of two groups that share people, that of the dataset named first.
INSERT INTO people_group (dataset_id, sex, age_from, age_to)
WITH told AS (
    SELECT DISTINCT dataset_id, sex, age_from, age_to FROM people
    WHERE sex <> '_T' OR age_from > 0 OR age_to < 999
)
SELECT a.dataset_id, a.sex, a.age_from, a.age_to FROM told a
WHERE NOT EXISTS (
    SELECT 1 FROM told b WHERE b.dataset_id < a.dataset_id
      AND b.age_from <= a.age_to AND b.age_to >= a.age_from
      AND (b.sex = a.sex OR b.sex = '_T' OR a.sex = '_T'));
