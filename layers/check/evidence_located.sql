-- check: Evidence that is no surveyed polygon has what its location model needs.
-- why: A report that was superseded since is gone; its evidence is what was tabulated.
SELECT printf('evidence %s/%s', e.dataset, e.key) AS place,
       CASE WHEN e.date_first IS NULL THEN 'it has no date'
            WHEN e.precision_class = 5 THEN 'precision class 5 has no place'
            WHEN e.location = 'unit' AND z.zone_id IS NULL
                THEN 'there is no zone that it is in'
            WHEN e.location = 'polygon'
                THEN 'a polygon covers what is in it, not whole patches'
            ELSE 'there is no point that was reported, or no radius' END
           AS problem
FROM evidence e LEFT JOIN incident i USING (incident_id)
     LEFT JOIN zone z ON z.zone_id = e.zone_id
WHERE (e.incident_id IS NOT NULL AND (e.date_first IS NULL
       OR e.precision_class IS NULL OR e.precision_class = 5))
   OR (e.location = 'unit' AND z.zone_id IS NULL)
   OR (e.location = 'polygon' AND e.link_mode <> 'pixel')
   OR (e.location IN ('gaussian', 'disc')
       AND (e.incident_id IS NULL OR e.precision_m IS NULL OR e.precision_m <= 0
            OR (i.incident_id IS NOT NULL AND i.geom IS NULL)));
