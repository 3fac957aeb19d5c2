#!/bin/sh
# The commands in their order on the shipped sample: every example of the
# manual, messages and progress, interruption, and what bad input leaves behind.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"
/usr/bin/python3 "$ECO_SOURCE/scripts/sample.py" "$work/in" >"$work/log" 2>&1 || {
    echo "skipped: the sample cannot be made: $(tail -n 1 "$work/log")"
    exit 77
}

# every example of the manual, in the order of the help
ecocrime --json-usage >"$work/usage.json"
jq -r '.commands[].examples[].line' "$work/usage.json" >"$work/examples"
while read -r line; do
    case $line in
    *'| man '*) command -v man >/dev/null || continue ;;
    esac
    sh -c "set -e; $line" >"$work/out" 2>"$work/err" </dev/null
    say $? "example: $line"
done <"$work/examples"
for file in study.yaml out/sample.sqlite out/sample.qgz out/tables forest.csv \
    pa1.gpkg copy/sample.qgz copy/sample.sqlite ecocrime.bash; do
    holds "the examples wrote $file" test -s "$file"
done
holds 'nothing is left behind' test -z "$(find . -name '*.tmp*' -o -name '*-journal')"

# check: for people and for machines
try 0 '' check assessment.yaml --json
holds 'check --json is one document' jq -e '.errors == 0' "$work/out"
jq -r '.findings[] | .severity + ": " + .where + ": " + .text' "$work/out" \
    >"$work/listed"
try 0 '' check assessment.yaml
holds 'both forms list the same' cmp "$work/out" "$work/listed"
sed 's/^indicators: \[/&15.9.9, /; s/canopy.tif/nosuch.tif/' assessment.yaml >bad.yaml
try 2 'out:^error: bad.yaml:[0-9]+: .*15\.9\.9' check bad.yaml
holds 'all errors at once' grep -q '^error: bad.yaml:[0-9]*: .*nosuch.tif' "$work/out"
holds 'errors first' sh -c \
    "sed 's/:.*//' '$work/out' | uniq | tr '\n' ' ' | grep -qE '^error (warning )?(note )?\$'"
try 2 'out:"outcome": "invalid"' check bad.yaml --json
try 1 'err:nosuch.yaml' check nosuch.yaml
try 2 'err:bad.yaml:[0-9]+' run bad.yaml -o never
holds 'an invalid assessment writes nothing' test ! -e never

# the store, looked at
try 0 'out:sample' info out/sample.sqlite
try 0 '' info out/sample.sqlite --json
holds 'info --json is JSON' jq -e . "$work/out"
try 0 '' verify out/sample.sqlite --inputs .
try 1 'err:nosuch.sqlite' info nosuch.sqlite
try 1 'err:assessment.yaml' info assessment.yaml
try 1 'err:nosuch.sqlite' verify nosuch.sqlite
try 1 'err:nosuch.sqlite' indicators nosuch.sqlite
try 1 'err:nosuch.sqlite' publish nosuch.sqlite -o elsewhere
# the vocabularies, for joins; a store from before they were is brought up
cat >"$work/terms.py" <<'END'
import csv, glob, os, sqlite3, sys
db = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True)
want = []
for file in sorted(glob.glob(os.environ['ECO_SOURCE'] + '/layers/vocabulary/list_*.csv')):
    name = os.path.basename(file)[5:-4]
    with open(file, encoding='utf-8', newline='') as f:
        want += [(name, r['code'], r['parent'] or None, r['title_pt'], r['status'])
                 for r in csv.DictReader(f)]
got = db.execute('SELECT list, code, parent, title_pt, status FROM vocabulary'
                 ' ORDER BY vocabulary_id').fetchall()
assert got == want, (len(got), len(want))
assert db.execute("SELECT alpha2, m49, region, subregion FROM country"
                  " WHERE alpha3 = 'PER'").fetchall() == [('PE', '604', '019', '419')]
assert db.execute("SELECT count(*) FROM country").fetchone() == (249,)
first = db.execute("SELECT to_code FROM vocabulary_link WHERE list = 'domain' AND"
                   " code = 'FOR_FIR' AND relation = 'primary' ORDER BY position")
assert first.fetchall() == [('10049',), ('0504',)]
END
holds 'the store holds the vocabularies' \
    /usr/bin/python3 "$work/terms.py" out/sample.sqlite
# what the schema files after 050 make is unmade, the last first
cat >"$work/older.py" <<'END'
import glob, os, re, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
made = re.compile(r'^(?:CREATE (TABLE|VIEW|INDEX|TRIGGER) (\w+)'
                  r'|ALTER TABLE (\w+) ADD COLUMN (\w+))', re.M)
undo = []
for file in sorted(glob.glob(os.environ['ECO_SOURCE'] + '/layers/schema/*.sql')):
    if int(os.path.basename(file)[:3]) <= 50:
        continue
    for kind, name, table, column in made.findall(open(file).read()):
        undo.insert(0, f'DROP {kind} {name}' if kind else
                    f'ALTER TABLE {table} DROP COLUMN {column}')
