"""What tests share: a workspace on disk, and fedtrack run in this process."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from fedtrack.cli.app import run as run_fedtrack
from fedtrack.render import console, language

# a slow machine is no fault; in CI the examples are the same each time, elsewhere new ones are tried
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

TODAY = "2020-03-20"

UNITS_TOML = """\
[federation]
name = "青禾县妇女联合会"
short_name = "县妇联"
email = "qhfl@qinghe.example"
oa = "县妇联OA"

[[notices]]
id = "2020-38"
number = "青妇通〔2020〕1号"
title = "关于过好“三八”节的通知"
issued = 2020-03-03
due = 2020-03-23
report = "活动开展情况"
recipients = ["乡镇妇联", "县直单位"]
figures = [
    { key = "events", label = "开展活动", unit = "场次" },
    { key = "participants", label = "参与人数", unit = "人次" },
]

[[units]]
id = "baishi"
name = "白石镇妇联"
aliases = ["白石镇妇女联合会"]
group = "乡镇妇联"
email = ["baishi@qinghe.example", "55501@qq.example"]
cc = ["fenguan@qinghe.example"]
phone = "0700-5550101"

[[units]]
id = "heishi"
name = "黑石镇妇联"
group = "乡镇妇联"
email = ["heishi@qinghe.example"]

[[units]]
id = "heishikq"
name = "黑石矿区管理处"
group = "乡镇妇联"
phone = "0700-5550103"

[[units]]
id = "shuili"
name = "县水利局女工委"
aliases = ["县水利局"]
group = "县直单位"
email = ["slj@qinghe.example"]

[[units]]
id = "minzheng"
name = "县民政局女工委"
group = "县直单位"
"""


class Answer(NamedTuple):
    """What a run of fedtrack gave back."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The JSON document on stdout."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests run in English, 100 columns wide, without the developer's own settings."""
    for name in ("FEDTRACK_DIR", "FEDTRACK_TODAY", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FEDTRACK_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")
    language.install()
    console.out.cache_clear()
    console.err.cache_clear()


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a small units.toml, which is the current folder."""
    folder = tmp_path / "三八"
    folder.mkdir()
    (folder / "units.toml").write_text(UNITS_TOML, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs fedtrack as of TODAY, or of another day given with `today`."""

    def call(*arguments: str, today: str = TODAY, language_: str = "en") -> Answer:
        monkeypatch.setenv("FEDTRACK_TODAY", today)
        monkeypatch.setenv("FEDTRACK_LANG", language_)
        language.install()
        capsys.readouterr()
        code = run_fedtrack(list(arguments))
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return call
