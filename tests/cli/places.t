#!/bin/sh
# Reports that name their place, in an assessment that lists them before the
# zones: joined, refused, left out with their zone by the scope, shown by info.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"
box() { # box KEY NAME WEST SOUTH
    printf '{"type":"Feature","properties":{"key":"%s","name":"%s"},"geometry":{"type":"Polygon","coordinates":[[[%s,%s],[%s.5,%s],[%s.5,%s.5],[%s,%s.5],[%s,%s]]]}}' \
        "$1" "$2" "$3" "$4" "$3" "$4" "$3" "$4" "$3" "$4" "$3" "$4"
}
{
    printf '{"type":"FeatureCollection","features":['
    box 1 'São Félix do Xingu' 10 1
    printf ','
    box 2 Altamira 12 1
    printf ','
    box 3 Altamira 14 1
    printf ','
    box 4 'Côte Rouge' 40 1
    printf ']}'
} >zones.geojson
cat >reports.csv <<END
id,town
a,S. FELIX DO XINGU
b,Cote Rouge
c,ALTAMIRA
d,Elsewhere
e,Mun. de Sao Felix do Xingu
END
cat >m.yaml <<END
mapping: m
id: id
place: {name: town}
END
cat >a.yaml <<END
assessment: a
title: Places
scope:
  period: {from: 2020, to: 2021}
  domains: [FOR]
  bbox: [9, 0, 20, 5]
datasets:
  - {id: reports, kind: incidents, title: Reports, files: reports.csv, mapping: m.yaml}
  - {id: towns, kind: zones, title: Towns, set: towns, files: zones.geojson, key: key, name: name}
indicators: [forest_loss]
publish: {audience: internal, formats: [tables]}
END
try 0 '' run a.yaml -o out
try 0 '' verify out/a.sqlite
cat >"$work/rows.py" <<'END'
import sqlite3
import sys
db = sqlite3.connect(sys.argv[1])
got = db.execute("""SELECT i.key, i.place_outcome, z.key, i.precision_class, i.flags
    FROM incident i LEFT JOIN zone z ON z.zone_id = i.place_zone_id
    ORDER BY i.key""").fetchall()
want = [("a", "matched", "1", 4, ""), ("d", "none", None, 5, "place_unknown"),
        ("e", "matched", "1", 4, "")]
assert got == want, got
got = db.execute("""SELECT name, zone_name, zone_id IS NULL, nrows FROM place_match
    WHERE outcome = 'matched'""").fetchall()
assert got == [("Cote Rouge", "Côte Rouge", 1, 1),
               ("Mun. de Sao Felix do Xingu", "São Félix do Xingu", 0, 1),
               ("S. FELIX DO XINGU", "São Félix do Xingu", 0, 1)], got
END
holds 'rows have their zones' /usr/bin/python3 "$work/rows.py" out/a.sqlite
try 0 'out:^Names of places' info out/a.sqlite
try 0 'out:"outcome": "ambiguous"' info out/a.sqlite --json
try 0 'out:several zones have this name: Altamira \(2\), Altamira \(3\); give the code' \
    info out/a.sqlite --rejected
try 0 'out:1 rows lie wholly outside the scope' info out/a.sqlite
sed '/^indicators/i\  - {id: more, kind: zones, title: More, set: more, files: zones.geojson, key: key, name: name}' a.yaml >b.yaml
try 2 'err:m.yaml: place.zones: name the zone sets in which places are looked up; there are: towns, more' \
    run b.yaml -o out
printf 'mapping: n\nplace: {parent: state}\n' >n.yaml
sed 's/m.yaml/n.yaml/' a.yaml >c.yaml
try 2 'err:n.yaml:2: place: needs name or code' run c.yaml -o out
finish
