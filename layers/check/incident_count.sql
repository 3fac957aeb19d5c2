-- check: Every row of an incidents file is stored, merged or rejected, and as many are there as were counted.
WITH have AS (
    SELECT c.*,
           (SELECT count(*) FROM incident i WHERE i.dataset_id = c.dataset_id) AS n,
           (SELECT coalesce(sum(nrows), 0) FROM incident i
            WHERE i.dataset_id = c.dataset_id) AS rows_in,
           (SELECT count(*) FROM rejected r WHERE r.dataset_id = c.dataset_id) AS r
    FROM incident_count c
)
SELECT printf('dataset %d', dataset_id) AS place,
       printf('read %d; stored %d, merged %d, rejected %d, outside %d; there '
              || 'are %d of %d rows, and %d rejected', nread, nstored, nmerged,
              nrejected, noutside, n, rows_in, r) AS problem
FROM have
WHERE nread <> nstored + nmerged + nrejected OR n <> nstored - noutside
   OR r <> nrejected OR rows_in > nstored + nmerged
   OR (noutside = 0 AND rows_in <> nstored + nmerged);
