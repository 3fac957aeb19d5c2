-- The part of an evidence polygon that lies in a zone.
INSERT INTO evidence_zone (evidence_id, zone_id, area_m2, share)
VALUES (:evidence_id, :zone_id, :area_m2, :share);
