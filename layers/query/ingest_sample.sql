-- A sample of water; nothing is written when a column is not as it must be.
-- target: <=10 (or 10), >=6, or 6-9, both ends good
INSERT INTO water_sample (dataset_id, water_body, parameter, value, target_low,
                          target_high, day, lon, lat)
WITH told AS (
    SELECT coalesce(:properties ->> 'water_body', :properties ->> 'WATER_BODY') AS body,
           coalesce(:properties ->> 'parameter', :properties ->> 'PARAMETER') AS parameter,
           trim(coalesce(:properties ->> 'value', :properties ->> 'VALUE')) AS value,
           replace(coalesce(:properties ->> 'target', :properties ->> 'TARGET'), ' ', '')
               AS target
),
form AS (
    SELECT *, CASE WHEN target GLOB '<=*' OR target GLOB '>=*' THEN substr(target, 3)
                   ELSE target END AS number,
           instr(substr(target, 2), '-') + 1 AS dash
    FROM told
),
bound AS (
    SELECT body, parameter, value,
           CASE WHEN target GLOB '>=*' THEN number
                WHEN target NOT GLOB '<=*' AND dash > 1 THEN substr(target, 1, dash - 1)
           END AS low,
           CASE WHEN target GLOB '>=*' THEN NULL
                WHEN target NOT GLOB '<=*' AND dash > 1 THEN substr(target, dash + 1)
                ELSE number END AS high
    FROM form
)
SELECT :dataset_id, body, parameter, CAST(value AS REAL), CAST(low AS REAL),
       CAST(high AS REAL), :day, :lon, :lat
FROM bound
WHERE trim(coalesce(body, '')) <> '' AND trim(coalesce(parameter, '')) <> ''
  AND :day IS NOT NULL AND coalesce(low, high) IS NOT NULL
  AND value GLOB '*[0-9]*' AND value NOT GLOB '*[^-+.0-9eE]*'
  AND (low IS NULL OR (low GLOB '*[0-9]*' AND low NOT GLOB '*[^-+.0-9eE]*'))
  AND (high IS NULL OR (high GLOB '*[0-9]*' AND high NOT GLOB '*[^-+.0-9eE]*'))
  AND (low IS NULL OR high IS NULL OR CAST(low AS REAL) <= CAST(high AS REAL));
