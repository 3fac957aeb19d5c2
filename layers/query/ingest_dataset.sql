-- A source, as the assessment declares it.
INSERT INTO dataset (id, kind, title, origin, licence, citation, official, sensitivity)
VALUES (:id, :kind, :title, :origin, :licence, :citation, :official, :sensitivity);
