"""Words of a document as HTML, evidence marked in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from extractor.model import Severity
from extractor.review import SEVERITIES

_NOT_IN_HTML = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Evidence in a document: its place, the id it has on the page, and the notes that speak of it."""

    start: int
    end: int
    anchor: str
    severity: Severity
    notes: tuple[tuple[int, str], ...]
    """Of each note the number that is shown, and its id."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a mark stands in one paragraph."""

    start: int
    end: int
    mark: Mark
    first: bool
    last: bool


def text_html(words: str) -> str:
    """``words`` escaped, without the control characters that no page may hold."""
    return escape(_NOT_IN_HTML.sub(" ", words))


def pieces(paragraphs: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> list[list[Piece]]:
    """For each paragraph (start, end) the pieces of the marks in it; every mark has a first and a last one."""
    found: list[list[Piece]] = [[] for _ in paragraphs]
    for mark in marks:
        inside = [i for i, (start, end) in enumerate(paragraphs) if start < mark.end and mark.start < end]
        inside = inside or [max((i for i, (start, _) in enumerate(paragraphs) if start <= mark.start), default=0)]
        for index in inside:
            start, end = (min(max(at, paragraphs[index][0]), paragraphs[index][1]) for at in (mark.start, mark.end))
            found[index].append(Piece(start, end, mark, index == inside[0], index == inside[-1]))
    return found


def marked(text: str, start: int, end: int, inside: Sequence[Piece]) -> str:
    """``text[start:end]`` with its pieces marked. Marks that overlap are parted: none stands half in another."""
    cuts = sorted({start, end, *(piece.start for piece in inside), *(piece.end for piece in inside)})
    out: list[str] = []
    for index, cut in enumerate(cuts):
        out += _numbers([piece for piece in inside if piece.last and piece.start < piece.end == cut])
        out += [f'<span class="at" id="{p.mark.anchor}"></span>' for p in inside if p.first and p.start == cut]
        out += _numbers([piece for piece in inside if piece.last and piece.start == piece.end == cut])
        following = cuts[index + 1] if index + 1 < len(cuts) else cut
        words = text_html(text[cut:following])
        around = [piece.mark.severity for piece in inside if piece.start <= cut and following <= piece.end]
        out.append(f'<mark class="{min(around, key=SEVERITIES.index)}">{words}</mark>' if around and words else words)
    return "".join(out)


def _numbers(ended: Sequence[Piece]) -> Iterator[str]:
    """The numbers of the notes on marks that end here, each leading to its note."""
    notes = sorted({note for piece in ended for note in piece.mark.notes})
    if notes:
        links = (f'<a href="#{anchor}">{number}</a>' for number, anchor in notes)
        yield f"<sup>{', '.join(links)}</sup>"
