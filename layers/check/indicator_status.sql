-- check: A figure is missing exactly when its observation status says so.
-- why: SDMX list CL_OBS_STATUS: M and O are missing values, all others have one.
SELECT printf('%s of zone %d in %d', series, zone_id, year) AS place,
       printf('status %s, value %s', obs_status, coalesce(value, 'missing'))
           AS problem
FROM indicator_value
WHERE (value IS NULL) <> (obs_status IN ('M', 'O'))
   OR obs_status NOT IN ('A', 'B', 'D', 'E', 'F', 'G', 'I', 'K', 'L', 'M', 'N',
                         'O', 'P', 'Q', 'S', 'U', 'V', 'W');
