/* A small store: two zones, one land-cover dataset with a year and a half of
 * invented classes, one piece of evidence. */
#ifndef ECO_TESTS_STORE_SAMPLE_H
#define ECO_TESTS_STORE_SAMPLE_H

/* Zone 1 has 100 m2, zone 2 has 50 m2. */
static const char store_sample[] =
    "INSERT INTO run VALUES (1, 'toy', 'A toy', 2001, 2002, 'internal',"
    " 'ecocrime 0', 'none', 'abc', 'assessment: toy');"
    "INSERT INTO dataset (dataset_id, id, kind, title, licence, nfiles, nbytes)"
    " VALUES (1, 'zones', 'zones', 'Zones', 'CC0-1.0', 1, 3),"
    "        (2, 'cover', 'land-cover', 'Cover', 'CC0-1.0', 0, 0);"
    "INSERT INTO dataset_file VALUES (1, 'z.txt', 3,"
    " 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',"
    " 'z.txt');"
    "INSERT INTO zone_set (zone_set_id, name, title, dataset_id)"
    " VALUES (1, 'admin', 'Districts', 1);"
    "INSERT INTO zone (zone_id, zone_set_id, zone_set, key, name, area_m2, "
    "geom)"
    " VALUES (1, 1, 'admin', 'a', 'Alfa', 100,"
    "  GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))', 4326)),"
    " (2, 1, 'admin', 'b', 'Bravo', 50,"
    "  GeomFromText('MULTIPOLYGON(((1 1,2 1,2 2,1 1)))', 4326));"
    "INSERT INTO evidence (evidence_id, dataset_id, dataset, kind, key,"
    " date_first, date_last, year, geom) VALUES (1, 1, 'zones',"
    " 'mining-footprint', 'm', '2001-01-01', '2001-12-31', 2001,"
    "  GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))', 4326));"
    "INSERT INTO combination (combination_id, theme, dataset_id, dataset, year,"
    " from_label, from_role, to_label, to_role, label) VALUES"
    " (1, 'total', NULL, '', NULL, NULL, NULL, NULL, NULL, 'all'),"
    " (2, 'land-cover', 2, 'cover', 2000, NULL, NULL, 'f', 'forest', 'f'),"
    " (3, 'land-cover', 2, 'cover', 2001, 'f', 'forest', 'f', 'forest', 'f-f'),"
    " (4, 'land-cover', 2, 'cover', 2001, 'f', 'forest', 'm', 'mining', 'f-m');"
    "INSERT INTO evidence_set VALUES (1, 1, 1, 0);"
    "INSERT INTO tally VALUES (1, 1, 0, 9, 900000), (1, 1, 1, 1, 100000),"
    " (1, 2, 0, 10, 1000000), (1, 3, 0, 9, 900000), (1, 4, 1, 1, 100000),"
    " (2, 1, 0, 5, 500000), (2, 2, 0, 5, 500000), (2, 3, 0, 5, 500000);";

#endif
