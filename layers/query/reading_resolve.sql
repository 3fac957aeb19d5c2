-- Refused rows of earlier readings of the same file: it was read again, and
-- what is still wrong in it is refused anew. So are those whose key now holds.
DELETE FROM rejected
WHERE dataset_id = :dataset_id AND reading < :reading
  AND (file IN (SELECT value FROM json_each(:files))
       OR (key <> '' AND EXISTS (
           SELECT 1 FROM incident n WHERE n.dataset_id = rejected.dataset_id
           AND n.key = rejected.key AND n.reading = :reading)));
