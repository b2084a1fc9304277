"""Which units of the roster are reached as a line of a list is."""

from __future__ import annotations

from datetime import date

import pytest

from fedtrack.core.listed_contacts import KnownContacts
from fedtrack.core.reading.contact_lists import ContactLine
from tests.builders import make_roster, make_unit

TODAY = date(2020, 3, 20)


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        ({"addresses": ("x@b.example", "A@qinghe.example")}, True),
        ({"people": ("罗某", "韦某"), "phones": ("0700 5550101",)}, True),
        ({"people": ("韦某",), "phones": ("0700-5550102",)}, False),
        ({"people": ("罗某",), "phones": ("0700-5550101",)}, False),
        ({"phones": ("0700-5550101",)}, False),
        ({"people": ("韦某",)}, False),
        ({"addresses": ("b@qinghe.example",), "people": ("莫某",), "phones": ("1234567",)}, False),
        ({}, False),
    ],
)
def test_who_is_reached_in_the_same_way_is_perhaps_the_same(fields: dict[str, object], *, same: bool) -> None:
    """By e-mail, or by person and phone together; a unit that has ended is not meant."""
    known = {"email": ("a@qinghe.example",), "contact": "韦某、覃某", "phone": "8110001、0700-5550101"}
    gone = {"email": ("b@qinghe.example",), "contact": "莫某", "phone": "1234567"}
    units = [
        make_unit("here", **known, until=TODAY),
        make_unit("bare", email=()),
        make_unit("gone", **gone, until=date(2020, 3, 19)),
    ]
    line = ContactLine("x", 2, "某局", **fields)  # type: ignore[arg-type]
    found = KnownContacts(make_roster(units), TODAY).find(line)
    assert [unit.id for unit in found] == ["here"] * same
