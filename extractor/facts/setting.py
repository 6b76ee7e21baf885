"""What surrounds a figure: the clause, the line that leads in, the headings and the title say of which time and kind it is.

The words that say so stand in ``rules/figure_meanings.csv``. Words of several syllables are compared without marks, since
scans lose them ("Phân đầu" for "Phấn đấu"); a single syllable is compared as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor.numbers import Period, date, periods
from extractor.outline import Block, Outline
from extractor.rulebook import Rulebook
from extractor.text import fold

_OPENING = 60
"""How far into a sentence the words that hold for the sentences after it may begin."""
_TITLE_BLOCKS = 40
_ITEMS = {"dash", "plus", "star", "parenthesis", "letter"}


class Words:
    """Words with a meaning each, to be found in a text whatever happened to their marks."""

    def __init__(self, rulebook: Rulebook, table: str, column: str, value: str, of: str = "kind") -> None:
        rows = [row for row in rulebook.table(table) if row[column] == value]
        self._meaning = {fold(row["words"]): row[of] for row in rows}
        exact = [row["words"] for row in rows if " " not in row["words"]]
        self._several = _alternatives([words for words in self._meaning if " " in words])
        self._single = _alternatives(exact)

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Where each of the words begins in ``text``, and its meaning; in order."""
        found = [(m.start(), self._meaning[m.group()]) for m in self._several.finditer(fold(text))]
        found += [(m.start(), self._meaning[fold(m.group())]) for m in self._single.finditer(text.lower())]
        return iter(sorted(found))

    def first(self, text: str) -> str | None:
        """The meaning of the words that come first in ``text``."""
        return next((meaning for _, meaning in self.find(text)), None)

    def last(self, text: str) -> str | None:
        """The meaning of the words that come last in ``text``."""
        return max(self.find(text), default=(0, None))[1]

    def end(self, text: str) -> bool:
        """Whether ``text`` ends with one of the words."""
        words = fold(text).rstrip()
        return any(words.endswith(w) and not words[: -len(w)][-1:].isalnum() for w in self._meaning)


