-- in: :table TEXT
DELETE FROM layer_styles WHERE f_table_name = :table;
