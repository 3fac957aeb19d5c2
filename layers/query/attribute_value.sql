-- What evidence of a tier is worth.
INSERT INTO tier_value (tier, quantity, told, low, central, high, source, status)
VALUES (:tier, :quantity, :told, :low, :central, :high, :source, :status);
