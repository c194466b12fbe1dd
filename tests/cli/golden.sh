#!/bin/sh
# Help texts of the program and of each verb, in both languages, against the files in golden/.
#
#     golden.sh PROGRAM             compares; differences are shown
#     golden.sh PROGRAM --update    writes the files anew
set -eu
export LC_ALL=C.UTF-8
program=$(realpath "$1")
golden=$(dirname "$(realpath "$0")")/golden
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

for lang in nl en; do
    "$program" --lang $lang --help >"$made/vangnet.$lang.txt"
    for verb in $("$program" --help | sed -n 's/^  .\{10\} \([a-z]\{1,\}\) .*/\1/p'); do
        "$program" --lang $lang "$verb" --help >"$made/$verb.$lang.txt"
    done
done
if grep -rnE '^.{101,}' "$made"; then
    echo "lines of more than 100 columns" >&2
    exit 1
fi
if [ "${2:-}" = --update ]; then
    rm -f "$golden"/*.txt
    cp "$made"/*.txt "$golden"
else
    diff -ru "$golden" "$made"
fi
