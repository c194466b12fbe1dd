#!/bin/sh
# Shards as ranks of mpirun, as docs/scaling.md says, for 1 to 4 ranks: the same digest as in one go.
# Usage: mpirun.sh PROGRAM; exit code 77 where there is no mpirun.
set -eu
program=$1
command -v mpirun >/dev/null || { echo "no mpirun here"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export VANGNET_CACHE="$folder/cache" OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
small="--people 300 --months 3 --replicates 3 --draws 3 --quiet --progress none --threads 1"
"$program" run utrecht-four-ways $small --out whole.h5 >/dev/null
for ranks in 1 2 3 4; do
    mpirun --oversubscribe -np $ranks sh -c \
        "'$program' run utrecht-four-ways $small --out parts.h5 --shard \$((OMPI_COMM_WORLD_RANK + 1))/\$OMPI_COMM_WORLD_SIZE" >/dev/null
    "$program" merge --force --out merged.h5 parts-shard-*-of-$ranks.h5 >/dev/null
    [ "$("$program" info --digest whole.h5)" = "$("$program" info --digest merged.h5)" ] ||
        { echo "$ranks ranks: another digest than in one go"; exit 1; }
done
echo "1 to 4 ranks of mpirun, merged: the same digest as in one go"
