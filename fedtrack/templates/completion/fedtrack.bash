# What a Tab offers after fedtrack, in bash. In ~/.bashrc:  eval "$(fedtrack completion bash)"
_fedtrack() {
    local program=${COMP_WORDS[0]/#\~/$HOME} mode=bash answer kind value shown
    local -a values=() list=()
    case ${COMP_TYPE:-9} in 33 | 63) mode=bash-list ;; esac
    COMPREPLY=()
    answer=$(_FEDTRACK_COMPLETE=$mode "$program" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null </dev/null) || return 0
    {
        IFS= read -r kind
        while IFS=$'\t' read -r value shown; do
            values+=("$value")
            list+=("$shown")
        done
    } <<<"$answer"
    case $kind in
        files) compopt -o default 2>/dev/null ;;
        folders) compopt -o dirnames 2>/dev/null ;;
        values | list)
            COMPREPLY=("${values[@]}")
            [[ $mode == bash-list && ${#values[@]} -gt 1 ]] && COMPREPLY=("${list[@]}")
            # beside a blank nothing is shared, so bash lists and leaves on the line what was typed
            [[ $kind == list ]] && COMPREPLY+=(" ")
            ;;
    esac
    return 0
}
complete -F _fedtrack fedtrack
