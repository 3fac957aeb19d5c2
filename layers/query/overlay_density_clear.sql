-- in: nothing
DELETE FROM evidence_density;
