#!/bin/sh
# What goes wrong for users: one line that helps, the right exit status, and no
# store, or the store of the run before as it was.
set -u
ecocrime=$1
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0
n=0

not_ok() {
    echo "not ok - $*"
    sed 's/^/    /' err out 2>/dev/null | head -n 12
    failed=1
}

# run_fails NAME STATUS PATTERN: `ecocrime run bad.yaml` says one line that
# matches, ends so, and leaves no store; nor does it touch one that is there.
run_fails() {
    name=$1 want=$2 pattern=$3
    n=$((n + 1))
    for before in none old; do
        rm -rf result
        mkdir result
        if [ $before = old ]; then
            cp good/tiny.sqlite good/tiny.qgz result/
        fi
        "$ecocrime" run bad.yaml -o result -q >out 2>err
        got=$?
        [ "$got" = "$want" ] || not_ok "$name: exit $got, expected $want"
        [ "$(wc -l <err)" = 1 ] || not_ok "$name: $(wc -l <err) lines, not one"
        grep -qE "$pattern" err || not_ok "$name: no match for '$pattern'"
        if [ $before = old ]; then
            cmp -s good/tiny.sqlite result/tiny.sqlite || not_ok "$name: store changed"
        fi
        left=$(find result -type f ! -name 'tiny.sqlite' ! -name 'tiny.qgz')
        [ $before = old ] || left=$(find result -type f)
        [ -z "$left" ] || not_ok "$name: left behind: $left"
    done
}
# check_finds NAME STATUS PATTERN: `ecocrime check bad.yaml` lists it.
check_finds() {
    name=$1 want=$2 pattern=$3
    n=$((n + 1))
    "$ecocrime" check bad.yaml >out 2>err
    got=$?
    [ "$got" = "$want" ] || not_ok "check, $name: exit $got, expected $want"
    cat out err | grep -qE "$pattern" || not_ok "check, $name: no match for '$pattern'"
}
change() { # change SED-EXPRESSION...: bad.yaml from the good one
    sed "$@" tiny.yaml >bad.yaml
    cmp -s tiny.yaml bad.yaml && not_ok "the test changes nothing: $*"
}

# ---- a small assessment that is right
geo="-a_srs EPSG:4326 -a_ullr 10 2 10.01 1.99"
# shellcheck disable=SC2086
make_raster() { # make_raster FILE VALUE [options]
    file=$1 value=$2
    shift 2
    gdal_create -q -of GTiff -ot Byte -outsize 40 40 -burn "$value" $geo "$@" "$file"
}
make_raster loss.tif 14
make_raster canopy.tif 80
zone() { # zone KEY W S E N
    printf '{"type":"Feature","properties":{"code":"%s"},"geometry":{"type":"Polygon","coordinates":[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}}' \
        "$1" "$2" "$3" "$4" "$3" "$4" "$5" "$2" "$5" "$2" "$3"
}
zones() { printf '{"type":"FeatureCollection","features":[%s]}\n' "$1"; }
zones "$(zone A 10.001 1.991 10.004 1.999),$(zone B 10.004 1.991 10.009 1.999)" >zones.geojson
cat >tiny.yaml <<END
assessment: tiny
title: A small one
scope:
  period: {from: 2013, to: 2015}
datasets:
  - {id: loss, kind: forest-loss-year, files: loss.tif, licence: CC0-1.0, citation: made}
  - {id: canopy, kind: canopy-cover, files: canopy.tif, licence: CC0-1.0, citation: made}
  - {id: zones, kind: zones, files: zones.geojson, key: code, set: admin, licence: CC0-1.0, citation: made}
indicators: [15.1.1]
publish: {audience: internal, formats: [qgis]}
END
if ! "$ecocrime" run tiny.yaml -o good -q >out 2>err; then
    not_ok "the small assessment itself"
    exit 1
fi

# ---- the assessment file
cp tiny.yaml bad.yaml
change 's/^title:/titel:/'
run_fails "YAML typo" 2 'bad.yaml:2: .*titel'
check_finds "YAML typo" 2 'bad.yaml:2: .*titel.*title'
change 's/\[15.1.1\]/[15.1.9]/'
run_fails "unknown indicator" 2 'bad.yaml:9: .*15\.1\.9'
check_finds "unknown indicator" 2 '15\.1\.9.*15\.1\.1'
change 's/loss.tif/lost.tif/'
run_fails "missing file" 2 'bad.yaml:6: .*lost.tif'
check_finds "missing file" 2 'lost.tif'
change 's/from: 2013/from: 2031/'
run_fails "period that ends before it begins" 2 'bad.yaml:4: .*2031'
change 's/{id: canopy/{id: loss/'
run_fails "duplicate id" 2 'bad.yaml:7: .*loss'
printf 'assessment: [tiny\n' >bad.yaml
run_fails "no YAML" 2 'bad.yaml:'
rm bad.yaml
run_fails "no assessment" 1 'bad.yaml'

