-- A step that is done again says the new figures in its old place.
UPDATE lineage SET what = :what WHERE step = :step AND output = :output;
