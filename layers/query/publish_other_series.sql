-- The further series of an indicator, which become columns.
-- in: :indicator TEXT
-- out: series TEXT, column name TEXT, unit_text TEXT
SELECT series, lower(series), unit_text FROM indicator
WHERE indicator = :indicator AND main = 0 ORDER BY series;
