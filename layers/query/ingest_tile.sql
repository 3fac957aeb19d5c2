-- Footprint of a raster file.
INSERT INTO raster_tile (dataset_id, dataset, file, ncols, nrows, cell, geom)
VALUES (:dataset_id, :dataset, :file, :ncols, :nrows, :cell,
        PolygonFromWKB(:wkb, 4326));
