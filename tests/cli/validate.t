#!/bin/sh
# How far the attribution can be trusted, on the sample.
#   validate.t ECOCRIME SAMPLE-PARENT
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"
ecocrime run "$2/sample/assessment.yaml" -o made -q >/dev/null || exit 1
store=made/sample.sqlite
cp "$store" "before.sqlite"
ask() { # ask STORE SQL
    /usr/bin/python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(*row)' "$@"
}

try 2 'err:2 to 100000' validate "$store" --worlds 1
try 1 'err:no-such' validate "no-such.sqlite"
holds 'a refused validation leaves the store as it was' \
    cmp "$store" "before.sqlite"

try 0 'out:No judged figure is out of its limits' \
    validate "$store" --worlds 6 --shifts 19 -j 1 -q
for part in worlds hold-out control evidence; do
    holds "$part is told" grep -q "^$part: " "$work/out"
done
cp "$work/out" "$work/one"
cp "$store" "once.sqlite"
try 0 'out:.' validate "$store" --worlds 6 --shifts 19 -j 2 -q
holds 'the same for any number of threads' cmp "$work/one" "$work/out"
holds 'and the same store' cmp "$store" "once.sqlite"
try 0 '' verify "$store"

# what the report says is what the table says
holds 'wrong models show' test "$(ask "$store" \
    "SELECT count(*) FROM validation WHERE what LIKE 'wrong model%'
     AND quantity = 'bias' AND measure = 'ILL' AND passed = 1")" = 2
holds 'reports five years off find less' test "$(ask "$store" \
    "SELECT count(*) > 0 AND max(value) < 0.6 FROM validation
     WHERE what = 'reports five years earlier' AND measure = 'ORG'")" = 1
holds 'decided cases and permits are foretold' test "$(ask "$store" \
    "SELECT count(*) FROM validation WHERE quantity = 'Brier score'
     AND (value IS NULL OR value BETWEEN 0 AND 1)")" = 2

# new shares make old findings void
try 0 'out:.' attribute "$store" --rules default -q
holds 'attributed anew, not validated yet' \
    test "$(ask "$store" 'SELECT count(*) FROM validation')" = 0
finish
