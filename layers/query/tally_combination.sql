-- One way in which classes meet.
-- in: all columns; dataset_id is found by its id
INSERT INTO combination (combination_id, theme, dataset_id, dataset, year,
    from_label, from_role, to_label, to_role, history, canopy, label)
VALUES (:combination_id, :theme,
    (SELECT dataset_id FROM dataset WHERE id = :dataset), :dataset, :year,
    :from_label, :from_role, :to_label, :to_role, :history, :canopy, :label);
