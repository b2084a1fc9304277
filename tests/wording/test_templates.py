"""The sentences to the units: the package's own in every combination, and the clerk's own templates."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from time import process_time

import pytest

from fedtrack.core.message import TEMPLATES, build_message, call_values, group_values, unit_values
from fedtrack.core.model import Deadline, Federation, Notice, State
from fedtrack.core.policy import Judgement
from fedtrack.core.rounds import Round, Stage
from fedtrack.core.standing import Standing
from fedtrack.errors import InputError
from fedtrack.wording.templates import PACKAGED, TemplateWording
from tests.builders import DUE, ISSUED, make_notice, make_unit
from tests.obstacles import needs_rights, plain_user

TODAY = date(2020, 3, 20)
FEDERATION = Federation(name="青禾县妇女联合会", email="qhfl@qinghe.example", oa="县妇联OA")
_EMPTY_BRACKETS = re.compile(r"（\s*）|《\s*》|“\s*”|\(\s*\)|\[\s*\]|【\s*】")
_DOUBLED = re.compile(r"[，。；：、！？]{2}|（（|））|[，、：；（]$", re.MULTILINE)
_LEFTOVERS = re.compile(r"\{\{|\}\}|\{%|%\}|None|False|True|\S {2}")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return the clerk's own folder of templates, which is empty."""
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


def _notices() -> Iterator[Notice]:
    for number, clock, report in itertools.product(
        ("青妇通〔2020〕1号", ""), (None, time(17)), ("活动情况", "")
    ):
        yield make_notice(number=number, deadline=Deadline(DUE, clock), report=report, issued=ISSUED)


def _federations() -> Iterator[Federation]:
    for oa, email in itertools.product(("县妇联OA", ""), ("qhfl@qinghe.example", "")):
        yield Federation(name="青禾县妇女联合会", oa=oa, email=email)


def _judgements(stage: Stage, deadline: Deadline) -> Iterator[Judgement]:
    planned = Round("before-1", TODAY)
    unit = make_unit(name="白石镇妇联")
    for state, note in (
        (State.PENDING, ""),
        (State.OVERDUE, "停电"),
        (State.RETURNED, "缺公章"),
        (State.RETURNED, ""),
    ):
        standing = Standing(unit, state, deadline, note=note)
        yield Judgement(standing, allowed=True, verdicts=(), planned=planned, stage=stage)


def _check_text(text: str) -> None:
    for pattern in (_EMPTY_BRACKETS, _DOUBLED, _LEFTOVERS):
        assert not pattern.search(text.replace("：\n\n", "\n\n")), text


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("most_reported", [True, False])
def test_every_mail_reads_well(own: Path, stage: Stage, most_reported: bool) -> None:
    """With and without number, time, reason, OA and address: no gap, no doubled mark, nobody unnamed."""
    wording = TemplateWording(own)
    for federation, notice in itertools.product(_federations(), _notices()):
        for judgement in _judgements(stage, notice.deadline):
            values = unit_values(federation, notice, judgement, TODAY, most_reported=most_reported)
            words = wording.say(f"email-{stage}", values)
            message = build_message(federation, notice, judgement, words, TODAY)
            _check_text(words)
            assert message.subject
            assert (notice.report or "有关材料") in message.subject
            assert message.body.startswith("白石镇妇联：\n\n    青禾县妇女联合会《关于过好“三八”节的通知》")
            assert message.body.endswith("\n\n青禾县妇女联合会\n2020年3月20日\n")
            assert ("（青妇通〔2020〕1号）" in message.body) == bool(notice.number)
            assert ("（星期一）17:00前" in words) == (notice.deadline.clock is not None)
            assert ("退回" in words) == (judgement.standing.state == State.RETURNED)
            assert "停电" not in words
            assert ("多数单位已经报送" in words) == (most_reported and stage == Stage.OVERDUE)
            for channel in (federation.oa, federation.email):
                assert channel in words
            assert ("原报送渠道" in words) == (not federation.oa and not federation.email)


