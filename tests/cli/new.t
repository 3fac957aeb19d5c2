#!/bin/sh
# ecocrime new: a whole file or none, and never over another one unasked.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"

try 0 '' new study.yaml
holds 'the id is the name of the file' grep -qE '^assessment: study( |$)' study.yaml
holds 'nothing on standard output' test ! -s "$work/out"
holds 'says what it wrote' grep -q 'wrote study.yaml' "$work/err"
holds 'comments explain it' test "$(grep -c '#' study.yaml)" -gt 10
holds 'lines of at most 80 columns' awk 'length > 80 { exit 1 }' study.yaml
cp study.yaml "$work/first"

# refused, the file as it was
echo mine >mine.yaml
try 1 'err:mine.yaml exists; --force would replace it' new mine.yaml
holds 'the file is as it was' test "$(cat mine.yaml)" = mine
ln -s nowhere dangling.yaml
try 1 'err:dangling.yaml exists' new dangling.yaml
try 0 '' new mine.yaml --force
holds 'replaced' grep -qE '^assessment: mine( |$)' mine.yaml
try 0 '' new -f study.yaml
holds 'the same bytes every time' cmp study.yaml "$work/first"

# ids from names
id_of() { # id_of NAME ID
    try 0 '' new "$1"
    holds "id of $1 is $2" grep -qE "^assessment: $2( |\$)" "$1"
}
mkdir 'a folder'
id_of 'a folder/Madre de Dios.yaml' madre-de-dios
id_of 'no-ending' no-ending
id_of 'two.dots.yml' two-dots
try 2 'err:must hold a letter or digit' new -- '---.yaml'
try 2 'err:must hold a letter or digit' new ...

# what cannot be written
try 1 'err:cannot write nowhere/a.yaml: No such file' new nowhere/a.yaml
try 1 'err:cannot write' new study.yaml/a.yaml
if [ "$(id -u)" != 0 ]; then
    mkdir closed && chmod a-w closed
    try 1 'err:cannot write closed/a.yaml: Permission denied' new closed/a.yaml
fi
holds 'nothing is left behind' test -z "$(find . -name '*.tmp')"

# quiet
try 0 '' new -q quiet.yaml
holds 'quiet: nothing on standard error' test ! -s "$work/err"
try 0 'err:^\{"event":"log","level":"info","message":"wrote json.yaml' \
    new --log json json.yaml
umask 027
try 0 '' new private.yaml
holds 'the mask of the user is kept' test "$(stat -c %a private.yaml)" = 640

# the starter is a valid assessment but for the data that it names
try 2 '' check study.yaml
grep '^error' "$work/out" | grep -viE 'file|no such|match' >"$work/others"
holds 'the starter lacks nothing but files' test ! -s "$work/others"
finish