for line in undo:
    db.execute(line)
db.execute('PRAGMA user_version = 50')
END
cp out/sample.sqlite "$work/old.sqlite"
holds 'a store of the schema before' \
    /usr/bin/python3 "$work/older.py" "$work/old.sqlite"
try 0 '' indicators "$work/old.sqlite"
holds 'gets the vocabularies' /usr/bin/python3 "$work/terms.py" "$work/old.sqlite"
try 0 '' verify "$work/old.sqlite"
cp -r . "$work/other" && printf x >>"$work/other/incidents.csv"
try 3 'out:^error: .*incidents.csv' verify out/sample.sqlite --inputs "$work/other"

# the same input, the same numbers, whatever the number of threads
try 0 'out:.' run assessment.yaml -o one -j 1 -q
holds 'quiet: nothing on standard error' test ! -s "$work/err"
cp "$work/out" "$work/summary"
# a corrected file into a store: what is new, and nothing twice
cp one/sample.sqlite "$work/more.sqlite"
more() { try "$1" "$2" ingest incidents "$work/more.sqlite" "$3" -m incidents.mapping.yaml -d "$4"; }
more 0 'out:^read 40 rows: 0 stored, 39 unchanged, 0 merged, 1 refused; 1 earlier' \
    incidents.csv reports
more 0 'out:^read 40 rows: 1 stored, 39 unchanged, 0 merged, 0 refused; 1 earlier' \
    incidents_corrected.csv reports
more 0 'out:^read 40 rows: 40 stored, 0 merged, 0 refused' incidents_corrected.csv other
try 0 '' verify "$work/more.sqlite" --inputs .
try 0 'out:Incidents that may be the same event' info "$work/more.sqlite"
more 2 'err:a dataset .districts. of kind zones' incidents.csv districts
more 2 'err:no id; letters' incidents.csv 'a b'
more 1 'err:nosuch.csv' nosuch.csv reports
try 2 'err:must be incidents' ingest rasters "$work/more.sqlite" a.tif -m m.yaml
holds 'no person is in the store' sh -c "! grep -q 'Person 7' '$work/more.sqlite'"

try 0 '' run assessment.yaml -o two -j2
holds 'the same summary' cmp "$work/out" "$work/summary"
holds 'the same tables' diff -r one/tables two/tables
holds 'no progress where nobody looks' sh -c "! grep -q '%' '$work/err'"
try 0 '' run assessment.yaml -o one -j 2 --log json
holds 'messages are JSON' jq -e .event "$work/err"
holds 'progress tells the bytes decoded' \
    grep -q '"what":"tabulating","bytes":[1-9]' "$work/err"
holds 'progress is told' grep -q '^{"event":"progress","done":' "$work/err"
jq -r 'select(.event == "progress" and (.done < 0 or .done > 1))' "$work/err" \
    >"$work/outside"
holds 'progress lies between 0 and 1' test ! -s "$work/outside"

# interrupted: the status says so, the store stays as it was
stopped() { # stopped SIGNAL STATUS
    cp two/sample.sqlite "$work/before"
    : >"$work/err" # not to see the progress of an earlier run
    env --default-signal=INT ecocrime run assessment.yaml -o two -j 1 --log json \
        >"$work/out" 2>"$work/err" &
    pid=$!
    while kill -0 "$pid" 2>/dev/null && ! grep -q progress "$work/err"; do
        sleep 0.01
    done
    kill -s "$1" "$pid"
    wait "$pid"
    holds "SIG$1: exit status $2" test $? = "$2"
    holds "SIG$1: says so" grep -q '"event":"error".*interrupted' "$work/err"
    holds "SIG$1: the store as it was" cmp two/sample.sqlite "$work/before"
    holds "SIG$1: nothing left behind" \
        test -z "$(find two -name '*.tmp*' -o -name '*-journal')"
}
stopped INT 130
stopped TERM 143

# a bar, on a terminal only
cat >"$work/terminal.py" <<'END'
import os, pty, sys
os.environ["TERM"] = "xterm"
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
END
if /usr/bin/python3 -c 'import pty' 2>/dev/null; then
    /usr/bin/python3 "$work/terminal.py" ecocrime run assessment.yaml -o one \
        >"$work/out" 2>"$work/err" </dev/null
    holds 'a terminal sees a bar' grep -qE '\[=+>? *\] +[0-9]+ %' "$work/out"
fi

# what cannot be written
echo 'a file' >file
try 1 'err:file' run assessment.yaml -o file
if [ "$(id -u)" != 0 ]; then
    mkdir closed && chmod a-w closed
    try 1 'err:closed' run assessment.yaml -o closed
fi
try 1 'err:nosuch' run assessment.yaml -o three --layers nosuch
holds 'the inputs are as they were' sh -c \
    "cmp canopy.tif '$work/other/canopy.tif' && cmp districts.gpkg '$work/other/districts.gpkg'"
finish