def test_each_stage_has_its_own_tone(own: Path) -> None:
    """Friendly before, plain on the day, and asking afterwards: the subject says which it is."""
    subjects = []
    for stage in Stage:
        judgement = next(_judgements(stage, Deadline(DUE)))
        values = unit_values(FEDERATION, make_notice(), judgement, TODAY, most_reported=True)
        subjects.append(TemplateWording(own).say(f"email-{stage}", values).partition("\n")[0])
    assert [subject.partition("：")[0] for subject in subjects] == [
        "温馨提示",
        "今日截止",
        "催报",
        "再次催报",
    ]


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("most_reported", [True, False])
def test_the_group_message_reads_well(own: Path, stage: Stage, most_reported: bool) -> None:
    """One line that names the units in roster order, those that have longer with their date."""
    wording = TemplateWording(own)
    for federation, notice in itertools.product(_federations(), _notices()):
        standings = [
            Standing(make_unit("b", name="白石镇妇联"), State.PENDING, notice.deadline),
            Standing(
                make_unit("a", name="黑石镇妇联"), State.RETURNED, Deadline(date(2020, 3, 31)), note="缺公章"
            ),
        ]
        values = group_values(federation, notice, standings, stage, TODAY, most_reported=most_reported)
        text = wording.say(f"group-{stage}", values).strip()
        _check_text(text)
        assert "\n" not in text
        assert "有2家单位未报送" in text
        assert "：白石镇妇联、黑石镇妇联（退回重报，延至3月31日）。" in text
        assert "缺公章" not in text
        assert ("多数单位已经报送" in text) == (most_reported and stage is Stage.OVERDUE)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("most_reported", [True, False])
@pytest.mark.parametrize("returned", [True, False])
def test_what_is_said_on_the_phone_reads_well(
    own: Path, stage: Stage, most_reported: bool, returned: bool
) -> None:
    """One line that says who calls, what is asked by when, and how to answer; no threat."""
    wording = TemplateWording(own)
    for federation, notice in itertools.product(_federations(), _notices()):
        values = call_values(
            federation,
            notice,
            notice.deadline,
            stage,
            TODAY,
            count=2,
            most_reported=most_reported,
            returned=returned,
        )
        text = wording.say(f"call-{stage}", values).strip()
        _check_text(text)
        assert "\n" not in text
        assert text.startswith(f"您好，这里是{federation.name}。")
        assert ("零报告" in text) != returned  # it has something to report
        assert ("材料已经退回" in text) == returned
        assert "如果已经报送" in text


def test_a_hostile_name_stays_on_its_line(own: Path) -> None:
    """A name cannot bring lines, codes or template commands of its own into a mail."""
    unit = make_unit(name="{{ federation }}\nSubject: x\x1b[31m{% raw %}")
    judgement = Judgement(
        Standing(unit, State.PENDING, Deadline(DUE)),
        allowed=True,
        verdicts=(),
        planned=Round("due", DUE),
        stage=Stage.BEFORE,
    )
    words = TemplateWording(own).say(
        "email-before", unit_values(FEDERATION, make_notice(), judgement, TODAY, most_reported=True)
    )
    assert words.split("\n")[2] == "{{ federation }} Subject: x [31m{% raw %}："


@pytest.fixture
def values() -> dict[str, object]:
    judgement = next(_judgements(Stage.BEFORE, Deadline(DUE)))
    return unit_values(FEDERATION, make_notice(), judgement, TODAY, most_reported=True)


def test_the_clerks_own_template_takes_its_place(own: Path, values: dict[str, object]) -> None:
    """Only the template that the clerk wrote is replaced; the folder need not even exist."""
    usual = TemplateWording(own / "none").say("email-today", values)
    (own / "email-before.j2").write_text("{{ unit }}\n\n还有{{ days_left }}天", encoding="utf-8")
    wording = TemplateWording(own)
    assert wording.say("email-before", values) == "白石镇妇联\n\n还有3天"
    assert wording.say("email-today", values) == usual


def test_a_template_from_notepad_is_read(own: Path, values: dict[str, object]) -> None:
    """A byte order mark and CRLF leave no trace in the text."""
    (own / "email-before.j2").write_bytes("标题\r\n\r\n{{ unit }}\r\n".encode("utf-8-sig"))
    assert TemplateWording(own).say("email-before", values) == "标题\n\n白石镇妇联"


def test_a_template_may_use_another(own: Path, values: dict[str, object]) -> None:
    """A signature that several templates share can be included."""
    (own / "sign.j2").write_text("{{ federation }}（{{ today }}）", encoding="utf-8")
    (own / "email-before.j2").write_text("标题\n\n{% include 'sign.j2' %}", encoding="utf-8")
    assert TemplateWording(own).say("email-before", values).endswith("青禾县妇女联合会（2020年3月20日）")


