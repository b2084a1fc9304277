"""The sections of `units.toml`, each table to its noun."""

from __future__ import annotations

import tomllib
from datetime import date, time
from difflib import get_close_matches

import pytest

from fedtrack.core.model import (
    Deadline,
    Federation,
    Figure,
    LocalCalendar,
    MailSettings,
    Notice,
    ReminderRules,
    Roster,
    Unit,
)
from fedtrack.core.roster import Path, build_roster, table
from fedtrack.core.roster.build import _SECRETS, names_a_secret
from tests.core.roster.documents import FEDERATION, NOTICE, UNIT, Said, faults_of

WHOLE = """
[federation]
name = "青禾县妇女联合会"
short_name = "县妇联"
email = "qhfl@qinghe.example"
oa = "县妇联OA"
contact = "岑文书"
phone = "0700-5550100"
timezone = "Asia/Urumqi"
office_hours_end = 19:30:00

[calendar]
days_off = [2020-03-26, 2020-03-27]
workdays = [2020-03-28]

[reminders]
before = [3, 0]
after = [2]
min_gap_days = 3
max_per_notice = 0

[mail]
smtp = "smtps://smtp.qinghe.example:465"
imap = "imaps://imap.qinghe.example"
username = "qhfl@qinghe.example"
pause_seconds = 0.5
daily_limit = 20
save_sent = true
folders = ["INBOX", "其他文件夹/三八"]

[[notices]]
id = "2020-38"
number = "青妇通〔2020〕1号"
title = "关于过节的通知"
theme = "巾帼建功"
issued = 2020-03-03
due = 2020-03-23T17:00:00
report = "活动开展情况"
recipients = ["乡镇妇联", "shuili"]
work_items = ["宣传", "慰问"]
closed = 2020-04-30
figures = [{ key = "events", label = "开展活动", unit = "场次" }, { key = "hours", label = "时长" }]

[[units]]
id = "baishi"
name = "白石镇妇联"
aliases = ["白石镇妇女联合会"]
group = "乡镇妇联"
email = ["baishi@qinghe.example", "555@qq.example"]
cc = "fenguan@qinghe.example"
phone = "0700-5550101"
contact = "办公室"
since = 2019-01-01
until = 2024-12-31

[[units]]
id = "shuili"
name = "县水利局女工委"
"""


def test_a_whole_file_becomes_a_roster() -> None:
    roster, faults = build_roster(tomllib.loads(WHOLE))
    assert not faults
    assert roster == Roster(
        federation=Federation(
            name="青禾县妇女联合会",
            short_name="县妇联",
            email="qhfl@qinghe.example",
            oa="县妇联OA",
            contact="岑文书",
            phone="0700-5550100",
            timezone="Asia/Urumqi",
            office_hours_end=time(19, 30),
        ),
        calendar=LocalCalendar(
            frozenset({date(2020, 3, 26), date(2020, 3, 27)}), frozenset({date(2020, 3, 28)})
        ),
        reminders=ReminderRules(before=(3, 0), after=(2,), min_gap_days=3, max_per_notice=0),
        mail=MailSettings(
            "smtps://smtp.qinghe.example:465",
            "imaps://imap.qinghe.example",
            "qhfl@qinghe.example",
            pause_seconds=0.5,
            daily_limit=20,
            save_sent=True,
            folders=("INBOX", "其他文件夹/三八"),
        ),
        notices=(
            Notice(
                id="2020-38",
                title="关于过节的通知",
                deadline=Deadline(date(2020, 3, 23), time(17)),
                number="青妇通〔2020〕1号",
                theme="巾帼建功",
                issued=date(2020, 3, 3),
                report="活动开展情况",
                recipients=("乡镇妇联", "shuili"),
                work_items=("宣传", "慰问"),
                figures=(Figure("events", "开展活动", "场次"), Figure("hours", "时长")),
                closed=date(2020, 4, 30),
            ),
        ),
        units=(
            Unit(
                id="baishi",
                name="白石镇妇联",
                aliases=("白石镇妇女联合会",),
                group="乡镇妇联",
                email=("baishi@qinghe.example", "555@qq.example"),
                cc=("fenguan@qinghe.example",),
                phone="0700-5550101",
                contact="办公室",
                since=date(2019, 1, 1),
                until=date(2024, 12, 31),
            ),
            Unit(id="shuili", name="县水利局女工委"),
        ),
    )


