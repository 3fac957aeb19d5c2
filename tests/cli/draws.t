#!/bin/sh
# How often to draw how far attribution may be off: told by the assessment or the
# command, kept by the store; the same draws give the same bytes.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"
command -v gdal_translate >/dev/null || {
    echo 'skipped: no gdal_translate to make the rasters with'
    exit 77
}
# 12 x 8 cells of about 1 km; lost in 2001, 2002 or never
{
    printf 'ncols 12\nnrows 8\nxllcorner 10\nyllcorner 0\ncellsize 0.01\n'
    for row in 0 1 2 3 4 5 6 7; do
        echo "1 2 0 1 2 0 1 1 2 2 $((row % 3)) 0"
    done
} >loss.asc
gdal_translate -q -ot Byte -a_srs EPSG:4326 loss.asc loss.tif
square() { # square PROPERTIES WEST SOUTH EAST NORTH
    printf '{"type":"Feature","properties":{%s},"geometry":{"type":"Polygon",' "$1"
    printf '"coordinates":[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}}' \
        "$2" "$3" "$4" "$3" "$4" "$5" "$2" "$5" "$2" "$3"
}
collection() {
    printf '{"type":"FeatureCollection","features":['
    cat
    printf ']}\n'
}
{
    square '"key":"west"' 10 0 10.06 0.08
    printf ,
    square '"key":"east"' 10.06 0 10.12 0.08
} | collection >zones.geojson
{
    square '"name":"a","year":2001' 10.01 0.01 10.05 0.05
    printf ,
    square '"name":"b","year":2002' 10.03 0.02 10.09 0.07
} | collection >mines.geojson
cat >rules.yaml <<'END'
rules: maps
strongest_first: [T3]
tiers:
  - id: mapped
    tier: T3
    title: On a map
    text: A footprint that somebody mapped.
    source: this test
    status: D
    when: {all: [{fact: record, is: footprint}]}
END
written() { # written DRAWS-AND-SEED: an assessment
    cat >assessment.yaml <<END
assessment: small
scope: {period: {from: 2001, to: 2002}}
datasets:
  - {id: loss, kind: forest-loss-year, files: loss.tif}
  - {id: districts, kind: zones, files: zones.geojson, key: key, set: admin}
  - {id: mines, kind: mining-footprint, files: mines.geojson, name: name, date: year}
attribution: {rules: rules.yaml$1}
indicators: [15.2.1]
END
}
query() { # query STORE SQL
    /usr/bin/python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]):
    print(*row, sep="|")' "$1" "$2"
}
all='SELECT * FROM attribution_interval ORDER BY 1, 2, 3, 4, 5, 6'

written ', draws: 300, seed: 7'
try 0 '' check assessment.yaml
try 0 '' run assessment.yaml -o out -j 1
store=out/small.sqlite
try 0 '' verify $store
try 0 'out:How far that may be off' info $store
query $store "$all" >first
holds 'years and the period, where evidence counts' test "$(wc -l <first)" = 30
holds 'an interval' test "$(query $store "SELECT count(*) FROM attribution_total
    WHERE type = 'tree_cover_loss' AND measure = 'ILL' AND sd_m2 > 0
      AND p05_m2 < mean_m2 AND mean_m2 < p95_m2")" = 1
holds 'parameters are told' test "$(query $store "SELECT value FROM parameter
    WHERE name IN ('montecarlo.draws', 'montecarlo.seed') ORDER BY name" |
    tr '\n' ' ')" = '300 7 '
holds 'the lineage tells draws and seed' test "$(query $store "SELECT count(*)
    FROM lineage WHERE step = 'draws' AND what LIKE '300 draws of seed 7:%'")" = 1

try 0 '' run assessment.yaml -o two -j 3
holds 'threads change no byte' cmp $store two/small.sqlite
mkdir other
again=other/small.sqlite
cp $store $again
try 0 '' attribute $again
for table in attribution_interval attribution_total variance_share sensitivity \
    attribution parameter lineage; do
    query $store "SELECT * FROM $table ORDER BY 1, 2, 3, 4" >run
    query $again "SELECT * FROM $table ORDER BY 1, 2, 3, 4" >computed
    holds "computed again, the same rows of $table" cmp run computed
done
try 0 '' attribute $again --seed 8
query $again "$all" >anew
holds 'another seed, other draws' sh -c '! cmp -s first anew'
try 0 '' attribute $again --seed 7 --draws 300
query $again "$all" >anew
holds 'and back' cmp first anew
try 0 '' attribute $again --draws 0
holds 'no draws, no rows' test "$(query $again \
    'SELECT count(*) FROM attribution_interval')" = 0
try 0 '' verify $again
try 2 'err:1 draws: 0, for none, or from 2 to 100000' attribute $again --draws 1
try 2 'err:draws' attribute $again --draws -5

written ', draws: 1'
try 2 'out:^error: assessment.yaml:7: attribution.draws: 1 is not 0, for none' \
    check assessment.yaml
written ', seed: -1'
try 2 'out:^error: assessment.yaml:7: attribution.seed: -1 is not' check assessment.yaml
written ', draws: 0'
try 0 '' run assessment.yaml -o none
holds 'none are asked for' test "$(query none/small.sqlite "SELECT count(*)
    FROM lineage WHERE step = 'draws' AND what = 'no draws were asked for'")" = 1
finish
