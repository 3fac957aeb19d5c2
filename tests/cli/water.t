#!/bin/sh
# Samples of water against their targets, and reaches of rivers, from files to
# figures: 6.3.2 by hand.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"
command -v sqlite3 >/dev/null || {
    echo 'skipped: no sqlite3 to look into the store with'
    exit 77
}
cat >zones.geojson <<END
{"type":"FeatureCollection","features":[{"type":"Feature",
"properties":{"key":"all"},"geometry":{"type":"Polygon","coordinates":
[[[10,0],[11,0],[11,1],[10,1],[10,0]]]}}]}
END
# Of lake A 4 of 5 samples are good, of B 3 of 4, C in the year after; pH has
# two ends, oxygen a lower one.
cat >samples.csv <<END
water_body,parameter,value,target,date,lat,lon
A,nitrate,10,<=10,2015-03-01,0.5,10.5
A,nitrate,10.1,<=10,2015-04-01,0.5,10.5
A,oxygen,6.5,>=6,2015-04-01,0.5,10.5
A,pH,6,6-9,2015-04-01,0.5,10.5
A,pH,9.0,6 - 9,2015-05-01,0.5,10.5
B,oxygen,5.9,>=6,2015-04-01,0.6,10.6
B,oxygen,6,>=6,2015-05-01,0.6,10.6
B,nitrate,1,10,2015-05-01,0.6,10.6
B,nitrate,2,10,2015-06-01,0.6,10.6
C,nitrate,1e1,10,2016-05-01,0.6,10.6
D,nitrate,much,10,2015-05-01,0.6,10.6
D,nitrate,1,low,2015-05-01,0.6,10.6
,nitrate,1,10,2015-05-01,0.6,10.6
D,nitrate,1,9-6,2015-05-01,0.6,10.6
E,nitrate,1,10,2015-05-01,5,10.6
END
cat >rivers.geojson <<END
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"HYRIV_ID":1,"NEXT_DOWN":2,"LENGTH_KM":3.5},
 "geometry":{"type":"LineString","coordinates":[[9,0.2],[10.2,0.2]]}},
{"type":"Feature","properties":{"HYRIV_ID":2,"NEXT_DOWN":0,"LENGTH_KM":8},
 "geometry":{"type":"MultiLineString","coordinates":[[[10.2,0.2],[10.3,0.3]],[[10.3,0.3],[10.4,0.4]]]}},
{"type":"Feature","properties":{"HYRIV_ID":3,"NEXT_DOWN":2,"LENGTH_KM":0},
 "geometry":{"type":"Point","coordinates":[10.2,0.2]}},
{"type":"Feature","properties":{"HYRIV_ID":4,"NEXT_DOWN":0,"LENGTH_KM":9},
 "geometry":{"type":"Point","coordinates":[12,0.2]}}]}
END
write() { # write OFFICIAL
    cat >a.yaml <<END
assessment: water
scope: {period: {from: 2015, to: 2016}}
datasets:
  - {id: zones, kind: zones, files: zones.geojson, key: key}
  - {id: samples, kind: water-monitoring, files: samples.csv, date: date, lat: lat, lon: lon, official: $1}
  - {id: rivers, kind: rivers, files: rivers.geojson, key: HYRIV_ID}
indicators: [6.3.2]
END
}
ask() { # ask EXPECTED SELECT
    got=$(sqlite3 out/water.sqlite "$2")
    [ "$got" = "$1" ]
    say $? "$2: '$got', not '$1'"
}
write false
try 0 err: run a.yaml -o out
ask 11 'SELECT count(*) FROM water_sample'
ask '11 12 13 14' "SELECT group_concat(row, ' ') FROM (SELECT row FROM rejected WHERE dataset = 'samples' ORDER BY row)"
ask '1 2 3.5|2  8.0|4  9.0' "SELECT group_concat(reach || ' ' || coalesce(next_down, '') || ' ' || length_km, '|') FROM river_reach"
ask 3 "SELECT row FROM rejected WHERE dataset = 'rivers'"
ask '2015|50.0|proxy|U|1 of 2 water bodies are good, by 9 samples
2016|100.0|proxy|U|1 of 1 water bodies are good, by 1 samples' \
    "SELECT year, value, class, obs_status, note FROM indicator_value WHERE series = 'EN_H2O_WBAMBQ' ORDER BY year"
ask '0.0|11.5' "SELECT value, (SELECT sum(length_km) FROM river_reach WHERE reach < '3') FROM indicator_value WHERE series = 'river_mining_km' AND measure = 'ILL'"
try 0 '' verify out/water.sqlite
rm -rf out
write true
try 0 err: run a.yaml -o out
ask indicator "SELECT DISTINCT class FROM indicator_value WHERE series = 'EN_H2O_WBAMBQ'"
finish
