#!/bin/sh
# Starts a Slurm of one node, runs a scenario as an array of jobs with configs/cluster/slurm.sh, merges, compares the digest
# with that of a run in one go, and stops it. Usage: slurm.sh PROGRAM TEMPLATE; exit code 77 where there is no Slurm.
set -eu
program=$1
template=$2
PATH=$PATH:/usr/sbin
command -v slurmctld >/dev/null && command -v slurmd >/dev/null || { echo "no Slurm here"; exit 77; }
[ "$(id -u)" = 0 ] || { echo "slurmd needs root"; exit 77; }

folder=$(mktemp -d)
stop() {
    for daemon in slurmd slurmctld; do
        [ -f "$folder/$daemon.pid" ] && kill "$(cat "$folder/$daemon.pid")" 2>/dev/null || true
    done
    sleep 1
    rm -rf "$folder"
}
trap stop EXIT
mkdir "$folder/state" "$folder/spool" "$folder/cache"
port=$((20000 + $$ % 20000))
cat >"$folder/slurm.conf" <<CONF
ClusterName=vangnet
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=root
SlurmdUser=root
AuthType=auth/none
CredType=cred/none
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SchedulerParameters=sched_interval=1
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=2 RealMemory=2000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF="$folder/slurm.conf"
slurmctld -c
slurmd -c
tries=0
until sinfo -h -t idle 2>/dev/null | grep -q main; do
    tries=$((tries + 1))
    [ $tries -lt 30 ] || { echo "Slurm does not start here:"; cat "$folder"/*.log; exit 77; }
    sleep 1
done

export VANGNET="$program" VANGNET_CACHE="$folder/cache"
small="--people 300 --months 3 --replicates 5 --draws 4 --quiet"
cd "$folder"
"$program" run utrecht-four-ways $small --progress none --out whole.h5 >/dev/null
options="--mem=500M --time=5 --output=%x-%a.log"
array=$(sbatch --parsable $options --array=1-3 "$template" utrecht-four-ways parts.h5 $small)
sbatch --wait $options --dependency="afterok:$array" "$template" merge parts.h5 >/dev/null ||
    { echo "the jobs failed:"; cat "$folder"/vangnet*.log "$folder"/slurm*.log; exit 1; }
[ "$("$program" info --digest whole.h5)" = "$("$program" info --digest parts.h5)" ] ||
    { echo "another digest than in one go"; exit 1; }
echo "three jobs of a Slurm array, merged: the same digest as in one go"
