-- Values of a layer for its classes, from low to high.
SELECT value FROM "{table}" WHERE value IS NOT NULL ORDER BY value;
