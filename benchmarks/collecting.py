"""`collect` of 1 000 mails beside the standard library that only takes them apart; growth with the roster.

Each mail has a subject and a text in GB18030 and a docx of a page, as offices send them.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.report import Row, print_rows
from benchmarks.scale import write_roster
from benchmarks.timing import Runner, beside, run_fedtrack, run_python

if TYPE_CHECKING:
    from collections.abc import Sequence

MAILS = 1_000
FEW, MANY = 75, 10_000
ROUNDS = 5
_TODAY = "2020-03-24"
_CHINA = timedelta(hours=8)
_PARAGRAPHS = (
    "按照县妇联的部署，我单位结合实际，围绕疫情防控和关爱服务组织了系列活动，现将有关情况报告如下。",
    "一、开展线上普法宣传3场次，参与120人次，发放宣传资料300份。",
    "二、走访慰问一线女职工和困难母亲26人，送去慰问品折合2600元。",
    "三、组织女职工观看线上故事分享会，推送学习信息12条。",
)
_TAKE_APART = """\
import email, io, pathlib, zipfile
for path in sorted(pathlib.Path('mails').iterdir()):
    for part in email.message_from_bytes(path.read_bytes()).walk():
        content = part.get_payload(decode=True)
        if part.get_filename():
            zipfile.ZipFile(io.BytesIO(content)).read('word/document.xml').decode()
"""


def measure() -> list[Row]:
    """Return times beside the floor, and the growth from a roster of 75 units to one of 10 000."""
    with TemporaryDirectory(prefix="fedtrack-bench-") as name:
        scratch = Path(name)
        folders = {size: scratch / str(size) for size in (FEW, MANY)}
        for size, folder in folders.items():
            units = write_roster(folder, size)
            (folder / "mails").mkdir()
            _write_mails(folder / "mails", units)
        runner = Runner(scratch)
        floor = run_python(folders[FEW], _TAKE_APART)
        few, many = (
            run_fedtrack(folder, "collect", "mails", "--dry-run", "--json", "--today", _TODAY)
            for folder in folders.values()
        )
        at_least, ours, larger = runner.interleave([floor, few, many], ROUNDS)
        speed = beside(ours, at_least)
        what = f"collect, {MAILS:,} mails, {FEW} units ({MAILS / speed.ours:,.0f} a second)"
        return [
            Row(what, "email and zipfile", speed, None, runner.peak(few), runner.peak(floor)),
            Row(
                f"collect, {MAILS:,} mails, {MANY:,} units",
                f"{FEW} units",
                beside(larger, ours),
                None,
                runner.peak(many),
                runner.peak(few),
            ),
        ]


def _write_mails(folder: Path, units: Sequence[tuple[str, str]]) -> None:
    """Write mails from strangers' addresses, so that the names have to be found; each unit has its turn."""
    for number in range(MAILS):
        _, name = units[number % len(units)]
        moment = datetime(2020, 3, 16, 1, tzinfo=UTC) + timedelta(minutes=number)
        mail = MIMEMultipart()
        mail["From"] = f"{number}@qq.example"
        mail["Subject"] = Header(f"{name}三八节活动情况", "gb18030").encode()
        mail["Date"] = format_datetime(moment)
        mail["Message-ID"] = f"<{number}@qq.example>"
        mail.attach(MIMEText(f"县妇联：\n附件是{name}的活动情况，请查收。\n{name}", "plain", "gb18030"))
        document = MIMEApplication(_docx([f"{name}三八节活动情况", *_PARAGRAPHS, name]))
        filename = Header(f"{name}三八节活动情况.docx", "gb18030").encode()
        document.add_header("Content-Disposition", "attachment", filename=filename)
        mail.attach(document)
        (folder / f"{number:04d}.eml").write_bytes(mail.as_bytes())


def _docx(paragraphs: Sequence[str]) -> bytes:
    """Return the least document that Word opens."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        )
    return content.getvalue()


if __name__ == "__main__":
    print_rows(measure())
