"""The values of options in the clerk's own words: what the tables show can be typed too."""

from __future__ import annotations

from fedtrack.core.names import fold
from fedtrack.errors import Message

_SPOKEN = {
    "email": ("邮箱", "邮件", "电子邮件"),
    "wechat": ("微信",),
    "paper": ("纸质", "纸质件", "书面"),
    "other": ("其他", "其它"),
    "phone": ("电话", "打电话"),
    "visit": ("上门", "当面"),
    "pending": ("未报",),
    "overdue": ("逾期未报", "逾期"),
    "on_time": ("按时",),
    "late": ("逾期报送", "迟报"),
    "returned": ("退回重报", "退回"),
    "excused": ("免报",),
}
_VALUES = {word: value for value, words in _SPOKEN.items() for word in words} | {"oa": "oa"}


def in_english(word: str) -> str:
    """Return the value that a word of the clerk's stands for; any other word stays as it is."""
    return _VALUES.get(fold(word), word)


def with_chinese(value: str) -> Message | str:
    """Return a value with the Chinese word that can be typed for it, if there is one."""
    words = _SPOKEN.get(value)
    return Message("{value} or {word}", value=value, word=words[0]) if words else value
