-- Nor has anything a reason.
DELETE FROM tier_reason;
