-- All evidence that has a place and may reach a zone: its polygon, or the point
-- that was reported.
-- out: evidence_id, location, spread_m, link_m, year_first, year_last, unit_m2,
--      wkb (EPSG:4326), is_patch
WITH box AS (
    SELECT min(MbrMinX(geom)) AS w, min(MbrMinY(geom)) AS s,
           max(MbrMaxX(geom)) AS e, max(MbrMaxY(geom)) AS n FROM zone
), wide AS ( -- degrees that a metre has at most, near the zones
    SELECT 1 / 110000.0 AS lat,
           1 / 110000.0 / cos(radians(min(max(abs(s), abs(n)) + 1, 89))) AS lon
    FROM box
)
SELECT e.evidence_id, e.location, e.precision_m AS spread_m, e.link_m,
       e.year_first, e.year_last, z.area_m2 AS unit_m2,
       CASE WHEN e.location IN ('gaussian', 'disc')
            THEN ST_AsBinary(i.geom) ELSE ST_AsBinary(e.geom) END AS wkb,
       e.link_mode = 'patch' AS is_patch
FROM evidence e JOIN box JOIN wide LEFT JOIN incident i USING (incident_id)
     LEFT JOIN zone z ON z.zone_id = e.zone_id
WHERE e.kind <> 'protected-areas' -- they say nothing of what was done
  AND MbrIntersects(e.geom, BuildMbr(
          box.w - e.link_m * wide.lon, box.s - e.link_m * wide.lat,
          box.e + e.link_m * wide.lon, box.n + e.link_m * wide.lat, 4326)) = 1
ORDER BY e.evidence_id;
