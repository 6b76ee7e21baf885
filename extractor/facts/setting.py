"""What surrounds a figure: its clause, the line that leads in, the headings and the title tell its time and kind.

The words that tell stand in ``rules/figure_meanings.csv``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

from extractor.facts.head import find_head
from extractor.facts.meanings import first_of, meanings_of
from extractor.model import Document
from extractor.numbers import Period, date, periods
from extractor.outline import Block, Outline
from extractor.rulebook import Rulebook

_OPENING = 40
"""How far into a sentence the words that hold for the sentences after it may begin."""
_COUNT = re.compile(r"(?<![\w/.,-])(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]")
_PHRASE = re.compile(r"[.,;:] ")
_LONGEST_LIST = 60
_REACH = 1200
"""How much of its sentence is read on either side of a figure."""
_LONGEST_HEADING = 120
_ITEMS = {"dash", "plus", "star", "parenthesis", "letter"}


@cache
def _provinces(rulebook: Rulebook) -> re.Pattern[str]:
    names = {name for row in rulebook.table("provinces") for name in (row["old_name"], row["new_name"]) if name}
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\w)", re.IGNORECASE
    )


@dataclass(frozen=True, slots=True)
class Clause:
    """The sentence around a figure: ``before`` and ``after`` are its words on either side."""

    start: int
    end: int
    before: str
    after: str
    block: Block
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
    _dated: list[tuple[int, str | None]] = field(default_factory=list, repr=False, compare=False)
    _headed: dict[int | None, str | None] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, document: Document, outline: Outline, rulebook: Rulebook) -> Setting:
        """The setting of a document."""
        head = find_head(document, outline, rulebook)
        title, issued = f"{head.doc_type or ''} {head.title or ''}", int(head.date[:4]) if head.date else None
        return cls(outline, rulebook, title, (head.province or "").lower(), issued)

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
        first, last = next(((a, b) for a, b in spans if start < b), spans[-1])
        first, last = min(first, start), max(last, end)
        before, after = text[max(first, start - _REACH) : start], text[end : min(last, end + _REACH)]
        return Clause(first, last, before, after, block, text[end - 1] == "%")

    def period(self, clause: Clause, kind: str | None = None) -> str | None:
        """The year or years that a figure is about; ``None`` when unstated, or for a cumulative figure.

        ``kind`` is what the figure is, where that is known: headings date no context, and a plan's title no result.
        """
        adjacent = next(periods(clause.after), None)
        if adjacent and adjacent.start <= 1 and clause.percent:
            return adjacent.value
        if (said := self._said(clause.before, kind)) is not None:
            return said or None
        until = meanings_of(self.rulebook, "until")
        for period in self._periods(clause.after):
            if until.end(clause.after[: period.start]):
                return period.value
        return self._around(clause, kind)

    def _said(self, words: str, kind: str | None) -> str | None:
        """The last period named in ``words``; "" where they speak of a total up to now; ``None`` where of neither.

        A target is set for a time, even where it adds up what was reached before it.
        """
        named = self._periods(words)
        if kind == "target":
            return named[-1].value if named else None
        cumulative = [at for at, _ in meanings_of(self.rulebook, "cumulative").find(words)]
        if meanings_of(self.rulebook, "running").within(words) or (
            cumulative and (not named or named[-1].start < cumulative[-1])
        ):
            return ""
        return named[-1].value if named else None

    def carries_on(self, words: str) -> bool:
        """Whether a sentence that opens with ``words`` goes on about the figures before it ("Trong đó, …")."""
        return meanings_of(self.rulebook, "carries on").within(words)

    def _around(self, clause: Clause, kind: str | None) -> str | None:
        """The period from earlier sentences, the line that leads in, the headings or the title."""
        text = self.outline.view.text
        spans = [(a, b) for a, b in self.sentences(clause.block) if a < clause.start]
        carries = self.carries_on(text[clause.start : clause.start + _OPENING])
        earlier = [text[a:b] if text[b - 1] == ";" else text[a : min(b, a + _OPENING)] for a, b in spans]
        if spans and carries:
            earlier[-1] = text[slice(*spans[-1])]
        lead = self.lead_in(clause.block)
        for words in [*reversed(earlier), *([self.outline.text(lead)] if lead else [])]:
            if (said := self._said(words, kind)) is not None:
                return said or None
        if kind == "context":
            return None
        for heading in self._headings(clause.block.section):
            if named := self._periods(heading):
                return _only(named)
            if meanings_of(self.rulebook, "undated").within(heading):
                return None
        if kind == "result" and meanings_of(self.rulebook, "title").first(self.title) == "target":
            return self._reported(clause)
        return self._titled(kind)

    def _titled(self, kind: str | None) -> str | None:
        """The period of the title; of a report that also looks ahead, the one that suits what the figure is."""
        named = list(periods(self.title))
        ahead = list(meanings_of(self.rulebook, "title ahead").find(self.title))
        report = meanings_of(self.rulebook, "title").first(self.title) == "result"
        later = [(at, what) for at, what in ahead if named and at > named[0].start]
        if kind == "target":
            looks = ahead if report else later
            planned = [p for p in named if any((report or what == "target") and at < p.start for at, what in looks)]
            if planned or report:
                return _only(planned)
        first = min((at for at, _ in later), default=len(self.title))
        ends = meanings_of(self.rulebook, "title end")
        return _only([p for p in named if p.start < first and not (later and ends.end(self.title[: p.start]))])

    def _reported(self, clause: Clause) -> str | None:
        """The period of the last heading of results before the clause: the year on which a plan looks back."""
        start = self.outline.view.origin(clause.start)
        return next((period for at, period in reversed(self._results()) if at < start), None)

    def _results(self) -> list[tuple[int, str | None]]:
        """Where the headings of dated results begin (in the document's text), and their periods."""
        if not self._dated:
            words = meanings_of(self.rulebook, "heading")
            headed = [s for s in self.outline.sections if words.first(s.heading) == "result"]
            dated = [(s.start, _only(self._periods(s.heading))) for s in headed]
            self._dated.extend((start, period) for start, period in [(-1, None), *dated] if period or start < 0)
        return self._dated

    def _periods(self, text: str) -> list[Period]:
        """The periods in ``text`` but for those that tell things apart ("sản phẩm năm 2019", "so với năm 2020")."""
        qualifier, yearly = meanings_of(self.rulebook, "qualifier"), meanings_of(self.rulebook, "yearly")
        return [
            p
            for p in periods(text)
            if not qualifier.end(text[: p.start]) or yearly.within(_PHRASE.split(text[: p.start])[-1])
        ]

    def lead_in(self, block: Block) -> Block | None:
        """The line ending in ":" under which ``block`` is an entry."""
        if block.kind not in _ITEMS:
            return None
        blocks = self.outline.blocks
        index = bisect_left(blocks, block.start, key=lambda b: b.start)
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
        headings = self._headings(clause.block.section)
        headed = self._of_headings(clause.block.section, headings)
        if headed == "context" or self._elsewhere(clause.before) or self._around_place(clause, headings):
            return "context"
        lead = self.lead_in(clause.block)
        said = meanings_of(self.rulebook, "clause")
        return (
            said.last(clause.before)
            or (None if bounded else self._past(clause))
            or headed
            or (said.last(self.outline.text(lead)) if lead else None)
            or meanings_of(self.rulebook, "clause weak").last(clause.before)
            or self._task(clause.block)
            or first_of(meanings_of(self.rulebook, "heading weak"), headings)
            or ("target" if bounded else None)
            or meanings_of(self.rulebook, "title").first(self.title)
            or "result"
        )

    def _past(self, clause: Clause) -> str | None:
        """A result, where the years named before the figure were over when the document was issued."""
        named = [int(period.value[-4:]) for period in periods(clause.before)]
        return "result" if self.issued and named and max(named) < self.issued else None

    def _task(self, block: Block) -> str | None:
        """What a paragraph that begins by giving somebody a task speaks of: targets."""
        opening = self.outline.view.text[block.body : block.end][:_OPENING]
        at, meaning = next(meanings_of(self.rulebook, "opening").find(opening), (1, None))
        return meaning if at == 0 else None

    def _around_place(self, clause: Clause, headings: list[str]) -> bool:
        """Whether the sentence describes the place itself: its area, people and parts, below a heading for that."""
        if first_of(meanings_of(self.rulebook, "heading of a place"), headings) is None:
            return False
        text, block = self.outline.view.text, clause.block
        sentence = (
            text[block.body : clause.start].rpartition(". ")[2] + text[clause.start : block.end].partition(". ")[0]
        )
        return meanings_of(self.rulebook, "place").within(sentence)

    def _headings(self, section: int | None) -> list[str]:
        """The headings around a place, the innermost first; of a clause that stands as a heading only its opening."""
        headings = (around.heading for around in self.outline.headings(section))
        return [words if len(words) <= _LONGEST_HEADING else words[: _LONGEST_HEADING // 2] for words in headings]

    def _of_headings(self, section: int | None, headings: list[str]) -> str | None:
        if section not in self._headed:
            self._headed[section] = self._read_headings(headings)
        return self._headed[section]

    def _read_headings(self, headings: list[str]) -> str | None:
        words = meanings_of(self.rulebook, "heading")
        for heading in headings:
            counted = _COUNT.search(heading)  # a clause that states a figure means something only up to it
            meanings = [meaning for _, meaning in words.find(heading[: counted.start()] if counted else heading)]
            if "context" in meanings or self._elsewhere(f"{heading}:"):
                return "context"
            if meanings:
                return meanings[0]
        return None

    def _elsewhere(self, before: str) -> bool:
        """Whether the words before a figure speak of the country or of another province ("Tỉnh Bắc Giang có …")."""
        if meanings_of(self.rulebook, "clause").last(before) == "context":
            return True
        is_subject, is_place = self.rulebook.compile("{is_subject}"), self.rulebook.compile("{is_place}$")
        return any(
            match.group().lower() != self.province
            and is_subject.match(before, match.end())
            and not is_place.search(before[: match.start()])
            for match in _provinces(self.rulebook).finditer(before)
        )

    def scope(self, clause: Clause) -> str | None:
        """cumulative or in_force where the clause says so ("đến nay", "còn hiệu lực")."""
        if meanings_of(self.rulebook, "in force").within(clause.after[:_OPENING]):
            return "in_force"
        cumulative = any(meanings_of(self.rulebook, where).within(clause.before) for where in ("cumulative", "running"))
        return "cumulative" if cumulative else None

    def as_of(self, clause: Clause) -> str | None:
        """The day to which a cumulative figure counts ("tính đến ngày 30/6/2024")."""
        match = self.rulebook.compile(r"(?:đến|Đến)(?: hết)? ({date})").search(clause.before)
        return date(match.group(1)) if match else None


def _only(named: list[Period]) -> str | None:
    """The period, when but one is named."""
    values = {period.value for period in named}
    return values.pop() if len(values) == 1 else None
