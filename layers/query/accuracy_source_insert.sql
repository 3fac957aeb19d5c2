-- What the assessment gives of a map's accuracy.
INSERT INTO accuracy_source (dataset_id, kind, design, type, users, producers,
                             points, source)
VALUES (:dataset_id, :kind, :design, :type, :users, :producers, :points,
        :source);
