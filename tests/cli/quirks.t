#!/bin/sh
# Faults that field files were met with, each made up here: what is odd is read
# as it is meant, flagged or refused with the reason, never placed in silence.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"
/usr/bin/python3 -c 'import osgeo.ogr' 2>/dev/null || {
    echo 'skipped: the files need the Python bindings of GDAL'
    exit 77
}
cat >"$work/make.py" <<'END'
import json
from osgeo import ogr, osr
def text(name, content, encoding='utf-8'):
    with open(name, 'wb') as out:
        out.write(content.encode(encoding))
ring = lambda w, s, e, n: [[[w, s], [e, s], [e, n], [w, n], [w, s]]]
text('zones.geojson', json.dumps({'type': 'FeatureCollection', 'features': [
    {'type': 'Feature', 'properties': {'k': k, 'name': name},
     'geometry': {'type': 'Polygon', 'coordinates': ring(*box)}}
    for k, name, box in (('RI', 'Rivers', (6, 4, 8, 6)), ('JW', 'Java', (110, -8, 111, -7)))]}))
# a locale that ate the decimal point; an exponent; one row that is right
text('ruined.csv', 'id,day,lat,lon\n'
     '1,2021-05-01,-7.48236,110.46435\n'
     '2,2021-05-01,-748236,110464345\n'
     '3,2021-05-01,-7424635766074060,1.1043444131501E+16\n'
     '4,2021-05-01,110.46435,-7.48236\n'
     '5,2021-05-01,0,0\n')
# a double acute accent for seconds, decimal minutes, hemispheres by language
text('degrees.csv', 'id;day;place\n'
     "1;07/01/2011;N 4° 31' 50.6˝ E 7° 02' 10.1˝\n"
     "2;07/01/2011;4° 31.843' N, 7° 2.168' E\n"
     "3;13/01/2011;4 31 50,6 N 7 02 10,1 L\n"
     "4;31/02/2011;N 4° 31' 50.6˝ E 7° 02' 10.1˝\n")
# metres where degrees are said; a grid whose belt is not told
text('metres.csv', 'id,day,lat,lon\n1,2021-05-01,236241.5,409829.25\n')
text('belt.csv', 'id,day,e,n\n1,2011-01-07,502311,91822\n')
# day first in Latin-1 beside month first with a byte order mark
text('latin.csv', 'id;dia;lat;lon;município\n1;03/02/2013;-7,5;110,5;São José\n', 'latin-1')
text('bom.csv', '\ufeffid,day,lat,lon\n1,3/25/2013,-7.5,110.5\n2,13/2/2013,-7.5,110.5\n')
# the same notice once per article of law, and letters with blanks between
text('notice.csv', 'no,day,state,article\n9,2013-02-03,R I V E R S,50\n'
     '9,2013-02-03,R I V E R S,70\n8,2013-02-03,R V E R S,50\n')
# quoted line breaks, a first column without a name, a typographic apostrophe
text('quoted.csv', ',id,the airstrip´s place,day,lat,lon\n'
     '0,1,"two\nlines",2013-02-03,-7.5,110.5\n1,2,"he said ""no""",2013-02-03,-7.5,110.5\n')
# longitudes from Paris; a shapefile alone
srs = osr.SpatialReference()
srs.ImportFromEPSG(4807)
srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
made = ogr.GetDriverByName('GPKG').CreateDataSource('paris.gpkg')
layer = made.CreateLayer('p', srs, ogr.wkbPoint)
layer.CreateField(ogr.FieldDefn('id'))
row = ogr.Feature(layer.GetLayerDefn())
row.SetField('id', 'eiffel')
row.SetGeometry(ogr.CreateGeometryFromWkt('POINT (0 54)')) # grads
layer.CreateFeature(row)
made = layer = row = None
END
/usr/bin/python3 "$work/make.py" 2>"$work/err" || say 1 'the files are made'

