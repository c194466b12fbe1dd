#!/bin/sh
# Follows docs/add-an-instrument.md in a copy of the tree: writes the files it shows, adds the name, builds the tests of
# policies and runs them. Usage: tests/add_an_instrument.sh [COMPILER]
set -eu
compiler=${1:-g++}
source_dir=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir "$copy/sim" "$copy/docs"
cp -R "$source_dir/policies" "$source_dir/tests" "$copy"
cp -R "$source_dir/sim/core" "$copy/sim"
cd "$copy"

# block MARK: the lines of the code block that follows the comment `<!-- MARK -->`
block() {
    awk -v mark="<!-- $1 -->" '
        $0 == mark { wanted = 1; next }
        wanted && /^```/ { if (inside) exit; inside = 1; next }
        inside { print }' "$source_dir/docs/add-an-instrument.md"
}

sed -n 's/^<!-- file: \(.*\) -->$/\1/p' "$source_dir/docs/add-an-instrument.md" | while read -r path; do
    mkdir -p "$(dirname "$path")"
    block "file: $path" > "$path"
    test -s "$path"
done

list=policies/instruments.hpp
include=$(block "include: $list")
name=$(block "list: $list")
awk -v include="$include" -v name="$name" '
    !included && /^#include "policies\// { print include; included = 1 }
    { print }
    /^using Instruments = TypeList</ { print name }' "$list" > "$list.new"
mv "$list.new" "$list"
test "$(grep -c -F "$include" "$list")" = 1
test "$(grep -c -F "$name" "$list")" = 1

flags="-std=c++20 -O1 -fopenmp-simd -fno-math-errno -fno-trapping-math -ffp-contract=off"
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror"
for file in policies/policy.cpp tests/test_policies.cpp tests/test_policies_apply.cpp tests/main.cpp; do
    # shellcheck disable=SC2086
    $compiler $flags $warnings -I. "-DVANGNET_SOURCE_DIR=\"$copy\"" -c "$file" -o "$(basename "$file" .cpp).o"
done
$compiler ./*.o -o policies_tests
./policies_tests "[policies]"

# The walk-through is followed only if its own cases can fail.
sed 's/^1,0.5,2,4,  -> 1,/1,0.5,2,4,  -> 2,/' policies/yearly_talk/cases.csv > wrong.csv
mv wrong.csv policies/yearly_talk/cases.csv
if ./policies_tests "every instrument gives what its worked cases say" > /dev/null; then
    echo "a wrong case of the new instrument was not noticed" >&2
    exit 1
fi
echo "docs/add-an-instrument.md works as written"
