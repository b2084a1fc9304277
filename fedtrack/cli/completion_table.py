"""What can be typed, for a Tab that loads no command; written by `python -m scripts.reference`."""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "init": "Start a workspace: from a notice and a contact list, or a units.toml to fill in.",
    "status": "Show who has reported and who has not.",
    "collect": "File what arrived; ask about what is not certain.",
    "record": "Note that a report came in.",
    "return": "Send a unit's report back to be done again.",
    "excuse": "Excuse a unit from reporting.",
    "extend": "Give a unit longer; its reminders move too.",
    "called": "Note that you reminded units by hand.",
    "undo": "Take back the last entry, or the one named.",
    "log": "Show the ledger, newest last.",
    "why": "Say why a unit would or would not be reminded now, and when next.",
    "remind": "Draft or send reminders to the units that still owe a report.",
    "export": "Write the summary as a file: a workbook, a paper, a page, or for other programs.",
    "history": "Show how punctually units reported over all notices: who needs help.",
    "import-ledger": "Bring the ledger of an export or of another folder into this one.",
    "notice": "The notices.",
    "notice list": "Show the notices.",
    "notice read": "Show what a published notice asks for, and by when; --add adds it to units.toml.",
    "units": "The units.",
    "units list": "Show the units.",
    "units import": "Show the units of a contact list beside units.toml; --add adds those that are new.",
    "check": "Look for everything that is wrong: units.toml, calendar, ledger, mail settings.",
    "login": "Store the mailbox's password (授权码) in this computer's keyring, once it works.",
    "completion": "Print the script that lets a Tab complete commands, options and units in a shell.",
}
"""Each command and what it does, in English."""
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "init": ("folder",),
    "status": ("notice",),
    "collect": ("file…",),
    "record": ("unit…",),
    "return": ("unit",),
    "excuse": ("unit",),
    "extend": ("unit",),
    "called": ("unit…",),
    "undo": ("text",),
    "log": ("notice",),
    "why": ("unit", "notice"),
    "remind": ("notice",),
    "export": ("notice",),
    "import-ledger": ("file",),
    "notice read": ("file",),
    "units import": ("file",),
    "completion": ("one of bash zsh fish powershell",),
}
"""For each command what its arguments are, `…` after one that may be given again."""
OPTIONS: dict[str, list[tuple[tuple[str, ...], str, str]]] = {
    "": [(("--version",), "", "Show the version and exit.")],
    "init": [
        (("--notice",), "file", "The notice as it was published: docx, pdf, html or txt."),
        (("--units",), "file", "The contact list as it is: xlsx, xls, ods or csv."),
    ],
    "status": [
        (("--group",), "group", "Only the units of this group."),
        (
            ("--state",),
            "one of pending overdue on_time late returned excused",
            "Only the units in this state, in Chinese too.",
        ),
        (("--all",), "", "List all units, not only the outstanding."),
        (("--check",), "", "Exit with 1 while a report is outstanding."),
    ],
    "collect": [
        (("--notice",), "notice", "The notice's id or number; may be left out when one is open."),
        (("--on",), "text", "When loose files reached you; else the day each was last written."),
        (("--yes", "-y"), "", "File what is certain without asking."),
        (("--dry-run",), "", "Only show what would be filed; new mails are fetched all the same."),
    ],
    "record": [
        (("--notice",), "notice", "The notice's id or number; may be left out when one is open."),
        (("--on",), "text", "When it reached you; today if left out."),
        (("--via",), "one of oa email wechat paper other", "How it came, in Chinese too."),
        (("--title",), "text", "Its title."),
        (("--file",), "file", "A file to keep in received/; may be given again."),
        (("--figure",), "text", "A number the notice asks for, by its key or its label; may be given again."),
        (("--nil",), "", "Nothing to report: that is a report too."),
        (("--note",), "text", "A note."),
        (("--supplement",), "", "A further report of the same unit."),
    ],
    "return": [
        (("--reason",), "text", "Why, in a few words."),
        (("--notice",), "notice", "The notice's id or number; may be left out when one is open."),
    ],
    "excuse": [
        (("--reason",), "text", "Why, in a few words."),
        (("--notice",), "notice", "The notice's id or number; may be left out when one is open."),
    ],
    "extend": [
        (("--to",), "text", "Its new due date; that day counts."),
        (("--reason",), "text", "Why, in a few words."),
        (("--notice",), "notice", "The notice's id or number; may be left out when one is open."),
    ],
    "called": [
        (("--on",), "text", "The day you did; today if left out."),
        (("--via",), "one of phone wechat visit", "How, in Chinese too."),
        (("--note",), "text", "Who answered, what was said."),
        (("--notice",), "notice", "The notice's id or number; may be left out when one is open."),
    ],
    "undo": [(("--batch",), "", "All that was entered in one go with it.")],
    "log": [
        (
            ("--unit",),
            "unit",
            "A unit: its id, name, alias, a part of a name that fits one unit, or pinyin initials.",
        ),
        (("--since",), "text", "Only what happened on that day or later."),
    ],
    "remind": [
        (
            ("--unit",),
            "unit",
            "A unit: its id, name, alias, a part of a name that fits one unit, or pinyin initials.",
        ),
        (("--group",), "group", "Only the units of this group."),
        (("--force",), "", "Whatever the day, the gap and the count; never a unit that has reported."),
        (("--out",), "folder", "Put the drafts there, not in drafts/."),
        (("--send",), "", "Send the mails from the mailbox of units.toml, after showing them."),
        (("--yes",), "", "With --send: do not ask."),
        (("--resend",), "unit", "With --send: only this unit, whose last reminder is unknown, once more."),
        (("--text",), "", "Print one message for the WeChat group or OA."),
        (("--calls",), "", "Print a call sheet."),
        (
            ("--show-templates",),
            "folder",
            "Write the usual wording there, to be edited; what lies there stays.",
        ),
        (("--dry-run",), "", "Show what would be done; write and send nothing."),
    ],
    "export": [
        (
            ("--format",),
            "one of xlsx docx csv html ics json md toml",
            "The format; else by the suffix of -o; else xlsx.",
        ),
        (("-o", "--output"), "file", "The file, or - for the screen; else in exports/."),
        (("--outstanding",), "", "List only the units that have not reported."),
        (("--name-outstanding",), "", "In a docx, name the units that have not reported."),
        (("--template",), "file", "Fill a Word template of your own; docs/word-template.md says how."),
        (("--yes", "-y"), "", "Write over the file of that name without asking."),
    ],
    "history": [
        (("--group",), "group", "Only the units of this group."),
        (
            ("--unit",),
            "unit",
            "A unit: its id, name, alias, a part of a name that fits one unit, or pinyin initials.",
        ),
    ],
    "import-ledger": [
        (("--yes", "-y"), "", "Add the entries without asking."),
        (("--dry-run",), "", "Only show what would be added; write nothing."),
    ],
    "notice read": [
        (("--add",), "", "Add a notice for each deadline to units.toml."),
        (("--yes", "-y"), "", "Add them without asking."),
    ],
    "units import": [
        (("--add",), "", "Add the new units at the end of units.toml."),
        (("--yes", "-y"), "", "Add them without asking."),
    ],
    "check": [
        (("--mail",), "", "Log in to the mailbox too; nothing is sent or read."),
        (
            ("--repair",),
            "",
            "Save what can be read of a damaged ledger into a new one; the damaged file is kept.",
        ),
        (("--yes", "-y"), "", "With --repair: do not ask."),
    ],
}
"""For each command its options: their names, what a value is, and what they do, in English."""
COMMON: list[tuple[tuple[str, ...], str, str]] = [
    (
        ("-C",),
        "folder",
        "The folder with units.toml (also $FEDTRACK_DIR); else this folder or the nearest above.",
    ),
    (("--today",), "text", "Answer as of the end of that day (also $FEDTRACK_TODAY)."),
    (("--json",), "", "Print one JSON document instead of tables."),
    (("-h", "--help"), "", "Show this help and exit."),
]
"""The options of every command."""
