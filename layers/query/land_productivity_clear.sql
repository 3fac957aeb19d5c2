-- productivity_change, before it is read again.
DELETE FROM productivity_change;
