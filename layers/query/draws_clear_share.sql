-- Shares of the draws before.
DELETE FROM variance_share;
