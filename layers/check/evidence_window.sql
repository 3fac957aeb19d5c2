-- check: The years that evidence covers hold those of its dates and are not turned round.
SELECT printf('evidence %s/%s', dataset, key) AS place,
       printf('covers %s to %s, dated %s to %s', coalesce(year_first, 'none'),
              coalesce(year_last, 'none'), coalesce(date_first, 'none'),
              coalesce(date_last, 'none')) AS problem
FROM evidence
WHERE year_last < year_first
   OR year_first > CAST(substr(date_first, 1, 4) AS INTEGER)
   OR year_last < CAST(substr(date_last, 1, 4) AS INTEGER);
