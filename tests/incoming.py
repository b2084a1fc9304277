"""What arrives at 青禾县妇女联合会, as bytes: mails with files, bounces, forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from tests.corpus.items import Scalar
from tests.corpus.office import build_docx, build_xlsx

HERE = timezone(timedelta(hours=8))
AT = datetime(2020, 3, 18, 16, 30, tzinfo=HERE)
OURS = "qhfl@qinghe.example"
BAISHI, HEISHI = "baishi@qinghe.example", "heishi@qinghe.example"
ACTIVITIES = (
    "3月7日，我镇组织妇女志愿者开展普法宣传活动，走访慰问困难妇女，发放宣传资料。\n"
    "3月8日，举办巾帼志愿者座谈会，组织观看抗疫宣传片，开展送温暖活动。"
)
REPORT = build_docx(["白石镇“三八”节活动总结", *ACTIVITIES.splitlines(), "白石镇妇联"])
FORM_HEADINGS = ("提交时间", "单位名称", "活动标题", "开展活动（场次）", "参与人数", "备注")


def letter(
    sender: str = BAISHI,
    subject: str = "白石镇“三八”节活动总结",
    *,
    body: str = "请查收附件。",
    files: Mapping[str, bytes] | None = None,
    inline: Mapping[str, bytes] | None = None,
    at: datetime | None = AT,
    message_id: str = "1@mail.qinghe.example",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """Return a mail as the federation's server hands it out; `at` is when it took it."""
    mail = EmailMessage(policy=SMTP)
    if at is not None:
        mail["Received"] = f"from a.example by mx.qinghe.example; {format_datetime(at)}"
        mail["Date"] = format_datetime(at - timedelta(days=3))  # the clock of who wrote it is slow
    mail["From"], mail["To"], mail["Subject"] = sender, OURS, subject
    if message_id:
        mail["Message-ID"] = f"<{message_id}>"
    for name, value in (headers or {}).items():
        mail[name] = value
    mail.set_content(body)
    if inline:
        mail.add_alternative(
            "<p>请查收</p>" + "".join(f'<img src="cid:{n}@a">' for n in inline), subtype="html"
        )
        page = mail.get_payload()[1]  # type: ignore[index]
        for name, content in inline.items():
            page.add_related(  # type: ignore[union-attr]
                content, "image", "png", cid=f"<{name}@a>", filename=name, disposition="inline"
            )
    for name, content in (files or {}).items():
        mail.add_attachment(content, "application", "octet-stream", filename=name)
    return mail.as_bytes()


def bounce(address: str, original: str, *, number: int = 1, reason: str = "550 5.1.1 no such user") -> bytes:
    """Return that a mail of ours did not reach an address (RFC 3464)."""
    return (
        f"Received: from a.example by mx.qinghe.example; {format_datetime(AT)}\r\n"
        f"From: Mail Delivery System <mailer-daemon@mx.qinghe.example>\r\nTo: <{OURS}>\r\n"
        f"Subject: Undelivered Mail Returned to Sender\r\nMessage-ID: <bounce-{number}@mx.qinghe.example>\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nYour mail could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.qinghe.example\r\n\r\n"
        f"Final-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        f"Diagnostic-Code: smtp; {reason}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: <{OURS}>\r\nTo: <{address}>\r\n"
        f"Message-ID: {original}\r\n\r\n--b--\r\n"
    ).encode()


def box(*mails: bytes) -> bytes:
    """Return an mbox of these mails."""
    return b"".join(
        b"From - Wed Mar 18 10:00:00 2020\n" + mail.replace(b"\r\n", b"\n") + b"\n" for mail in mails
    )


def form(*rows: tuple[Scalar, ...]) -> bytes:
    """Return what an online form exports: its title, its headings, a line for each who filled it in."""
    return build_xlsx([("“三八”节活动情况统计表",), FORM_HEADINGS, *rows])


def lay(folder: Path, things: Mapping[str, bytes]) -> Path:
    """Write files below a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in things.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
