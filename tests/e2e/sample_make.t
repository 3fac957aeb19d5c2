#!/bin/sh
# Makes the sample once for all tests that use it, twice the same.
#   sample_make.t ECOCRIME DIR
set -eu
dir=$2
rm -rf "$dir"
mkdir -p "$dir"
"$ECO_SOURCE/scripts/sample.py" "$dir/sample" >/dev/null
[ -s "$dir/sample/truth.csv" ]
