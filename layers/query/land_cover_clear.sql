-- land_cover_change, before it is read again.
DELETE FROM land_cover_change;
