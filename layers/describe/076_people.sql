-- title: People near attributed sites
SELECT measure, domain, distance_m, d.id AS dataset, sex, age_from, age_to,
       round(persons) AS persons
FROM people_near JOIN dataset d USING (dataset_id)
WHERE zone_id IS NULL AND sex = '_T'
ORDER BY measure, domain, distance_m, dataset, age_from;
