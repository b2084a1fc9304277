# What a Tab offers after fedtrack, in fish. In ~/.config/fish/config.fish:  fedtrack completion fish | source
function __fedtrack_offers
    set -l words (commandline -opc)
    set -l token (commandline -ct)
    set -l program (string replace -r '^~' $HOME -- $words[1])
    set -l lines (_FEDTRACK_COMPLETE=fish $program $words[2..-1] "$token" 2>/dev/null </dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path "$token"
        case folders
            __fish_complete_directories "$token" ""
        case values list
            printf '%s\n' $lines[2..-1]
    end
end
complete -c fedtrack -f -k -a '(__fedtrack_offers)'
