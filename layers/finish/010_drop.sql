-- Tables of SpatiaLite that mean nothing to people, yet show in layer lists.
DROP TABLE IF EXISTS KNN;
DROP TABLE IF EXISTS data_licenses;
