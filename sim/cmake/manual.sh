#!/bin/sh
# The man page and the bash completion, made of the program's own help texts, so that they say the same.
#
#     manual.sh PROGRAM FOLDER        writes FOLDER/vangnet.1 and FOLDER/vangnet.bash
set -eu
program=$(realpath "$1")
folder=$2
export LC_ALL=C.UTF-8

help() { "$program" --lang en "$@" --help; }
verbs=$(help | sed -n 's/^  .\{11\}\([a-z][a-z]*\)  *.*/\1/p')
[ -n "$verbs" ] || { echo "no verbs in the help text" >&2; exit 1; }

# A text as roff shows it: as it is, without filling.
roff() {
    printf '.nf\n'
    sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/"
    printf '.fi\n'
}

{
    printf '.TH VANGNET 1 "" "%s" "User commands"\n' "$("$program" --version | cut -d' ' -f1-2)"
    printf '.SH NAME\nvangnet \\- compare social assistance policies with simulated people\n'
    printf '.SH SYNOPSIS\n.B vangnet\n.I VERB\n[options]\n.SH DESCRIPTION\n'
    help | roff
    for verb in $verbs; do
        printf '.SH %s\n' "$(printf '%s' "$verb" | tr '[:lower:]' '[:upper:]')"
        help "$verb" | roff
    done
    printf '.SH ENVIRONMENT\n.TP\n.B VANGNET_CACHE\nfolder of the start states that are kept\n'
    printf '.TP\n.B VANGNET_LEVEL\nCPU level: baseline, v3 or v4; changes no number\n'
    printf '.SH EXIT STATUS\n.nf\n0 done, 1 a fault of the program, 2 wrong use, 3 the scenario is wrong, 4 data or a file is wrong,\n'
    printf '5 not the same when run again, 7 the precision asked for was not reached, 130 interrupted\n.fi\n'
} >"$folder/vangnet.1"

{
    printf '# bash completion for vangnet: verbs, and the options of each.\n'
    printf '_vangnet() {\n    local word=${COMP_WORDS[COMP_CWORD]} options=""\n'
    printf '    if [ "$COMP_CWORD" -eq 1 ]; then\n        COMPREPLY=($(compgen -W "%s" -- "$word"))\n        return\n    fi\n' \
        "$(echo $verbs)"
    printf '    case ${COMP_WORDS[1]} in\n'
    for verb in $verbs; do
        printf '        %s) options="%s" ;;\n' "$verb" "$(help "$verb" | sed -n 's/^  \(--[a-z-]*\).*/\1/p' | sort -u | tr '\n' ' ')"
    done
    printf '    esac\n'
    printf '    case $word in\n        -*) COMPREPLY=($(compgen -W "$options --help" -- "$word")) ;;\n'
    printf '        *) COMPREPLY=($(compgen -f -- "$word")) ;;\n    esac\n}\n'
    printf 'complete -o filenames -F _vangnet vangnet\n'
} >"$folder/vangnet.bash"
