"""What surrounds a figure: its clause, the line that leads in, the headings and the title tell what kind it is.

The words that tell stand in ``rules/figure_meanings.csv``.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extractor.alternatives import any_of
from extractor.facts.head import find_head
from extractor.facts.meanings import first_of, meanings_of
from extractor.kept import kept
from extractor.model import Document
from extractor.numbers import periods
from extractor.outline import Block, Outline
from extractor.pattern import Pattern
from extractor.rulebook import Rulebook

OPENING = 40
"""How far into a sentence the words that hold for the sentences after it may begin."""
COUNT = re.compile(r"(?<![\w/.,-])(?!(?:19|20)[0-9]{2}(?![0-9])|[0-9]{1,2}(?:/[0-9]{1,2}/| tháng [0-9]))[0-9]")
"""Where a figure begins that is neither a year nor a day."""
_LONGEST_LIST = 60
_BEHIND = 16
"""So far behind a figure its own year may stand."""
_REACH = 1200
"""How much of its sentence is read on either side of a figure."""
_LONGEST_HEADING = 120
_ITEMS = {"dash", "plus", "star", "parenthesis", "letter"}


@cache
def _provinces(rulebook: Rulebook) -> Pattern:
    names = {name for row in rulebook.table("provinces") for name in (row["old_name"], row["new_name"]) if name}
    any_name = any_of([re.escape(sign) for sign in name] for name in sorted(names))
    return Pattern(rf"(?<!\w){any_name}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=16)  # several ask about the words before one figure
def _plans(words: str, rulebook: Rulebook) -> Sequence[tuple[int, int]]:
    return [match.span() for match in rulebook.compile("(?i){plan_reached}").finditer(words)]


def without_plans(words: str, rulebook: Rulebook, sign: str) -> str:
    """``words`` less those that name a plan with which something is compared, ``sign`` for each of their letters."""
    for start, end in reversed(_plans(words, rulebook)):
        words = words[:start] + sign * (end - start) + words[end:]
    return words


@dataclass(frozen=True, slots=True)
class Clause:
    """The sentence around a figure: ``before`` and ``after`` are its words on either side."""

    start: int
    end: int
    before: str
    after: str
    block: Block
    at: int
    """Where the figure begins."""
    percent: bool
    """Whether the figure is a share."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A document's outline and title, and what they say of a figure. Offsets are those of the view."""

    outline: Outline
    rulebook: Rulebook
    title: str
    """The type of the document and its title."""
    province: str
    """The document's own province in lower case, or nothing."""
    issued: int | None
    """The year of the document's date."""
    _sentences: dict[int, list[tuple[int, int]]] = field(default_factory=dict, repr=False, compare=False)
    _headed: dict[int | None, str | None] = field(default_factory=dict, repr=False, compare=False)
    _named: dict[int, list[tuple[int, int]]] = field(default_factory=dict, repr=False, compare=False)
    """Where provinces are named in the blocks that hold figures, by where each begins."""

    @staticmethod
    @kept
    def of(document: Document, outline: Outline, rulebook: Rulebook) -> Setting:
        """The setting of a document."""
        head = find_head(document, outline, rulebook)
        title, issued = f"{head.doc_type or ''} {head.title or ''}", int(head.date[:4]) if head.date else None
        return Setting(outline, rulebook, title, (head.province or "").lower(), issued)

    def sentences(self, block: Block) -> list[tuple[int, int]]:
        """The sentences of a block, its label left out of the first."""
        if block.start not in self._sentences:
            spans = [(max(start, block.body), end) for start, end in self.outline.sentences(block) if end > block.body]
            self._sentences[block.start] = spans or [(block.body, block.end)]
        return self._sentences[block.start]

    def clause(self, start: int, end: int) -> Clause:
        """The sentence around the figure at ``start:end``."""
        text = self.outline.view.text
        block = self.outline.block_at(start)
        spans = self.sentences(block)
        first, last = spans[min(bisect_right(spans, start, key=lambda span: span[1]), len(spans) - 1)]
        first, last = min(first, start), max(last, end)
        before, after = text[max(first, start - _REACH) : start], text[end : min(last, end + _REACH)]
        return Clause(first, last, before, after, block, start, text[end - 1] == "%")

    def carries_on(self, words: str) -> bool:
        """Whether a sentence that opens with ``words`` goes on about the figures before it ("Trong đó, …")."""
        return meanings_of(self.rulebook, "carries on").within(words)

    def paragraph_above(self, block: Block) -> Block | None:
        """The paragraph before ``block`` in its section."""
        blocks = self.outline.blocks
        index = self.outline.index_of(block)
        above = blocks[index - 1] if index else None
        return above if above and above.section == block.section and above.note == block.note else None

    def lead_in(self, block: Block) -> Block | None:
        """The line ending in ":" under which ``block`` is an entry."""
        if block.kind not in _ITEMS:
            return None
        blocks = self.outline.blocks
        index = self.outline.index_of(block)
        for before in reversed(blocks[max(0, index - _LONGEST_LIST) : index]):
            if before.note or before.kind == block.kind:
                continue
            if self.outline.text(before).endswith(":"):
                return before
            if before.kind not in _ITEMS:
                return None
        return None

    def kind(self, clause: Clause, *, bounded: bool) -> str:
        """target, result or context; ``bounded`` for a figure with "ít nhất" and the like."""
        if self._planned(clause):
            return "target"
        headings = self.headings(clause)
        headed = self._of_headings(clause.block.section, headings)
        if headed != "target" and self._describes_place(clause):
            return "context"
        provinces = self._provinces_before(clause)
        if headed == "context" or self._elsewhere(clause.before, provinces) or self._around_place(clause, headings):
            return "context"
        lead = self.lead_in(clause.block)
        said = meanings_of(self.rulebook, "clause")
        before = without_plans(clause.before, self.rulebook, "")
        return (
            said.last(before)
            or (None if bounded else self._past(clause))
            or headed
            or (said.last(self.outline.text(lead)) if lead else None)
            or meanings_of(self.rulebook, "clause weak").last(before)
            or self._task(clause.block)
            or first_of(meanings_of(self.rulebook, "heading weak"), headings)
            or meanings_of(self.rulebook, "clause weakest").last(before)
            or ("target" if bounded else None)
            or meanings_of(self.rulebook, "title").first(self.title)
            or "result"
        )

    def _planned(self, clause: Clause) -> bool:
        """Whether a figure stands right behind the word for a plan, as planned ("bằng 96% kế hoạch (50 lớp)")."""
        if self.rulebook.compile("(?i){planned_before}$").search(clause.before):
            return True
        opened = clause.before.endswith("(")
        bracket = opened and self.rulebook.compile(r"(?i){plan_reached} ?\($").search(clause.before)
        text = self.outline.view.text
        return bool(bracket) and not self.rulebook.compile("{figure} ?/").match(text, clause.at)

    def _past(self, clause: Clause) -> str | None:
        """A result, where the years named before the figure were over when the document was issued."""
        behind = next(periods(clause.after[:_BEHIND]), None)  # "lên 95% vào năm 2025"
        named = [int(period.value[-4:]) for period in (*periods(clause.before), *([behind] if behind else []))]
        return "result" if self.issued and named and max(named) < self.issued else None

    def _task(self, block: Block) -> str | None:
        """What a paragraph that begins by giving somebody a task speaks of: targets."""
        opening = self.outline.view.text[block.body : block.end][:OPENING]
        at, meaning = next(meanings_of(self.rulebook, "opening").find(opening), (1, None))
        return meaning if at == 0 else None

    def _describes_place(self, clause: Clause) -> bool:
        """Whether the sentence says of what parts a place is made up: "Huyện có 16 xã, thị trấn, 286 thôn"."""
        text = self.outline.view.text
        return self.rulebook.compile("(?i){made_up_of}").match(text, clause.start, clause.end) is not None

    def _around_place(self, clause: Clause, headings: list[str]) -> bool:
        """Whether the sentence describes the place itself: its area, people and parts, below a heading for that."""
        place = meanings_of(self.rulebook, "place")
        if first_of(meanings_of(self.rulebook, "heading of a place"), headings) is None:
            if first_of(meanings_of(self.rulebook, "heading with a place"), headings) is None:
                return False
            place = meanings_of(self.rulebook, "place itself")
        text, block = self.outline.view.text, clause.block
        sentence = (
            text[block.body : clause.start].rpartition(". ")[2] + text[clause.start : block.end].partition(". ")[0]
        )
        return place.within(sentence)

    def headings(self, clause: Clause) -> list[str]:
        """The headings around a figure, the innermost first.

        Of a clause that stands as a heading only its opening, and of one that holds the figure what stands before it.
        """
        sections = list(self.outline.headings(clause.block.section))
        headings = [around.heading for around in sections]
        if sections and sections[0].start == self.outline.view.origin(clause.block.start):
            headings[0] = headings[0][: clause.at - clause.block.body]
        return [words if len(words) <= _LONGEST_HEADING else words[: _LONGEST_HEADING // 2] for words in headings]

    def _of_headings(self, section: int | None, headings: list[str]) -> str | None:
        if section not in self._headed:
            self._headed[section] = self._read_headings(headings)
        return self._headed[section]

    def _read_headings(self, headings: list[str]) -> str | None:
        words = meanings_of(self.rulebook, "heading")
        for heading in headings:
            counted = COUNT.search(heading)  # a clause that states a figure means something only up to it
            meanings = [meaning for _, meaning in words.find(heading[: counted.start()] if counted else heading)]
            if "context" in meanings or self._elsewhere(f"{heading}:", self._provinces(heading)):
                return "context"
            if "required" in meanings:
                return "target"
            if told := [meaning for meaning in meanings if meaning != "overview"]:
                return told[0]
            if meanings:
                return "context"
        return None

    def _provinces(self, text: str, start: int = 0, end: int = sys.maxsize) -> list[tuple[int, int]]:
        """Where provinces are named in ``text[start:end]``."""
        return [match.span() for match in _provinces(self.rulebook).finditer(text, start, end)]

    def _provinces_before(self, clause: Clause) -> list[tuple[int, int]]:
        """Where provinces are named in ``clause.before``; a block is looked through once for all its figures."""
        block = clause.block
        if block.start not in self._named:
            self._named[block.start] = self._provinces(self.outline.view.text, block.start, block.end)
        first, named = clause.at - len(clause.before), self._named[block.start]
        within = named[bisect_left(named, (first, 0)) : bisect_left(named, (clause.at, 0))]
        return [(start - first, end - first) for start, end in within if end <= clause.at]

    def _elsewhere(self, before: str, provinces: list[tuple[int, int]]) -> bool:
        """Whether the words before a figure speak of the country or of another province ("Tỉnh Bắc Giang có …")."""
        if meanings_of(self.rulebook, "clause").last(before) == "context":
            return True
        is_subject, is_place = self.rulebook.compile("{is_subject}"), self.rulebook.compile("{is_place}$")
        return any(
            before[start:end].lower() != self.province
            and is_subject.match(before, end)
            and not is_place.search(before[:start])
            for start, end in provinces
        )
