#!/bin/bash
# The man page and the completion that are installed.
#
#     manual.bash FOLDER
set -eu
fail() { echo "$1" >&2; exit 1; }

for section in RUN REPORT TWIN CACHE; do
    grep -q "^\.SH $section\$" "$1/vangnet.1" || fail "the man page lacks $section"
done
if command -v groff >/dev/null; then
    warnings=$(groff -man -Tutf8 -ww "$1/vangnet.1" 2>&1 >/dev/null)
    [ -z "$warnings" ] || fail "$warnings"
fi

source "$1/vangnet.bash"
completed() {
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    COMPREPLY=()
    _vangnet
    echo "${COMPREPLY[*]}"
}
[ "$(completed vangnet repo)" = report ] || fail "repo is not completed"
[ "$(completed vangnet run --repl)" = --replicates ] || fail "--repl is not completed"
[ "$(completed vangnet info --ver)" = --verify ] || fail "--ver is not completed"
[ -z "$(completed vangnet frobnicate --x)" ] || fail "an unknown verb has options"
