#!/bin/sh
# The rules that 'ecocrime help rules' prints, and rules of one's own.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"

# the default ones, for people and for programs
try 0 'out:^Strongest first: T1 T2 T3 L T4a T4b T4c T5$' help rules
try 0 'out:^T2-enforcement gives T2$' help rules
try 0 'out:^cap-untrue leaves at most none$' help rules
try 0 'out:^    - precision at most 1$' help rules
try 0 "out:codes of 'ecocrime help vocabulary source_type'" help rules
try 0 'out:uncalibrated' help rules
LC_ALL=C.UTF-8 sed 's/[^ -~]/x/g' "$work/out" >"$work/plain"
holds 'at most 79 columns' \
    awk 'length > 79 { print; bad = 1 } END { exit bad }' "$work/plain"
try 0 '' help rules --json
holds 'JSON: each rule has text, source and conditions' jq -e '
    (.tiers + .caps | all(.text != "" and .source != "" and (.asks | length > 0)))
    and (.tiers[0] | .id == "T1-final" and .tier == "T1" and .status == "D")
    and (.caps | map(.at_most) == ["T5", "T5", "none"])
    and (.facts[] | select(.name == "status") | .vocabulary == "status")' "$work/out"
holds 'the sum is that of the file' test "$(jq -r .sha256 "$work/out")" = \
    "$(sha256sum <"$ECO_SOURCE/layers/rules/tiers.yaml" | cut -d' ' -f1)"

# the example of docs/rules.md is read, and prints what is said there
awk '/^```yaml$/ { on = 1; next } /^```$/ { on = 0 } on' \
    "$ECO_SOURCE/docs/rules.md" >mine.yaml
try 0 'out:^told-twice gives T3$' help rules mine.yaml
try 0 'out:^one-paper leaves at most T5$' help rules mine.yaml

# what is wrong is told with its line, all at once
sed 's/is: incident/is: incidnt/; s/at_least: 2/at_least: two/' mine.yaml >bad.yaml
try 2 "out:^error: bad.yaml:[0-9]+: .*'incidnt' is no record; did you mean 'incident'" \
    help rules bad.yaml
try 2 "out:^error: bad.yaml:[0-9]+: .*'two' is no independent_sources" \
    help rules bad.yaml
try 2 '' help rules bad.yaml --json
holds 'as JSON too' jq -e '.errors >= 2 and .outcome == "invalid"' "$work/out"
try 1 'err:none.yaml' help rules none.yaml
try 2 'err:--lang goes with the topic vocabulary' help rules --lang es
try 2 'err:--man is for commands' help rules --man

# from a folder of layers
mkdir -p layers/rules
cp mine.yaml layers/rules/tiers.yaml
try 0 'out:^told-twice gives T3$' help rules --layers layers

# in an assessment: checked, used, stored, used again
/usr/bin/python3 "$ECO_SOURCE/scripts/sample.py" in >"$work/log" 2>&1 || {
    echo "skipped: the sample cannot be made: $(tail -n 1 "$work/log")"
    exit 77
}
cd in || exit 1
with() { # with FILE: the sample, graded by it
    sed "s/^indicators:/attribution: {rules: $1}\n&/" assessment.yaml >with.yaml
}
cp ../mine.yaml ../bad.yaml .
with bad.yaml
try 3 "out:^error: bad.yaml:[0-9]+: .*'incidnt' is no record" check with.yaml
try 2 "err:bad.yaml:[0-9]+: .*'incidnt' is no record.*more errors: see" \
    run with.yaml -o never
holds 'no store is left' test ! -e never/sample.sqlite
with gone.yaml
try 2 "out:^error: with.yaml:[0-9]+: attribution.rules: there is no file 'gone.yaml'" \
    check with.yaml
with default
try 0 '' check with.yaml
with mine.yaml
try 0 '' check with.yaml
try 0 '' run with.yaml -o out -q
cat >"$work/stored.py" <<'END'
import hashlib, sqlite3, sys
db = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True)
text = open(sys.argv[2], 'rb').read()
assert db.execute('SELECT file, sha256, is_default, text FROM rule_file').fetchall() == \
    [('mine.yaml', hashlib.sha256(text).hexdigest(), 0, text.decode())]
assert db.execute('SELECT id, tier, is_cap FROM rule ORDER BY position').fetchall() == \
    [('told-twice', 'T3', 0), ('mapped', 'T5', 0), ('one-paper', 'T5', 1)]
assert db.execute("SELECT DISTINCT kind, tier, tier_rule FROM evidence WHERE kind IN"
                  " ('mining-footprint', 'permits') ORDER BY kind").fetchall() == [('mining-footprint', 'T5', 'mapped'),
                                   ('permits', None, None)]
why = {t for t, in db.execute(
    "SELECT text FROM evidence JOIN tier_reason ON tier_reason_id = tier_reason"
    " WHERE kind = 'permits'")}
assert why == {'told-twice (T3): asks for record is incident; it is permit\n'
               'told-twice (T3): asks for independent_sources at least 2; it is 1\n'
               'mapped (T5): asks for record is footprint; it is permit'}, why
what, = db.execute("SELECT what FROM lineage WHERE step = 'tier'").fetchone()
tiers = dict(db.execute("SELECT coalesce(tier, 'none'), count(*) FROM evidence"
                        " GROUP BY 1"))
assert tiers['T5'] == 40 and tiers['none'] > 6, tiers # single reports have none
assert what == "by 'two newspapers': " + ', '.join(
    f'{t} {n}' for t, n in sorted(tiers.items())), (what, tiers)
END
holds 'the store holds rules and tiers' \
    /usr/bin/python3 "$work/stored.py" out/sample.sqlite mine.yaml
try 0 'out:^Evidence by tier$' info out/sample.sqlite
cp mine.yaml kept.yaml
rm mine.yaml
try 0 '' indicators out/sample.sqlite
holds 'and again, by the rules that it holds' \
    /usr/bin/python3 "$work/stored.py" out/sample.sqlite kept.yaml
try 0 '' verify out/sample.sqlite

# what the assessment tells of a dataset, by the default rules
facts() { # facts DATASET FACT=VALUE...: told.yaml with them
    id=$1 all=
    shift
    for fact in "$@"; do
        all="$all${all:+, }{fact: ${fact%=*}, is: \"${fact#*=}\"}"
    done
    sed "s/^  - id: $id\$/&\n    facts: [$all]/" told.yaml >more.yaml
    mv more.yaml told.yaml
}
sed "/^    facts:/d" assessment.yaml >told.yaml
facts permits permit_phase=granted permit_covers_activity=yes
facts mines permit_needed=yes permit_phase=none register_completeness=0.97 \
    register_dated=yes
try 0 '' check told.yaml
try 0 '' run told.yaml -o told -q
try 0 '' info told/sample.sqlite --json
holds 'permits are L, mines without one T4b' jq -e '
    .tier | map({(.rule): .items}) | add | .["L-permit"] == 6 and .["T4b-complete"] == 40' \
    "$work/out"
try 0 '' verify told/sample.sqlite
facts reports enforcement=siezure
try 3 "out:^error: reports: facts, line [0-9]+: 'siezure' is no enforcement; allowed: none, insp" \
    check told.yaml
try 2 "err:'siezure' is no enforcement.*facts of dataset 'reports', told.yaml:[0-9]+" \
    run told.yaml -o never
finish
