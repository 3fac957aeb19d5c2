-- in:  :dataset_id INTEGER, :column TEXT
-- out: permits, those whose column holds something, those it is a number of
SELECT count(*),
       count(*) FILTER (WHERE (SELECT value FROM json_each(properties)
                               WHERE key = :column AND type <> 'null') <> ''),
       count(output)
FROM evidence WHERE dataset_id = :dataset_id;
