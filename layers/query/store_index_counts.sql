-- Rows with a geometry and rows of the R-tree: equal, unless a write into the
-- index was lost.
-- in:  {table}, {column} of a registered layer
-- out: INTEGER, INTEGER
SELECT (SELECT count(*) FROM "{table}" WHERE "{column}" IS NOT NULL),
       (SELECT count(*) FROM "idx_{table}_{column}");
