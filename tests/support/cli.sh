# shellcheck shell=sh
# Read by tests/cli/*.t: one line a behaviour, in a folder of its own.
#
#   try STATUS [out:|err:]PATTERN ARGUMENTS...
#
# runs the program and expects this exit status and this extended regular
# expression in a line of what it wrote. A failure must say why in one line.
# What it wrote is kept in $work/out and $work/err.
set -u
# shellcheck disable=SC2034 # for those who read this
bin=$1
if [ ! -x "$bin" ]; then
    echo "not ok: $bin is not there to be tested" >&2
    exit 1
fi
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/in"
ln -s "$bin" "$work/bin/ecocrime"
PATH=$work/bin:$PATH
cd "$work/in" || exit 1
tests=0
failures=0

# say STATUS WHAT: count and report one behaviour.
say() {
    tests=$((tests + 1))
    [ "$1" = 0 ] && return
    failures=$((failures + 1))
    echo "not ok: $2"
    sed 's/^/    out: /' "$work/out" | head -n 5
    sed 's/^/    err: /' "$work/err" | head -n 20
}

# holds WHAT COMMAND...: the command must succeed.
holds() {
    what=$1
    shift
    "$@" >"$work/holds" 2>&1
    say $? "$what$(sed 's/^/: /' "$work/holds" | head -n 1)"
}

found() { # found out:PATTERN
    [ -z "$1" ] && return
    grep -qE -e "${1#???:}" "$work/${1%%:*}"
}

try() {
    want=$1 pattern=$2
    shift 2
    ecocrime "$@" >"$work/out" 2>"$work/err" </dev/null
    got=$?
    lines=$(grep -c '^\(ecocrime\|{"event":"error"\)' "$work/err")
    if [ "$got" != "$want" ]; then
        say 1 "ecocrime $*: exit status $got, not $want"
    elif [ "$want" != 0 ] && [ "$lines" != 1 ]; then
        say 1 "ecocrime $*: says why in $lines lines"
    else
        found "$pattern"
        say $? "ecocrime $*: no '$pattern'"
    fi
}

finish() {
    echo "$tests behaviours, $failures failed"
    [ "$failures" = 0 ] || exit 1
    exit 0
}
