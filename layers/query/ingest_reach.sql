-- A reach of a river at its outlet; nothing is written when a column is not as it
-- must be, or the key is there already.
INSERT OR IGNORE INTO river_reach (dataset_id, reach, next_down, length_km, lon, lat)
WITH told AS (
    SELECT trim(coalesce(:properties ->> 'NEXT_DOWN', :properties ->> 'next_down')) AS next,
           trim(coalesce(:properties ->> 'LENGTH_KM', :properties ->> 'length_km')) AS length
)
SELECT :dataset_id, :key, CASE WHEN CAST(next AS REAL) <> 0 THEN next END,
       CAST(length AS REAL), :lon, :lat
FROM told
WHERE next <> '' AND length GLOB '*[0-9]*' AND length NOT GLOB '*[^-+.0-9eE]*'
  AND CAST(length AS REAL) > 0;
