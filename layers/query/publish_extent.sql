-- The box around all zones, degrees; NULLs when there is none.
SELECT min(MbrMinX(geom)), min(MbrMinY(geom)), max(MbrMaxX(geom)),
       max(MbrMaxY(geom)) FROM zone;
