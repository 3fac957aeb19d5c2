#!/bin/sh
# An indicator of one's own, official values, parameters, and what is skipped, in
# an assessment without rasters.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"
cat >zones.geojson <<'END'
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"key":"PER","name":"North"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}},
{"type":"Feature","properties":{"key":"b","name":"South"},"geometry":{"type":"Polygon","coordinates":[[[0,-1],[1,-1],[1,0],[0,0],[0,-1]]]}}]}
END
cat >reports.csv <<'END'
id,day,lat,lon,dead,verified_by
r1,2020-05-01,0.5,0.5,3,OHCHR
r2,2021-05-01,-0.5,0.5,1,
END
cat >m.yaml <<'END'
mapping: m
id: id
date: {column: day, order: ymd}
coordinates: {lat: lat, lon: lon}
domain: FOR
iccs: "0101 10041"
quantities: [{name: victims, column: dead, unit: persons}]
END
cat >official.csv <<'END'
indicator,series,area,year,month,value,low,high,unit,source
16.1.1,VC_IHR_PSRC,604,2020,,7.5,7,8,PER_100000_POP,UNODC
16.1.1,VC_IHR_PSRC,south,2021,,3,,,PER_100000_POP,
16.1.1,VC_IHR_PSRC,Nowhere,2021,,3,,,PER_100000_POP,
16.1.1,VC_IHR_PSRC,604,2020,,7.5,7,8,PER_100000_POP,UNODC
16.1.1,VC_IHR_PSRC,b,2020,,9,,,PT,
16.1.1,VC_IHR_PSRC,b,20,,9,,,PER_100000_POP,
16.1.1,VC_IHR_PSRC,b,2020,13,9,,,PER_100000_POP,
16.1.1,VC_IHR_PSRC,b,2020,,"9,5",,,PER_100000_POP,
16.1.1,VC_IHR_PSRC,b,2020,,9,10,,PER_100000_POP,
16.1.1,VC_IHR_PSRC,b,2020,,,,,PER_100000_POP,
16.1.1,VC_IHR_PSRC,,2020,,9,,,PER_100000_POP,
END
cat >a.yaml <<'END'
assessment: a
title: Records
scope:
  period: {from: 2020, to: 2021}
datasets:
  - {id: areas, kind: zones, title: Areas, set: areas, files: zones.geojson, key: key, name: name, licence: CC0-1.0, citation: us}
  - {id: reports, kind: incidents, title: Reports, files: reports.csv, mapping: m.yaml, licence: CC0-1.0, citation: us}
  - {id: published, kind: official-values, title: Published, files: official.csv, licence: CC0-1.0, citation: us}
parameters:
  - {name: emission.climate, value: boreal}
  - {name: emission.continent, value: asia, source: our foresters}
indicators: [16.1.1, 16.10.1, 13.2.2, 16.4.1, records]
publish: {audience: internal, formats: [qgis, tables]}
END
mkdir -p mine/indicator
cat >mine/indicator/records.sql <<'END'
-- indicator: records
-- title: Records of incidents
-- class: component
-- inputs: incidents
-- formula: count
-- method: Incidents in the zone by the year of their first day.
-- source: us
-- caveat: Records follow the effort of those who look.
-- verified: 2025-01-31
-- series: records_n; unit NUMBER; records of incidents; main
SELECT zone_id, year, 'records_n' AS series, 'component' AS class, 'OBS' AS measure,
       COUNT(*) AS value, COUNT(*) AS low, COUNT(*) AS high, 'A' AS obs_status,
       MIN(dataset) AS dataset
FROM incident_record GROUP BY zone_id, year
END
try 2 "out:a.yaml:12: indicators: 'records' is unknown" check a.yaml
try 0 '' check a.yaml --layers mine
try 0 'out:^records  *component  *Records of incidents' help indicator --layers mine
try 0 'out:^    2025-01-31$' help indicator records --layers mine
sed 's/, records\]/]/' a.yaml >b.yaml
try 0 'out:official.csv: row 6 will be refused: year .20. is no year' check b.yaml
try 0 'out:^16.4.1 is skipped: no mercury; iff.gold_usd_kg; ' \
    run a.yaml --layers mine -o out
