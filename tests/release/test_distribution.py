"""The wheel holds all that fedtrack needs and nothing of its tests, and works where there is no source."""

from __future__ import annotations

import email
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from fedtrack import __version__

ROOT = Path(__file__).parents[2]
BUILT = f"fedtrack-{__version__}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the sdist, built by the backend without any registry."""
    folder = tmp_path_factory.mktemp("dist")
    source = folder / "source"
    ignored = shutil.ignore_patterns(".git", "__pycache__", ".*_cache", "dist", ".venv", ".coverage*")
    shutil.copytree(ROOT, source, ignore=ignored)
    build = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    subprocess.run(build, cwd=source, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.rmtree(source)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """Return the wheel."""
    return built / f"{BUILT}-py3-none-any.whl"


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    """Each file of the package: modules, templates, completion scripts, the catalogue, `py.typed`."""
    with zipfile.ZipFile(wheel) as files:
        names = {name for name in files.namelist() if ".dist-info/" not in name}
    package = ROOT / "fedtrack"
    assert names == {
        path.relative_to(ROOT).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {
        "fedtrack/py.typed",
        "fedtrack/locale/zh_CN/LC_MESSAGES/fedtrack.mo",
        "fedtrack/templates/units.toml",
        "fedtrack/templates/email-before.j2",
        "fedtrack/templates/completion/fedtrack.ps1",
    } <= names


def test_what_the_wheel_says_of_itself(wheel: Path) -> None:
    """Name, version, license and its text, the Pythons, the command."""
    with zipfile.ZipFile(wheel) as files:
        facts = email.message_from_bytes(files.read(f"{BUILT}.dist-info/METADATA"))
        assert files.read(f"{BUILT}.dist-info/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
        assert b"fedtrack = fedtrack.__main__:main" in files.read(f"{BUILT}.dist-info/entry_points.txt")
    assert (facts["Name"], facts["Version"], facts["License-Expression"]) == ("fedtrack", __version__, "MIT")
    assert facts["Requires-Python"] == ">=3.11"
    pythons = [
        line.rpartition(" ")[2] for line in facts.get_all("Classifier", []) if ":: Python :: 3." in line
    ]
    assert pythons == ["3.11", "3.12", "3.13", "3.14"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [line for line in facts.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert len(needed) == len(project["dependencies"])


def test_the_sdist_holds_what_a_packager_builds_and_tests_with(built: Path) -> None:
    """Source, tests, documents and the real case, in one folder."""
    with tarfile.open(built / f"{BUILT}.tar.gz") as files:
        names = set(files.getnames())
    assert {name.partition("/")[0] for name in names} == {BUILT}
    for name in ("pyproject.toml", "LICENSE", "README.md", "CHANGELOG.md", "units.toml", "docs/reference.md"):
        assert f"{BUILT}/{name}" in names
    for name in ("fedtrack/__main__.py", "tests/conftest.py", "benchmarks/__main__.py", "scripts/release.py"):
        assert f"{BUILT}/{name}" in names
    assert not [name for name in names if "__pycache__" in name or name.endswith((".db", ".pyc"))]


@pytest.mark.parametrize(
    "arguments",
    [("--version",), ("status",), ("remind",), ("export",), ("init", "新的"), ("completion", "zsh")],
    ids=" ".join,
)
def test_the_wheel_works_alone(arguments: tuple[str, ...], wheel: Path, tmp_path: Path) -> None:
    """Read straight from where it was unpacked, far from the source, in Chinese."""
    site, work = tmp_path / "site", tmp_path / "三八 工作"
    with zipfile.ZipFile(wheel) as files:
        files.extractall(site)  # noqa: S202 - our own
    work.mkdir()
    shutil.copy(ROOT / "units.toml", work)
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run(
        [sys.executable, "-c", "import fedtrack.__main__ as m; m.main()", *arguments],
        cwd=work,
        env={
            **surroundings,
            "PYTHONPATH": str(site),
            "PYTHONUTF8": "1",
            "FEDTRACK_LANG": "zh",
            "FEDTRACK_TODAY": "2020-03-20",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    words = {"status": "未报", "remind": "提醒", "export": "已", "init": "新的", "completion": "compdef"}
    assert words.get(arguments[0], f"fedtrack {__version__}") in done.stdout
