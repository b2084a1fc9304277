"""Nine things that go wrong elsewhere, and what fedtrack does there, end to end.

Each was reproduced with mailmerge 2.3.0, in the order of these tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path

import pytest
from fast_mail_parser import parse_email

from tests.cli.tools import edit_units, snapshot
from tests.conftest import Answer, Run
from tests.mail.certificates import Authority, of_a_stranger
from tests.mail.mailserver import MailServer
from tests.mail.sending import ACCOUNTS, CODE, ELSEWHERE, lead_here, let_mails_go_on_any_day
from tests.mail.test_eml import read_with_rust, read_with_stdlib

SEND = ("remind", "--send", "--yes")
SENT = "sent/2020-38/2020-03-20"
NAMES = {
    "baishi@qinghe.example": "白石镇妇联",
    "55501@qq.example": "白石镇妇联",
    "heishi@qinghe.example": "黑石镇妇联",
    "slj@qinghe.example": "县水利局女工委",
}
MAILS = 3


@pytest.fixture
def server() -> Iterator[MailServer]:
    """Return a server on this computer that demands no login."""
    with MailServer() as server:
        yield server


@pytest.fixture
def office(workspace: Path, server: MailServer) -> Path:
    """Return the workspace, whose mails go to the server."""
    settle(workspace, f"smtp://localhost:{server.port}")
    return workspace


def settle(workspace: Path, smtp: str) -> None:
    """Write the settings of the mailbox."""
    edit_units(workspace, more=f'\n[mail]\nsmtp = "{smtp}"\npause_seconds = 0\n')


def sent(server: MailServer) -> list[bytes]:
    """Return the mails that the server took; each must be one that every program reads."""
    mails = [one.content for one in server.delivered]
    for mail in mails:
        assert parse_email(mail).warnings == []
        assert _parse(mail).defects == []
    return mails


def _parse(mail: bytes) -> Message:
    return BytesParser(policy=compat32).parsebytes(mail)


def refused_unsent(answer: Answer, server: MailServer) -> None:
    """Check that a run was refused in one line, without a traceback, and that the server saw nothing."""
    assert answer.code == 3
    assert answer.out == ""
    assert len(answer.err.splitlines()) <= 2
    assert "Traceback" not in answer.err
    assert (server.connections, server.delivered) == (0, [])


def test_a_chinese_name_stands_beside_its_address(office: Path, server: MailServer, run: Run) -> None:
    """Sender and unit are shown with their names, and both parsers find each address outside of them."""
    assert run(*SEND).code == 0
    mails = sent(server)
    assert len(mails) == MAILS
    for read in (read_with_stdlib, read_with_rust):
        found = [read(mail) for mail in mails]
        assert {address: name for one in found for name, address in one["To"]} == NAMES
        assert [one["From"] for one in found] == [[("青禾县妇女联合会", "qhfl@qinghe.example")]] * MAILS
    for delivered in server.delivered:  # and the envelope says the same as the headers
        assert [address for _, address in read_with_rust(delivered.content)["To"]] == list(delivered.rcpt_tos)


def test_no_file_name_that_a_mail_program_could_misread(office: Path, server: MailServer, run: Run) -> None:
    """Mails carry no attachment, so no file name; what fedtrack writes on the disk is named in ASCII."""
    assert run("remind", "--group", "乡镇妇联").code == 0
    assert run(*SEND, "--group", "县直单位").code == 0
    drafts = [path.read_bytes() for path in office.glob("drafts/**/*.eml")]
    assert (len(drafts), len(sent(server))) == (2, 1)
    for mail in (*drafts, *sent(server)):
        for part in _parse(mail).walk():
            assert part["Content-Disposition"] is None
            assert part.get_filename() is None
            assert part.get_content_type() in {"text/plain", "text/html", "multipart/alternative"}
        assert parse_email(mail).attachments == []
    assert all(path.isascii() for path in snapshot(office))


@pytest.mark.parametrize("break_", [r"\n", r"\r\n", r"\r", r"\u2028", r"\u0085", r"\u000b"])
def test_a_line_break_in_a_field_adds_no_recipient(
    break_: str, office: Path, server: MailServer, run: Run
) -> None:
    """A name or title with `Bcc:` on a second line stays one line of words, in every header."""
    trick = f"{break_}Bcc: evil@evil.example{break_}{break_}"
    edit_units(office, old='name = "白石镇妇联"', new=f'name = "白石镇妇联{trick}"')
    edit_units(office, old='report = "活动开展情况"', new=f'report = "情况{trick}"')
    edit_units(office, old='name = "青禾县妇女联合会"', new=f'name = "青禾县妇女联合会{trick}"')
    (office / "templates").mkdir()
    (office / "templates" / "email-before.j2").write_text(
        "催报 {{ unit }} {{ report }} {{ federation }}\n\n正文\n", encoding="utf-8"
    )
    assert run(*SEND).code == 0
    assert {address for one in server.delivered for address in one.rcpt_tos} == set(NAMES)
    for mail in sent(server):
        for read in (read_with_stdlib, read_with_rust):
            assert (read(mail)["Bcc"], read(mail)["Cc"]) == ([], [])
        assert parse_email(mail).subject.startswith("催报 ")
        assert sum(line.lower().startswith(b"bcc") for line in mail.splitlines()) == 0


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16"])
def test_a_file_in_another_encoding_is_one_line_that_names_it(
    encoding: str, office: Path, server: MailServer, run: Run
) -> None:
    """What Notepad or an old office program saves is refused with the encoding and what to do."""
    file = office / "units.toml"
    file.write_bytes(file.read_text(encoding="utf-8").encode(encoding))
    answer = run(*SEND)
    refused_unsent(answer, server)
    assert answer.err.startswith("units.toml:")
    assert ("UTF-16" if encoding == "utf-16" else "GBK") in answer.err
    assert "UTF-8" in answer.err


@pytest.mark.parametrize("how", [("--yes",), ("--dry-run",)])
@pytest.mark.parametrize(
    "address", ["", " ", "slj", "slj@", "@qinghe.example", "水利局", "a b@qinghe.example"]
)
def test_an_address_that_is_none_is_refused_before_anything_is_sent(
    address: str, how: tuple[str], office: Path, server: MailServer, run: Run
) -> None:
    """Not one mail goes out while any address is wrong, and a dry run says so too; its line is named."""
    edit_units(office, old='"slj@qinghe.example"', new=f'"{address}"')
    lines = (office / "units.toml").read_text(encoding="utf-8").splitlines()
    wrong = lines.index(f'email = ["{address}"]') + 1
    before = snapshot(office)
    answer = run("remind", "--send", *how)
    refused_unsent(answer, server)
    assert answer.err.startswith(f"units.toml:{wrong}: ")
    assert snapshot(office) == before


def test_a_second_run_sends_nothing(office: Path, server: MailServer, run: Run) -> None:
    """Whoever has the round does not get it again: not today, not forced, not on the next days of it."""
    assert run(*SEND).code == 0
    assert len(sent(server)) == MAILS
    for options, today in (((), "2020-03-20"), (("--force",), "2020-03-20"), ((), "2020-03-21")):
        answer = run(*SEND, "--json", *options, today=today)
        assert (answer.code, answer.document["reminders"]) == (0, [])
    assert (len(server.delivered), server.connections) == (MAILS, 1)


def test_every_mail_has_an_id_of_its_own(office: Path, server: MailServer, run: Run) -> None:
    """No two units, and no two days, share a Message-ID, and the ledger has each, so replies are known."""
    assert run(*SEND).code == 0
    assert run(*SEND, today="2020-03-23").code == 0
    mails = sent(server)
    ids = [_parse(mail)["Message-ID"] for mail in mails]
    assert len(set(ids)) == len(mails) == 2 * MAILS
    assert all(len(parse_email(mail).headers["Date"]) == 1 for mail in mails)
    entries = run("log", "--json", today="2020-03-23").document["entries"]
    noted = {one["data"]["message_id"] for one in entries if one["data"].get("state") == "claimed"}
    assert noted == set(ids)


@pytest.mark.parametrize("kind", ["no STARTTLS", "STARTTLS of a stranger", "TLS of a stranger"])
def test_nothing_is_said_without_verified_encryption(
    kind: str, workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server elsewhere that cannot prove who it is learns no password and gets no mail; none is noted."""
    lead_here(monkeypatch, ELSEWHERE)
    let_mails_go_on_any_day(monkeypatch)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("FEDTRACK_MAIL_PASSWORD", CODE)
    context = of_a_stranger()
    starttls = context if kind == "STARTTLS of a stranger" else None
    encrypted = context if kind == "TLS of a stranger" else None
    with MailServer(accounts=ACCOUNTS, tls=encrypted, starttls=starttls) as server:
        scheme = "smtps" if encrypted else "smtp"
        settle(workspace, f"{scheme}://{ELSEWHERE}:{server.port}")
        answer = run(*SEND)
        assert (server.logins, server.delivered) == ([], [])
        assert not {"AUTH", "MAIL"} & set(server.commands)
    assert answer.code == 5
    assert ELSEWHERE in answer.err
    assert run("log", "--json").document["entries"] == []
    assert not (workspace / SENT).exists()


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_with_verified_encryption_it_goes_out(
    scheme: str, workspace: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same server with a certificate for its name is logged in to once, and gets every mail."""
    lead_here(monkeypatch, ELSEWHERE)
    let_mails_go_on_any_day(monkeypatch)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("FEDTRACK_MAIL_PASSWORD", CODE)
    context = Authority(tmp_path, monkeypatch).good(ELSEWHERE)
    tls, starttls = (context, None) if scheme == "smtps" else (None, context)
    with MailServer(accounts=ACCOUNTS, tls=tls, starttls=starttls) as server:
        settle(workspace, f"{scheme}://{ELSEWHERE}:{server.port}")
        assert run(*SEND).code == 0
        assert (len(server.logins), len(sent(server))) == (1, MAILS)


def test_all_mails_go_over_one_connection(office: Path, server: MailServer, run: Run) -> None:
    """One greeting and one farewell, however many units there are."""
    units = "".join(
        f'\n[[units]]\nid = "u{number}"\nname = "第{number}社区"\ngroup = "县直单位"\n'
        f'email = ["u{number}@qinghe.example"]\n'
        for number in range(20)
    )
    edit_units(office, more=units)
    assert run(*SEND).code == 0
    assert len(sent(server)) == MAILS + 20
    assert server.connections == 1
    assert [server.commands.count(verb) for verb in ("EHLO", "QUIT")] == [1, 1]
    assert server.commands[-1] == "QUIT"
