"""How a document stands to an act that it cites, and the article it points to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.model import Relation
from extractor.rulebook import Rulebook

_REACH = 160
_NESTING = ("amends", "replaces", "repeals", "guides", "implements")
_PREAMBLE: dict[str, Relation] = {
    "Căn cứ": "basis", "Xét": "proposal", "Theo đề nghị": "proposal", "Thực hiện": "implements",
}  # fmt: skip
_JOINED = re.compile(r"[\s,;]*(?:và |hoặc )?(?:các |những )?(?:số )?$")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the words before a citation say: the pinpoint, and the relation (``None`` when they say none)."""

    pinpoint: str | None
    relation: Relation | None

    @property
    def nests(self) -> bool:
        """Whether a citation so introduced may be part of the title of the one before it."""
        return self.relation in _NESTING


def standing(text: str, start: int, begin: int, rulebook: Rulebook) -> Standing:
    """Read the words of ``text[start:begin]`` that end where a citation begins."""
    pinpoint: str | None = None
    relation: Relation | None = None
    start = max(start, begin - _REACH)
    rules = rulebook.rules("citation_relations")
    for rule in rules:
        if rule.values["relation"] == "pinpoint" and (match := rule.pattern.search(text, start, begin)):
            pinpoint = re.sub(r",? ?(?:của|và|từ|tại)? ?$", "", match["pinpoint"])
            begin = match.start()
    for rule in rules:
        if rule.values["relation"] != "pinpoint" and rule.pattern.search(text, start, begin):
            relation = rule.values["relation"]
            break
    return Standing(pinpoint, relation)


def preamble(label: str | None) -> Relation | None:
    """The relation that a line of the preamble gives to what it names first."""
    return _PREAMBLE.get(label or "")


def joined(between: str) -> bool:
    """Whether two citations parted by these words stand in one list, and so in one relation."""
    return bool(_JOINED.match(between))
