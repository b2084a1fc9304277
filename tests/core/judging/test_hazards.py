"""What looks hostile is shown to the clerk, however strong the evidence."""

from __future__ import annotations

import pytest

from fedtrack.core.judging.hazards import is_lookalike, suffix
from fedtrack.errors import Message
from tests.core.judging.office import ABOUT_8, TOLD, document, from_baishi, judge, loose, mail, outcome, said

PAPER = document("总结.docx")


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("白石镇三八总结.exe", "other", "is a program or has macros; it is not filed"),
        ("白石镇三八总结.docm", "other", "is a program or has macros"),
        ("白石镇三八总结.EXE. ", "other", "is a program or has macros"),
        ("白石镇三八总结.ｅｘｅ", "other", "is a program or has macros"),
        ("白石镇三八\u202excod.exe", "other", "has control characters"),
        ("白石镇三八\x1b[31m.docx", "report", "the name of a file has control characters"),
        ("../白石镇妇联三八.docx", "report", "the name of a file is a path: ../白石镇妇联三八.docx"),
        ("C:\\白石镇三八.docx", "report", "the name of a file is a path"),
        ("/etc/白石镇妇联三八.docx", "report", "the name of a file is a path"),
    ],
)
def test_a_hostile_file_name_is_asked_about(name: str, kind: str, says: str) -> None:
    verdict = judge(from_baishi("三八总结", "", document(name)))
    assert outcome(verdict) == ("review", kind, "baishi", ABOUT_8)
    assert says in said(verdict)


@pytest.mark.parametrize(
    "ending",
    [
        *("exe", "com", "scr", "pif", "bat", "cmd", "msi", "dll", "cpl", "sys", "apk", "app", "jar"),
        *("js", "jse", "vb", "vbs", "vbe", "ws", "wsf", "wsh", "ps1", "sh", "hta", "chm", "msc", "msp"),
        *("lnk", "scf", "desktop", "inf", "reg", "iso", "img", "vhd", "one"),
        *("docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "xll", "pptm", "potm", "ppsm", "ppam"),
    ],
)
def test_what_does_something_when_it_is_opened_is_never_filed(ending: str) -> None:
    """Programs, scripts, shortcuts, images of disks, and documents that bring programs."""
    verdict = judge(from_baishi("三八总结", "", document(f"白石镇三八总结.{ending}")))
    assert outcome(verdict) == ("review", "other", "baishi", ABOUT_8)
    assert "is a program or has macros; it is not filed" in said(verdict)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("答复：催报三八总结", "收到"),
        ("节日快乐", "祝三八妇女节快乐"),
        ("三八总结", TOLD),
        ("三八", "零报告"),
    ],
)
def test_a_program_is_shown_whatever_the_mail_says(subject: str, text: str) -> None:
    """A mail that would be left alone, or filed, is not where a program hangs on it."""
    verdict = judge(from_baishi(subject, text, document("总结.exe")))
    assert outcome(verdict)[:2] == ("review", "other")
    assert "总结.exe is a program or has macros; it is not filed" in said(verdict)


def test_a_document_with_macros_is_one_whatever_it_is_called() -> None:
    for arrival in (
        from_baishi("三八总结", "", document("总结.docx", active=True)),
        loose("白石镇妇联三八总结.docx", active=True),
    ):
        verdict = judge(arrival)
        assert outcome(verdict) == ("review", "other", "baishi", ABOUT_8)
        assert "总结.docx is a program or has macros; it is not filed" in said(verdict)


@pytest.mark.parametrize("subject", ["三八\x1b[31m总结", "三八\u202e总结", "三八\x00总结", "三八\u2066总结"])
def test_a_subject_with_control_characters_is_asked_about(subject: str) -> None:
    verdict = judge(from_baishi(subject, "", PAPER))
    assert outcome(verdict) == ("review", "report", "baishi", ABOUT_8)
    assert "the subject has control characters" in said(verdict)


def test_a_mail_that_is_not_well_made_is_asked_about() -> None:
    verdict = judge(from_baishi("三八总结", "", PAPER, faults=(Message("no boundary"),)))
    assert outcome(verdict) == ("review", "report", "baishi", ABOUT_8)
    assert "the mail is not well made: no boundary" in said(verdict)


@pytest.mark.parametrize(
    "domain",
    [
        "qinghe-example.com",
        "q1nghe.example",
        "qlnghe.example",
        "qinghe.example.com",
        "qinghee.example",
        "qingeh.example",
        "xn--qnghe-xyz.example",
        "mail-qinghe.example",
    ],
)
def test_a_domain_made_to_be_taken_for_ours_is_asked_about(domain: str) -> None:
    verdict = judge(mail("白石镇妇联三八总结", "", PAPER, sender=f"baishi@{domain}"))
    assert outcome(verdict) == ("review", "report", "baishi", ABOUT_8)
    assert f"the sender's domain {domain} only looks like qinghe.example" in said(verdict)


@pytest.mark.parametrize(
    "sender",
    ["a@mail.qinghe.example", "a@qq.example", "a@163.example", "a@other.example", "a@example", "", "a"],
)
def test_any_other_domain_is_none_of_our_business(sender: str) -> None:
    verdict = judge(mail("白石镇妇联三八总结", "", PAPER, sender=sender))
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_8)


@pytest.mark.parametrize(
    ("domain", "known", "like"),
    [
        ("rn-post.example", "m-post.example", True),
        ("12345.example", "12346.example", False),
        ("qqq.example", "qq.example", False),
        ("qinghe.example", "mail.qinghe.example", False),
        ("qinghe", "qinghe.example", True),
        ("totally.example", "qinghe.example", False),
        ("qq.com.post.example", "qq.com", True),
        ("qq.com-post.example", "qq.com", True),
        ("qq.computing.example", "qq.com", False),
        ("ba1du.example", "baidu.example", True),
        ("s1na.example", "sina.example", False),
        ("c00perati0n.example", "cooperation.example", True),
        ("1ong1ia.example", "longlia.example", True),
        ("iongiia.example", "longlia.example", True),
        ("s5es5ion.example", "ssession.example", True),
        ("8u8bles.example", "bubbles.example", True),
        ("b33tl3.example", "beetle.example", True),
        ("qing-he-fulian.example", "qinghefulian.example", True),
        ("qing_he_fulian.example", "qinghefulian.example", True),
        ("vvestvvard.example", "westward.example", True),
        ("rnornent.example", "moment.example", True),
        ("clriclclen.example", "dridden.example", True),
    ],
)
def test_looking_alike(domain: str, known: str, like: bool) -> None:
    """Short names and mere numbers are too near each other by chance."""
    assert is_lookalike(domain, known) is like


@pytest.mark.parametrize(
    ("name", "ending"),
    [("总结.DOCX", "docx"), ("总结.docx. .", "docx"), ("总结", "总结"), ("ａ．ｅｘｅ", "exe")],
)
def test_what_a_name_ends_in(name: str, ending: str) -> None:
    assert suffix(name) == ending
