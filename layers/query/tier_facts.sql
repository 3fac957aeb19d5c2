-- What rules may ask of each piece of evidence: one column a fact, NULL for what
-- is not known. Facts without a column of their own are taken from the row as it
-- came, where it has one of the fact's name. Equal ones stand together.
-- out: evidence_id, then a column for each fact
WITH fact AS (
    SELECT evidence_id,
           CASE kind WHEN 'incidents' THEN 'incident'
                     WHEN 'mining-footprint' THEN 'footprint'
                     WHEN 'permits' THEN 'permit'
                     WHEN 'prohibitions' THEN 'prohibition'
                     ELSE 'context' END AS record,
           date_first, date_last,
           properties ->> 'domain' AS domain,
           properties ->> 'status' AS status,
           properties ->> 'names_offence' AS names_offence,
           properties ->> 'enforcement' AS enforcement,
           properties ->> 'source_type' AS source_type,
           properties ->> 'reliability' AS reliability,
           properties ->> 'credibility' AS credibility,
           properties ->> 'independent_sources' AS independent_sources,
           properties ->> 'precision' AS precision,
           properties ->> 'field_verified' AS field_verified,
           properties ->> 'prohibition' AS prohibition,
           properties ->> 'prohibition_in_force' AS prohibition_in_force,
           properties ->> 'land_titled' AS land_titled,
           properties ->> 'land_consent' AS land_consent,
           properties ->> 'permit_needed' AS permit_needed,
           properties ->> 'permit_phase' AS permit_phase,
           properties ->> 'permit_covers_place' AS permit_covers_place,
           properties ->> 'permit_covers_date' AS permit_covers_date,
           properties ->> 'permit_covers_activity' AS permit_covers_activity,
           properties ->> 'register_completeness' AS register_completeness,
           properties ->> 'register_dated' AS register_dated,
           properties ->> 'anomalous_patch' AS anomalous_patch,
           properties ->> 'near_airstrip' AS near_airstrip,
           properties ->> 'in_corridor' AS in_corridor,
           properties ->> 'high_score' AS high_score
    FROM evidence
)
SELECT * FROM fact
ORDER BY 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
         22, 23, 24, 25, 26, 27, 28, 29, evidence_id;
