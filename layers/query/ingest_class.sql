-- An entry of a legend.
INSERT INTO class (dataset_id, class, label, role, low, high, unccd)
VALUES (:dataset_id, :class, :label, :role, :low, :high, :unccd);
