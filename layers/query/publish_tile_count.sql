-- out: footprints of raster files, their licences and citations
SELECT count(*), group_concat(DISTINCT d.licence), group_concat(DISTINCT d.citation)
FROM raster_tile t JOIN dataset d USING (dataset_id);