# study FILE MAPPING...: zones and one file by its mapping, to out/NAME.sqlite
study() {
    file=$1 name=${1%.*}
    shift
    printf '%s\n' "mapping: $name" "$@" >m.yaml
    cat >"$name.yaml" <<END
assessment: $name
title: $name
scope: {period: {from: 2010, to: 2022}}
datasets:
  - {id: zones, kind: zones, files: zones.geojson, key: k, name: name, set: state}
  - {id: reports, kind: incidents, files: $file, mapping: m.yaml}
indicators: []
publish: {audience: internal, formats: [tables]}
END
    try 0 '' run "$name.yaml" -o out -q
    try 0 '' verify "out/$name.sqlite"
}
cat >"$work/ask.py" <<'END'
import sqlite3, sys
db = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True)
got = ' | '.join(' '.join(map(str, row)) for row in db.execute(sys.argv[2]))
print('got', got)
sys.exit(got != sys.argv[3])
END
asks() { # asks NAME WHAT SQL ANSWER
    holds "$1: $2" /usr/bin/python3 "$work/ask.py" "out/$1.sqlite" "$3" "$4"
}
# place.py STORE LON LAT: all incidents lie there, to 150 m
cat >"$work/place.py" <<'END'
import sqlite3, struct, sys
rows = sqlite3.connect(sys.argv[1]).execute('SELECT geom FROM incident').fetchall()
got = {struct.unpack('<dd', blob[43:59]) for blob, in rows}
want = [float(word) for word in sys.argv[2:]]
sys.exit(f'{got}' if not got or any(
    abs(a - b) > 0.0015 for place in got for a, b in zip(place, want)) else 0)
END
kept="SELECT key FROM incident ORDER BY key"

study ruined.csv 'id: id' 'date: {column: day, order: ymd}' \
    'coordinates: {lat: lat, lon: lon, expect: {box: [95, -11, 141, 6]}}' 'domain: FOR'
asks ruined 'only the good row is placed' "$kept" 1
asks ruined 'the others are refused' "SELECT count(*) FROM rejected" 4
asks ruined 'exchanged axes are named' \
    "SELECT count(*) FROM rejected WHERE key = '4' AND reason LIKE '%exchanged%'" 1

study degrees.csv 'id: id' 'date: {column: day, order: dmy}' \
    'coordinates: {column: place, language: pt}' 'domain: POL'
holds 'three spellings, one place' /usr/bin/python3 "$work/place.py" out/degrees.sqlite \
    7.0361 4.5307
asks degrees 'a day that is none is refused' \
    "SELECT key FROM rejected WHERE reason LIKE '%no day of the calendar%'" 4
asks degrees 'the others are kept' "$kept" '1 | 2 | 3'

study metres.csv 'id: id' 'date: {column: day, order: ymd}' \
    'coordinates: {lat: lat, lon: lon}' 'domain: FOR'
asks metres 'metres are no degrees' "SELECT count(*) FROM rejected" 1

printf '%s\n' 'mapping: belt' 'id: id' 'coordinates: {easting: e, northing: n}' >belt.m.yaml
sed 's/m.yaml/belt.m.yaml/; s/ruined/belt/g' ruined.yaml >belt.yaml
try 3 'out:^error: .*easting and northing need zone .a column., fixed_zone, or crs' check belt.yaml

study latin.csv 'id: id' 'date: {column: dia, order: dmy}' \
    'coordinates: {lat: lat, lon: lon}' 'place: {name: município}' 'domain: FOR'
asks latin 'letters and days of Latin-1' \
    "SELECT place_name, date_first FROM incident" 'São José 2013-02-03'
study bom.csv 'id: id' 'date: {column: day, order: mdy}' \
    'coordinates: {lat: lat, lon: lon}' 'domain: FOR'
asks bom 'the mark is no part of the first name' "$kept" 1
asks bom 'the thirteenth month is refused' "SELECT key FROM rejected" 2

study notice.csv 'id: no' 'date: {column: day, order: ymd}' 'place: {name: state}' \
    'domain: POL' 'merge_by: article'
asks notice 'articles of one notice are merged' \
    "SELECT key, nrows FROM incident ORDER BY key" '8 1 | 9 2'
asks notice 'letters with blanks are a name; one too few is told, not guessed' \
    "SELECT name, outcome FROM place_match ORDER BY name DESC" \
    'R V E R S none | R I V E R S matched'

study quoted.csv 'id: id' 'title: "the airstrip´s place"' \
    'date: {column: day, order: ymd}' 'coordinates: {lat: lat, lon: lon}' 'domain: ENB' \
    'drop: [column_1]'
asks quoted 'lines and quotes within a cell' \
    "SELECT replace(name, char(10), '/') FROM incident ORDER BY key" \
    'two/lines | he said "no"'

study paris.gpkg 'id: id' 'date: {fixed: "2013"}' 'coordinates: {geometry: true}' 'domain: FOR'
holds 'longitudes from Paris, in grads' \
    /usr/bin/python3 "$work/place.py" out/paris.sqlite 2.3372 48.6000
finish
