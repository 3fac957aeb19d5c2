-- out: metres, days
SELECT max(CAST(value AS REAL)) FILTER (WHERE name = 'cluster.distance_m'),
       max(CAST(value AS INTEGER)) FILTER (WHERE name = 'cluster.days')
FROM parameter;
