-- in: {table}, {column} of a layer whose R-tree is disabled
DROP TABLE IF EXISTS "idx_{table}_{column}";
