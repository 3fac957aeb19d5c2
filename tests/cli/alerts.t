#!/bin/sh
# Dated alerts by their declared coding: known days, months and confidences,
# through tabulate and through a run to its tables and layers.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"
command -v gdal_translate >/dev/null || {
    echo 'skipped: no gdal_translate to make the rasters with'
    exit 77
}
# days 1, 31, 32, 59; 60, 425 (29 February 2016), 2922 (31 December 2022), none;
# 2923, and values that are no alert; 2924
{
    printf 'ncols 4\nnrows 3\nxllcorner 10\nyllcorner 0\ncellsize 0.01\n'
    printf '20001 20031 20032 20059\n30060 30425 32922 0\n'
    printf '42923 10005 20000 42924\n'
} >alerts.asc
gdal_translate -q -ot UInt16 -a_srs EPSG:4326 alerts.asc alerts.tif
{
    printf 'ncols 4\nnrows 1\nxllcorner 10\nyllcorner 0\ncellsize 0.01\n'
    printf '20001 20060 20366 0\n'
} >days.asc
gdal_translate -q -ot UInt16 -a_srs EPSG:4326 days.asc days.tif
cat >zones.geojson <<END
{"type":"FeatureCollection","features":[{"type":"Feature",
"properties":{"key":"all"},"geometry":{"type":"Polygon","coordinates":
[[[10,0],[10.04,0],[10.04,0.03],[10,0.03],[10,0]]]}}]}
END
tab() { # tab PATTERN LEGEND FILE
    try 0 "$1" tabulate -z zones.geojson -k key -c "a=$3,legend=$2"
}
for row in '2015-01 low,2' '2015-02 low,2' '2015-03 high,1' '2016-02 high,1' \
    '2022-12 high,1' '2023-01 highest,2' 'no alert,1' 'unlisted,2'; do
    tab "out:^all,$row," gfw-integrated alerts.tif
done
tab 'out:^all,unlisted,4,' radd alerts.tif
tab 'out:^all,2020-01,1,' radd-date days.tif
tab 'out:^all,2020-02,1,' radd-date days.tif
tab 'out:^all,2020-12,1,' radd-date days.tif
tab 'out:^all,outside,8,' radd-date days.tif

# a coding of one's own
printf 'key,value\ndate,days\nepoch,2020-01-15\n' >own.csv
tab 'out:^all,2047-06,1,' own.csv alerts.tif
own() { # own PATTERN LINE...: a coding that is wrong
    pattern=$1
    shift
    printf '%s\n' "$@" >wrong.csv
    try 2 "err:wrong.csv:$pattern" \
        tabulate -z zones.geojson -k key -c a=alerts.tif,legend=wrong.csv
}
own "2: 'dates' is unknown; allowed: date, epoch, unit" key,value dates,days
own "2: date: 'mmdd' is unknown" key,value date,mmdd
own "3: epoch: '2014-13-01' is not a date" key,value date,days epoch,2014-13-01
own "3: epoch is missing" key,value date,days none,0
own '.*unit and confidence go together' key,value date,days epoch,2014-12-31 unit,10000
own ".*confidence: '2:b' is given twice" key,value confidence,2:a confidence,2:b
own '.*none: 5 stands for 2015-01 too' key,value date,days epoch,2014-12-31 none,5
try 1 'err:legend .gfw. is neither .*gfw-integrated' \
    tabulate -z zones.geojson -k key -c a=alerts.tif,legend=gfw

# a run: months of the period only
cat >study.yaml <<END
assessment: study
scope: {period: {from: 2015, to: 2016}}
datasets:
  - {id: alerts, kind: dated-alerts, files: alerts.tif, legend: gfw-integrated,
     licence: CC-BY-4.0, citation: GFW}
  - {id: z, kind: zones, key: key, files: zones.geojson, licence: l, citation: c}
END
try 0 '' run study.yaml -o out
months=out/tables/alert_month.csv
holds 'four rows' test "$(grep -c '^admin,all,' "$months")" = 4
holds 'January' grep -q '^admin,all,[^,]*,2015-01,low,alerts,24[67][.0-9]*,2,' "$months"
holds 'a leap day' grep -q ',2016-02,high,alerts,12[34][.0-9]*,1,' "$months"
try 0 '' verify out/study.sqlite --inputs .
cat >look.py <<'END'
import sqlite3
db = sqlite3.connect('file:out/study.sqlite?mode=ro', uri=True)
rows = db.execute('SELECT year_start, year_end, round(low / value, 3), label '
                  'FROM alert_alerts_admin ORDER BY 1').fetchall()
assert [r[:3] for r in rows] == [
    ('2015-01-01', '2015-01-31', 0), ('2015-02-01', '2015-02-28', 0),
    ('2015-03-01', '2015-03-31', 1), ('2016-02-01', '2016-02-29', 1)], rows
assert rows[0][3].endswith('hectares of alerts (2015-01)'), rows[0]
END
holds 'the layer has a row a month' /usr/bin/python3 look.py
finish
