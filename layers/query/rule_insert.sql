-- A rule, or a cap.
INSERT INTO rule (id, position, tier, is_cap, title, text, asks, source, status,
                  file, sha256)
VALUES (:id, :position, :tier, :is_cap, :title, :text, :asks, :source, :status,
        :file, :sha256);
