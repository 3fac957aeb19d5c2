#!/bin/sh
# The table of commands and its faces: parsing, help, manual, completion, JSON.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"

# the program
try 0 'out:^ecocrime [0-9]+\.[0-9]+\.[0-9]+$' --version
try 0 'out:GDAL [0-9]' --version
try 0 'out:^usage: ecocrime COMMAND' --help
try 0 'out:^usage: ecocrime COMMAND' -h
try 0 'out:^  tabulate  ' help
try 2 "err:did you mean 'tabulate'" tabluate
try 2 "err:'ecocrime help' lists them" xyzzy
try 2 "err:unknown option '--versoin'; did you mean '--version'" --versoin
try 2 'err:unexpected argument' --version more
ecocrime >"$work/out" 2>"$work/err"
holds 'without a command: exit status 2' test $? = 2
holds 'without a command: usage on standard error' grep -q '^usage:' "$work/err"
holds 'without a command: nothing on standard output' test ! -s "$work/out"

# operands
try 2 'err:^ecocrime check: FILE is missing: the assessment file' check
try 2 "err:unexpected argument 'b'" check a b
try 2 "err:SHELL is 'zsh'; it must be bash" completion zsh
try 1 'err:-odd.yaml' check -- -odd.yaml
try 2 "err:unknown command 'chekc'; did you mean 'check'" help chekc

# options
try 2 "err:unknown option '--jsn'; did you mean '--json'" check --jsn a
try 2 "err:did you mean '--threads'" run --thread=2 a
try 2 "err:unknown option '-x'" run -x a
try 2 'err:--json takes no value' check --json=yes a
try 2 'err:--output needs a value' run a -o
try 2 'err:--output needs a value' run a --output
try 2 'err:--output is given twice' run a -o b --output=c
try 2 'err:--output is missing: folder' publish a
try 2 'err:--zone-key is missing' tabulate --zones a
for bad in 0 1025 -1 1.5 two '' 99999999999999999999; do
    try 2 "err:--threads is '$bad'; it must be a whole number from 1 to 1024" \
        run a "-j" "$bad"
done
try 2 'err:--threads is .0' run -j0 a
try 2 'err:--threads is .0' run --threads=0 a
try 2 "err:--area is 'flat'; it must be ellipsoidal or planar" \
    tabulate --area flat -z a -k b
try 2 "err:--audience is 'public'; it must be internal" \
    publish s -o d --audience public
try 2 "err:unknown option '-x'" check -qvx a
try 2 'err:^\{"event":"error","command":"check","exit":2,"message":"unknown' \
    check --nope --log json
try 2 'err:^\{"event":"error"' check --log=json --nope
try 1 'err:^\{"event":"error","command":"check","exit":1' \
    check 'no "such" file' --log json
holds 'an error in JSON is JSON' jq -e .message "$work/err"
# 0xff is no UTF-8, and c3 a9 is: a document stays readable, a name whole
odd=$(printf 'a\377b\303\251')
try 2 'err:a.ufffdbé' check a "$odd" --log json
odd=$(printf 'two\nlines\033[1m')
try 2 'err:two\?lines\?\[1m' check a "$odd"

# every command and its faces
ecocrime --json-usage >"$work/usage.json"
holds 'the usage is JSON' jq -e '.commands | length > 5' "$work/usage.json"
for cmd in $(jq -r '.commands[].name' "$work/usage.json"); do
    try 0 "out:^usage: ecocrime $cmd" "$cmd" --help
    cp "$work/out" "$work/help"
    try 0 "out:^usage: ecocrime $cmd" "$cmd" -h
    try 0 "out:^usage: ecocrime $cmd" help "$cmd"
    holds "help $cmd equals $cmd --help" cmp "$work/help" "$work/out"
    holds "$cmd --help: at most 79 columns" \
        awk 'length > 79 { print; bad = 1 } END { exit bad }' "$work/help"
    for part in 'Common options' 'Memory' 'Exit status' 'Examples'; do
        holds "$cmd --help has $part" grep -q "^$part:" "$work/help"
    done
    try 0 'out:"program": "ecocrime"' "$cmd" --json-usage
    jq -S '.commands[0]' "$work/out" >"$work/a"
    jq -S --arg cmd "$cmd" '.commands[] | select(.name == $cmd)' \
        "$work/usage.json" >"$work/b"
    holds "$cmd --json-usage is its part of the whole" cmp "$work/a" "$work/b"
    holds "$cmd has an example" jq -e '.examples | length > 0' "$work/b"
