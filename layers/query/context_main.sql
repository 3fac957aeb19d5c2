-- A map of an indicator that has official values only shows the first of them.
UPDATE indicator SET main = 1
WHERE series = (SELECT MIN(series) FROM indicator WHERE indicator = :indicator)
  AND NOT EXISTS (SELECT 1 FROM indicator WHERE indicator = :indicator AND main = 1);
