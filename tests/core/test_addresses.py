"""What is taken for an e-mail address."""

from __future__ import annotations

import pytest

from fedtrack.core.addresses import is_address


@pytest.mark.parametrize(
    "text",
    [
        "fulian@qinghe.example",
        "55501@qq.example",
        "a.b+c_d-e@mail.x-y.example",
        "A@B.C",
        "!#$%&'*+/=?^_`{|}~-@qinghe.example",
        f"{'a' * 64}@{'.'.join(['b' * 61] * 3)}.cc",
    ],
)
def test_addresses(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fulian",
        "@qinghe.example",
        "fulian@",
        "fulian@qinghe",
        "fulian@@qinghe.example",
        ".fulian@qinghe.example",
        "fulian.@qinghe.example",
        "fu..lian@qinghe.example",
        "fu lian@qinghe.example",
        "fulian@-qinghe.example",
        f"{'a' * 65}@qinghe.example",
        f"fulian@{'b' * 64}.example",
        "fulian@qinghe-.example",
        "fulian@qinghe..example",
        "fulian@.example",
        "fulian@qinghe.example.",
        "fulian@qing_he.example",
        "妇联@qinghe.example",
        "fulian@青禾.example",
        "fulian＠qinghe.example",
        "fulian@qinghe.example\n",
        "fulian@qinghe.example\nBcc: x@y.example",
        "a@qinghe.example,b@qinghe.example",
        "妇联 <fulian@qinghe.example>",
        '"fu lian"@qinghe.example',
        "fulian@[127.0.0.1]",
    ],
)
def test_what_is_no_bare_address(text: str) -> None:
    """Lists, names, comments and anything that could end a header are refused."""
    assert not is_address(text)


@pytest.mark.parametrize(("length", "taken"), [(254, True), (255, False)])
def test_an_address_has_at_most_254_characters(length: int, *, taken: bool) -> None:
    domain = ".example" * 30
    assert is_address(f"{'a' * (length - len(domain) - 2)}@b{domain}") is taken
