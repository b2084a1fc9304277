"""A season to be spoilt: a dozen units, fedtrack as a process, and what it says of them afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.cli.tools import start, surroundings
from tests.faults.postoffice import PostOffice, unit_of

NOTICE, DAY = "2020-38", "2020-03-20"  # the day of tests.conftest.TODAY, on which a round falls
MAILED = tuple(f"zhen{number:02d}" for number in range(1, 13))
UNMAILED = ("kuangqu", "linchang")
SEND = ("remind", "--send", "--yes", "--json")
_PARTLY_DONE = 7

_HEAD = """\
[federation]
name = "青禾县妇女联合会"
email = "qhfl@qinghe.example"

[mail]
smtp = "smtp://localhost:{port}"
pause_seconds = 0
daily_limit = 1000

[[notices]]
id = "2020-38"
title = "关于过好“三八”节的通知"
issued = 2020-03-03
due = 2020-03-23
"""


class Books(NamedTuple):
    """What fedtrack says of the round, from three of its documents."""

    confirmed: Counter[str]
    """How many reminders of each unit the log notes as sent."""
    failed: Counter[str]
    claimed: Counter[str]
    unconfirmed: set[str]
    """The units of which `status` says that nobody knows."""


def make_season(folder: Path, office: PostOffice) -> Path:
    """Write the roster of a workspace that sends to the office; every third unit has two addresses."""
    blocks = [_HEAD.format(port=office.port)]
    for number, unit in enumerate(MAILED):
        more = f', "{unit}@mail.example"' if number % 3 == 0 else ""
        blocks.append(
            f'[[units]]\nid = "{unit}"\nname = "第{number + 1}镇妇联"\ngroup = "乡镇妇联"\n'
            f'email = ["{unit}@qinghe.example"{more}]\n'
        )
    blocks += [f'[[units]]\nid = "{unit}"\nname = "{unit}女工委"\ngroup = "县直单位"\n' for unit in UNMAILED]
    folder.mkdir(parents=True)
    (folder / "units.toml").write_text("\n".join(blocks), encoding="utf-8")
    return folder


@contextmanager
def launched(folder: Path, *arguments: str, code: str | None = None) -> Iterator[subprocess.Popen[str]]:
    """Start fedtrack in a folder; `code` is a program that does so in its own way. It ends with the block."""
    how = ["-m", "fedtrack"] if code is None else ["-c", code]
    with subprocess.Popen(
        [sys.executable, *how, *arguments],
        cwd=folder,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def ask(folder: Path, *arguments: str) -> Any:
    """Return the JSON document that a run prints; it must end well."""
    answer = start(*arguments, "--json", folder=folder)
    assert (answer.returncode, answer.stderr) == (0, "")
    return json.loads(answer.stdout)


def read_books(folder: Path) -> Books:
    """Return what status and log say."""
    status = ask(folder, "status")
    entries = ask(folder, "log")["entries"]
    units = {one["id"]: one["unit"] for one in entries}
    deliveries = [one["data"] for one in entries if one["kind"] == "delivery"]
    return Books(
        confirmed=Counter(units[one["reminder"]] for one in deliveries if one["state"] == "sent"),
        failed=Counter(units[one["reminder"]] for one in deliveries if one["state"] == "failed"),
        claimed=Counter(
            one["unit"] for one in entries if one["kind"] == "reminder" and one["data"]["state"] == "claimed"
        ),
        unconfirmed={one["id"] for one in status["units"] if one["unconfirmed_reminders"]},
    )


def send_undisturbed(folder: Path) -> None:
    """Send with nothing in the way: it ends well, or says that somebody is needed where nobody knows."""
    code = start(*SEND, folder=folder).returncode
    assert code == (_PARTLY_DONE if read_books(folder).unconfirmed else 0)


def check_once_each(folder: Path, office: PostOffice) -> set[str]:
    """Check that the round is whole, nothing twice and nothing lost; return the units nobody knows of."""
    books, received = read_books(folder), office.received
    assert set(received.values()) <= {1}, "a unit got the round twice"
    assert set(books.claimed) == set(MAILED), "a unit was lost"
    assert set(books.claimed.values()) == {1}
    assert books.failed == Counter()
    assert set(books.confirmed) | books.unconfirmed == set(MAILED)
    assert not set(books.confirmed) & books.unconfirmed
    assert set(books.confirmed) <= set(received), "what is noted as sent was not"
    _check_copies(folder, office)
    _check_texts(folder)
    assert start("check", folder=folder).returncode == 0
    plan = ask(folder, "remind", "--send", "--dry-run")
    assert plan["reminders"] == []
    assert {one["unit"] for one in plan["skipped"] if one["reason"] == "unknown"} == books.unconfirmed
    return books.unconfirmed


def check_resending(folder: Path, office: PostOffice, unknown: set[str]) -> None:
    """Check that `--resend` brings each of these units exactly one message more, and no other anything."""
    before, count = office.received, len(office.mails)
    if unknown:
        chosen = [word for unit in sorted(unknown) for word in ("--resend", unit)]
        answer = start(*SEND, *chosen, folder=folder)
        assert answer.returncode == 0
        assert {one["state"] for one in json.loads(answer.stdout)["reminders"]} == {"sent"}
    assert office.received - before == Counter(unknown)
    books = read_books(folder)
    assert books.unconfirmed == set()
    assert books.confirmed == Counter(MAILED)
    again = start(*SEND, folder=folder)
    assert (again.returncode, json.loads(again.stdout)["reminders"]) == (0, [])
    assert len(office.mails) == count + len(unknown)


def _check_copies(folder: Path, office: PostOffice) -> None:
    """Check that of each message that came in the very bytes lie in `sent/`."""
    copies = {path.read_bytes() for path in (folder / "sent" / NOTICE / DAY).glob("*.eml")}
    assert {mail.content for mail in office.mails} <= copies
    for mail in office.mails:
        unit = unit_of(mail.message_id)
        assert mail.to[0] == f"{unit}@qinghe.example"


def _check_texts(folder: Path) -> None:
    """Check that units without an address are left to the clerk: nothing is noted of them."""
    noted = {one["unit"] for one in ask(folder, "log")["entries"]}
    assert not noted & set(UNMAILED)
    assert not (folder / "drafts").exists()
