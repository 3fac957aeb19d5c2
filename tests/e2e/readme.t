#!/bin/sh
# The study in README.md, command by command, as a newcomer types it: at most
# ten, and each works. Building is left out: the binary is given.
#   readme.t ECOCRIME DIR        DIR holds sample/
set -eu
ecocrime=$1 dir=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
awk '/^## A whole study/ { study = 1 } /^## / && !/whole study/ { study = 0 }
    study && /^```sh/ { code = 1; next } /^```/ { code = 0 } study && code' \
    "$ECO_SOURCE/README.md" >"$work/commands"
n=$(wc -l <"$work/commands")
if [ "$n" -lt 5 ] || [ "$n" -gt 10 ]; then
    echo "not ok - $n commands in the README's study, at most ten"
    exit 1
fi
mkdir "$work/tree" "$work/bin"
ln -s "$ecocrime" "$work/bin/ecocrime"
ln -s "$dir/sample" "$work/tree/sample"
ln -s "$ECO_SOURCE/scripts" "$work/tree/scripts"
PATH=$work/bin:$PATH
export PATH
cd "$work/tree"
while read -r command; do
    case $command in
    scripts/setup* | scripts/build* | export* | scripts/sample.py*)
        [ "${command%% *}" = export ] || [ -x "${command%% *}" ] || {
            echo "not ok - $command: no such script"
            exit 1
        }
        continue
        ;;
    esac
    if ! sh -c "$command" >"$work/out" 2>&1; then
        echo "not ok - $command"
        cat "$work/out"
        exit 1
    fi
done <"$work/commands"
for file in my-study.yaml out/study/sample.sqlite out/study/sample.qgz out/cover.csv; do
    [ -s "$file" ] || {
        echo "not ok - no $file"
        exit 1
    }
done
echo "ok - $n commands"
