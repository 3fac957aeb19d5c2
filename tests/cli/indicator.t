#!/bin/sh
# The catalogue of indicators that 'ecocrime help indicator' prints.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"

try 0 'out:^15\.1\.1 *indicator.component.proxy *Forest area as a proportion' help indicator
holds 'every file is in it' sh -c "test \$(ls '$ECO_SOURCE'/layers/indicator/*.sql | wc -l) = \
    \$(ecocrime help indicator --json | jq '.indicators | length')"
holds 'numbers go before letters' sh -c "ecocrime help indicator --json |
    jq -r '.indicators[].indicator' | tail -n 1 | grep -q '^[a-z]'"
try 0 'out:^    land-cover or canopy-cover$' help indicator 15.1.1
try 0 'out:^Tier I, custodian FAO$' help indicator 15.1.1
try 0 'out:^    biomass, and land-cover or forest-loss-year$' help indicator 13.2.2
try 0 '' help indicator 15.1.1 --json
holds 'one as JSON' jq -e '.indicators | length == 1 and (.[0] |
    .indicator == "15.1.1" and .custodian == "FAO" and .verified == "unverified"
    and ([.series[] | select(.main)] | length == 1))' "$work/out"
for code in $(ecocrime help indicator --json | jq -r '.indicators[].indicator'); do
    try 0 'out:^Formula:$' help indicator "$code"
    LC_ALL=C.UTF-8 sed 's/[^ -~]/x/g' "$work/out" >"$work/plain"
    holds "$code: at most 79 columns" \
        awk 'length > 79 { print; bad = 1 } END { exit bad }' "$work/plain"
done
try 2 "err:there is no indicator '1.2.3'; 'ecocrime help indicator' lists" help indicator 1.2.3
try 2 'err:--lang goes with the topic vocabulary' help indicator --lang es
try 2 'err:none: No such file' help indicator --layers none
mkdir -p mine/indicator
printf -- '-- indicator: toy\n-- title: Toy\nSELECT 1' >mine/indicator/toy.sql
try 1 'err:layers/indicator/toy.sql: .* lacks' help indicator --layers mine
finish
