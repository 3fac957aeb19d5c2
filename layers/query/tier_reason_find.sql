-- The number of a reason.
SELECT tier_reason_id FROM tier_reason WHERE text = :text;
