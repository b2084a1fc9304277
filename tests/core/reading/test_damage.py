"""Numbers and titles that lost characters, and those that only look odd."""

from __future__ import annotations

import pytest

from fedtrack.core.reading.damage import number_is_damaged, title_is_damaged


@pytest.mark.parametrize(
    "number",
    [
        *("", "  ", "融妇通〔2020〕1号", "融妇通[2020]1号", "融妇通（2020）第12号", "桂妇电【2020】5号"),
        *("融妇函﹝2020﹞1号", "青妇通2020年第3号", "第3号", "第3期", "×妇通〔2020〕1号"),
        *("县妇联办公室〔2021〕15号之二", "融妇通〔 2020 〕 1号"),
    ],
)
def test_a_sound_number(number: str) -> None:
    assert number_is_damaged(number) is False


@pytest.mark.parametrize(
    "number",
    [
        *(
            "融妇通〔20201",
            "融妇通2020〕1号",
            "融妇通〔2020〕号",
            "融妇通〔〕1号",
            "融妇通〔2020〕1",
            "?妇??",
        ),
        "融\ufffd通〔2020〕1号",
    ],
)
def test_a_damaged_number(number: str) -> None:
    assert number_is_damaged(number) is True


@pytest.mark.parametrize(
    "title",
    [
        "关于疫情防控形势下做好纪念“三八”国际妇女节有关工作的通知",
        "关于印发《实施方案（试行）》的通知",
        "关于《关于做好“三八”节〈补充〉工作》的通知",
        "关于2020年3月23日前报送材料的通知",
        "关于2020—2025年规划的通知",
        "关于报送2020年度总结的通知",
        "关于20200323期简报的通知",
        "关于请于3月20日之前报送的通知",
        "今天你报了吗?",
        "关于落实[2020]1号文件的通知",
    ],
)
def test_a_sound_title(title: str) -> None:
    assert title_is_damaged(title) is False


@pytest.mark.parametrize(
    "title",
    [
        "请于2020323日前报送的通知",
        "关于2020年33日座谈会的通知",
        "请于2020年3前报送的通知",
        "关于做好“三八节工作的通知",
        "关于做好三八”节工作的通知",
        "关于印发《实施方案（试行》）的通知",
        "关于\ufffd\ufffd节的通知",
        "关于??节的通知",
        "关于锟斤拷的通知",
        "关于\ue123节的通知",
        "关于□□节的通知",
    ],
)
def test_a_damaged_title(title: str) -> None:
    assert title_is_damaged(title) is True
