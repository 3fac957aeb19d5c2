-- The share of a set.
INSERT INTO set_value (evidence_set_id, type, year, measure, domain, tier, low,
                       central, high)
VALUES (:set, :type, :year, :measure, :domain, :tier, :low, :central, :high);
