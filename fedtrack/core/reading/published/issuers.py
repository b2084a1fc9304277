"""Whether words name the body that issues a notice: 我会, 县妇联 for 青禾县妇女联合会; and what is above."""

from __future__ import annotations

import re

from msgspec import Struct

from fedtrack.core.reading.published.duties import asks

_SELF = re.compile(
    r"^(?:届时|最后|再?由|以便|便于|为便于|确保)?,?(?:我(?:会|办|局|委|部|处|校|院|中心|团|室|司|科|"
    r"镇)|本(?:会|办|局|委|部|处|中心|科))(?!各|们|室)"
)
_BODY = re.compile(
    r"^(?:同时|届时|随后|最后|其中|再?由|以便|便于)?(?P<body>(?:[\u4e00-\u9fff]{0,8}?)(?P<level>省|市|"
    r"自治区|州|盟|县|区|旗|镇|乡|街道|校|厂|局|院|公司)(?P<rest>妇(?:女)?联(?:合会)?|总?工会|团委|"
    r"[\u4e00-\u9fff]{0,8}?(?:局|委|办|中心|部|处)))(?:(?!各|执委|代表|委员|成员|所属|"
    r"下属)[\u4e00-\u9fff]){0,6}$"
)
_LEVEL_ACTS = re.compile(
    r"(?P<level>县|市|区|旗|镇|乡|街道|校|院|局)(?:里|级)?(?=统一|汇总|将|集中|组织|负责|审核|$)"
)
_UPPER = re.compile(
    r"^(?:根?据|按照?|其中|同时)?(?P<who>(?P<level>国家|全国|省|自治区|市|州|盟|县|区|旗)(?:妇联|"
    r"总工会|团委|妇儿工委|[\u4e00-\u9fff]{1,6}?(?:局|委|办|厅|部)))[^,。;]{0,14}$"
)
_LEVEL_OF = {
    **dict.fromkeys(("村", "社区"), 0),
    **dict.fromkeys(("乡镇", "镇", "乡", "街道", "苏木"), 1),
    **dict.fromkeys(("县", "旗", "区"), 2),
    **dict.fromkeys(("市", "州", "盟"), 3),
    **dict.fromkeys(("省", "自治区"), 4),
    **dict.fromkeys(("国家", "全国"), 5),
}


class Issuer(Struct, frozen=True):
    """Who issues a notice and to whom, by their names."""

    name: str
    recipients: str

    def is_subject(self, clause: str) -> bool:
        """Say whether a clause is about what the issuer does: 我办将…, 县妇联915日…."""
        if _SELF.match(clause) and not clause.endswith("请"):
            return True
        found = _BODY.match(clause)
        return found is not None and not asks(clause) and self.is_named(found["body"])

    def is_upper(self, clause: str) -> bool:
        """Say whether a clause is about a body above that neither issues the paper nor receives it."""
        found = _UPPER.match(clause)
        if found is None or asks(clause) or self.is_named(found["who"]) or found["who"] in self.recipients:
            return False
        return self.is_above_recipients(found["level"])

    def is_called(self, words: str) -> bool:
        """Say whether words begin with the issuer: 我会, 县妇联办公室."""
        found = _BODY.match(words)
        if found is not None and self.is_named(found["body"]):
            return True
        level = _LEVEL_ACTS.match(words)
        if level is not None and level["level"] in self.name:
            return True
        return _SELF.match(words) is not None or self.is_named(words[:3])

    def is_below(self, level: str) -> bool:
        """Say whether a level (市) is higher than the issuer's own."""
        own = [number for word, number in _LEVEL_OF.items() if word in self.name]
        return bool(own) and _LEVEL_OF.get(level, 5) > min(own)

    def is_named(self, words: str) -> bool:
        """Say whether the words are the issuer's name or short for it."""
        name = self.name
        if not name or not words:
            return False
        at = 0
        for char in words:
            at = name.find(char, at) + 1
            if at == 0:
                return False
        return True

    def is_above_recipients(self, level: str) -> bool:
        """Say whether a level (市级) is above the recipients, or, where they name none, the issuer."""
        theirs = self._levels()
        return _LEVEL_OF.get(level, 0) > max(theirs) if theirs else self.is_below(level)

    def is_below_recipients(self, level: str) -> bool:
        """Say whether a level is lower than that of any recipient."""
        theirs = self._levels()
        return bool(theirs) and _LEVEL_OF.get(level, 9) < min(theirs)

    def _levels(self) -> list[int]:
        return [number for word, number in _LEVEL_OF.items() if word in self.recipients]
