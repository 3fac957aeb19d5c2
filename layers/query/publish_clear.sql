-- in: nothing; the list of layers is made anew
DELETE FROM layer;
