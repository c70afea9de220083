"""What teaches a shell to ask, once."""

FILES = 3

BASH = """\
# openskies in bash. Put this line into ~/.bashrc:
#     eval "$(openskies --completion bash)"
_openskies() {
    local told
    COMPREPLY=()
    told=$(openskies --complete bash "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    if [ $? -eq FILES ]; then compopt -o default; return; fi
    [ -z "$told" ] || mapfile -t COMPREPLY <<< "$told"
}
complete -F _openskies openskies
"""

ZSH = """\
#compdef openskies
# openskies in zsh. Put this line into ~/.zshrc, after compinit:
#     eval "$(openskies --completion zsh)"
_openskies() {
    local told line
    local -a found
    told="$(openskies --complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)"
    if [[ $? -eq FILES ]]; then _files; return; fi
    for line in "${(@f)told}"; do
        [[ -z $line ]] || found+=("${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}")
    done
    (( $#found )) && _describe openskies found
}
if [[ ${funcstack[1]} == _openskies ]]; then _openskies "$@"; else compdef _openskies openskies; fi
"""

FISH = """\
# openskies in fish. Put this line into ~/.config/fish/config.fish:
#     openskies --completion fish | source
function __openskies_complete
    set -l words (commandline -opc)
    set -l begun (commandline -ct)
    set --erase words[1]
    openskies --complete fish $words "$begun" 2>/dev/null
    test $status -eq FILES; and __fish_complete_path "$begun"
end
complete --command openskies --no-files --arguments '(__openskies_complete)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def script(shell: str) -> str:
    """What a shell reads once, so that it asks `complete` from then on."""
    return SCRIPTS[shell].replace("FILES", str(FILES))
