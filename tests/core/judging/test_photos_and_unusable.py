"""Photos, files that cannot be opened, and what computers leave behind."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Form, Reading, ReceivedFile
from tests.core.judging.office import (
    ABOUT_8,
    TOLD,
    document,
    from_baishi,
    judge,
    loose,
    mail,
    outcome,
    said,
)

PAPER = document("总结.docx")
PHOTO = document("IMG_0001.JPG")
CANNOT = {
    Reading.EMPTY: "is empty",
    Reading.BROKEN: "is damaged",
    Reading.LOCKED: "password",
    Reading.TOO_LARGE: "too large",
}


@pytest.mark.parametrize("name", ["1.jpg", "1.HEIC", "1.mp4", "IMG_0001.MOV", "现场.png"])
def test_photos_and_films_alone_are_asked_about(name: str) -> None:
    verdict = judge(from_baishi("三八活动", "", document(name)))
    assert outcome(verdict) == ("review", "photo", "baishi", ABOUT_8)
    assert "only photos" in said(verdict)


def test_a_loose_photo_is_asked_about() -> None:
    assert outcome(judge(loose("白石镇妇联三八.jpg"))) == ("review", "photo", "baishi", ABOUT_8)


def test_photos_with_a_report_in_the_mail_or_beside_them_are_filed() -> None:
    for arrival in (
        from_baishi("三八活动总结", TOLD, PHOTO),
        from_baishi("三八活动总结", "", PAPER, PHOTO),
    ):
        assert outcome(judge(arrival)) == ("record", "report", "baishi", ABOUT_8)


def test_a_strangers_photos_are_asked_about_whatever_he_tells() -> None:
    assert outcome(judge(mail("三八活动总结", TOLD, PHOTO))) == ("review", "photo", None, ABOUT_8)


@pytest.mark.parametrize("reading", CANNOT)
@pytest.mark.parametrize("beside", [(), (PHOTO,), (PAPER,)])
def test_a_file_that_cannot_be_opened_is_asked_about(
    reading: Reading, beside: tuple[ReceivedFile, ...]
) -> None:
    """It may be the report, whatever else came with it; the clerk has to tell the unit what is wrong."""
    broken = document("三八总结.docx", reading=reading)
    verdict = judge(from_baishi("三八活动", "", broken, *beside))
    assert outcome(verdict) == ("review", "report", "baishi", ABOUT_8)
    assert any("三八总结.docx" in line and CANNOT[reading] in line for line in said(verdict).splitlines())


def test_a_film_too_large_to_open_is_a_film() -> None:
    film = document("现场.mp4", reading=Reading.TOO_LARGE)
    assert outcome(judge(from_baishi("三八活动", "", film))) == ("review", "photo", "baishi", ABOUT_8)
    report = judge(from_baishi("三八活动", "", PAPER, film))
    assert outcome(report) == ("record", "report", "baishi", ABOUT_8)


def test_a_parcel_of_outlook_is_asked_about() -> None:
    verdict = judge(from_baishi("三八总结", "", document("Winmail.dat")))
    assert outcome(verdict) == ("review", "report", "baishi", ABOUT_8)


@pytest.mark.parametrize("ending", ["wps", "rar", "7z", "doc", "ofd"])
def test_a_form_that_is_not_read_is_filed_where_its_name_proves_it(ending: str) -> None:
    verdict = judge(loose(f"白石镇妇联三八总结.{ending}", reading=Reading.UNREAD))
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_8)


@pytest.mark.parametrize(
    "name",
    ["Thumbs.db", "~$白石镇妇联三八总结.docx", ".DS_Store", "desktop.ini", "白石镇三八.url", "._白石镇.docx"],
)
def test_what_a_computer_leaves_behind_is_left_alone(name: str) -> None:
    verdict = judge(loose(name))
    assert outcome(verdict) == ("ignore", "other", None, None)
    assert "a file that the computer left behind" in said(verdict)


def test_it_counts_for_nothing_in_a_mail_either() -> None:
    lock = document("~$总结.docx")
    assert outcome(judge(from_baishi("三八活动总结", TOLD, lock))) == ("record", "report", "baishi", ABOUT_8)
    assert outcome(judge(from_baishi("三八活动总结", "见附件", lock)))[0] == "review"


def test_a_report_packed_in_a_zip_is_judged_as_a_loose_one() -> None:
    from msgspec.structs import replace

    packed = replace(loose("白石镇妇联三八总结.docx"), form=Form.MEMBER)
    assert outcome(judge(packed)) == ("record", "report", "baishi", ABOUT_8)


def test_a_strangers_photo_that_speaks_as_no_unit_is_left_alone() -> None:
    photo = document("1.jpg")
    assert outcome(judge(mail("三八横幅小样", "没问题就开印", photo)))[0] == "ignore"
    assert outcome(judge(mail("三八", "我们镇的活动", photo)))[0] == "review"
    assert outcome(judge(mail("照片", "我们镇的活动", photo)))[0] == "ignore"  # no notice asks for it