# ---- rasters
echo "this is text" >text.tif
change 's/loss.tif/text.tif/'
run_fails "not a raster" 1 'text.tif'
check_finds "not a raster" 3 'text.tif'
make_raster noise.tif 14 -co COMPRESS=NONE
head -c 900 noise.tif >cut.tif
change 's/loss.tif/cut.tif/'
run_fails "truncated TIFF" 1 'cut.tif'
check_finds "truncated TIFF" 3 'cut.tif'
gdal_create -q -of GTiff -ot Byte -outsize 40 40 -burn 14 -a_ullr 10 2 10.01 1.99 nocrs.tif
change 's/loss.tif/nocrs.tif/'
run_fails "no CRS" 2 'nocrs.tif.*(CRS|reference system)'
check_finds "no CRS" 3 'nocrs.tif.*(CRS|reference system)'
change 's/from: 2013, to: 2015/from: 1990, to: 1995/'
run_fails "a period without data" 2 '(1990|1995)'
check_finds "a period without data" 2 '(1990|1995)'

# ---- zones
zones "$(zone A 400000 200000 410000 210000)" >metres.geojson
change 's/zones.geojson/metres.geojson/'
run_fails "zones in metres under degrees" 2 'metres.geojson.*(degree|longitude|latitude)'
check_finds "zones in metres under degrees" 3 'metres.geojson.*(degree|longitude|latitude)'
zones "" >empty.geojson
change 's/zones.geojson/empty.geojson/'
run_fails "empty zone file" 2 'empty.geojson'
check_finds "empty zone file" 3 'empty.geojson'
ogr2ogr -q -where "code = 'none'" empty.gpkg zones.geojson
change 's/zones.geojson/empty.gpkg/'
run_fails "empty zone table" 2 'empty.gpkg.*no features'
check_finds "empty zone table" 3 'empty.gpkg.*no features'
zones "$(zone A 10.001 1.991 10.004 1.999),$(zone A 10.004 1.991 10.009 1.999)" >twice.geojson
change 's/zones.geojson/twice.geojson/'
run_fails "duplicate keys" 2 "twice.geojson.*'?A'?"
check_finds "duplicate keys" 3 "twice.geojson.*'?A'?"
change 's/key: code/key: kode/'
run_fails "no such field" 2 'zones.geojson.*kode.*code'
check_finds "no such field" 3 'zones.geojson.*kode.*code'
zones "$(zone A 20.001 1.991 20.004 1.999)" >elsewhere.geojson
change 's/zones.geojson/elsewhere.geojson/'
check_finds "zones beside the rasters" 3 '(overlap|outside|touch)'

# ---- the system
cp tiny.yaml bad.yaml
# Root may write anywhere: there, another user tries.
chmod 755 "$work"
as=
[ "$(id -u)" != 0 ] || as="setpriv --reuid=65534 --regid=65534 --clear-groups"
if $as "$ecocrime" help >/dev/null 2>&1; then
    mkdir locked
    chmod 555 locked
    $as "$ecocrime" run bad.yaml -o locked -q >out 2>err
    [ $? = 1 ] || not_ok "read-only folder: wrong exit status"
    [ "$(wc -l <err)" = 1 ] || not_ok "read-only folder: not one line"
    grep -q locked err || not_ok "read-only folder: not named"
    [ -z "$(ls locked)" ] || not_ok "read-only folder: something was written"
    n=$((n + 1))
fi
echo file >occupied
"$ecocrime" run bad.yaml -o occupied/result -q >out 2>err
[ $? = 1 ] || not_ok "folder that cannot be made: wrong exit status"
[ "$(wc -l <err)" = 1 ] || not_ok "folder that cannot be made: not one line"
grep -q occupied err || not_ok "folder that cannot be made: not named"
n=$((n + 1))

# A full disk, as a limit on the size of files; the signal that comes with it
# is ignored, so that writing fails as it does on a full disk.
for blocks in 40 200 500; do # of 512 bytes
    rm -rf result
    mkdir result
    cp good/tiny.sqlite result/
    (
        trap '' XFSZ
        ulimit -f $blocks
        exec "$ecocrime" run bad.yaml -o result -q
    ) >out 2>err
    got=$?
    [ $got = 1 ] || not_ok "full disk at $blocks blocks: exit $got, expected 1"
    [ "$(wc -l <err)" = 1 ] || not_ok "full disk at $blocks blocks: not one line"
    cmp -s good/tiny.sqlite result/tiny.sqlite || not_ok "full disk: store changed"
    [ "$(find result -type f | wc -l)" = 1 ] || not_ok "full disk: left $(ls result)"
    n=$((n + 1))
done
[ $failed = 0 ] && echo "ok - $n cases"
exit $failed
