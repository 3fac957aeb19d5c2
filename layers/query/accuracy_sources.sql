-- Maps of which something is known.
-- out: dataset_id, id, kind, design, type, users, producers, points, source
SELECT a.dataset_id, d.id, a.kind, a.design, a.type, a.users, a.producers,
       a.points, a.source
FROM accuracy_source a JOIN dataset d USING (dataset_id)
ORDER BY a.dataset_id;
