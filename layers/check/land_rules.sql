-- check: A rule of land degradation has a source and a known status.
-- why: Matrices and factors may come from a folder given with --layers.
WITH rule AS (
    SELECT 'land_cover_change ' || before || ' to ' || after AS what, source, status
    FROM land_cover_change
    UNION ALL
    SELECT 'soil_carbon_factor ' || before || ' to ' || after, source, status
    FROM soil_carbon_factor
    UNION ALL
    SELECT 'soil_carbon_climate ' || climate, source, status FROM soil_carbon_climate
    UNION ALL
    SELECT 'productivity_change ' || productivity, source, status
    FROM productivity_change
)
SELECT what AS place, 'the source is empty' AS problem FROM rule WHERE trim(source) = ''
UNION ALL
SELECT what, printf('status %s is none', status)
FROM rule
WHERE status NOT IN (SELECT code FROM vocabulary WHERE list = 'verification');