def _refusal(own: Path, template: str | bytes, values: dict[str, object]) -> InputError:
    content = template if isinstance(template, bytes) else template.encode()
    (own / "email-before.j2").write_bytes(content)
    with pytest.raises(InputError) as caught:
        TemplateWording(own).say("email-before", values)
    return caught.value


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("标题\n{% if %}", 2),
        ("标题\n\n{{ unit", 3),
        ("标题\n{% endif %}", 2),
        ("标题\n{{ unit | nofilter }}", 2),
        ("标题\n\n{{ nobody }}", 3),
        ("标题\n{% if returned %}{% endif %}\n{{ unit.nothing }}", 3),
        ("标题\n{% for x in units %}{{ x }}{% endfor %}", 2),
        ("标题\n{{ days_left / 0 }}", 2),
        ("标题\n{{ days_left + unit }}", 2),
        ("标题\n{{ unit | round }}", 2),
        ("标题\n{% include 'none.j2' %}", 2),
        ("标题\n{{ '{missing}'.format(unit=unit) }}", 2),
        ("标题\n{{ '{0}{1}'.format(unit) }}", 2),
        ("标题\n{{ unit.encode('no-such-code') }}", 2),
    ],
)
def test_a_wrong_template_is_told_with_its_line(
    own: Path, values: dict[str, object], template: str, line: int
) -> None:
    """A slip in a template is told like one in `units.toml`: where, what, and what to do."""
    (fault,) = _refusal(own, template, values).faults
    assert fault.where == f"templates/email-before.j2:{line}"
    assert fault.fix is not None


