#!/bin/sh
# The Dutch of reports: see language.py.
#
#     language.sh PROGRAM SCENARIOS
set -eu
program=$(realpath "$1")
scenarios=$(realpath "$2")
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export VANGNET_CACHE="$work/cache" LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1

# between them they have every instrument
for name in utrecht-four-ways duties care-and-work training-centre debts inspection job-creation; do
    "$program" run "$name" --people 500 --replicates 2 --draws 20 --months 12 --quiet --progress none --out "$work/$name.h5" >"$work/log"
    "$program" report "$work/$name.h5" --languages nl --out "$work/$name.html" >>"$work/log"
done
"$program" run trial-utrecht --people 600 --replicates 2 --draws 20 --set trial.participants=80 --set trial.invited=200 --quiet \
    --progress none --out "$work/trial.h5" >>"$work/log"
"$program" report "$work/trial.h5" --languages nl --out "$work/trial.html" >>"$work/log"
"$program" report "$work/utrecht-four-ways.h5" --twin extra_help --languages nl --out "$work/twin.html" >>"$work/log"
"$program" report "$work/utrecht-four-ways.h5" --form vangnet --languages nl --out "$work/vangnet.html" >>"$work/log"
/usr/bin/python3 "$here/language.py" "$work"/*.html
