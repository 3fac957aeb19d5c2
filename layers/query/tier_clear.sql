-- No piece of evidence has a tier, before all are graded again.
UPDATE evidence SET tier = NULL, tier_rule = NULL, tier_reason = NULL
WHERE tier_reason IS NOT NULL OR tier_rule IS NOT NULL OR tier IS NOT NULL;
