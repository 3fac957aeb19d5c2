#!/bin/sh
# One of the real cases from assessment to verified store; the figures are
# compared by the Python file of the same name where there is one.
#   run.sh ECOCRIME lourenco|dominican|ibama|africa|field|land
set -eu
ecocrime=$1 case=$2
here=$(cd "$(dirname "$0")" && pwd)
data=${ECOCRIME_DATA:-$here/../../../shared/data}
if [ ! -f "$data/MANIFEST.md" ]; then
    echo "skipped: no real data; ECOCRIME_DATA names no folder that holds it"
    exit 77
fi
data=$(cd "$data" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

bands=$(awk 'BEGIN { for (y = 1985; y <= 2022; y++) printf "%s%d: %d", (y > 1985 ? ", " : ""), y, y - 1984 }')
sed -e "s|@DATA@|$data|" -e "s|@BANDS@|$bands|" -e "s|@HERE@|$here|" "$here/$case.yaml" >"$work/$case.yaml"
if [ "$case" = lourenco ] || [ "$case" = field ]; then
    # Holders of claims are persons: their names do not leave the source.
    ogr2ogr -q "$work/claims.gpkg" "$data/mining/amapa_claims/ZEEAP_mineracao.GPKG" \
        sigmine_AP_2021_poligonos -select PROCESSO,FASE,SUBS,ANO
fi
if [ "$case" = africa ] || [ "$case" = field ]; then
    ogr2ogr -q "$work/states.gpkg" "$data/units/world/world_map.gpkg" -nln states \
        -dialect SQLite -sql \
        "SELECT adm0_a3 || rowid AS code, name, geom FROM states_provinces"
fi
if [ "$case" = land ]; then
    gdalinfo -json "$data/forest/amapa_lourenco/lorenco_85a22.tif" | jq '
        .geoTransform as [$x, $dx, $r, $y, $t, $dy] |
        [$x - 99, $y + 99, $x + $dx * .size[0] + 99, $y + $dy * .size[1] - 99] as
        [$w, $n, $e, $s] |
        {type: "FeatureCollection",
         crs: {type: "name", properties: {name: "urn:ogc:def:crs:EPSG::31976"}},
         features: [{type: "Feature", properties: {k: "whole"},
            geometry: {type: "Polygon", coordinates:
                [[[$w, $n], [$w, $s], [$e, $s], [$e, $n], [$w, $n]]]}}]}' \
        >"$work/whole.geojson"
fi
cd "$work"
"$ecocrime" check "$case.yaml"
"$ecocrime" run "$case.yaml" -o out -q >summary.txt
cat summary.txt
"$ecocrime" verify "out/$case.sqlite"
script=$here/figures.py
[ ! -f "$here/$case.py" ] || script=$here/$case.py
/usr/bin/python3 -B "$script" "$ecocrime" "$case" "$data" out
