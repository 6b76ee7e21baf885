"""What a check is given, and how it points at the words that it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from extractor.checks.holding import found
from extractor.kept import kept
from extractor.model import Citation, Document, Evidence, Fact, Facts, Instrument
from extractor.numbers import date as read_date
from extractor.pattern import Pattern
from extractor.rulebook import Rule, Rulebook
from extractor.text import View, normalise, view

_WRITTEN_OUT = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2},?\s+năm\s+\d{4}", re.IGNORECASE)
_IN_DIGITS = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)")
_HEAD = 4000
"""How far from either end of a text its own date is looked for, in code points."""
_LEAD = 160
"""How far before a citation the words that it is read with may begin, in code points."""
_OFFICES = ("bo", "so")
_SENTENCE_END = re.compile(r"[.;!?]\s|\n\s*\n|\f")


@dataclass(frozen=True, slots=True)
class Case:
    """One document under check: its facts, the rules, and what is known of the acts that it cites, by slug.

    ``whole`` fetches the document where ``facts`` are but a gist.
    """

    facts: Facts
    rulebook: Rulebook
    instruments: Mapping[str, Instrument]
    whole: Callable[[Facts], Document] | None = None

    @property
    def document(self) -> Document:
        """The document with its text and pages."""
        return self.whole(self.facts) if self.whole else self.facts.document

    @property
    def name(self) -> str:
        """What a message calls the document: the name of its file, without the folders of the machine it lies on."""
        return PurePath(self.facts.document.path).name

    @property
    def view(self) -> View:
        """The matching view of the document's text."""
        return view(self.document.text)

    @property
    def day(self) -> str:
        """The day of the document, else the latest day that it must follow; "" when there is none.

        It follows the acts that it cites, and the first days of the ministries and departments that it names.
        """
        return _day(self)

    def known(self, citation: Citation) -> Instrument | None:
        """The authority table's row for the act that ``citation`` is tied to, or ``None``."""
        found = self.instruments.get(citation.instrument or "")
        return found if found is not None and found.certainty else None

    def cited(self) -> Iterator[Citation]:
        """The mentions of other acts: all but those of the document itself."""
        return (citation for citation in self.facts.citations if citation.relation != "self")

    def pattern(self, topic: str, use: str | None = None) -> Pattern:
        """The one pattern of a topic for a use; without a use the one that names none."""
        return pattern_of(self.rulebook, topic, use)

    def found(self, topic: str, use: str | None = None) -> Iterator[re.Match[str]]:
        """The matches of that pattern in the text, in order."""
        return found(_rule(self.rulebook, topic, use), self.view.text)

    def section_at(self, offset: int) -> int | None:
        """The index of the innermost section around a place in the text."""
        sections = self.facts.sections
        index: int | None = bisect_right(sections, offset, key=lambda section: section.start) - 1
        while index is not None and index >= 0 and sections[index].end <= offset:
            index = sections[index].parent
        return None if index is None or index < 0 else index

    def headings(self, offset: int) -> str:
        """The words of the headings that a place in the text stands under, the innermost first."""
        found, index = [], self.section_at(offset)
        while index is not None:
            found.append(normalise(self.facts.sections[index].heading))
            index = self.facts.sections[index].parent
        return " ".join(found)

    def evidence(self, fact: Fact) -> Evidence:
        """The words of ``fact``, which it may have with it: a gist need not ask for the document then."""
        if fact.quote:
            return Evidence(self.facts.document.path, fact.start, fact.end, fact.quote, fact.page)
        return self.words(fact.start, fact.end)

    def words(self, start: int, end: int) -> Evidence:
        """The words of the document from ``start`` to ``end``, without blanks around them."""
        document = self.document
        words = document.text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        return Evidence(document.path, start, end, document.text[start:end], document.page_at(start))

    def lead(self, fact: Fact) -> int:
        """Where the sentence of ``fact`` begins, or as far before it as a reader looks back."""
        text = self.document.text
        earliest = max(fact.start - _LEAD, 0)
        ends = [match.end() for match in _SENTENCE_END.finditer(text, earliest, fact.start)]
        return max(ends, default=earliest)

    def dated(self, citation: Citation) -> Evidence:
        """The words of ``citation`` with its date, also where the date stands beside it ("Ngày 05/3/2024, …")."""
        if citation.date and not self._prints(citation.date, citation.start, citation.end):
            if before := self._prints(citation.date, self.lead(citation), citation.start):
                return self.words(before[-1][0], citation.end)
            if after := self._prints(citation.date, citation.end, citation.end + _LEAD):
                return self.words(citation.start, after[0][1])
        return self.evidence(citation)

    def own_date(self) -> Evidence | None:
        """Where the document's own date is printed, or ``None`` when only the head or the index states it."""
        issued = self.facts.head.date
        if not issued:
            return None
        length = len(self.document.text)
        for start, end in ((0, _HEAD), (max(length - _HEAD, 0), length)):
            if found := self._prints(issued, start, end):
                return self.words(*found[0])
        return None

    def _prints(self, date: str, start: int, end: int) -> list[tuple[int, int]]:
        """Where ``date`` (ISO, whole) is printed between two places, written out first."""
        text = normalise(self.document.text[start:end])
        found = (match for pattern in (_WRITTEN_OUT, _IN_DIGITS) for match in pattern.finditer(text))
        return [
            (start + match.start(), start + match.end())
            for match in found
            if read_date(" ".join(match.group().lower().split())) == date
        ]


def mention(cases: Sequence[Case], number: int, place: int) -> tuple[Case, Citation]:
    """The case of a ``number``, and its citation at a ``place``."""
    case = cases[number]
    return case, case.facts.citations[place]


@kept
def _day(case: Case) -> str:
    if case.facts.head.date:  # of a draft the day is often open: "ngày     tháng 11 năm 2026"
        return case.facts.head.date + "-01-01"[len(case.facts.head.date) - len("2026") :]
    cited = [citation.date or "" for citation in case.cited()]
    offices = case.rulebook.table("issuers")
    begun = [row["valid_from"] for row in offices if row["kind"] in _OFFICES and row["name_vi"] in case.view.text]
    first = [f"{day}-01" if len(day) == len("2025-03") else day for day in begun]
    return max((told for told in (*cited, *first) if len(told) == len("2025-07-01")), default="")


def pattern_of(rulebook: Rulebook, topic: str, use: str | None = None) -> Pattern:
    """The one pattern of a topic for a use; without a use the one that names none."""
    return _rule(rulebook, topic, use).pattern


@lru_cache(maxsize=1024)
def _rule(rulebook: Rulebook, topic: str, use: str | None) -> Rule:
    return next(rule for rule in rulebook.rules(topic) if rule.values.get("use") == use)
