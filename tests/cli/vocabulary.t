#!/bin/sh
# The lists of codes that 'ecocrime help vocabulary' prints.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"

try 0 'out:^iccs  *V  Classification of crime' help vocabulary
try 0 'out:^  FOR_LOG  D  Illegal logging$' help vocabulary domain
try 0 'out:^ *primary 10043; enabling 10012' help vocabulary domain
try 0 'out:^  FOR_LOG  D  Tala ilegal \*$' help vocabulary domain --lang es
try 0 'out:^  FOR_LOG  D  Exploitation forestière illégale \*$' \
    help vocabulary domain --lang=fr
try 0 'out:^  FOR_LOG  D  Extração ilegal de madeira \*$' \
    help vocabulary --lang pt domain
try 0 'out:^ *alpha2 PE; m49 604; region 019; subregion 419' \
    help vocabulary country
try 0 'out:^    10043  *V  Illegal mining$' help vocabulary iccs
try 0 'out:not an official title in this language' help vocabulary iccs --lang fr
try 0 'out:UNSD' help vocabulary region

# every list, in every language, fits a terminal
lists=$(ecocrime help vocabulary --json | jq -r '.terms[].code')
holds 'there are lists' test "$(echo "$lists" | wc -l)" -gt 15
for list in $lists; do
    for lang in en es fr pt; do
        try 0 'out:^Sources:$' help vocabulary "$list" --lang "$lang"
        LC_ALL=C.UTF-8 sed 's/[^ -~]/x/g' "$work/out" >"$work/plain"
        holds "$list in $lang: at most 79 columns" \
            awk 'length > 79 { print; bad = 1 } END { exit bad }' "$work/plain"
    done
    try 0 'out:"vocabulary"' help vocabulary "$list" --json
    holds "$list as JSON is JSON" jq -e '.terms | length > 0' "$work/out"
done
try 0 '' help vocabulary country --json --lang es
holds 'JSON: code, other codes, links, titles' jq -e '.language == "es" and
    (.terms[] | select(.code == "PER") | .title == "Perú" and .codes.m49 == "604"
     and .titles.pt == "Peru" and .unofficial == ["pt"] and .links[0].code == "019"
     and .parent == null and .status == "V")' "$work/out"

# wrong usage
try 2 "err:there is no vocabulary 'nope'; there are activity, column_role, country" \
    help vocabulary nope
try 2 "err:unknown command 'vocabulry'; did you mean 'vocabulary'" help vocabulry
try 2 "err:unexpected argument 'iccs'; LIST goes with the topics vocabulary, rules, indicator and mapping" \
    help run iccs
try 2 'err:--lang goes with the topic vocabulary' help run --lang es
try 2 'err:--json goes with the topic vocabulary' help --json
try 2 "err:--lang is 'de'; it must be en, es, fr or pt" \
    help vocabulary --lang de
try 2 'err:--man is for commands' help vocabulary --man

# lists of one's own
mkdir -p mine/vocabulary
head='code,parent,title_en,title_es,title_fr,title_pt,unofficial,also,note,source,status'
printf '%s\na,,A,A,A,A,,,,us,D\n' "$head" >mine/vocabulary/list_mine.csv
try 0 'out:^a  D  A$' help vocabulary mine --layers mine
printf '%s\na,z,A,A,A,A,,,,us,D\n' "$head" >mine/vocabulary/list_mine.csv
try 1 "err:list_mine.csv:2: parent 'z' of 'a' is no code of this list" \
    help vocabulary mine --layers mine
try 2 'err:none: No such file' help vocabulary --layers none

# the faces of the table
try 0 'out:^  vocabulary  ' help
try 0 'out:ecocrime help .*vocabulary' help --man
try 0 '' --json-usage
holds 'the usage names the topic' \
    jq -e '.topics[0].name == "vocabulary"' "$work/out"
finish
