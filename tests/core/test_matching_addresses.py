"""Whose an e-mail address is."""

from __future__ import annotations

import pytest

from fedtrack.core.matching.addresses import AddressBook
from fedtrack.core.model import MailSettings
from tests.builders import make_roster, make_unit

BOOK = AddressBook(
    make_roster(
        (
            make_unit("anping", email=("AnPing@qinghe.example", "office@shared.example")),
            make_unit("changning", email=("office@shared.example",), cc=("boss@other.example",)),
            make_unit("heishi", email=()),
        ),
        mail=MailSettings(username="qhfl2@mail.example"),
    )
)


@pytest.mark.parametrize(
    ("address", "units"),
    [
        ("anping@qinghe.example", {"anping"}),
        (" ANPING@QINGHE.EXAMPLE\n", {"anping"}),
        ("office@shared.example", {"anping", "changning"}),
        ("boss@other.example", set()),
        ("qhfl@qinghe.example", set()),
        ("", set()),
    ],
)
def test_an_address_has_the_units_that_list_it(address: str, units: set[str]) -> None:
    """None, one, or several that share a mailbox; who only gets a copy is not the unit."""
    assert BOOK.owners(address) == units


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("QHFL@qinghe.example ", True),
        ("qhfl2@mail.example", True),
        ("anping@qinghe.example", False),
        ("", False),
    ],
)
def test_the_federations_own_addresses_are_its_contact_and_its_login(address: str, *, own: bool) -> None:
    assert BOOK.is_own(address) is own


def test_the_domains_are_those_of_units_and_federation() -> None:
    """A login that is no address has none."""
    assert BOOK.domains == {"qinghe.example", "shared.example", "mail.example"}
    assert AddressBook(make_roster(mail=MailSettings(username="clerk"))).domains == {"qinghe.example"}
