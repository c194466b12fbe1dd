#!/bin/sh
# Every number of a report is that of its results file, in both languages.
#
#     claims.sh PROGRAM
set -eu
program=$(realpath "$1")
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export VANGNET_CACHE="$work/cache" LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1

"$program" run utrecht-four-ways --people 1000 --replicates 4 --draws 40 --months 24 --quiet --progress none \
    --out "$work/r.h5" >"$work/log"
"$program" report "$work/r.h5" --languages nl,en >>"$work/log"
"$program" compare --money --csv "$work/r.h5" >"$work/money.csv"
"$program" --lang nl export --xlsx "$work/r.h5" --out "$work/r.xlsx" >>"$work/log"
"$program" report "$work/r.h5" --form vangnet --languages nl --out "$work/form.html" >>"$work/log"
/usr/bin/python3 "$here/claims.py" "$work/r.h5" "$work/r.nl.html" "$work/r.en.html" "$work/money.csv" "$work/r.xlsx" \
    "$work/form.html"

# the trial of a scenario, beside the policies for everyone
"$program" run trial-wageningen --people 400 --replicates 4 --draws 40 --set trial.participants=120 --quiet --progress none \
    --out "$work/t.h5" >>"$work/log"
"$program" report "$work/t.h5" --languages nl,en >>"$work/log"
/usr/bin/python3 "$here/claims.py" --trial "$work/t.h5" "$work/t.nl.html" "$work/t.en.html"
