#!/bin/sh
# ecocrime scope: scores from what files and stores hold and from what is told,
# the class that follows, its forms, and what is wrong with scores.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"
command -v gdal_translate >/dev/null || {
    echo 'skipped: no gdal_translate to make the rasters with'
    exit 77
}
raster() { # raster NAME VALUES: 4 x 1 cells of a quarter thousandth degree
    printf 'ncols 4\nnrows 1\nxllcorner 10\nyllcorner 0\ncellsize 0.00025\n%s\n' \
        "$2" >"$1.asc"
    gdal_translate -q -ot Byte -a_srs EPSG:4326 "$1.asc" "$1.tif"
}
raster mine_2012 '0 0 0 0'
raster mine_2013 '1 0 0 1'
raster coarse_2012 '0 0 0 0' && sed 's/0.00025/0.001/' coarse_2012.asc >c.asc &&
    gdal_translate -q -ot Byte -a_srs EPSG:4326 c.asc coarse_2012.tif
box() { # box PROPERTIES WEST EAST
    printf '{"type":"Feature","properties":{%s},"geometry":{"type":"Polygon",' "$1"
    printf '"coordinates":[[[%s,0],[%s,0],[%s,0.00025],[%s,0.00025],[%s,0]]]}}' \
        "$2" "$3" "$3" "$2" "$2"
}
layer() { # layer FILE FEATURE...
    file=$1 && shift
    printf '{"type":"FeatureCollection","features":[%s' "$1" >"$file" && shift
    for f in "$@"; do printf ',%s' "$f" >>"$file"; done
    printf ']}' >>"$file"
}
layer zones.geojson "$(box '"key":"w","name":"West"' 10 10.0005)" \
    "$(box '"key":"e","name":"East, the | far"' 10.0005 10.001)"
layer permits.geojson "$(box '"no":"1","from":"2010-01-01"' 10.00075 10.001)"
layer parks.geojson "$(box '"id":"p"' 10.0005 10.001)"
cat >reports.csv <<'END'
id,day,lat,lon,class,kind,status
1,2013-05-03,0.0001,10.0001,1,MIN,convicted
2,2013-06-03,0.0001,10.0001,5,MIN,reported
END
cat >reports.mapping.yaml <<'END'
mapping: reports
id: id
date: {column: day}
coordinates: {lat: lat, lon: lon}
precision: {column: class}
domain: {column: kind}
status: {column: status}
END
cat >points.csv <<'END'
# design: stratified
mapped,reference,count
mining_new,mining_new,50
other,other,60
END
study() { # study FILE LINES...: what differs between the studies
    file=$1 && shift
    {
        printf 'assessment: study\ntitle: Mines, invented\n'
        printf 'scope: {period: {from: 2013, to: 2013}, domains: [MIN, WST]}\n'
        printf 'datasets:\n  - {id: mines, kind: mining-mask, files: %s' \
            "'mine_{year}.tif'"
        printf '%s\n' "$@"
        printf '  - {id: z, kind: zones, key: key, name: name, files: zones.geojson}\n'
    } >"$file"
}
study bare.yaml '}'
study full.yaml ', accuracy: points.csv}' \
    '  - {id: permits, kind: permits, files: permits.geojson, key: no, date: from,
     activity: [MIN], facts: [{fact: register_completeness, is: 0.97}]}' \
    '  - {id: parks, kind: prohibitions, files: parks.geojson, key: id, year: 2000}' \
    '  - {id: reports, kind: incidents, files: reports.csv, mapping: reports.mapping.yaml,
     facts: [{fact: names_offence, is: "yes"}, {fact: source_type, is: court}]}'
sed -i '1a legal_basis: agreement' full.yaml
scores() { # scores AREA DOMAIN: those of the document in out, in one line
    jq -r --arg a "$1" --arg d "$2" '.rows[] | select(.area == $a and .domain == $d)
        | [.scores[].score] | join(" ")' "$work/out"
}
is() { # is WHAT WANT GOT
    holds "$1: '$3', not '$2'" test "$2" = "$3"
}

