"""What somebody wrote in a mail, apart from what is quoted below it."""

from __future__ import annotations

import re

_QUOTES_BEGIN = re.compile(
    r"^\s*(?:"
    r"[-_=—─*]{2,}\s*(?:回复|转发|原始?|答复)的?.{0,4}(?:邮件|信件|信息|消息|message)(?:原件)?.*|"
    r"[-_=—─*]{2,}\s*邮件原件.*|"
    r"[-_=—─*]{2,}\s*(?:original|forwarded|replied) message.*|"
    r"原始?邮件(?:信息)?|(?:begin forwarded message|forwarded by).*|"
    r"(?:在|于)?.{4,80}(?:写道|wrote)\s*[:：]|"
    r"on .{6,80}wrote\s*:|"
    r"(?:发件人|寄件[人者]|from)\s*[:：\t].{2,}|"
    r"\|?\s*(?:发件人|寄件[人者]|from)\s*\|.*"
    r")\s*$",
    re.IGNORECASE,
)
_QUOTED_LINE = re.compile(r"^\s*[>＞|]")
_SENT_FROM = re.compile(
    r"^\s*(?:(?:发自我的|从我的|来自我的|sent from|获取 outlook|本邮件由)[^,，。；;!！]{0,40}|"
    r"从[^,，。；;]{1,20}(?:发送|发出)|发自.{0,20}(?:手机|iphone|android|邮箱).{0,20})[。.]?$",
    re.IGNORECASE,
)


def split_quoted(text: str) -> tuple[str, str]:
    """Return what is new in a mail's text and what is quoted: each without blank lines.

    Lines that begin with `>` are quoted wherever they stand; from a heading of an older mail on all is.
    What a phone adds of its own (发自我的iPhone) is neither.
    """
    new: list[str] = []
    quoted: list[str] = []
    below = False
    for line in text.splitlines():
        bare = line.replace("\u00a0", " ").strip()
        below = below or _QUOTES_BEGIN.match(bare) is not None
        if bare and not _SENT_FROM.match(bare):
            (quoted if below or _QUOTED_LINE.match(bare) else new).append(bare)
    return "\n".join(new), "\n".join(quoted)