holds 'a warning says so' grep -q 'warning: indicator 13.2.2 is skipped: no biomass; ' "$work/err"
holds 'and how much was refused' grep -q 'published: 8 rows refused' "$work/err"
cat >"$work/figures.py" <<'END'
import sqlite3
import sys
db = sqlite3.connect(sys.argv[1])
got = db.execute("""SELECT v.series, z.key, v.year, v.class, v.value, v.low, v.high, v.run_id
    FROM indicator_value v JOIN zone z USING (zone_id)
    ORDER BY v.series, z.key""").fetchall()
want = [("VC_IHR_PSRC", "PER", 2020, "context", 7.5, 7, 8, 1),
        ("VC_IHR_PSRC", "b", 2021, "context", 3, None, None, 1),
        ("defender_killed", "PER", 2020, "component", 3, 3, 3, 1),
        ("defender_victims", "PER", 2020, "component", 3, 3, 3, 1),
        ("env_homicide_victims", "PER", 2020, "component", 3, 3, 3, 1),
        ("env_homicide_victims", "b", 2021, "component", 1, 1, 1, 1),
        ("records_n", "PER", 2020, "component", 1, 1, 1, 1),
        ("records_n", "b", 2021, "component", 1, 1, 1, 1)]
assert got == want, got
assert db.execute("SELECT count(*) FROM context_value").fetchone() == (3,)
got = db.execute("""SELECT row, reason FROM rejected WHERE dataset = 'published'
    ORDER BY row""").fetchall()
assert [r[0] for r in got] == [4, 5, 6, 7, 8, 9, 10, 11], got
assert "earlier row" in got[0][1] and "earlier rows" in got[1][1], got
got = db.execute("""SELECT value, source, calibrated FROM parameter
    WHERE name LIKE 'emission.c%t%' ORDER BY name""").fetchall()
assert ("boreal", "assessment", 1) in got and ("asia", "our foresters", 1) in got, got
END
holds 'figures, official values and refusals' \
    /usr/bin/python3 "$work/figures.py" out/a.sqlite
try 0 '' verify out/a.sqlite --inputs .
try 0 'out:^Indicators that were skipped$' info out/a.sqlite
try 0 'out:^    without_zone: 1$' info out/a.sqlite
try 1 "err:no file in layers/indicator/ has the code 'records'" indicators out/a.sqlite
sed -i 's/COUNT(\*) AS value/5 AS value, 9 AS shade/' mine/indicator/records.sql
try 1 "err:layers/indicator/records.sql: column 'shade' is none" \
    indicators out/a.sqlite --layers mine -q
sed -i 's/5 AS value, 9 AS shade/COUNT(*) AS value/' mine/indicator/records.sql
try 0 '' indicators out/a.sqlite --layers mine
holds 'again the same figures' /usr/bin/python3 "$work/figures.py" out/a.sqlite
# the one that docs/indicators.md shows
mkdir -p shown/indicator
# shellcheck disable=SC2016 # fences of Markdown
sed -n '/^```sql/,/^```/p' "$ECO_SOURCE/docs/indicators.md" | sed '/^```/d' \
    >shown/indicator/loss_share.sql
try 0 'out:^    land-cover or forest-loss-year$' help indicator loss_share --layers shown
holds 'its query fits the store' /usr/bin/python3 -c "
import sqlite3
rows = sqlite3.connect('out/a.sqlite').execute(open('shown/indicator/loss_share.sql').read())
assert [c[0] for c in rows.description][:3] == ['zone_id', 'year', 'series']"
printf 'area,year,value\n' >official.csv
try 3 'out:^error: published: .*official.csv: no column indicator, unit; ' check b.yaml
try 1 'err:official.csv: no column indicator, unit' run b.yaml -o out
finish