def _alternatives(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")


@cache
def _words(rulebook: Rulebook, where: str) -> Words:
    return Words(rulebook, "figure_meanings", "where", where)


@cache
def _provinces(rulebook: Rulebook) -> re.Pattern[str]:
    names = {name for row in rulebook.table("provinces") for name in (row["old_name"], row["new_name"]) if name}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """A document's outline with what its title says, and the readings of a place in it. Offsets are those of the view."""

    outline: Outline
    rulebook: Rulebook
    title: str
    province: str | None
    """The province the document names most often, in lower case: its own."""

    @classmethod
    def of(cls, outline: Outline, rulebook: Rulebook) -> Setting:
        """The setting of a document."""
        counts: dict[str, int] = {}
        for match in _provinces(rulebook).finditer(outline.view.text):
            name = match.group().lower()
            counts[name] = counts.get(name, 0) + 1
        province = max(counts, key=lambda name: counts[name], default=None)
        return cls(outline, rulebook, _title(outline), province)

    def clause(self, offset: int) -> tuple[int, int]:
        """The sentence around ``offset``, without the label of its block."""
        start, end = self.outline.sentence_at(offset)
        return max(start, min(self.outline.block_at(offset).body, offset)), end

    def period(self, start: int, end: int) -> str | None:
        """The year or years that the figure at ``start:end`` is about; ``None`` when unstated, or for a cumulative figure."""
        text = self.outline.view.text
        clause_start, clause_end = self.clause(start)
        before = text[clause_start:start]
        if named := self._periods(before):
            return named[-1].value
        if adjacent := [p for p in periods(text[end:clause_end]) if p.start <= 1 and text[end - 1] == "%"]:
            return adjacent[0].value
        until = _words(self.rulebook, "until")
        after = text[end:clause_end]
        for period in self._periods(after):
            if until.end(after[: period.start]):
                return period.value
        if _words(self.rulebook, "scope").first(before):
            return None
        return self._around(start, clause_start)

    def _around(self, start: int, clause_start: int) -> str | None:
        """The period from what stands before the clause: earlier sentences, the line that leads in, headings, the title."""
        text = self.outline.view.text
        block = self.outline.block_at(start)
        earlier = [text[a : min(b, a + _OPENING)] for a, b in self.outline.sentences(block) if a < clause_start]
        lead = self.lead_in(block)
        for words in [*reversed(earlier), *([text[lead.start : lead.end]] if lead else [])]:
            if named := self._periods(words):
                return named[-1].value
            if _words(self.rulebook, "scope").first(words):
                return None
        for section in self.outline.headings(block.section):
            if named := self._periods(section.heading):
                return named[0].value if len({p.value for p in named}) == 1 else None
        named = self._periods(self.title)
        return named[0].value if len({p.value for p in named}) == 1 else None

    def _periods(self, text: str) -> list[Period]:
        """The periods in ``text`` but for those that tell one thing from another ("sản phẩm năm 2019", "so với năm 2020")."""
        qualifier = _words(self.rulebook, "qualifier")
        return [p for p in periods(text) if not qualifier.end(text[: p.start])]

    def lead_in(self, block: Block) -> Block | None:
        """The line ending in ":" under which ``block`` is an entry."""
        if block.kind not in _ITEMS:
            return None
        blocks = self.outline.blocks
        index = self._index(block)
        for before in reversed(blocks[max(0, index - 30) : index]):
            if before.section != block.section and before.kind not in _ITEMS and not _open(self.outline, before):
                return None
            if before.kind != block.kind and not before.note:
                return before if _open(self.outline, before) else None
        return None

    def _index(self, block: Block) -> int:
        from bisect import bisect_left

        return bisect_left(self.outline.blocks, block.start, key=lambda b: b.start)

    def kind(self, start: int, end: int, *, bounded: bool) -> str:
        """target, result or context; ``bounded`` for a figure with "ít nhất" and the like."""
        text = self.outline.view.text
        clause_start, _ = self.clause(start)
        before = text[clause_start:start]
        if self._elsewhere(before):
            return "context"
        strong = _words(self.rulebook, "clause").last(before)
        if strong:
            return strong
        block = self.outline.block_at(start)
        lead = self.lead_in(block)
        if lead and (led := _words(self.rulebook, "clause").last(text[lead.start : lead.end])):
            return led
        headings = [section.heading for section in self.outline.headings(block.section)]
        return (
            self._of_headings(headings)
            or _words(self.rulebook, "clause weak").last(before)
            or _first_of(_words(self.rulebook, "heading weak"), headings)
            or ("target" if bounded else None)
            or _words(self.rulebook, "title").first(self.title)
            or "result"
        )

    def _of_headings(self, headings: list[str]) -> str | None:
        words = _words(self.rulebook, "heading")
        for heading in headings:
            meanings = [meaning for _, meaning in words.find(heading)]
            if "context" in meanings or self._elsewhere(f"{heading}:"):
                return "context"
            if meanings:
                return meanings[0]
        return None

    def _elsewhere(self, before: str) -> bool:
        """Whether the words before a figure speak of the country or of another province ("Tỉnh Bắc Giang có …")."""
        if _words(self.rulebook, "clause").last(before) == "context":
            return True
        for match in _provinces(self.rulebook).finditer(before):
            subject = re.match(r"(?: \([^()]*\))?(?::| có| đạt| là| \(|$)", before[match.end() :])
            at = re.search(r"(?:tại|ở|của|với|và|,) (?:tỉnh |thành phố |TP\.? ?)?$", before[: match.start()])
            if match.group().lower() != self.province and subject and not at:
                return True
        return False

    def scope(self, start: int) -> str | None:
        """cumulative or in_force where the clause says so ("đến nay", "còn hiệu lực")."""
        clause_start, clause_end = self.clause(start)
        text = self.outline.view.text
        found = list(_words(self.rulebook, "scope").find(text[clause_start:clause_end]))
        if any(meaning == "in_force" and start <= clause_start + at < start + _OPENING for at, meaning in found):
            return "in_force"
        return "cumulative" if any(m == "cumulative" and clause_start + at < start for at, m in found) else None

    def as_of(self, start: int) -> str | None:
        """The day to which a cumulative figure counts ("tính đến ngày 30/6/2024")."""
        clause_start, _ = self.clause(start)
        before = self.outline.view.text[clause_start:start]
        for match in self.rulebook.compile(r"(?:đến|Đến)(?: hết)? ({date})").finditer(before):
            return date(match.group(1))
        return None


def _first_of(words: Words, headings: list[str]) -> str | None:
    return next((meaning for heading in headings if (meaning := words.first(heading))), None)


def _open(outline: Outline, block: Block) -> bool:
    return outline.text(block).endswith(":")


def _title(outline: Outline) -> str:
    """The words at the head of a document, up to its first citation or heading."""
    lines = []
    for block in outline.blocks[:_TITLE_BLOCKS]:
        if block.kind in ("preamble", "roman", "number", "article", "part", "chapter", "letter-capital"):
            break
        lines.append(outline.text(block))
    return " ".join(lines)[:1500]