@pytest.mark.parametrize(
    "template",
    [
        "{% extends 'email-before.j2' %}",
        "标题\n{% include 'email-before.j2' %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    ],
)
def test_a_template_that_calls_itself_is_refused(own: Path, values: dict[str, object], template: str) -> None:
    """Who means to extend the usual wording and extends the own file is told so, without a traceback."""
    assert _refusal(own, template, values).faults[0].where.startswith("templates/email-before.j2")


def test_a_template_in_gbk_is_told(own: Path, values: dict[str, object]) -> None:
    (fault,) = _refusal(own, "标题\n{{ unit }}".encode("gbk"), values).faults
    assert fault.where.startswith("templates/email-before.j2")


@needs_rights
def test_a_template_that_may_not_be_read_is_told(own: Path, values: dict[str, object]) -> None:
    TemplateWording(own).say("email-before", values)
    with plain_user() as folder:
        template = folder / "email-before.j2"
        template.write_text("标题\n", encoding="utf-8")
        template.chmod(0)
        with pytest.raises(InputError, match="email-before"):
            TemplateWording(folder).say("email-before", values)


def test_a_fault_in_an_included_file_names_that_file(own: Path, values: dict[str, object]) -> None:
    (own / "sign.j2").write_text("\n{% if %}", encoding="utf-8")
    (fault,) = _refusal(own, "标题\n{% include 'sign.j2' %}", values).faults
    assert fault.where == "templates/sign.j2:2"


@pytest.mark.parametrize(
    "trick",
    [
        "{{ unit.__class__ }}",
        "{{ unit['__class__'] }}",
        "{{ unit | attr('__class__') }}",
        "{{ ().__class__.__bases__[0].__subclasses__() }}",
        "{{ '{0.__class__}'.format(unit) }}",
        "{{ '{u.__class__}'.format_map({'u': unit}) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ lipsum.__globals__['os'].system('true') }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% set x = [] %}{{ x.append(1) }}",
        "{% include '../../units.toml' %}",
        "{% include '/etc/passwd' %}",
        "{% for x in range(10 ** 9) %}{% endfor %}",
    ],
)
def test_a_template_cannot_reach_the_computer(own: Path, values: dict[str, object], trick: str) -> None:
    """A template that came from elsewhere gets at no object, no file and no endless loop."""
    assert _refusal(own, f"标题\n{trick}", values).faults[0].where == "templates/email-before.j2:2"


DOUBLED = "{% set a = ['x'] %}" + "{% set a = [a, a] %}" * 40


@pytest.mark.parametrize(
    "endless",
    [
        "{{ 'x' * 10 ** 12 }}",
        "{{ (1, 2) * 10 ** 9 }}",
        "{{ 2 ** 99999 }}",
        "{% set a = 2 ** 9000 %}{{ a * a }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '%*d'|format(999999999, 1) }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ '{:>{w}}'.format(1, w=999999999) }}",
        "{{ 'a'.ljust(10 ** 10) }}",
        "{{ (5).to_bytes(1000000000, 'big') }}",
        "{{ 'a'|center(1000000000) }}",
        "{{ 1.5|round(1000000000) }}",
        "{{ ('a' * 99999)|replace('', 'x' * 99999) }}",
        "{{ (range(99999)|list)|join('x' * 99999) }}",
        "{{ range(9)|batch(1000000000, 1)|list }}",
        "{% set a = 'xx' %}" + "{% set a = a ~ a %}" * 40,
        DOUBLED,
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99999) if false %}{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}" + "好" * 90000 + "{% endfor %}",
        "{% filter upper %}{% for a in range(99999) %}" + "好" * 90000 + "{% endfor %}{% endfilter %}",
        "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(60) }}",
        "{% macro a() %}{{ a(varargs, varargs) }}{% endmacro %}{{ a() }}",
        "{% for a in [1] recursive %}{{ loop([1, 1]) if loop.depth < 60 }}{% endfor %}",
        "{% for a in range(9999) %}{% if 'y' in 'x' * 99999 %}{% endif %}{% endfor %}",
        "{% for a in range(9999)|map('string') %}{{ ('x' * 999)[1:] is eq('y') }}{% endfor %}",
        "好" * 200_000,
    ],
)
def test_a_template_ends(own: Path, values: dict[str, object], endless: str) -> None:
    """However it goes on and on, or makes a text or number without end, its turn is over in a moment."""
    began = process_time()
    (fault,) = _refusal(own, f"标题\n{endless}", values).faults
    assert process_time() - began < 3
    assert fault.where.startswith("templates/email-before.j2")
    assert "too long" in str(fault.what) or "recursion" in str(fault.what)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ '%s有%.1f%%' % (unit, 1.5) }}", "白石镇妇联有1.5%"),
        ("{{ '%05d'|format(days_left) }}{{ '{:>3}'.format(days_left) }}", "00003  3"),
        ("{{ [unit, 'b'][:1]|join('、') ~ (2 + 3 * 4) }}", "白石镇妇联14"),
        ("{% for a in range(3) if a is odd %}{{ loop.index }}{{ loop.length }}{{ a }}{% endfor %}", "111"),
        ("{% macro a(b) %}（{{ b }}{{ caller() }}）{% endmacro %}{% call a(1) %}好{% endcall %}", "（1好）"),
        ("{% set a, b = (1, {'c': 2}) %}{{ a }}{{ b.c }}{{ 1 if a in [1] else 0 }}", "121"),
        ("{% block a %}{{ unit|upper|truncate(3, true, '…', 0) }}{% endblock %}{{ 2 ** 10 }}", "白石…1024"),
        ("{{ range(4)|batch(2)|map('join', '-')|join('/') }}{{ 7.126|round(2) }}", "0-1/2-37.13"),
    ],
)
def test_what_a_template_may_do_it_does(own: Path, values: dict[str, object], text: str, said: str) -> None:
    """The budget costs nobody who words a mail anything."""
    (own / "email-before.j2").write_text(text, encoding="utf-8")
    assert TemplateWording(own).say("email-before", values) == said


def test_each_text_has_the_whole_budget(own: Path, values: dict[str, object]) -> None:
    (own / "email-before.j2").write_text("{% for a in range(9999) %}{{ a }}{% endfor %}", encoding="utf-8")
    wording = TemplateWording(own)
    assert len({wording.say("email-before", values) for _ in range(30)}) == 1


def test_of_what_is_not_closed_the_name_is_told(own: Path, values: dict[str, object]) -> None:
    """Jinja2 gives the whole path there."""
    (fault,) = _refusal(own, "标题\n{# 好", values).faults
    assert fault.where == "templates/email-before.j2:2"


def test_every_template_of_the_package_is_used() -> None:
    """There is a template for each stage of a mail, a group message and a call, and no forgotten file."""
    names = {path.stem for path in PACKAGED.glob("*.j2")}
    assert names == set(TEMPLATES)