def test_all_but_the_federation_s_name_may_be_left_out() -> None:
    """The defaults are those of the nouns, so that one place holds them."""
    roster, faults = build_roster(tomllib.loads(FEDERATION))
    assert (roster, faults) == (Roster(federation=Federation("青禾县妇女联合会")), [])


def test_an_empty_file_lacks_the_federation() -> None:
    assert faults_of("") == [
        Said(("federation",), "the table [federation] is missing", 'write [federation] and name = "…"')
    ]


def test_an_empty_federation_lacks_its_name() -> None:
    assert faults_of("[federation]\n") == [Said(("federation",), "name is missing", 'write name = "…"')]


@pytest.mark.parametrize(
    ("section", "path", "what", "fix"),
    [
        ('[federation]\nname = "县"\nemail = "县妇联"', "email", "县妇联 is not an e-mail address", "name@"),
        ('[federation]\nname = ""', "name", "name is empty", "name ="),
        ("[federation]\nname = 38", "name", "name must be a text", "name ="),
        ('[federation]\nname = "县"\ntimezone = 8', "timezone", "timezone must be a text", "timezone ="),
        (
            '[federation]\nname = "县"\noffice_hours_end = "18:00"',
            "office_hours_end",
            "office_hours_end must be a time of day without quotes",
            "office_hours_end = 18:00:00",
        ),
        (
            '[federation]\nname = "县"\noffice_hours_end = 18',
            "office_hours_end",
            "office_hours_end must be a time of day without quotes",
            "office_hours_end = 18:00:00",
        ),
        ('[federation]\nname = "县"\nshortname = "县"', "shortname", "unknown key shortname", "short_name"),
    ],
)
def test_faults_of_the_federation(section: str, path: str, what: str, fix: str) -> None:
    (fault,) = faults_of(section)
    assert (fault.path, fault.what) == (("federation", path), what)
    assert fix in fault.fix


@pytest.mark.parametrize(
    ("section", "path", "what"),
    [
        ("[calendar]\ndays_off = 2020-03-26", ("calendar", "days_off"), "days_off must be a list of dates"),
        (
            '[calendar]\nworkdays = ["2020-03-26"]',
            ("calendar", "workdays"),
            "workdays must be a date without quotes",
        ),
        (
            "[calendar]\ndays_off = [2020-03-26]\nworkdays = [2020-03-26, 2020-03-27]",
            ("calendar", "workdays"),
            "2020-03-26 stands in days_off too",
        ),
        ("[calendar]\nholidays = []", ("calendar", "holidays"), "unknown key holidays"),
        ("[reminders]\nbefore = [-1]", ("reminders", "before"), "whole numbers from 0"),
        ("[reminders]\nafter = [0]", ("reminders", "after"), "whole numbers from 1"),
        ("[reminders]\nmin_gap_days = -1", ("reminders", "min_gap_days"), "a number from 0"),
        ("[reminders]\nmin_gap_days = 1.5", ("reminders", "min_gap_days"), "a whole number"),
        ("[reminders]\nmax_per_notice = -1", ("reminders", "max_per_notice"), "a number from 0"),
        ("[reminders]\nmin_gap = 2", ("reminders", "min_gap"), "unknown key min_gap"),
        ("[mail]\npause_seconds = -0.1", ("mail", "pause_seconds"), "a number from 0"),
        ("[mail]\ndaily_limit = 0", ("mail", "daily_limit"), "a number from 1"),
        ("[mail]\nfolders = 3", ("mail", "folders"), "folders must be a list of texts"),
        ("[mail]\nfolders = ['']", ("mail", "folders"), "folders must be a list of texts"),
        ("[mail]\nuser = 'a'", ("mail", "user"), "unknown key user"),
        ("mails = 3", ("mails",), "unknown key mails"),
        ("mail = 3", ("mail",), "mail must be written as a table"),
        ("units = 3", ("units",), "units must be written as tables"),
        ("[units]\nid = 'a'", ("units",), "units must be written as tables"),
        ("[[calendar]]\ndays_off = []", ("calendar",), "calendar must be written as a table"),
    ],
)
def test_faults_of_calendar_reminders_mail_and_the_whole(section: str, path: Path, what: str) -> None:
    top, tables = (section, "") if not section.startswith("[") else ("", section)
    (fault,) = faults_of(f"{top}\n{FEDERATION}\n{tables}\n")
    assert fault.path == path
    assert what in fault.what


