-- A change, class or climate that no rule is about.
-- out: file TEXT, what TEXT (no row when the rules are complete)
WITH cover (word) AS (
    VALUES ('tree-covered'), ('grassland'), ('cropland'), ('wetland'),
           ('artificial'), ('other land'), ('water')
),
seea (word) AS (
    VALUES ('artificial surfaces'), ('croplands'), ('grassland'), ('tree-covered'),
           ('shrub-covered'), ('aquatic vegetation'), ('sparse vegetation'),
           ('barren'), ('snow and ice'), ('inland water')
),
pair AS (SELECT a.word AS before, b.word AS after FROM cover a, cover b)
SELECT 'mountain_cover_change.csv' AS file, a.word || ' to ' || b.word AS what
FROM seea a, seea b
WHERE NOT EXISTS (SELECT 1 FROM mountain_cover_change c
                  WHERE c.before = a.word AND c.after = b.word)
UNION ALL
SELECT 'land_cover_change.csv', before || ' to ' || after
FROM pair WHERE NOT EXISTS (SELECT 1 FROM land_cover_change c
                            WHERE c.before = pair.before AND c.after = pair.after)
UNION ALL
SELECT 'soil_carbon_factor.csv', before || ' to ' || after
FROM pair WHERE NOT EXISTS (SELECT 1 FROM soil_carbon_factor c
                            WHERE c.before = pair.before AND c.after = pair.after)
UNION ALL
SELECT 'soil_carbon_climate.csv', column1
FROM (VALUES ('temperate dry'), ('temperate moist'), ('tropical dry'),
             ('tropical moist'), ('tropical montane'))
WHERE column1 NOT IN (SELECT climate FROM soil_carbon_climate)
UNION ALL
SELECT 'productivity_change.csv', column1
FROM (VALUES ('declining'), ('moderate decline'), ('stressed'), ('stable'),
             ('increasing'))
WHERE column1 NOT IN (SELECT productivity FROM productivity_change);
