"""What a check is given, and how it points at the words that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.model import Citation, Evidence, Fact, Facts, Instrument
from extractor.numbers import date as read_date
from extractor.rulebook import Rulebook
from extractor.text import normalise

_WRITTEN_OUT = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2},?\s+năm\s+\d{4}", re.IGNORECASE)
_IN_DIGITS = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)")
_HEAD = 4000
"""How far from either end of a text its own date is looked for, in code points."""
_LEAD = 160
"""How far before a citation the words that it is read with may begin, in code points."""
_SENTENCE_END = re.compile(r"[.;!?]\s|\n\s*\n|\f")


@dataclass(frozen=True, slots=True)
class Case:
    """One document under check: its facts, the rules, and what is known of the acts that it cites, by slug."""

    facts: Facts
    rulebook: Rulebook
    instruments: Mapping[str, Instrument]

    def known(self, citation: Citation) -> Instrument | None:
        """The authority table's row for the act that ``citation`` is tied to, or ``None``."""
        found = self.instruments.get(citation.instrument or "")
        return found if found is not None and found.certainty else None

    def cited(self) -> Iterator[Citation]:
        """The mentions of other acts: all but those of the document itself."""
        return (citation for citation in self.facts.citations if citation.relation != "self")

    def evidence(self, fact: Fact) -> Evidence:
        """The words of ``fact``."""
        return self.words(fact.start, fact.end)

    def words(self, start: int, end: int) -> Evidence:
        """The words of the document from ``start`` to ``end``, without blanks before them."""
        document = self.facts.document
        start += len(document.text[start:end]) - len(document.text[start:end].lstrip())
        return Evidence(document.path, start, end, document.text[start:end], document.page_at(start))

    def lead(self, fact: Fact) -> int:
        """Where the sentence of ``fact`` begins, or as far before it as a reader looks back."""
        text = self.facts.document.text
        earliest = max(fact.start - _LEAD, 0)
        ends = [match.end() for match in _SENTENCE_END.finditer(text, earliest, fact.start)]
        return max(ends, default=earliest)

    def dated(self, citation: Citation) -> Evidence:
        """The words of ``citation`` with its date, also where the date stands before it ("Ngày 05/3/2024, …")."""
        text = normalise(self.facts.document.text)
        if citation.date and not _reads(text, citation.start, citation.end, citation.date):
            before = _reads(text, self.lead(citation), citation.start, citation.date)
            after = _reads(text, citation.end, citation.end + _LEAD, citation.date)
            if before:
                return self.words(before[-1].start(), citation.end)
            if after:
                return self.words(citation.start, after[0].end())
        return self.evidence(citation)

    def own_date(self) -> Evidence | None:
        """Where the document's own date is printed, or ``None`` when only the head or the index states it."""
        text = normalise(self.facts.document.text)
        if not self.facts.head.date:
            return None
        edges = ((0, _HEAD), (max(len(text) - _HEAD, 0), len(text)))
        found = [match for start, end in edges for match in _reads(text, start, end, self.facts.head.date)]
        return self.words(*found[0].span()) if found else None


def _reads(text: str, start: int, end: int, date: str) -> list[re.Match[str]]:
    """Where ``date`` (ISO, whole) is printed between two places, written out first."""
    found = (match for pattern in (_WRITTEN_OUT, _IN_DIGITS) for match in pattern.finditer(text, start, end))
    return [match for match in found if read_date(" ".join(match.group().lower().split())) == date]