# a study of rasters alone
try 0 'out:^West +MIN +1.0 +0.0 .* out \(C\)$' scope bare.yaml
try 0 'out:MIN K2 0: mines has no accuracy sample' scope bare.yaml
try 0 'out:WST K1 0: no dataset shows degradation' scope bare.yaml
try 0 'out:^  out \(4\): Nothing is to be collected' scope bare.yaml
try 0 '' scope bare.yaml --json
is 'scores of MIN' '1 0 0 0 0 0 0 0 0' "$(scores w MIN)"
is 'scores of WST' '0 0 0 0 0 0 0 0 0' "$(scores e WST)"
is 'readiness is 3 of 21' 0.1429 \
    "$(jq '.rows[0].readiness * 10000 | round / 10000' "$work/out")"
is 'no width is known' null "$(jq '.rows[0].half_width' "$work/out")"

# what the files of a full one hold
try 0 '' scope full.yaml --json
is 'scores of MIN' '1 1 1 1 0.5 0.5 0.5 0 0' "$(scores w MIN)"
is 'scores of WST' '0 0 0.5 0 0.5 0.5 0.5 0 0' "$(scores w WST)"
sed 's/register_completeness, is: 0.97/register_completeness, is: 0.5/; s/: points.csv/: {borrowed: {users: 0.9, producers: 0.9, source: s}}/' \
    full.yaml >less.yaml
try 0 '' scope less.yaml --json
is 'a half for less, nothing for what is borrowed' '1 0 1 0.5 0.5 0.5 0.5 0 0' \
    "$(scores w MIN)"
sed 's/mine_{year}/coarse_2012/' bare.yaml >coarse.yaml
try 0 'out:MIN K1 0.5: mines \(mining-mask\): cells of 111 m, too coarse' scope coarse.yaml
sed 's/to: 2013/to: 2014/' bare.yaml >years.yaml
try 0 'out:MIN K1 0.5: .*not all years of the period' scope years.yaml
sed 's/domains: .MIN, WST./bbox: [10, 0, 10.001, 0.00025]/' bare.yaml >box.yaml
try 0 'out:^the whole scope +MIN' scope box.yaml
try 0 'out:^the whole scope +FOR' scope box.yaml

# with what a run has found
try 0 '' run full.yaml -o out
try 0 '' scope full.yaml --store out/study.sqlite --json
is 'a placed report, a decision' '1 1 1 1 1 1 0.5 0 0' "$(scores w MIN)"
is 'none in the other zone' '1 1 1 1 0 0 0.5 0 0' "$(scores e MIN)"
is 'organized crime told of nobody: (1 - 0.3) / 2 / 0.6' 0.5833 \
    "$(jq '.rows[] | select(.area == "w" and .domain == "MIN") | .half_width
           * 10000 | round / 10000' "$work/out")"
sed 's/assessment: study/assessment: other/' full.yaml >other.yaml
try 2 "err:is of the assessment 'study', not of 'other'" \
    scope other.yaml --store out/study.sqlite

# what people tell: 18 of 21 without K6; evidence that is worth much or little
cat >told.csv <<'END'
area,domain,criterion,score,reason
*,*,K7,1,agreed
*,MIN,K5,1,counted by hand
*,*,K8,1,documented
*,*,K9,1,signed
"East, the | far",MIN,K9,0,not yet
w,MIN,T4a,0.3,expected
e,MIN,T1,0.2,expected
END
try 0 '' scope full.yaml --scores told.csv --json
is 'told scores' '1 1 1 1 1 0.5 1 1 1' "$(scores w MIN)"
is 'B: the width of T4a is too much' 'B 20' \
    "$(jq -r '.rows[] | select(.area == "w" and .domain == "MIN")
        | "\(.class) \(.readiness * 21 | round)"' "$work/out")"
is 'out by veto, B without' 'out B' \
    "$(jq -r '.rows[] | select(.area == "e" and .domain == "MIN")
        | "\(.class) \(.class_without_veto)"' "$work/out")"
# values that are known better make class A
mkdir -p own/scope && sed 's/half_width_most,0.5/half_width_most,0.6/' \
    "$ECO_SOURCE/layers/scope/limits.csv" >own/scope/limits.csv
sed 's/,K9,0,not yet/,K9,1,signed/' told.csv >signed.csv
try 0 'out:^East, the \| far +MIN .* 0.58  A$' \
    scope full.yaml --scores signed.csv --layers own