def test_a_federation_that_is_no_table_is_a_fault_and_has_no_name() -> None:
    assert [fault.what for fault in faults_of('federation = "县妇联"')] == [
        "federation must be written as a table",
        "name is missing",
    ]


@pytest.mark.parametrize("gap", [400, 10**12])
def test_a_gap_longer_than_a_year_is_a_fault(gap: int) -> None:
    """Beyond the end of the calendar there is no next day to look for."""
    (fault,) = faults_of(f"{FEDERATION}[reminders]\nmin_gap_days = {gap}\n")
    assert fault.path == ("reminders", "min_gap_days")


# --- mail servers and passwords -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "url"),
    [
        ("smtp", "smtps://smtp.qinghe.example:465"),
        ("smtp", "smtp://smtp.qinghe.example"),
        ("imap", "imaps://imap.qinghe.example:993"),
        ("imap", "imap://user@imap.qinghe.example"),
        ("imap", ""),
    ],
)
def test_good_mail_servers(key: str, url: str) -> None:
    assert not faults_of(f'{FEDERATION}[mail]\n{key} = "{url}"\n')


@pytest.mark.parametrize(
    ("key", "url"),
    [
        ("smtp", "smtp.qinghe.example"),
        ("smtp", "imaps://imap.qinghe.example"),
        ("imap", "https://imap.qinghe.example"),
        ("imap", "imaps://"),
        ("imap", "imaps://:993"),
        ("imap", "imaps://imap.qinghe.example:0"),
        ("imap", "imaps://imap.qinghe.example:99999"),
        ("imap", "imaps://imap.qinghe.example:端口"),
        ("imap", "imaps://[::1"),
    ],
)
def test_bad_mail_servers(key: str, url: str) -> None:
    (fault,) = faults_of(f'{FEDERATION}[mail]\n{key} = "{url}"\n')
    assert (fault.path, fault.what) == (("mail", key), f"{key} is not the address of a mail server")
    assert fault.fix == f'write {key} = "{key}s://{key}.163.com:{465 if key == "smtp" else 993}"'


@pytest.mark.parametrize(
    ("written", "folders"), [("", ("INBOX",)), ("folders = []", ("INBOX",)), ("folders = '三八'", ("三八",))]
)
def test_mail_is_fetched_from_the_inbox_where_no_folder_is_named(
    written: str, folders: tuple[str, ...]
) -> None:
    roster, faults = build_roster(tomllib.loads(f"{FEDERATION}\n[mail]\n{written}\n"))
    assert not faults
    assert roster.mail.folders == folders


def test_a_user_name_that_no_mailbox_has_is_refused() -> None:
    """The name stands beside the address of the server, not the mailbox's display name."""
    (fault,) = faults_of(f'{FEDERATION}[mail]\nusername = "青禾县妇联"\n')
    assert (fault.path, fault.what) == (("mail", "username"), "青禾县妇联 is not the name of a mailbox")
    assert fault.fix == 'write username = "name@163.com"'


@pytest.mark.parametrize(
    "key",
    ["password", "passwd", "pwd", "auth_code", "secret", '"授权码"', '"密码"'],
)
def test_a_password_in_the_file_is_refused_and_never_repeated(key: str) -> None:
    """Whatever key it stands under: the answer must not carry it to a screen or a log."""
    (fault,) = faults_of(f'{FEDERATION}[mail]\n{key} = "hunter2"\n')
    assert (fault.path, fault.what) == (("mail", key.strip('"')), "a password must not stand in this file")
    assert fault.fix == (
        "take it out, store it with `fedtrack login`, and change it if others could read the file"
    )
    assert "hunter2" not in "".join(map(str, fault))


@pytest.mark.parametrize("place", ["", FEDERATION])
def test_a_password_in_the_wrong_place_is_refused_too(place: str) -> None:
    """Above all tables, and under [federation]."""
    rest = "" if place else FEDERATION
    faults = faults_of(f'{place}password = "hunter2"\n{rest}')
    told = [fault for fault in faults if fault.what == "a password must not stand in this file"]
    assert [fault.path[-1] for fault in told] == ["password"]
    assert "hunter2" not in "".join(str(part) for fault in faults for part in fault)


