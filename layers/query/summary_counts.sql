-- What was read, refused and left to say.
SELECT (SELECT count(*) FROM evidence), (SELECT count(*) FROM incident),
       (SELECT count(*) FROM rejected), (SELECT count(*) FROM parameter WHERE calibrated = 0),
       (SELECT count(*) FROM layer);
