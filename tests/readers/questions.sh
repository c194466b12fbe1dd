#!/bin/sh
# The five questions of analysis/examples/questions to a small run: Python and R print the same, up to the last digit.
#
#     questions.sh PROGRAM FOLDER-OF-SCRIPTS
set -eu
program=$(realpath "$1")
scripts=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export VANGNET_CACHE="$work/cache" LC_ALL=C.UTF-8
"$program" run utrecht-four-ways --people 1000 --replicates 4 --draws 6 --months 18 --quiet --progress none --out "$work/r.h5" >"$work/log"
questions=0
for script in "$scripts"/*.py; do
    /usr/bin/python3 "$script" "$work/r.h5" >"$work/python"
    Rscript --vanilla "${script%.py}.R" "$work/r.h5" >"$work/r" 2>"$work/warnings"
    grep -q '[0-9]' "$work/python" || { echo "$script prints no number" >&2; exit 1; }
    # the same words, and numbers within the last digit: the two languages add in another order
    awk -v script="$script" '
        NR == FNR { line[FNR] = $0; lines = FNR; next }
        { n = split(line[FNR], a, " "); if (n != NF) bad = 1
          for (k = 1; k <= NF; ++k) {
              x = a[k] + 0; y = $k + 0
              if (a[k] != $k && !(a[k] ~ /^-?[0-9.]+;?$/ && (x - y) ^ 2 < 4e-6)) bad = 1
          } }
        END { if (bad || FNR != lines) { print script ": Python and R differ" > "/dev/stderr"; exit 1 } }
    ' "$work/python" "$work/r" || { diff "$work/python" "$work/r" >&2; exit 1; }
    questions=$((questions + 1))
done
[ "$questions" -eq 5 ] || { echo "$questions questions" >&2; exit 1; }
