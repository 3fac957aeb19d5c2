-- A toy world for tests/unit/test_overlay.c. Two sets of zones: a and b side by
-- side; c over both. Evidence 11 to 14 is made of incidents and graded.
INSERT INTO run VALUES
  (1, 'toy', 'A toy', 2001, 2010, 'internal', 'ecocrime 0', 'none', 'abc', 'assessment: toy');
INSERT INTO parameter VALUES
  ('evidence.density_least', '0.2', '', 'assumed', 0);
INSERT INTO dataset (dataset_id, id, kind, title) VALUES
  (1, 'z', 'zones', 'Z'),
  (2, 'i', 'incidents', 'I'),
  (3, 'e', 'permits', 'E'),
  (4, 'p', 'population', 'P'),
  (5, 'l', 'land-cover', 'L');
INSERT INTO zone_set (zone_set_id, name, title, dataset_id) VALUES
  (1, 'two', 'Two', 1),
  (2, 'one', 'One', 1);
INSERT INTO zone (zone_id, zone_set_id, zone_set, key, name, area_m2, geom) VALUES
  (1, 1, 'two', 'a', 'A', 12308778361.469,
      GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)))', 4326)),
  (2, 1, 'two', 'b', 'B', 12308778361.469,
      GeomFromText('MULTIPOLYGON(((1 0,2 0,2 1,1 1,1 0)))', 4326)),
  (3, 2, 'one', 'c', 'C', 24617556722.938,
      GeomFromText('MULTIPOLYGON(((0 0,2 0,2 1,0 1,0 0)))', 4326));
INSERT INTO incident (incident_id, dataset_id, dataset, key, date_first, domain,
    precision_class, precision_m, geom) VALUES
  (1, 2, 'i', '1', '2005-01-02', 'MIN', 1, 10,
      GeomFromText('POINT(0.5 0.5)', 4326)),
  (2, 2, 'i', '2', '2005-03-02', 'MIN', 1, NULL,
      GeomFromText('POINT(1 0.5)', 4326)),
  (3, 2, 'i', '3', '2006-01-02', 'FOR', 2, 90000,
      GeomFromText('POINT(1.5 0.5)', 4326)),
  (4, 2, 'i', '4', NULL, NULL, NULL, NULL,
      GeomFromText('POINT(1.6 0.5)', 4326)),
  (5, 2, 'i', '5', '2005-01-02', 'MIN', 5, NULL,
      GeomFromText('POINT(0.5 0.5)', 4326)),
  (6, 2, 'i', '6', '2005-01-02', 'MIN', 1, 10,
      GeomFromText('POINT(5 5)', 4326)),
  (7, 2, 'i', '7', '2005-01-02', 'MIN', 5, NULL, NULL),
  (8, 2, 'i', '8', '2005-01-02', 'MIN', 0, 0,
      GeomFromText('MULTIPOLYGON(((1.4 0.4,1.5 0.4,1.5 0.5,1.4 0.5,1.4 0.4)))', 4326));
INSERT INTO evidence (evidence_id, dataset_id, dataset, kind, key, date_first,
    date_last, year, output, geom) VALUES
  (1, 3, 'e', 'mining-footprint', 'f1', '2005-01-01', '2005-12-31', 2005,  NULL,
      GeomFromText('MULTIPOLYGON(((0.5 0,1.5 0,1.5 1,0.5 1,0.5 0)))', 4326)),
  (2, 3, 'e', 'permits', 'valid', '2000-01-01', '2009-12-31', 2000, 5,
      GeomFromText('MULTIPOLYGON(((0.5 0,0.75 0,0.75 1,0.5 1,0.5 0)))', 4326)),
  (3, 3, 'e', 'permits', 'old', '2000-01-01', '2004-12-31', 2000, 5,
      GeomFromText('MULTIPOLYGON(((0.7 0,1 0,1 1,0.7 1,0.7 0)))', 4326)),
  (4, 3, 'e', 'permits', 'partly', '2005-06-01', '2009-12-31', 2005, 0,
      GeomFromText('MULTIPOLYGON(((1 0,1.25 0,1.25 1,1 1,1 0)))', 4326)),
  (5, 3, 'e', 'permits', 'ghost', '2005-01-01', '2005-12-31', 2005, 9,
      GeomFromText('MULTIPOLYGON(((1.5 0,2 0,2 1,1.5 1,1.5 0)))', 4326)),
  (6, 3, 'e', 'permits', 'unmapped', '2007-01-01', '2008-12-31', 2007, 9,
      GeomFromText('MULTIPOLYGON(((1.5 0,2 0,2 1,1.5 1,1.5 0)))', 4326)),
  (7, 3, 'e', 'prohibitions', 'park', '2006-01-01', '2030-12-31', 2006,  NULL,
      GeomFromText('MULTIPOLYGON(((1 0,2 0,2 1,1 1,1 0)))', 4326)),
  (8, 3, 'e', 'prohibitions', 'undated', NULL, NULL, NULL, NULL,
      GeomFromText('MULTIPOLYGON(((0 0,0.6 0,0.6 1,0 1,0 0)))', 4326));
INSERT INTO combination (combination_id, theme, label) VALUES
  (1, 'total', 'all');
INSERT INTO tally_value VALUES
  (1, 1, 0, 4, 50000, 'persons', 1),
  (2, 1, 0, 4, 0, 'persons', 1);
INSERT INTO degradation VALUES
  (1, 2005, 'forest_loss', 5, 0, 2e7, 0),
  (2, 2005, 'forest_loss', 5, 0, 4e8, 0);

INSERT INTO evidence (evidence_id, dataset_id, dataset, kind, key, year, tier,
    incident_id) VALUES
  (11, 2, 'i', 'incident', '1', 2005, 'T3', 1),
  (12, 2, 'i', 'enforcement', '2', 2005, 'T2', 2),
  (13, 2, 'i', 'incident', '3', 2006, 'T5', 3),
  (14, 2, 'i', 'incident', '8', 2005, 'T1', 8);
