-- What rules may ask of each piece of evidence: one column a fact, NULL for what
-- is not known. What no column tells is taken from the row as it came, where it
-- has one of the fact's name, then from what the assessment tells of the dataset.
-- Polygons tell something by what they are: a permit covers its own place, one
-- with dates its own dates, and is granted unless the dataset has phases; WDPA
-- names strict protection by its IUCN category.
-- Reprints are no sources: in a cluster of duplicates each type of source of a
-- dataset counts once. Equal rows stand together.
-- out: evidence_id, then a column for each fact
WITH told AS (
    SELECT dataset_id, json_group_object(fact, value) AS facts
    FROM dataset_fact GROUP BY dataset_id
), source AS (
    SELECT DISTINCT cluster_id, source_type, dataset_id FROM evidence
    WHERE cluster_id IS NOT NULL
), cluster AS (
    SELECT cluster_id, count(*) AS nsources FROM source GROUP BY cluster_id
), row AS (
    SELECT e.evidence_id, e.date_first, e.date_last, e.domain, e.subtype, e.iccs,
           e.activity, e.phase, e.strict, e.precision_class, e.organized,
           e.transnational, e.source_type, e.reliability, e.credibility,
           e.status, e.sensitivity, e.geom,
           max(e.independent_sources, coalesce(c.nsources, 1)) AS nsources,
           coalesce(i.properties, e.properties) AS properties,
           coalesce(t.facts, '{}') AS facts,
           CASE WHEN e.kind IN ('incident', 'judicial', 'enforcement')
                    THEN 'incident'
                WHEN e.kind = 'mining-footprint' THEN 'footprint'
                WHEN e.kind = 'permits' THEN 'permit'
                WHEN e.kind = 'prohibitions' THEN 'prohibition'
                ELSE 'context' END AS record
    FROM evidence e LEFT JOIN told t ON t.dataset_id = e.dataset_id
         LEFT JOIN cluster c ON c.cluster_id = e.cluster_id
         LEFT JOIN incident i ON i.incident_id = e.incident_id
), fact AS (
SELECT evidence_id, record, date_first, date_last,
    coalesce(subtype, domain, properties ->> 'domain', facts ->> 'domain')
        AS domain,
    substr(iccs, 1, instr(iccs || ' ', ' ') - 1) AS iccs,
    organized, transnational, sensitivity,
    coalesce(status, properties ->> 'status', facts ->> 'status') AS status,
    coalesce(properties ->> 'names_offence', facts ->> 'names_offence',
             CASE WHEN iccs LIKE '10%' THEN 'yes'
                  WHEN iccs IS NOT NULL THEN 'no'
                  WHEN subtype IS NOT NULL THEN 'yes' END)
        AS names_offence,
    coalesce(properties ->> 'enforcement', facts ->> 'enforcement',
             CASE WHEN status = 'charged' THEN 'indictment' END)
        AS enforcement,
    coalesce(source_type, properties ->> 'source_type', facts ->> 'source_type')
        AS source_type,
    coalesce(reliability, properties ->> 'reliability', facts ->> 'reliability')
        AS reliability,
    coalesce(credibility, properties ->> 'credibility', facts ->> 'credibility')
        AS credibility,
    max(nsources, coalesce(properties ->> 'independent_sources',
                           facts ->> 'independent_sources', 1))
        AS independent_sources,
    coalesce(precision_class, properties ->> 'precision', facts ->> 'precision')
        AS precision,
    coalesce(properties ->> 'field_verified', facts ->> 'field_verified')
        AS field_verified,
    coalesce(properties ->> 'prohibition', facts ->> 'prohibition',
             CASE WHEN record = 'prohibition'
                       AND coalesce(strict, properties ->> 'IUCN_CAT'
                                        IN ('Ia', 'Ib', 'II'))
                  THEN 'strict_protected_area' END) AS prohibition,
    coalesce(properties ->> 'prohibition_in_force',
             facts ->> 'prohibition_in_force',
             CASE WHEN record = 'prohibition' AND date_first IS NOT NULL
                  THEN 'yes' END) AS prohibition_in_force,
    coalesce(properties ->> 'land_titled', facts ->> 'land_titled')
        AS land_titled,
    coalesce(properties ->> 'land_consent', facts ->> 'land_consent')
        AS land_consent,
    coalesce(properties ->> 'permit_needed', facts ->> 'permit_needed')
        AS permit_needed,
    coalesce(CASE phase WHEN 'permit' THEN 'granted' WHEN 'unknown' THEN NULL
                        ELSE phase END,
             properties ->> 'permit_phase', facts ->> 'permit_phase',
             CASE WHEN record = 'permit' AND phase IS NULL THEN 'granted' END)
        AS permit_phase,
    coalesce(properties ->> 'permit_covers_place',
             facts ->> 'permit_covers_place',
             CASE WHEN record = 'permit' AND geom IS NOT NULL
                  THEN 'yes' END) AS permit_covers_place,
    coalesce(properties ->> 'permit_covers_date', facts ->> 'permit_covers_date',
             CASE WHEN record = 'permit' AND date_first IS NOT NULL
                  THEN 'yes' END) AS permit_covers_date,
    coalesce(properties ->> 'permit_covers_activity',
             facts ->> 'permit_covers_activity',
             CASE WHEN record = 'permit' AND activity IS NOT NULL
                  THEN 'yes' END) AS permit_covers_activity,
    coalesce(properties ->> 'register_completeness',
             facts ->> 'register_completeness') AS register_completeness,
    coalesce(properties ->> 'register_dated', facts ->> 'register_dated')
        AS register_dated,
    coalesce(properties ->> 'anomalous_patch', facts ->> 'anomalous_patch')
        AS anomalous_patch,
    coalesce(properties ->> 'near_airstrip', facts ->> 'near_airstrip')
        AS near_airstrip,
    coalesce(properties ->> 'in_corridor', facts ->> 'in_corridor')
        AS in_corridor,
    coalesce(properties ->> 'high_score', facts ->> 'high_score') AS high_score,
    coalesce(properties ->> 'practice', facts ->> 'practice') AS practice,
    coalesce(properties ->> 'subsistence', facts ->> 'subsistence')
        AS subsistence
FROM row
)
SELECT * FROM fact
ORDER BY 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
         22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, evidence_id;
