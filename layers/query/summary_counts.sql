-- What was read, refused and left to say; the last two: maps of degradation with
-- areas adjusted by a sample, and by figures from elsewhere.
SELECT (SELECT count(*) FROM evidence), (SELECT count(*) FROM incident),
       (SELECT count(*) FROM rejected), (SELECT count(*) FROM parameter WHERE calibrated = 0),
       (SELECT count(*) FROM layer),
       (SELECT count(DISTINCT dataset_id) FROM degradation_adjusted WHERE kind = 'sample'),
       (SELECT count(DISTINCT dataset_id) FROM degradation_adjusted WHERE kind = 'borrowed');