@pytest.mark.parametrize("key", ["smtp", "imap"])
def test_a_password_in_an_address_is_refused_and_never_repeated(key: str) -> None:
    (fault,) = faults_of(f'{FEDERATION}[mail]\n{key} = "{key}s://qhfl:hunter2@mail.qinghe.example"\n')
    assert (fault.path, fault.what) == (("mail", key), "a password must not stand in this file")
    assert "hunter2" not in "".join(map(str, fault))


@pytest.mark.parametrize("key", ["Password", "pasword", "zzz"])
def test_nobody_is_told_to_write_a_password(key: str) -> None:
    """A misspelt password is not answered with how to spell it right."""
    (fault,) = faults_of(f'{FEDERATION}[mail]\n{key} = "hunter2"\n')
    assert fault.path == ("mail", key)
    for secret in ("password", "passwd", "pwd", "auth_code", "secret", "授权码"):
        assert f"write {secret}" not in fault.fix
        assert f"{secret}," not in fault.fix
    assert "hunter2" not in "".join(map(str, fault))


# --- notices ------------------------------------------------------------------------------------


BARE_NOTICE = 'id = "a"\ntitle = "t"\n'


@pytest.mark.parametrize(
    ("text", "path", "what"),
    [
        (BARE_NOTICE, (), "due is missing"),
        ('id = "a"\ndue = 2020-03-23', (), "title is missing"),
        ('title = "t"\ndue = 2020-03-23', (), "id is missing"),
        (BARE_NOTICE + 'due = "2020-03-23"', ("due",), "due must be a date without quotes"),
        (BARE_NOTICE + "due = 2020-03-23T17:00:00+08:00", ("due",), "due has a time zone"),
        (BARE_NOTICE + "due = 17:00:00", ("due",), "due must be a date without quotes"),
        (BARE_NOTICE + "due = 0202-03-23", ("due",), "the year 202 in due cannot be right"),
    ],
)
def test_a_notice_has_an_id_a_title_and_a_due_date(text: str, path: Path, what: str) -> None:
    (fault,) = faults_of(f"{FEDERATION}[[notices]]\n{text}\n")
    assert (fault.path, fault.what) == (("notices", 0, *path), what)


@pytest.mark.parametrize(
    ("line", "path", "what"),
    [
        ("issued = 2020-03-24", ("due",), "due 2020-03-23 lies before issued 2020-03-24"),
        ('issued = "3月"', ("issued",), "issued must be a date without quotes"),
        ("closed = true", ("closed",), "closed must be a date without quotes"),
        ('figures = ["events"]', ("figures",), "figures must be written as tables"),
        ('figures = [{ key = "k" }]', ("figures", 0), "label is missing"),
        ('figures = [{ label = "l" }]', ("figures", 0), "key is missing"),
        ('figures = [{ key = "k", label = "l", keys = "k" }]', ("figures", 0, "keys"), "unknown key keys"),
        ("deadline = 2020-03-23", ("deadline",), "unknown key deadline"),
        ("work_items = [1]", ("work_items",), "work_items must be a list of texts"),
    ],
)
def test_faults_of_a_notice(line: str, path: Path, what: str) -> None:
    (fault,) = faults_of(f"{FEDERATION}{NOTICE}{line}\n")
    assert (fault.path, fault.what) == (("notices", 0, *path), what)


def test_a_notice_may_be_due_on_the_day_of_issue() -> None:
    assert not faults_of(f"{FEDERATION}{NOTICE}issued = 2020-03-23\n")


# --- units --------------------------------------------------------------------------------------


@pytest.mark.parametrize("identifier", ["a", "A9", "changan", "2020-38", "a_b.c", "x" * 64])
def test_ids_that_name_a_folder(identifier: str) -> None:
    assert not faults_of(f'{FEDERATION}[[units]]\nid = "{identifier}"\nname = "白石镇"\n')


BAD_IDS = [
    "..",
    ".a",
    "-a",
    "a.",
    "a b",
    " a",
    "a/b",
    r"a\\b",
    "con",
    "CON",
    "aux.x",
    "LPT1",
    "长安",
    "x" * 65,
]


@pytest.mark.parametrize("identifier", [*BAD_IDS, r"a\n"])
@pytest.mark.parametrize("section", ["notices", "units"])
def test_ids_that_cannot_name_a_folder(section: str, identifier: str) -> None:
    """Not on Linux, not on Windows, and never one above the workspace."""
    rest = 'title = "t"\ndue = 2020-03-23' if section == "notices" else 'name = "白石镇"'
    (fault,) = faults_of(f'{FEDERATION}[[{section}]]\nid = "{identifier}"\n{rest}\n')
    assert fault.path == (section, 0, "id")
    assert fault.what.endswith("cannot name a folder")
    assert fault.fix == "use letters a-z, digits and hyphens, such as changan"


