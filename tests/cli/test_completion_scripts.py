"""A Tab in real shells: fedtrack is then run with what stands on the line, and nothing else is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from fedtrack.cli.completion import SCRIPTS
from fedtrack.exports.formats import Format
from tests.cli.shells import BASH, FISH, ZSH, Lines, needs
from tests.conftest import UNITS_TOML, Run

NASTY = "乙 $(touch PWNED) `touch PWNED` \"丁\" '戊' \\ * ; & | > < ~ # ${HOME} {a,b} [x] ?"
HOSTILE = f"""
[[units]]
id = "$(touch PWNED)"
name = "庚\\ntouch PWNED\\n"
group = "组 $(touch PWNED)"

[[units]]
id = "nasty"
name = '''{NASTY}'''
"""


@pytest.fixture
def lines(workspace: Path, tmp_path: Path) -> Lines:
    """Return lines of shells in a workspace, a unit of which is named to break them."""
    (workspace / "units.toml").write_text(UNITS_TOML + HOSTILE, encoding="utf-8")
    (workspace / "来文 一.docx").write_bytes(b"")
    return Lines(tmp_path)


LINES = [
    ("fedtrack rec\tbais\t--ni\t", ["record", "baishi", "--nil"]),
    ("fedtrack why 白\t", ["why", "白石镇妇联"]),
    ("fedtrack why 水利\t", ["why", "县水利局女工委"]),
    ("fedtrack why bsz\t", ["why", "baishi"]),
    ("fedtrack record baishi bsz\t", ["record", "baishi", "bsz"]),
    ("fedtrack log --unit=bsz\t", ["log", "--unit=baishi"]),
    ("fedtrack log --unit bsz\t", ["log", "--unit", "baishi"]),
    ("fedtrack export --format m\t", ["export", "--format", "md"]),
    ("fedtrack status 青妇\t", ["status", "青妇通〔2020〕1号"]),
    ("fedtrack status --group 县\t", ["status", "--group", "县直单位"]),
    ("fedtrack status --group 组\t", ["status", "--group", "组 $(touch PWNED)"]),
    ("fedtrack why '$'\t", ["why", "$(touch PWNED)"]),
    ("fedtrack why \\$\t", ["why", "$(touch PWNED)"]),
    ("fedtrack why 乙\t", ["why", NASTY]),
    ("fedtrack why '乙\t", ["why", NASTY]),
    ('fedtrack why "乙\t', ["why", NASTY]),
    ("fedtrack units import 来\t", ["units", "import", "来文 一.docx"]),
    ("fedtrack -C /nowhere why b\t", ["-C", "/nowhere", "why", "b"]),
    ("fedtrack why hei\t\t", ["why", "heishi"]),
]


@pytest.mark.parametrize(("keys", "words"), LINES)
@pytest.mark.parametrize("shell", [pytest.param(one, marks=needs(one), id=one[0]) for one in (BASH, ZSH)])
def test_a_tab_in_a_terminal(shell: tuple[str, ...], keys: str, words: list[str], lines: Lines) -> None:
    assert lines.typed(shell, keys) == words
    assert not list(Path().glob("PWNED*"))


@needs(BASH)
def test_what_is_typed_is_not_run_at_a_tab(lines: Lines) -> None:
    """Whoever wrote the line has not pressed Enter; zsh's own Tab runs `$(…)`, before it completes."""
    assert lines.typed(BASH, "fedtrack why $(touch PWNED)\t\x15fedtrack wibble") == ["wibble"]
    assert not Path("PWNED").exists()


@needs(BASH)
@pytest.mark.parametrize(
    ("typed", "kind", "listed"),
    [
        ("record h", "9", ["heishi", "heishikq"]),
        ("record h", "63", ["heishi    (黑石镇妇联)", "heishikq  (黑石矿区管理处)"]),
        ("record hs", "63", ["heishi    (黑石镇妇联)", "heishikq  (黑石矿区管理处)", " "]),
        ("completion ", "63", ["bash", "zsh", "fish", "powershell"]),
        ("log --wibble", "9", []),
        ("record 庚", "9", []),
    ],
)
def test_what_bash_lists(typed: str, kind: str, listed: list[str], lines: Lines) -> None:
    """Ids with their names at the second Tab; where nothing goes on from what was typed, that stays."""
    words = typed.split(" ")
    script = f"""
        eval "$(fedtrack completion bash)"
        COMP_WORDS=(fedtrack {" ".join(word or "''" for word in words)})  # as they are typed
        COMP_CWORD={len(words)} COMP_TYPE={kind}
        _fedtrack fedtrack
        for one in "${{COMPREPLY[@]}}"; do printf '%s\\n' "$one"; done
    """
    assert lines.run("bash", "-c", script).splitlines() == listed


@needs(FISH)
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("rec", ["record\tNote that a report came in."]),
        ("why bai", ["baishi\t白石镇妇联"]),
        ("why bsz", ["bsz\t白石镇妇联 baishi"]),
        ("why 石矿", ["黑石矿区管理处\theishikq"]),
        ("why 乙", [f"{NASTY}\tnasty"]),
        ("why '乙", [f"{NASTY}\tnasty"]),
        ("log --unit=bai", ["--unit=baishi\t白石镇妇联"]),
        ("export --format ", list(Format)),
        ("units import 来", ["来文 一.docx"]),
        ("why $(touch PWNED)", ["$(touch PWNED)"]),
        ("-C /nowhere why b", []),
    ],
)
def test_what_fish_offers(typed: str, offered: list[str], lines: Lines) -> None:
    """Each offer with its meaning; fish quotes what is taken."""
    lines.environment["LINE"] = f"fedtrack {typed}"
    script = 'fedtrack completion fish | source; complete --do-complete "$LINE"'
    assert [one.strip() for one in lines.run(*FISH, "-c", script).splitlines()] == offered
    assert not list(Path().glob("PWNED*"))


@pytest.mark.parametrize("spoil", ["missing", "broken", "binary", "folder"])
@pytest.mark.parametrize("shell", [pytest.param(one, marks=needs(one), id=one[0]) for one in (BASH, ZSH)])
def test_a_workspace_that_is_missing_or_broken_is_no_matter(
    spoil: str, shell: tuple[str, ...], lines: Lines
) -> None:
    """Nothing is offered and nothing said; not even the names of files, which are no units."""
    units = Path("units.toml")
    units.unlink()
    if spoil == "folder":
        units.mkdir()
    elif spoil != "missing":
        units.write_bytes(b'[[units]]\nid = "b' if spoil == "broken" else b"\xff\xfe\x00")
    Path("baishi.txt").write_bytes(b"")
    assert lines.typed(shell, "fedtrack why b\t") == ["why", "b"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_is_printed(shell: str, run: Run) -> None:
    answer = run("completion", shell)
    suffix = "ps1" if shell == "powershell" else shell
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (SCRIPTS / f"fedtrack.{suffix}").read_text(encoding="utf-8")
    assert f"fedtrack completion {shell}" in answer.out


def test_the_script_of_the_own_shell(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name $SHELL says which; where it names another, the choices are told."""
    monkeypatch.setenv("SHELL", "/usr/bin/zsh")
    assert run("completion") == run("completion", "zsh")
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    monkeypatch.setattr("sys.platform", "linux")
    assert run("completion") == (
        2,
        "",
        "which shell is yours is not known; one of bash, zsh, fish, powershell\n",
    )
    monkeypatch.setattr("sys.platform", "win32")
    assert run("completion") == run("completion", "powershell")
