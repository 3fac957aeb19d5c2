-- Virtual tables that neither we nor SpatiaLite put into a store: through one
-- of them a store from elsewhere could show other files as if they were tables.
-- out: name TEXT
SELECT name FROM sqlite_schema
WHERE sql LIKE 'CREATE VIRTUAL%'
  AND sql <> printf('CREATE VIRTUAL TABLE "%w" USING rtree(pkid, xmin, xmax, ymin, ymax)',
                    name)
  AND sql NOT IN (
      'CREATE VIRTUAL TABLE SpatialIndex USING VirtualSpatialIndex()',
      'CREATE VIRTUAL TABLE ElementaryGeometries USING VirtualElementary()',
      'CREATE VIRTUAL TABLE KNN USING VirtualKNN()',
      'CREATE VIRTUAL TABLE KNN2 USING VirtualKNN2()')
ORDER BY name;