@pytest.mark.parametrize(
    ("line", "key", "what"),
    [
        ('email = ["a@qinghe.example", "b@"]', "email", "b@ is not an e-mail address"),
        ('email = "a@qinghe.example;b@qinghe.example"', "email", "is not an e-mail address"),
        ('email = "白石 <a@qinghe.example>"', "email", "is not an e-mail address"),
        ('cc = [" a@qinghe.example"]', "cc", "is not an e-mail address"),
        ("email = 3", "email", "email must be a list of texts"),
        ('email = [""]', "email", "email must be a list of texts"),
        ("phone = 7715550101", "phone", "phone must be a text"),
        ('since = "2020年"', "since", "since must be a date without quotes"),
        ("until = 2020-01-01T00:00:00", "until", "until has a time of day"),
        ("since = 2020-01-02\nuntil = 2020-01-01", "until", "until 2020-01-01 lies before since 2020-01-02"),
        ('alias = ["白石"]', "alias", "unknown key alias"),
    ],
)
def test_faults_of_a_unit(line: str, key: str, what: str) -> None:
    (fault,) = faults_of(f"{FEDERATION}{UNIT}{line}\n")
    assert fault.path == ("units", 0, key)
    assert what in fault.what


def test_a_unit_may_exist_for_one_day() -> None:
    assert not faults_of(f"{FEDERATION}{UNIT}since = 2020-01-01\nuntil = 2020-01-01\n")


@pytest.mark.parametrize(
    ("missing", "text"),
    [("id", 'name = "白石镇"'), ("name", 'id = "baishi"'), ("id", 'name = "白石镇"\nemail = []')],
)
def test_a_unit_has_an_id_and_a_name(missing: str, text: str) -> None:
    (fault,) = faults_of(f"{FEDERATION}[[units]]\n{text}\n")
    assert (fault.path, fault.what) == (("units", 0), f"{missing} is missing")


# --- all at once --------------------------------------------------------------------------------

MANY = """
nmae = "x"
[federation]
email = "县妇联"
[calendar]
days_off = "2020"
[reminders]
before = 5
[mail]
password = "hunter2"
[[notices]]
id = "con"
title = "t"
due = "3月23日"
recipients = ["乡镇妇"]
[[notices]]
id = "b"
title = "t"
due = 2020-03-23
issued = 2020-03-24
[[units]]
id = "baishi"
name = "白石镇"
group = "乡镇妇联"
[[units]]
id = "BAISHI"
name = "白石镇"
emial = "a"
since = 2020-01-02
until = 2020-01-01
"""


def test_all_faults_of_a_file_are_found_at_once() -> None:
    """One reading tells the clerk everything, from every section and level."""
    assert {fault.path for fault in faults_of(MANY)} == {
        ("nmae",),
        ("federation",),
        ("federation", "email"),
        ("calendar", "days_off"),
        ("reminders", "before"),
        ("mail", "password"),
        ("notices", 0, "id"),
        ("notices", 0, "due"),
        ("notices", 0, "recipients"),
        ("notices", 1, "due"),
        ("units", 1, "id"),
        ("units", 1, "emial"),
        ("units", 1, "until"),
    }


def test_every_fault_says_what_to_write_instead() -> None:
    """In its fix, or where what is wrong already says what must be there."""
    assert not [fault for fault in faults_of(MANY) if not fault.fix and " must be " not in fault.what]


def test_the_filter_before_the_search_for_misspelt_passwords_loses_none() -> None:
    """What is alike enough is looked for among all that differs from it by a few letters."""
    word = "password"
    letters = "passwordx1"
    near = {word[:at] + more + word[at + gone :] for at in range(9) for gone in range(4) for more in letters}
    near |= {one[:at] + more + one[at:] for one in near for at in range(len(one) + 1) for more in "xs"}
    for key in near:
        assert names_a_secret(key) == (key in _SECRETS or bool(get_close_matches(key, [word], cutoff=0.8)))


def test_more_tables_than_any_county_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_MOST_TABLES", 3)
    assert faults_of(FEDERATION + UNIT + "[[units]]\n" * 3) == [
        Said(("units",), "there are more than 3 units", "")
    ]
