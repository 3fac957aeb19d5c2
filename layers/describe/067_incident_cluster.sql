-- title: Incidents that may be the same event as another
SELECT dataset, count(*) AS incidents, count(DISTINCT cluster_id) AS clusters
FROM incident_cluster JOIN incident USING (incident_id)
GROUP BY dataset ORDER BY dataset;
