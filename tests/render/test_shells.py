"""What goes on a shell's line is one word to it, whatever stands in `units.toml`."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fedtrack.core.matching.offers import Offer
from fedtrack.core.untrusted import is_plain
from fedtrack.render.shells import SHELLS, Bash, Fish, PowerShell, Shell, unquote

HOSTILE = "乙 $(rm) `rm` \"丁\" '戊' !ls \\ * ; & | > < ~ # ${HOME} {a,b} [x] ?"
WORDS = st.text(min_size=1).filter(is_plain)


def bash(quote: str) -> Bash:
    """Return bash while a word is typed after this quote."""
    shell = Bash()
    shell.read(["record", quote])
    return shell


@given(WORDS)
def test_a_value_for_bash_reads_as_itself(word: str) -> None:
    """With a backslash where one is needed, and inside quotes that are open."""
    assert unquote(bash("").quote(word) or "") == (word, "")
    assert unquote(f"'{bash(chr(39)).quote(word)}'") == (word, "")
    inside = bash('"').quote(word)
    assert inside is None if "!" in word else unquote(f'"{inside}"') == (word, "")


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    "word", [HOSTILE, "~root", "#a", "=b", "a=b:c", "%1", "-", "甲　乙", "\u00a0x", "a\\"]
)
def test_bash_itself_reads_the_value_so(word: str) -> None:
    values = [bash("").quote(word), f"'{bash(chr(39)).quote(word)}'"]
    if "!" not in word:
        values.append(f'"{bash(chr(34)).quote(word)}"')
    for value in values:
        done = subprocess.run(
            ["bash", "-c", f"printf %s {value}"], stdout=subprocess.PIPE, encoding="utf-8", check=True
        )
        assert done.stdout == word


@given(WORDS)
def test_a_value_for_powershell_is_a_word_or_in_single_quotes(word: str) -> None:
    """Every character that PowerShell takes for a single quote is doubled (about_Quoting_Rules)."""
    value = PowerShell().quote(word) or ""
    if value != word:
        inner = value[1:-1]
        assert value[0] == value[-1] == "'"
        for one in "'‘’‚‛":
            inner = inner.replace(one * 2, one) if one in word else inner
            assert value[1:-1].count(one) == 2 * word.count(one)
        assert inner == word
    else:
        assert not set(word) & set(" $`'\"‘’“”;|&(){}<>@#,–—")


@pytest.mark.parametrize(
    ("typed", "text", "quote"),
    [
        ("长安", "长安", ""),
        ("长\\ 安", "长 安", ""),
        ('"长 安', "长 安", '"'),
        ("'长\\ 安'", "长\\ 安", ""),
        ('"a\\$b\\x"', "a$b\\x", ""),
        ("a\\", "a", ""),
        ("$(rm)", "$(rm)", ""),
        ("it'", "it", "'"),
    ],
)
def test_a_typed_word_is_read_and_never_run(typed: str, text: str, quote: str) -> None:
    assert unquote(typed) == (text, quote)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (["record", "ca"], ["record", "ca"]),
        (["log", "--unit", "="], ["log", "--unit="]),
        (["log", "--unit", "=", "ca"], ["log", "--unit=ca"]),
        (["log", "--unit", "=", "'长", "x"], ["log", "--unit=长", "x"]),
        (["log", "--unit=ca"], ["log", "--unit=ca"]),
        (["="], [""]),
        ([], [""]),
    ],
)
def test_bash_parts_words_at_equals_signs(words: list[str], read: list[str]) -> None:
    assert Bash().read(words) == read


@pytest.mark.parametrize(
    ("words", "value"), [(["--unit", "=", "c"], "changan"), (["--unit=c"], "--unit\\=changan")]
)
def test_bash_gets_back_what_it_takes_for_the_word(words: list[str], value: str) -> None:
    """Where bash parted the word, only what stands after the `=`."""
    shell = Bash()
    shell.read(words)
    answer = shell.say([Offer("changan", "长安镇妇联")], "c", "--unit=")
    assert answer == f"values\n{value}\t{value}  (长安镇妇联)\n"


def test_values_that_go_on_otherwise_are_only_listed() -> None:
    """What `shenji-ju` and `shuili-ju` share is not what was typed: it must not take its place."""
    offers = [Offer("shenji-ju", "县审计局"), Offer("shuili-ju", "县水利局")]
    for name in ("bash", "bash-list", "zsh"):
        assert SHELLS[name]().say(offers, "xs", "").startswith("list\n")
        assert SHELLS[name]().say(offers, "sh", "").startswith("values\n")


def test_bash_is_never_left_with_half_of_something_quoted() -> None:
    r"""`甲\$` and `甲\;` share a backslash, which would quote whatever is typed next."""
    offers = [Offer("甲$(x)"), Offer("甲;x")]
    assert bash("").say(offers, "甲", "").startswith("list\n")
    assert bash("'").say(offers, "甲", "").startswith("values\n")
    assert bash("").say([Offer("甲 一"), Offer("甲 二")], "甲", "").startswith("values\n")


def test_a_value_that_cannot_be_quoted_is_left_out() -> None:
    """Within double quotes `!` is the history's, and no backslash changes that."""
    assert bash('"').say([Offer("甲!x"), Offer("甲")], "甲", "") == "values\n甲\t甲\n"


def test_fish_is_told_what_initials_stand_for() -> None:
    """No value that lacks what was typed is taken by fish; the command takes the initials themselves."""
    assert Fish().say([Offer("changan", "长安镇妇联")], "caz", "") == "values\ncaz\t长安镇妇联 changan\n"
    assert Fish().say([Offer("changan", "长安镇妇联")], "ch", "") == "values\nchangan\t长安镇妇联\n"
    assert Fish().read(["record", "'长安"]) == ["record", "长安"]
    assert Fish().read([]) == [""]


@pytest.mark.parametrize(
    ("variable", "read"),
    [
        ("record\nca", ["record", "ca"]),
        ("record\n'长 安''x'\n", ["record", "长 安'x", ""]),
        ('“长 安\n"', ["长 安", ""]),
        ("", [""]),
    ],
)
def test_powershell_hands_over_lines(variable: str, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_FEDTRACK_WORDS", variable)
    assert PowerShell().read([]) == read


def test_powershell_is_told_value_entry_and_tip() -> None:
    answer = PowerShell().say([Offer("甲 ‘乙’", "丙\x1b"), Offer("a")], "", "")
    assert answer == "values\n'甲 ‘‘乙’’'\t甲 ‘乙’\t丙\\x1b\na\ta\ta\n"
    assert PowerShell().encode("长") == "长".encode()


def test_what_is_shown_cannot_reach_the_terminal() -> None:
    """Meanings may hold anything; they are shown spelled out, in even columns."""
    answer = Shell().say([Offer("a", "题\x1b[31m\n"), Offer("长安")], "", "")
    assert answer == "values\na\ta     -- 题\\x1b[31m\\n\n长安\t长安\n"
    assert Shell().read(["a"]) == ["a"]
