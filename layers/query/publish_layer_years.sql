-- First and last year of a layer.
SELECT min(year), max(year) FROM "{table}";
