-- The tier of a piece of evidence.
UPDATE evidence SET tier = :tier, tier_rule = :rule, tier_reason = :reason
WHERE evidence_id = :evidence_id;
