"""The two files of units that fedtrack comes with: the county's own, and the one that `init` starts with."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from fedtrack.core.model import Deadline, Federation, Roster
from fedtrack.workspace.starter import STARTER, starter_bytes
from fedtrack.workspace.units_file import decode_roster, read_roster

COUNTY = Path(__file__).parents[2] / "units.toml"
_EXAMPLE = re.compile(r"^# (?=\[|[a-z_]+ +=)", re.MULTILINE)


@pytest.fixture(scope="module")
def county() -> Roster:
    return read_roster(COUNTY)


def test_the_county_has_the_units_of_a_real_one(county: Roster) -> None:
    """Twelve townships, the mining area, and some sixty county-level and resident units: 75 that report."""
    groups = [unit.group for unit in county.units]
    assert len(groups) == 75
    assert groups.count("乡镇妇联") == 12
    assert groups.count("矿区") == 1
    assert 58 <= groups.count("县直及驻融单位") <= 65
    assert county.expected(county.notices[0]) == county.units


def test_a_third_of_the_county_has_no_address(county: Roster) -> None:
    """As in life: who cannot be mailed is called, met or written to in another way."""
    assert sum(not unit.email for unit in county.units) == 26
    assert any(not unit.phone for unit in county.units if not unit.email)


def test_no_address_and_no_person_of_the_county_is_real(county: Roster) -> None:
    """No mail from an experiment can reach anybody but the federation that published its address."""
    addresses = [address for unit in county.units for address in (*unit.email, *unit.cc)]
    assert addresses
    assert all(address.endswith(".example") for address in addresses)
    assert all(re.fullmatch(r"0772-0000\d{3}|", unit.phone) for unit in county.units)
    assert not any(unit.contact for unit in county.units)
    assert not county.federation.email.endswith(".example")


def test_the_countys_notice_is_the_one_of_2020(county: Roster) -> None:
    (notice,) = county.notices
    assert notice.deadline == Deadline(date(2020, 3, 23))
    assert len(notice.work_items) == 6
    assert [figure.key for figure in notice.figures][:2] == ["events", "participants"]


@pytest.mark.parametrize("path", [COUNTY, STARTER], ids=["county", "starter"])
def test_a_shipped_file_is_plain(path: Path) -> None:
    """UTF-8 without a byte order mark, one newline at the end, no tabs: it reads the same everywhere."""
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
    assert b"\t" not in raw
    assert b"\r" not in raw


def test_the_starter_is_valid_as_it_is() -> None:
    """A new workspace has no fault before the clerk has touched it."""
    roster = read_roster(STARTER)
    assert roster.units == ()
    assert roster.notices == ()


def test_the_starters_examples_are_valid(tmp_path: Path) -> None:
    """Who takes the `# ` away, as the file says, gets a mailbox, a notice and a unit and no fault."""
    text = STARTER.read_text(encoding="utf-8")
    path = tmp_path / "units.toml"
    path.write_text(_EXAMPLE.sub("", text), encoding="utf-8")
    roster = read_roster(path)
    assert roster.mail.smtp == "smtps://smtp.163.com:465"
    assert roster.mail.folders == ("INBOX",)
    assert [notice.id for notice in roster.notices] == ["2020-38"]
    assert [unit.id for unit in roster.units] == ["changan"]
    assert roster.expected(roster.notices[0]) == roster.units


def test_the_starter_names_no_way_to_report() -> None:
    """What nobody filled in is no OA and no mailbox of which reminders could speak."""
    federation = read_roster(STARTER).federation
    assert (federation.oa, federation.email) == ("", "")


def test_what_is_known_of_the_federation_stands_in_the_starter() -> None:
    """The rest of the file stays as it is, comments and all; strange characters are spelled out."""
    federation = Federation(name='青禾县"妇女\\联合会\x1b', email="qh@qinghe.example", phone="0700-5550100")
    text = starter_bytes(federation).decode()
    assert decode_roster("units.toml", text.encode()).federation == Federation(
        name='青禾县"妇女\\联合会\x1b',
        short_name="县妇联",
        email="qh@qinghe.example",
        phone="0700-5550100",
    )
    assert "\x1b" not in text
    before = STARTER.read_text(encoding="utf-8").splitlines()
    after = text.splitlines()
    assert [line for line in before if line not in after] == [
        line for line in before if line.startswith(("name = ", "email = ", "phone = "))
    ]
    assert starter_bytes(Federation("")) == STARTER.read_bytes().replace(b"\r\n", b"\n")
