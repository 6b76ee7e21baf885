"""How a document is cut for search and laid out for reading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.model import Document, Facts, Section
from extractor.text import view

LEAST, MOST = 400, 3000
"""Code points of a passage of a document without pages: sections are joined up to LEAST and cut at MOST."""


_NOTE_LABEL = re.compile(r"(?:^|\n)[^\S\n]*(?P<label>\d{1,3})\s*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of the text that a search leads to; ``section`` is an index into the document's sections."""

    start: int
    end: int
    page: int | None
    section: int | None


def passages(facts: Facts) -> Iterator[Passage]:
    """The passages of a document, without gaps: its pages, or its sections where there are no pages."""
    document, sections = facts.document, facts.sections
    cuts = _page_cuts(document) if document.pages else _section_cuts(document.text, sections)
    for start, end in pairwise(cuts):
        page = document.page_at(start)
        yield Passage(start, end, page, section_at(sections, _first_word(document.text, start, end)))


def section_at(sections: Sequence[Section], offset: int) -> int | None:
    """The index of the innermost section around ``offset``; sections stand in the order of the text."""
    index = bisect_right(sections, offset, key=lambda s: s.start) - 1
    while index >= 0 and sections[index].end <= offset:
        parent = sections[index].parent
        index = -1 if parent is None else parent
    return index if index >= 0 else None


def layout(facts: Facts) -> list[tuple[int, int, str]]:
    """The paragraphs of a document as ``(start, end, kind)`` in the order of the text, hard line breaks joined.

    ``kind`` is "note" for a footnote, the kind of the section that begins with the paragraph, or "text". A paragraph
    that a footnote interrupts comes in two pieces, the second of kind "more"; the note has its number.
    """
    matching = view(facts.document.text)
    kinds = {section.start: section.kind for section in facts.sections}
    spans = sorted((*matching.span(p.start, p.end), p.note) for p in matching.paragraphs if p.end > p.start)
    placed: list[tuple[int, int, str]] = []
    for start, end, note in spans:
        kind = "note" if note else kinds.get(start, "text")
        if placed and start < placed[-1][1]:
            first, last, outer = placed.pop()
            label = _NOTE_LABEL.search(facts.document.text, first, start) if note else None
            start = label.start("label") if label else start
            if start > first:
                placed.append((first, start, outer))
            placed.append((start, min(end, last), kind))
            if end < last:
                placed.append((end, last, "more"))
            continue
        placed.append((start, end, kind))
    return [piece for piece in placed if not facts.document.text[piece[0] : piece[1]].isspace()]


def _page_cuts(document: Document) -> list[int]:
    return sorted({0, *(page.start for page in document.pages), len(document.text)})


def _section_cuts(text: str, sections: Sequence[Section]) -> list[int]:
    cuts = [0]
    for start in sorted({section.start for section in sections}):
        if start - cuts[-1] >= LEAST:
            cuts.append(start)
    cuts.append(len(text))
    fine = [0]
    for cut in cuts[1:]:
        while cut - fine[-1] > MOST:
            fine.append(_line_break(text, fine[-1] + LEAST, fine[-1] + MOST))
        if cut > fine[-1]:
            fine.append(cut)
    return fine


def _line_break(text: str, low: int, high: int) -> int:
    """After the last line break, else the last blank, between two offsets; else ``high``."""
    for sign in ("\n", " "):
        if (found := text.rfind(sign, low, high)) >= 0:
            return found + 1
    return high


def _first_word(text: str, start: int, end: int) -> int:
    return next((offset for offset in range(start, end) if not text[offset].isspace()), start)
