-- Extent, row count and value ranges of every layer. Without them QGIS writes
-- them into the file that it opens, and cannot open it read-only.
-- out: 1, or 0 for failure
SELECT UpdateLayerStatistics();
