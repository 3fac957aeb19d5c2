-- The order of the staged rows, kept while they come: sorting at the end would
-- take memory for all of them.
CREATE INDEX incident_stage_order
    ON incident_stage (key, row_hash, merged, file, row);
