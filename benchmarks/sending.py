"""Drafts and mails beside mailmerge 2.3.0: the same rows, the same words, the same mail server.

fedtrack writes files, notes each reminder in its ledger and sends text and HTML; mailmerge's dry run
only prints, and what it sends is text alone. It is looked for as $MAILMERGE, else as `mailmerge`.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

from benchmarks.report import Row, print_rows
from benchmarks.scale import TODAY, write_roster
from benchmarks.timing import Command, Runner, beside, run_fedtrack

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = {150: 11, 1_000: 7, 10_000: 3}
MAILS, SEND_ROUNDS = 1_000, 7
DRAFT_BOUND, SEND_BOUND = 1.0, 1 / 3
HOW_TO_GET_IT = """\
mailmerge is not here, so nothing is measured beside it. To have it, in an environment of its own:
    python -m venv /tmp/mailmerge && /tmp/mailmerge/bin/pip install mailmerge==2.3.0
    MAILMERGE=/tmp/mailmerge/bin/mailmerge python -m benchmarks.sending
"""
_DAY_FOLDER = f"drafts/2020-38/{TODAY}"
_MAIL = """
[mail]
smtp = "smtp://localhost:{port}"
pause_seconds = 0
daily_limit = 1000000
"""
_TEMPLATE = """\
TO: {{{{email}}}}
SUBJECT: {subject}
FROM: ronganfulian@163.com

{body}"""
_SERVER = "[smtp_server]\nhost = localhost\nport = {port}\n"


def measure() -> list[Row]:
    """Return times and ratios beside mailmerge; none where it is missing, which is said on stderr."""
    mailmerge = shutil.which(os.environ.get("MAILMERGE", "mailmerge"))
    if mailmerge is None:
        print(HOW_TO_GET_IT, file=sys.stderr)
        return []
    with TemporaryDirectory(prefix="fedtrack-bench-") as name:
        scratch = Path(name)
        runner = Runner(scratch)
        rows = [_drafts(runner, scratch, mailmerge, size, rounds) for size, rounds in ROUNDS.items()]
        if find_spec("aiosmtpd") is None:
            print("aiosmtpd is not here (pip install -e .[dev]): no mails are sent", file=sys.stderr)
            return rows
        return [*rows, _mails(runner, scratch, mailmerge)]


def _drafts(runner: Runner, scratch: Path, mailmerge: str, size: int, rounds: int) -> Row:
    roster = scratch / f"drafts-{size}"
    _write_both(runner, roster, size)
    ours = run_fedtrack(roster, "remind", "--today", TODAY, "-C", turns=_fresh_folders(roster))
    theirs = Command((mailmerge, "--dry-run", "--no-limit"), roster)
    times, floor = runner.interleave([ours, theirs], rounds)
    return Row(
        f"remind, {size:,} drafts",
        "mailmerge --dry-run",
        beside(times, floor),
        DRAFT_BOUND,
        runner.peak(ours),
        runner.peak(theirs),
    )


def _mails(runner: Runner, scratch: Path, mailmerge: str) -> Row:
    roster = scratch / "mails"
    with _mail_sink() as port:
        _write_both(runner, roster, MAILS, port)
        sending = ("remind", "--send", "--yes", "--today", TODAY, "-C")
        ours = run_fedtrack(roster, *sending, turns=_fresh_folders(roster))
        theirs = Command((mailmerge, "--no-dry-run", "--no-limit"), roster)
        times, floor = runner.interleave([ours, theirs], SEND_ROUNDS)
        return Row(
            f"remind --send, {MAILS:,} mails",
            "mailmerge --no-dry-run",
            beside(times, floor),
            SEND_BOUND,
            runner.peak(ours),
            runner.peak(theirs),
        )


def _write_both(runner: Runner, roster: Path, size: int, port: int = 25) -> None:
    """Write what fedtrack reads and what mailmerge reads: a template from a draft of fedtrack's own."""
    units = write_roster(roster, size, _MAIL.format(port=port))
    identifier, name = units[0]
    draft = run_fedtrack(roster, "remind", "--today", TODAY, "--unit", identifier, "-C")
    example = next(_fresh_folders(roster))
    runner.read(draft._replace(arguments=(*draft.arguments, example)))
    words = Path(example, _DAY_FOLDER, f"{identifier}.txt").read_text(encoding="utf-8-sig")
    subject, _, body = words.replace(name, "{{name}}").partition("\n")
    template = _TEMPLATE.format(subject=subject, body=body.strip("\n"))
    (roster / "mailmerge_template.txt").write_text(template, encoding="utf-8")
    (roster / "mailmerge_server.conf").write_text(_SERVER.format(port=port), encoding="utf-8")
    with (roster / "mailmerge_database.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("email", "name"))
        writer.writerows((f"{identifier}@rongan.example", name) for identifier, name in units)


def _fresh_folders(roster: Path) -> Iterator[str]:
    """Yield one folder after the other with the same roster and nothing done yet.

    None is removed before the end, so that no run has to do with what the removal left for the disk.
    """
    while True:
        folder = mkdtemp(dir=roster)
        shutil.copy(roster / "units.toml", folder)
        yield folder


@contextmanager
def _mail_sink() -> Iterator[int]:
    """Run the mail server in a process of its own and yield its port."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.mail_sink"],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as server:
        try:
            yield int(next(iter(server.stdout or ())))
        finally:
            taken, _ = server.communicate()
            print(f"the mail server took {taken.strip()} mails", file=sys.stderr)


if __name__ == "__main__":
    print_rows(measure())