done

# the manual: every part, and nothing that the formatter warns of
for cmd in '' $(jq -r '.commands[].name' "$work/usage.json"); do
    # shellcheck disable=SC2086 # none: the program itself
    ecocrime help $cmd --man >"$work/page.1"
    for part in NAME SYNOPSIS DESCRIPTION OPTIONS 'EXIT STATUS' EXAMPLES; do
        holds "manual of '$cmd' has $part" \
            grep -qE "^.SH (COMMON )?$part\$" "$work/page.1"
    done
    [ -z "$cmd" ] ||
        holds "manual of '$cmd' has MEMORY" grep -q '^.SH MEMORY' "$work/page.1"
    if command -v groff >/dev/null; then
        groff -ww -man -Tutf8 "$work/page.1" >/dev/null 2>"$work/err"
        holds "manual of '$cmd' is set without warnings" test ! -s "$work/err"
    fi
    if command -v man >/dev/null; then
        MANWIDTH=100 man --warnings -l "$work/page.1" >"$work/out" 2>"$work/err"
        holds "manual of '$cmd' is shown without warnings" test ! -s "$work/err"
        holds "manual of '$cmd' is not empty" test -s "$work/out"
    fi
done

# completion, asked as bash asks
try 0 'out:^complete -F _ecocrime ecocrime$' completion bash
cp "$work/out" "$work/completion.bash"
touch data.yaml 'with space.yaml' && mkdir folder
# completes EXPECTED WORDS...: the last word is the one to complete
completes() {
    want=$1
    shift
    # shellcheck disable=SC2016 # for bash to expand
    bash -c '. "$0" && COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) &&
        _ecocrime && printf "%s\n" "${COMPREPLY[@]}"' \
        "$work/completion.bash" "$@" 2>&1 | sort | tr '\n' ',' >"$work/out"
    holds "completion of '$*' is $(cat "$work/out") not $want" \
        test "$(cat "$work/out")" = "$want"
}
completes 'tabulate,' ecocrime ta
completes '--version,' ecocrime --v
completes '--verbose,' ecocrime run --v
completes '--zone-key,--zones,' ecocrime tabulate --zo
completes 'ellipsoidal,planar,' ecocrime tabulate --area ''
completes 'planar,' ecocrime tabulate --area = pl
completes 'ellipsoidal,planar,' ecocrime tabulate --area =
completes 'json,text,' ecocrime check --log ''
completes 'bash,' ecocrime completion ''
completes 'validate,verify,vocabulary,' ecocrime help v
completes 'iccs,' ecocrime help vocabulary ic
completes 'iccs,' ecocrime help vocabulary --lang es ic
completes 'en,es,fr,pt,' ecocrime help --lang ''
completes 'data.yaml,' ecocrime check d
completes 'with space.yaml,' ecocrime check w
completes 'folder,' ecocrime run -o ''
completes ',' ecocrime run -j ''
if command -v shellcheck >/dev/null; then
    holds 'the completion is clean shell' shellcheck -s bash "$work/completion.bash"
fi

# standard output that cannot be written
if [ -w /dev/full ]; then
    ecocrime help >/dev/full 2>"$work/err"
    holds 'a full disk: exit status 1' test $? = 1
    holds 'a full disk: says why' \
        grep -q 'output could not be written: No space left' "$work/err"
fi
ecocrime help >&- 2>"$work/err"
holds 'closed standard output: exit status 1' test $? = 1
{
    ecocrime --json-usage 2>"$work/err"
    echo $? >"$work/status"
} | head -c 1 >/dev/null
holds 'a reader that leaves: no message' test ! -s "$work/err"
holds 'a reader that leaves: an exit status, not a signal' \
    test "$(cat "$work/status")" -lt 2

# the locale of the user changes no number and no word
for locale in de_DE.UTF-8 fr_FR.UTF-8; do
    LC_ALL=$locale ecocrime --json-usage >"$work/out" 2>"$work/err"
    holds "the same in $locale" cmp "$work/out" "$work/usage.json"
done
finish
