-- The scope's box, where there is one.
-- out: w, s, e, n REAL; NULL
SELECT max(CAST(value AS REAL)) FILTER (WHERE name = 'scope.w'),
       max(CAST(value AS REAL)) FILTER (WHERE name = 'scope.s'),
       max(CAST(value AS REAL)) FILTER (WHERE name = 'scope.e'),
       max(CAST(value AS REAL)) FILTER (WHERE name = 'scope.n')
FROM parameter;
