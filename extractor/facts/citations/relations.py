"""How a document stands to an act that it cites, and the article it points to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.facts.citations.pinpoints import pinpoint_before
from extractor.model import Relation
from extractor.rulebook import Rule, Rulebook

_REACH = 160
_OTHER = ("changed_by", "changed_agent", "expired", "basis_heading")
"""What rules say besides the relation of the act that follows the words."""
_CHANGES = ("amends", "replaces", "repeals")
_NESTING = (*_CHANGES, "guides", "implements")
_PREAMBLE: dict[str, Relation] = {
    "Căn cứ": "basis", "Xét": "proposal", "Theo đề nghị": "proposal", "Thực hiện": "implements", "Theo": "basis",
}  # fmt: skip
_BETWEEN = 40
_VERB = re.compile(r" (?:sửa đổi|bổ sung|thay thế)\b")
_JOINED = re.compile(r"[\s,;]*(?:và |hoặc )?(?:(?:nội dung|quy định) )?(?:tại )?(?:các |những )?(?:số )?$")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the words before a citation say: the pinpoint, and the relation (``None`` when they say none)."""

    pinpoint: str | None
    relation: Relation | None
    start: int
    """Where the place within the act begins, else the act."""

    @property
    def changes(self) -> bool:
        """Whether the act is named as one that is changed."""
        return self.relation in _CHANGES

    @property
    def nests(self) -> bool:
        """Whether a citation so introduced may be part of the title of the one before it."""
        return self.relation in _NESTING


def standing(text: str, start: int, begin: int, rulebook: Rulebook) -> Standing:
    """Read the words of ``text[start:begin]`` that end where a citation begins."""
    place = pinpoint_before(text, start, begin, rulebook)
    begin = place.start if place else begin
    start = max(start, begin - _REACH)
    words = text[start:begin]
    relation = next(
        (
            rule.values["relation"]
            for rule in _before(rulebook)
            if any(letters in words for letters in rule.values["holds"]) and rule.pattern.search(text, start, begin)
        ),
        None,
    )
    return Standing(place.words if place else None, relation, begin)


@cache
def _before(rulebook: Rulebook) -> tuple[Rule, ...]:
    """The rules that read the relation from the words before an act."""
    return tuple(rule for rule in rulebook.rules("citation_relations") if rule.values["relation"] not in _OTHER)


@cache
def _of(relation: str, rulebook: Rulebook) -> tuple[Rule, ...]:
    return tuple(rule for rule in rulebook.rules("citation_relations") if rule.values["relation"] == relation)


def changed_by(between: str, rulebook: Rulebook) -> Relation | None:
    """What the words between two acts say that the second does to the first: amends or replaces it."""
    return next((rule.values["gives"] for rule in _of("changed_by", rulebook) if rule.pattern.match(between)), None)


def changes_before(text: str, start: int, end: int, after: int, rulebook: Rulebook) -> Relation | None:
    """What "được" in ``text[start:end]`` and the verb behind the second act say: "(được Nghị định Y sửa đổi)"."""
    verb = _VERB.match(text, after)
    if verb is None or not any(r.pattern.fullmatch(text[start:end]) for r in _of("changed_agent", rulebook)):
        return None
    return "amends" if verb.group().startswith((" sửa", " bổ")) else "replaces"


def ended(text: str, end: int, rulebook: Rulebook) -> Relation | None:
    """The relation of an act whose mention ends at ``end``, where the sentence goes on to say that it ends."""
    return next((rule.values["gives"] for rule in _of("expired", rulebook) if rule.pattern.match(text, end)), None)


def changes(title: str, rulebook: Rulebook) -> bool:
    """Whether a title says that its act changes another: it is then no title of the acts listed with it."""
    verb = " ".join(title.split()[:2])
    return any(
        rule.pattern.search(verb) for rule in rulebook.rules("citation_relations") if rule.id == "relation-amends"
    )


def lists_bases(heading: str, rulebook: Rulebook) -> bool:
    """Whether a section of this heading lists the legal bases of the document."""
    return any(rule.pattern.match(heading) for rule in _of("basis_heading", rulebook))


def preamble(label: str | None) -> Relation | None:
    """The relation that a line of the preamble gives to what it names first."""
    return _PREAMBLE.get(label or "")


def joined(text: str, start: int, end: int) -> bool:
    """Whether two citations parted by ``text[start:end]`` stand in one list, and so in one relation."""
    return end - start <= _BETWEEN and bool(_JOINED.match(text[start:end]))
