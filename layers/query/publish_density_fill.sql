-- in: :type TEXT, :zone_set TEXT
INSERT INTO "{table}" (zone_id, zone_key, zone_name, dataset, nitems, area_ha,
                       per_1000_ha, enough, note, least, geom)
SELECT z.zone_id, z.key, z.name, d.id, e.nitems, e.area_m2 / 1e4, e.per_1000_ha,
       CASE e.enough WHEN 1 THEN 'enough' WHEN 0 THEN 'too few'
            ELSE CASE WHEN e.area_m2 > 0 THEN 'not told'
                      ELSE 'nothing to explain' END END, e.note,
       (SELECT CAST(value AS REAL) FROM parameter
        WHERE name = 'evidence.density_least'), z.geom
FROM evidence_density e JOIN zone z USING (zone_id)
     JOIN dataset d ON d.dataset_id = e.dataset_id
WHERE e.type = :type AND z.zone_set = :zone_set
ORDER BY z.zone_id, e.dataset_id;
