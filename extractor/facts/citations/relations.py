"""How a document stands to an act that it cites, and the article it points to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.model import Relation
from extractor.rulebook import Rulebook

_REACH = 160
_OTHER = ("pinpoint", "amended_by", "basis_heading")
"""What rules say besides the relation of the act that follows the words."""
_NESTING = ("amends", "replaces", "repeals", "guides", "implements")
_PREAMBLE: dict[str, Relation] = {
    "Căn cứ": "basis", "Xét": "proposal", "Theo đề nghị": "proposal", "Thực hiện": "implements", "Theo": "basis",
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
        if rule.values["relation"] not in _OTHER and rule.pattern.search(text, start, begin):
            relation = rule.values["relation"]
            break
    return Standing(pinpoint, relation)


def amended_by(between: str, rulebook: Rulebook) -> bool:
    """Whether the words between two acts say that the second changes the first."""
    return any(
        r.pattern.match(between) for r in rulebook.rules("citation_relations") if r.values["relation"] == "amended_by"
    )


def changes(title: str, rulebook: Rulebook) -> bool:
    """Whether a title says that its act changes another: it is then no title of the acts listed with it."""
    verb = " ".join(title.split()[:2])
    return any(
        rule.pattern.search(verb) for rule in rulebook.rules("citation_relations") if rule.id == "relation-amends"
    )


def lists_bases(heading: str, rulebook: Rulebook) -> bool:
    """Whether a section of this heading lists the legal bases of the document."""
    rules = rulebook.rules("citation_relations")
    return any(rule.pattern.match(heading) for rule in rules if rule.values["relation"] == "basis_heading")


def preamble(label: str | None) -> Relation | None:
    """The relation that a line of the preamble gives to what it names first."""
    return _PREAMBLE.get(label or "")


def joined(between: str) -> bool:
    """Whether two citations parted by these words stand in one list, and so in one relation."""
    return bool(_JOINED.match(between))
