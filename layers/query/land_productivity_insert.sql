-- What a class of productivity dynamics is taken for.
INSERT INTO productivity_change (productivity, change, source, status)
VALUES (:productivity, :change, :source, :status);
