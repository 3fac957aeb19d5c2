-- The coordinate systems of a store: WGS 84, of every layer, and the
-- equal-area one that people measure in.
-- out: 1, or 0 when one is unknown
SELECT min(InsertEpsgSrid(column1)) FROM (VALUES (4326), (6933));
