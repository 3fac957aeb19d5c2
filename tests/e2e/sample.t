#!/bin/sh
# The main job on the sample: against known truth, the same bytes for any number
# of threads and a second run, verified, and opened in QGIS.
#   sample.t ECOCRIME
set -eu
ecocrime=$1
/usr/bin/python3 -c 'import osgeo, numpy' 2>/dev/null || {
    echo 'skipped: the generator needs python3-gdal and python3-numpy'
    exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
/usr/bin/python3 -B "$ECO_SOURCE/scripts/sample.py" "$work/sample" >/dev/null
cd "$work"
"$ecocrime" check sample/assessment.yaml
"$ecocrime" run sample/assessment.yaml -o one -j 1 -q >one.txt
"$ecocrime" run sample/assessment.yaml -o two -j 2 -q >two.txt
cmp one.txt two.txt
diff -r one two
"$ecocrime" run sample/assessment.yaml -o two -j 2 -q >two.txt
diff -r one two
"$ecocrime" verify one/sample.sqlite --inputs sample
"$ecocrime" info one/sample.sqlite >info.txt
grep -q CC0-1.0 info.txt
"$ECO_SOURCE/tests/e2e/compare_truth.py" one/sample.sqlite sample/truth.csv
[ "$(wc -c <one/sample.qgz)" -lt 50000 ]
before=$(sha256sum one/sample.sqlite)
status=0
QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=$work \
    "$ECO_SOURCE/tests/qgis/check_store.py" one/sample.sqlite \
    one/sample.qgz pictures 2>qgis.txt || status=$?
[ "$status" = 77 ] || [ "$status" = 0 ] || {
    cat qgis.txt
    exit 1
}
[ "$before" = "$(sha256sum one/sample.sqlite)" ] || {
    echo 'QGIS changed the store by opening it'
    exit 1
}
# Indicators again from the tally: nothing changes but what SQLite counts.
"$ecocrime" indicators one/sample.sqlite -q
"$ecocrime" verify one/sample.sqlite
"$ECO_SOURCE/tests/e2e/compare_truth.py" one/sample.sqlite sample/truth.csv | tail -n 1
"$ecocrime" publish one/sample.sqlite -o copy -q
diff -r two/tables copy/tables