try 0 'out:^East, the \| far +MIN .* 0.58  C$' \
    scope full.yaml --scores signed.csv --layers own --concept global-DEG
try 0 'out:^The concept needs 2 sets of zones; the assessment has 1' \
    scope full.yaml --concept cross-border-basin
try 0 'out:^Concept: Selected countries' scope full.yaml --concept selected-countries
try 2 "err:concept 'all' is unknown; allowed: as-told, global-DEG" \
    scope full.yaml --concept all

# files: the scores can be read again, and give the same
try 0 '' scope full.yaml --scores told.csv --json -o files
cp "$work/out" "$work/first"
try 0 '' scope full.yaml --scores files/scores.csv --json
jq '[.rows[] | {area, domain, readiness, half_width, class}]' "$work/first" >"$work/a"
jq '[.rows[] | {area, domain, readiness, half_width, class}]' "$work/out" >"$work/b"
holds 'the same again' cmp "$work/a" "$work/b"
holds 'a row an area and domain' test "$(wc -l <files/scope.csv)" = 5
holds 'the document' grep -q '^# Scope and coverage: Mines, invented' files/scope.md
holds 'says what may be claimed' grep -q '^- Class B, .*no central value' files/scope.md
holds 'a name with a bar' grep -qF '| East, the \| far | MIN |' files/scope.md
holds 'says what is missing' grep -q '^- WST K1 0: no dataset shows' files/scope.md

# scores that are wrong
bad() { # bad PATTERN LINE
    printf 'area,domain,criterion,score,reason\n%s\n' "$2" >bad.csv
    try 2 "err:$1" scope bare.yaml --scores bad.csv
}
bad "bad.csv:2: area: 'x' is not the key or name of an area, or \*" 'x,MIN,K1,1,r'
bad "bad.csv:2: domain: 'FOR' is not a domain of the assessment, or \*" 'w,FOR,K1,1,r'
bad "bad.csv:2: criterion: 'K0' is not K1 to K9, or a tier" 'w,MIN,K0,1,r'
bad "bad.csv:2: criterion: 'L' is not K1 to K9" 'w,MIN,L,1,r'
bad "bad.csv:2: score: '0.7' is not 0, 0.5 or 1" 'w,MIN,K1,0.7,r'
bad "bad.csv:2: score: '1.5' is not a share from 0 to 1" 'w,MIN,T1,1.5,r'
bad "bad.csv:2: reason: '' is not a reason" 'w,MIN,K1,1,'
bad "bad.csv:2: a quote has no end" 'w,MIN,K1,1,"r'
bad "add up to 1.5; they are parts" 'w,MIN,T1,0.7,r
w,MIN,T2,0.8,r'
printf 'area,domain,score,reason\n' >bad.csv
try 2 "err:bad.csv:1: column 'criterion' is missing" scope bare.yaml --scores bad.csv
: >bad.csv
try 2 'err:bad.csv: is empty; the columns are' scope bare.yaml --scores bad.csv
try 1 'err:none.csv' scope bare.yaml --scores none.csv
sed 's/mine_{year}/none/' bare.yaml >nofile.yaml
try 2 'err:does not exist' scope nofile.yaml
echo x >x.tif
sed "s/'mine_{year}.tif'/x.tif/" bare.yaml >noraster.yaml
try 1 'err:x.tif' scope noraster.yaml

# tables of one's own that are wrong
wrong() { # wrong PATTERN FILE SED
    rm -rf own && mkdir -p own/scope
    sed "$3" "$ECO_SOURCE/layers/scope/$2" >"own/scope/$2"
    try 1 "err:$1" scope bare.yaml --layers own
}
wrong "criteria.csv:3: id 'K3'; K1 to K9, in this order" criteria.csv '3s/K2/K3/'
wrong "criteria.csv:2: number 'x'; a number" criteria.csv '2s/,3,/,x,/'
wrong "limits.csv: has no row 'class_b'" limits.csv 3d
wrong "classes.csv:2: class 'D'; A, B, C and out" classes.csv '2s/^A/D/'
wrong "rasters.csv:1: columns" rasters.csv '1s/domain/x/'
wrong "rasters.csv:2: row 'FOR'; a cell for each" rasters.csv '2s/$/,x/'
finish
