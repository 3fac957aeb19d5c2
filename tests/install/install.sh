#!/bin/sh
# What is installed serves strangers: a C and a C++ program built against it by
# find_package and by pkg-config, the manual, the completion, and a library that
# shows nothing but its interface. Gets the binary as $1, ECO_BUILD, ECO_SOURCE.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
here=$ECO_SOURCE/tests/install
failed=0
bad() {
    echo "not ok: $*"
    failed=1
}

cmake --install "$ECO_BUILD" --prefix "$work/first" >"$work/log" || {
    cat "$work/log"
    exit 1
}
mv "$work/first" "$work/moved" # an installed tree may be put elsewhere
root=$work/moved
lib=$(dirname "$(find "$root" -name 'libecocrime.so' | head -n 1)")
for file in bin/ecocrime include/ecocrime/status.h share/man/man1/ecocrime.1 \
    share/man/man1/ecocrime-check.1 share/ecocrime/layers/schema/010_dataset.sql \
    share/bash-completion/completions/ecocrime share/doc/ecocrime/LICENSE; do
    [ -s "$root/$file" ] || bad "$file is not installed"
done

# the program runs from where it was put
"$root/bin/ecocrime" --version >"$work/version" || bad 'the program does not run'
for cmd in $("$root/bin/ecocrime" --json-usage | sed -n 's/^    {"name": "\(.*\)",/\1/p'); do
    [ -s "$root/share/man/man1/ecocrime-$cmd.1" ] || bad "$cmd has no manual page"
done

# only the interface is seen from outside; linker and sanitizers add their own
nm -D --defined-only "$lib/libecocrime.so" | awk '{ print $NF }' |
    grep -vE '^(eco_|__(asan|lsan|ubsan|tsan|odr_asan|sanitizer)|(_init|_fini|_edata|_end|__bss_start)$)' \
        >"$work/names" && bad "exported: $(tr '\n' ' ' <"$work/names")"
nm -D --defined-only "$lib/libecocrime.so" | awk '{ print $NF }' |
    sed 's/@.*//' | sort >"$work/exported"
cat "$root"/include/ecocrime/*.h | tr '\n' ' ' | sed 's/ECO_API/\n&/g' |
    grep -oE '^ECO_API [^(;]*\(' | grep -oE 'eco_[a-z0-9_]+\($' | tr -d '(' |
    sort -u >"$work/declared"
grep '^eco_' "$work/exported" | sort -u | comm -3 - "$work/declared" >"$work/differ"
[ -s "$work/differ" ] && bad "exported or declared, not both: $(tr -d '\t' <"$work/differ" | tr '\n' ' ')"

# every header alone
for header in "$root"/include/ecocrime/*.h; do
    name=ecocrime/${header##*/}
    for how in 'cc -std=c11 -x c' 'c++ -std=c++17 -x c++'; do
        # shellcheck disable=SC2086 # the words of the command
        echo "#include <$name>" | $how -pedantic-errors -Wall -Wextra -Werror \
            -I"$root/include" -fsyntax-only - || bad "$name does not compile: $how"
    done
done

# a stranger who uses CMake, in C and C++; sanitized libraries want their own
flags=$(sed -n 's/^ECO_SANITIZE:STRING=//p' "$ECO_BUILD/CMakeCache.txt")
[ -z "$flags" ] || flags=-fsanitize=$flags
if ! cmake -S "$here" -B "$work/cmake" "-DCMAKE_PREFIX_PATH=$root" \
    "-DCMAKE_C_FLAGS=$flags" "-DCMAKE_CXX_FLAGS=$flags" >"$work/log" 2>&1 ||
    ! cmake --build "$work/cmake" >>"$work/log" 2>&1; then
    cat "$work/log"
    bad 'find_package: does not build'
fi
for stranger in stranger_c stranger_cxx; do
    "$work/cmake/$stranger" || bad "find_package: $stranger does not run"
done

# and one who uses pkg-config
export PKG_CONFIG_PATH="$lib/pkgconfig"
# shellcheck disable=SC2046,SC2086 # the words of the command
cc -std=c11 -pedantic-errors -Wall -Wextra -Werror $flags "$here/stranger.c" \
    -o "$work/stranger" $(pkg-config --cflags --libs ecocrime) "-Wl,-rpath,$lib" ||
    bad 'pkg-config: does not build'
"$work/stranger" || bad 'pkg-config: does not run'
[ "$(pkg-config --modversion ecocrime)" = "$(sed -n 's/^ecocrime //p' "$work/version")" ] ||
    bad 'pkg-config: another version than the program says'
exit "$failed"
