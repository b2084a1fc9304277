"""What looks hostile in an arrival: it is shown to the clerk, never filed unseen."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from fedtrack.core.programs import ACTIVE
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedtrack.core.arrivals import Arrival, ReceivedFile

_ESCAPES = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_CLIMBS = re.compile(r"[/\\]|^\.\.$")
_LOOKS = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "-": "", "_": "", "8": "b", "3": "e"})
_LEAST_DOMAIN, _LEAST_FLAT = 5, 10


def suffix(name: str) -> str:
    """Return what a file's name ends in, without the dot, in small letters."""
    return unicodedata.normalize("NFKC", name).rstrip(". \u3000").rpartition(".")[2].casefold()


def is_program(file: ReceivedFile) -> bool:
    """Say whether a file can do something when it is opened; such a file is never kept."""
    return file.extract.active or suffix(file.name) in ACTIVE


def find_hazards(arrival: Arrival, domains: frozenset[str]) -> Iterator[Message]:
    """Yield what looks hostile; `domains` are those of the federation and of the roster's addresses."""
    if _ESCAPES.search(arrival.subject) or _DIRECTION.search(arrival.subject):
        yield Message("the subject has control characters")
    for file in arrival.files:
        if _ESCAPES.search(file.name) or _DIRECTION.search(file.name):
            yield Message("the name of a file has control characters: {name}", name=file.name)
        elif _CLIMBS.search(file.name):
            yield Message("the name of a file is a path: {name}", name=file.name)
        if is_program(file):
            yield Message("{name} is a program or has macros; it is not filed", name=file.name)
    domain = arrival.sender.rpartition("@")[2].casefold()
    like = next((known for known in domains if is_lookalike(domain, known)), None)
    if like is not None:
        yield Message("the sender's domain {domain} only looks like {known}", domain=domain, known=like)
    for fault in arrival.faults:
        yield Message("the mail is not well made: {fault}", fault=fault)


def is_lookalike(domain: str, known: str) -> bool:
    """Say whether a domain is made to be taken for another: rongan-example.com, r0ngan.example."""
    if domain == known or domain.endswith(f".{known}") or known.endswith(f".{domain}"):
        return False
    flat, flat_known = (re.sub(r"[.-]", "", name) for name in (domain, known))
    holds = len(flat_known) >= _LEAST_FLAT and flat_known in flat
    return holds or domain.startswith((f"{known}.", f"{known}-")) or _looks_like(domain, known)


def _looks_like(domain: str, known: str) -> bool:
    """Say whether the main part of a domain is nearly that of another; short ones are alike by chance."""
    label, other = _main_label(domain), _main_label(known)
    if len(other) < _LEAST_DOMAIN or other.isdecimal():
        return False
    return label.startswith("xn--") or _skeleton(label) == _skeleton(other) or _one_slip(label, other)


def _main_label(domain: str) -> str:
    labels = domain.split(".")
    return max(labels[:-1], key=len) if len(labels) > 1 else domain


def _skeleton(label: str) -> str:
    return label.replace("rn", "m").replace("vv", "w").replace("cl", "d").translate(_LOOKS)


def _one_slip(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) == 1
