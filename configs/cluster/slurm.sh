#!/bin/sh
# A run of vangnet on a cluster with Slurm: shards as jobs of an array, then one job that merges them.
#
#     sbatch --array=1-16 slurm.sh my.toml my.h5 [options of vangnet run]      each job runs one of sixteen shards
#     sbatch --dependency=afterok:JOBID slurm.sh merge my.h5                   JOBID: what the first sbatch said
#
# How many jobs: so many that each lasts minutes, not seconds (`vangnet check my.toml` says how long all of it takes on
# this machine), and no more than the cluster allows in one array (MaxArraySize, see `scontrol show config`). A job that
# was killed goes on where it was when it is submitted again, with the number of shards: SHARDS=16 sbatch --array=7 ...
#SBATCH --job-name=vangnet
#SBATCH --cpus-per-task=1
#SBATCH --mem=2G
#SBATCH --time=01:00:00
set -eu
VANGNET=${VANGNET:-vangnet}

if [ "$1" = merge ]; then
    whole=$2
    exec "$VANGNET" merge --out "$whole" "${whole%.h5}"-shard-*.h5
fi
scenario=$1
whole=$2
shift 2
# SHARDS keeps the number of shards when single jobs of an array are submitted again.
shards=${SHARDS:-$SLURM_ARRAY_TASK_MAX}
exec "$VANGNET" run "$scenario" --out "$whole" --shard "$SLURM_ARRAY_TASK_ID/$shards" --resume \
    --threads "${SLURM_CPUS_PER_TASK:-1}" --progress plain "$@"
