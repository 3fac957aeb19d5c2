#!/bin/sh
# What 'ecocrime help mapping' tells of mapping files, and that the manual does.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"

try 0 'out:^builtin:kobo  *KoboToolbox' help mapping
try 0 'out:^date.order  *dmy | mdy | ymd$' help mapping
try 0 'out:^mapping  *text; needed$' help mapping
try 0 'out:^quantities\[\].unit  *text; needed$' help mapping
holds 'at most 79 columns' awk 'length > 79 { print; bad = 1 } END { exit bad }' \
    "$work/out"
try 0 'out:^mapping: kobo$' help mapping kobo
try 0 'out:^mapping: acled$' help mapping builtin:acled
try 2 "err:there is no mapping 'kob'; there are: acled, " help mapping kob
try 2 'err:--json goes with the topic vocabulary' help mapping --json
try 2 'err:--lang goes with the topic vocabulary' help mapping --lang es

# a builtin mapping in an assessment, from the patrol's XML to the store
cat >zones.geojson <<'EOF'
{"type": "FeatureCollection", "features": [{"type": "Feature",
 "properties": {"code": "A"}, "geometry": {"type": "Polygon",
 "coordinates": [[[29, -2], [30, -2], [30, -1], [29, -1], [29, -2]]]}}]}
EOF
cat >patrol.xml <<'EOF'
<p:patrol xmlns:p="http://www.smartconservationsoftware.org/xml/1.3/patrol"
 id="P1"><p:legs id="1"><p:members givenName="Canary" isLeader="true"/>
<p:days date="2014-12-17"><p:waypoints id="3" x="29.61234" y="-1.45678"
 time="08:50:41"><p:groups><p:observations categoryKey="human.people.">
<p:attributes attributeKey="nameornames"><p:sValue>Canary</p:sValue>
</p:attributes></p:observations></p:groups></p:waypoints></p:days></p:legs>
</p:patrol>
EOF
cat >study.yaml <<'EOF'
assessment: study
scope: {period: {from: 2013, to: 2015}}
datasets:
  - {id: z, kind: zones, files: zones.geojson, key: code}
  - {id: p, kind: incidents, files: patrol.xml, mapping: "builtin:smart-patrol"}
EOF
try 0 'out:note: p: patrol.xml: columns that will not be stored: nameornames' \
    check study.yaml
try 0 'out:1 incidents, 0 rows refused' run study.yaml -o out
try 0 '' verify out/study.sqlite
holds 'nobody is in the store' sh -c '! grep -q Canary out/study.sqlite'
sed 's/smart-patrol/smart-patrols/' study.yaml >bad.yaml
try 2 "out:mapping: 'builtin:smart-patrols' is unknown; there are builtin: acled" \
    check bad.yaml

# a draft from the data, which a study then takes
printf 'case id,date,lat,lon,type,suspect name\n%s\n%s\n' \
    '1,2014-01-31,-1.51234,29.51234,logging,Canary' \
    '2,2014-02-28,-1.61234,29.61234,poaching,Canary' >reports.csv
try 0 'out:^# As it stands, 2 of 2 rows are read' \
    ingest incidents --suggest reports.csv
cp "$work/out" reports.mapping.yaml
holds 'nobody is in the draft' sh -c '! grep -q Canary reports.mapping.yaml'
sed 's/patrol.xml/reports.csv/;s/"builtin:.*"/reports.mapping.yaml/' study.yaml >drafted.yaml
try 0 'out:2 incidents, 0 rows refused' run drafted.yaml -o drafted
try 2 'err:take STORE out' ingest incidents out/study.sqlite --suggest reports.csv
try 2 'err:--mapping is missing' ingest incidents out/study.sqlite reports.csv
try 2 'err:--layer goes with --suggest' ingest incidents out/study.sqlite \
    reports.csv -m reports.mapping.yaml --layer a
try 1 'err:none.csv' ingest incidents --suggest none.csv

# the manual has every key and every builtin mapping, and no other
manual=$ECO_SOURCE/docs/mapping.md
ecocrime help mapping | sed '1,/^Keys:$/d;/^$/d;s/ .*//' >"$work/keys"
holds 'there are keys' test "$(wc -l <"$work/keys")" -gt 40
while read -r key; do
    holds "the manual has $key" grep -qF "\`$key\`" "$manual"
done <"$work/keys"
# shellcheck disable=SC2016 # the manual's own marks
sed -n '/^## Keys$/,/^## Builtin/p' "$manual" | grep '^| `' |
    sed 's/^| \([^|]*\) |.*/\1/' | grep -o '`[^`]*`' | tr -d '`' >"$work/told"
while read -r key; do
    holds "$key of the manual is a key" grep -qxF "$key" "$work/keys"
done <"$work/told"
for name in $(ecocrime help mapping | sed -n 's/^builtin:\([^ ]*\) .*/\1/p'); do
    holds "the manual has $name" grep -qF "\`$name\`" "$manual"
    holds "$name says what is not known" grep -qE '^# Not (certain|known)|^# geo_' \
        "$ECO_SOURCE/layers/mapping/$name.yaml"
done
finish
