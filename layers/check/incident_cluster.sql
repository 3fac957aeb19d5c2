-- check: A cluster has two incidents or more of one domain and at most one case, and as many links as join them.
WITH c AS (
    SELECT cluster_id, count(*) AS n, count(DISTINCT domain) AS domains,
           count(DISTINCT nullif(case_id, '')) AS cases, min(incident_id) AS first
    FROM incident_cluster JOIN incident USING (incident_id) GROUP BY cluster_id
), l AS (
    SELECT cluster_id, count(*) AS n
    FROM incident_link JOIN incident_cluster USING (incident_id)
    GROUP BY cluster_id
)
SELECT printf('cluster %d', cluster_id) AS place,
       printf('%d incidents of %d domains and %d cases, %d links', c.n, domains,
              cases, coalesce(l.n, 0)) AS problem
FROM c LEFT JOIN l USING (cluster_id)
WHERE c.n < 2 OR domains <> 1 OR cases > 1 OR first <> cluster_id
   OR coalesce(l.n, 0) <> c.n - 1;
