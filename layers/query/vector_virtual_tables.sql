-- Tables of a foreign GeoPackage that run one of SpatiaLite's or OGR's modules
-- (VirtualText, VirtualShape, VirtualOGR ...), which read files of the host.
-- out: name
SELECT name FROM sqlite_master
WHERE sql LIKE 'create virtual table%' AND sql LIKE '%using%virtual%'
ORDER BY name LIMIT 1;
