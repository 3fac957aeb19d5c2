-- An incident as evidence. The shape is where it may have been: a polygon as it
-- came (no :wkb), the disc :wkb, or the unit :zone_id.
INSERT INTO evidence (dataset_id, dataset, kind, key, name, date_first, date_last,
    year, properties, domain, subtype, iccs, location, precision_class,
    precision_m, link_mode, link_m, organized, transnational, source_type, reliability,
    credibility, status, sensitivity, case_id, incident_id, zone_id,
    year_first, year_last,
    geom)
SELECT dataset_id, dataset, :kind, key, name, date_first, date_last,
    CAST(substr(date_first, 1, 4) AS INTEGER), '{}',
    COALESCE(domain, substr(subtype, 1, 3)), subtype, iccs, :location,
    precision_class, :spread_m, :link_mode, :link_m, organized, transnational, source_type,
    reliability, credibility, status, sensitivity, nullif(case_id, ''), incident_id, :zone_id,
    :year_first, :year_last,
    CASE WHEN :wkb IS NOT NULL THEN MultiPolygonFromWKB(:wkb, 4326)
         WHEN :zone_id IS NOT NULL
             THEN (SELECT geom FROM zone WHERE zone_id = :zone_id)
         ELSE CastToMultiPolygon(geom) END
FROM incident WHERE incident_id = :incident_id;
