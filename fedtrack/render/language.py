"""The language in which fedtrack speaks to the clerk: Chinese or English, by gettext.

`$FEDTRACK_LANG`, else the system's locale, else Chinese. The catalogue also has the sentences of the
option parser, which asks gettext's default domain; so that is bound to ours.
"""

from __future__ import annotations

import gettext
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DOMAIN = "fedtrack"
LOCALE_FOLDER = Path(__file__).parent.parent / "locale"
CHINESE, ENGLISH = "zh_CN", "en"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def install(environment: Mapping[str, str] | None = None) -> str:
    """Choose the language for this process and return it: `zh_CN` or `en`."""
    global _catalogue  # noqa: PLW0603 - a process speaks one language
    language = choose_language(os.environ if environment is None else environment)
    _catalogue = gettext.translation(DOMAIN, LOCALE_FOLDER, languages=[language], fallback=True)
    # the option parser calls gettext.gettext, which knows the language from the environment only
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, LOCALE_FOLDER)
    gettext.textdomain(DOMAIN)
    return language


def translate(text: str) -> str:
    """Return the sentence in the language of the process."""
    return _catalogue.gettext(text) if text else ""


def choose_language(environment: Mapping[str, str]) -> str:
    """Return the language that the environment asks for."""
    for variable in ("FEDTRACK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        name = environment.get(variable, "").casefold()
        if name.startswith("zh"):
            return CHINESE
        if name.startswith("en"):
            return ENGLISH
    if sys.platform == "win32":
        return _windows_language()
    return CHINESE


def _windows_language() -> str:  # pragma: no cover - asks Windows
    import ctypes

    english = 0x09  # LANG_ENGLISH, the low ten bits of a language id
    identifier = ctypes.windll.kernel32.GetUserDefaultUILanguage()  # type: ignore[attr-defined]
    return ENGLISH if identifier & 0x3FF == english else CHINESE
