"""Time zones by name, whatever stands there."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from fedtrack.workspace.zones import load_zone


def test_china_has_one_zone() -> None:
    """Eight hours ahead all year round, without any data file."""
    zone = load_zone("Asia/Shanghai")
    assert datetime(2020, 7, 1, tzinfo=zone).utcoffset() == timedelta(hours=8)
    assert datetime(2020, 1, 1, tzinfo=zone).utcoffset() == timedelta(hours=8)


def test_other_zones_are_known_too() -> None:
    assert datetime(2020, 7, 1, tzinfo=load_zone("Asia/Tokyo")).utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "北京",
        "Asia/Beijing",
        "Asia",
        "../../etc/passwd",
        "/etc/passwd",
        "a\0b",
        "x" * 300,
        "zone.tab",
        ".",
    ],
)
def test_a_zone_that_nobody_knows_is_none(name: str) -> None:
    """No name, however odd, makes more than a `None`."""
    assert load_zone(name) is None
