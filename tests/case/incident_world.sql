-- A toy world for tests/unit/test_incident_figures.c, beside store_sample.h. All
-- in zone 1 and 2001 unless said otherwise.
INSERT INTO incident (incident_id, dataset_id, dataset, key, date_first, domain, iccs,
                      status, case_id, properties) VALUES
  -- waste within borders, reported twice; across borders, perhaps in zone 2; one
  -- without an amount; refuted; of another year
  (1, 1, 'zones', '1', '2001-02-01', 'WST', '10021', 'open', '', '{}'),
  (2, 1, 'zones', '2', '2001-02-02', 'WST', '10021', 'open', '', '{}'),
  (3, 1, 'zones', '3', '2001-03-01', 'WST', '10022 10021', 'open', '', '{}'),
  (4, 1, 'zones', '4', '2001-03-09', 'WST', '10021', 'open', '', '{}'),
  (5, 1, 'zones', '5', '2001-03-09', 'WST', '10021', 'refuted', '', '{}'),
  (6, 1, 'zones', '6', '1999-03-09', 'WST', '10021', 'open', '', '{}'),
  -- homicides by miners; linked by the case only; without any link
  (11, 1, 'zones', '11', '2001-04-01', 'MIN', '0101 10043', 'open', '', '{}'),
  (12, 1, 'zones', '12', '2001-04-03', 'ENB', '0101', 'open', 'k', '{}'),
  (13, 1, 'zones', '13', '2001-05-03', 'FOR', '10041', 'open', 'k', '{}'),
  (14, 1, 'zones', '14', '2001-04-03', 'ENB', '0101', 'open', '', '{}'),
  -- trafficking; forced labour of nobody tells how many
  (21, 1, 'zones', '21', '2001-06-01', 'ENB', '02042', 'open', '', '{}'),
  (22, 1, 'zones', '22', '2001-06-02', 'MIN', '02032 10043', 'open', '', '{}'),
  -- seizures, one without a value
  (31, 1, 'zones', '31', '2001-07-01', 'WLD', '100312', 'open', '', '{}'),
  (32, 1, 'zones', '32', '2001-07-20', 'WLD', '10042', 'open', '', '{}'),
  -- defenders: killed by the code; two violations; not verified by who may
  (41, 1, 'zones', '41', '2001-08-01', 'ENB', '0101', 'verified', '',
   '{"verified_by": "OHCHR"}'),
  (42, 1, 'zones', '42', '2001-08-09', 'ENB', '02022', 'verified', '',
   '{"verified_by": "nhri", "violation": "detention; torture"}'),
  (43, 1, 'zones', '43', '2001-08-20', 'ENB', '0101', 'verified', '',
   '{"verified_by": "newspaper"}'),
  -- fishing in zone 2
  (51, 1, 'zones', '51', '2001-09-01', 'FSH', '10042', 'open', '', '{}');
INSERT INTO incident_zone
SELECT incident_id, CASE incident_id WHEN 51 THEN 2 ELSE 1 END, 'inside', incident_id = 3
FROM incident;
INSERT INTO incident_zone VALUES (3, 2, 'inside', 1);
INSERT INTO incident_cluster VALUES (1, 1), (2, 1);
INSERT INTO incident_quantity VALUES
  (1, 'load', 10, 't'),
  (2, 'load', 12000, 'kg'),
  (3, 'load', 5, 't'),
  (5, 'load', 99, 't'),
  (6, 'load', 99, 't'),
  (11, 'victims', 2, 'persons'),
  (12, 'persons', 3, 'persons'),
  (14, 'victims', 50, 'persons'),
  (21, 'victims', 7, 'persons'),
  (31, 'price', 1000, 'USD'),
  (42, 'victims', 4, 'persons');
-- 1 000 people live in zone 1
INSERT INTO dataset (dataset_id, id, kind, title) VALUES
  (3, 'reports', 'incidents', 'Reports'),
  (4, 'people', 'population', 'People'),
  (5, 'table', 'official-values', 'Published');
INSERT INTO tally_value (zone_id, combination_id, evidence_set_id, dataset_id, sum, unit,
                         valid_cm2) VALUES
  (1, 1, 0, 4, 1000, 'persons', 1000000);
-- official values by key, by name, of an area that is no zone, in another unit than
-- the head has, under a name that is computed, of months
INSERT INTO context_value (dataset_id, dataset, indicator, series, area, year, month,
                           value, low, high, unit, source) VALUES
  (5, 'table', '14.4.1', 'ER_H2O_FWTL', 'a', 2001, 0, 64.6, 60, 70, 'PT', 'FAO'),
  (5, 'table', '14.4.1', 'ER_H2O_FWTL', 'bravo', 2002, 0, 62, NULL, NULL, 'PT', ''),
  (5, 'table', '14.4.1', 'ER_H2O_FWTL', 'Atlantis', 2001, 0, 1, NULL, NULL, 'PT', ''),
  (5, 'table', '14.6.1', 'ER_REG_UNFCIM', 'a', 2001, 0, 4, NULL, NULL, 'GRADE', ''),
  (5, 'table', '15.1.1', 'AG_LND_FRST', 'a', 2001, 0, 51.5, NULL, NULL, 'PT', ''),
  (5, 'table', '13.2.2', 'EN_ATM_GHGT_WLU', 'a', 2001, 0, 9, NULL, NULL, 'TCO2E', ''),
  (5, 'table', '14.1.1', 'EN_MAR_CHLDEV', 'a', 2001, 1, 10, NULL, NULL, 'PT', ''),
  (5, 'table', '14.1.1', 'EN_MAR_CHLDEV', 'a', 2001, 2, 20, NULL, NULL, 'PT', '');
