-- Official values of a dataset that no zone takes.
-- in:  :dataset_id INTEGER
-- out: n INTEGER
SELECT count(*) FROM context_value v
WHERE v.dataset_id = :dataset_id
  AND NOT EXISTS (SELECT 1 FROM context_zone c
                  WHERE c.context_value_id = v.context_value_id);
