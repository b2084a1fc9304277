"""Elements of HTML and SVG as a tree: the standard library's serializer escapes whatever they hold."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

from fedtrack.core.untrusted import visible

Content = Element | str

_OWN_LINE = frozenset(
    {
        "html", "head", "meta", "title", "style", "script", "body", "header", "main", "footer", "section",
        "figure", "svg", "table", "thead", "tbody", "tfoot", "tr", "form", "details", "p", "h1", "h2", "dl",
    }
)  # fmt: skip


def element(tag: str, *content: Content, **attributes: str | float | bool | None) -> Element:
    """Return an element with text and elements in it; outside text becomes visible text and nothing else.

    `class_` and `for_` stand for the names that Python keeps to itself, `aria_label` for `aria-label`. An
    attribute that is None or False is left out, one that is True has no value.
    """
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None and value is not False:
            made.set(name.rstrip("_").replace("_", "-"), "" if value is True else visible(str(value)))
    fill(made, *content)
    return made


def fill(made: Element, *content: Content) -> None:
    """Add text and elements at the end of an element."""
    for part in content:
        if not isinstance(part, str):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + visible(part)
        else:
            made.text = (made.text or "") + visible(part)


def verbatim(tag: str, code: str) -> Element:
    """Return a `style` or `script` element with the package's own code, which HTML does not escape."""
    made = Element(tag)
    made.text = code
    return made


def serialize(root: Element) -> str:
    """Return the document; larger elements end their line, so that a person can read it too."""
    for one in root.iter():
        if one.tag in _OWN_LINE and not one.tail:
            one.tail = "\n"
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html")
