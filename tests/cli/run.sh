#!/bin/bash
# The program as people use it: one small run, the same digest for any number of threads, and clear messages
# with the right exit code for wrong input.
#
#     run.sh PROGRAM [READERS_SCRIPT]
set -u
program=$(realpath "$1")
readers=${2:+$(realpath "$2")}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export VANGNET_CACHE=$work/cache LC_ALL=C
small=(--people 300 --replicates 3 --draws 2 --months 6 --progress none)
failures=0

fail() { echo "FAILED: $*" >&2; failures=$((failures + 1)); }

# expect CODE TEXT COMMAND...: the exit code, and a line of stderr or stdout with the text
expect() {
    local code=$1 text=$2
    shift 2
    "$@" >out 2>err
    local got=$?
    [[ $got == "$code" ]] || fail "$* ended with $got instead of $code: $(head -3 err)"
    cat out err | grep -qF -- "$text" || fail "$* does not say \"$text\": $(cat err)"
}

"$program" run utrecht-four-ways "${small[@]}" --out one.h5 --threads 1 >table 2>err || fail "a small run: $(cat err)"
[[ ! -s err ]] || fail "a piped run writes to stderr: $(cat err)"
grep -q $'\033' table && fail "a piped table has colour"
straight=$("$program" info --digest one.h5)
for threads in 2 3 8; do
    "$program" run utrecht-four-ways "${small[@]}" --out "t$threads.h5" --threads "$threads" --quiet >/dev/null
    [[ $("$program" info --digest "t$threads.h5") == "$straight" ]] || fail "$threads threads give another digest"
done
for level in baseline v3 v4; do
    VANGNET_LEVEL=$level VANGNET_CACHE=$work/cache-$level "$program" run utrecht-four-ways "${small[@]}" --out "$level.h5" --quiet >/dev/null 2>err || { grep -q "not a CPU level" err || fail "level $level: $(cat err)"; continue; }
    [[ $("$program" info --digest "$level.h5") == "$straight" ]] || fail "CPU level $level gives another digest"
done

# comparison, explanation, export
expect 0 "evidence behind that effect" "$program" --lang en compare one.h5
expect 0 "het bewijs achter dat effect" "$program" --lang nl compare one.h5
expect 0 "chance" "$program" --lang en compare one.h5 --by sex
expect 0 '"rows"' "$program" compare one.h5 --json
expect 0 "values.csv" "$program" export one.h5 --values --out csv
expect 0 "tegenprestatie" "$program" --lang nl explain tegenprestatie
expect 0 "lognormal" "$program" --lang en explain sanction_months
expect 0 "utrecht-four-ways" "$program" new
expect 0 "trekkingen" "$program" --lang nl run --help

# nothing is overwritten
expect 2 "--force" "$program" run utrecht-four-ways "${small[@]}" --out one.h5
expect 0 "my.toml" "$program" new --template caseload my.toml
expect 2 "--force" "$program" new --template caseload my.toml
[[ $("$program" info --digest one.h5) == "$straight" ]] || fail "a refused run changed the file"

# wrong use and wrong input
expect 2 "did you mean" "$program" comprae one.h5
expect 2 "--threads" "$program" run my.toml --thread 2
expect 2 "unknown" "$program" explain zzzzzz
expect 4 "nowhere.h5" "$program" compare nowhere.h5
head -c 3000 one.h5 >cut.h5
expect 4 "cut.h5" "$program" compare cut.h5
echo "not a file of this program" >foreign.h5
expect 4 "foreign.h5" "$program" info foreign.h5
expect 3 "nowhere.toml" "$program" run nowhere.toml
cat >bad.toml <<'TOML'
title_nl = "x"
title_en = "x"
[people]
municipality = "Utrect"
[run]
months = -3
replicats = 4
[[arms]]
key = "a"
[[arms.instruments]]
use = "guidance"
caseload = 5000
[[arms]]
key = "a"
TOML
expect 3 'did you mean "Utrecht"' "$program" run bad.toml
for text in "bad.toml:4" "bad.toml:6" "bad.toml:7" "bad.toml:12" "caseload"; do
    grep -qF -- "$text" err || fail "not all problems at once: \"$text\" is missing: $(cat err)"
done
printf 'title_nl = "\xff\xfe"\n' >utf8.toml
expect 3 "utf8.toml" "$program" run utf8.toml

[[ -z $readers ]] || sh "$readers" "$work/one.h5" "$program" || fail "the readers"
((failures == 0)) || exit 1
echo "all as promised"
