#!/bin/sh
# Makes the sample once for the tests that share it.
#   sample_make.t ECOCRIME DIR
set -eu
dir=$2
rm -rf "$dir"
mkdir -p "$dir"
"$ECO_SOURCE/scripts/sample.py" "$dir/sample" >/dev/null
[ -s "$dir/sample/truth.csv" ]
