#compdef fedtrack
# What a Tab offers after fedtrack, in zsh. In ~/.zshrc:  eval "$(fedtrack completion zsh)"
_fedtrack() {
    emulate -L zsh
    local program=${${(Q)words[1]}/#\~/$HOME} line
    local -a lines values shown before
    before=("${(@)words[2,CURRENT-1]}")
    (( CURRENT > 2 )) || before=()
    lines=("${(@f)$(_FEDTRACK_COMPLETE=zsh $program "${(@Q)before}" "${(Q)PREFIX}" 2>/dev/null </dev/null)}")
    case $lines[1] in
        files) _files ;;
        folders) _files -/ ;;
        values | list)
            for line in "${(@)lines[2,-1]}"; do
                values+=("${line%%$'\t'*}")
                shown+=("${line#*$'\t'}")
            done
            (( $#values )) || return 1
            compadd -U -l -V fedtrack -d shown -a -- values
            if [[ $lines[1] == list ]]; then
                # what they share does not begin with what was typed: leave that on the line
                compstate[insert]=
                compstate[list]='list force'
            fi
            ;;
        *) return 1 ;;
    esac
}
if [[ $funcstack[1] == _fedtrack ]]; then
    _fedtrack "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _fedtrack fedtrack
fi
