"""Looks through the clerk's own templates before anything is worded with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.message import CALL, EMAIL, GROUP, TEMPLATES
from fedtrack.errors import Fault, InputError, Message
from fedtrack.wording.templates import PACKAGED, explain_template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedtrack.wording.templates import TemplateWording

_EVERYWHERE: dict[str, object] = {
    "federation": "青禾县妇女联合会",
    "number": "青妇通〔2020〕1号",
    "title": "关于做好“三八”节有关工作的通知",
    "report": "活动开展情况",
    "due": "2020年3月23日（星期一，含当日）前",
    "channels": "县妇联OA",
    "contact": "我们",
    "today": "2020年3月20日",
    "days_left": 3,
}
_OF_MANY: dict[str, object] = {**_EVERYWHERE, "stage": "before", "most_reported": True, "count": 2}
SAMPLES: dict[str, dict[str, object]] = {
    EMAIL: {
        **_EVERYWHERE,
        "unit": "白石镇妇联",
        "returned": True,
        "reason": "缺照片",
        "extended": True,
        "reminders": 1,
        "most_reported": True,
    },
    GROUP: {**_OF_MANY, "units": "白石镇妇联、黑石镇妇联"},
    CALL: {**_OF_MANY, "returned": True},
}
"""The names that each kind of template may use, with values to try it with."""


def examine_templates(wording: TemplateWording) -> list[Fault]:
    """Return what is wrong with the clerk's own templates, all at once, each with file and line.

    Every name is looked at, also where a condition hides it today.
    """
    own = (template for template in TEMPLATES if (wording.own / f"{template}.j2").is_file())
    return [fault for template in own for fault in _examine(wording, template)]


def find_strangers(wording: TemplateWording) -> list[str]:
    """Return the names of files among the clerk's own templates that replace nothing."""
    if not wording.own.is_dir():
        return []
    known = {f"{template}.j2" for template in TEMPLATES}
    return sorted(path.name for path in wording.own.iterdir() if path.name not in known)


def default_templates() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each template as fedtrack brings it."""
    for template in TEMPLATES:
        name = f"{template}.j2"
        yield name, (PACKAGED / name).read_bytes()


def _examine(wording: TemplateWording, template: str) -> list[Fault]:
    name = f"{template}.j2"
    samples = SAMPLES[template.partition("-")[0]]
    try:
        faults = list(_unknown_names(wording, name, samples))
    except Exception as error:  # noqa: BLE001 - whatever the file holds, it is the file that is wrong
        return list(explain_template(error, name).faults)
    if faults:
        return list(InputError.listing(faults).faults)
    try:
        for answer in (True, False):
            flags = {key: answer for key, value in samples.items() if value is True}
            wording.say(template, {**samples, **flags})
    except InputError as error:
        return list(error.faults)
    return []


def _unknown_names(wording: TemplateWording, name: str, samples: dict[str, object]) -> Iterator[Fault]:
    from difflib import get_close_matches

    from jinja2 import nodes
    from jinja2.meta import find_undeclared_variables

    source = (wording.own / name).read_text(encoding="utf-8-sig")
    for number, line in enumerate(source.splitlines(), start=1):
        if set(line) & set("｛｝"):
            what, fix = Message("full-width braces do nothing"), Message("write them half-width: {{{{ }}}}")
            yield Fault(f"templates/{name}:{number}", what, fix)
    tree = wording.environment.parse(source, name)
    unknown = find_undeclared_variables(tree) - samples.keys()
    for node in tree.find_all(nodes.Name):
        if node.name in unknown:
            close = get_close_matches(node.name, samples, n=1, cutoff=0.5)
            fix = (
                Message("did you mean {options}", options=tuple(close))
                if close
                else Message("the names here are {keys}", keys=tuple(sorted(samples)))
            )
            what = Message("nothing is called {name}", name=node.name)
            yield Fault(f"templates/{name}:{node.lineno}", what, fix)
