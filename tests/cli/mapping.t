#!/bin/sh
# What 'ecocrime help mapping' tells of mapping files, and that the manual does.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"

try 0 'out:^builtin:kobo  *KoboToolbox' help mapping
try 0 'out:^date.order  *dmy | mdy | ymd$' help mapping
try 0 'out:^mapping  *text; needed$' help mapping
try 0 'out:^quantities\[\].unit  *text; needed$' help mapping
holds 'at most 79 columns' awk 'length > 79 { print; bad = 1 } END { exit bad }' \
    "$work/out"
try 0 'out:^mapping: kobo$' help mapping kobo
try 0 'out:^mapping: acled$' help mapping builtin:acled
try 2 "err:there is no mapping 'kob'; there are: acled, " help mapping kob
try 2 'err:--json goes with the topic vocabulary' help mapping --json
try 2 'err:--lang goes with the topic vocabulary' help mapping --lang es

# the manual has every key and every builtin mapping, and no other
manual=$ECO_SOURCE/docs/mapping.md
ecocrime help mapping | sed '1,/^Keys:$/d;/^$/d;s/ .*//' >"$work/keys"
holds 'there are keys' test "$(wc -l <"$work/keys")" -gt 40
while read -r key; do
    holds "the manual has $key" grep -qF "\`$key\`" "$manual"
done <"$work/keys"
# shellcheck disable=SC2016 # the manual's own marks
sed -n '/^## Keys$/,/^## Builtin/p' "$manual" | grep '^| `' |
    sed 's/^| \([^|]*\) |.*/\1/' | grep -o '`[^`]*`' | tr -d '`' >"$work/told"
while read -r key; do
    holds "$key of the manual is a key" grep -qxF "$key" "$work/keys"
done <"$work/told"
for name in $(ecocrime help mapping | sed -n 's/^builtin:\([^ ]*\) .*/\1/p'); do
    holds "the manual has $name" grep -qF "\`$name\`" "$manual"
    holds "$name says what is not known" grep -qE '^# Not (certain|known)|^# geo_' \
        "$ECO_SOURCE/layers/mapping/$name.yaml"
done
finish
