-- Has a layer anything to show?
-- in:  {table}, {column} of a registered layer
-- out: 1 or 0
SELECT EXISTS (SELECT 1 FROM "{table}" WHERE "{column}" IS NOT NULL);
