-- mountain_cover_change, before it is read again.
DELETE FROM mountain_cover_change;
