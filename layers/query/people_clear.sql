DELETE FROM people_near;
