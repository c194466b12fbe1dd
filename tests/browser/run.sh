#!/bin/sh
# Reports of a small run, looked at in Chromium: see report.mjs.
#
#     run.sh PROGRAM FOLDER-WITH-NODE_MODULES CHROMIUM
set -eu
program=$(realpath "$1")
packages=$2
chromium=$3
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export VANGNET_CACHE="$work/cache" LC_ALL=C.UTF-8

"$program" run utrecht-four-ways --people 1000 --replicates 4 --draws 40 --months 24 --quiet --progress none \
    --out "$work/r.h5" >"$work/log"
"$program" report "$work/r.h5" --languages nl,en --twin extra_help >>"$work/log"
PATH=/nonexistent "$program" --lang nl report "$work/r.h5" --twin extra_help --out "$work/self.html" >>"$work/log" # without Node
"$program" report "$work/r.h5" --out "$work/print.html" --pdf >>"$work/log"
pdfinfo "$work/print.pdf" >"$work/pdfinfo"
for line in 'Title: *Utrecht, four ways' 'Tagged: *yes' 'Page size: .*A4'; do
    grep -q "$line" "$work/pdfinfo" || { echo "the PDF lacks: $line" >&2; exit 1; }
done
grep -aq '/Lang (en)' "$work/print.pdf" || { echo "the PDF names no language" >&2; exit 1; }
cp "$here/report.mjs" "$packages"
node "$packages/report.mjs" "$chromium" "$work/r.nl.html" "$work/self.html" "$work/r.en.html"
