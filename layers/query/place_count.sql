-- How many rows that name a place are stored, for each name of a dataset.
WITH have AS MATERIALIZED (
    SELECT place_name, place_code, place_parent, sum(nrows) AS n
    FROM incident WHERE dataset_id = :dataset_id AND place_outcome IS NOT NULL
    GROUP BY place_name, place_code, place_parent
), counted AS MATERIALIZED (
    SELECT m.name, m.code, m.parent, coalesce(h.n, 0) AS n
    FROM place_match m
    LEFT JOIN have h ON h.place_name = m.name AND h.place_code = m.code
                    AND h.place_parent = m.parent
    WHERE m.dataset_id = :dataset_id
)
UPDATE place_match SET nrows = c.n FROM counted c
WHERE dataset_id = :dataset_id AND place_match.name = c.name
  AND place_match.code = c.code AND place_match.parent = c.parent;
