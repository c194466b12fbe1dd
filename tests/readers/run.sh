#!/bin/sh
# Opens a results file with every reader and compares the paired effects they find.
#
#     run.sh FILE.h5 [PROGRAM]
#
# With the program, its `compare --json` must give the same numbers as Python and R.
set -eu

file=$1
program=${2:-}
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
python=/usr/bin/python3 # Debian's, which has the packages
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1

ncdump -h "$file" > "$work/header"
for line in 'group: series {' 'float .*(arm, replicate, month, group) ;' 'string arm(arm) ;' 'int month(month) ;' \
    'string month:units = "month" ;' 'string :scenario ='; do
    grep -q -- "$line" "$work/header" || { echo "ncdump does not show: $line" >&2; exit 1; }
done
echo "ncdump: groups, axes and units"

"$python" "$here/read.py" "$file"
Rscript --vanilla "$here/read.R" "$file"
if [ -n "$program" ]; then
    "$program" compare "$file" --json > "$work/compare.json"
    "$python" "$here/check_paired.py" "$file" "$work/compare.json"
else
    "$python" "$here/check_paired.py" "$file"
fi
